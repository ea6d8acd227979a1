"""Law 1: parsing what was printed gives the same tree, in either language, and the languages mean the same."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ankang_rules.check.load import check_text, load
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import LANGUAGES, Language, Source
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.keywords import DECLARATIONS
from ankang_rules.syntax.lexer import tokenize
from ankang_rules.syntax.parser import parse
from ankang_rules.syntax.print import needs_backticks, print_expression, print_file
from ankang_rules.testing.strategies import rulesets, sharing


class Drawn:
    """A drawn ruleset, shown as its text where a law is broken."""

    def __init__(self, file: t.File) -> None:
        self.file = file

    def __repr__(self) -> str:
        return f"Drawn(\n{print_file(self.file)})"


@st.composite
def drawn_rulesets(draw: st.DrawFn) -> Drawn:
    return Drawn(draw(rulesets()))


def _told(text: str, wrong: tuple[Diagnostic, ...]) -> str:
    return "\n".join([text, *(f"{d.span and d.span.text}: {d.text.en}" for d in wrong)])


def parsed(text: str) -> t.File:
    found = parse(Source("drawn.rules", text))
    assert not found.diagnostics, _told(text, found.diagnostics)
    return found.file


def core(text: str) -> RulesetCore:
    found = check_text(text, "drawn.rules")
    assert found.core, _told(text, found.errors)
    return found.core


def expression(text: str) -> t.Expr:
    (rule,) = parsed(f"rule r must {text}").declarations
    assert isinstance(rule, t.RuleDecl)
    (must,) = rule.clauses
    assert isinstance(must.value, t.Expr)
    return must.value


@given(drawn_rulesets())
def test_parsing_undoes_printing(drawn: Drawn) -> None:
    for lang in LANGUAGES:
        assert drawn.file == parsed(print_file(drawn.file, lang))


@given(drawn_rulesets())
def test_printing_what_was_printed_changes_nothing(drawn: Drawn) -> None:
    for lang in LANGUAGES:
        text = print_file(drawn.file, lang)
        assert text == print_file(parsed(text), lang)


@given(drawn_rulesets())
def test_from_chinese_to_english_and_back_is_the_identity(drawn: Drawn) -> None:
    chinese = print_file(drawn.file, "zh")
    assert chinese == print_file(parsed(print_file(parsed(chinese), "en")), "zh")


@given(drawn_rulesets())
def test_both_languages_check_to_one_core(drawn: Drawn) -> None:
    """What is drawn is well typed, and its Chinese and English texts mean the same."""
    assert core(print_file(drawn.file, "en")) == core(print_file(drawn.file, "zh"))


@given(drawn_rulesets())
def test_no_keyword_of_the_other_language_is_left(drawn: Drawn) -> None:
    """Every declaration of the Chinese text begins with a Chinese word, and the other way round."""
    for lang in LANGUAGES:
        tokens = tokenize(Source("", print_file(drawn.file, lang))).tokens
        for token in tokens:
            if token.type in DECLARATIONS:
                assert token.span.text.isascii() == (lang == "en")


class Shared(Drawn):
    """A library and a ruleset that takes in rules of it."""

    def __init__(self, files: tuple[t.File, t.File]) -> None:
        self.library, self.file = files

    def __repr__(self) -> str:
        return f"Shared(\n{print_file(self.library)}\n---\n{print_file(self.file)})"


@settings(max_examples=25)
@given(sharing().map(Shared))
def test_libraries_and_rules_taken_from_them_are_printed_and_read_back(shared: Shared) -> None:
    """In both languages; and what is taken in means the same whichever language either file is in."""
    cores = set()
    with TemporaryDirectory() as folder:
        for ours, theirs in zip(LANGUAGES, reversed(LANGUAGES), strict=True):
            assert shared.library == parsed(print_file(shared.library, theirs))
            assert shared.file == parsed(print_file(shared.file, ours))
            Path(folder, "common.rules").write_text(print_file(shared.library, theirs), encoding="utf-8")
            path = Path(folder, "own.rules")
            path.write_text(print_file(shared.file, ours), encoding="utf-8")
            found = load(path)
            assert found.core, _told(str(shared), found.errors)
            cores.add(found.core)
    assert 1 == len(cores)


@settings(max_examples=25)
@given(sharing().map(Shared))
def test_a_clause_of_ones_own_stands_instead_of_that_of_the_library(shared: Shared) -> None:
    """Each clause is the ruleset's where it has one, else the library's; the library's rules are not judged."""
    with TemporaryDirectory() as folder:
        Path(folder, "common.rules").write_text(print_file(shared.library), encoding="utf-8")
        path = Path(folder, "own.rules")
        path.write_text(print_file(shared.file), encoding="utf-8")
        core = load(path).core
    assert core is not None
    patterns = {d.name.key: d for d in shared.library.declarations if isinstance(d, t.RuleDecl)}
    written = [d for d in shared.file.declarations if isinstance(d, t.RuleDecl)]
    assert len(written) == len(core.rules)
    for declared, rule in zip(written, core.rules, strict=True):
        own = {clause.kind: clause.value for clause in declared.clauses}
        taken = {c.kind: c.value for c in patterns[declared.name.key].clauses} if declared.as_in else {}
        for kind in ("points", "clause", "fix", "evidence"):
            value = getattr(rule, kind)
            assert (own.get(kind, taken.get(kind)) or None) == (value or None), kind


