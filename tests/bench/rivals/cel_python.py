"""CEL in pure Python: a program for each rule, the facts turned into its types once a unit."""

# needs: cel-python

from common import one_by_one

from criteria import CLike

import celpy

environment = celpy.Environment()
programs = {name: environment.program(environment.compile(rule)) for name, rule in CLike().all().items()}


def judge(unit):
    facts = {name: celpy.json_to_cel(value) for name, value in unit.items()}
    return [name for name, program in programs.items() if not program.evaluate(facts)]


one_by_one(judge)
