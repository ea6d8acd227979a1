"""Rulesets and reports are values: nothing changes them, they travel between processes, and threads may share them."""

import copy
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from types import FunctionType

import attrs
import pytest

import ankang_rules
from ankang_rules import NONE, FactsError, RulesError

RULES = """
ruleset demo.county zh "县级" tier county in force from 2013-05-01
indicator fund : money in 元 zh "基金总量" expected between 1 万元 and 1 亿元
indicator fixed deposits : money in 元 zh "定期存款额"
indicator opened : date zh "开通日期"
indicator enrolments : monthly count in 人 zh "每月新增"
indicator incidents : list of incident { amount : money in 元, closed : yes/no } zh "事故"
parameter floor = 50%, 60% from 2015-01-01
define deposit rate = fixed deposits / fund zh "定存率"
group money zh "资金"
rule on deposit zh "定期存款占比" clause "1" must deposit rate ≥ floor when fund > 0 fix zh "转存" en "Move it"
rule opened must opened is recorded
group work zh "工作"
rule enrolling must every month (enrolments > 0)
rule closed must every incident satisfies (closed)
award "示范县" when every must passes
"""
OTHER = RULES.replace("  ", " ").replace("\ngroup work", "\n\n# the second group\ngroup work").replace("≥", ">=")
FACTS = {
    "fund": "100 万元",
    "fixed deposits": 499_999,
    "opened": NONE,
    "enrolments": [1, None, *[3] * 10],
    "incidents": [{"amount": 3, "closed": True}],
}


@pytest.fixture(scope="module")
def ruleset():
    return ankang_rules.parse(RULES, name="demo.rules")


@pytest.fixture(scope="module")
def report(ruleset):
    return ruleset.evaluate({"unit": "甲县", "facts": FACTS}, as_of="2014-11-30", parameters={"floor": "55%"})


def facts_error(ruleset):
    with pytest.raises(FactsError) as raised:
        ruleset.evaluate({"fnud": 1, "fund": "3 人"}, as_of="2014-11-30")
    return raised.value


def rules_error():
    with pytest.raises(RulesError) as raised:
        ankang_rules.parse("ruleset t tier t rule a must x rule b must y", name="broken.rules")
    return raised.value


# Nothing changes them


def parts_of(value, seen):
    """Every object that can be reached from *value* through attributes, items and entries."""
    if id(value) in seen or isinstance(value, str | bytes | int | type | FunctionType):
        return
    seen[id(value)] = value
    yield value
    if attrs.has(type(value)):
        inside = [getattr(value, field.name) for field in attrs.fields(type(value))]
    elif isinstance(value, tuple | list | set | frozenset):
        inside = list(value)
    elif hasattr(value, "items"):
        inside = [part for pair in value.items() for part in pair]
    else:
        inside = []
    for part in inside:
        yield from parts_of(part, seen)


def test_nothing_that_can_be_reached_from_a_report_can_be_changed(ruleset, report) -> None:
    """No list, dict or set, and no attribute that could be set."""
    parts = list(parts_of(ruleset, {})) + list(parts_of(report, {}))
    assert 100 < len(parts)
    assert [] == [type(part) for part in parts if isinstance(part, list | dict | set | bytearray)]
    for part in parts:
        for field in attrs.fields(type(part)) if attrs.has(type(part)) else ():
            with pytest.raises(AttributeError):
                setattr(part, field.name, None)


def test_no_item_can_be_set(report) -> None:
    for mapping in (report.judgement.facts.values, report.judgement.definitions, report.judgement.asked.parameters):
        with pytest.raises(TypeError):
            mapping["fund"] = None
        with pytest.raises(AttributeError):
            mapping.more = None
    with pytest.raises(TypeError):
        report.rules[0] = None


def spoil(data) -> None:
    """Empty every list and dict inside *data*."""
    for part in list(data.values()) if isinstance(data, dict) else list(data) if isinstance(data, list) else ():
        spoil(part)
    if isinstance(data, dict | list):
        data.clear()


