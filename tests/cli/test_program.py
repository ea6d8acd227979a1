"""The installed program as other programs and people meet it: real processes, streams, signals, exit codes."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from click.testing import CliRunner

from ankang_rules.cli.app import app
from ankang_rules.source import display_width

RULES = 'ruleset t.t tier t indicator posted : yes/no zh "上墙" rule r zh "公示" must posted when posted is recorded'
DEMO = files("ankang_rules.rulesets").joinpath("ankang", "demo")
COMMAND = [sys.executable, "-m", "ankang_rules"]
ENGLISH = {"LC_ALL": "en_GB.UTF-8"}


def run(*args: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *args],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **ENGLISH, **env},
    )


def invoke(*args: str, stdin: str | bytes = "", **env: str):
    return CliRunner().invoke(
        app, args, input=stdin, env={**ENGLISH, **env}, prog_name="ankang-rules", catch_exceptions=False
    )


@pytest.fixture
def rules(tmp_path: Path) -> str:
    file = tmp_path / "t.rules"
    file.write_text(RULES, encoding="utf-8")
    return str(file)


# Exit codes


OUTCOMES = [("posted: yes", 0), ("posted: no", 1), ("posted: maybe", 2), ("posted: null", 3), ("posted: none", 4)]


@pytest.mark.parametrize(("facts", "code"), OUTCOMES)
def test_evaluate_tells_its_outcome_by_its_exit_code(rules: str, facts: str, code: int) -> None:
    result = run("evaluate", rules, "-", stdin=facts)
    assert code == result.returncode, result.stdout + result.stderr


@pytest.mark.parametrize(("facts", "code"), OUTCOMES)
def test_explain_tells_the_outcome_of_its_rule_by_its_exit_code(rules: str, facts: str, code: int) -> None:
    assert code == invoke("explain", rules, "-", "r", stdin=facts).exit_code


def test_explain_ends_by_its_rule_even_where_the_ruleset_ends_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "t.rules"
    file.write_text("ruleset t.t tier t indicator a : yes/no rule good must a rule bad must not a", encoding="utf-8")
    assert 0 == invoke("explain", str(file), "-", "good", stdin="a: yes").exit_code
    assert 1 == invoke("evaluate", str(file), "-", stdin="a: yes").exit_code


@pytest.mark.parametrize(("unit", "code", "word"), [("hanyin", 1, "不达标"), ("ningshan", 0, "达标")])
def test_the_demonstration_counties_end_as_intended(unit: str, code: int, word: str) -> None:
    with as_file(DEMO.joinpath(f"{unit}.yaml")) as facts:
        result = run("evaluate", "ankang.county", str(facts), "--lang", "zh")
    assert code == result.returncode, result.stderr
    assert result.stdout.splitlines()[0].endswith(f"：{word}")
    assert "四(一)4(1)" in result.stdout


# What goes where


def test_evaluate_says_what_is_wrong_with_facts_on_standard_error(rules: str) -> None:
    result = run("evaluate", rules, "-", "--lang", "zh", stdin="postd: yes\nposted: 3\n")
    assert 2 == result.returncode
    assert "" == result.stdout
    assert "是否想写 `posted`？" in result.stderr
    assert "<stdin>:2:9" in result.stderr


def test_json_has_the_names_other_systems_read(rules: str) -> None:
    data = json.loads(run("evaluate", rules, "-", "--format", "json", stdin="posted: no").stdout)
    assert {"ruleset", "unit", "tier", "as_of", "status", "rules"} <= data.keys()
    assert [{"id": "t.r", "status": "fail"}] == [{k: rule[k] for k in ("id", "status")} for rule in data["rules"]]


def test_explain_as_data_holds_the_rule_and_what_it_reads_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "t.rules"
    file.write_text(
        "ruleset t.t tier t indicator a : yes/no indicator b : count in 人 indicator c : yes/no "
        "parameter p = 3 人 parameter q = 4 人 define d = a and b > p define e = c and b > q "
        "rule one must d rule two must e",
        encoding="utf-8",
    )
    facts = "facts: {a: yes, b: 4, c: yes}"
    result = invoke("explain", str(file), "-", "one", "--param", "p=2", "--format", "json", stdin=facts)
    data = json.loads(result.stdout)
    assert "t.one" == data["rule"]["id"]
    assert ["d"] == [*data["definitions"]]
    assert ["a", "b"] == [*data["facts"]]
    assert {"p": "2"} == data["parameters"]


def test_the_catalogue_of_the_shipped_standard_names_every_rule_and_indicator() -> None:
    result = invoke("rules", "ankang.county", "--format", "json")
    data = json.loads(result.stdout)
    text = invoke("rules", "ankang.county").stdout
    assert 20 < len(data["rules"])
    for rule in data["rules"]:
        assert f"[{rule['id']}]" in text
        assert rule["condition"]["en"].split(":")[0] in text
    for indicator in data["indicators"]:
        assert f"[{indicator['name']}]" in text


# Standard input


@pytest.mark.parametrize(
    ("facts", "options"),
    [
        ("posted: yes", []),
        ('{"posted": true}', []),
        ("{posted: yes}", []),
        ('{"posted": yes}', []),  # braces and quotes, and yet no JSON
        ('\ufeff{"posted":\ttrue}', []),
        ('{"posted": true}', ["--facts-format", "json"]),
        ('{"posted": true}', ["--facts-format", "yaml"]),
    ],
)
def test_facts_on_standard_input_may_be_yaml_or_json(rules: str, facts: str, options: list[str]) -> None:
    result = invoke("evaluate", rules, "-", *options, stdin=facts.encode())
    assert 0 == result.exit_code, result.output


def test_the_format_that_is_asked_for_is_the_one_that_is_read(rules: str) -> None:
    result = invoke("evaluate", rules, "-", "--facts-format", "json", stdin="posted: yes")
    assert 2 == result.exit_code
    assert "in JSON a value is" in result.stderr


def test_every_command_reads_a_ruleset_from_standard_input(tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text('{"posted": true}', encoding="utf-8")
    for command in (["check", "-"], ["rules", "-"], ["evaluate", "-", str(facts)], ["explain", "-", str(facts), "r"]):
        result = invoke(*command, stdin=RULES)
        assert 0 == result.exit_code, result.output


def test_a_ruleset_on_standard_input_that_is_not_text_is_refused() -> None:
    result = invoke("check", "-", stdin=b"ruleset t \xff")
    assert 2 == result.exit_code
    assert "cannot read `<stdin>`: byte 11 is not UTF-8" in result.stdout


# Files that are not what they should be


def test_a_huge_ruleset_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.rules"
    with huge.open("wb") as file:
        file.truncate(1_000_001)
    for result in (invoke("check", str(huge)), invoke("rules", str(huge))):
        assert 2 == result.exit_code
        assert "is larger than 1,000,000 bytes and is not read" in result.output


def test_a_huge_ruleset_on_standard_input_is_refused() -> None:
    result = invoke("rules", "-", stdin=b"a" * 1_000_001)
    assert 2 == result.exit_code
    assert "`<stdin>` is larger than 1,000,000 bytes" in result.stderr


def test_huge_facts_are_refused(rules: str, tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(20_000_000)
    result = invoke("evaluate", rules, str(huge))
    assert 2 == result.exit_code
    assert "is longer than 4,000,000 characters and is not read" in result.stderr


@pytest.mark.parametrize("name", ["a" * 5000, "a" * 300 + ".rules", "资" * 100 + ".rules"])
def test_a_name_that_no_file_can_have_is_refused(name: str) -> None:
    result = invoke("rules", name)
    assert 2 == result.exit_code
    assert f"the name is too long: `{name[:40]}…`" in result.stderr


def test_a_file_that_the_system_will_not_open_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for command in ("check", "rules"):
        result = invoke(command, str(tmp_path / "file" / "inside.rules"))
        assert 2 == result.exit_code
        assert "the operating system refuses" in result.output


def test_names_in_broken_bytes_are_shown_escaped(rules: str) -> None:
    result = subprocess.run([*COMMAND, "rules", b"\xff.rules"], capture_output=True, env={**os.environ, **ENGLISH})
    assert 2 == result.returncode
    assert b"cannot read `\\udcff.rules`" in result.stderr
    assert b"Traceback" not in result.stderr


# The reader's language


@pytest.mark.parametrize(
    ("locale", "first"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, "用法"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW.UTF-8"}, "用法"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN"}, "用法"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "Usage"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8"}, "Usage"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, "Usage"),
    ],
)
def test_the_language_is_that_of_the_locale(locale: dict[str, str], first: str) -> None:
    assert invoke("--help", **locale).stdout.startswith(first)


@pytest.mark.parametrize("args", [["--lang", "zh"], ["--lang=zh"], ["--lang", "en", "--lang", "zh"]])
def test_lang_goes_before_the_locale_wherever_it_stands(rules: str, args: list[str]) -> None:
    assert "标准输入" in invoke("evaluate", "--help", *args).stdout
    assert "规则" in invoke("rules", *args, rules).stdout
    assert "没有选项" in invoke("rules", rules, "--nope", *args).stderr


# Encodings, colour, pipes, signals


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "cp437", "cp1252", "utf-16"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_any_encoding_of_the_terminal_will_do(encoding: str, lang: str) -> None:
    with as_file(DEMO.joinpath("hanyin.yaml")) as facts:
        for command in (
            ["evaluate", "ankang.county", str(facts)],
            ["explain", "ankang.county", str(facts), "monthly-analysis"],
            ["rules", "ankang.county"],
            ["rules", "资.rules"],
            ["--help"],
        ):
            result = CliRunner(charset=encoding).invoke(app, [*command, "--lang", lang], catch_exceptions=False)
            assert result.exit_code in (0, 1, 2)
            assert result.output_bytes


def test_a_sign_that_an_encoding_lacks_is_written_by_the_closest_it_has(rules: str) -> None:
    def first(encoding: str) -> bytes:
        done = subprocess.run(
            [*COMMAND, "explain", rules, "-", "r"],
            input=b"posted: yes",
            capture_output=True,
            env={**os.environ, **ENGLISH, "PYTHONIOENCODING": encoding},
        )
        return done.stdout.splitlines()[0]

    assert "✓ pass  公示    [t.r]".encode() == first("utf-8")
    assert "√ pass  公示    [t.r]".encode("gbk") == first("gbk")
    assert b"v pass  \\u516c\\u793a    [t.r]" == first("ascii")


def test_json_loses_nothing_where_the_encoding_lacks_signs() -> None:
    label = "公示 ≥ 甲 \N{GRINNING FACE}"
    for encoding in ("ascii", "gbk"):
        runner = CliRunner(charset=encoding)
        result = runner.invoke(app, ["rules", "-", "--format", "json"], input=RULES.replace("公示", label).encode())
        assert label == json.loads(result.stdout)["rules"][0]["labels"]["zh"]


def on_a_terminal(*args: str, columns: int = 80, **env: str) -> str:
    """What a terminal of this width is sent."""
    main, other = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    process = subprocess.Popen(
        [*COMMAND, *args], stdout=other, stderr=other, stdin=subprocess.DEVNULL, env={**plain, "TERM": "xterm", **env}
    )
    os.close(other)
    parts = []
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:  # how Linux tells that the other side is closed
            break
        if not part:
            break
        parts.append(part)
    process.wait()
    os.close(main)
    return b"".join(parts).decode().replace("\r\n", "\n")


def test_colour_is_for_terminals_that_want_it() -> None:
    with as_file(DEMO.joinpath("hanyin.yaml")) as facts:
        command = ["evaluate", "ankang.county", str(facts), "--lang", "en"]
        assert "\x1b[31m✗ fail" in on_a_terminal(*command)
        assert "\x1b" not in on_a_terminal(*command, "--no-color")
        assert "\x1b" not in on_a_terminal(*command, NO_COLOR="1")
        assert "\x1b" not in on_a_terminal(*command, TERM="dumb")
        assert "\x1b" not in run(*command).stdout


def test_on_a_terminal_no_line_is_wider_than_it_is() -> None:
    with as_file(DEMO.joinpath("hanyin.yaml")) as facts:
        for command in (
            ["evaluate", "ankang.county", str(facts)],
            ["explain", "ankang.county", str(facts), "fixed-deposit-share"],
            ["rules", "ankang.county"],
        ):
            shown = re.sub(r"\x1b\[[0-9;]*m", "", on_a_terminal(*command, "--lang", "zh", columns=72))
            wide = [line for line in shown.splitlines() if display_width(line) > 72]
            assert [] == [line for line in wide if "county.rules:" not in line]  # a path is not broken


def test_a_reader_that_leaves_ends_the_program_quietly() -> None:
    for command, code in ((["rules", "ankang.county"], 141), (["--help"], 1)):
        reading, writing = os.pipe()
        os.close(reading)
        process = subprocess.Popen([*COMMAND, *command], stdout=writing, stderr=subprocess.PIPE)
        os.close(writing)
        _, said = process.communicate()
        assert b"" == said
        assert code == process.returncode


def test_an_interrupt_ends_the_program_quietly(rules: str, tmp_path: Path) -> None:
    pipe = tmp_path / "facts.yaml"
    os.mkfifo(pipe)
    # Where the tests run in the background of a shell, interrupts are ignored, and programs inherit that.
    heard = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", heard, *COMMAND, "evaluate", rules, str(pipe)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    with pipe.open("wb"):  # opens once the program opens it too, and then waits for more
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert b"" == said.strip()
    assert 130 == process.returncode


def test_an_interrupt_before_the_commands_are_loaded_ends_as_quietly() -> None:
    script = "from ankang_rules import cli\ndef stop(): raise KeyboardInterrupt\ncli._run = stop\ncli.main()"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True)
    assert (130, b"", b"") == (result.returncode, result.stdout, result.stderr)


def test_without_its_extra_the_program_answers_in_the_language_asked_for() -> None:
    script = "import sys; sys.modules['click'] = None; from ankang_rules.cli import main; main()"
    asked = [sys.executable, "-c", script, "check", "x.rules", "--lang", "zh"]
    result = subprocess.run(asked, capture_output=True, encoding="utf-8", env={**os.environ, **ENGLISH})
    assert "命令行需要附加组件 `cli`（缺少 click）：pip install 'ankang-rules[cli]'\n" == result.stderr


@pytest.mark.parametrize("module", ["click", "rich"])
def test_without_its_extra_the_program_names_it(module: str) -> None:
    script = f"import sys; sys.modules[{module!r}] = None; from ankang_rules.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", env={**os.environ, **ENGLISH}
    )
    assert 2 == result.returncode
    assert (
        f"the command line needs the extra `cli` ({module} is missing): pip install 'ankang-rules[cli]'\n"
        == result.stderr
    )
