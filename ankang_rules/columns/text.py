"""Texts and names as SQL writes them."""

from __future__ import annotations

ODD, NUMBER, CELLS = "_odd", "_row_number", "_cells"
"""Columns inside a statement: whether a row is left to the reference; its number; of a row of CSV with too few or too
many cells, how many there are."""


LISTS = ("failing", "unknown", "invalid")
"""The columns of the result that hold several texts."""


def quoted(text: str) -> str:
    """Return *text* as a constant.

    >>> quoted("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def name(text: str) -> str:
    """Return *text* as the name of a column.

    >>> name("county.fund")
    '"county.fund"'
    """
    return '"' + text.replace('"', '""') + '"'
