"""Facts files, open files, YAML and JSON: what is read, and what is refused where it stands."""

import io
import os
from fractions import Fraction
from unittest.mock import patch

import pytest

from ankang_rules.errors import FactsError
from ankang_rules.facts import from_yaml as yaml_reader
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


class NoText:
    """Can be read, but holds neither text nor bytes."""

    def read(self, size):
        return 5


@pytest.mark.parametrize("source", [5, None, [("fund", 5)], b"fund: 5", NoText()])
def test_no_source_of_facts(core, source):
    """Facts come as a mapping, a path or an open file, and as nothing else."""
    assert "F512" == refusal(lambda: read(source, core)).code


@pytest.mark.parametrize("text", ["fund: 5", "fund: 5\ninsured: 3", '{"fund": 5}'])
def test_a_text_in_place_of_a_path_is_told_how_to_be_handed_over(core, text):
    finding = refusal(lambda: read(text, core))
    assert ("F512", True) == (finding.code, "io.StringIO" in finding.help("en"))


@pytest.mark.parametrize("make", [io.StringIO, lambda text: io.BytesIO(text.encode())])
@pytest.mark.parametrize("text", ["基金总量: 5", '{"fund": 5}', '{"fund":\t5}', "{fund: 5}", '{"fund": 5 元}'])
def test_an_open_file_shows_its_format_by_what_it_holds(core, make, text):
    """It is JSON where it reads as JSON, else YAML."""
    assert Known(Fraction(5)) == read(make(text), core)["fund"]


def test_an_open_file_with_a_name_is_called_by_it(core, tmp_path):
    file = tmp_path / "facts.json"
    file.write_text("{fund: 5}", encoding="utf-8")
    with file.open(encoding="utf-8") as opened:
        finding = refusal(lambda: read(opened, core))
    assert (str(file), "a name is expected here") == (finding.span.source.name, finding.text("en"))


def test_an_open_file_that_cannot_be_read_is_refused(core, tmp_path):
    """Closed, open for writing only, or in another encoding."""
    file = tmp_path / "facts.yaml"
    file.write_bytes("基金总量: 5".encode("gbk"))
    with file.open(encoding="utf-8") as opened:
        assert "the bytes here are not text in UTF-8" == refusal(lambda: read(opened, core)).text("en")
    assert "F507" == refusal(lambda: read(opened, core)).code
    with file.open("w", encoding="utf-8") as opened:
        assert "F507" == refusal(lambda: read(opened, core)).code


def test_a_pipe_hands_over_its_text_in_parts(core):
    """An unbuffered pipe gives what it has; the rest is waited for."""
    ours, theirs = os.pipe()
    text = "fund: 5\n" + "# " + "x" * 30_000 + "\ninsured: 3\n"
    with os.fdopen(ours, "rb", buffering=0) as reading, os.fdopen(theirs, "wb", buffering=0) as writing:
        writing.write(text[:10].encode())
        parts = iter([text[10:].encode()])
        wait = reading.read

        class Slowly:
            """The pipe, into which the rest is written only when the first part was read."""

            def read(self, size):
                part = wait(size)
                for rest in parts:
                    writing.write(rest)
                    writing.close()
                return part

        facts = read(Slowly(), core)
    assert [Known(Fraction(5)), Known(Fraction(3))] == [facts["fund"], facts["insured"]]


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
        ("UTF-16", "fund: 5".encode("utf-16-le")),
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
        ("\\q", 'fund: "\\q"'),
        ("\\U00110000", 'fund: "\\U00110000"'),
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


@pytest.mark.parametrize("text", ["\ufeff\ufefffund: 1", "fund: 1\n\ufeffinsured: 2", "fund: \ufeff1"])
def test_a_byte_order_mark_inside_a_file_is_refused(core, text):
    """Only the first character of a file may be one."""
    assert ("F519", "\ufeff") == ((found := refused(core, text)).code, found.span.text)


def test_tabs_are_refused_where_they_stand(core):
    """A tab pasted from a table is pointed at; inside quotation marks it is part of the text."""
    assert ("a tab stands here", "\t") == ((found := refused(core, "fund: 50\t元")).text("en"), found.span.text)
    assert "a\tb" == read_text('remark: "a\tb"', "facts.yaml", core)["remark"].value


@pytest.mark.parametrize("name", ["facts.yaml", "facts.json"])
def test_a_character_escaped_in_two_halves_is_one(core, name):
    """JSON escapes what lies beyond the first 65,536 characters so; YAML that was JSON has it too."""
    assert Known("😀𠮷") == read_text('{"remark": "\\ud83d\\ude00𠮷"}', name, core)["remark"]


SLIPS = [
    ("fund: a: b", ":", "what stands before this colon is not a name"),
    ("fund: 'a", "'", "the quotation mark here is not closed"),
    ("covered: [a, b", "[", "the bracket that opens here is not finished"),
    ("covered: {a: b", "{", "the bracket that opens here is not finished"),
    ("fund\nrate: 5", "f", "the name here has no colon"),
    ("  fund: 5", ":", "what stands before this colon is not a name"),
    ("fund: @5", "@", "a value cannot begin with `@`"),
    ("fund: - 5", "-", "a list cannot begin here"),
    ("\tfund: 5", "\t", "a tab stands here"),
    ('fund: "5" 6', "6", "this does not line up with what stands above"),
    ('fund: "\\q"', "\\q", "a backslash in quotation marks stands before something it does not go with"),
    ('fund: "\\u12"', "\\u", "a backslash in quotation marks stands before something it does not go with"),
    ("fund: &a 5", "&a 5", "a facts file has no anchors and references (`&`, `*`)"),
    ("fund: *", "*", "a facts file has no anchors and references (`&`, `*`)"),
    ("fund: !int 5", "!int 5", "a facts file has no tags (`!`)"),
]


@pytest.mark.parametrize(("slip", "underlined", "sentence"), SLIPS)
def test_a_slip_is_told_alike_in_a_small_file_and_a_large_one(core, slip, underlined, sentence):
    """A large file is read by the fast loader alone, whose words differ."""
    for loader, most in (("_FAST", 0), ("_SLOW", 1000)):
        unused = {"_FAST": "_SLOW", "_SLOW": "_FAST"}[loader]
        with (
            patch.object(yaml_reader, "_MOST_READ_TWICE", most),
            patch.object(yaml_reader, unused, getattr(yaml_reader, loader)),
        ):
            finding = refused(core, f"fund: 1\n{slip}\n")
        assert (underlined, sentence) == (finding.span.text, finding.text("en"))
