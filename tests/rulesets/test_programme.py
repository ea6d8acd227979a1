"""The city's programme against the inventory of the standard, on trees of units; and the demonstration city.

The tables `programme*.csv` beside this file are the programme's part of that inventory. Its conditions stand there in a
notation of their own, which is translated word for word into a *twin* of the ruleset. Both judge the same small cities,
drawn near the edges of each rule, and have to agree.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve, frozen

import ankang_rules
from ankang_rules import Report, Ruleset, Status
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Level, RulesetCore
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.model.outcome import Known

Row = dict[str, str]
Facts = dict[str, Any]


def table(name: str) -> list[Row]:
    return list(csv.DictReader(Path(__file__).with_name(f"{name}.csv").read_text(encoding="utf-8").splitlines()))


CRITERIA = {row["id"]: row for row in table("programme")}
READINGS = table("programme_other_readings")

TEXT = files("ankang_rules.rulesets").joinpath("ankang", "programme.rules").read_text(encoding="utf-8")
PROGRAMME = ankang_rules.load("ankang.programme")
TOWN = ankang_rules.load("ankang.town")
STAGE_ENDS = ("2013-11-30", "2014-11-30", "2015-12-31")


# What is declared


def test_the_rules_are_the_criteria_of_the_programme() -> None:
    """Id, clause, force and both labels of all 72, in the order of the standard."""
    assert 72 == len(CRITERIA)
    assert [(c["id"], c["clause"], c["force"], c["label_zh"], c["label_en"]) for c in CRITERIA.values()] == [
        (rule.id, rule.clause, rule.force, rule.labels.zh, rule.labels.en) for rule in PROGRAMME.core.rules
    ]


def test_a_criterion_about_a_county_is_judged_for_each_county() -> None:
    about = {"city": None, "county": "counties"}
    assert [about[c["subject"]] for c in CRITERIA.values()] == [rule.for_each for rule in PROGRAMME.core.rules]
    assert 30 == sum(c["subject"] == "county" for c in CRITERIA.values())


def test_every_clause_that_a_rule_names_is_a_section_and_no_section_is_idle() -> None:
    named = dict.fromkeys(rule.clause for rule in PROGRAMME.core.rules)
    assert list(named) == [section.clause for section in PROGRAMME.core.sections]
    assert all(section.labels.zh and section.labels.en for section in PROGRAMME.core.sections)


SHAPES: dict[str, tuple[type[n.Node], ...]] = {
    "aggregate": (n.CountOf, n.ShareWhere, n.Quantified),
    "attestation": (n.Fact, n.Includes),
    "deadline": (n.Compare,),
    "equality": (n.Compare,),
    "set-inclusion": (n.Includes,),
    "threshold": (n.Compare,),
}


def test_a_criterion_is_written_in_the_shape_of_its_kind() -> None:
    """An aggregate speaks of units below; nothing else does."""
    for criterion, rule in zip(CRITERIA.values(), PROGRAMME.core.rules, strict=True):
        nodes = list(n.walk(rule.condition))
        assert any(isinstance(node, SHAPES[criterion["kind"]]) for node in nodes), rule.id
        assert (criterion["kind"] == "aggregate") == any(isinstance(node, n.Units) for node in nodes), rule.id


def test_the_indicators_are_those_of_the_standard() -> None:
    """Type, unit, both labels, and of a count the plausible range."""
    rows = table("programme_indicators")
    declared = {indicator.name: indicator for indicator in PROGRAMME.core.indicators}
    assert {row["id"] for row in rows} == set(declared)
    for row in rows:
        it = declared[row["id"]]
        low, high = it.expected or ("", "")
        assert [row["type"], row["unit"], row["min"], row["max"], row["label_zh"], row["label_en"]] == [
            *(named(it.type), it.word.name if it.word else "", str(low), str(high), it.labels.zh, it.labels.en)
        ], row["id"]
        assert it.collected_from.zh, row["id"]
        assert it.collected_from.en, row["id"]


def named(kind: ty.Type) -> str:
    match kind:
        case ty.SetOf(choices=choices):
            return f"set of {choices.name}"
        case ty.Quantity(kind=word):
            return word
        case ty.YesNo():
            return "boolean"
    assert isinstance(kind, ty.Date)
    return "date"


def test_the_choices_are_those_of_the_standard() -> None:
    declared = {
        choices.name: [
            (("no", "yes")[choices.open], choices.labels.zh, choices.labels.en, m.name, m.labels.zh, m.labels.en)
            for m in choices.members
        ]
        for choices in PROGRAMME.core.choices
    }
    rows = groupby(table("programme_choices"), lambda row: row["list"])
    assert {name: [tuple(row.values())[1:] for row in members] for name, members in rows} == declared


def test_what_the_source_leaves_open_is_a_parameter_or_a_comment() -> None:
    """A parameter has the name, the label and the default of the inventory; a comment names the question."""
    parameters = {p.key: p for p in PROGRAMME.core.parameters}
    for row in table("programme_readings"):
        parameter = parameters.pop(fold(row["id"]), None)
        if parameter is None:
            assert f"\n# {row['label_zh']} " in TEXT, row["id"]
            continue
        assert row["label_zh"] == parameter.labels.zh
        assert [written(row["default"])] == [value.value for value in parameter.values], row["id"]
    assert {} == parameters


def written(default: str) -> Any:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", default):
        return date.fromisoformat(default)
    return {"yes": True, "no": False}.get(default, fold(default))


def test_every_rule_says_what_to_look_at_and_how_to_put_it_right() -> None:
    """In both languages, and no two rules in the same words."""
    rules = PROGRAMME.core.rules
    for texts in ([r.evidence for r in rules], [r.fix for r in rules]):
        for said in ([text.zh for text in texts], [text.en for text in texts]):
            assert all(said)
            assert len(rules) == len(set(said))


# What is decided: the twin


def in_rules(notation: str) -> str:
    """A condition of the inventory in the words of the rules language."""
    for pattern, words in (
        (r"^every ([a-z, ]+?)( where \(.*?\))?: (.*)$", r"every \1\2 satisfies (\3)"),
        (r"count of (town|village)\b", r"count of \1s"),
        (r"count of county\b", "count of counties"),
        (r"([a-z-]+) is nonempty", r"not \1 is empty"),
        (r" is true", ""),
        (r"includes all of enum:", "includes all of "),
        (r"enum:[a-z-]+/", ""),
    ):
        notation = re.sub(pattern, words, notation)
    return notation


@frozen
class Case:
    """One criterion, with the condition that the inventory gives it under *readings*."""

    criterion: str
    condition: str
    readings: tuple[tuple[str, str], ...] = ()

    @property
    def row(self) -> Row:
        return CRITERIA[self.criterion]

    @property
    def due(self) -> str:
        """Another last day for the final targets is the day when they are due."""
        return dict(self.readings).get("final-target-date", self.row["due"])

    @property
    def name(self) -> str:
        return " ".join([self.criterion, *(f"{reading}={value}" for reading, value in self.readings)])

    def written(self, name: str) -> str:
        """The criterion as a rule called *name*."""
        rule = f"rule {name} {self.row['force']} {in_rules(self.condition)}"
        when = f" when {in_rules(self.row['applies_when'])}" if self.row["applies_when"] else ""
        due = f" due {self.due.replace('year-end', 'end of year')}" if self.due else ""
        return f"{rule}{when}{due}{' for each county' if self.row['subject'] == 'county' else ''}"


def other_readings() -> Iterator[Case]:
    """The inventory's other conditions; then two readings at once; then those that it describes without a condition."""
    for row in READINGS:
        yield Case(row["criterion"], row["condition"], ((row["reading"], row["value"]),))
    for rule, number in (("stage1.county-towns", 2), ("stage1.county-villages", 5)):
        scope = ("county-quota-scope", "after-city-selection")
        yield with_quota(rule, [scope, ("quota-exactness", "all-minimum")], f"== {number}", f">= {number}")
    for rule, number in (("stage2.new-towns", 50), ("stage2.new-villages", 100)):
        for window in ([], [("new-site-window", "cumulative")]):
            yield with_quota(rule, [*window, ("quota-exactness", "all-exact")], f">= {number}", f"== {number}")
    for rule, reading, value, condition in WIDER:
        yield Case(f"programme.{rule}", condition, ((reading, value),))


