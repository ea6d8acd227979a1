"""Tree to core: names resolved, types and units checked, everything said once.

The core differs from the syntax tree in that every name has become the key of what it names, every expression has a
type and an id, and literals are exact values in base units. Every problem of a file is reported, not just the first.
"""

from ankang_rules.check.to_core import Checked, check

__all__ = ["Checked", "check"]
