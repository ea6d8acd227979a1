"""Units in a table: one row a unit, one column an indicator, the tree by the names of parents."""

import io
from fractions import Fraction

import pytest

import ankang_rules
from ankang_rules.errors import FactsError
from ankang_rules.facts import from_csv, read, read_text
from ankang_rules.facts.limits import LONGEST_ROW
from ankang_rules.model.outcome import Known, ReasonKind


def table(core, *rows, **options):
    return read_text("\n".join(rows) + "\n", "city.csv", core, **options)


def said(core, *rows, strict=False):
    """The findings about a table, raised or not: code, place and sentence."""
    try:
        found = table(core, *rows, strict=strict).warnings
    except FactsError as error:
        found = error.diagnostics
    assert all(finding.text("zh") and finding.help("zh") and finding.help("en") for finding in found)
    return [(finding.code, finding.place, finding.text("en")) for finding in found]


def test_rows_name_their_parent(city):
    """In any order; the level may be left out where there is only one, and the tier may say it."""
    facts = table(
        city,
        "unit,parent,tier,village total,缴费人数",
        "v,a,,,5",
        "a,全市,town,,",
        "全市,,city,2,",
        "b,全市,,,",
    )
    assert ("全市", "city", Known(Fraction(2))) == (facts.unit, facts.tier, facts["village-total"])
    assert ["a", "b"] == [unit.unit for unit in facts.children["towns"]]
    (village,) = facts.children["towns"][0].children["villages"]
    assert ("v", Known(Fraction(5))) == (village.unit, village["payers"])
    assert "villages" not in facts.children["towns"][1].children


def test_a_parent_by_its_path(city):
    """Where several units have its name; an end of the path will do."""
    rows = ["unit,parent", "city,", "a,city", "b,city", "a,city/a", "v,city/a", "w, city / b "]
    facts = table(city, *rows)
    assert [["a", "v"], ["w"]] == [[v.unit for v in t.children["villages"]] for t in facts.children["towns"]]
    assert [("F530", "city.csv:6", "`a` may be that of rows 3 and 5")] == said(city, *rows[:5], "v,a")[:1]


def test_cells_are_read_like_facts_in_a_text(city):
    """Empty is missing; sets are parted by 、 or ;, and [] is the set of nothing; each month is a column."""
    facts = table(
        city,
        "unit,rate,posted,budget,remark,opened,payers,new 2014-01,new 3月,visits",
        'a,49.99%,名册、box ; notice,５ 万元,"a, ""b""",2014年5月6日,无,7,none,null',
        as_of="2014-11-30",
    )
    assert Known(frozenset(("roster", "box", "notice"))) == facts["posted"]
    assert [Known(Fraction(4999, 10000)), Known(Fraction(50_000)), Known('a, "b"')] == [
        facts["rate"],
        facts["budget"],
        facts["remark"],
    ]
    assert {ReasonKind.ABSENT} == {reason.kind for reason in facts["payers"].reasons}
    months = facts["new"].value
    assert (Known(Fraction(7)), ReasonKind.ABSENT, ReasonKind.MISSING) == (
        months[0],
        *(next(iter(month.reasons)).kind for month in (months[2], months[1])),
    )
    assert "visits" not in facts.values
    assert Known(frozenset()) == table(city, "unit,posted", "a,[]")["posted"]


def test_an_empty_row_and_an_empty_column_are_nothing(city):
    """Office programs leave them behind."""
    assert ((), 1) == (
        (facts := table(city, "", "unit,parent,,", "a,,,", "", ",,,", "b,a,,")).warnings,
        len(facts.children["towns"]),
    )


def test_a_column_of_states(city):
    """It says why there is no value; it never goes against one."""
    rows = ["unit,parent,staffed,staffed state", "c,,,", "a,c,,none", "b,c,,invalid", "d,c,,缺失", "e,c,yes,"]
    facts = table(city, *rows, strict=False)
    kinds = [t["staffed"] if t.unit == "e" else {r.kind for r in t["staffed"].reasons} for t in facts.children["towns"]]
    assert [{ReasonKind.ABSENT}, {ReasonKind.INVALID}, {ReasonKind.MISSING}, Known(True)] == kinds
    assert [("F502", "city.csv:4: b: staffed", "`staffed` is marked as invalid")] == said(city, *rows)
    assert [
        ("F530", "city.csv:3: a: staffed", "the state is `none`, and yet the cell holds `yes`"),
        ("F502", "city.csv:4: b: staffed", "`strange` is not a state of a fact"),
    ] == said(city, *rows[:2], "a,c,yes,none", "b,c,,strange")


