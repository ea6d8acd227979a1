"""Bytes, or a text, of a facts file → a Source that every parser can take."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from typing import Final, Never

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import FactsError
from ankang_rules.facts import messages
from ankang_rules.facts.limits import MOST_CHARACTERS
from ankang_rules.source import Source, Span

CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that neither YAML nor XML, and so no report, can hold. Lone surrogates are among them, and a byte order
mark that does not stand first: one loader of YAML skips it, another takes it for a letter."""


def refuse(finding: Diagnostic) -> Never:
    """Give up on a whole file: nothing in it could be judged."""
    raise FactsError([finding])


def to_source(content: bytes | str, name: str) -> Source:
    """Return *content* as a text without byte order mark, or raise :class:`FactsError` where it is none."""
    if len(content) > (4 * MOST_CHARACTERS if isinstance(content, bytes) else MOST_CHARACTERS):
        refuse(messages.files.too_large(name))
    if isinstance(content, bytes) and b"\0" in content[:2]:  # ASCII in UTF-16 would pass for text full of NULs
        refuse(messages.files.not_utf8(Span(Source(name, "\N{REPLACEMENT CHARACTER}"), 0, 1), "UTF-16"))
    text = _decoded(content, name) if isinstance(content, bytes) else content
    source = Source(name, text.removeprefix("\ufeff"))
    if len(text) > MOST_CHARACTERS:
        refuse(messages.files.too_large(name))
    if found := CONTROL.search(source.text):
        refuse(messages.files.control_character(Span(source, found.start(), found.end())))
    return source


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = len(content[: error.start].decode("utf-8"))
        source = Source(name, content.decode("utf-8", errors="replace"))
        refuse(messages.files.not_utf8(Span(source, place, place + 1), probably(content)))


def probably(content: bytes, *, whole: bool = True) -> str | None:
    """Return the encoding that office programs here also use and that *content* fits."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    try:
        getincrementaldecoder("gb18030")().decode(content, final=whole)
    except UnicodeDecodeError:
        return None
    return "GBK"
