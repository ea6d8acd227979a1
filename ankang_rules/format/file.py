"""A whole file: text → the same text in its one layout, checked against what it was made from."""

from __future__ import annotations

from collections import Counter

from attrs import field, frozen

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.format.layout import declaration
from ankang_rules.format.page import lines
from ankang_rules.format.spelling import spell
from ankang_rules.format.structure import nested, words_in
from ankang_rules.format.translate import mark_types, translated
from ankang_rules.format.words import Note, Piece, pieces_of
from ankang_rules.source import Language, Source
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.lexer import tokenize
from ankang_rules.syntax.parser import Parsed, parse

_SHORT = 2
_MAY_TOUCH = {"IMPORT", "UNIT", "INDICATOR", "PARAMETER", "DEFINE", "CHILDREN"}
"""Short declarations of one of these kinds may follow each other without a blank line, where their author left none."""


@frozen
class Formatted:
    """What became of a text: *text* is laid out anew, or as it was where it was not safe to do so.

    *diagnostics* say why it could not be read. *in_doubt* is set where the new layout was read as something else, or
    with other comments; that would be a mistake of this program.
    """

    text: str
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    in_doubt: bool = False


def format_text(text: str, name: str = "<text>", *, lang: Language | None = None) -> Formatted:
    r"""Return *text*, called *name* in messages, in the layout that every rules file has.

    With *lang*, keywords and operator words are put in that language; without, each stays in its own. Names, labels,
    texts, digits and comments stay as they are. Lines end with ``\n``, or with ``\r\n`` where all of *text* do.

    >>> print(format_text("rule r must a≥９８％ and b # why").text)
    rule r
      must a ≥ 98% and b  # why
    <BLANKLINE>
    >>> print(format_text("rule r must 50% of fund ≥ x", lang="zh").text)
    规则 r
      必须 fund 的 50% ≥ x
    <BLANKLINE>
    """
    source = Source(name, text.removeprefix("\ufeff"))
    before = parse(source)
    if any(diagnostic.severity == "error" for diagnostic in before.diagnostics):
        return Formatted(text, before.diagnostics)
    laid_out = _laid_out(source, before, lang)
    if not _is_same(before, parse(Source(name, laid_out))):
        return Formatted(text, in_doubt=True)
    return Formatted(laid_out.replace("\n", "\r\n") if _has_crlf_throughout(text) else laid_out)


def _has_crlf_throughout(text: str) -> bool:
    return text.count("\r\n") == text.count("\n") == text.count("\r") > 0


def _is_same(before: Parsed, after: Parsed) -> bool:
    """Whether both have the same tree, and the same comments as often."""
    return before.file == after.file and not after.diagnostics and _comments(before) == _comments(after)


def _comments(parsed: Parsed) -> Counter[str]:
    return Counter(comment.text.rstrip() for comment in parsed.comments)


def _laid_out(source: Source, parsed: Parsed, lang: Language | None) -> str:
    pieces = pieces_of(source, tokenize(source))
    page: list[str] = []
    before = ""
    for piece, declared in zip(pieces.pieces, parsed.file.declarations, strict=True):
        own = _declaration(piece, declared, lang)
        kind = piece.words[0].type if len(own) <= _SHORT else ""
        _add_notes(page, piece.above)
        may_touch = piece.above or (kind == before and kind in _MAY_TOUCH)
        page += [""] * (max(0 if may_touch else 1, piece.blank) if page else 0) + own
        before = kind
    _add_notes(page, pieces.rest)
    return "".join(f"{line}\n" for line in page)


def _declaration(piece: Piece, declared: t.Declaration, lang: Language | None) -> list[str]:
    items = nested(piece.words)
    mark_types(items, declared)
    if lang:
        items = translated(items, lang)
    spell(words_in(items), lang)
    return lines(declaration(items, piece.below))


def _add_notes(page: list[str], notes: list[Note]) -> None:
    """Add comments that stand between declarations, the first of them apart from what is before."""
    for index, note in enumerate(notes):
        page += [""] * (max(note.blank, 1 if index == 0 else 0) if page else 0) + [note.text]
