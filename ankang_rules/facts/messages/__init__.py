"""Every sentence the facts reader can say, in Chinese and in English, by theme.

One small function each: it says what is wrong, where, and what to do next, and decides nothing. ``words`` holds what
the sentences share.
"""

from ankang_rules.facts.messages import files, names, notation, tables, trees, values

__all__ = ["files", "names", "notation", "tables", "trees", "values"]
