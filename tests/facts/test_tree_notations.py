"""One tree of units, written as a mapping, as YAML and JSON, as several files, as a folder and as a table."""

import csv
import io
import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ankang_rules.errors import FactsError
from ankang_rules.facts import Facts, read, read_text

counts = st.integers(0, 500).map(str)
names = st.sampled_from(["甲", "乙", "丙", "North Hill", "a/b", "x"])
optional = {
    "city": {"insured": counts, "budget": st.just("5 万元"), "remark": st.sampled_from(["good", "好，很好", 'a "b"'])},
    "town": {"staffed": st.sampled_from(["yes", "否"]), "budget": st.just("none"), "opened": st.just("2014-05-06")},
    "village": {
        "visits": counts,
        "payers": counts | st.sampled_from(["none", "无"]),
        "rate": st.sampled_from(["98%", "49.99%", "0.5"]),
        "posted": st.lists(st.sampled_from(["roster", "公告", "box"]), max_size=3, unique=True),
        "new": st.lists(st.none() | counts, min_size=12, max_size=12).filter(any),
    },
}


def lists(units):
    """Units with different names, none at all, or no list."""
    return st.none() | st.lists(units, max_size=3, unique_by=lambda unit: unit["unit"])


@st.composite
def unit(draw, tier, level=None, below=None):
    """A document about one unit; it may also be of facts that only rulesets of other tiers declare."""
    others = {name: values for tier_, facts in optional.items() if tier_ != tier for name, values in facts.items()}
    if tier == "town":
        others.pop("insured")  # which its own ruleset defines
    given = {"unit": draw(names), "facts": draw(st.fixed_dictionaries({}, optional={**others, **optional[tier]}))}
    if draw(st.booleans()):
        given["tier"] = tier
    children = draw(lists(below)) if below is not None else None
    return given if children is None else {**given, "children": {level: children}}


villages = unit("village")
towns = unit("town", "villages", villages)
trees = unit("city", "towns", towns).map(lambda city: {**city, "unit": "全市"})


def below(document):
    """The level of a document's list, and the list."""
    return next(iter(document.get("children", {}).items()), (None, []))


# Each writes a tree into a folder, and returns what to read.


def as_yaml(tree, folder, draw):
    file = folder / "facts.yaml"
    file.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=draw.choice([True, False])), encoding="utf-8")
    return file


def as_json(tree, folder, draw):
    file = folder / "facts.json"
    file.write_text(json.dumps(tree, ensure_ascii=False, indent=draw.choice([None, 1])), encoding="utf-8")
    return file


def as_files(tree, folder, draw):
    """Some units, and some pieces of a list, stand in files of their own, perhaps in a folder."""

    def parted(document, here):
        level, units = below(document)
        if level is None:
            return document
        entries = []
        while units:
            piece, units = units[: draw.randint(1, 2)], units[1:]
            piece = piece[:1] if draw.random() < 0.5 else piece
            units = units[len(piece) - 1 :]
            if draw.random() < 0.3:
                entries += [parted(one, here) for one in piece]
                continue
            name = f"{draw.choice(['', 'inner/'])}{draw.randrange(10**9)}.{draw.choice(['yaml', 'json'])}"
            (here / name).parent.mkdir(exist_ok=True)
            content = [parted(one, (here / name).parent) for one in piece]
            text = json.dumps(content[0] if len(content) == 1 and draw.random() < 0.5 else content, ensure_ascii=False)
            (here / name).write_text(text, encoding="utf-8")
            entries.append(name)
        return {**document, "children": {level: entries}}

    return as_json(parted(tree, folder), folder, draw)


def as_folder(tree, folder, draw):
    """Each level is a folder; a unit in it is a file, or a folder again. Names keep the order."""

    def written(document, here):
        here.mkdir(parents=True, exist_ok=True)
        level, units = below(document)
        alone = {key: value for key, value in document.items() if key != "children"}
        (here / "unit.yaml").write_text(json.dumps(alone, ensure_ascii=False), encoding="utf-8")
        if level is not None:
            (here / level).mkdir()
        for number, one in enumerate(units):
            if "children" in one or draw.random() < 0.5:
                written(one, here / level / f"{number:03}")
            else:
                (here / level / f"{number:03}.json").write_text(json.dumps(one, ensure_ascii=False), encoding="utf-8")

    written(tree, folder / "whole")
    return folder / "whole"


HEADER = [
    *("单位", "level", "tier", "parent", "towns", "villages", "insured", "budget", "remark", "有专人", "opened"),
    *("visits", "缴费人数", "rate", "posted", *(f"新增 2014-{month:02}" for month in range(1, 13))),
]
COLUMN = {"unit": "单位", "staffed": "有专人", "payers": "缴费人数"}


