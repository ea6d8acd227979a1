"""Which lints are wanted: ``[tool.ankang-rules.lint]`` in the nearest ``pyproject.toml``, and the command line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from ankang_rules.diagnostics import nearest
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.rules import ALL

_BY_WORD = {word: lint for lint in ALL for word in (lint.code, lint.name)}
FILE = "pyproject.toml"


@frozen
class Settings:
    """The lints to *select*, all where it is None, and those of them to *ignore*."""

    select: tuple[type[Lint], ...] | None = None
    ignore: tuple[type[Lint], ...] = ()

    @property
    def lints(self) -> tuple[type[Lint], ...]:
        return tuple(one for one in ALL if one not in self.ignore and (self.select is None or one in self.select))

    def with_options(self, select: Sequence[str], ignore: Sequence[str]) -> Settings:
        """Return these settings with those of the command line: *select* instead of theirs, *ignore* beside theirs."""
        chosen = lints_named(_words(select), "--select") if select else self.select
        return Settings(chosen, (*self.ignore, *lints_named(_words(ignore), "--ignore")))


def _words(options: Iterable[str]) -> list[str]:
    return [word.strip() for option in options for word in option.split(",")]


def lints_named(words: Iterable[str], place: str) -> tuple[type[Lint], ...]:
    """Return the lints of these codes or names; raises :class:`AnkangRulesError` where there is none."""
    return tuple(lint_named(word, place) for word in words)


def lint_named(word: str, place: str) -> type[Lint]:
    """Return the lint of this code or name; raises :class:`AnkangRulesError` where there is none.

    >>> lint_named("L701", "--explain").name
    'rule-without-clause'
    """
    found = _BY_WORD.get(word) or _BY_WORD.get(word.upper()) or _BY_WORD.get(word.lower())
    if found is None:
        raise messages.unknown_lint(word, place, nearest(word, _BY_WORD))
    return found


def settings_for(folder: Path) -> Settings:
    """Return the settings for files in *folder*: of the nearest ``pyproject.toml``, there or in a folder around it.

    Raises :class:`AnkangRulesError` where they cannot be read or name what is no lint.
    """
    for around in (folder, *folder.parents):
        file = around / FILE
        if file.is_file():
            return _read(file)
    return Settings()


def _read(file: Path) -> Settings:
    try:
        whole = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # both of bad UTF-8 and of bad TOML
        raise messages.broken_settings(str(file), str(error)) from None
    table: Any = whole
    for key in ("tool", "ankang-rules", "lint"):
        table = table.get(key, {}) if isinstance(table, dict) else {}
    return _settings(table if isinstance(table, dict) else {"lint": table}, str(file))


def _settings(table: dict[str, Any], place: str) -> Settings:
    for key, value in table.items():
        words = isinstance(value, list) and all(isinstance(word, str) for word in value)
        if key not in ("select", "ignore") or not words:
            raise messages.wrong_setting(place, key)
    select = lints_named(table["select"], place) if "select" in table else None
    return Settings(select, lints_named(table.get("ignore", ()), place))