def test_a_column_of_a_level_says_that_there_are_none(city):
    rows = ["unit,parent,towns,villages", "c,,none,"]
    assert {"towns": ()} == table(city, *rows).children
    assert [("F530", "city.csv:2", "the column `towns` can only say `none`, not `3`")] == said(city, rows[0], "c,,3,")
    assert [("F530", "city.csv:2", "there are none of `towns` here, and yet rows about them")] == said(
        city, *rows, "a,c,,"
    )
    assert [("F526", "city.csv:2", "the level `villages` is not below units of this kind")] == said(
        city, rows[0], "c,,,无"
    )


CASES = [
    (("",), [("F507", "city.csv", "the table has no units")]),
    (("unit,parent",), [("F507", "city.csv", "the table has no units")]),
    (("unit;parent", "a;b"), [("F507", "city.csv:1", "the columns are parted by `;`, not by a comma")]),
    (("level,parent", "a,b"), [("F530", "city.csv:1", "the table has no column `unit`")]),
    (("unit,单位", "a,b"), [("F506", "city.csv:1", "the columns `unit` and `单位` are about the same")]),
    (("unit,staffd", "a,"), [("F501", "city.csv:1", "there is no indicator `staffd`")]),
    (("unit,talks", "a,"), [("F530", "city.csv:1", "`talks` is a list of records, which a table cannot hold")]),
    (
        ("unit,new", "a,"),
        [("F530", "city.csv:1", "`new` goes by month, and each month has a column of its own")],
    ),
    (("unit,new 2014-13", "a,5"), [("F502", "city.csv:1", "`new` goes by month, and `2014-13` is not one")]),
    (("unit,", "a,5"), [("F501", "city.csv:2", "this column has values and no name")]),
    (
        ("unit,parent", "a,", "b", "c,a,"),
        [
            ("F530", "city.csv:3", "this row has 1 cell, and the first row names 2 columns"),
            ("F530", "city.csv:4", "this row has 3 cells, and the first row names 2 columns"),
        ],
    ),
    (("unit,parent", "a,", ",a"), [("F530", "city.csv:3", "this row has no unit")]),
    (
        ("unit,parent", "a,", "b,", "c,"),
        [("F530", "city.csv:3", "rows 2, 3 and 4 have no parent, and only one unit can stand above all")],
    ),
    (("unit,parent", "a,", "c,x"), [("F530", "city.csv:3", "no row is about a unit `x`")]),
    (
        ("unit,parent", "a,", "b,c", "c,b", "d,b", "e,e"),
        [
            ("F530", "city.csv:3", "rows 3 and 4 stand above each other in a circle"),
            ("F530", "city.csv:6", "row 6 is its own parent"),
        ],
    ),
    (
        ("unit,parent", "a,", "b,a", "b,a"),
        [("F528", "city.csv:4", "rows 3 and 4 are about one unit, `b`")],
    ),
    (("unit,parent,level", "a,,", "b,a,townz"), [("F526", "city.csv:3", "there is no level `townz` here")]),
    (
        ("unit,parent,level", "a,,", "b,a,村"),
        [("F526", "city.csv:3", "the level `村` is not below units of this kind")],
    ),
    (
        ("unit,parent", "a,", "b,a", "c,b", "d,c", "e,d"),
        [("F521", "city.csv:4", "the units below this one are not judged, and 2 of the rows are not read")],
    ),
    (
        ("unit,parent,town total", "a,,1", "b,a,", "c,a,"),
        [("F524", "city.csv:2: town total", "`town total` is 1, but 2 of `towns` are listed")],
    ),
    (
        ("unit,parent,as of", "a,,2014-11-30", "b,a,2014-10-31", "c,a,"),
        [
            (
                "F525",
                "city.csv:3",
                "a unit below has an `as of` of its own, `2014-10-31`, and only that of the whole counts",
            )
        ],
    ),
    (
        ("unit,parent,insured,visits", "a,,5,", "b,a,5,-1"),
        [
            ("F501", "city.csv:3: b: insured", "`insured` is worked out from other facts, and is not one itself"),
            ("F505", "city.csv:3: b: visits", "`visits` is a count and cannot be negative: `-1`"),
        ],
    ),
    (
        ("unit,remark", 'a,"b', "c"),
        [("F507", "city.csv:2", "the quotation marks in this row are not those of CSV")],
    ),
    (
        ("unit,remark", 'a,"b\nc"', "d"),
        [("F530", "city.csv:4", "this row has 1 cell, and the first row names 2 columns")],
    ),
    (("unit", "a\0"), [("F519", "city.csv:2", "a control character stands here")]),
]