def rows_of(document, level, parent):
    row = {COLUMN.get(name, name): value for name, value in document["facts"].items() if name not in ("posted", "new")}
    row |= {"单位": document["unit"], "level": level, "tier": document.get("tier", ""), "parent": parent}
    if "posted" in document["facts"]:
        row["posted"] = "、".join(document["facts"]["posted"]) or "[]"
    for month, value in enumerate(document["facts"].get("new", ()), 1):
        row[f"新增 2014-{month:02}"] = value
    lower, units = below(document)
    if lower is not None and not units:
        row[lower] = "无"
    yield row
    for one in units:
        yield from rows_of(one, lower, f"{parent}/{document['unit']}" if parent else document["unit"])


def as_table(tree, folder, draw):
    """Parents may stand below their children, and columns in any order."""
    rows = list(rows_of(tree, "", ""))
    header = draw.sample(HEADER, len(HEADER))
    file = folder / "facts.csv"
    with file.open("w", encoding=draw.choice(["utf-8", "utf-8-sig"]), newline="") as opened:
        writer = csv.DictWriter(opened, header, lineterminator=draw.choice(["\n", "\r\n"]))
        writer.writeheader()
        writer.writerows(rows)
    return file


@pytest.mark.parametrize("write", [as_yaml, as_json, as_files, as_folder, as_table])
@given(tree=trees, seed=st.integers(0, 10**6))
def test_a_tree_in_two_notations_reads_equal(city, write, tree, seed):
    if write is as_table:
        tree = without_slashes(tree)
    expected = read(tree, city, year=2014)
    with TemporaryDirectory() as folder:
        found = read(write(tree, Path(folder), random.Random(seed)), city, year=2014)
    assert expected == found
    assert [] == [finding for finding in found.warnings if finding.code != "F525"]


def without_slashes(document):
    """In a table a slash parts the names of a path."""
    level, units = below(document)
    document = {**document, "unit": document["unit"].replace("/", "-")}
    return {**document, "children": {level: [without_slashes(one) for one in units]}} if level else document


def as_sets(facts: Facts):
    children = {level: frozenset(as_sets(unit) for unit in units) for level, units in facts.children.items()}
    return facts.unit, facts.tier, facts.values, frozenset(children.items())


@given(tree=trees, seed=st.integers(0, 10**6))
def test_the_order_of_units_does_not_matter_but_for_the_order_of_facts(city, tree, seed):
    draw = random.Random(seed)

    def shuffled(document):
        level, units = below(document)
        units = draw.sample([shuffled(one) for one in units], len(units))
        return {**document, "children": {level: units}} if level else document

    assert as_sets(read(tree, city, year=2014)) == as_sets(read(shuffled(tree), city, year=2014))
    with TemporaryDirectory() as folder:
        tree = without_slashes(tree)
        file = as_table(tree, Path(folder), draw)
        header, *rows = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join([header, *draw.sample(rows, len(rows))]), encoding="utf-8")
        assert as_sets(read(tree, city, year=2014)) == as_sets(read(file, city, year=2014))


# Whatever it is


def is_read_or_refused(call):
    try:
        found = call()
    except FactsError as error:
        found = error.diagnostics and error.render("zh")
    assert isinstance(found, Facts | str)


@given(content=st.binary(max_size=300), name=st.sampled_from(["f.csv", "f.yaml", "f.json"]))
def test_bytes_of_any_kind_are_read_or_refused(city, content, name):
    is_read_or_refused(lambda: read_text(content, name, city, strict=False))


@given(tree=trees, seed=st.integers(0, 10**6), write=st.sampled_from([as_yaml, as_json, as_table]))
def test_files_with_a_few_wrong_bytes_are_read_or_refused(city, tree, seed, write):
    draw = random.Random(seed)
    with TemporaryDirectory() as folder:
        file = write(without_slashes(tree), Path(folder), draw)
        content = bytearray(file.read_bytes())
        for _ in range(draw.randint(1, 4)):
            at = draw.randrange(len(content) + 1)
            content[at : at + draw.randint(0, 3)] = draw.choice([b"", b",", b'"', b"\n", b"\x00", b"\xff", b": ", b"["])
        file.write_bytes(content)
        is_read_or_refused(lambda: read(file, city, strict=False))
        is_read_or_refused(lambda: read_text(bytes(content), file.name, city))
        is_read_or_refused(lambda: read(io.BytesIO(bytes(content)), city, strict=False))


class Treacherous(dict):
    """Raises when it is looked at."""

    def items(self):
        raise RuntimeError


pieces = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.builds(object) | st.builds(Treacherous) | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["unit", "facts", "children", "towns", "村", "visits", "tier", "as of"]) | st.integers(),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(children=pieces, facts=pieces)
def test_mappings_of_any_kind_are_read_or_refused(city, children, facts):
    is_read_or_refused(lambda: read({"facts": facts, "children": children}, city, strict=False))
    is_read_or_refused(lambda: read({"facts": {}, "children": {"towns": [{"unit": "甲", "children": children}]}}, city))


def test_a_mapping_that_holds_itself_is_refused(city):
    """At most as deep as the rulesets go."""
    tree = {"unit": "a", "facts": {}}
    tree["children"] = {"towns": [tree]}
    is_read_or_refused(lambda: read(tree, city, strict=False))