def with_quota(rule: str, readings: list[tuple[str, str]], old: str, new: str) -> Case:
    """The condition of the first of *readings*, where the inventory has one, with another quota."""
    rule = f"programme.{rule}"
    found = [r["condition"] for r in READINGS if r["criterion"] == rule and (r["reading"], r["value"]) == readings[0]]
    (condition,) = found or [CRITERIA[rule]["condition"]]
    assert old in condition
    return Case(rule, condition.replace(old, new), tuple(readings))


WIDER = [
    (
        "accept.plaque-on-pass",
        "plaque-scope",
        "all-passing-sites",
        "every county, town, village where (site-acceptance-passed is true): site-plaque-awarded is true",
    ),
    (
        "accept.county-accepts-towns",
        "county-acceptance-scope",
        "all-key-sites",
        "every town where (key-site-levels-held is nonempty): site-acceptance-date is recorded",
    ),
    (
        "accept.county-accepts-villages",
        "county-acceptance-scope",
        "all-key-sites",
        "every village where (key-site-levels-held is nonempty): site-acceptance-date is recorded",
    ),
]

CASES = [*(Case(criterion, row["condition"]) for criterion, row in CRITERIA.items()), *other_readings()]


@cache
def twin() -> Ruleset:
    """The ruleset with a rule for each case, in the place of its own rules and parameters."""
    declared = r"(?:#.*\n)*(?:ruleset|choices|open choices|indicator|children) "
    declarations = [block for block in TEXT.split("\n\n") if re.match(declared, block.strip())]
    rules = [case.written(f"case-{number}") for number, case in enumerate(CASES)]
    return ankang_rules.parse("\n\n".join([*declarations, *rules]), name="twin.rules")


