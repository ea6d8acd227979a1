"""Reading without Lark gives what Lark gives: the same trees at the same places, and no for the same texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankang_rules.source import Source
from ankang_rules.syntax import tables
from ankang_rules.syntax.by_lark import UnexpectedToken
from ankang_rules.syntax.by_lark import parse as parse_by_lark
from ankang_rules.syntax.from_lark import Malformed, ToTree
from ankang_rules.syntax.keywords import KEYWORDS
from ankang_rules.syntax.lexer import Token, tokenize
from ankang_rules.syntax.parser import children, pieces
from ankang_rules.syntax.print import print_file
from ankang_rules.syntax.reading import Reader, reader
from ankang_rules.testing.strategies import rulesets

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "rulesets").rglob("*.rules"), *(ROOT / "tests" / "language").glob("*.md")])
SHIPPED = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "rulesets").rglob("*.rules"))]
WORDS = sorted({word for keyword in KEYWORDS for word in (*keyword.en, *keyword.zh)})
KEPT = (ROOT / "grammar" / "tables.json").read_text(encoding="utf-8")


def by_lark(piece: list[Token]) -> Any:
    try:
        return parse_by_lark(piece)
    except UnexpectedToken:
        return None


def outcome(read: Any, piece: list[Token]) -> Any:
    """The tree with the places of all its nodes, None where it cannot be read, or what makes it mean nothing."""
    try:
        tree = read(piece)
    except Malformed as malformed:
        return malformed.diagnostic, malformed.diagnostic.span
    return tree and (tree, places(tree))


def places(node: Any) -> list[Any]:
    return [(node.span.start, node.span.end), *map(places, children(node))]


def agree(text: str) -> int:
    """Hold each piece of *text* against Lark; return how many could be read."""
    cut = list(pieces(tokenize(Source("drawn.rules", text)).tokens))
    read = [outcome(reader().read, piece) for piece in cut]
    assert [outcome(by_lark, piece) for piece in cut] == read
    return sum(found is not None for found in read)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_of_the_project_is_read_alike(path: Path) -> None:
    assert agree(path.read_text(encoding="utf-8"))


@given(file=rulesets(), lang=st.sampled_from(["zh", "en"]))
def test_drawn_rulesets_are_read_alike(file, lang) -> None:
    assert len(file.declarations) == agree(print_file(file, lang))


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """A part of a shipped file with a few words dropped, doubled, swapped or replaced by a keyword."""
    text = draw(st.sampled_from(SHIPPED))
    start = draw(st.integers(0, len(text)))
    words = text[start : start + 400].split(" ")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(words) - 1))
        words[at : at + 1] = draw(st.sampled_from([[], words[at : at + 1] * 2, words[at : at + 2][::-1]])) or [
            draw(st.sampled_from(WORDS))
        ]
    return "rule first must " + " ".join(words)


@given(text=spoiled())
def test_spoiled_texts_are_refused_alike(text) -> None:
    agree(text)


def test_the_kept_tables_are_those_of_the_grammar() -> None:
    assert tables.written(tables.grammar_text()) == KEPT, "run python -m ankang_rules.syntax.tables"


@pytest.mark.parametrize(
    "kept",
    ["", KEPT[:5000], KEPT.replace('"last": 17', '"last": 18'), KEPT.replace("[", "{"), "null", "\n" + KEPT],
    ids=["missing", "cut off", "another number", "no JSON", "nothing", "a line more"],
)
def test_tables_that_are_not_as_they_were_written_are_made_anew(kept: str) -> None:
    assert KEPT != kept
    assert tables.tables() == tables.tables_of(tables.grammar_text(), kept)


def test_tables_of_another_grammar_are_made_anew() -> None:
    """Whoever changes the grammar sees the change at once, before the tables are written."""
    changed = tables.grammar_text().replace("when: WHEN _expr", "when: WHEN WHEN _expr")
    (piece,) = pieces(tokenize(Source("", "rule r must x when when y")).tokens)
    assert reader().read(piece) is None
    assert Reader(tables.tables_of(changed, KEPT), ToTree()).read(piece)


def test_a_grammar_that_leaves_something_out_of_the_tree_is_refused() -> None:
    leaves_out = tables.grammar_text().replace("?group_clause: clause", "?group_clause: clause clause")
    with pytest.raises(ValueError, match="would be left out of the tree"):
        tables.tables_of(leaves_out, KEPT)
