"""Every sentence the checker can say, in both languages, by what it is about."""

from ankang_rules.check.messages import children, imports, names, structure, types

__all__ = ["children", "imports", "names", "structure", "types"]
