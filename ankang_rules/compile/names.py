"""Names of the author's → names in generated code. What the author wrote never becomes code."""

from __future__ import annotations

import builtins
import keyword
import unicodedata
from typing import Final

_TAKEN: Final = frozenset((*keyword.kwlist, *keyword.softkwlist, *dir(builtins)))
_LONGEST: Final = 40


class Names:
    """Gives out names that are identifiers, and each only once."""

    def __init__(self, *taken: str) -> None:
        self._taken = {*_TAKEN, *taken}

    def new(self, wanted: str) -> str:
        """Return an identifier that resembles *wanted*.

        >>> names = Names()
        >>> names.new("fixed-deposit share"), names.new("fixed_deposit share"), names.new("class"), names.new("1); x")
        ('fixed_deposit_share', 'fixed_deposit_share_2', 'class_2', 'n1_x')
        """
        stem = _identifier(wanted)
        name, number = stem, 1
        while name in self._taken:
            number += 1
            name = f"{stem}_{number}"
        self._taken.add(name)
        return name


def _identifier(text: str) -> str:
    text = unicodedata.normalize("NFKC", text[:_LONGEST])
    kept = "".join(sign if f"n{sign}".isidentifier() else "_" for sign in text)
    # Names that begin or end with underscores mean something to Python.
    joined = "_".join(part for part in kept.split("_") if part)
    # Normal form again, as Python compares names in it: two signs may combine once nothing stands between them.
    joined = unicodedata.normalize("NFKC", joined)
    return joined if joined.isidentifier() else f"n{joined}"


def comment(text: str) -> str:
    """Return *text* as it may stand behind ``#``: on one line, without what no one can see."""
    return "".join(sign if sign.isprintable() else " " for sign in text)[:200]
