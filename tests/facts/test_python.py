"""Facts handed over as Python objects: nothing raises, whatever the object."""

import enum
import itertools
import numbers
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ankang_rules
from ankang_rules.errors import FactsError
from ankang_rules.facts import from_python as python_reader
from ankang_rules.facts import messages
from ankang_rules.facts.from_python import given_from_python
from ankang_rules.facts.numbers import Number, read_number
from ankang_rules.facts.places import Place
from ankang_rules.facts.read import read
from ankang_rules.facts.reading import Reading
from ankang_rules.model import names
from ankang_rules.model.given import NONE, Given
from ankang_rules.model.names import fold
from ankang_rules.model.outcome import Known, ReasonKind, unknown
from ankang_rules.testing.strategies import facts_for


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


@pytest.fixture
def few_parts(monkeypatch):
    """A bound on parts that is reached at once."""
    monkeypatch.setattr(python_reader, "MOST_PARTS", 5_000)


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


@pytest.mark.usefixtures("few_parts")
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


@settings(max_examples=40)
@given(st.data(), st.booleans())
def test_what_is_plain_to_see_is_what_a_closer_look_finds(core, data, invalid):
    """The short way gives the very fact, where there is nothing to say about it, or gives none."""
    readers = Place.root(core).reader.readers
    for name, value in data.draw(facts_for(core, invalid=invalid)).items():
        reader, reading = readers.get(fold(name)), Reading()
        plain = reader.plain(value) if reader else None
        if plain is not None:
            assert plain == reader.fact(given_from_python(value), reading)
            assert [] == reading.findings


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date expected between 2013-01-01 and 2014-01-01", date(2014, 1, 2)),
        ("number expected between 0 and 100", 101),
        ("monthly number expected between 0 and 100", [101] * 12),
    ],
)
def test_what_is_beyond_what_is_expected_takes_a_closer_look(kind, value):
    ruleset = ankang_rules.parse(f"ruleset demo.pool tier pool indicator x : {kind} rule x must x is recorded")
    assert ["F515"] == list({finding.code for finding in read({"x": value}, ruleset.core).warnings})


@pytest.mark.parametrize(
    "facts",
    [
        {"summary date": date(2014, 5, 20), "rate": Fraction(1, 2), "setting": "财务", "covered": ["财务"]},
        {"enrolments": list(range(12)), "posted": True, "fund": -4, "waiting": 3},
    ],
)
def test_most_facts_of_embedders_are_plain_to_see(core, facts):
    readers = Place.root(core).reader.readers
    assert all(readers[fold(name)].plain(value) for name, value in facts.items())


def test_a_float_inside_a_given_is_its_shortest_text():
    """A float is one tenth however it arrives."""
    assert Number(Fraction(1, 10)) == read_number(Given(0.1))


class Scalar:
    """A scalar as numpy has them: its own class, with the plain value in ``item()``."""

    def __init__(self, value):
        self.value = value

    def item(self):
        return self.value

    def __str__(self):
        return str(self.value)

    def __index__(self):
        return self.value


@numbers.Integral.register
class Int64(Scalar):
    """A whole number of numpy's."""


@numbers.Real.register
class Float32(Scalar):
    """A number of numpy's that prints itself in as few digits as it needs."""


@pytest.mark.parametrize(
    ("indicator", "value", "scalar"),
    [
        ("fund", 5, Int64(5)),
        ("fund", Fraction(1, 10), Float32("0.1")),
        ("posted", True, Scalar(True)),
        ("summary date", date(2014, 1, 2), Scalar(date(2014, 1, 2))),
    ],
)
def test_scalars_of_numpy_are_the_plain_values_they_are(from_python, indicator, value, scalar):
    assert value == from_python({indicator: scalar})[indicator.replace(" ", "-")].value


def test_a_scalar_that_is_no_fact_is_invalid(from_python):
    """A moment in nanoseconds comes out of numpy as a number."""
    assert ["F502"] == codes(from_python(summary_date=Scalar(1388534400000000000)))
    assert ["F502"] == codes(from_python(summary_date=Scalar(datetime(2014, 1, 1))))


def months():
    yield from range(1, 13)


@pytest.mark.parametrize(
    "series",
    [list(months()), tuple(months()), range(1, 13), dict.fromkeys(months(), 0), dict.fromkeys(months()).values()],
    ids=lambda value: type(value).__name__,
)
def test_lists_of_any_class_are_lists(from_python, series):
    """Anything with an order and an end will do for a series."""
    assert () == from_python(enrolments=series).warnings
    assert 12 == len(from_python(enrolments=series)["enrolments"].value)


def test_a_generator_is_read_once_and_in_order(from_python):
    assert from_python(enrolments=list(months()))["enrolments"] == from_python(enrolments=months())["enrolments"]


@pytest.mark.usefixtures("few_parts")
def test_a_generator_without_end_is_refused(from_python):
    assert ["F517"] == codes(from_python(enrolments=itertools.count()))


def test_a_set_is_no_series(from_python):
    """Its order would be a guess."""
    (finding,) = from_python(enrolments=set(months())).warnings
    assert "`enrolments` needs twelve months, and a set has no order" == finding.text("en")
    assert ["F502"] == codes(from_python(incidents=frozenset()))


class Office(enum.Enum):
    """An enum of the caller's."""

    FINANCE = "finance"


class Word(enum.StrEnum):
    """An enum whose members are texts."""

    FINANCE = "finance"


class Level(enum.IntEnum):
    """An enum whose members are numbers."""

    TWO = 2


def test_members_of_enums(from_python):
    """One that is a text or a number is read as that; of another it is not known which part is meant."""
    assert Known("finance") == from_python(setting=Word.FINANCE)["setting"]
    assert Known(Fraction(2)) == from_python(insured=Level.TWO)["insured"]
    (finding,) = from_python(setting=Office.FINANCE).warnings
    assert ("F502", "hand over its `.name` or its `.value`") == (finding.code, finding.help("en"))


def test_what_is_not_known_inside_a_list_is_missing_there(from_python):
    """None, NONE and a word for either, in a series and in a record."""
    facts = from_python(enrolments=[1, None, NONE, "无", "none", *[6] * 7], incidents=[{"date": None, "amount": NONE}])
    kinds = [None if isinstance(part, Known) else {r.kind for r in part.reasons} for part in facts["enrolments"].value]
    absent, missing = {ReasonKind.ABSENT}, {ReasonKind.MISSING}
    assert [None, missing, absent, absent, absent] == kinds[:5]
    ((day, amount),) = facts["incidents"].value
    assert [missing, absent] == [{r.kind for r in part.reasons} for part in (day, amount)]


def test_sentences_are_made_only_of_the_findings_that_are_told(from_python):
    """A million wrong members would take a while to word."""
    with patch.object(messages.values, "not_a_member", wraps=messages.values.not_a_member) as sentence:
        facts = from_python(covered=[Decimal(5)] * 5_000)
    assert (100, 101) == (sentence.call_count, len(facts.warnings))
    assert "there are 4,900 more problems with `covered` that are not listed" == facts.warnings[-1].text("en")


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


def test_a_long_text_where_a_name_belongs_is_not_remembered(from_python):
    """Folded names are kept, but megabytes of them would add up."""
    kept = names._folded.cache_info().currsize
    from_python(setting="x" * 100_000, covered=["y" * 100_000], incidents=[{"z" * 100_000: 1}])
    assert kept == names._folded.cache_info().currsize
