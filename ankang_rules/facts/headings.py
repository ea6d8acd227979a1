"""The headings of a document: the unit, its tier, the day and the year, and what stands beside the facts by mistake."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import frozen

from ankang_rules.facts import messages
from ankang_rules.facts.document import HEADINGS, Pair, heading, is_mapping
from ankang_rules.facts.from_bytes import CONTROL
from ankang_rules.facts.from_python import as_given, path
from ankang_rules.facts.messages.words import written
from ankang_rules.facts.numbers import half_width
from ankang_rules.facts.reading import Reading
from ankang_rules.facts.values import is_missing, read_day
from ankang_rules.model.given import Given
from ankang_rules.model.names import fold

_YEAR = re.compile(r"([0-9]{1,4})\s*年?")


@frozen
class HeadingReader:
    """Reads headings for a ruleset of *tier*, in which *names* are those of facts."""

    tier: str | None
    names: Mapping[str, str]

    def read(self, headings: tuple[Pair, ...], reading: Reading, at: str = "") -> dict[str, Any]:
        """Return what stands under each of *headings* but the facts; *at* is the path to them.

        ``children`` come back as a pair, unread.
        """
        found: dict[str, Any] = {}
        first: dict[str, Given] = {}
        for name, value in headings:
            kind, place = heading(name), path(at, name)
            name = as_given(name, place)
            if kind is None:
                self._unknown(name, reading)
            elif kind in first:
                reading.say(messages.names.given_twice, name, first[kind], messages.names.heading_title(name))
            else:
                first[kind] = name
                if kind == "children":
                    found[kind] = name, value
                elif not (kind == "facts" and is_mapping(value)):
                    found[kind] = self._value(kind, name, as_given(value, place), reading)
        return found

    def _unknown(self, name: Given, reading: Reading) -> None:
        text = written(name)
        if fold(text[:200]) in self.names:
            reading.say(messages.names.fact_outside_facts, name)
        else:
            reading.say(messages.names.unknown_heading, name, reading.likely(text, [*HEADINGS]))

    def _value(self, kind: str, name: Given, value: Given, reading: Reading) -> Any:
        if is_missing(value):
            return None
        text = written(value).strip() if isinstance(value.value, str | int | Decimal) else ""
        match kind:
            case "facts":
                reading.say(messages.files.not_names_with_values, value)
            case "as of":
                if day := value.value if type(value.value) is date else read_day(text):
                    return day
                reading.say(messages.names.heading_not_a_day, value)
            case "assessment year":
                if (year := _YEAR.fullmatch(half_width(text))) and int(year[1]):
                    return int(year[1])
                reading.say(messages.names.heading_not_a_year, value)
            case _ if CONTROL.search(text):
                reading.say(messages.files.control_character, value)
            case _ if text:
                if kind == "tier" and self.tier and fold(text) != fold(self.tier):
                    reading.warn(messages.names.other_tier, value, self.tier)
                return text
            case _:
                reading.say(messages.names.heading_not_a_name, value)
        return None