def alone(ruleset: Ruleset, rule: str) -> Ruleset:
    """The ruleset with one of its rules. The units below are not judged: that takes long, and is not asked here."""
    rules = tuple(r for r in ruleset.core.rules if r.id == rule)
    return Ruleset(evolve(ruleset.core, name=rule, rules=rules, levels=UNJUDGED[ruleset.name]))


def unjudged(core: RulesetCore) -> Iterator[Level]:
    for level in core.levels:
        yield evolve(level, core=evolve(level.core, rules=(), groups=(), definitions=(), examples=(), levels=()))


UNJUDGED = {ruleset.name: tuple(unjudged(ruleset.core)) for ruleset in (PROGRAMME, TOWN)}
"""The levels of a ruleset, and of its twin."""


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number].name)
def test_a_rule_decides_as_the_inventory_says(number: int) -> None:
    """For the whole city and county by county, under the readings of the case."""
    case = CASES[number]
    one, other = alone(PROGRAMME, case.criterion), alone(twin(), f"programme.case-{number}")
    seen: set[Status] = set()
    for city, day in cities(case):
        here = one.evaluate(city, as_of=day, parameters=dict(case.readings), strict=False).rules[0]
        there = other.evaluate(city, as_of=day, strict=False).rules[0]
        assert here.status is there.status, (day, city)
        assert [c.result.status for c in here.cases] == [c.result.status for c in there.cases], (day, city)
        seen |= {here.status, *(c.result.status for c in here.cases)}
    assert {Status.PASS, Status.FAIL, Status.UNKNOWN} <= seen


