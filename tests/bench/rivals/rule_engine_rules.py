"""rule-engine: a compiled rule for each rule."""

# needs: rule-engine

from common import one_by_one

from criteria import Writer

import rule_engine

rules = {name: rule_engine.Rule(rule) for name, rule in Writer().all().items()}


def judge(unit):
    return [name for name, rule in rules.items() if not rule.matches(unit)]


one_by_one(judge)
