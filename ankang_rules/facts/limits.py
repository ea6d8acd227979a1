"""How much is read at most. Every reader stops at these before it expands anything."""

from typing import Final

MOST_CHARACTERS: Final = 4_000_000
"""Characters in a file."""

MOST_LEVELS: Final = 50
"""Lists and mappings inside each other."""

MOST_PARTS: Final = 1_000_000
"""Values, lists and mappings in one Python object. Shared parts count each time: ten lists of ten lists of … add up."""

MOST_UNITS: Final = 200_000
"""Units in one tree. Shared parts of a Python object count each time."""

MOST_UNITS_DEEP: Final = 20
"""Units below each other."""

MOST_FILES: Final = 20_000
"""Files that one tree is read from."""

MOST_CHARACTERS_IN_ALL: Final = 100_000_000
"""Characters in those files together."""

LONGEST_ROW: Final = 1_000_000
"""Characters in one line of a table."""

MOST_SUGGESTIONS: Final = 20
"""Unknown names for which a likely spelling is looked up; a file of nothing else must not take minutes."""

MOST_FINDINGS: Final = 100
"""Errors that are told of one fact, and of one kind, and as many warnings; the rest are counted."""

LONGEST_NAME: Final = 500
"""Characters of a name that is looked up at all."""
