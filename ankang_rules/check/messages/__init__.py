"""Every sentence the checker can say, in both languages, by what it is about."""

from ankang_rules.check.messages import (
    arithmetic,
    children,
    comparisons,
    conditions,
    declared,
    examples,
    imports,
    names,
    operands,
    structure,
)

__all__ = [
    "arithmetic",
    "children",
    "comparisons",
    "conditions",
    "declared",
    "examples",
    "imports",
    "names",
    "operands",
    "structure",
]
