"""A verification to be read."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.report import catalogue as say
from ankang_rules.report.saved import Saved
from ankang_rules.report.verify import Verification
from ankang_rules.source import Language


def to_text(found: Verification, lang: Language) -> str:
    """Return *found* as text."""
    return "\n".join(_lines(found, lang))


def _lines(found: Verification, lang: Language) -> Iterator[str]:
    saved = Saved(found.comparison.old)
    yield say.verified(saved.unit, str(saved.data["ruleset"]), saved.as_of, found.same, lang)
    if found.edited:
        yield say.was_edited(lang)
    if found.parameters:
        yield say.parameters_not_known(found.parameters, lang)
    if found.details:
        yield say.details_differ(found.details, lang)
    if not found.comparison.same:
        yield say.from_report_to_derived(lang)
        yield ""
        yield found.comparison.text(lang)
    elif found.comparison.other_engine:
        yield say.other_engine(saved.engine, Saved(found.comparison.new).engine, lang)