def test_where_acceptance_has_no_latest_start_nothing_is_asked_of_it() -> None:
    late = {"acceptance-start-date": "2014-03-01"}
    for window, status in (("start-within-november", Status.FAIL), ("no-latest-start", Status.NOT_APPLICABLE)):
        report = PROGRAMME.evaluate(late, as_of="2014-11-30", parameters={"acceptance-window": window})
        assert status is report["accept.started"].status


def test_a_parameter_is_read_by_the_rules_it_is_about_and_no_others() -> None:
    definitions = {definition.key: definition.expression for definition in PROGRAMME.core.definitions}
    read = set()
    for rule in PROGRAMME.core.rules:
        for node in (node for expression in rule.expressions() for node in n.walk(expression)):
            inner = definitions[node.key] if isinstance(node, n.DefinitionRef) else node
            read |= {(found.key, rule.id) for found in n.walk(inner) if isinstance(found, n.ParameterRef)}
    told = {(fold(reading), case.criterion) for case in CASES for reading, _ in case.readings}
    told |= {(fold("acceptance-window"), "programme.accept.started")}
    assert told == read


# Small cities, near the edges of one rule


def cities(case: Case) -> Iterator[tuple[Facts, str]]:
    """Cities and the day each is asked about, always the same ones: all fits in the first, little in the last."""
    draw = Drawing(case)
    fitting = (1.0, 0.98) if draw.quota > 20 else (1.0, 0.9, 0.6, 0.4, 0.2, 0.0) if draw.over else (1.0, *[0.4] * 8)
    for share in fitting:
        for beside in (0, -1, 1):
            for is_sure in (True, False):
                yield draw.city(Edge(share, beside, is_sure)), draw.day(is_sure)


@frozen
class Edge:
    """How near a city is to the edge: the *share* of facts that fit, units *beside* the quota, the register right."""

    share: float
    beside: int
    is_sure: bool


