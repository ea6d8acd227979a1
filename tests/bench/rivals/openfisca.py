"""OpenFisca: a variable for each rule over vectors of all units. Its whole numbers have 32 bits, which these fit in."""

# needs: openfisca-core

from common import all_at_once, by_row, columns

from criteria import DOCUMENTS, NAMES, Columns

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2014"
entity = build_entity(key="unit", plural="units", label="", is_person=True)
system = TaxBenefitSystem([entity])
OFFICES = ("chair", "secretary", "treasurer", "audit", "grievance", "training")
FACTS = [name for name in NAMES if name != "offices_filled"] + [f"office_{office}" for office in OFFICES]


def variable(name, kind, **more):
    system.add_variable(
        type(
            name,
            (Variable,),
            {
                "value_type": kind,
                "entity": entity,
                "definition_period": DateUnit.YEAR,
                "label": name,
                **more,
            },
        )
    )


def is_truth(name):
    return name in DOCUMENTS or name.startswith("office_")


for name in FACTS:
    variable(name, bool if is_truth(name) else int)


class Vectors(Columns):
    def contains(self, item, collection):
        return self.name(f"office_{item}")


written = Vectors('u("{}", p)', "").all()
for id_, rule in written.items():
    variable(id_.replace(".", "_"), bool, formula=eval(f"lambda u, p: {rule}"))


def prepare(units):
    given = columns(units)
    for office in OFFICES:
        given[f"office_{office}"] = [office in held for held in given["offices_filled"]]
    return {name: numpy.array(given[name]) for name in FACTS}


def judge(given):
    simulation = SimulationBuilder().build_default_simulation(system, count=len(given["fund"]))
    for name, values in given.items():
        simulation.set_input(name, PERIOD, values)
    return {id_: simulation.calculate(id_.replace(".", "_"), PERIOD) for id_ in written}


all_at_once(prepare, judge, lambda judged: by_row({name: truths.tolist() for name, truths in judged.items()}))
