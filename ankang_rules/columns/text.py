"""Texts and names as SQL writes them."""

from __future__ import annotations


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
