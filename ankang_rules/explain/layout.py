"""Text into columns: wrapped by display width, where Chinese may break anywhere but before its closing signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce

from ankang_rules.source import display_width

_WIDE = "\u2e80-\u303f\u3041-\u9fff\uf900-\ufaff\uff00-\uffef"
_SIGNS = "，。；：、！？）》〉」』】”’"
_CLOSING = _SIGNS + "%‰,.;:)]!?"
_OPENING = "（《〈「『【“‘"
_WORDS_APART = re.compile(f"[{_WIDE}] [{_WIDE}A-Za-z]|[A-Za-z] [{_WIDE}]")
_PIECE = re.compile(f" +|[{_OPENING}]*(?:[{_WIDE}]|[^ {_WIDE}]+)[{re.escape(_CLOSING)}]*")


def wrapped(text: str, width: int) -> list[str]:
    """Return *text* as lines of at most *width* columns; a word that is longer stands alone on its line.

    >>> wrapped("定期存款余额不低于基金总量的 50%", 20)
    ['定期存款余额不低于基', '金总量的 50%']
    """
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        if line.strip() and display_width((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def padded(text: str, width: int) -> str:
    """Return *text* with blanks behind it up to *width* columns."""
    return text + " " * (width - display_width(text))


def hanging(first: str, text: str, width: int) -> Iterator[str]:
    """Yield *text* behind *first*, its further lines below where it began."""
    indent = display_width(first)
    head, *rest = wrapped(text, max(width - indent, 20))
    yield f"{first}{head}".rstrip()
    yield from (" " * indent + line for line in rest)


def close_up(left: str, right: str) -> str:
    """Join two parts of a Chinese sentence: a blank only where a Chinese character meets something else.

    >>> close_up("不低于", "基金总量"), close_up("不低于", "50%")
    ('不低于基金总量', '不低于 50%')
    """
    if not left or not right:
        return left + right
    inner = _is_wide(left[-1]), _is_wide(right[0])
    signs = left[-1] in _SIGNS + _OPENING or right[0] in _SIGNS + _OPENING
    return f"{left}{right}" if all(inner) or signs else f"{left} {right}"


def chinese(*parts: str) -> str:
    """Join parts of a Chinese sentence; see :func:`close_up`.

    >>> chinese("为", "基金总量", "的", "50%")
    '为基金总量的 50%'
    """
    return reduce(close_up, parts)


def as_one(expression: str) -> str:
    """Return an expression as it stands in a Chinese sentence: in quotation marks where it has words of its own.

    >>> as_one("泳客 ÷ 50"), as_one("如果 露天 那么 3 否则 2")
    ('泳客 ÷ 50', '“如果 露天 那么 3 否则 2”')
    """
    return f"“{expression}”" if _WORDS_APART.search(expression) else expression


def _is_wide(char: str) -> bool:
    return bool(re.match(f"[{_WIDE}]", char))
