"""A report that was kept: read back, and held against its seal and its shape before anything in it is believed."""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any, NoReturn

from attrs import field, frozen

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import ReportError
from ankang_rules.model.status import Status
from ankang_rules.report import messages
from ankang_rules.report.shape import misfits
from ankang_rules.report.to_dict import FORMAT, seal_of

MOST_BYTES = 1_000_000_000
"""How large a saved report may be: one of a city with all its villages takes some 100 million."""


@frozen(repr=False)
class Saved:
    """A report as data, from the file *name*; equal to another with the same content."""

    data: Mapping[str, Any] = field(eq=False)
    name: str = field(default="", eq=False)
    seal: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "seal", seal_of(self.data))

    @property
    def is_sealed(self) -> bool:
        """Whether everything in it is as it was written."""
        return bool(self.data["seal"] == self.seal)

    @property
    def status(self) -> Status:
        return Status(self.data["status"])

    @property
    def unit(self) -> str | None:
        unit: str | None = self.data["unit"]
        return unit

    @property
    def as_of(self) -> date | None:
        return None if self.data["as_of"] is None else date.fromisoformat(self.data["as_of"])

    @property
    def year(self) -> int | None:
        year: int | None = self.data["year"]
        return year

    @property
    def engine(self) -> str:
        """The version of the engine that made it."""
        return str(self.data["replay"]["engine"])

    @property
    def path(self) -> tuple[str, ...]:
        """The names that lead to its unit from the one at the top of the facts."""
        return tuple(self.data["replay"]["path"])

    @property
    def is_lenient(self) -> bool:
        """Whether wrong facts were taken as unknown."""
        return bool(self.data["replay"]["lenient"])

    def __repr__(self) -> str:
        return f"<Saved {self.data['ruleset']} {self.unit or ''}: {self.status.value}>"


def read(path: str | PathLike[str], *, edited: bool = False) -> Saved:
    """Return the report kept in the file at *path*.

    Raises :class:`ReportError` where it is none, was cut short, or was edited after it was written; with *edited* one
    that was edited is read all the same, so far as it still is a report.
    """
    name = str(path)
    try:
        with Path(path).open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        _refuse(messages.no_such_file(name))
    except IsADirectoryError:
        _refuse(messages.is_a_folder(name))
    except (OSError, ValueError):
        _refuse(messages.cannot_open(name))
    return read_text(content, name, edited=edited)


def read_text(text: bytes | str, name: str, *, edited: bool = False) -> Saved:
    """Return the report in *text*, as :func:`read` does; *name* is what messages call it."""
    if len(text) > MOST_BYTES:
        _refuse(messages.too_large(name, MOST_BYTES))
    data = _json(text, name)
    if not isinstance(data, dict) or "seal" not in data:
        _refuse(messages.no_report(name, _looks_like(data)))
    replay = data.get("replay")
    if isinstance(replay, dict) and type(replay.get("format")) is int and replay["format"] > FORMAT:
        _refuse(messages.newer_format(name))
    if (place := next(misfits(data), None)) is not None:
        _refuse(messages.misshapen(name, place, is_sealed=seal_of(data) == data["seal"]))
    saved = Saved(data, name)
    if not edited and not saved.is_sealed:
        _refuse(messages.edited(name))
    return saved


def _json(text: bytes | str, name: str) -> Any:
    try:
        whole = text.decode(_encoding(text)) if isinstance(text, bytes) else text
    except UnicodeDecodeError:
        _refuse(messages.not_utf8(name))
    try:
        return json.loads(whole, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        if error.pos >= len(whole.rstrip()) or error.msg.startswith("Unterminated string"):
            _refuse(messages.cut_short(name, error.lineno))
        _refuse(messages.no_json(name, error.lineno, error.colno))
    except (ValueError, RecursionError):  # a number of a million digits, NaN, a key twice, lists inside each other
        _refuse(messages.no_json(name, None, None))


def _encoding(content: bytes) -> str:
    """UTF-8, or what some shells make of it when they write to a file."""
    return "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _looks_like(data: object) -> messages.Kind:
    if not isinstance(data, dict):
        return "other"
    if {"ruleset", "rules", "status"} <= set(data):
        return "old report"
    return "facts" if "facts" in data or "事实" in data else "other"


def _refuse(finding: Diagnostic) -> NoReturn:
    raise ReportError([finding])
