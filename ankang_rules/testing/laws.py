"""A suite of laws that every ruleset keeps, to be run by pytest on a ruleset of one's own.

>>> from ankang_rules.testing import LawsOf
>>> class TestCounty(LawsOf("ankang.county")):
...     pass
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import update_wrapper
from os import PathLike
from types import FunctionType
from typing import Any, ClassVar

from hypothesis import given
from hypothesis import strategies as st

from ankang_rules.door import Report, Ruleset, load
from ankang_rules.evaluate.judge import judge
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain.filling import fill
from ankang_rules.explain.settling.settle import settle
from ankang_rules.model.status import Status
from ankang_rules.source import LANGUAGES
from ankang_rules.testing import said
from ankang_rules.testing.drawing import facts, units, usual_day
from ankang_rules.testing.goals import facts_of, read_by
from ankang_rules.testing.plain import Document
from ankang_rules.testing.reshaped import money_in_ratios, reversed_core, scaled
from ankang_rules.testing.values import state_of_facts
from ankang_rules.testing.wild_facts import asked_for, facts_for, tree_for

Statuses = dict[str, Status | None]


class Laws:
    """The laws, as tests of ``ruleset``; made with :func:`LawsOf`."""

    ruleset: ClassVar[Ruleset]

    def test_no_facts_make_an_evaluation_raise(self, data: st.DataObject) -> None:
        """Whatever is handed in is judged and told in both languages, without ``strict``."""
        core = self.ruleset.core
        wrong = tree_for(core, invalid=True) if core.levels else facts_for(core, invalid=True)
        drawn, asked = data.draw(wrong), data.draw(asked_for(core))
        try:
            report = self.ruleset.evaluate(drawn, **asked, strict=False)
            for lang in LANGUAGES:
                report.explain(lang)
            report.to_dict()
        except Exception as error:  # any that escapes is what the law forbids
            raise AssertionError(said.raised(error, drawn)) from error

    def test_more_facts_only_settle_what_was_unknown(self, data: st.DataObject) -> None:
        """What passes or fails with fewer facts does so with more of them."""
        more = data.draw(_documents(self.ruleset))
        less = data.draw(_fewer(more))
        before, after = (_statuses(self.ruleset.evaluate(each)) for each in (less, more))
        for name, status in before.items():
            if status in (Status.PASS, Status.FAIL):
                assert after[name] is status, said.turned(name, status, after[name], less, more)

    def test_order_changes_nothing(self, data: st.DataObject) -> None:
        """Operands, rules and facts in another order come to the same, for the same reasons."""
        drawn = data.draw(_documents(self.ruleset))
        back = {**drawn, "facts": dict(reversed(list(drawn["facts"].items())))}
        other = Ruleset(reversed_core(self.ruleset.core))
        before, after = self.ruleset.evaluate(drawn), other.evaluate(back)
        for result in before.rules:
            turned = after[result.id]
            assert result.status is turned.status, said.by_order(result.id, result.status, turned.status, drawn)
            assert result.reasons == turned.reasons, said.reasons_by_order(result.id, drawn)

    def test_what_would_settle_a_rule_settles_it(self, data: st.DataObject) -> None:
        """Each set of facts that is said to settle a rule does, with the values it is shown with."""
        report = self.ruleset.evaluate(data.draw(facts(self.ruleset)))
        judgement = report.judgement
        open_ = [result for result in judgement.rules if result.status is Status.UNKNOWN]
        for result in [data.draw(st.sampled_from(open_))] if open_ else []:
            for one in settle(judgement, result).sets:
                filled = fill(judgement.facts, dict(one.example), judgement.core)
                again = _result(judge(judgement.core, filled, judgement.asked), result.id)
                assert again is one.status, said.not_settled(result.id, one.status, again)

    def test_money_is_judged_alike_at_every_scale(self, data: st.DataObject) -> None:
        """Where money stands only in ratios, all of it times 10³⁰ or 10⁻³⁰ comes to the same."""
        core = self.ruleset.core
        for name in [data.draw(st.sampled_from(names))] if (names := money_in_ratios(core)) else ():
            rule = next(rule for rule in core.rules if rule.id == name)
            state, power = data.draw(state_of_facts(core, read_by(core, rule))), data.draw(st.sampled_from((30, -30)))
            day = usual_day(core)
            asked = Asked(day, day.year if day else None, {})
            more = scaled(core, state, Fraction(10) ** power)
            before, after = (_result(judge(core, facts_of(core, each, day), asked), name) for each in (state, more))
            assert before is after, said.by_scale(name, power, before, after)


def LawsOf(ruleset: Ruleset | str | PathLike[str]) -> type[Laws]:
    """Return a class with the laws as tests of *ruleset*, a loaded one or what ``load`` takes, to be inherited from.

    How many examples each law draws is a matter of the Hypothesis profile.
    """
    loaded = ruleset if isinstance(ruleset, Ruleset) else load(ruleset)
    laws = {name: given(data=st.data())(_copy(law)) for name, law in vars(Laws).items() if name.startswith("test_")}
    return type("Laws", (Laws,), {**laws, "ruleset": loaded})


def _copy(law: Any) -> Callable[..., None]:
    """A function of its own, as Hypothesis runs a test for one class only."""
    return update_wrapper(FunctionType(law.__code__, law.__globals__, law.__name__, None, law.__closure__), law)


def _documents(ruleset: Ruleset) -> st.SearchStrategy[Document]:
    return units(ruleset) if ruleset.core.levels else facts(ruleset)


@st.composite
def _fewer(draw: st.DrawFn, document: Document) -> Document:
    """Draw some of the facts of each unit; a list that is there names the same units."""
    kept: dict[str, Any] = {name: value for name, value in document["facts"].items() if draw(st.booleans())}
    lists = {key: [draw(_fewer(unit)) for unit in units] for key, units in document.get("children", {}).items()}
    return {**document, "facts": kept, **({"children": lists} if lists else {})}


def _statuses(report: Report) -> Statuses:
    return dict(_every(report.judgement))


def _every(judgement: Judgement, path: str = "") -> Iterator[tuple[str, Status | None]]:
    yield f"{path}the whole", judgement.status
    yield from ((f"{path}group {group.id}", group.status) for group in judgement.groups)
    yield from ((f"{path}{rule.id}", rule.status) for rule in judgement.rules)
    for below in judgement.children.values():
        for unit in below:
            yield from _every(unit, f"{path}{unit.facts.unit}/")


def _result(judgement: Judgement, rule: str) -> Status:
    return next(result.status for result in judgement.rules if result.id == rule)
