"""What a command line names → a ruleset, facts, a day, a year, parameters; ``-`` is standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

from ankang_rules.check.imports import packaged, read_rules
from ankang_rules.check.load import check_text, load
from ankang_rules.check.to_core import Checked
from ankang_rules.cli import messages
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.door import Ruleset
from ankang_rules.errors import RulesError
from ankang_rules.facts.read import FactsSource
from ankang_rules.facts.values import read_day
from ankang_rules.model.names import fold
from ankang_rules.report import saved
from ankang_rules.report.saved import Saved

STANDARD_INPUT = "-"
MOST_BYTES = 1_000_000
"""How large a rules file may be: some two thousand rules. Junk of this size is still refused within seconds."""
_LONGEST_NAME = 240
"""Bytes that file systems take for one name, with room for the ending; beyond, looking for it would raise."""
_YEAR = re.compile(r"[0-9]{1,4}", re.ASCII)


def only_once(*names: str) -> None:
    """Refuse standard input under two names: the second would find it empty."""
    if names.count(STANDARD_INPUT) > 1:
        raise messages.standard_input_twice()


def checked(name: str) -> Checked:
    """Return the ruleset called *name*, checked: packaged, a file that ends in ``.rules``, or standard input."""
    if name == STANDARD_INPUT:
        text = read_rules(cast(Any, _StandardInput()), "<stdin>")
        return Checked(None, (text,)) if isinstance(text, Diagnostic) else check_text(text, "<stdin>", Path())
    if any(len(os.fsencode(part)) > _LONGEST_NAME for part in name.split("/")):
        raise messages.name_too_long(name)
    if name.endswith(".rules"):
        if os.path.isfile(name) and os.path.getsize(name) > MOST_BYTES:
            raise messages.ruleset_too_large(name, MOST_BYTES)
    elif packaged(name) is None:
        if os.path.isdir(name):
            raise messages.ruleset_is_a_folder(name)
        if os.path.isfile(name):
            raise messages.ruleset_without_ending(name)
    return load(name)


def ruleset(name: str) -> Ruleset:
    """Return the ruleset called *name*; raises :class:`RulesError` with every problem."""
    found = checked(name)
    if found.core is None:
        raise RulesError(found.errors)
    return Ruleset(found.core)


class _StandardInput:
    def read_bytes(self) -> bytes:
        content = sys.stdin.buffer.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise messages.ruleset_too_large("<stdin>", MOST_BYTES)
        return content


def facts(name: str, form: str | None) -> FactsSource:
    """Return what facts are read from: a path, or standard input, in the format *form* where it says so."""
    if name != STANDARD_INPUT:
        if form is not None:
            raise messages.format_of_a_file(name)
        return name
    return _NamedStream("<stdin>" if form is None else f"<stdin>.{form}")


def report(name: str, *, edited: bool = False) -> Saved:
    """Return the saved report in the file *name*, or from standard input; with *edited* also one that was edited."""
    if name == STANDARD_INPUT:
        return saved.read_text(sys.stdin.buffer.read(saved.MOST_BYTES + 1), "<stdin>", edited=edited)
    return saved.read(name, edited=edited)


class _NamedStream:
    """Standard input under the name that messages call it; the end of the name tells the format."""

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self, size: int, /) -> bytes:
        return sys.stdin.buffer.read(size)


def day(text: str | None) -> date | None:
    """Return the day written in *text*."""
    if text is None:
        return None
    found = read_day(text.strip())
    if found is None:
        raise messages.not_a_day(text)
    return found


def year(text: str | None) -> int | None:
    """Return the year written in *text*."""
    if text is None:
        return None
    if not _YEAR.fullmatch(text) or not int(text):
        raise messages.not_a_year(text)
    return int(text)


def tables(table: str | None, levels: Sequence[str]) -> str | dict[str, str]:
    """Return the one table that is given, or those in LEVEL=FILE texts by their levels."""
    if (table is None) == (not levels):
        raise messages.one_table_or_levels()
    if table is not None:
        return table
    found: dict[str, str] = {}
    for text in levels:
        level, equals, file = text.partition("=")
        if not equals or not level.strip() or not file:
            raise messages.not_level_and_file(text)
        if fold(level) in map(fold, found):
            raise messages.level_twice(level.strip())
        found[level.strip()] = file
    return found


def parameters(given: Sequence[str]) -> dict[str, Any]:
    """Return the parameters in NAME=VALUE texts, each name once; the ruleset will say whether it knows them."""
    found: dict[str, Any] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise messages.not_name_and_value(text)
        if fold(name) in map(fold, found):
            raise messages.parameter_twice(name.strip())
        found[name.strip()] = value.strip()
    return found
