"""Findings for other programs: SARIF and GitHub."""

import json
from pathlib import Path

from click.testing import CliRunner

from ankang_rules.check.load import check_text
from ankang_rules.cli.app import app
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import pages
from ankang_rules.lint.rules.rule_without_clause import RuleWithoutClause
from ankang_rules.lint.run import lint
from ankang_rules.lint.to_github import to_github
from ankang_rules.lint.to_sarif import to_sarif
from ankang_rules.source import Bilingual, Source, Span

EVERY = Path(__file__).parent / "every.rules"
LEVELS = {"none", "note", "warning", "error"}


def findings() -> list[Diagnostic]:
    return lint(check_text(EVERY.read_text(encoding="utf-8"), "市县 标准/every.rules"))


def test_a_sarif_log_has_what_the_standard_requires() -> None:
    """By SARIF 2.1.0: version and runs; of a run its tool, of that a driver with a name; of a result its message."""
    log = json.loads(json.dumps(to_sarif(findings(), "0.1.0")))
    assert "2.1.0" == log["version"]
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert "ankang-rules" == driver["name"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    assert {rule["defaultConfiguration"]["level"] for rule in driver["rules"]} <= LEVELS
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    assert len(findings()) == len(run["results"])
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in LEVELS
        assert result["ruleId"] == ids[result["ruleIndex"]]


def test_sarif_places_are_those_of_the_text() -> None:
    """Lines and columns count from 1, in characters; an end column is the one behind."""
    assert "unicodeCodePoints" == to_sarif([], "0.1.0")["runs"][0]["columnKind"]
    lines = EVERY.read_text(encoding="utf-8").splitlines()
    for finding, result in zip(findings(), to_sarif(findings(), "0.1.0")["runs"][0]["results"], strict=True):
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        assert finding.span is not None
        assert finding.span.text == line[region["startColumn"] - 1 : region["endColumn"] - 1]


def test_a_sarif_address_is_a_uri() -> None:
    def uri(name: str) -> str:
        span = Span(Source(name, "x"), 0, 1)
        (result,) = to_sarif([Diagnostic("L701", Bilingual(en="x"), span)], "0")["runs"][0]["results"]
        return str(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])

    assert "a%20b/%E5%8E%BF.rules" == uri("a b/县.rules")
    assert "file:///a%20b.rules" == uri("/a b.rules")


def test_a_finding_without_a_place_has_none_in_sarif() -> None:
    found = [Diagnostic("R113", Bilingual(en="x"), place="a.rules"), Diagnostic("N208", Bilingual(en="x"))]
    first, second = to_sarif(found, "0")["runs"][0]["results"]
    assert "region" not in first["locations"][0]["physicalLocation"]
    assert "locations" not in second
    assert "error" == second["level"]


def test_github_gets_one_line_a_finding_with_its_place() -> None:
    lines = to_github(findings()).splitlines()
    assert len(findings()) == len(lines)
    assert all(line.startswith("::warning file=市县 标准/every.rules,line=") for line in lines)
    assert "title=L701 rule-without-clause::the rule `uncited` cites no clause%0A" in "\n".join(lines)


def test_github_properties_and_messages_are_escaped() -> None:
    span = Span(Source("a,b:c%.rules", "x"), 0, 1)
    shown = to_github([Diagnostic("R104", Bilingual(en="1%\r\n,:"), span)])
    assert "::error file=a%2Cb%3Ac%25.rules,line=1,col=1,title=R104::1%25%0D%0A,:" == shown


def test_the_program_prints_sarif_and_pages() -> None:
    shown = CliRunner().invoke(app, ["lint", str(EVERY), "--format", "sarif", "--select", "L701", "--lang", "zh"])
    assert 1 == shown.exit_code
    (result,) = json.loads(shown.output)["runs"][0]["results"]
    assert result["message"]["text"].startswith("规则 `uncited` 没有注明条款")
    for word in ("L701", "rule-without-clause", "l701"):
        page = CliRunner().invoke(app, ["lint", "--explain", word])
        assert (0, pages.page(RuleWithoutClause)) == (page.exit_code, page.output)


def test_settings_beside_the_file_count_for_the_program(tmp_path: Path) -> None:
    (tmp_path / "t.rules").write_text("ruleset t.t tier t indicator a : yes/no rule r must a", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.ankang-rules.lint]\nignore = ["L701"]', encoding="utf-8")
    assert 0 == CliRunner().invoke(app, ["lint", str(tmp_path / "t.rules")]).exit_code
    (tmp_path / "pyproject.toml").write_text("[tool", encoding="utf-8")
    assert 2 == CliRunner().invoke(app, ["lint", str(tmp_path / "t.rules")]).exit_code
