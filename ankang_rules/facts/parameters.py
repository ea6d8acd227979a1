"""Values of parameters that a caller sets for one evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.errors import FactsError
from ankang_rules.facts import messages
from ankang_rules.facts.about import About
from ankang_rules.facts.document import pairs_of
from ankang_rules.facts.from_python import as_given, path
from ankang_rules.facts.limits import LONGEST_NAME
from ankang_rules.facts.messages.words import written
from ankang_rules.facts.quantities import Units
from ankang_rules.facts.readers import reader_for
from ankang_rules.facts.reading import Reading
from ankang_rules.model.given import Given
from ankang_rules.model.names import fold
from ankang_rules.model.outcome import Known, ReasonKind, Value


def read_parameters(given: Mapping[Any, Any], core: RulesetCore) -> dict[str, Value]:
    """Return the values *given* for parameters of *core*; raises :class:`FactsError` with every problem."""
    known, aliases, units = {p.key: p for p in core.parameters}, dict(core.aliases), Units(core.units)
    reading = Reading()
    names: dict[str, Given] = {}
    found: dict[str, Value] = {}
    for name, value in pairs_of(given):
        here = as_given(name, path("parameters", name))
        text = written(here)[:LONGEST_NAME]
        key = aliases.get(fold(text), "")
        if key not in known:
            spellings = [s for p in known.values() for s in (p.name, p.labels.zh, p.labels.en) if s]
            reading.say(messages.names.unknown_parameter, here, reading.likely(text, spellings))
            continue
        about = About.of(known[key])
        if key in names:
            reading.say(messages.names.given_twice, here, names[key], about.title)
            continue
        names[key] = here
        outcome = reader_for(known[key].type, units).outcome(as_given(value, here.place), about, reading)
        if isinstance(outcome, Known):
            found[key] = outcome.value
        elif ReasonKind.INVALID not in {reason.kind for reason in outcome.reasons}:
            reading.say(messages.values.parameter_without_value, here, about)
    if errors := [finding for finding in reading.closed() if finding.severity == "error"]:
        raise FactsError(errors)
    return found
