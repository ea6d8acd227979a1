"""A template as a table: a column for each fact, rows of notes about it, and a row for each unit."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from ankang_rules.report.formats.to_csv import harmless
from ankang_rules.report.template import catalogue as say
from ankang_rules.report.template.questions import Form, Question
from ankang_rules.source import Language


def to_csv(form: Form, lang: Language) -> str:
    """Return *form* as CSV."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerows([harmless(" ".join(cell.split())) for cell in row] for row in _Table(form, lang).rows())
    return written.getvalue()


@frozen
class _Column:
    """A column for one fact, or one month of it; *group* and *tier* are where it is first asked."""

    heading: str
    question: Question
    group: str
    tiers: tuple[str, ...]


class _Table:
    def __init__(self, form: Form, lang: Language) -> None:
        self.form, self.lang = form, lang
        self.units = list(_units(evolve(form, unit=say.unit_name(lang)), ""))
        self.columns = list(self._columns())

    def rows(self) -> Iterator[list[str]]:
        lang, has_units = self.lang, bool(self.form.below)
        heads = [say.unit, *([say.parent, say.level] if has_units else []), say.as_of, say.year]
        beside = [""] * (len(heads) - 1)
        yield [*(head(lang) for head in heads), *(column.heading for column in self.columns)]
        notes: list[tuple[str, Callable[[_Column], str]]] = [
            (say.note_label(lang), lambda column: column.question.label),
            (say.note_group(lang), lambda column: column.group),
            (say.note_type(lang), lambda column: column.question.type),
            (say.note_clause(lang), lambda column: column.question.clauses),
            (say.note_collected(lang), lambda column: column.question.collected),
            *([(say.note_units(lang), lambda column: "、".join(column.tiers))] if has_units else []),
        ]
        for title, about in notes:
            yield [title, *beside, *map(about, self.columns)]
        for text in self._remarks():
            yield [f"{say.note_how(lang)}：{text}" if lang == "zh" else f"{say.note_how(lang)}: {text}"]
        for form, parent in self.units:
            place = [parent, form.called] if has_units else []
            yield [form.unit, *place, "", "", *([""] * len(self.columns))]

    def _remarks(self) -> Iterator[str]:
        yield say.in_a_table(self.lang)
        lists = dict.fromkeys(question.called for _, question, _ in self._questions() if question.fields)
        if lists:
            yield say.not_in_a_table("、".join(lists))(self.lang)

    def _questions(self) -> Iterator[tuple[str, Question, str]]:
        for form, _ in self.units:
            for part in form.parts:
                yield from ((part.title, question, form.title) for question in part.questions)

    def _columns(self) -> Iterator[_Column]:
        tiers: dict[str, list[str]] = {}
        first: dict[str, tuple[str, Question]] = {}
        for group, question, title in self._questions():
            first.setdefault(question.key, (group, question))
            tiers.setdefault(question.key, []).append(title)
        for key, (group, question) in first.items():
            if not question.fields:
                for heading in self._headings(question):
                    yield _Column(heading, question, group, tuple(dict.fromkeys(tiers[key])))

    def _headings(self, question: Question) -> list[str]:
        if not question.months:
            return [question.called]
        return [say.month(question.called, month)(self.lang) for month in range(1, question.months + 1)]


def _units(form: Form, parent: str) -> Iterator[tuple[Form, str]]:
    """Yield the form of each place, with the name of the unit above."""
    yield form, parent
    for below in form.below:
        yield from _units(below, form.unit)
