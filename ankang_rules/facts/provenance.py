"""``{value: …, source: …, on: …, by: …}`` → the value, and where it comes from."""

from __future__ import annotations

from typing import Any, Final

from ankang_rules.facts import messages
from ankang_rules.facts.about import About
from ankang_rules.facts.facts import Provenance
from ankang_rules.facts.messages.words import written
from ankang_rules.facts.reading import Invalid, Reading
from ankang_rules.facts.values import DateReader, TextReader, is_missing
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.model.names import fold
from ankang_rules.model.outcome import Known

_PARTS: Final = {
    **dict.fromkeys(("value", "值", "数值"), "value"),
    **dict.fromkeys(("source", "来源"), "source"),
    **dict.fromkeys(("on", "日期"), "on"),
    **dict.fromkeys(("by", "经办", "经办人"), "by"),
}
_TEXT: Final = TextReader()
_DAY: Final = DateReader()


def unwrapped(given: Given, about: About, reading: Reading) -> tuple[Given, Provenance | None]:
    """Return the value inside *given* and its provenance, or *given* itself where it has none."""
    if not isinstance(given.value, GivenMapping):
        return given, None
    known = [_part(name) for name, _ in given.value.items]
    if "value" not in known:
        if known and None not in known:
            raise Invalid(messages.values.no_value_in_provenance, given, about)
        return given, None
    parts = _parts(given.value, about, reading)
    return parts["value"][1], Provenance(
        **{part: _read(part, parts, about, reading) for part in ("source", "on", "by")}
    )


def _part(name: Given) -> str | None:
    return _PARTS.get(fold(name.value)) if isinstance(name.value, str) else None


def _parts(given: GivenMapping, about: About, reading: Reading) -> dict[str, tuple[Given, Given]]:
    parts: dict[str, tuple[Given, Given]] = {}
    for name, value in given.items:
        part = _part(name)
        if part is None:
            likely = reading.likely(written(name), _PARTS)
            reading.say(messages.names.unknown_provenance, name, about, likely)
        elif part in parts:
            raise Invalid(messages.names.given_twice, name, parts[part][0], about.field(written(name)).title)
        else:
            parts[part] = name, value
    return parts


def _read(part: str, parts: dict[str, tuple[Given, Given]], about: About, reading: Reading) -> Any:
    """Return what stands under *part*; where it cannot be read, that is said, and the value stands all the same."""
    if part not in parts or is_missing(parts[part][1]):
        return None
    name, given = parts[part]
    outcome = (_DAY if part == "on" else _TEXT).outcome(given, about.field(written(name)), reading)
    return outcome.value if isinstance(outcome, Known) else None
