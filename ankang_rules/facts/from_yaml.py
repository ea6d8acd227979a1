"""A YAML text → Given. Every scalar stays the text it is: nothing is taken for a number, a day or a truth value.

Only the events of PyYAML are used. Anchors, tags and several documents are refused, so nothing can unfold into more
than what is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

import yaml

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import FactsError
from ankang_rules.facts import messages
from ankang_rules.facts.from_bytes import CONTROL, refuse
from ankang_rules.facts.limits import MOST_LEVELS
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.source import Source, Span

_SLOW: Final[Any] = yaml.SafeLoader
_FAST: Final[Any] = getattr(yaml, "CSafeLoader", _SLOW)
_MOST_READ_TWICE: Final = 100_000
"""Characters up to which a doubtful file is read by the slow loader too; it takes half a second."""
_LENIENT = re.compile(r"\t|[|>][-+0-9]*#")
"""Where only the fast loader looks the other way: a tab between words, a comment glued to the sign of a long text."""
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
"""A character beyond the first 65,536 as JSON escapes it; the slow loader leaves its two halves apart."""
_BEYOND_UNICODE = re.compile(r"\\U(?!000|0010)[0-9a-fA-F]{8}")
# What the two loaders may raise on a text they do not take; the slow one also fails in chr() and int().
_REFUSALS = (yaml.YAMLError, FactsError, ValueError, OverflowError)


def given_from_yaml(source: Source) -> Given:
    """Return what *source* holds, or raise :class:`FactsError` where it is not the YAML that facts are written in."""
    closely = len(source.text) <= _MOST_READ_TWICE
    try:
        return _tree(source, yaml.parse(source.text, _SLOW if closely and _LENIENT.search(source.text) else _FAST))
    except _REFUSALS as error:
        # Only the slow loader is everywhere. It has the last word, so that a file is read, or refused, alike.
        if closely:
            return _given_slowly(source)
        if isinstance(error, FactsError):
            raise
        refuse(_mistake(source, error))


def _given_slowly(source: Source) -> Given:
    try:
        return _tree(source, yaml.parse(source.text, _SLOW))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        refuse(_mistake(source, error))


def _tree(source: Source, events: Iterable[Any]) -> Given:
    """Build the tree without recursion; *open_* holds the collections begun, each with its event and its parts."""
    root: list[Given] = []
    open_: list[tuple[Any, list[Given]]] = [(None, root)]
    documents = 0
    for event in events:
        match event:
            case yaml.ScalarEvent():
                open_[-1][1].append(_scalar(source, event))
            case yaml.CollectionStartEvent():
                _check_node(source, event)
                open_.append((event, []))
                if len(open_) > MOST_LEVELS + 1:
                    refuse(messages.files.too_deep(_span(source, event)))
            case yaml.CollectionEndEvent():
                start, parts = open_.pop()
                open_[-1][1].append(_collection(source, start, parts, event))
            case yaml.AliasEvent():
                refuse(messages.notation.anchor(_span(source, event)))
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    refuse(messages.notation.several_documents(_span(source, event)))
    return root[0] if root else Given(None, span=Span(source, 0, 0))


def _scalar(source: Source, event: Any) -> Given:
    _check_node(source, event)
    span = _span(source, event)
    text = _PAIR.sub(_joined, event.value)
    if CONTROL.search(text):  # written with an escape
        refuse(messages.files.control_character(span))
    return Given(text, quoted=bool(event.style), span=span)


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _check_node(source: Source, event: Any) -> None:
    if event.anchor is not None:
        refuse(messages.notation.anchor(_span(source, event)))
    if event.tag is not None:
        refuse(messages.notation.tag(_span(source, event)))


def _collection(source: Source, start: Any, parts: list[Given], end: Any) -> Given:
    span = Span(source, start.start_mark.index, end.end_mark.index)
    if not start.flow_style and parts and parts[-1].span:
        # The end of a block is noticed only at the next line, behind blanks and comments.
        span = Span(source, span.start, max(span.start, parts[-1].span.end))
    if isinstance(start, yaml.SequenceStartEvent):
        return Given(tuple(parts), span=span)
    names, values = parts[::2], parts[1::2]
    for name in names:
        if not isinstance(name.value, str):
            refuse(messages.notation.name_not_text(name))
    return Given(GivenMapping(tuple(zip(names, values, strict=True))), span=span)


def _span(source: Source, event: Any) -> Span:
    start, end = event.start_mark.index, event.end_mark.index
    while start == end and start and source.text[start - 1] in " \t":
        start = end = start - 1  # where nothing is written, the loaders disagree about the place
    return Span(source, start, end)


# What went wrong, in our words: the beginning of what the slow or the fast loader says, our sentence, and whether it
# points at the beginning of what was being read or at the place where reading stopped.
_MISTAKES: Final[tuple[tuple[str, Callable[[Span], Diagnostic], bool], ...]] = (
    ("found unexpected end of stream", messages.notation.quote_not_closed, True),
    ("found unexpected document", messages.notation.quote_not_closed, True),
    ("mapping values are not allowed", messages.notation.colon_in_value, False),
    ("could not find expected ':'", messages.notation.colon_missing, True),
    ("sequence entries are not allowed", messages.notation.dash_here, False),
    ("block sequence entries are not allowed", messages.notation.dash_here, False),
    ("expected ',' or", messages.notation.bracket_not_closed, True),
    ("did not find expected ',' or", messages.notation.bracket_not_closed, True),
    ("found a tab character", messages.notation.tab, False),
    ("found character", messages.notation.cannot_begin, False),
    ("found unknown escape character", messages.notation.bad_escape, False),
    ("expected escape sequence", messages.notation.bad_escape, False),
    ("did not find expected hexdecimal", messages.notation.bad_escape, False),
    ("found invalid Unicode", messages.notation.bad_escape, False),
    ("expected <block end>", messages.notation.misaligned, False),
    ("did not find expected key", messages.notation.misaligned, False),
    ("did not find expected '-' indicator", messages.notation.misaligned, False),
    ("expected '<document start>'", messages.notation.misaligned, False),
    ("did not find expected <document start>", messages.notation.misaligned, False),
)


def _mistake(source: Source, error: Exception) -> Diagnostic:
    if not isinstance(error, yaml.MarkedYAMLError):
        found = _BEYOND_UNICODE.search(source.text)  # which chr() refuses without a place
        at = Span(source, *found.span()) if found else Span(source, 0, min(1, len(source.text)))
        return messages.notation.bad_escape(at) if found else messages.notation.not_yaml(at)
    problem, here = error.problem or "", error.problem_mark or error.context_mark
    if here is None:
        return messages.notation.not_yaml(source.name)
    if (error.context or "").endswith(("an anchor", "an alias")):
        return messages.notation.anchor(_point(source, error.context_mark or here))
    if "tag" in (error.context or ""):
        return messages.notation.tag(_point(source, error.context_mark or here))
    for beginning, say, at_start in _MISTAKES:
        if problem.startswith(beginning):
            return _told(say, _point(source, (at_start and error.context_mark) or here))
    return messages.notation.not_yaml(_point(source, here))


def _told(say: Callable[[Span], Diagnostic], at: Span) -> Diagnostic:
    """Say it at the very place: the loaders stop on either side of a backslash, and take a tab for any character."""
    if say is messages.notation.cannot_begin and at.text == "\t":
        return messages.notation.tab(at)
    if say is messages.notation.bad_escape:
        backslash = at.source.text.rfind("\\", 0, at.end)
        return say(Span(at.source, backslash, backslash + 2))
    return say(at)


def _point(source: Source, mark: Any) -> Span:
    start = min(mark.index, len(source.text))
    return Span(source, start, min(start + 1, len(source.text)))
