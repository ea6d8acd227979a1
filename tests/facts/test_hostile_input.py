"""Input that was made to break the reader, and the two loaders of YAML held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from ankang_rules.errors import FactsError
from ankang_rules.facts import from_yaml as yaml_reader
from ankang_rules.facts import read_text
from ankang_rules.facts.from_yaml import given_from_yaml
from ankang_rules.facts.read import read_parameters
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.source import Source

# What YAML is made of, strung together at random: most of it is wrong, and much of it only just right.
PIECES = [
    *(
        "a",
        "基金",
        "𠮷",
        "1",
        "null",
        "~",
        "：",
        ": ",
        ":",
        "- ",
        "-",
        "? ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "#",
        " # c",
        "<<",
    ),
    *(
        "\n",
        "\n  ",
        "\n    ",
        "\n\n",
        "\r\n",
        "\r",
        "\u2028",
        "\x85",
        "\n---\n",
        "---",
        "...",
        "\t",
        " ",
        "'",
        '"',
        "''",
    ),
    *("|", "|-", "|2", ">", "&x ", "*x", "!t ", "%", "@", "`", "\\", "\\n", "\\x41", "\\ud800", "\ufeff"),
]
SCRAPS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def outcome(text: str) -> tuple[Any, ...]:
    """What reading *text* comes to, with every place."""
    try:
        return tuple(with_places(given_from_yaml(Source("facts.yaml", text))))
    except FactsError as error:
        return tuple((d.code, d.text("en"), d.span and (d.span.start, d.span.end)) for d in error.diagnostics)


def with_places(given: Given) -> Iterator[Any]:
    yield given.span and (given.span.start, given.span.end), given.quoted
    match given.value:
        case GivenMapping(items=items):
            for name, value in items:
                yield from with_places(name)
                yield from with_places(value)
        case tuple(items):
            for item in items:
                yield from with_places(item)
        case text:
            yield text


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="there is only one loader here")
@given(text=SCRAPS.filter(lambda text: "\ufeff" not in text))
@example("fund: 50\t")
@example("fund:\t50")
@example("remark: |# c\n  a")
@example("a: , b")
@example("{a: , b: [1,,]}")
def test_with_and_without_the_fast_loader_a_file_reads_alike(text) -> None:
    """Values, places and refusals are the same where PyYAML has no C extension, as in a browser."""
    with patch.object(yaml_reader, "_FAST", yaml.SafeLoader):
        slowly = outcome(text)
    assert slowly == outcome(text)


@given(text=SCRAPS, name=st.sampled_from(["facts.yaml", "facts.json"]))
def test_scraps_are_read_or_refused_with_a_place(core, text, name) -> None:
    try:
        found = read_text(text, name, core, strict=False).warnings
    except FactsError as error:
        found = error.diagnostics
    assert all(finding.where and finding.text("zh") and finding.text("en") for finding in found)


@pytest.mark.parametrize("text", ["\ufeff\ufefffund: 1", "fund: 1\n\ufeffinsured: 2", "fund: \ufeff1"])
def test_a_byte_order_mark_inside_a_file_is_refused(core, text) -> None:
    """Only the first character of a file may be one."""
    with pytest.raises(FactsError) as error:
        read_text(text, "facts.yaml", core)
    assert [("F519", "\ufeff")] == [(d.code, d.span.text) for d in error.value.diagnostics]


def test_tabs_are_refused_where_they_stand(core) -> None:
    """A tab pasted from a table is pointed at; inside quotation marks it is part of the text."""
    with pytest.raises(FactsError) as error:
        read_text("fund: 50\t元", "facts.yaml", core)
    assert [("a tab stands here", "\t")] == [(d.text("en"), d.span.text) for d in error.value.diagnostics]
    assert "a\tb" == read_text('remark: "a\tb"', "facts.yaml", core)["remark"].value


def test_a_large_broken_file_is_refused_without_reading_it_slowly(core) -> None:
    """Megabytes before the mistake cost one fast pass; the place is still right."""
    lines = "fund: 1\n" * 50_000
    with (
        patch.object(yaml_reader, "_given_slowly", side_effect=AssertionError),
        pytest.raises(FactsError) as error,
    ):
        read_text(lines + "x: [", "facts.yaml", core)
    (finding,) = error.value.diagnostics
    assert ("F507", 50_001) == (finding.code, finding.span.line)


class Broken(Mapping[Any, Any]):
    """A mapping that raises whenever it is looked into."""

    def __getitem__(self, name: object) -> Any:
        raise RuntimeError

    def __iter__(self) -> Any:
        raise RuntimeError

    def __len__(self) -> int:
        return 1


@pytest.mark.parametrize("facts", [Broken(), {"facts": Broken()}])
def test_a_mapping_that_cannot_be_read_is_no_facts(from_python, facts) -> None:
    with pytest.raises(FactsError) as error:
        from_python(facts)
    assert ["F512"] == [d.code for d in error.value.diagnostics]


class Unprintable:
    """An object whose text cannot be had."""

    def __str__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize("name", [10**6000, Unprintable(), None, "底\ud800", ""], ids=lambda name: type(name).__name__)
def test_a_parameter_under_an_impossible_name_is_refused(core, name) -> None:
    with pytest.raises(FactsError) as error:
        read_parameters({name: 1}, core)
    assert ["F512"] == [d.code for d in error.value.diagnostics]


@pytest.mark.parametrize("heading", ["unit", "tier"])
@pytest.mark.parametrize("char", ["\x00", "\ud800", "\x1b"])
def test_a_heading_with_a_control_character_is_dropped_with_a_finding(from_python, heading, char) -> None:
    """No report could print it."""
    facts = from_python({heading: f"汉滨{char}区", "facts": {}})
    assert (None, ["F519"]) == (getattr(facts, heading), [d.code for d in facts.warnings])


@pytest.mark.parametrize("written", ["2014", "2014年", "２０１４", "2014 年", '"2014"'])
def test_a_year_as_people_write_it(from_yaml, written) -> None:
    facts = from_yaml(f"考核年度: {written}\nfacts: {{}}")
    assert (2014, ()) == (facts.year, facts.warnings)


@pytest.mark.parametrize("written", ["0", "20144", "14a", "2014-01", "-2014", "２０１４.5", "年"])
def test_what_is_no_year(from_yaml, written) -> None:
    facts = from_yaml(f"考核年度: {written}\nfacts: {{}}")
    assert (None, [("F502", written)]) == (facts.year, [(d.code, d.span.text) for d in facts.warnings])
