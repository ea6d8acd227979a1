"""CEL in Rust: all rules as one compiled list."""

# needs: common-expression-language

from common import one_by_one

from criteria import CLike

import cel

rules = CLike().all()
program = cel.compile("[" + ", ".join(rules.values()) + "]")


def judge(unit):
    return [name for name, holds in zip(rules, program.execute(unit), strict=True) if not holds]


one_by_one(judge)