class Drawing:
    """Draws cities for one case: every fact it reads near what its condition compares with, or none, or missing."""

    def __init__(self, case: Case) -> None:
        self.random = Random(case.name)
        self.written = f"{case.condition} {case.row['applies_when']}"
        core = PROGRAMME.core
        self.read = {
            i.name: i.type for i in core.indicators if re.search(rf"(?<![\w/-]){i.name}(?![\w-])", self.written)
        }
        due = case.due.replace("year-end", "2014-12-31")
        self.due = date.fromisoformat(due) if due else None
        found = re.findall(r"\d{4}-\d\d-\d\d", self.written) or ["2014-01-01", "2014-12-31"]
        self.dates = [date.fromisoformat(day) for day in found]
        self.quota = max((int(found) for found in re.findall(r"[=>] (\d+)$", case.condition)), default=3)
        self.over = [level for level in LEVELS if re.search(rf"^(count of|every)[a-z, ]* {level}\b", case.condition)]
        self.of_a_county = case.row["subject"] == "county"

    def day(self, is_sure: bool) -> str:
        if self.due is None:
            return self.random.choice(STAGE_ENDS)
        return (self.due + timedelta(0 if is_sure else self.random.choice((-1, 0, 1)))).isoformat()

    def city(self, edge: Edge) -> Facts:
        """A city with as many units of the level counted as are asked for, one less or one more; few of the others."""
        counties = [{**self.unit(edge), "children": {"towns": []}} for _ in range(self.how_many("county", edge))]
        towns = [{**self.unit(edge), "children": {"villages": []}} for _ in range(self.how_many("town", edge))]
        villages = [self.unit(edge) for _ in range(self.how_many("village", edge))]
        for town in towns:
            (counties[0] if self.of_a_county else self.random.choice(counties))["children"]["towns"].append(town)
        for village in villages:
            self.random.choice(towns)["children"]["villages"].append(village)
        for units in (counties, towns, villages):
            for number, unit in enumerate(units):
                unit["unit"] = f"{number}"
            if edge.share == 1.0 and edge.beside == 0 and units:
                units[0]["facts"] |= self.on_the_last_day() if edge.is_sure else self.refused()
        listed = {"county-total": len(counties), "town-total": len(towns), "village-total": len(villages)}
        totals = {name: self.total(name, number, edge) for name, number in listed.items()}
        return {"facts": {**self.facts(edge), **totals}, "children": {"counties": counties}}

    def how_many(self, level: str, edge: Edge) -> int:
        if self.over == [level]:
            return self.quota + edge.beside
        needed = self.over or ["county"] * self.of_a_county
        return self.random.randint(1, 3) if needed else 0

    def total(self, name: str, listed: int, edge: Edge) -> int | None:
        """The register: right, or one more, or unknown; or less than are listed, which counts as unknown."""
        if edge.is_sure or edge.share == 1.0:
            return listed
        less = listed if name in self.written else listed - 1
        return self.random.choice((listed, listed, listed + 1, None, max(less, 0)))

    def unit(self, edge: Edge) -> Facts:
        return {"facts": self.facts(edge)}

    def facts(self, edge: Edge) -> Facts:
        """Facts that fit the condition, so that counts come near their quota; or any."""
        fits = self.random.random() < edge.share
        return {name: self.fitting(name, kind) if fits else self.any(kind) for name, kind in self.read.items()}

    def on_the_last_day(self) -> Facts:
        """Dates on the last day of the condition."""
        day = self.dates[-1].isoformat()
        return {name: day for name, kind in self.read.items() if isinstance(kind, ty.Date)}

    def refused(self) -> Facts:
        """Not what is asked for, though its dates fit."""
        return {name: False for name, kind in self.read.items() if isinstance(kind, ty.YesNo)}

    def fitting(self, name: str, kind: ty.Type) -> Any:
        match kind:
            case ty.Date():
                after = re.search(rf"{name} >= (\S+\d)", self.written) or "start of year" in self.written
                return (self.dates[0] if after else self.dates[0] - timedelta(1)).isoformat()
            case ty.SetOf(choices=choices):
                return [member.name for member in choices.members]
            case ty.Quantity():
                return 2
        return True

    def any(self, kind: ty.Type) -> Any:
        match kind:
            case ty.Date():
                day = self.random.choice(self.dates) + timedelta(self.random.choice((-1, 0, 1)))
                return self.random.choice([day.isoformat(), day.isoformat(), "none", None])
            case ty.SetOf(choices=choices):
                members = [member.name for member in choices.members]
                return self.random.choice([members, [], None, *([member] for member in members)])
            case ty.Quantity():
                return self.random.choice([0, 1, 2, None])
        return self.random.choice([True, False, False, None])


LEVELS = ("county", "town", "village")


# Before the day, on it, after it


DATED = [
    ("stage1.window", "stage-one-end-date", "stage-one-start-date", "2013-11-30"),
    ("stage2.window", "stage-two-end-date", "stage-two-start-date", "2014-11-30"),
    ("stage3.window", "stage-three-end-date", "stage-three-start-date", "2015-11-30"),
    ("target.duration", "programme-end-date", "programme-start-date", "2015-12-31"),
]


@pytest.mark.parametrize(("rule", "end", "start", "due"), DATED)
def test_a_window_closes_on_its_last_day(rule: str, end: str, start: str, due: str) -> None:
    """In time passes on any day; late is not yet due the day before, and fails from the day on."""
    day = date.fromisoformat(due)
    first = {"2013": "2013-05-06", "2014": "2013-12-01", "2015": "2014-12-01"}[due[:4]]
    started = {start: "2013-05-06" if rule == "target.duration" else first}
    one = timedelta(1)
    for as_of, late in ((day - one, Status.UNKNOWN), (day, Status.FAIL), (day + one, Status.FAIL)):
        ends = {due: Status.PASS, (day + one).isoformat(): late, "none": late, None: Status.UNKNOWN}
        for ended, status in ends.items():
            assert status is PROGRAMME.evaluate({**started, end: ended}, as_of=as_of)[rule].status, (as_of, ended)


