"""Units below units in one document: what is read, and what is said where it cannot be."""

from fractions import Fraction

import pytest

from ankang_rules.errors import FactsError
from ankang_rules.evaluate.ask import evaluate
from ankang_rules.facts import read, read_text, tree
from ankang_rules.model.names import fold
from ankang_rules.model.outcome import Known, ReasonKind


def refused(call):
    with pytest.raises(FactsError) as raised:
        call()
    return raised.value.diagnostics


def lenient(core, text):
    return read_text(text, "facts.yaml", core, strict=False)


def test_units_stand_in_lists_under_their_level(city):
    """By its name, by that of one unit, or by its label; what a document does not say is not there."""
    for level in ("towns", "Town", "镇"):
        text = f"facts: {{}}\nchildren: {{{level}: [{{unit: 甲, tier: town, facts: {{有专人: 是}}}}, {{unit: 乙}}]}}"
        facts = read_text(text, "facts.yaml", city)
        assert ["towns"] == list(facts.children)
        assert [("甲", "town", True), ("乙", None, False)] == [
            (unit.unit, unit.tier, unit["staffed"] == Known(True)) for unit in facts.children["towns"]
        ]


@pytest.mark.parametrize(("text", "found"), [("{}", {}), ("{towns: null}", {}), ("{towns: []}", {"towns": ()})])
def test_no_list_is_not_an_empty_list(city, text, found):
    assert found == read_text(f"facts: {{}}\nchildren: {text}", "facts.yaml", city).children


def test_a_name_is_known_at_every_unit_of_the_tree(city):
    """By whichever ruleset declares it; the unit's own comes first, and a bare number is in the unit it says."""
    given = {"budget": 5, "visits": 3}
    document = {"facts": given, "children": {"towns": [{"unit": "a", "facts": given}]}}
    facts = read(document, city)
    (town,) = facts.children["towns"]
    assert [Known(Fraction(3))] * 2 == [facts["visits"], town["visits"]]
    assert [Known(Fraction(50_000)), Known(Fraction(5))] == [facts["budget"], town["budget"]]


def test_a_ruleset_without_levels_knows_only_its_own(city):
    """And warns of children, which it does not judge; so does a place in a tree below which nothing is judged."""
    town = next(level.core for level in city.levels if level.key == "towns")
    village = town.levels[0].core
    facts = lenient(village, "facts: {visits: 4, staffed: yes}\nchildren: {towns: [x]}")
    assert [("F501", "staffed"), ("F521", "children")] == [(d.code, d.span.text) for d in facts.warnings]
    deep = "facts: {}\nchildren: {towns: [{unit: a, children: {villages: [{unit: v, children: {houses: [b]}}]}}]}"
    assert [("F521", "children")] == [(d.code, d.span.text) for d in lenient(city, deep).warnings]


