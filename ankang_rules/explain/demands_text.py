"""A catalogue as text, for a terminal or a page of *width* columns."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.explain.demands import Demands, Entry, Field, Part
from ankang_rules.explain.layout import hanging, padded, wrapped
from ankang_rules.source import display_width

_INDENT = "  "


def to_text(demanded: Demands, width: int = 80) -> str:
    """Return *demanded* as lines of at most *width* columns."""
    return "\n".join(_whole(demanded, width))


def _whole(demanded: Demands, width: int) -> Iterator[str]:
    title = wrapped(demanded.title, width)
    yield from title
    yield "=" * max(map(display_width, title))
    yield from _fields(demanded.fields, "", width)
    for part in demanded.parts:
        yield from _part(part, width)


def _part(part: Part, width: int) -> Iterator[str]:
    yield ""
    yield ""
    yield from wrapped(part.title, width)
    yield "-" * min(display_width(part.title), width)
    yield from _fields(part.fields, "", width)
    for section in part.sections:
        if section.title:
            yield ""
            yield from wrapped(section.title, width)
        for entry in section.entries:
            yield ""
            yield from _entry(entry, width)


def _entry(entry: Entry, width: int) -> Iterator[str]:
    together = f"{entry.title}  [{entry.note}]" if entry.note else entry.title
    if display_width(together) <= width:
        yield together
    else:
        yield from wrapped(entry.title, width)
        yield f"{_INDENT}[{entry.note}]"
    yield from _fields(entry.fields, _INDENT, width)


def _fields(fields: tuple[Field, ...], indent: str, width: int) -> Iterator[str]:
    titles = max((display_width(field.title) for field in fields), default=0)
    for field in fields:
        before = f"{indent}{padded(field.title, titles)}  "
        for depth, text in field.lines:
            bullet = _INDENT * (depth - 1) + "- " if depth else ""
            yield from hanging(before + bullet, text, width)
            before = " " * display_width(before)
