"""Did you mean …?"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher


def nearest(word: str, known: Iterable[str], *, most: int = 3) -> list[str]:
    """Return the spellings in *known* that *word* was probably meant to be, best first.

    >>> nearest("fixed-deposit-shar", ["fixed-deposit-share", "fund"])
    ['fixed-deposit-share']
    >>> nearest("xyz", ["fixed-deposit-share", "fund"])
    []
    """
    folded = word.casefold()
    if folded.isascii() and len(folded) < 3:
        return []  # one letter is like any other
    scored = sorted(((_likeness(folded, other.casefold()), other) for other in set(known)), key=lambda x: (-x[0], x[1]))
    best = scored[0][0] if scored else 0
    return [other for score, other in scored[:most] if score >= 0.6 and score > best - 0.15]


def _likeness(a: str, b: str) -> float:
    if len(a) > 200 or len(b) > 200:
        return float(a == b)
    ratio = SequenceMatcher(None, a, b, autojunk=False).ratio()
    if min(len(a), len(b)) >= 2 and (a in b or b in a):
        return max(ratio, 0.65)
    return ratio