# What stands under `children`; code, underlined text, sentence and next step in English, sentence in Chinese.
CASES = [
    (
        "{townz: []}",
        ("F526", "townz", "there is no level `townz` here", "did you mean `town` or `towns`?"),
        "此处没有名为 `townz` 的层级",
    ),
    (
        "{hamlets: []}",
        ("F526", "hamlets", "there is no level `hamlets` here", "the levels here are `towns`"),
        "此处没有名为 `hamlets` 的层级",
    ),
    (
        "{villages: []}",
        (
            "F526",
            "villages",
            "the level `villages` is not below units of this kind",
            "move it below the units it belongs to",
        ),
        "层级 `villages` 不在这些单位之下",
    ),
    (
        "[a]",
        (
            "F527",
            "[a]",
            "children stand under the name of their level, but this is a list",
            "write for example `children: {towns: […]}`",
        ),
        "下级要按层级填报，这里却是一个列表",
    ),
    (
        "{towns: a.yaml}",
        ("F527", "a.yaml", "`towns` needs a list of units, not `a.yaml`", "write `[a.yaml]`"),
        "`镇` 应是单位的列表，实际是 `a.yaml`",
    ),
    (
        "{towns: none}",
        ("F527", "none", "`towns` needs a list of units, not `none`", "write `[]` where there are none"),
        "`镇` 应是单位的列表，实际是 `none`",
    ),
    (
        "{towns: [null]}",
        (
            "F527",
            "null",
            "a list of `towns` holds units, not `null`",
            "write for example `{unit: 城关镇, facts: {…}}`",
        ),
        "`镇` 的列表里应是单位，实际是 `null`",
    ),
    (
        "{towns: [城关镇]}",
        (
            "F527",
            "城关镇",
            "a list of `towns` holds units, not `城关镇`",
            "write `{unit: 城关镇}`, or the path of a file that ends in `.yaml` or `.json`",
        ),
        "`镇` 的列表里应是单位，实际是 `城关镇`",
    ),
    (
        "{towns: [{facts: {}}]}",
        ("F527", "facts", "this unit has no name", "add a line such as `unit: 城关镇`"),
        "这个单位没有名称",
    ),
    (
        "{towns: [{unit: a, staffed: yes}]}",
        ("F518", "staffed", "the indicator `staffed` stands outside `facts`", "move it under `facts:`"),
        "指标 `staffed` 写在了 `事实` 一栏（`facts`）之外",
    ),
    (
        "{towns: [{unit: a, facts: {insured: 5}}]}",
        (
            "F501",
            "insured",
            "`insured` is worked out from other facts, and is not one itself",
            "give the facts it is worked out from",
        ),
        "`insured` 由其他指标算出，不能作为事实填报",
    ),
    (
        "{towns: [{unit: a, tier: county}]}",
        (
            "F513",
            "county",
            "these facts are for the tier `county`, but the ruleset judges `town`",
            "check that this is the right ruleset",
        ),
        "这份事实属于层级 `county`，而规则集评定的是 `town`",
    ),
    (
        "{towns: [{unit: a, as of: 2014-10-31}]}",
        (
            "F525",
            "2014-10-31",
            "a unit below has an `as of` of its own, `2014-10-31`, and only that of the whole counts",
            "check that these facts hold for the day of the whole as well",
        ),
        "下级另写了截至日期 `2014-10-31`，评定时只按最上级的",
    ),
    (
        "{towns: [{unit: a, assessment year: 2013}]}",
        (
            "F525",
            "2013",
            "a unit below has an `assessment year` of its own, `2013`, and only that of the whole counts",
            "check that these facts hold for the day of the whole as well",
        ),
        "下级另写了考核年度 `2013`，评定时只按最上级的",
    ),
    (
        "{towns: [a.yaml]}",
        (
            "F529",
            "a.yaml",
            "`a.yaml` is the path of a file, and these facts stand in none",
            "a path starts from the file it stands in: write the unit itself, or hand the facts over as a file",
        ),
        "`a.yaml` 是文件路径，而这些事实不在文件里",
    ),
]


@pytest.mark.parametrize(("children", "expected", "zh"), CASES, ids=[case[0] for case in CASES])
def test_what_is_said_of_children(city, children, expected, zh):
    (finding,) = lenient(city, f"as of: 2014-11-30\nfacts: {{}}\nchildren: {children}").warnings
    assert expected == (finding.code, finding.span.text, finding.text("en"), finding.help("en"))
    assert zh == finding.text("zh")


def test_a_day_of_its_own_that_is_that_of_the_whole_is_fine(city):
    """That of the document as well, where the call goes before it."""
    text = "as of: 2014-11-30\nfacts: {}\nchildren: {towns: [{unit: a, as of: 2014-11-30, assessment year: 2014}]}"
    for options in ({}, {"as_of": "2014-12-31"}):
        facts = read_text(text, "facts.yaml", city, **options)
        assert ((), None, None) == (facts.warnings, facts.children["towns"][0].as_of, facts.children["towns"][0].year)


def test_two_units_of_one_name(city):
    """Both places are shown, or without a file named; under different parents one name is that of two units."""
    (finding,) = lenient(city, "facts: {}\nchildren: {towns: [{unit: a}, {unit: b}, {unit: a}]}").warnings
    assert ("F528", "two units below the same one are called `a`") == (finding.code, finding.text("en"))
    assert [(49, "a"), (27, "a")] == [(s.column, s.text) for s in (finding.span, finding.notes[0].span)]
    (finding,) = refused(lambda: read({"facts": {}, "children": {"towns": [{"unit": "a"}, {"unit": "a"}]}}, city))
    place, said = "children.towns[1].unit", "two units below the same one are called `a`, here and at `{}`"
    assert (place, said.format("children.towns[0].unit")) == (finding.place, finding.text("en"))
    villages = {"villages": [{"unit": "v"}]}
    read({"facts": {}, "children": {"towns": [{"unit": u, "children": villages} for u in "ab"]}}, city)


def test_a_list_that_is_not_certain_counts_as_not_given(city):
    """Read leniently: nobody knows how many units there are."""
    for entry in ("{unit: a}", "null", "5", "x.yaml"):
        facts = lenient(city, f"facts: {{}}\nchildren: {{towns: [{{unit: a}}, {entry}]}}")
        assert {} == facts.children


def test_a_level_given_twice(city):
    (finding,) = lenient(city, "facts: {}\nchildren: {towns: [{unit: a}], 镇: []}").warnings
    assert ("the level `镇` is given twice", "镇", "towns") == (
        finding.text("en"),
        finding.span.text,
        finding.notes[0].span.text,
    )