@pytest.mark.parametrize("year", [2013, 2014, 2015])
def test_the_yearly_summary_is_of_its_own_year(year: int) -> None:
    """Asked about each year of the programme; a county without a summary has until the last day."""
    rule = alone(PROGRAMME, "programme.innovate.annual-summary")
    filed = {
        f"{year}-01-01": "in time",
        f"{year}-12-31": "in time",
        f"{year - 1}-12-31": "not",
        f"{year + 1}-01-01": "not",
        "none": "not",
    }
    for day, not_filed in ((f"{year}-12-30", Status.UNKNOWN), (f"{year}-12-31", Status.FAIL)):
        for summary, said in filed.items():
            county = {"unit": "a", "facts": {"annual-summary-date": summary}}
            city = {"facts": {"county-total": 1}, "children": {"counties": [county]}}
            assert (Status.PASS if said == "in time" else not_filed) is rule.evaluate(city, as_of=day).rules[0].status


@pytest.mark.parametrize(
    ("day", "short"), [("2015-12-30", Status.UNKNOWN), ("2015-12-31", Status.FAIL), ("2016-01-01", Status.FAIL)]
)
def test_seven_towns_in_ten_by_the_last_day(day: str, short: Status) -> None:
    """Seven of ten pass; six do not, once the day has come. One that says nothing leaves it open."""
    rule = alone(PROGRAMME, "programme.target.towns")

    def status(*passed: str | None, total: int = 10) -> Status:
        facts = [{"site-passed": None if on is None else on != "none", "site-passed-date": on} for on in passed]
        towns = [{"unit": str(number), "facts": one} for number, one in enumerate(facts)]
        city = {
            "facts": {"county-total": 1, "town-total": total},
            "children": {"counties": [{"unit": "a", "children": {"towns": towns}}]},
        }
        return rule.evaluate(city, as_of=day).rules[0].status

    assert Status.PASS is status(*["2015-12-31"] * 7, *["none"] * 3)
    assert short is status(*["2015-12-31"] * 6, *["none"] * 4)
    assert short is status(*["2015-12-31"] * 6, "2016-01-01", *["none"] * 3)
    assert Status.UNKNOWN is status(*["2015-12-31"] * 6, None, *["none"] * 3)
    assert Status.UNKNOWN is status(*["2015-12-31"] * 6, *["none"] * 3)
    assert short is status(*["2015-12-31"] * 5, *["none"] * 4)
    assert Status.PASS is status(*["2015-12-31"] * 7)
    assert Status.NOT_APPLICABLE is status(total=0)


@pytest.mark.parametrize("stage", ["target", "stage3"])
@pytest.mark.parametrize(
    ("level", "passed", "of", "status"),
    [
        ("towns", 7, 10, Status.PASS),
        ("towns", 9, 13, Status.FAIL),  # 69.2 %
        ("villages", 1, 2, Status.PASS),
        ("villages", 49, 99, Status.FAIL),  # 49.5 %
    ],
)
def test_a_share_is_not_rounded(stage: str, level: str, passed: int, of: int, status: Status) -> None:
    facts = [{"site-passed": n < passed, "site-passed-date": "2014-06-01" if n < passed else "none"} for n in range(of)]
    units = [{"unit": str(number), "facts": one} for number, one in enumerate(facts)]
    towns = units if level == "towns" else [{"unit": "b", "children": {"villages": units}}]
    counties = [{"unit": "a", "children": {"towns": towns}}]
    total = {"town-total": len(towns), "village-total": 0 if level == "towns" else of}
    city = {"facts": {"county-total": 1, **total}, "children": {"counties": counties}}
    rule = alone(PROGRAMME, f"programme.{stage}.{level}")
    assert status is rule.evaluate(city, as_of="2015-12-31").rules[0].status


