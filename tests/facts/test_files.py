"""Facts files: what is read, what is refused, and that it is refused quickly."""

from fractions import Fraction

import pytest

from ankang_rules.errors import FactsError
from ankang_rules.facts import read, read_text
from ankang_rules.facts.limits import MOST_CHARACTERS
from ankang_rules.model.outcome import Known


def refusal(call):
    with pytest.raises(FactsError) as raised:
        call()
    (finding,) = raised.value.diagnostics
    return finding


def refused(core, text, name="facts.yaml"):
    return refusal(lambda: read_text(text, name, core, strict=False))


@pytest.mark.parametrize("name", ["facts.yaml", "facts.yml", "facts.YAML", "facts.json"])
def test_a_file_by_its_path(core, tmp_path, name):
    """The end of its name tells the format of a file."""
    file = tmp_path / name
    file.write_text('{"基金总量": 5}', encoding="utf-8")
    assert Known(Fraction(5)) == read(file, core)["fund"]
    assert Known(Fraction(5)) == read(str(file), core)["fund"]


def test_files_that_cannot_be_opened(core, tmp_path):
    """A file that is not there, a folder, an unknown format and an impossible path are refused by name."""
    (tmp_path / "folder.yaml").mkdir()
    for name in ("nowhere.yaml", "folder.yaml", "table.xlsx", "a\0b.yaml"):
        assert "F507" == refusal(lambda name=name: read(str(tmp_path / name), core, strict=False)).code


@pytest.mark.parametrize("source", [5, None, [("fund", 5)], b"fund: 5"])
def test_no_source_of_facts(core, source):
    """Facts come as a mapping or a path, and as nothing else."""
    assert "F512" == refusal(lambda: read(source, core)).code


def test_a_byte_order_mark_is_no_part_of_the_facts(core):
    """Files saved with a mark at their start read like any other."""
    for name in ("facts.yaml", "facts.json"):
        text = '\ufeff{"fund": 5}'
        assert Known(Fraction(5)) == read_text(text.encode(), name, core)["fund"]
        assert Known(Fraction(5)) == read_text(text, name, core)["fund"]


@pytest.mark.parametrize(
    ("guess", "content"),
    [
        ("GBK", "基金总量: 5".encode("gbk")),
        ("UTF-16", "基金总量: 5".encode("utf-16")),
        ("", b"\xff\xff\xff"),
        ("", b"fund: \xe5\n"),
    ],
)
def test_other_encodings(core, guess, content):
    """Bytes that are not UTF-8 are refused, with the likely encoding."""
    finding = refused(core, content)
    assert ("F507", "\N{REPLACEMENT CHARACTER}") == (finding.code, finding.span.text)
    assert guess in finding.help.zh
    assert guess in finding.help.en


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x7f", "\ud800", "\ufffe"])
def test_control_characters(core, char):
    """What no report can hold is refused, raw, or behind an escape."""
    assert ("F519", char) == ((found := refused(core, f"remark: a{char}")).code, found.span.text)
    escape = f"\\u{ord(char):04x}"
    assert "F519" == refused(core, f'{{"remark": "{escape}"}}', "facts.json").code
    if char != "\ud800":  # YAML itself refuses half a pair
        assert "F519" == refused(core, f'remark: "{escape}"').code


def test_files_of_any_length_are_not_read(core, tmp_path):
    """A file over the bound is refused before it is parsed."""
    text = "#" * (MOST_CHARACTERS + 1)
    assert "F507" == refused(core, text).code
    assert "F507" == refused(core, text.encode()).code


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "{"])
def test_deep_yaml(core, opening):
    """Ten thousand levels are refused at the fifty-first."""
    assert "F517" == refused(core, opening * 10_000).code


@pytest.mark.parametrize("opening", ["[", '{"a": '])
def test_deep_json(core, opening):
    """Ten thousand levels are refused at the fifty-first."""
    assert "F517" == refused(core, opening * 10_000, "facts.json").code


