"""Names are phrases: space, hyphen, underscore, letter case and full width fold away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GAP = re.compile(r"[\s_-]+")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""A label may be written with full-width signs; the lexer reads names with their half-width twins."""


UNIT_HEADINGS = ("unit", "单位", "单位名称")
"""What stands before the name of a unit, folded."""

_LONGEST_KEPT = 200
"""Characters of a name that is remembered; a text of millions may be folded, too, where a name was wanted."""


def fold(name: str) -> str:
    """Return the key under which *name* is found.

    >>> fold("Fixed_deposit  Share") == fold("fixed-deposit share")
    True
    """
    return _folded(name) if len(name) <= _LONGEST_KEPT else _folded.__wrapped__(name)


@lru_cache(maxsize=65536)
def _folded(name: str) -> str:
    return _GAP.sub("-", unicodedata.normalize("NFC", name).translate(_FULL_WIDTH).casefold().strip())
