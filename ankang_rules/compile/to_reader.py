"""A ruleset → the source of a function, `read`, that makes rows of plain values and asks about the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final, cast

from ankang_rules.compile.names import Names, comment
from ankang_rules.compile.slots import Slot, slots_of
from ankang_rules.compile.source import Function, to_function
from ankang_rules.compile.to_python import Module
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.facts.quantities import QuantityReader
from ankang_rules.facts.readers import IndicatorReader
from ankang_rules.facts.reading import Reading
from ankang_rules.model import types as ty
from ankang_rules.model.given import Given
from ankang_rules.model.outcome import Known

_LISTS: Final = frozenset((list, tuple, set, frozenset))
_LARGEST: Final = 10**30
"""Below this a whole number is read on the spot; the reader sees to larger ones, up to its own bound."""

Spellings = Mapping[str, str]
"""Members of a list of choices by how they may be written."""


def spellings_of(slots: Sequence[Slot], readers: Sequence[IndicatorReader | None]) -> dict[int, Spellings]:
    """Return, for each place of choices, the spellings that its reader takes without a word about it."""
    return {
        place: _spellings(reader, slot.type.choices)
        for place, (slot, reader) in enumerate(zip(slots, readers, strict=True))
        if isinstance(slot.type, ty.OneOf | ty.SetOf) and reader is not None
    }


def _spellings(reader: IndicatorReader, choices: ty.Choices) -> Spellings:
    words = [word for m in choices.members for word in (m.name, m.key, m.labels.zh, m.labels.en) if word]
    is_set = isinstance(reader.reader.kind, ty.SetOf)
    found: dict[str, str] = {}
    for word in words:
        reading, given = Reading(), Given(word, quoted=True)
        outcome = reader.reader.outcome(Given((given,)) if is_set else given, reader.about, reading)
        if isinstance(outcome, Known) and not reading.findings:
            found[word] = next(iter(cast(frozenset[str], outcome.value))) if is_set else str(outcome.value)
    return found


def members(spellings: Spellings, given: Any) -> frozenset[str] | None:
    """Return the members that *given* lists, None where that takes a closer look."""
    if type(given) not in _LISTS:
        return None
    try:
        return frozenset([spellings[word] for word in given])
    except (KeyError, TypeError):  # no spelling that is known, or no word at all
        return None


def to_reader(
    core: RulesetCore,
    slots: Sequence[Slot],
    readers: Sequence[IndicatorReader | None],
    spellings: Mapping[int, Spellings],
) -> Function:
    """Return the function that reads rows for *core*."""
    names = Names("read", "values", "other", "members", "date", "known", "LARGEST")
    slots = slots_of(core, names)
    constants: dict[str, Any] = {"date": date, "members": members, "LARGEST": _LARGEST}
    lines = [f"# {comment(core.name)}, generated: the values of facts, as the rules take them", "", ""]
    lines.append("def read(values, other):")
    if slots:
        lines += ["    (", *(f"        {slot.name}," for slot in slots), "    ) = values"]
    for place, (slot, reader) in enumerate(zip(slots, readers, strict=True)):
        if place in spellings:
            constants[f"WORDS_{place}"] = spellings[place]
        lines += _statements(place, slot, reader)
    lines += [f"    return ({''.join(f'{slot.name}, ' for slot in slots)})", ""]
    module = Module("\n".join(lines), tuple(None for _ in lines), constants, {})
    return to_function(core, module, "read")


def _statements(place: int, slot: Slot, reader: IndicatorReader | None) -> list[str]:
    name = slot.name
    asked = f"{name} = other({place}, {name})"
    match slot.type:
        case ty.YesNo():
            return [f"    if {name} is not True and {name} is not False:", f"        {asked}"]
        case ty.Date():
            return [f"    if type({name}) is not date:", f"        {asked}"]
        case ty.OneOf():
            known = f"WORDS_{place}.get({name}) if type({name}) is str else None"
            return [f"    known = {known}", f"    {name} = other({place}, {name}) if known is None else known"]
        case ty.SetOf():
            known = f"members(WORDS_{place}, {name})"
            return [f"    known = {known}", f"    {name} = other({place}, {name}) if known is None else known"]
        case ty.Quantity() | ty.Duration() if reader is not None and (times := _whole_factor(slot, reader)):
            return _number(place, slot, times)
    return [f"    {asked}"]


def _whole_factor(slot: Slot, reader: IndicatorReader) -> int | None:
    """Return by what a bare whole number is multiplied in the row, None where that need not give a whole number."""
    if not isinstance(reader.reader, QuantityReader):
        return None
    bare = reader.reader.bare
    if reader.reader.is_count and bare.denominator != 1:
        return None
    times: Fraction = bare * slot.scale
    return times.numerator if times.denominator == 1 else None


def _number(place: int, slot: Slot, times: int) -> list[str]:
    name = slot.name
    is_count = isinstance(slot.type, ty.Quantity) and slot.type.kind == "count"
    test = f"type({name}) is int and {'0 <=' if is_count else '-LARGEST <'} {name} < LARGEST"
    if times == 1:
        return [f"    if not ({test}):", f"        {name} = other({place}, {name})"]
    return [f"    if {test}:", f"        {name} *= {times}", "    else:", f"        {name} = other({place}, {name})"]