def test_what_a_report_hands_out_is_a_copy(report) -> None:
    before, text = pickle.dumps(report.to_dict()), report.explain("zh")
    spoil(report.to_dict())
    for warning in report.warnings:
        spoil(warning.to_dict())
    assert (before, text) == (pickle.dumps(report.to_dict()), report.explain("zh"))


def test_what_was_handed_over_may_change_afterwards(ruleset) -> None:
    facts, parameters = copy.deepcopy(FACTS), {"floor": "55%"}
    report = ruleset.evaluate(facts, as_of="2014-11-30", parameters=parameters)
    before = report.to_dict()
    facts["incidents"][0]["closed"] = False
    spoil(facts)
    parameters.clear()
    assert before == report.to_dict()


# They are equal, hash, and travel


def test_rulesets_that_say_the_same_are_equal(ruleset) -> None:
    """Layout, comments, spelling of operators and the name of the file are no part of what they say."""
    same, other = ankang_rules.parse(OTHER, name="b.rules"), ankang_rules.parse(RULES.replace("50%", "51%"))
    assert (ruleset, hash(ruleset)) == (same, hash(same))
    assert 1 == len({ruleset, same})
    assert ruleset != other


def test_reports_of_the_same_facts_are_equal(ruleset, report) -> None:
    same = ruleset.evaluate({"unit": "甲县", "facts": FACTS}, as_of="2014-11-30", parameters={"floor": "55%"})
    assert (report, hash(report)) == (same, hash(same))
    assert report != ruleset.evaluate({"unit": "甲县", "facts": FACTS}, as_of="2014-11-30")


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_copies_are_equal_and_say_the_same(ruleset, report, again) -> None:
    assert (ruleset, hash(ruleset)) == (again(ruleset), hash(again(ruleset)))
    assert (report, hash(report)) == (again(report), hash(again(report)))
    assert [r.id for r in ruleset.core.rules] == [r.id for r in again(ruleset).core.rules]
    assert report.to_dict() == again(report).to_dict()
    assert report.explain("en") == again(report).explain("en")
    assert report.warnings == again(report).warnings
    for result in report.rules:
        assert (result, hash(result)) == (again(result), hash(again(result)))
    assert report == again(ruleset).evaluate(
        {"unit": "甲县", "facts": FACTS}, as_of="2014-11-30", parameters={"floor": "55%"}
    )


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_errors_travel_with_all_they_found(ruleset, again) -> None:
    for error in (facts_error(ruleset), rules_error()):
        same = again(error)
        assert (type(error), error.diagnostics) == (type(same), same.diagnostics)
        assert (str(error), error.render("zh")) == (str(same), same.render("zh"))


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_none_is_one_object_everywhere(again) -> None:
    assert NONE is again(NONE)
    assert NONE is type(NONE)()


ELSEWHERE = """
import pickle, sys
import ankang_rules
path, rules = sys.argv[1:]
ruleset, report, none = pickle.load(open(path, "rb"))
same = ankang_rules.parse(rules)
assert none is ankang_rules.NONE
assert ruleset == same and hash(ruleset) == hash(same) and ruleset in {same}
assert hash(report) == hash(pickle.loads(pickle.dumps(report)))
assert report["on deposit"] in {report["on deposit"]}
print(report.explain("zh"))
"""


def test_a_hash_is_worked_out_anew_in_another_process(ruleset, report, tmp_path: Path) -> None:
    """Texts hash differently in every process, so no hash may travel with what it is of."""
    file = tmp_path / "both.pickle"
    hash(ruleset), hash(report)
    file.write_bytes(pickle.dumps((ruleset, report, NONE)))
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-W", "ignore", "-c", ELSEWHERE, str(file), RULES]
        ran = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert ("", report.explain("zh") + "\n") == (ran.stderr, ran.stdout)