def test_nothing_applies_before_the_programme() -> None:
    report = PROGRAMME.evaluate({"city-plan-issued": True}, as_of="2013-04-30")
    assert {Status.NOT_APPLICABLE} == {report.status, *(result.status for result in report.rules)}


# The one rule of a town about its villages


@pytest.mark.parametrize(
    ("visits", "total", "each", "more_than_four", "in_all"),
    [
        ((4, 4), 2, Status.PASS, Status.FAIL, Status.PASS),
        ((5, 6), 2, Status.PASS, Status.PASS, Status.PASS),
        ((3, 9), 2, Status.FAIL, Status.FAIL, Status.PASS),
        ((3, 0), 2, Status.FAIL, Status.FAIL, Status.FAIL),
        ((5, None), 2, Status.UNKNOWN, Status.UNKNOWN, Status.UNKNOWN),
        ((5,), 2, Status.UNKNOWN, Status.UNKNOWN, Status.UNKNOWN),
        ((3,), 2, Status.FAIL, Status.FAIL, Status.UNKNOWN),
        ((5,), None, Status.UNKNOWN, Status.UNKNOWN, Status.UNKNOWN),
        ((), 0, Status.PASS, Status.PASS, Status.FAIL),
    ],
)
def test_the_least_visited_village_decides(
    visits: tuple[int | None, ...], total: int | None, each: Status, more_than_four: Status, in_all: Status
) -> None:
    """Four in each village; more than four; or four in the town in all. One not listed may have had any number."""
    villages = [{"unit": str(number), "facts": {"campaign-visits": count}} for number, count in enumerate(visits)]
    town = {"facts": {"villages-total": total}, "children": {"villages": villages}}
    rule = alone(TOWN, "town.mgmt.campaigns")
    for parameters, status in (
        ({}, each),
        ({"bounds-inclusive": "no"}, more_than_four),
        ({"town-campaign-scope": "town-total"}, in_all),
        ({"town-campaign-scope": "town-total", "bounds-inclusive": "no"}, in_all),
    ):
        assert status is rule.evaluate(town, as_of="2014-11-30", parameters=parameters).rules[0].status, parameters


# The demonstration city


DEMO = files("ankang_rules.rulesets").joinpath("ankang", "demo", "city")


@cache
def demo(day: str) -> Report:
    with as_file(DEMO) as folder:
        return PROGRAMME.evaluate(str(folder / "city.yaml"), as_of=day)


P, F, U, N = Status.PASS, Status.FAIL, Status.UNKNOWN, Status.NOT_APPLICABLE

AT_THE_STAGE_ENDS = {
    "basis.plan-issued": (P, P, P),
    "guidance.principles": (F, F, F),
    "guidance.service-system": (U, U, U),
    "target.duration": (P, P, P),
    "target.counties": (U, U, U),
    "target.towns": (U, U, U),
    "target.villages": (U, U, U),
    "stage1.window": (P, P, P),
    "stage1.municipal-counties": (P, P, P),
    "stage1.municipal-towns": (U, U, U),
    "stage1.county-towns": (P, P, P),
    "stage1.county-villages": (P, P, P),
    "stage1.municipal-built": (F, F, F),
    "stage1.county-built": (F, F, F),
    "stage2.new-towns": (U, U, U),
    "stage2.counties": (U, F, F),
    "stage3.window": (U, U, F),
    "lead.leadership": (U, U, U),
    "key.tasks-implemented": (F, F, F),
    "select.nominate-towns": (F, F, F),
    "select.list-deadline": (F, F, F),
    "select.selected-from-named": (U, U, U),
    "innovate.problems": (N, N, N),
    "innovate.summarised": (F, F, F),
    "innovate.annual-summary": (U, U, F),
    "accept.started": (P, P, P),
    "accept.plaque-only-on-pass": (F, F, F),
    "accept.county-accepts-towns": (P, P, P),
}


