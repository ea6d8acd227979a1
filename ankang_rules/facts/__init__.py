"""Facts in: a Python mapping, YAML or JSON becomes validated Facts, or every problem at once.

Two steps. A raw reader (``from_yaml``, ``from_json``, ``from_python``) turns what was handed in into a tree of
``Given`` and asks nothing but whether it can be read and is not too large. ``FactsReader`` then holds that tree against
the indicators of a ruleset. In the Facts that come out every value is exact and in its base unit, names are keys, and
what was not said is not there.
"""

from ankang_rules.facts.facts import Facts, FactValue, Provenance
from ankang_rules.facts.read import FactsReader, read, read_text

__all__ = ["FactValue", "Facts", "FactsReader", "Provenance", "read", "read_text"]
