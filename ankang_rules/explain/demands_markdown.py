"""A catalogue as Markdown, for a page of a site or a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankang_rules.explain.demands import Demands, Entry, Field, Part

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def to_markdown(demanded: Demands) -> str:
    """Return *demanded* as Markdown."""
    return "\n".join(_whole(demanded)).rstrip() + "\n"


def plain(text: str) -> str:
    r"""Return *text* so that Markdown shows it as it is.

    >>> print(plain("a_b * [c]"))
    a\_b \* \[c\]
    """
    return _SPECIAL.sub(r"\\\1", text)


def _whole(demanded: Demands) -> Iterator[str]:
    yield f"# {plain(demanded.title)}"
    yield ""
    yield from _fields(demanded.fields)
    for part in demanded.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    yield f"## {plain(part.title)}"
    yield ""
    yield from _fields(part.fields)
    for section in part.sections:
        if section.title:
            yield f"### {plain(section.title)}"
            yield ""
        for entry in section.entries:
            yield from _entry(entry, "####" if section.title else "###")


def _entry(entry: Entry, heading: str) -> Iterator[str]:
    yield f"{heading} {plain(entry.title)}"
    yield ""
    if entry.note:
        yield f"`{entry.note}`"
        yield ""
    yield from _fields(entry.fields)


def _fields(fields: tuple[Field, ...]) -> Iterator[str]:
    for field in fields:
        (_, first), *rest = field.lines
        yield f"- **{plain(field.title)}** {plain(first)}"
        yield from (f"{'    ' * depth}- {plain(text)}" for depth, text in rest)
    if fields:
        yield ""
