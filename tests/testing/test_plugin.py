"""The pytest plugin, as a project that uses it sees it: every test here starts pytest anew."""

import subprocess
import sys

import pytest

pytest_plugins = ["pytester"]

RULES = """ruleset pool.county tier pool
indicator members : count in 人  zh "人数"
rule staffed  must members ≥ 3

example "三人 · three are enough"  given members = 3  expect staffed passes
example "二人 · two will do"  given members = 2  expect staffed passes
"""
CASES = """- name: 一人不够
  facts: {members: 1}
  expect: {staffed: fail}
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    rules = pytester.mkdir("rules")
    (rules / "pool.rules").write_text(RULES, encoding="utf-8")
    (rules / "pool.cases.yaml").write_text(CASES, encoding="utf-8")
    pytester.makepyfile(test_own="def test_own(): pass")
    return pytester


OTHERS = ("-p", "no:pytest-lsp", "-p", "no:asyncio")
"""Plugins that cost half a second to load; one test below is about them."""


def run(project: pytest.Pytester, *arguments: str, without: tuple[str, ...] = OTHERS) -> pytest.RunResult:
    """Run pytest by itself, with the plugin loaded whether or not its entry point is installed here."""
    plugin = ("-p", "no:ankang-rules", "-p", "ankang_rules.testing.plugin", *without)
    return project.runpytest_subprocess(*plugin, "-p", "no:cacheprovider", "-W", "error", *arguments)


def test_each_example_and_each_case_is_a_test(project: pytest.Pytester) -> None:
    result = run(project, "--rules", "rules", "-v")
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines_random(
        [
            "rules/pool.cases.yaml::一人不够 PASSED*",
            "rules/pool.rules::三人 · three are enough PASSED*",
            "rules/pool.rules::二人 · two will do FAILED*",
            "test_own.py::test_own PASSED*",
        ]
    )


def test_a_failure_is_the_trace_of_the_rule(project: pytest.Pytester) -> None:
    result = run(project, "--rules", "rules")
    result.stdout.fnmatch_lines(
        [
            "county.staffed: expected pass, found fail",
            "*required: at least 3 人; 1 人 short",
            "FAILED *二人 · two will do*",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*plugin.py*")


def test_the_language_of_a_failure_can_be_chosen(project: pytest.Pytester) -> None:
    run(project, "--rules", "rules", "--rules-lang", "zh").stdout.fnmatch_lines(
        ["county.staffed：应为达标，实为不达标"]
    )
    project.makeini("[pytest]\nrules = rules\nrules_lang = zh")
    run(project).stdout.fnmatch_lines(["county.staffed：应为达标，实为不达标"])


def test_an_ini_line_does_what_the_option_does(project: pytest.Pytester) -> None:
    project.makeini("[pytest]\nrules = rules\ntestpaths = test_own.py")
    run(project).assert_outcomes(passed=3, failed=1)
    run(project, "test_own.py").assert_outcomes(passed=1)


def test_without_being_asked_nothing_is_collected(project: pytest.Pytester) -> None:
    run(project).assert_outcomes(passed=1)


@pytest.mark.parametrize("chosen", [("-k", "三人"), ("rules/pool.rules::三人 · three are enough",)])
def test_a_chinese_name_selects_its_test(project: pytest.Pytester, chosen: tuple[str, ...]) -> None:
    result = run(project, "--rules", "rules", *chosen)
    assert {"passed": 1} == {k: v for k, v in result.parseoutcomes().items() if k != "deselected"}


def test_it_works_under_xdist(project: pytest.Pytester) -> None:
    run(project, "--rules", "rules", "-n2").assert_outcomes(passed=3, failed=1)


LANGUAGE_SERVER = """
from lsprotocol import types
from pygls.lsp.server import LanguageServer

server = LanguageServer("shouting", "1")

@server.feature(types.TEXT_DOCUMENT_HOVER)
def hover(params: types.HoverParams) -> types.Hover:
    return types.Hover(contents="三人以上")

server.start_io()
"""
TEST_OF_IT = """
import sys
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SERVER = [sys.executable, str(Path(__file__).with_name("server.py"))]

@pytest_lsp.fixture(config=ClientServerConfig(server_command=SERVER))
async def client(lsp_client: LanguageClient):
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=client_capabilities("neovim"))
    )
    yield
    await lsp_client.shutdown_session()

@pytest.mark.asyncio
async def test_hover(client: LanguageClient):
    found = await client.text_document_hover_async(
        types.HoverParams(types.TextDocumentIdentifier("file:///rules"), types.Position(0, 0))
    )
    assert found.contents == "三人以上"
"""


def test_it_works_beside_pytest_lsp(project: pytest.Pytester) -> None:
    """A server is tested in one run with the rules, of which one is chosen by its Chinese name; under xdist."""
    project.makepyfile(server=LANGUAGE_SERVER, test_server=TEST_OF_IT)
    project.makeini("[pytest]\nasyncio_default_fixture_loop_scope = function")
    chosen = ("test_server.py", "rules/pool.rules::三人 · three are enough")
    result = run(project, *chosen, "--rules", "rules", "-v", "-n1", without=())
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines_random(["*test_server.py::test_hover*", "*rules/pool.rules::三人 · three are enough*"])


def test_a_file_that_does_not_check_is_an_error_with_its_findings(project: pytest.Pytester) -> None:
    (project.path / "rules" / "bad.rules").write_text("ruleset t.t tier t rule r must nothing > 3", encoding="utf-8")
    result = run(project, "--rules", "rules")
    assert 1 == result.parseoutcomes()["errors"]
    result.stdout.fnmatch_lines(["*error?N201?: *`nothing`*"])


def test_a_run_without_rules_loads_nothing_of_ours(project: pytest.Pytester) -> None:
    """Neither the language nor Hypothesis is imported for a project that only has the library installed."""
    project.makepyfile(
        test_own="""
        import sys
        def test_own():
            loaded = {name.split(".")[1] for name in sys.modules if name.startswith("ankang_rules.")}
            assert not loaded & {"check", "syntax", "evaluate", "facts", "explain", "core"}
            assert "hypothesis" not in sys.modules and "lark" not in sys.modules
        """
    )
    run(project, "-p", "no:hypothesispytest").assert_outcomes(passed=1)


def test_the_names_it_adds_to_pytest_are_all_its_own() -> None:
    """What another plugin might add too would make pytest refuse the second of them."""
    ours = subprocess.run(
        [sys.executable, "-c", "import ankang_rules.testing.plugin as p; print(*sorted(vars(p)))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    hooks = ["pytest_addoption", "pytest_collect_file", "pytest_configure"]
    assert hooks == [name for name in ours if name.startswith("pytest_")]
