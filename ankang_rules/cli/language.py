"""The reader's language: what ``--lang`` says, else that of the locale."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise

from ankang_rules.source import Language


def reader_language(arguments: Sequence[str]) -> Language:
    """Return the language in which to answer *arguments*, before anyone has looked whether they make sense."""
    said = [*_said(arguments)]
    if said and said[-1] in ("zh", "en"):
        return "zh" if said[-1] == "zh" else "en"
    return _of_the_locale()


def _said(arguments: Sequence[str]) -> list[str]:
    behind = [after for option, after in pairwise(arguments) if option == "--lang"]
    return behind + [option.partition("=")[2] for option in arguments if option.startswith("--lang=")]


def _of_the_locale() -> Language:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
