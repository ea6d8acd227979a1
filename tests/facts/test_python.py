"""Facts handed over as Python objects: nothing raises, whatever the object."""

from fractions import Fraction

import pytest

from ankang_rules.facts.numbers import Number, read_number
from ankang_rules.model.given import Given
from ankang_rules.model.outcome import Known, ReasonKind, unknown


class Hostile:
    """Raises whenever it is looked at."""

    def __getattr__(self, name):
        raise RuntimeError(name)

    def __repr__(self):
        raise RuntimeError

    __str__ = __len__ = __bool__ = __eq__ = __hash__ = __repr__


class Loud(str):
    """A text that prints itself as something else."""

    def __str__(self):
        return "LOUD"


class Whole(int):
    """An int of another class."""


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def codes(facts):
    return [finding.code for finding in facts.warnings]


MAKERS = [object, Hostile, lambda: b"5", bytearray, lambda: 1j, lambda: int, lambda: nested(10_000), Exception]


@pytest.mark.parametrize("make", MAKERS)
def test_objects_that_are_no_facts(from_python, make):
    """Any other object makes its own fact invalid."""
    value = make()
    for indicator in ("fund", "posted", "remark", "setting", "enrolments", "incidents"):
        facts = from_python({indicator: value, "insured": 3})
        if not isinstance(value, list) or indicator != "incidents":  # a list of records may have wrong ones
            assert unknown(ReasonKind.INVALID, indicator) == facts[indicator]
        assert [] != codes(facts)
        assert Known(Fraction(3)) == facts["insured"]


@pytest.mark.parametrize("name", [3, None, (1, 2), True, "", " ", "\ud800", "x" * 100_000])
def test_names_that_are_none(from_python, name):
    """A name that is no indicator is reported, of whatever type."""
    assert ["F501"] == codes(from_python({name: 5}))


def test_subclasses_are_what_they_hold(from_python):
    """A subclass of text or int is read by its content, not by how it prints."""
    assert Known("quiet") == from_python(remark=Loud("quiet"))["remark"]
    assert Known(Fraction(5)) == from_python(fund=Whole(5))["fund"]


def test_lists_that_share_their_parts_are_not_unfolded(from_python):
    """A small object that stands for a hundred million values is refused."""
    value = [0]
    for _ in range(8):
        value = [value] * 10
    assert ["F517"] == codes(from_python(enrolments=value))


def test_a_list_inside_itself_ends(from_python):
    """A list that holds itself is invalid."""
    value = []
    value.append(value)
    assert unknown(ReasonKind.INVALID, "covered") == from_python(covered=value)["covered"]


def test_numbers_for_texts(from_python):
    """A number is no text, since its notation would be lost."""
    assert ["F502"] == codes(from_python(remark=5))


def test_control_characters_in_texts(from_python):
    """A text that no report can hold is invalid."""
    assert ["F519"] == codes(from_python(remark="a\x00"))


def test_plain_values_take_the_short_way_and_say_the_same(from_python, from_yaml):
    """A plain number or truth value reads like its text."""
    python, yaml = from_python(insured=3, posted=True, fund=-4), from_yaml("insured: 3\nposted: yes\nfund: -4")
    assert python.values == yaml.values


def test_a_float_inside_a_given_is_its_shortest_text():
    """A float is one tenth however it arrives."""
    assert Number(Fraction(1, 10)) == read_number(Given(0.1))
