"""What a saved report holds, by which content its digests go, and what is said of a file that is none."""

import json
from pathlib import Path
from typing import Any

import pytest

import ankang_rules
from ankang_rules import Report, ReportError, Ruleset
from ankang_rules.report.compare import compare
from ankang_rules.report.saved import Saved, read, read_text
from ankang_rules.report.to_dict import sealed

POOL = """ruleset t.pool tier pool
indicator lifeguards : count in 人
indicator fund : money in 元
parameter needed = 3 人
define enough = lifeguards ≥ needed
rule guarded must enough
rule funded must fund > 0 due 2021-12-31
"""


def pool(text: str = POOL) -> Ruleset:
    return ankang_rules.parse(text, name="pool.rules")


def replay(ruleset: Ruleset, facts: Any, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = ruleset.evaluate(facts, **{"as_of": "2021-06-30", **asked}).to_dict()["replay"]
    return found


def rules(text: str) -> dict[str, str]:
    kept = replay(pool(text), {})["rulesets"][0]["rules"]
    return {name: rule["digest"] for name, rule in kept.items()}


# Digests


def test_the_digest_of_facts_goes_by_what_they_say_and_not_by_how(tmp_path: Path) -> None:
    texts = {
        "a.yaml": "unit: A\nfacts: {lifeguards: 4, fund: 50 万元}\n",
        "b.json": '{"facts": {"fund": "500000", "Lifeguards": "4 人"}, "unit": "A"}',
        "c.csv": "unit,fund,lifeguards\nA,500_000 元,4\n",
    }
    digests = {}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        kept = replay(pool(), tmp_path / name)["facts"]
        assert str(tmp_path / name) == kept["file"]
        digests[name] = kept["digest"]
    assert 1 == len(set(digests.values()))


@pytest.mark.parametrize(
    "facts",
    [
        {"unit": "A", "facts": {"lifeguards": 5}},
        {"unit": "B", "facts": {"lifeguards": 4}},
        {"unit": "A", "facts": {"lifeguards": ankang_rules.NONE}},
        {"unit": "A", "facts": {"lifeguards": {"value": 4, "on": "2021-01-01"}}},
        {"unit": "A", "facts": {"lifeguards": {"value": 4, "by": "me"}}},
        {"unit": "A", "facts": {"lifeguards": 4, "fund": 0}},
    ],
)
def test_the_digest_of_facts_covers_values_provenance_and_whose_they_are(facts: dict[str, Any]) -> None:
    one = replay(pool(), {"unit": "A", "facts": {"lifeguards": 4}})["facts"]["digest"]
    assert one != replay(pool(), facts)["facts"]["digest"]


def test_two_wrong_values_are_two_contents() -> None:
    one, other = (replay(pool(), {"fund": text}, strict=False)["facts"]["digest"] for text in ("5 kg", "6 kg"))
    assert one != other


def test_the_digest_of_a_ruleset_goes_by_its_text_but_not_by_its_line_ends() -> None:
    digests = [pool(text).core.digest for text in (POOL, POOL.replace("\n", "\r\n"), POOL.replace("\n", "\r"))]
    assert 1 == len(set(digests))
    assert digests[0] != pool(f"{POOL}# a comment\n").core.digest


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("rule guarded", "# a comment\nrule guarded", set()),
        ("rule guarded", 'rule guarded zh "救生员" clause "1" fix zh "增配"', set()),
        ("= 3 人", "= 4 人", set()),
        ("lifeguards ≥ needed", "lifeguards > needed", {"pool.guarded"}),
        ("rule guarded must", "rule guarded should", {"pool.guarded"}),
        ("rule guarded must enough", "rule guarded must enough when fund > 0", {"pool.guarded"}),
        ("fund > 0", "fund > 1", {"pool.funded"}),
        ("due 2021-12-31", "due 2022-12-31", {"pool.funded"}),
        ("tier pool\n", "tier pool in force from 2020-01-01\n", {"pool.guarded", "pool.funded"}),
    ],
)
def test_the_digest_of_a_rule_goes_by_what_decides_it(before: str, after: str, changed: set[str]) -> None:
    one, other = rules(POOL), rules(POOL.replace(before, after))
    assert changed == {name for name, digest in one.items() if other[name] != digest}


