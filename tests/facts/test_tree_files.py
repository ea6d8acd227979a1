"""Units in files and folders: what is opened, and what never is."""

import os

import pytest

from ankang_rules.errors import FactsError
from ankang_rules.facts import read, unit_files


@pytest.fixture
def folder(tmp_path):
    """Writes files by their paths and returns the folder they stand in."""

    def write(**files):
        here = tmp_path / "facts"
        for name, text in files.items():
            file = here / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return here

    return write


def names(facts):
    return [unit.unit for unit in facts.children["towns"]]


def findings(core, source):
    return read(source, core, strict=False).warnings


def city_of(*entries):
    return f"facts: {{}}\nchildren: {{towns: [{', '.join(entries)}]}}"


def test_a_file_in_a_list_holds_one_unit_or_several(city, folder):
    """Its path starts from the file that names it, in both directions, and the order is that of the list."""
    here = folder(
        **{
            "city.yaml": city_of("{unit: a}", "north/one.yaml", "{unit: d}"),
            "north/one.yaml": "[{unit: b}, ../south/two.json, several.yml]",
            "north/several.yml": "- unit: e\n- {unit: f, children: {villages: [v.yaml]}}",
            "north/v.yaml": "unit: v\nfacts: {visits: 4}",
            "south/two.json": '{"unit": "c"}',
        }
    )
    facts = read(here / "city.yaml", city)
    assert ["a", "b", "c", "e", "f", "d"] == names(facts)
    assert "v" == facts.children["towns"][4].children["villages"][0].unit


# The entry; the other file; code, sentence and next step.
REFUSED = [
    ("/etc/hostname.yaml", "F529", "`/etc/hostname.yaml` is an absolute path"),
    ("'C:\\a.yaml'", "F529", "`C:\\a.yaml` is an absolute path"),
    ("../secret.yaml", "F529", "`../secret.yaml` lies outside the folder of the facts"),
    ("../nowhere.yaml", "F529", "`../nowhere.yaml` lies outside the folder of the facts"),
    ("link.yaml", "F529", "`link.yaml` lies outside the folder of the facts"),
    ("nowhere.yaml", "F529", "there is no file `nowhere.yaml`"),
    ("inner.yaml", "F529", "`inner.yaml` is no file that can be read"),
    ("pipe.yaml", "F529", "`pipe.yaml` is no file that can be read"),
    ("table.csv", "F529", "`table.csv` does not show its format"),
    ("city.yaml", "F529", "`city.yaml` takes itself in again"),
    ('"a\\0.yaml"', "F519", "a control character stands here"),
    (f"{'x' * 300}.yaml", "F529", f"`{'x' * 40}…` is no file that can be read"),
]


@pytest.mark.parametrize(("entry", "code", "said"), REFUSED, ids=[case[0][:20] for case in REFUSED])
def test_paths_that_are_not_followed(city, folder, entry, code, said):
    """Nothing outside the folder of the first file is opened, whichever way the path goes."""
    here = folder(**{"city.yaml": city_of(entry), "table.csv": "", "inner.yaml/x": "", "../secret.yaml": "unit: a"})
    os.mkfifo(here / "pipe.yaml")
    (here / "link.yaml").symlink_to("../secret.yaml")
    try:
        (finding,) = findings(city, here / "city.yaml")
    except FactsError as error:
        (finding,) = error.diagnostics
    assert (code, said) == (finding.code, finding.text("en"))
    assert finding.text("zh")
    assert finding.span.text == entry


def test_files_that_take_each_other_in(city, folder):
    here = folder(**{"city.yaml": city_of("a.yaml"), "a.yaml": "[b.yaml]", "b.yaml": "[a.yaml, a.yaml]"})
    first, second = findings(city, here / "city.yaml")
    assert first.text("en") == second.text("en") == "`a.yaml` takes itself in again"
    assert ("b.yaml", "a.yaml") == (os.path.basename(first.span.source.name), first.span.text)


def test_a_file_stands_in_one_place(city, folder):
    """Taken in twice it would be two units; both places are shown."""
    here = folder(**{"city.yaml": city_of("a.yaml", "./a.yaml"), "a.yaml": "unit: a"})
    (finding,) = findings(city, here / "city.yaml")
    assert ("`a.yaml` is taken in twice", "./a.yaml", "a.yaml") == (
        finding.text("en"),
        finding.span.text,
        finding.notes[0].span.text,
    )


