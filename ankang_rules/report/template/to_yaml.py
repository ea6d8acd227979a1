"""A template as a YAML document: a line for each fact, and behind it what it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ankang_rules.model.names import fold
from ankang_rules.report.template import catalogue as say
from ankang_rules.report.template.questions import Form, Question
from ankang_rules.source import Bilingual, Language

_PLAIN = re.compile(r"(?!(?:none|null|true|false|yes|no|on|off)\Z)[^\W\d_][\w -]*[\w]|[^\W\d_]", re.IGNORECASE)
_BREAKS = re.compile(r"\s+")
_STEP = "  "


def to_yaml(form: Form, lang: Language) -> str:
    """Return *form* as YAML."""
    return "\n".join(_Yaml(lang).document(form)) + "\n"


class _Yaml:
    def __init__(self, lang: Language) -> None:
        self.lang = lang

    def document(self, form: Form) -> Iterator[str]:
        yield f"# {_line(form.title)}"
        yield f"# {say.how_to_fill(self.lang)}"
        yield self._key(say.unit, say.unit_name(self.lang))
        yield from ([f"{say.tier(self.lang)}: {_scalar(form.tier)}"] if form.tier else [])
        yield self._key(say.as_of, say.a_day(self.lang))
        yield self._key(say.year, say.a_year(self.lang))
        yield from self._body(form, "")

    def _body(self, form: Form, indent: str) -> Iterator[str]:
        nothing = "" if form.parts else f" {{}}  # {say.nothing_asked(self.lang)}"
        yield f"{indent}{say.facts(self.lang)}:{nothing}"
        for part in form.parts:
            if part.title:
                yield f"{indent}{_STEP}# {_line(part.title)}"
            for question in part.questions:
                yield from self._question(question, indent + _STEP)
        if form.below:
            yield f"{indent}{say.children(self.lang)}:"
        for below in form.below:
            yield from self._below(below, indent + _STEP)

    def _below(self, form: Form, indent: str) -> Iterator[str]:
        yield f"{indent}{_scalar(form.called)}:"
        yield f"{indent}{_STEP}# {_line(form.title)}"
        name = f"{say.unit(self.lang)}: {_scalar(form.unit)}"
        yield f"{indent}{_STEP}- {name}  # {say.each_unit(self.lang)}"
        yield from self._body(form, indent + 2 * _STEP)

    def _question(self, question: Question, indent: str) -> Iterator[str]:
        yield f"{indent}{_scalar(question.called)}:  # {self._about(question)}"
        for month in range(1, question.months + 1):
            yield f"{indent}{_STEP}{f'{month}月' if self.lang == 'zh' else month}:"
        if question.fields:
            yield f"{indent}{_STEP}# {say.each_record(self.lang)}"
            for number, name in enumerate(question.fields):
                yield f"{indent}{_STEP}# {_STEP if number else '- '}{_scalar(name)}:"

    def _about(self, question: Question) -> str:
        label = "" if fold(question.label) == fold(question.called) else question.label
        clauses = say.clauses(question.clauses)(self.lang) if question.clauses else ""
        collected = say.collected_from(question.collected)(self.lang) if question.collected else ""
        parts = [_line(part) for part in (label, question.type, clauses, collected) if part]
        return ("；" if self.lang == "zh" else "; ").join(parts)

    def _key(self, name: Bilingual, about: str) -> str:
        return f"{name(self.lang)}:  # {about}"


def _line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def _scalar(text: str) -> str:
    """Return *text* as YAML reads it back, in quotation marks where it could be taken for something else."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
