"""Characters that a Markdown document cannot hold, line ends, and texts beyond every bound."""

from pathlib import Path

import pytest

from ankang_rules.check.load import check_text, load
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.diagnostics.render_text import render
from ankang_rules.source import LANGUAGES, Source
from ankang_rules.syntax.parser import parse

HEAD = 'ruleset t.t tier t\nindicator fund : yes/no zh "基金"\n'
RULE = HEAD + "rule r must fund"


def findings(text: str) -> tuple[Diagnostic, ...]:
    """Everything there is to say about *text*, each with a place inside it and a next step, drawn without trouble."""
    found = check_text(text, "t.rules").diagnostics
    for finding in found:
        assert finding.help.zh
        assert finding.help.en
        assert finding.span is None or 0 <= finding.span.start < finding.span.end <= len(text)
    for lang in LANGUAGES:
        render(found, lang)
    return found


# Characters

NOT_SEEN = [
    ("fu\u200bnd", "\u200b", "U+200B ZERO WIDTH SPACE"),
    ("fund\u2060", "\u2060", "U+2060 WORD JOINER"),
    ("fund\u00ad", "\u00ad", "U+00AD SOFT HYPHEN"),
    ("\u202efund", "\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    ("fund \u2066", "\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
    ("fund\u200d", "\u200d", "U+200D ZERO WIDTH JOINER"),
    ("fund\x00", "\x00", "U+0000"),
    ("fund\x07", "\x07", "U+0007"),
    ("fund \x0c", "\x0c", "U+000C"),
    ("fund \x1f", "\x1f", "U+001F"),
    ("fund \x85", "\x85", "U+0085"),
    ("fund\u2028", "\u2028", "U+2028 LINE SEPARATOR"),
    ("fund\ufeff", "\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
    ("fund\ue000", "\ue000", "U+E000"),
    ("fund\ud800", "\ud800", "U+D800"),
    ("`fund\u200b`", "\u200b", "U+200B ZERO WIDTH SPACE"),
    ('fund fix "a\u200bb"', "\u200b", "U+200B ZERO WIDTH SPACE"),
    ('fund fix "a\u202eb"', "\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    ('fund fix "a\x00b"', "\x00", "U+0000"),
    ("fund # a \u202e b", "\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
]


@pytest.mark.parametrize(("rest", "char", "name"), NOT_SEEN, ids=[f"{r!r}" for r, _, _ in NOT_SEEN])
def test_what_cannot_be_seen_is_refused_by_its_number(rest: str, char: str, name: str) -> None:
    found = [d for d in findings(f"{HEAD}rule r must {rest}") if d.code == "R102"]
    assert [f"there is an invisible character here, {name}".rstrip()] == [str(d.text.en).rstrip() for d in found]
    assert found[0].span
    assert (char, "") == (found[0].span.text, found[0].fix)


def test_the_next_step_is_to_delete_it() -> None:
    (found,) = findings(f"{HEAD}rule r must fund\u200b")
    assert ("把它删掉", "delete it") == (found.help.zh, found.help.en)


@pytest.mark.parametrize(
    "text",
    [
        RULE,
        "\ufeff" + RULE,
        RULE.replace(" ", "\u00a0"),
        RULE.replace(" ", "\u3000"),
        RULE.replace(" ", "\t"),
        RULE + ' fix "a\u200db \u200c \t \U0001f469\u200d\U0001f4bb"',  # joiners of letters and pictures
        RULE + " # zero\u200bwidth in a comment\x85",
    ],
    ids=["plain", "byte order mark", "no-break space", "ideographic space", "tab", "joiners", "in a comment"],
)
def test_what_is_no_trouble(text: str) -> None:
    assert () == findings(text)


def test_several_in_a_row_are_one_finding() -> None:
    (found,) = findings(f"{HEAD}rule r must fund\u200b\u200c\u200b\u200b")
    assert found.span
    assert "\u200b\u200c\u200b\u200b" == found.span.text


@pytest.mark.parametrize(
    ("name", "scripts"),
    [
        ("fu\u0441d", "Cyrillic, Latin"),
        ("`fu\u0441d`", "Cyrillic, Latin"),
        ("\u03b1lpha", "Greek, Latin"),
        ("基金\u0430a", "Cyrillic, Latin"),
    ],
)
def test_letters_that_look_alike_in_one_name(name: str, scripts: str) -> None:
    (found,) = findings(f"{HEAD}rule r must {name}")
    assert "R108" == found.code
    assert str(found.text.en).endswith(f"mixes look-alike scripts ({scripts})")


def test_names_of_one_script_each_are_fine() -> None:
    assert () == findings(
        f'{RULE} clause "四"\nindicator бюджет : date\nindicator κόστος : date\nindicator fund资金 : date'
    )


@pytest.mark.parametrize(("digit", "meant"), [("\u0663", "3"), ("\u0e53", "3"), ("\u096d", "7")])
def test_digits_of_other_scripts_are_shown_in_ours(digit: str, meant: str) -> None:
    found = findings(f"{HEAD}parameter p = {digit}")
    assert ("R101", meant) == (found[0].code, found[0].fix)
    assert 1 == len(found)


# Line ends

LINES = [*RULE.splitlines(), "  when fund # a comment", '  fix "x"', "", "rule s must funds"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_lines_end_as_they_like(end: str) -> None:
    """The tree is the same, and a finding names the same line."""
    text = end.join(LINES)
    assert parse(Source("t.rules", "\n".join(LINES))).file == parse(Source("t.rules", text)).file
    (found,) = findings(text)
    assert found.span
    assert ("funds", 7, 13) == (found.span.text, found.span.line, found.span.column)
    assert "rule s must funds" == found.span.source.line(7)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_an_open_text_ends_with_its_line(end: str) -> None:
    found = findings(end.join([*HEAD.splitlines(), 'rule r must fund fix "open', "rule s must fund"]))
    assert [("R103", '"open')] == [(d.code, d.span and d.span.text) for d in found]


# Whole files


@pytest.mark.parametrize("text", ["", " \n\t ", "# only a comment\n# and another", "\ufeff"])
def test_a_file_with_nothing_in_it(text: str) -> None:
    (found,) = findings(text)
    assert ("S401", "t.rules") == (found.code, found.place)


@pytest.mark.parametrize(
    ("data", "said_en", "said_zh"),
    [
        ("ruleset t.t\n# 基金".encode("gb18030"), "byte 15 is not UTF-8, but probably GBK", "看来是 GBK"),
        ("ruleset t.t".encode("utf-16"), "byte 1 is not UTF-8, but UTF-16", "而是 UTF-16"),
        (b"ruleset t\x00\xff\xfe", "and hardly a text at all", "看来不是文本文件"),
        (b"ruleset t \xff", "byte 11 is not UTF-8", "第 11 个字节不是 UTF-8"),
    ],
)
def test_bytes_that_are_no_utf_8(tmp_path: Path, data: bytes, said_en: str, said_zh: str) -> None:
    (tmp_path / "x.rules").write_bytes(data)
    (found,) = load(tmp_path / "x.rules").diagnostics
    assert "R113" == found.code
    assert said_en in (found.text.en or "")
    assert said_zh in (found.text.zh or "")
    assert "save it as UTF-8 in your editor" == found.help.en
    line = data[: data.find(b"\n") + 1].count(b"\n") + 1
    assert f"{tmp_path / 'x.rules'}:{line}" == found.place


BEYOND = {
    "a name of many words": "rule r must " + "word " * 50_000,
    "glued keywords": "rule r must " + "的" * 20_000 + "50%",
    "letters and digits": "rule r must a" + "1" * 100_000,
    "more digits than bounds": "rule r must fund ≥ " + "9" * 100_000,
    "open brackets": "rule r must " + "(" * 20_000,
    "all kinds of brackets": "rule r must " + "[{(" * 5_000,
    "not": "rule r must " + "not " * 5_000 + "fund",
    "minus": "rule r must " + "- " * 5_000 + "3",
    "a long sum": "rule r must fund ≥ 1" + " + 1" * 5_000,
    "a long comment": "#" * 1_000_000,
    "open comments": "/*" * 20_000,
    "open quotes": "rule r must " + "\"'" * 5_000,
    "one long bad line": "@" * 100_000,
    "lists that look like thousands": "rule r must {" + "1,000 " * 5_000,
    "declarations": "rule " * 3_000,
    "labels": "rule r " + 'zh "a" ' * 5_000,
    "surrogates": "\ud800" * 10_000,
}


@pytest.mark.parametrize("text", BEYOND.values(), ids=BEYOND)
def test_texts_beyond_every_bound_are_answered_in_a_sentence(text: str) -> None:
    """However long, a text gets findings that a reader can read: none repeats the whole text."""
    found = findings(f"ruleset t.t\n{text}")
    assert found or text.startswith("#")
    assert all(len(str(d.text.en)) < 400 and len(str(d.help.en)) < 400 for d in found)