@pytest.mark.parametrize(("stage", "day"), list(enumerate(STAGE_ENDS)))
def test_the_city_at_the_end_of_each_stage(stage: int, day: str) -> None:
    report = demo(day)
    assert Status.FAIL is report.status
    assert {rule: ends[stage] for rule, ends in AT_THE_STAGE_ENDS.items()} == {
        rule: report[rule].status for rule in AT_THE_STAGE_ENDS
    }


@pytest.mark.parametrize("day", STAGE_ENDS)
def test_every_tier_shows_every_status(day: str) -> None:
    report = demo(day)
    tiers = {"city": [report], "county": [*report.children["counties"]], "town": [], "village": []}
    for county in tiers["county"]:
        for town in county.children["towns"]:
            tiers["town"].append(town)
            tiers["village"] += town.children["villages"]
    for tier, reports in tiers.items():
        assert set(Status) == {result.status for one in reports for result in one.rules}, tier
    assert (10, 32, 76) == (len(tiers["county"]), len(tiers["town"]), len(tiers["village"]))


@pytest.mark.parametrize("day", STAGE_ENDS)
def test_one_county_passes_everything(day: str) -> None:
    """By its own standard with its full town and village, and in every rule of the programme that is about a county."""
    for unit in ("宁陕县", "宁陕县/东镇", "宁陕县/东镇/甲村"):
        assert Status.PASS is demo(day).find(unit).status
    cases = [c for result in demo(day).rules for c in result.cases if c.unit == ("宁陕县",)]
    assert 30 == len(cases)
    late = {"2013-11-30": 1, "2014-11-30": 1, "2015-12-31": 0}[day]  # the year's summary is filed in December of 2015
    passed = [c.result.status for c in cases].count(Status.PASS)
    assert (30 - 1 - late, late) == (passed, [c.result.status for c in cases].count(Status.UNKNOWN))


@pytest.mark.parametrize("unit", ["宁陕县", "宁陕县/东镇", "宁陕县/东镇/甲村"])
def test_whoever_meets_every_must_has_passed_the_acceptance(unit: str) -> None:
    """One award a tier; whoever fails a rule has not earned it, and the city itself is given none."""
    (award,) = demo("2014-11-30").find(unit).judgement.awards
    assert Known(True) == award.outcome
    (other,) = (
        demo("2014-11-30").find(unit.replace("宁陕县", "汉阴县" if unit == "宁陕县" else "石泉县")).judgement.awards
    )
    assert Known(False) == other.outcome
    assert () == demo("2014-11-30").judgement.awards


@pytest.mark.parametrize("unit", ["汉阴县", "石泉县/东镇", "石泉县/东镇/甲村"])
def test_a_site_registered_as_passed_may_be_judged_otherwise(unit: str) -> None:
    found = demo("2014-11-30").find(unit)
    assert Status.FAIL is found.status
    assert found.judgement.facts["site-passed"].value is True


def test_an_open_share_names_the_towns_that_could_decide() -> None:
    said = demo("2015-12-31").explain("zh", rule="target.towns")
    for town in ("汉滨区/北镇", "紫阳县/南镇", "旬阳县/南镇"):
        assert town in said
    assert "140" in said
    said = demo("2015-12-31").explain("en", rule="target.counties")
    assert "decided by 白河县" in said


def test_every_file_of_the_city_says_in_both_languages_that_its_figures_are_invented() -> None:
    with as_file(DEMO) as folder:
        texts = [file.read_text(encoding="utf-8") for file in folder.rglob("*.yaml")]
    assert 15 == len(texts)
    assert all("invented" in text and "虚构" in text for text in texts)
