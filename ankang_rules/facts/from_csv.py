"""A table in CSV → its rows, one at a time: never more of the file than a row is held here."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from ankang_rules.facts import messages
from ankang_rules.facts.from_bytes import CONTROL, probably, refuse
from ankang_rules.facts.limits import LONGEST_ROW
from ankang_rules.facts.sources import OpenFile, source_name

TABLE: Final = ".csv"
"""How the name of a file ends that holds a table."""

_AT_ONCE: Final = 1 << 16
_LINE_END = re.compile(r"\r\n|\r(?!\Z)|\n")


@frozen
class Rows:
    """The rows of the table *name*: each its number, which is that of its first line, and its cells."""

    name: str
    numbered: Iterator[tuple[int, list[str]]]


def rows_of_file(file: Path) -> Rows:
    return Rows(str(file), _rows(_parts_of_file(file), str(file)))


def rows_of_stream(stream: OpenFile) -> Rows:
    name = source_name(stream)
    return Rows(name, _rows(_parts_of_stream(stream, name), name))


def rows_of_text(text: bytes | str, name: str) -> Rows:
    return Rows(name, _rows(iter([text]), name))


def _parts_of_file(file: Path) -> Iterator[bytes]:
    name = str(file)
    try:
        with file.open("rb") as opened:
            while part := opened.read(_AT_ONCE):
                yield part
    except FileNotFoundError:
        refuse(messages.files.no_such_file(name))
    except IsADirectoryError:
        refuse(messages.files.not_a_file(name))
    except (OSError, ValueError):
        refuse(messages.files.cannot_open(name))


def _parts_of_stream(stream: OpenFile, name: str) -> Iterator[bytes | str]:
    try:
        while part := stream.read(_AT_ONCE):
            if not isinstance(part, str | bytes):
                refuse(messages.files.no_fact_source())
            yield part
    except UnicodeDecodeError:
        refuse(messages.files.not_utf8(name, None))
    except (OSError, ValueError):
        refuse(messages.files.cannot_open(name))


def _rows(parts: Iterable[bytes | str], name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_lines(parts, name), strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            refuse(messages.tables.not_csv(row(name, number)))
        if cells is None:
            return
        yield number, cells


def row(name: str, number: int) -> str:
    """Return the place of a row."""
    return f"{name}:{number}"


def _lines(parts: Iterable[bytes | str], name: str) -> Iterator[str]:
    """Yield line after line with its end: what ends a row of CSV, and not every sign that Unicode has for it."""
    rest, number = "", 1
    for text in _texts(parts, name):
        seen, rest, end = max(len(rest) - 1, 0), rest + text, 0  # the last character may have been half a line end
        for found in _LINE_END.finditer(rest, seen):
            yield _checked(rest[end : found.end()], name, number)
            end, number = found.end(), number + 1
        rest = rest[end:]
        if len(rest) > LONGEST_ROW:
            refuse(messages.tables.row_too_long(row(name, number)))
    if rest:
        yield _checked(rest, name, number)


def _checked(line: str, name: str, number: int) -> str:
    if len(line) > LONGEST_ROW:
        refuse(messages.tables.row_too_long(row(name, number)))
    if CONTROL.search(line):
        refuse(messages.files.control_character(row(name, number)))
    return line


def _texts(parts: Iterable[bytes | str], name: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    first, lines = True, 1
    for part in parts:
        try:
            text = decoder.decode(part) if isinstance(part, bytes) else part
        except UnicodeDecodeError as error:
            here = row(name, lines + error.object[: error.start].count(b"\n"))
            refuse(messages.files.not_utf8(here, probably(bytes(error.object), whole=False)))
        if first and text:
            text, first = text.removeprefix("\ufeff"), False
        lines += text.count("\n")
        yield text
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        refuse(messages.files.not_utf8(row(name, lines), None))
