"""A questionnaire to be read: numbered questions, with what goes in, where it is found and what it is for."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.core.ruleset import Level
from ankang_rules.explain.catalogue import month
from ankang_rules.explain.kinds import kind_text
from ankang_rules.explain.text import headline
from ankang_rules.explain.words import Words
from ankang_rules.report.asking import catalogue as say
from ankang_rules.report.asking.questions import Question, Questions
from ankang_rules.source import Bilingual, Language

_MOST_RULES = 2


def to_text(questions: Questions, lang: Language, most: int | None) -> str:
    """Return *questions* as text, at *most* so many of them."""
    return "\n".join(_Text(questions, lang).lines(most))


class _Text:
    def __init__(self, questions: Questions, lang: Language) -> None:
        self.questions, self.lang = questions, lang
        self.words = Words(questions.judgement.core, lang)

    def lines(self, most: int | None) -> Iterator[str]:
        found, lang = self.questions, self.lang
        yield headline(found.judgement, lang)[0]
        yield say.open_questions(len(found))(lang) if found else say.nothing_open(lang)
        if any(one.may_decide for one in found):
            yield say.how_to_ask(lang)
        for number, one in enumerate(found[:most], 1):
            yield ""
            yield from self._question(number, one)
        if most is not None and len(found) > most:
            yield from ("", say.more_questions(len(found) - most)(lang))
        yield from self._undecided()
        if found.beside:
            yield from ("", say.beside(found.beside)(lang))

    def _question(self, number: int, one: Question) -> Iterator[str]:
        label = label_of(one, self.lang)
        title = say.of_unit(one.unit, label)(self.lang) if one.path else label
        yield f"{'→' if one.may_decide else ' '} {number:>3}. {title}"
        yield from (f"       {line}" for line in self._beside(one))

    def _beside(self, one: Question) -> Iterator[str]:
        """Yield what goes in and what is open of it; where it is found; what it is for."""
        where = [self._kind(one), self._places(one)]
        where += [say.collected_from(text)] if (text := collected(one, self.lang)) else []
        where += [say.clauses(clauses)] if (clauses := clauses_of(one)) else []
        if any(where):
            yield ("；" if self.lang == "zh" else "; ").join(text(self.lang) for text in where if text)
        evidence = dict.fromkeys(rule.evidence(self.lang) for rule in one.rules if rule.evidence)
        yield from (say.evidence(text)(self.lang) for text in list(evidence)[:_MOST_RULES])
        names = [f"{rule.labels(self.lang) or rule.name} [{rule.id}]" for rule in one.rules]
        yield say.needed_for(names[:_MOST_RULES], max(0, len(names) - _MOST_RULES))(self.lang)

    def _kind(self, one: Question) -> Bilingual | None:
        return None if isinstance(one.about, Level) else say.kind(kind_text(one.about.type, self.lang))

    def _places(self, one: Question) -> Bilingual | None:
        if not one.places:
            return None
        names = [self._place(place) for place in one.places]
        return say.places(("、" if self.lang == "zh" else ", ").join(names))

    def _place(self, place: tuple[int | str, ...]) -> str:
        """A month, or a field of a record."""
        first, *rest = place
        if not rest:
            return month(int(first), self.lang)
        return " ".join([f"#{first}", *(self.words.name(str(part)) for part in rest)])

    def _undecided(self) -> Iterator[str]:
        if not self.questions.undecided:
            return
        yield from ("", say.undecided(len(self.questions.undecided))(self.lang))
        for result in self.questions.undecided:
            yield f"  {result.rule.labels(self.lang) or result.rule.name} [{result.id}]"
            yield from (f"    {line}" for line in self.words.reasons(result.reasons))


def label_of(one: Question, lang: Language) -> str:
    """Return what is asked for, as it is called in *lang*."""
    label = (one.about.labels.zh if lang == "zh" else one.about.labels.en) or one.about.name
    return say.list_units(label)(lang) if isinstance(one.about, Level) else label


def collected(one: Question, lang: Language) -> str:
    """Return where the answer is found, "" where nobody says."""
    return "" if isinstance(one.about, Level) else one.about.collected_from(lang)


def clauses_of(one: Question) -> list[str]:
    """Return the clauses of the source that ask for it."""
    return list(dict.fromkeys(rule.clause for rule in one.rules if rule.clause))