def test_rulesets_below_are_kept_with_their_digests(tmp_path: Path) -> None:
    (tmp_path / "pool.rules").write_text(POOL, encoding="utf-8")
    town = tmp_path / "town.rules"
    town.write_text(
        'ruleset t.town tier town children pools each pool : "pool.rules" rule r must every pool passes',
        encoding="utf-8",
    )
    facts = {"facts": {}, "children": {"pools": [{"unit": "A", "facts": {}}]}}
    found = ankang_rules.load(town).evaluate(facts, as_of="2021-06-30")
    kept = found.to_dict()["replay"]["rulesets"]
    assert ["t.town", "t.pool"] == [one["name"] for one in kept]
    assert pool().core.digest == kept[1]["digest"]


def test_a_report_says_on_which_day_and_with_which_parameters_it_was_judged() -> None:
    report = pool().evaluate({}, as_of="2021-06-30", year=2020, parameters={"needed": 5})
    data = report.to_dict()
    assert ("2021-06-30", 2020, {"needed": "5"}) == (data["as_of"], data["year"], data["parameters"])
    assert ankang_rules.__version__ == data["replay"]["engine"]


# Reading back


def kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(pool().evaluate({"lifeguards": 4}, as_of="2021-06-30").to_json())
    return found


def test_a_report_is_saved_and_read_back(tmp_path: Path) -> None:
    report = pool().evaluate({"lifeguards": 4}, as_of="2021-06-30")
    report.save(tmp_path / "kept.json")
    found = read(tmp_path / "kept.json")
    assert (report.status, "2021-06-30", True) == (found.status, str(found.as_of), found.is_sealed)
    assert found == read_text(json.dumps(report.to_dict(), sort_keys=True), "other layout")


def test_what_a_shell_wrote_in_utf_16_is_read() -> None:
    assert read_text(json.dumps(kept()).encode("utf-16"), "kept.json").is_sealed


WHOLE = json.dumps(kept(), indent=1)
NOT_READ = {
    "the report `kept.json` is cut short: it ends in line 40": "\n".join(WHOLE.splitlines()[:40]),
    "the report `kept.json` is cut short: it ends in line 1": '{"ruleset": "t.p',
    "`kept.json` is not JSON: see line 1, column 1": "facts: {lit: yes}",
    "`kept.json` is not JSON": '{"seal": NaN}',
    "`kept.json` is not a report that was saved by this program": "[1, 2]",
    "the report `kept.json` was saved by a newer version and cannot be read": '{"seal": "", "replay": {"format": 99}}',
    "in the report `kept.json`, what stands at `ruleset` is not what a report has there": '{"seal": ""}',
    "the report `kept.json` was edited after it was saved": WHOLE.replace('"4"', '"5"'),
    "the report `kept.json` is not text in UTF-8": b"\xff\xff\xff",
}


@pytest.mark.parametrize(("sentence", "text"), NOT_READ.items())
def test_what_is_no_report_is_refused_with_a_sentence(sentence: str, text: str | bytes) -> None:
    with pytest.raises(ReportError) as caught:
        read_text(text, "kept.json")
    (found,) = caught.value.diagnostics
    assert sentence == found.text("en")
    assert found.help("zh")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a": 1, "a": 2, "seal": ""}', f'{{"seal": {"9" * 10_000}}}'])
def test_json_that_nobody_should_write_is_refused(text: str) -> None:
    with pytest.raises(ReportError, match=r"is not JSON|is cut short|what stands at"):
        read_text(text, "kept.json")


@pytest.mark.parametrize(
    ("data", "help"),
    [
        ({"facts": {}}, "it looks like facts: `ankang-rules evaluate` them first"),
        (
            {"ruleset": "t.t", "rules": [], "status": "pass"},
            "it looks like one of an older version, which cannot be checked: evaluate anew and save that",
        ),
    ],
)
def test_what_looks_like_something_else_is_told_so(data: dict[str, Any], help: str) -> None:
    with pytest.raises(ReportError) as caught:
        read_text(json.dumps(data), "kept.json")
    assert help == caught.value.diagnostics[0].help("en")