def test_a_mistake_in_a_file_shows_where_it_is_listed(city, folder):
    """Where the file cannot be read at all, beside what is wrong in it."""
    here = folder(
        **{
            "city.yaml": city_of("a.yaml", "b.yaml", "c.yaml", "d.yaml"),
            "a.yaml": "unit: [",
            "b.yaml": "unit: b\nfacts: {visits: -1}",
            "c.yaml": "5",
            "d.yaml": "",
        }
    )
    with pytest.raises(FactsError) as raised:
        read(here / "city.yaml", city)
    assert [
        ("F507", "a.yaml", ["a.yaml"]),
        ("F505", "b.yaml", []),
        ("F507", "c.yaml", ["c.yaml"]),
        ("F507", "d.yaml", ["d.yaml"]),
    ] == [
        (d.code, os.path.basename(d.span.source.name), [note.span.text for note in d.notes])
        for d in raised.value.diagnostics
    ]
    assert raised.value.render("zh")


def test_bounds_on_files(city, folder, monkeypatch):
    """Their number, and how long they are together; past them nothing more is opened."""
    here = folder(
        **{"city.yaml": city_of(*(f"{n}.yaml" for n in range(9))), **{f"{n}.yaml": "unit: a" for n in range(9)}}
    )
    for limit, most, said in (
        ("MOST_FILES", 5, "there are more than 20,000 files"),
        ("MOST_CHARACTERS_IN_ALL", 20, "the files together are longer than 100,000,000 characters"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(unit_files, limit, most)
            with pytest.raises(FactsError) as raised:
                read(here / "city.yaml", city, strict=False)
        assert [("F517", said)] == [(d.code, d.text("en")) for d in raised.value.diagnostics]


# Folders


def test_a_folder_states_a_unit_and_those_below_it(city, folder):
    """Its own file is `unit.yaml`; folders named by a level, in any spelling, hold files and folders, by name."""
    here = folder(
        **{
            "unit.yaml": "unit: 全市\nfacts: {insured: 5}",
            "镇/1.yaml": "unit: a",
            "镇/2/unit.json": '{"unit": "b", "facts": {"staffed": true}}',
            "镇/2/villages/v.yml": "[{unit: v}, {unit: w}]",
            "镇/3.json": '[{"unit": "c"}]',
            "镇/.hidden": "",
        }
    )
    facts = read(here, city)
    assert ("全市", ["a", "b", "c"], ()) == (facts.unit, names(facts), facts.warnings)
    assert ["v", "w"] == [unit.unit for unit in facts.children["towns"][1].children["villages"]]


def test_an_empty_folder_is_an_empty_list(city, folder):
    here = folder(**{"unit.yaml": "facts: {}", "towns/.keep": ""})
    assert {"towns": ()} == read(here, city).children


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"facts.yaml": "{}"}, ("F507", "the folder `facts` has no `unit.yaml`")),
        ({"unit.yaml": "", "unit.json": ""}, ("F507", "the folder `facts` has `unit.json` and `unit.yaml`")),
        ({"unit.yaml": "facts: {}", "notes.txt": ""}, ("F531", "`notes.txt` is not read")),
        ({"unit.yaml": "facts: {}", "towns/a.txt": ""}, ("F531", "`towns/a.txt` is not read")),
        ({"unit.yaml": "facts: {}", "townz/a.yaml": ""}, ("F526", "there is no level `townz` here")),
        ({"unit.yaml": "facts: {}", "towns/a/b.yaml": ""}, ("F507", "the folder `towns/a` has no `unit.yaml`")),
        ({"unit.yaml": "facts: {}", "towns/a.yaml": "facts: {}"}, ("F527", "this unit has no name")),
        (
            {"unit.yaml": city_of("{unit: a}"), "towns/b.yaml": "unit: b"},
            ("F529", "`towns` has a list and a folder, `towns`"),
        ),
        (
            {"unit.yaml": "facts: {}", "towns/a.yaml": "unit: a", "towns/b.yaml": "unit: a"},
            ("F528", "two units below the same one are called `a`"),
        ),
    ],
    ids=lambda value: next(reversed(value)) if isinstance(value, dict) else None,
)
def test_what_is_said_of_folders(city, folder, monkeypatch, files, expected):
    here = folder(**files)
    monkeypatch.chdir(here.parent)
    try:
        (finding,) = findings(city, "facts")
    except FactsError as error:
        (finding,) = error.diagnostics
    assert expected == (finding.code, finding.text("en").replace("`facts/", "`"))
    assert finding.help("zh")
