"""Whatever single word or sign a file loses, repeats or exchanges, the answer is findings, never a traceback."""

from collections.abc import Callable
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ankang_rules.check.load import check_text
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import LANGUAGES, Source
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.keywords import DECLARATIONS
from ankang_rules.syntax.lexer import tokenize
from ankang_rules.syntax.parser import parse
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import rulesets

COUNTY = files("ankang_rules.rulesets").joinpath("ankang", "county.rules").read_text(encoding="utf-8")

EVERYTHING = """\
ruleset a.b zh "甲" en "A" tier c source "s" sections { "1" zh "一", "2" }
  in force from 2013-05-01 to 2014-01-01 when x > 3
import ankang.common
import "beside.rules"
unit 百元 = 100 元
open choices c zh "选" { urban zh "城", rural, other }
indicator x : money in 元 to 0.01 zh "钱" also "款" expected between 0 and 100 collected from zh "账" en "books"
indicator y : monthly count in 人 / 天
indicator z : list of incident { days : count in 天, late : yes/no, kind : one of c }
indicator w : share within 100%
parameter p : share = 98%, 99% from 2015-01-01, repealed from 2016-01-01
define d = if x > 3 then x - 50% of p else (x × 2 + 1) ÷ 3 zh "定义"
group g any of zh "组" clause "四" when x > 0
rule r zh "规则" must not (x ≥ 3 and 0 < x ≤ 5) or x between 1 and 5 when w 98% 以上
  except when z is empty : x is one of {1, 2} due end of year + 3 days points 2.5 clause "四(一)" fix zh "改" en "mend"
rule s must all of [ at least 2 of [ x > 1; x > 2; x > 3 ]; every month (y > 3); y is increasing; c includes {urban} ]
rule t should every incident where (late) satisfies (days ≤ 3) and count of z where (kind = urban) ≤ 2
rule u must x rounded to 0.1 half up > lowest of [1; 2] and sum of z.days > absolute -3 and d 的 50% ≤ x
rule v as in ankang.common
award "优" when every must passes and score ≥ 90%
example "e" as of 2013-06-01 given x = 3 元, y = [1, none, 3], z = [{days : 3, late : no}] expect r passes, s is unknown
"""


def assert_well_told(text: str, found: tuple[Diagnostic, ...]) -> None:
    """Each finding has a sentence and a next step in both languages, and underlines something of the text."""
    for finding in found:
        for lang in LANGUAGES:
            assert getattr(finding.text, lang), finding
            assert getattr(finding.help, lang), (lang, finding)
        if finding.span is not None and finding.span.source.name == "t.rules":
            assert 0 <= finding.span.start < finding.span.end <= len(text), finding


Change = Callable[[list[tuple[int, int]], str, int], str]


def lost(places: list[tuple[int, int]], text: str, at: int) -> str:
    start, end = places[at]
    return text[:start] + text[end:]


def repeated(places: list[tuple[int, int]], text: str, at: int) -> str:
    start, end = places[at]
    return f"{text[:end]} {text[start:end]}{text[end:]}"


def exchanged(places: list[tuple[int, int]], text: str, at: int) -> str:
    (a, b), (c, d) = places[at], places[min(at + 1, len(places) - 1)]
    return text if c <= a else text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


CHANGES: list[Change] = [lost, repeated, exchanged]


def places_in(text: str) -> list[tuple[int, int]]:
    return [(token.span.start, token.span.end) for token in tokenize(Source("t.rules", text)).tokens]


def declarations_of(text: str) -> list[str]:
    tokens = tokenize(Source("t.rules", text)).tokens
    starts = [token.span.start for token in tokens if token.type in DECLARATIONS]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


PIECES = [*declarations_of(EVERYTHING), *declarations_of(COUNTY)[::40]]


def test_the_pieces_are_read() -> None:
    """Before anything is changed in them, there is nothing to say."""
    assert [] == [found for piece in PIECES if (found := parse(Source("t.rules", piece)).diagnostics)]


@pytest.mark.parametrize("change", CHANGES)
def test_one_word_or_sign_of_a_declaration(change: Change) -> None:
    for piece in PIECES:
        places = places_in(piece)
        for at in range(len(places)):
            text = change(places, piece, at)
            found = parse(Source("t.rules", text)).diagnostics
            assert_well_told(text, found)
            assert len(found) <= 2, [text, *(str(d) for d in found)]


@settings(max_examples=settings().max_examples // 2)
@given(rulesets(size=2), st.sampled_from(CHANGES), st.integers(0, 10_000))
def test_one_word_or_sign_of_a_whole_ruleset(file: t.File, change: Change, at: int) -> None:
    """Checked as well as read: what the checker adds is told as well."""
    text = print_file(file)
    places = places_in(text)
    changed = change(places, text, at % len(places))
    assert_well_told(changed, check_text(changed, "t.rules").diagnostics)
