"""Why something ended otherwise, told from two reports alone: of what it reads, what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property

from attrs import field, frozen

from ankang_rules.model.calendar import month_end
from ankang_rules.report.differences import (
    Data,
    FactChange,
    Key,
    ParameterChange,
    Path,
    RuleChange,
    fact_changes,
    paired,
    parameter_changes,
    rule_changes,
    rulesets,
    statuses,
    units,
)


class Cause(Enum):
    """What can make a status another one."""

    RULE = "rule"
    DATA = "data"
    PARAMETER = "parameter"
    DATE = "date"
    ENGINE = "engine"


ORDER = tuple(Cause)


@frozen
class Causes:
    """What made a status another one.

    Each of *ways* is a set of causes. Where they were *tried*, each way is enough by itself, and nothing less of it is.
    Otherwise there is one way at most: everything that differs and is read, of which any part may have done it.
    """

    ways: tuple[tuple[Cause, ...], ...]
    tried: bool = False
    facts: tuple[FactChange, ...] = ()
    parameters: tuple[ParameterChange, ...] = ()
    rules: tuple[RuleChange, ...] = ()
    units: tuple[Path, ...] = ()
    """Units that stand in one of the two only, below the one in hand."""

    @property
    def all(self) -> tuple[Cause, ...]:
        """Every cause that is in any of the ways."""
        return in_order(cause for way in self.ways for cause in way)


def in_order(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    found = set(causes)
    return tuple(cause for cause in ORDER if cause in found)


@frozen(eq=False)
class Suspects:
    """Two reports, and what differs between them."""

    old: Data
    new: Data
    _known: dict[Key, Causes] = field(factory=dict, init=False)

    @cached_property
    def before(self) -> dict[Key, str]:
        return statuses(self.old)

    @cached_property
    def after(self) -> dict[Key, str]:
        return statuses(self.new)

    @cached_property
    def flips(self) -> tuple[Key, ...]:
        """Everything that is in both, with another status."""
        return tuple(key for key, status in self.after.items() if self.before.get(key, status) != status)

    @cached_property
    def facts(self) -> tuple[FactChange, ...]:
        return tuple(fact_changes(self.old, self.new))

    @cached_property
    def _facts_of(self) -> dict[Path, list[FactChange]]:
        found: dict[Path, list[FactChange]] = {}
        for change in self.facts:
            found.setdefault(change.path, []).append(change)
        return found

    @cached_property
    def parameters(self) -> tuple[ParameterChange, ...]:
        return tuple(parameter_changes(self.old, self.new))

    @cached_property
    def rules(self) -> tuple[RuleChange, ...]:
        return tuple(rule_changes(self.old, self.new))

    @cached_property
    def units(self) -> tuple[dict[Path, Data], dict[Path, Data]]:
        return dict(units(self.old)), dict(units(self.new))

    @cached_property
    def added(self) -> tuple[Path, ...]:
        return tuple(path for path in self.units[1] if path not in self.units[0])

    @cached_property
    def removed(self) -> tuple[Path, ...]:
        return tuple(path for path in self.units[0] if path not in self.units[1])

    @cached_property
    def other_day(self) -> bool:
        return any(self.old[key] != self.new[key] for key in ("as_of", "year"))

    @cached_property
    def other_engine(self) -> bool:
        return bool(self.old["replay"]["engine"] != self.new["replay"]["engine"])

    def of(self, key: Key) -> Causes:
        """Return what may have made the status of *key* another one."""
        if key not in self._known:
            self._known[key] = self._rule(key) if key.what == "rule" else self._folded(key)
        return self._known[key]

    # Rules

    def _rule(self, key: Key) -> Causes:
        name = self.units[1][key.path]["ruleset"]
        rules = [one for one in self.rules if (one.ruleset, one.rule) == (name, key.id)]
        read = [side[name]["rules"][key.id] for side in self._rulesets if key.id in side[name]["rules"]]
        facts_read = {fact for one in read for fact in (*one["facts"], *one["levels"])}
        below = any(one["levels"] for one in read)
        near = self.facts if below else self._facts_of.get(key.path, ())
        facts = [one for one in near if one.value and one.indicator in facts_read and _is_near(one, key)]
        named = {tuple(parameter) for one in read for parameter in one["parameters"]}
        parameters = [one for one in self.parameters if (one.ruleset, one.parameter) in named]
        others = [path for path in (*self.added, *self.removed) if below and path[: len(key.path)] == key.path]
        causes = set(self._causes(rules, facts or others, parameters, by_date=self._sees_another_day(key, read)))
        own = Causes((), False, tuple(facts), tuple(parameters), tuple(rules), tuple(others))
        return self._joined(own, causes, self._verdicts_below(key) if any(one["verdicts"] for one in read) else [])

    @cached_property
    def _rulesets(self) -> tuple[dict[str, Data], dict[str, Data]]:
        before = rulesets(self.old)
        return {name: before[other] for name, other in paired(self.old, self.new).items()}, rulesets(self.new)

    def _causes(
        self, rules: object, facts: object, parameters: list[ParameterChange], *, by_date: bool
    ) -> Iterator[Cause]:
        if rules:
            yield Cause.RULE
        if facts:
            yield Cause.DATA
        if any(not one.by_date for one in parameters):
            yield Cause.PARAMETER
        if by_date or any(one.by_date for one in parameters):
            yield Cause.DATE
        if self.other_engine:
            yield Cause.ENGINE

    def _sees_another_day(self, key: Key, read: list[Data]) -> bool:
        """Whether the day or the year can make a difference to a rule."""
        old, new = Day.of(self.old), Day.of(self.new)
        if old == new:
            return False
        rules = [one for side in self.units for one in side[key.path]["rules"] if one["id"] == key.id]
        due = [one["due"] for rule in rules for one in (rule, *rule["cases"])]
        return any(old.differs(new, one) for one in read) or old.is_before(due) != new.is_before(due)

    def _verdicts_below(self, key: Key) -> list[Causes]:
        inside = (one for one in self.flips if one.what == "unit" and one.path[: len(key.path)] == key.path)
        return [self.of(one) for one in inside if one.path != key.path]

    # Groups and units

    def _folded(self, key: Key) -> Causes:
        """A group or a unit ends otherwise because rules of it do, or because it is made of other rules."""
        mine = [one for one in self.flips if one.path == key.path and one.what == "rule"]
        inside = self._members(key)
        rules = [self.of(one) for one in mine if inside is None or one.id in inside]
        made = tuple(
            one
            for one in self.rules
            if one.ruleset == self.units[1][key.path]["ruleset"] and (inside is None or one.rule in inside)
        )
        other_made = tuple(one for one in made if one.how != "changed") or (made if not rules else ())
        causes = set(self._causes(other_made, (), [], by_date=False))
        if not rules and not causes:
            causes = {Cause.RULE} if self._other_ruleset(key) else set()
        return self._joined(Causes((), rules=other_made), causes, rules)

    def _members(self, key: Key) -> set[str] | None:
        """The rules of a group, in either report; None for all of a unit."""
        if key.what == "unit":
            return None
        groups = (group for side in self.units for group in side[key.path]["groups"] if group["id"] == key.id)
        return {rule for group in groups for rule in group["rules"]}

    def _other_ruleset(self, key: Key) -> bool:
        return bool(self.units[0][key.path]["digest"] != self.units[1][key.path]["digest"])

    def _joined(self, own: Causes, causes: set[Cause], others: list[Causes]) -> Causes:
        found = [own, *others]
        together = in_order([*causes, *(cause for one in others for cause in one.all)])
        return Causes(
            (together,) if together else (),
            False,
            tuple(dict.fromkeys(fact for one in found for fact in one.facts)),
            tuple(dict.fromkeys(parameter for one in found for parameter in one.parameters)),
            tuple(dict.fromkeys(rule for one in found for rule in one.rules)),
            tuple(dict.fromkeys(path for one in found for path in one.units)),
        )


@frozen
class Day:
    """The day and the assessment year that a report is about, as it says them."""

    as_of: str | None
    year: int | None

    @classmethod
    def of(cls, report: Data) -> Day:
        return cls(report["as_of"], report["year"])

    def differs(self, other: Day, read: Data) -> bool:
        """Whether what a rule reads is not the same on the two."""
        return (
            (read["day"] and self.as_of != other.as_of)
            or (read["year"] and self.year != other.year)
            or (read["months"] and self.months != other.months)
            or any(self.is_in(period) != other.is_in(period) for period in read["in_force"])
        )

    @property
    def months(self) -> int:
        """How many months of the year are over."""
        if self.as_of is None or self.year is None:
            return 0
        return sum(month_end(self.year, month).isoformat() <= self.as_of for month in range(1, 13))

    def is_in(self, period: Data) -> bool:
        day = self.as_of
        return day is not None and (period["from"] or "") <= day <= (period["to"] or "9999-12-31")

    def is_before(self, due: list[str | None]) -> list[bool]:
        """Whether each of the days *due* is still to come; ISO dates compare as text."""
        return [self.as_of is not None and day is not None and self.as_of < day for day in due]


def _is_near(change: FactChange, key: Key) -> bool:
    """Whether a fact is one of the unit of *key* or of one below."""
    return change.path[: len(key.path)] == key.path
