"""Every sentence the checker can say, in both languages, by what it is about."""

from ankang_rules.check.messages import imports, names, structure, types

__all__ = ["imports", "names", "structure", "types"]