def test_a_report_that_does_not_know_its_own_rules_is_refused() -> None:
    data = kept()
    del data["replay"]["rulesets"][0]["rules"]["pool.funded"]
    with pytest.raises(ReportError, match=r"what stands at `rules\[1\]\.id`"):
        read_text(json.dumps(sealed(data)), "kept.json")


@pytest.mark.parametrize("name", ["nowhere.json", "folder"])
def test_a_report_that_is_not_there_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ReportError, match=r"there is no report|is a folder"):
        read(tmp_path / name)


def test_reports_on_units_below_are_derived_from_the_facts_of_all(tmp_path: Path) -> None:
    (tmp_path / "pool.rules").write_text(POOL, encoding="utf-8")
    town = tmp_path / "town.rules"
    town.write_text(
        'ruleset t.town tier town children pools each pool : "pool.rules" rule r must every pool passes',
        encoding="utf-8",
    )
    ruleset = ankang_rules.load(town)
    facts = {"facts": {}, "children": {"pools": [{"unit": "A", "facts": {"lifeguards": 1}}]}}
    below = read_text(ruleset.evaluate(facts, as_of="2021-06-30").find("A").to_json(), "a.json")
    assert ("A",) == below.path
    assert ruleset.verify(below, facts).same
    facts["children"] = {"pools": [{"unit": "A", "facts": {"lifeguards": 9}}]}
    assert not ruleset.verify(below, facts).same


def test_a_list_that_was_not_given_differs_from_one_of_nobody(tmp_path: Path) -> None:
    """Nobody knows of units where there is no list, and there are none in an empty one."""
    (tmp_path / "pool.rules").write_text("ruleset t.pool tier pool indicator lit : yes/no rule r must lit", "utf-8")
    town = tmp_path / "town.rules"
    town.write_text('ruleset t.town tier town children pools each pool : "pool.rules" rule r for each pool must lit')
    ruleset = ankang_rules.load(town)
    open_, empty = ruleset.evaluate({"facts": {}}), ruleset.evaluate({"facts": {}, "children": {"pools": []}})
    flip = next(flip for flip in compare(kept_of(open_), kept_of(empty)).flips if flip.what == "rule")
    assert ("unknown", "not_applicable", (("data",),)) == (
        flip.before,
        flip.after,
        tuple(tuple(cause.value for cause in way) for way in flip.causes.ways),
    )
    assert [("pools", None, "0")] == [(one.indicator, one.before, one.after) for one in flip.causes.facts]


def test_the_date_is_a_cause_where_a_rule_about_each_unit_falls_due(tmp_path: Path) -> None:
    (tmp_path / "pool.rules").write_text("ruleset t.pool tier pool indicator lit : yes/no rule r must lit", "utf-8")
    town = tmp_path / "town.rules"
    town.write_text(
        'ruleset t.town tier town children pools each pool : "pool.rules" rule r for each pool must lit due 2021-12-31'
    )
    ruleset = ankang_rules.load(town)
    facts = {"facts": {}, "children": {"pools": [{"unit": "A", "facts": {"lit": False}}]}}
    before, after = (ruleset.evaluate(facts, as_of=day) for day in ("2021-12-30", "2021-12-31"))
    flip = next(flip for flip in compare(kept_of(before), kept_of(after)).flips if flip.what == "rule")
    assert (("date",),) == tuple(tuple(cause.value for cause in way) for way in flip.causes.ways)


def test_a_choice_that_was_added_does_not_make_the_data_a_cause() -> None:
    """The facts are of another type then, but they say the same."""
    text = "ruleset t.t tier t indicator gear : set of { ring, pole } rule r must gear includes { ring }"
    old, new = pool(text), pool(text.replace("pole }", "pole, net }").replace("{ ring }", "{ net }"))
    found = old.evaluate({"gear": ["ring"]}).diff(new.evaluate({"gear": ["ring"]}))
    flip = next(flip for flip in found.flips if flip.what == "rule")
    assert flip.causes.tried
    assert ("pass", "fail", [["rule"]]) == (
        flip.before,
        flip.after,
        [[cause.value for cause in way] for way in flip.causes.ways],
    )


def kept_of(report: Report) -> Saved:
    return read_text(report.to_json(), "kept.json")
