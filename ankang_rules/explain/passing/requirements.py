"""What a fact, or several together, must be: exact requirements, of which a set is a way to pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from ankang_rules.explain.passing.places import Place

Relation = Literal["≥", ">", "="]


@frozen(cache_hash=True)
class Form:
    """A sum of places, each times a number, and *constant*."""

    terms: tuple[tuple[Place, Fraction], ...] = ()
    constant: Fraction = Fraction(0)

    @property
    def places(self) -> frozenset[Place]:
        return frozenset(place for place, _ in self.terms)

    @property
    def is_constant(self) -> bool:
        return not self.terms

    def plus(self, other: Form, times: Fraction = Fraction(1)) -> Form:
        """Return the sum of this and *other* taken *times*."""
        found = dict(self.terms)
        for place, number in other.terms:
            found[place] = found.get(place, Fraction(0)) + number * times
        terms = tuple((place, number) for place, number in found.items() if number)
        return Form(terms, self.constant + other.constant * times)

    def times(self, number: Fraction) -> Form:
        return Form().plus(self, number)

    def at(self, values: Mapping[Place, Fraction]) -> Fraction:
        """Return what it comes to where each place has its value."""
        return sum((number * values[place] for place, number in self.terms), self.constant)


ONE = Form(constant=Fraction(1))


def place_form(place: Place) -> Form:
    return Form(((place, Fraction(1)),))


def constant_form(number: Fraction) -> Form:
    return Form(constant=number)


@frozen(cache_hash=True)
class Linear:
    """*form* is at least zero, above it, or zero."""

    form: Form
    relation: Relation

    @property
    def places(self) -> frozenset[Place]:
        return self.form.places

    def holds(self, values: Mapping[Place, Fraction]) -> bool:
        number = self.form.at(values)
        return {"≥": number >= 0, ">": number > 0, "=": number == 0}[self.relation]


@frozen(cache_hash=True)
class Among:
    """The value is one of *allowed*, all being allowed where that is None, and none of *without*."""

    place: Place
    allowed: frozenset[bool | str] | None
    without: frozenset[bool | str] = frozenset()

    @property
    def places(self) -> frozenset[Place]:
        return frozenset((self.place,))


@frozen(cache_hash=True)
class Members:
    """The set holds all of *within* and nothing of *without*; where *only* is not None, nothing but those."""

    place: Place
    within: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    only: frozenset[str] | None = None

    @property
    def places(self) -> frozenset[Place]:
        return frozenset((self.place,))


@frozen(cache_hash=True)
class Recorded:
    """The fact is given; or (not *given*) reported as absent."""

    place: Place
    given: bool = True
    places: frozenset[Place] = field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "places", frozenset((self.place,)))


Requirement = Linear | Among | Members | Recorded


def components(requirements: Iterable[Requirement]) -> list[frozenset[Requirement]]:
    """Part *requirements* into sets that share no place."""
    found: list[tuple[set[Place], list[Requirement]]] = []
    for requirement in requirements:
        places, together = set(requirement.places), [requirement]
        rest = []
        for one in found:
            if places.isdisjoint(one[0]):
                rest.append(one)
            else:
                places |= one[0]
                together += one[1]
        found = [*rest, (places, together)]
    return [frozenset(together) for _, together in found]