@pytest.mark.parametrize(
    ("facts", "said", "at"),
    [
        ("town total: 1", "`town total` is 1, but 2 of `towns` are listed", "1"),
        ("village total: '2'", "`village total` is 2, but 3 of `villages` are listed", "'2'"),
    ],
)
def test_a_register_smaller_than_its_list(city, facts, said, at):
    """Of units directly below and of those below them: an error at the total."""
    villages = [", children: {villages: [{unit: x}, {unit: y}]}", ", children: {villages: [{unit: x}]}"]
    text = f"facts: {{{facts}}}\nchildren: {{towns: [{{unit: a{villages[0]}}}, {{unit: b{villages[1]}}}]}}"
    (finding,) = refused(lambda: read_text(text, "facts.yaml", city))
    assert ("F524", said, at) == (finding.code, finding.text("en"), finding.span.text)
    read_anyway = lenient(city, text)
    (same,) = read_anyway.warnings
    assert finding == same
    total = read_anyway[fold(said.split("`")[1])]
    assert {ReasonKind.INVALID} == {reason.kind for reason in total.reasons}
    larger = text.replace("total: 1", "total: 2").replace("'2'", "3")
    assert () == lenient(city, larger).warnings


def test_findings_without_a_file_name_the_unit(city):
    """By the names that lead to it from the root, and its place in the list where it has none."""
    villages = [{"unit": "v", "facts": {"visits": -1}}, {"facts": {"visits": -2}}]
    towns = [{"unit": "汉滨区", "facts": {"staffed": "on"}, "children": {"villages": villages}}]
    found = [(d.code, d.place) for d in refused(lambda: read({"facts": {}, "children": {"towns": towns}}, city))]
    assert [
        ("F510", "汉滨区: facts.staffed"),
        ("F505", "汉滨区/v: facts.visits"),
        ("F527", "汉滨区: children.villages[1]"),
        ("F505", "汉滨区/villages[1]: facts.visits"),
    ] == found


def test_of_each_kind_a_hundred_findings_are_told(city):
    """The rest is counted, errors and warnings apart."""
    town = {"facts": {"staffed": "on", "fund": 1}, "tier": "x"}
    document = {"facts": {}, "children": {"towns": [{"unit": f"u{n}", **town} for n in range(2000)]}}
    findings = read(document, city, strict=False).warnings
    codes = [finding.code for finding in findings]
    assert ("F513", "children.towns[0].tier") == (findings[0].code, findings[0].place)
    assert [100] * 3 == [codes.count(code) for code in ("F510", "F501", "F513")]
    assert [
        "there are 1,900 more warnings of the kind F513 (facts for another tier) that are not listed",
        "there are 1,900 more problems of the kind F510 (a notation that is read in two ways) that are not listed",
        "there are 1,900 more problems of the kind F501 (a fact under a name nobody declared) that are not listed",
    ] == [finding.text("en") for finding in findings[300:]]
    assert 2 + 200 == len(refused(lambda: read(document, city)))


def asked(core, document):
    nothing = {"as_of": None, "year": None, "parameters": {}, "strict": True}
    return evaluate(core, document, **nothing).warnings


def test_a_fact_that_no_rule_reads_is_told_once(city):
    """With the number of units that give it, and the first of them; totals and facts that units above read are read."""
    towns = [
        {
            "unit": f"u{n}",
            "facts": {"opened": "2014-01-01", "staffed": True, "town total": 3},
            "children": {"villages": [{"unit": "v", "facts": {"payers": 3, "rate": "5%"} if n == 5 else {}}]},
        }
        for n in range(2000)
    ]
    first, second = asked(city, {"facts": {"insured": 5}, "children": {"towns": towns}})
    assert "no rule reads `opened`, and 2,000 units give it (`u0`, `u1`, `u2`, …)" == first.text("en")
    assert "没有规则用到 `opened`，而有 2,000 个单位填报（`u0`、`u1`、`u2`、…）" == first.text("zh")
    assert ("u0: facts.opened", "no rule reads `rate`", "u5/v: facts.rate") == (
        first.place,
        second.text("en"),
        second.place,
    )


def test_too_many_units(city, monkeypatch):
    """A list may be long, but not without end; one that goes on for ever is stopped."""

    def endless():
        number = 0
        while True:
            number += 1
            yield {"unit": str(number)}

    monkeypatch.setattr(tree, "MOST_UNITS", 50)
    (finding,) = refused(lambda: read({"facts": {}, "children": {"towns": endless()}}, city, strict=False))
    assert ("F517", "there are more than 200,000 units") == (finding.code, finding.text("en"))
