"""Small cities of towns, and what the tests of trees of units ask of them."""

from collections.abc import Iterator
from typing import Any

from hypothesis import note
from hypothesis import strategies as st

from ankang_rules import Ruleset
from ankang_rules.check.load import check_text
from ankang_rules.evaluate.ask import evaluate
from ankang_rules.evaluate.results import Judgement
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import trees
from ankang_rules.testing.texts import Texts


@st.composite
def cities(draw: st.DrawFn) -> Ruleset:
    """A ruleset with levels of units below, and the rulesets of these."""
    texts = {name: print_file(file, "en") for name, file in draw(trees()).items()}
    note("\n---\n".join(texts.values()))
    return city_of(texts)


def city_of(texts: dict[str, str]) -> Ruleset:
    *_, name = texts
    core = check_text(texts[name], name, Texts(texts)).core
    assert core is not None
    return Ruleset(core)


def by_reference(city: Ruleset, facts: Any, *, strict: bool = True, **asked: Any) -> Judgement:
    return evaluate(city.core, facts, strict=strict, **{"as_of": None, "year": None, "parameters": {}, **asked})


def units(judgement: Judgement) -> Iterator[Judgement]:
    yield judgement
    for below in judgement.children.values():
        for unit in below:
            yield from units(unit)


TOWN = """
ruleset demo.town tier town
indicator asked : yes/no
indicator ok : yes/no
indicator payers : count in 人
indicator opened : date
define half = payers × 50%
rule r must ok when asked
"""
CITY = """
ruleset demo.city tier city
indicator total : count in 个
indicator strict : yes/no
children towns each town : "town.rules" registered by total
define good = count of towns passing
define reached = share of towns where (ok)
rule r1 must count of towns ≥ 2 个
rule r2 must count of towns == 2 个
rule r3 must count of towns passing ≥ 1 个
rule r4 must count of towns failing ≤ 0 个
rule r5 must share of towns passing ≥ 50%
rule r6 must share of towns failing < 50%
rule r7 must share of towns passing == 50%
rule r8 must share of towns where (asked and ok) > 50%
rule r9 must count of towns where (ok) ≠ 1 个
rule r10 must every town passes
rule r11 must some town fails
rule r12 must every town where (asked) satisfies (ok)
rule r13 must some town where (asked) satisfies (not ok)
rule r14 must every town satisfies (ok or not city's strict)
rule r15 must sum of towns' payers ≥ 8 人
rule r16 must sum of towns' payers where (ok) ≥ 5 人
rule r17 must lowest of towns' payers > 4 人
rule r18 must highest of towns' payers where (ok) > 4 人
rule r19 must average of towns' payers ≥ 5 人
rule r20 must lowest of towns' opened ≤ 2014-06-01
rule r21 must every town satisfies (opened is recorded)
rule r22 must sum of towns' half ≥ 4 人
rule r23 must good ≥ 1 个
rule r24 must good + good ≥ 2 个
rule r25 must (if strict then good else count of towns where (ok)) ≥ 1 个
rule r26 must reached ≥ (if strict then 60% else 40%)
rule r27 must good is one of {0 个, 2 个}
rule r28 for each town must ok
rule r29 for each town must ok when asked except when not (opened is recorded) : payers > 3 人
group g any of for each town
rule a must ok
rule b must payers ≥ 5 人 when asked
"""
TOWNS: tuple[dict[str, Any], ...] = (
    {"asked": True, "ok": True, "payers": 5, "opened": "2014-06-01"},
    {"asked": True, "ok": False, "payers": 3, "opened": "none"},
    {"asked": False, "ok": True, "payers": 4},
    {"asked": True, "opened": "2014-07-01"},
    {"ok": True, "payers": 6},
    {},
)


ENOUGH = """
ruleset demo.city tier city
indicator total : count in 个
children towns each town : "town.rules" registered by total
group g any of for each town
rule a must ok
rule b must payers ≥ 5 人 when asked
"""


def city_with(*towns: dict[str, Any]) -> dict[str, Any]:
    return {
        "facts": {"strict": True},
        "children": {"towns": [{"unit": f"t{i}", "facts": t} for i, t in enumerate(towns)]},
    }
