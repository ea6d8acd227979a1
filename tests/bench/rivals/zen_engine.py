"""ZEN: all rules as one compiled expression."""

# needs: zen-engine

from common import one_by_one

from criteria import Writer

import zen


class Zen(Writer):
    """Its ``not`` stands before brackets only."""


rules = Zen().all()
expression = zen.compile_expression("[" + ", ".join(rules.values()) + "]")


def judge(unit):
    return [name for name, holds in zip(rules, expression.evaluate(unit), strict=True) if not holds]


one_by_one(judge)
