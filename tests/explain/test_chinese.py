"""A Chinese sentence has a blank only where Chinese meets something else, whatever words it is made with."""

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from ankang_rules.explain import catalogue, terms
from ankang_rules.explain.passing import catalogue as passing
from ankang_rules.model.status import Status
from ankang_rules.report import catalogue as report
from ankang_rules.report.asking import catalogue as asking
from ankang_rules.report.formats import catalogue as formats
from ankang_rules.report.html import catalogue as html
from ankang_rules.report.template import catalogue as template
from ankang_rules.source import Bilingual
from ankang_rules.testing.cases import catalogue as cases

MODULES = (catalogue, terms, passing, report, asking, formats, html, template, cases)

AMOUNTS = {"number", "value", "low", "high", "before", "after", "by", "bound", "age", "earned", "possible", "seal"}
AMOUNTS |= {"excluded", "numbers", "start", "day", "on", "since"}
"""Parameters that are handed numbers, days and amounts, which begin and end with no Chinese."""

WORDS = {"status", "recorded", "judged"}
"""Parameters that are handed Chinese words in a Chinese sentence, whatever the names in a ruleset are."""

IDS = {"clauses.names", "clauses.clauses", "no_extra.module"}
"""Texts that stay apart from the words around them."""

ONE_OF = {"operator": "≥", "bound": "at least", "word": "day", "which": "every", "kind": "number", "sign": "%"}
ONE_OF |= {
    "why": "facts",
    "aggregate.which": "sum",
    "changed.kind": "rule",
    "visit_title.why": "fails",
    "what": "facts",
}

UNUSUAL = {"level_counts", "counts", "rules_by_status", "together", "none_because", "done_by", "rule_how", "named_how"}
"""Sentences that want something else than words and numbers."""


def functions() -> Iterator[Callable[..., Any]]:
    for module in MODULES:
        for name, found in vars(module).items():
            if inspect.isfunction(found) and found.__module__ == module.__name__ and not name.startswith("_"):
                yield found


def argument(function: str, name: str, kind: str, word: str) -> Any:
    chosen = ONE_OF.get(f"{function}.{name}", ONE_OF.get(name))
    if chosen is not None and kind.startswith(("str", "Literal")):
        return chosen
    text = "7" if name in AMOUNTS or f"{function}.{name}" in IDS else "甲乙" if name in WORDS else word
    return {
        "str": text,
        "int": 7,
        "bool": True,
        "date": date(2014, 1, 1),
        "Bilingual": Bilingual(text, "en"),
        "Status": Status.PASS,
        "Sequence[str]": [text, text],
        "Language": "zh",
    }.get(kind.removesuffix(" | None"))


def said(function: Callable[..., Any], word: str) -> str:
    """What *function* says in Chinese of *word*."""
    parameters = inspect.signature(function).parameters.values()
    text = function(**{p.name: argument(function.__name__, p.name, str(p.annotation), word) for p in parameters})
    return text("zh") if isinstance(text, Bilingual) else str(text)


CHINESE = "[一-鿿]"
BLANK = re.compile(f"(?:{CHINESE}|[，。：；、（）“”]) (?:{CHINESE}|[，。：；、（）“”])")
NO_BLANK = re.compile(f"{CHINESE}word|word{CHINESE}")


@pytest.mark.parametrize(
    "function", [one for one in functions() if one.__name__ not in UNUSUAL], ids=lambda it: it.__name__
)
def test_no_blank_stands_between_two_chinese_words_and_one_beside_others(function: Callable[..., Any]) -> None:
    assert None is BLANK.search(said(function, "甲乙"))
    assert None is NO_BLANK.search(said(function, "word"))
