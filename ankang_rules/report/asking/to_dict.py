"""A questionnaire as plain data."""

from __future__ import annotations

from typing import Any

from ankang_rules.core.ruleset import Level
from ankang_rules.explain.kinds import kind_text
from ankang_rules.explain.to_dict import plain, reasons_to_list
from ankang_rules.report.asking.questions import Question, Questions
from ankang_rules.report.asking.to_text import clauses_of
from ankang_rules.source import LANGUAGES


def questions_to_dict(questions: Questions) -> dict[str, Any]:
    """Return *questions* as strings, lists and dicts."""
    judgement = questions.judgement
    return {
        "unit": judgement.facts.unit,
        "ruleset": judgement.core.name,
        "as_of": plain(judgement.asked.as_of),
        "status": judgement.status.value,
        "questions": [_question(one) for one in questions],
        "undecided": [
            {"rule": result.id, "unknown": reasons_to_list(result.reasons)} for result in questions.undecided
        ],
        "open_beside": questions.beside,
    }


def _question(one: Question) -> dict[str, Any]:
    is_level = isinstance(one.about, Level)
    return {
        "unit": list(one.path),
        "level" if is_level else "indicator": one.key,
        "labels": one.about.labels.to_dict(),
        "at": [list(place) for place in one.places],
        "type": None if isinstance(one.about, Level) else {lang: kind_text(one.about.type, lang) for lang in LANGUAGES},
        "collected_from": None if isinstance(one.about, Level) else one.about.collected_from.to_dict(),
        "clauses": clauses_of(one),
        "rules": [rule.id for rule in one.rules],
        "may_decide": one.may_decide,
    }
