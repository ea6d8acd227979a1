"""What would settle a rule that is unknown: small sets of facts, each with values that were tried and do settle it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import chain, islice, product

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Rule, RulesetCore
from ankang_rules.evaluate.judge import Judging, whens_of
from ankang_rules.evaluate.reference import Asked, Evaluator
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain.filling import Values, fill, place_type
from ankang_rules.explain.settling_ways import Seeking
from ankang_rules.facts.facts import Facts
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Known, Outcome, Reason, Value
from ankang_rules.model.status import Status

MOST_SETS = 20
_MOST_TRIED = 600
_MOST_TRIED_FOR_ONE = 200
_MOST_SEEN = 40


@frozen
class SettlingSet:
    """Open *facts* that settle a rule: handed in as *example* says, they give *status*. No part of them can do so."""

    facts: tuple[Reason, ...]
    example: tuple[tuple[Reason, Outcome], ...]
    status: Status


@frozen
class Settling:
    """The smallest sets of open facts that settle a rule, at most twenty; *complete* where there are no others."""

    sets: tuple[SettlingSet, ...] = ()
    complete: bool = True


def settle(judgement: Judgement, result: RuleResult) -> Settling:
    """Return what would settle *result*; nothing where it is not unknown."""
    if result.status is not Status.UNKNOWN:
        return Settling()
    search = _Search(judgement.core, judgement.facts, judgement.asked, result.rule)
    return Settling(complete=False) if search.is_about_units() else search.settling()


class _Search:
    def __init__(self, core: RulesetCore, facts: Facts, asked: Asked, rule: Rule) -> None:
        self.core, self.facts, self.asked, self.rule = core, facts, asked, rule
        self.expressions = list(self._expressions())
        self.left = _MOST_TRIED

    def is_about_units(self) -> bool:
        """Whether the rule looks at units below; nothing is tried there."""
        nodes = (node for expression in self.expressions for node in n.walk(expression))
        return self.rule.for_each is not None or any(_is_about_units(node) for node in nodes)

    def settling(self) -> Settling:
        self.values = Values(self.core, self.facts, self.asked, self._seen())
        seeking = Seeking(self.core, self.facts, self.asked)
        ways = sorted(set(chain.from_iterable(seeking.rule(self.rule))), key=seeking.place)
        found: list[SettlingSet] = []
        untold = False
        for way in ways:
            if any(way >= frozenset(other.facts) for other in found):
                continue
            if len(found) == MOST_SETS:
                return Settling(tuple(found), complete=False)
            settled = self._settled_by(seeking.in_order(way))
            if settled is None:
                untold = True
            else:
                found.append(settled)
        return Settling(tuple(found), complete=seeking.complete and not untold)

    # Trying values

    def _settled_by(self, facts: tuple[Reason, ...]) -> SettlingSet | None:
        for given in islice(self._tries(facts), _MOST_TRIED_FOR_ONE):
            if self.left == 0:
                return None
            self.left -= 1
            status = self._status(given)
            if status is not Status.UNKNOWN:
                return SettlingSet(facts, tuple(given.items()), status)
        return None

    def _status(self, given: Mapping[Reason, Outcome]) -> Status:
        return Judging(self.core, fill(self.facts, given, self.core), self.asked).rule(self.rule).status

    def _tries(self, facts: tuple[Reason, ...]) -> Iterator[dict[Reason, Outcome]]:
        """Values for *facts*: all in step, then such that two sides of a comparison meet, then every combination."""
        options = [self.values.of(reason) for reason in facts]
        for turn in range(max((len(values) for values in options), default=0)):
            yield {r: values[turn % len(values)] for r, values in zip(facts, options, strict=True)}
        for turn in range(2):
            base = {r: values[turn % len(values)] for r, values in zip(facts, options, strict=True)}
            yield from self._meeting(base)
        for choice in product(*options):
            yield dict(zip(facts, choice, strict=True))

    def _meeting(self, base: dict[Reason, Outcome]) -> Iterator[dict[Reason, Outcome]]:
        """*base* with one number at a time moved to where a comparison has equal sides, and just beside it."""
        for reason, kind in ((r, place_type(self.values.indicators[r.subject], r)) for r in base):
            if isinstance(kind, ty.Quantity | ty.Share | ty.Duration):
                for root in dict.fromkeys(self._roots(base, reason)):
                    for number in self.values.numbers_at(reason, root):
                        yield {**base, reason: number}

    def _roots(self, base: dict[Reason, Outcome], reason: Reason) -> Iterator[Fraction]:
        at = [self._differences({**base, reason: Known(Fraction(number))}) for number in (0, 1, 2)]
        for zero, one, two in zip(*at, strict=True):
            if zero is not None and one is not None and two is not None and zero != one and two - one == one - zero:
                yield zero / (zero - one)

    def _differences(self, given: dict[Reason, Outcome]) -> list[Fraction | None]:
        """By how much the sides of each comparison differ, where both are numbers."""
        evaluator = Evaluator(self.core, fill(self.facts, given, self.core), self.asked)
        return [self._difference(evaluator, node) for node in self._comparisons()]

    def _difference(self, evaluator: Evaluator, node: n.Compare) -> Fraction | None:
        match evaluator.value(node.left), evaluator.value(node.right):
            case Known(value=Fraction() as left), Known(value=Fraction() as right):
                return left - right
        return None

    def _comparisons(self) -> Iterator[n.Compare]:
        """The comparisons that stand outside every list and series."""
        stack = list(self.expressions)
        while stack:
            node = stack.pop()
            if isinstance(node, n.Compare):
                yield node
            if not isinstance(node, n.EveryMonth | n.Quantified | n.CountOf | n.ShareWhere | n.Aggregate):
                stack.extend(n.parts(node))

    # What the rule reads

    def _expressions(self) -> Iterator[n.Node]:
        """The expressions of the rule, of what covers it, and of the definitions they use."""
        group = next((group for group in self.core.groups if group.key == self.rule.group), None)
        definitions = {d.key: d.expression for d in self.core.definitions}
        stack = [*whens_of(self.core, group, self.rule), *self.rule.expressions()]
        used: set[str] = set()
        while stack:
            expression = stack.pop()
            yield expression
            keys = {
                node.key for node in n.walk(expression) if isinstance(node, n.DefinitionRef) and node.of is None
            } - used
            used |= keys
            stack.extend(definitions[key] for key in sorted(keys))

    def _seen(self) -> list[Value]:
        """The values of constants, facts and whatever else the rule comes to as it stands."""
        seen = _Seen()
        evaluator = Evaluator(self.core, self.facts, self.asked, seen)
        for expression in self.expressions:
            evaluator.value(expression)
        constants = (node.value for e in self.expressions for node in n.walk(e) if isinstance(node, n.Constant))
        return list(dict.fromkeys(chain(constants, islice(seen.values, _MOST_SEEN))))


def _is_about_units(node: n.Node) -> bool:
    return isinstance(node, n.Units | n.Verdict) or (isinstance(node, n.DefinitionRef) and node.of is not None)


class _Seen:
    """Keeps each value it sees, once."""

    def __init__(self) -> None:
        self.values: dict[Value, None] = {}

    def enter(self, node: n.Node, at: int | None) -> None:
        pass

    def leave(self, node: n.Node, outcome: Outcome) -> None:
        if isinstance(outcome, Known) and isinstance(outcome.value, Fraction | date | str | frozenset):
            self.values[outcome.value] = None
