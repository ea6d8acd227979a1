"""What makes a report repeatable: digests of rulesets and facts, the engine, the day, the parameters."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain.to_dict import facts_to_dict
from ankang_rules.explain.tree import parameter_text
from ankang_rules.explain.words import Words
from ankang_rules.model.version import VERSION
from ankang_rules.report.html import catalogue as say
from ankang_rules.report.html.view import Pair
from ankang_rules.report.rulesets import rulesets_of
from ankang_rules.report.to_dict import facts_digest
from ankang_rules.source import Bilingual, Language


def made(judgement: Judgement, lang: Language) -> tuple[Pair, ...]:
    """Return the lines of the footer."""
    return tuple(Pair(title(lang), texts) for title, texts in _made(judgement, lang) if texts)


def _made(judgement: Judgement, lang: Language) -> Iterator[tuple[Bilingual, tuple[str, ...]]]:
    core, asked = judgement.core, judgement.asked
    words = Words(core, lang)
    yield say.source, (core.source,) if core.source else ()
    yield say.rulesets, tuple(f"{one.core.name} {one.core.digest}" for one in rulesets_of(judgement))
    yield say.facts_digest, (facts_digest(facts_to_dict(judgement)),)
    yield say.engine, (f"ankang-rules {VERSION}",)
    yield say.day, (asked.as_of.isoformat(),) if asked.as_of else ()
    yield say.year, (str(asked.year),) if asked.year else ()
    keys = sorted(asked.parameters)
    yield say.parameters, tuple(f"{words.name(key)} = {parameter_text(judgement, key, words)}" for key in keys)
    yield say.again, (say.how_again(lang),)
