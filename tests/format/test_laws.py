"""Law 1: laying a file out changes nothing but its layout; no comment is lost, whatever stands where."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ankang_rules.format import format_text
from ankang_rules.source import LANGUAGES, Language, Source
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.lexer import Token, tokenize
from ankang_rules.syntax.parser import Parsed, parse
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import rulesets, sharing, trees

SHIPPED = sorted((Path(__file__).resolve().parents[2] / "rulesets").rglob("*.rules"))
BEHIND, ON_ITS_OWN, INDENTED, APART = " # {}\n", "\n# {}\n", "\n      # {}\n", "\n\n\n\n# {}\n\n"
TWO = "\n      # {0}\n      # and {0}\n"


class Commented:
    """Rules text with comments, shown as it stands where a law is broken."""

    def __init__(self, file: t.File, text: str) -> None:
        self.file, self.text = file, text

    def __repr__(self) -> str:
        return f"Commented(\n{self.text})"


def gaps(text: str) -> list[int]:
    """Where a comment may stand: before each token but the possessive, which is glued to its word, inside names of
    several words, and at the end."""
    tokens = tokenize(Source("", text)).tokens
    before = [token.span.start for token in tokens if token.type != "POSSESSIVE"]
    return sorted({*before, *(place for token in tokens for place in inside(token)), len(text)})


def inside(token: Token) -> list[int]:
    words = token.span.text
    if token.type != "NAME" or words[0] == "`":
        return []
    return [token.span.start + at + 1 for at, char in enumerate(words) if char == " "]


def several() -> st.SearchStrategy[list[t.File]]:
    """A ruleset with its library, or with the rulesets of the units below it."""
    return st.one_of(sharing().map(list), trees().map(lambda files: list(files.values())))


@st.composite
def commented(draw: st.DrawFn, styles: tuple[str, ...] = (BEHIND, ON_ITS_OWN, INDENTED, APART, TWO)) -> Commented:
    """Draw a ruleset with comments at some of the places, or at all of them."""
    drawn = draw(st.one_of(rulesets(), several().flatmap(st.sampled_from)))
    text = print_file(drawn, draw(st.sampled_from(LANGUAGES)))
    places = gaps(text)
    if not draw(st.booleans()):
        places = sorted(draw(st.sets(st.sampled_from(places), max_size=12)))
    for number, place in reversed(list(enumerate(places))):
        comment = draw(st.sampled_from(styles)).format(f"说明 {number}.")
        text = text[:place] + comment + text[place:]
    return Commented(drawn, text)


def read(text: str) -> Parsed:
    found = parse(Source("drawn.rules", text))
    assert not found.diagnostics, "\n".join([text, *(d.text.en for d in found.diagnostics)])
    return found


def comments(text: str) -> Counter[str]:
    return Counter(comment.text.rstrip() for comment in tokenize(Source("", text)).comments)


def formatted(text: str, lang: Language | None = None) -> str:
    found = format_text(text, lang=lang)
    assert not found.diagnostics
    assert not found.in_doubt, text
    return found.text


@settings(max_examples=25, deadline=None)
@given(commented())
def test_the_tree_stays_and_every_comment_is_there_once(drawn: Commented) -> None:
    for lang in (None, *LANGUAGES):
        text = formatted(drawn.text, lang)
        assert drawn.file == read(text).file
        assert comments(drawn.text) == comments(text)


@settings(max_examples=25, deadline=None)
@given(commented())
def test_laying_out_what_was_laid_out_changes_nothing(drawn: Commented) -> None:
    for lang in (None, *LANGUAGES):
        text = formatted(drawn.text, lang)
        assert text == formatted(text)
        assert text == formatted(text, lang)


@settings(max_examples=25, deadline=None)
@given(commented())
def test_words_keep_their_order_and_comments_their_words(drawn: Commented) -> None:
    """In its own language a file keeps its words in order, and each comment stays between the same two of them; a
    comment inside a name goes behind it."""
    assert marks(drawn.text) == marks(formatted(drawn.text))


def marks(text: str) -> list[str]:
    """The kinds of words, without commas, and the comments where they stand."""
    found = tokenize(Source("", text))
    words = [(token.span.end, token.type) for token in found.tokens if token.type not in ("COMMA", "SEMICOLON")]
    stated = [(around(comment.start, found.tokens), comment.text.rstrip()) for comment in found.comments]
    return [mark for _, mark in sorted([*words, *stated], key=lambda mark: mark[0])]


def around(place: int, tokens: tuple[Token, ...]) -> int:
    return next((token.span.end for token in tokens if token.span.start < place < token.span.end), place)


@settings(max_examples=25, deadline=None)
@given(st.one_of(rulesets(), several().flatmap(st.sampled_from)))
def test_from_chinese_to_english_and_back_is_the_identity(file: t.File) -> None:
    chinese = formatted(print_file(file, "zh"), "zh")
    assert chinese == formatted(formatted(chinese, "en"), "zh")


@settings(max_examples=25, deadline=None)
@given(st.one_of(rulesets(), several().flatmap(st.sampled_from)))
def test_a_translation_is_what_the_printer_prints(file: t.File) -> None:
    """But for its layout."""
    for lang, other in zip(LANGUAGES, reversed(LANGUAGES), strict=True):
        translated = formatted(print_file(file, other), lang)
        assert print_file(file, lang).split() == print_file(read(translated).file, lang).split()
        assert formatted(print_file(file, lang)) == translated


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_rulesets_can_be_translated_and_back(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    chinese = formatted(text, "zh")
    assert read(text).file == read(chinese).file
    assert comments(text) == comments(chinese)
    assert chinese == formatted(formatted(chinese, "en"), "zh")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_rulesets_are_laid_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == formatted(text), f"run `ankang-rules fmt {path.name}`"


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_text_is_laid_out_or_left_as_it_is(text: str) -> None:
    found = format_text(text)
    assert not found.in_doubt
    if found.diagnostics:
        assert text == found.text