# Written as a person would: the printer leaves it as it is.
AS_WRITTEN: list[tuple[Language, str]] = [
    ("en", "fixed-deposit share ≥ 50% of fund"),
    ("en", "(floor share) of fund > 0"),
    ("en", "a - (b - c) - d ≤ 2 × (e + f) ÷ -g"),
    ("en", "not (a or b) and not c"),
    ("en", "(if a then b else c) or d"),
    ("en", "(a and b) and c"),
    ("en", "(x == 1) == (y == 2)"),
    ("en", "x between 1 元 and 499_999 元 and y"),
    ("en", "x + 1 rounded to 0.1% half up ≥ y"),
    ("en", "every incident where (a) satisfies (b or c)"),
    ("en", "at least 2 of [a; b and c; count of incidents ≥ 3 个]"),
    ("en", "sum of payments.amount where (paid on is recorded) ≤ absolute (x - y)"),
    ("en", "`cash or bonds` is one of {-1‰, `3rd quarter`}"),
    ("zh", "定期存款额 ≥ 基金总量 的 50%"),
    ("zh", "基金总量 的 (参保率 的 50%) > 0"),
    ("zh", "参保人数 介于 1 至 3 且 非 (甲 或 乙)"),
    ("zh", "至少 2 项 [甲; 乙]"),
]


@pytest.mark.parametrize(("lang", "text"), AS_WRITTEN)
def test_brackets_and_backticks_stand_only_where_they_are_needed(lang: Language, text: str) -> None:
    assert text == print_expression(expression(text), lang)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("((a))", "a"),
        ("定期存款额≥基金总量×50%", "定期存款额 ≥ 基金总量 × 50%"),
        ("(50% of a) of b", "50% of a of b"),
        ("`plain`", "`plain`"),
        ("9 人 以上", None),
        ("a is at least 3 元", "a ≥ 3 元"),
        ("a = b", "a == b"),
        ("all of [a, b,]", "all of [a; b]"),
    ],
)
def test_other_spellings_are_printed_in_the_canonical_one(text: str, printed: str | None) -> None:
    """None where the text is no condition at all."""
    if printed is None:
        assert parse(Source("", f"rule r must {text}")).diagnostics
    else:
        assert printed == print_expression(expression(text))


@pytest.mark.parametrize(
    "name",
    [
        "cash or bonds",
        "3rd quarter",
        "a/b",
        "50% line",
        "x.y",
        "month end",
        "不 低于 线",
        "is",
        "rule",
        "half up",
        "as",
        "of",
    ],
)
def test_names_that_would_be_read_otherwise_need_backticks(name: str) -> None:
    assert needs_backticks(name)


@pytest.mark.parametrize(
    "name", ["fixed-deposit share", "up", "months", "list", "sum", "参保率", "不低于线", "rule-of-thumb"]
)
def test_ordinary_words_need_none(name: str) -> None:
    assert not needs_backticks(name)


EXAMPLE = """\
ruleset demo

import ankang.common

import "common.rules"

rule 参保 as in ankang.common
  clause "三"

example "one \\"unit\\" short" as of 2014-11-30
  given fund = 100 万元, series = [120, none, unknown], records = [{amount: 3 元, on: 2014-01-05}, {on: none}], w = {a}
  expect demo.参保 fails, 参保 is unknown, 参保 passes, 参保 is not applicable
"""


def test_imports_and_examples_are_printed_as_they_were_written() -> None:
    """They need other files, or know the outcome, and so are not drawn."""
    file = parsed(EXAMPLE)
    assert EXAMPLE == print_file(file, "en")
    assert file == parsed(print_file(file, "zh"))