@pytest.mark.parametrize(
    ("underlined", "text"),
    [
        ("&a 5", "fund: &a 5"),
        ("*a", "fund: *a"),
        ("!!int 5", "fund: !!int 5"),
        ("!x", "fund: !x [1]"),
        ("---", "fund: 5\n---\nfund: 6"),
        ("\t", "fund: 5\n\tinsured: 6"),
        ("\t", "fund:\t5"),
        (":", "fund: 5\n insured: 6"),
        (":", "fund: a: b"),
        ("'", "fund: 'a"),
        ("[", "covered: [a, b"),
        ("[", "covered: [a; b\nfund: 5"),
        ("@", "fund: @5"),
        ("-", "fund: - 5"),
        ("[a]", "? [a]\n: b"),
        ("q", 'fund: "\\q"'),
        ("", ""),
        ("", "# only a comment\n"),
        ("fund", "fund"),
        ("fund：5", "fund：5"),
        ("- a\n- b", "- a\n- b"),
    ],
)
def test_yaml_that_is_refused(core, underlined, text):
    """Anchors, tags, several documents, tabs and slips of the pen are refused where they stand."""
    finding = refused(core, text)
    assert ("F507", underlined) == (finding.code, finding.span.text[: max(1, len(underlined))])


@pytest.mark.parametrize(
    "text",
    [
        "fund: 5\r\n",
        "fund: 5 # so far",
        "%YAML 1.1\n---\nfund: 5\n...\n",
        "{fund: 5}",
        "fund: >\n  5\n",
        "'fund': '5'",
        "? fund\n: 5",
        "fund : 5",
    ],
)
def test_yaml_that_is_read(from_yaml, text):
    """The notations of YAML that say nothing new read alike."""
    assert ((), Known(Fraction(5))) == ((facts := from_yaml(text)).warnings, facts["fund"])


def test_places_count_characters_not_bytes(from_yaml):
    """Behind characters of any width the underlined text is the right one."""
    facts = from_yaml("remark: 𠮷😀 基金\nfnud: 5 # 基金\nrate: 98  \n")
    assert ["fnud", "98"] == [finding.span.text for finding in facts.warnings]


@pytest.mark.parametrize(
    ("underlined", "text"),
    [
        ("1", '{"fund": 017}'),
        ("}", '{"fund": 1,}'),
        ("", '{"fund": 1'),
        ("1", '{"fund" 1}'),
        ("f", "{fund: 1}"),
        ("'", "{'fund': 1}"),
        ('"', '{"fund": "a\nb"}'),
        ('"\\x"', '{"fund": "\\x"}'),
        ("x", '{"fund": 1} x'),
        ("[1]", "[1]"),
        ("", ""),
        ("null", "null"),
        ("t", '{"posted": tru}'),
    ],
)
def test_json_that_is_refused(core, underlined, text):
    """A slip in JSON is refused where it stands."""
    finding = refused(core, text, "facts.json")
    assert ("F507", underlined) == (finding.code, finding.span.text)


def test_json_numbers_stay_exact(from_json):
    """A number in JSON is read from its text; an exponent is part of the format."""
    assert Known(Fraction(197, 2)) == from_json('{"fund": 98.50}')["fund"]
    assert Known(Fraction(3, 2000)) == from_json('{"fund": 1.5e-3}')["fund"]
    assert Known(Fraction(0)) == from_json('{"fund": -0}')["fund"]


@pytest.mark.parametrize(
    ("code", "number"),
    [("F508", "9e999999999"), ("F508", "9e99999999999999999999999"), ("F508", "9" * 1_000_000), ("F502", "NaN")],
)
def test_json_numbers_beyond_the_bounds(from_json, code, number):
    """A number too long, or none at all, makes its fact invalid and no other."""
    facts = from_json(f'{{"fund": {number}, "insured": 3}}')
    assert [code] == [finding.code for finding in facts.warnings]
    assert Known(Fraction(3)) == facts["insured"]


def test_json_shows_what_was_written(from_json):
    """A truth value in the wrong place is quoted as its author wrote it."""
    (finding,) = from_json('{"fund": true}').warnings
    assert ("true", True) == (finding.span.text, "`true`" in finding.text.en)


def test_json_names_given_twice(from_json):
    """JSON keeps the last of two; we keep neither."""
    assert ["F506"] == [finding.code for finding in from_json('{"fund": 1, "fund": 2}').warnings]
