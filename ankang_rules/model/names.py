"""Names are phrases: space, hyphen, underscore and letter case fold away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GAP = re.compile(r"[\s_-]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the key under which *name* is found.

    >>> fold("Fixed_deposit  Share") == fold("fixed-deposit share")
    True
    """
    return _GAP.sub("-", unicodedata.normalize("NFC", name).casefold().strip())
