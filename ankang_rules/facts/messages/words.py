"""What the sentences are made of: the author's words, and what a value of each type is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.model.exact import MOST_DIGITS, exact_text, shown_text
from ankang_rules.model.given import NONE, Given, GivenMapping
from ankang_rules.model.types import (
    Choices,
    Date,
    Duration,
    ListOf,
    Monthly,
    OneOf,
    Quantity,
    SetOf,
    Share,
    Text,
    Type,
    YesNo,
)
from ankang_rules.source import Bilingual, Span

_LONGEST_QUOTE = 40
_MOST_LISTED = 6
_LOOSE = re.compile("(?<=[\u4e00-\u9fff“”（）]) (?=[\u4e00-\u9fff“”（）])")

At = Given | Span | str | None
"""Where a finding is: a value as handed in, a place in a file, or a path."""

Both = tuple[str, str]
"""Some words in Chinese and the same in English."""


def say(code: str, at: At, text: Both, step: Both, **more: Any) -> Diagnostic:
    """Return the finding *code*: the sentence *text*, and *step*, which says what to do next."""
    span = at.span if isinstance(at, Given) else at if isinstance(at, Span) else None
    place = at.place if isinstance(at, Given) else at if isinstance(at, str) else ""
    sentence = Bilingual(zh=_closed_up(text[0]), en=text[1])
    return Diagnostic(code, sentence, span=span, help=Bilingual(*step), place=_printable(place) or None, **more)


def _closed_up(zh: str) -> str:
    """Return *zh* without the blanks between two Chinese characters; what stands in backticks is left alone."""
    return "`".join(part if number % 2 else _LOOSE.sub("", part) for number, part in enumerate(zh.split("`")))


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char.isspace() else "\N{REPLACEMENT CHARACTER}" for char in text)


# The author's words


def quoted(text: str) -> str:
    """Return the author's *text* in backticks, on one line, cut where it is long."""
    shown = " ".join(_printable(text[: 4 * _LONGEST_QUOTE]).split())
    cut = len(shown) > _LONGEST_QUOTE or len(text) > 4 * _LONGEST_QUOTE
    return f"`{shown[:_LONGEST_QUOTE]}…`" if cut else f"`{shown}`"


def written(given: Given) -> str:
    """Return a single value as its author would recognise it, and nothing for a list or for names with values."""
    value = given.value
    match value:
        case str():
            return value
        case bool() if not given.span:
            return "yes" if value else "no"
        case None if given.original is None:
            return "null"
        case None | tuple() | GivenMapping():
            return ""
        case _ if value is NONE:
            return "none"
        case _ if given.span:
            return given.span.text
        case int() | Fraction() if max(value.numerator.bit_length(), value.denominator.bit_length()) > 4 * MOST_DIGITS:
            return "…"  # CPython does not write integers of any length, and a fraction would take minutes
        case Fraction():
            return exact_text(value)
        case _:
            return str(value)


def as_written(given: Given) -> str:
    return quoted(written(given))


def shown(given: Given) -> Both:
    """Return *given* as a sentence calls it: quoted, or by what it is."""
    if isinstance(given.value, tuple):
        return "一个列表", "a list"
    if isinstance(given.value, GivenMapping):
        return "一组名称和值", "names with values"
    text = written(given)
    return (quoted(text), quoted(text)) if text.strip() else ("空白", "an empty text")


def listed(words: Sequence[str], mark: str) -> str:
    return mark.join(map(quoted, words[:_MOST_LISTED])) + (f"{mark}…" if len(words) > _MOST_LISTED else "")


def did_you_mean(words: Sequence[str], otherwise: Both = ("", "")) -> Both:
    """Offer *words*; without any, say *otherwise*."""
    if not words:
        return otherwise
    return f"是否想写 {' 或 '.join(map(quoted, words))}？", f"did you mean {' or '.join(map(quoted, words))}?"


# Types


def members_of(choices: Choices) -> Both:
    zh = [member.labels.zh or member.name for member in choices.members]
    return listed(zh, "、"), listed([member.name for member in choices.members], ", ")


def needed(kind: Type) -> Both:
    """Return what a value of *kind* is called."""
    match kind:
        case YesNo():
            return "“是”或“否”", "yes or no"
        case Quantity():
            zh, en = {"count": ("整数", "a count"), "money": ("金额", "money")}.get(kind.kind, ("数字", "a number"))
            unit = _unit_word(kind)
            return (f"{zh}（单位：{unit}）", f"{en} in {unit}") if unit else (zh, en)
        case Share():
            return "百分比", "a share"
        case Date():
            return "日期", "a date"
        case Duration():
            zh, en = ("月", "months") if "months" in kind.unit.over else ("天", "days")
            return f"时长（以{zh}计）", f"a length of time in {en}"
        case OneOf():
            zh, en = members_of(kind.choices)
            return f"{zh} 之一", f"one of {en}"
        case SetOf():
            return "选项列表", "a list of choices"
        case Monthly(months=12):
            return "十二个月的数据", "twelve months"
        case Monthly(months=months):
            return f"前 {months} 个月的数据", f"the first {months} months"
        case ListOf():
            return "逐条记录的列表", "a list of records"
        case _:
            return "文字", "a text"


def _unit_word(kind: Quantity) -> object:
    """Return the unit in which bare numbers of *kind* are read."""
    return kind.word.name if kind.word else kind.unit


def example(kind: Type) -> Both:
    """Say how a value of *kind* is written."""
    zh, en = _example(kind)
    return (f"例如写作 `{zh}`", f"write for example `{en}`") if en else ("", "")


def _example(kind: Type) -> Both:
    match kind:
        case YesNo():
            return "是", "yes"
        case Duration():
            return ("3 个月", "3 months") if "months" in kind.unit.over else ("5 天", "5 days")
        case OneOf():
            member = kind.choices.members[0]
            return member.labels.zh or member.name, member.name
        case SetOf():
            members = kind.choices.members[:2]
            zh, en = [m.labels.zh or m.name for m in members], [m.name for m in members]
            return f"[{', '.join(zh)}]", f"[{', '.join(en)}]"
        case _:
            same = _same_example(kind)
            return same, same


def _same_example(kind: Type) -> str:
    """Return how a value of *kind* is written in both languages."""
    match kind:
        case Quantity(kind="count"):
            return "120"
        case Quantity():
            return f"12.5 {_unit_word(kind)}".rstrip()
        case Share():
            return "98%"
        case Date():
            return "2014-10-31"
        case Monthly():
            return "[120, 130, null, …]"
        case Text():
            return '"…"'
        case ListOf():
            return f"[{{{', '.join(f'{field.name}: …' for field in kind.fields[:2])}}}]"
        case _:
            return ""


def amount(value: Fraction, kind: Type) -> str:
    """Return *value* with the unit of *kind*."""
    if isinstance(kind, Share):
        return f"{shown_text(value * 100)}%"
    unit = kind.unit if isinstance(kind, Quantity | Duration) else ""
    return f"{shown_text(value)} {unit}".rstrip()