def test_what_they_print_as_is_short(ruleset, report) -> None:
    assert "<Ruleset demo.county: 4 rules>" == repr(ruleset)
    assert "<Report demo.county 甲县: fail>" == repr(report)
    assert "<RuleResult county.money.on-deposit: fail>" == repr(report["on deposit"])
    assert "<GroupResult money: fail>" == repr(report.groups[0])
    assert "<FactsError: fnud: there is no indicator `fnud` and 1 more>" == repr(facts_error(ruleset))


# Threads share them

CASES = [
    {
        "fund": f"{n} 万元",
        "fixed deposits": n * (4_000 + 100 * n),
        "opened": f"2014-01-{n % 28 + 1:02}",
        "enrolments": [n] * 12,
    }
    for n in range(1, 13)
]


@pytest.fixture
def switching():
    """Threads take turns after every few instructions."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def together(work, cases):
    """Do *work* on all *cases* at once, each in its own thread, starting at one moment."""
    barrier = Barrier(len(cases))

    def begin(case):
        barrier.wait(timeout=60)
        return work(case)

    with ThreadPoolExecutor(len(cases)) as pool:
        return list(pool.map(begin, cases))


@pytest.mark.usefixtures("switching")
def test_threads_that_share_a_ruleset_get_what_one_thread_gets() -> None:
    """A ruleset nobody used before, so that everything that is worked out once is worked out now, by all of them."""

    def judged(shared):
        def work(facts):
            report = shared.evaluate(facts, as_of="2014-11-30")
            return report.to_dict(), report.explain("zh"), report.explain("en"), hash(report), hash(shared)

        return work

    alone = judged(ankang_rules.parse(RULES.replace("demo", "alone"), name="demo.rules"))
    expected = [alone(facts)[1:3] for facts in CASES]
    for attempt in range(3):
        shared = ankang_rules.parse(RULES.replace("demo", f"shared{attempt}"), name="demo.rules")
        found = together(judged(shared), CASES)
        assert [tuple(text.replace(f"shared{attempt}", "alone") for text in texts[1:3]) for texts in found] == expected
        statuses = [next(r["status"] for r in texts[0]["rules"] if r["id"].endswith("on-deposit")) for texts in found]
        assert ["fail"] * 9 + ["pass"] * 3 == statuses, "half of the fund is on deposit from the tenth on"
        assert 1 == len({texts[4] for texts in found})
        assert found == [judged(shared)(facts) for facts in CASES]


@pytest.mark.usefixtures("switching")
def test_threads_may_load_and_read_at_the_same_time(tmp_path: Path, ruleset) -> None:
    """The same file, the same broken file, the same facts, in every thread."""
    good, broken, facts = tmp_path / "good.rules", tmp_path / "broken.rules", tmp_path / "facts.yaml"
    good.write_text(RULES, encoding="utf-8")
    broken.write_text(RULES + "rule x must nobody > 0\nrule y must (", encoding="utf-8")
    facts.write_text("as of: 2014-11-30\nfacts:\n  基金总量: 3 万元\n  定期存款额: 2e4\n", encoding="utf-8")

    def work(_):
        loaded = ankang_rules.load(good)
        with pytest.raises(RulesError) as raised:
            ankang_rules.load(broken)
        return loaded, loaded.evaluate(facts).to_dict(), raised.value.render("zh"), raised.value.render("en")

    found = together(work, range(8))
    assert [work(0)] * 8 == found
    assert ruleset == found[0][0]


@pytest.mark.usefixtures("switching")
def test_threads_may_use_one_report(report) -> None:
    """What a report works out late, it works out alike for all."""
    fresh = pickle.dumps(report)
    for _ in range(3):
        shared = pickle.loads(fresh)
        found = together(lambda lang, shared=shared: (shared.explain(lang), shared.to_dict()), ["zh", "en"] * 4)
        assert found == [(report.explain(lang), report.to_dict()) for lang in ["zh", "en"] * 4]