@pytest.mark.parametrize(("rows", "expected"), CASES, ids=["/".join(rows)[:40] for rows, _ in CASES])
def test_what_is_said_of_a_table(city, rows, expected):
    assert expected == said(city, *rows)


def test_what_units_there_are_has_to_be_certain(city):
    """Lenient or not, since no row can be left out without another tree coming of it."""
    with pytest.raises(FactsError):
        table(city, "unit,parent", "a,", "b,a", "b,a", strict=False)


def test_encodings(city):
    """UTF-8, with a byte order mark or without; others are named."""
    text = "单位,参保人数\n安康,5\n"
    for encoding in ("utf-8", "utf-8-sig"):
        assert "安康" == read_text(text.encode(encoding), "a.csv", city).unit
    for encoding, name in (("gbk", "GBK"), ("utf-16", "UTF-16")):
        with pytest.raises(FactsError) as raised:
            read_text(text.encode(encoding), "a.csv", city)
        (finding,) = raised.value.diagnostics
        assert ("a.csv:1", f"the file seems to be in {name}: save it as UTF-8") == (finding.place, finding.help("en"))
    with pytest.raises(FactsError) as raised:
        read_text("单位\n安康".encode()[:-1], "a.csv", city)
    assert ["a.csv:2"] == [finding.place for finding in raised.value.diagnostics]


class Dripping(io.BytesIO):
    """Hands over one byte at a time."""

    name = "drip.csv"

    def read(self, size=-1):
        return super().read(1)


def test_files_streams_and_line_ends(city, tmp_path):
    """A table is read from a path, an open file or a text, however its lines end and whatever comes at once."""
    text = '单位,parent,remark\r安康,,"a\rb"\r\n甲,安康,\n'
    expected = read_text(text, "a.csv", city)
    assert ("安康", Known("a\rb"), ["甲"]) == (
        expected.unit,
        expected["remark"],
        [unit.unit for unit in expected.children["towns"]],
    )
    (tmp_path / "a.CSV").write_bytes(text.encode())
    assert expected == read(tmp_path / "a.CSV", city) == read(Dripping(text.encode()), city)
    with (tmp_path / "a.CSV").open("rb") as opened:
        assert expected == read(opened, city)
    for name in ("nowhere.csv", "folder.csv/x.csv", "a\0b.csv"):
        with pytest.raises(FactsError, match="F507"):
            read(tmp_path / name, city)


def test_facts_named_in_the_call_are_those_of_the_root(city):
    stream = io.StringIO("unit,visits\na,5\n")
    stream.name = "a.csv"
    assert Known(Fraction(3)) == read(stream, city, named={"insured": 3})["insured"]


def test_a_row_is_all_that_is_held_of_a_table(city):
    """The rows are taken one by one; a line without end is refused before it is read to its end."""
    asked = []

    class Endless:
        name = "endless.csv"

        def read(self, size):
            asked.append(size)
            return b"unit,remark\n" if len(asked) == 1 else b"x" * size

    with pytest.raises(FactsError) as raised:
        read(Endless(), city)
    assert ["this row is longer than 1,000,000 characters"] == [d.text("en") for d in raised.value.diagnostics]
    assert sum(asked) < 2 * LONGEST_ROW
    rows = from_csv.rows_of_text("unit\n" + "a\n" * 9, "a.csv").numbered
    assert [(1, ["unit"]), (2, ["a"])] == [next(rows), next(rows)]


def test_rows_that_begin_with_a_number_sign_and_a_blank_are_notes() -> None:
    """Wherever they stand, and of whatever length; a unit may be called #1 all the same."""
    ruleset = ankang_rules.parse("ruleset a.b tier t indicator n : count in 人 rule r must n > 0")
    rows = "# made on Monday\n# unit,what for,,\nunit,n\n# how many,\n#1,3\n# that is all\n"
    facts = read_text(rows, "t.csv", ruleset.core)
    assert ("#1", 3) == (facts.unit, facts["n"].value)


def test_months_of_a_set_are_read_from_cells() -> None:
    ruleset = ankang_rules.parse(
        "ruleset a.b tier t indicator kept : monthly set of {a, b} for the first 2 months "
        "rule r must every month (kept includes {a})"
    )
    report = read_text("unit,kept 1,kept 2\nx,a、b,[]\n", "t.csv", ruleset.core, as_of="2014-12-31")
    assert [frozenset("ab"), frozenset()] == [month.value for month in report["kept"].value]
