"""Core expressions as text, in the declared spelling of names; goldens, messages and traces quote it."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, cast

from ankang_rules.core import nodes as n
from ankang_rules.model import types as ty
from ankang_rules.model.exact import exact_text
from ankang_rules.model.outcome import Value
from ankang_rules.model.units import PERCENT, in_word, length_of_time
from ankang_rules.source import Bilingual, Language

_LOOSE, _OR, _AND, _NOT, _COMPARE, _ROUND, _SUM, _PRODUCT, _SIGN, _ATOM = range(10)


def show(
    node: n.Node, names: Mapping[str, str] | None = None, lang: Language = "en", unowned: Container[str] = ()
) -> str:
    """Return *node* as text in *lang*; *names* gives the spelling to use for a key.

    Of the keys that are *unowned* it goes without saying whose they are.
    """
    return _Printer(names or {}, lang, unowned).show(node, _LOOSE)


def show_value(value: Value, kind: ty.Type, lang: Language = "en") -> str:
    """Return a constant as it is written in a rule, exact."""
    match kind:
        case _ if isinstance(value, bool):
            return _WORDS["yes" if value else "no"](lang)
        case ty.Share(word=word):
            assert isinstance(value, Fraction)
            sign = word or PERCENT
            return f"{exact_text(value / sign.scale)}{sign.name}"
        case ty.Duration() | ty.Quantity() if kind.unit:
            assert isinstance(value, Fraction)
            return _with_unit(value, kind, lang)
        case ty.OneOf(choices):
            return member_text(str(value), choices, lang)
        case ty.SetOf(choices):
            assert isinstance(value, frozenset)
            return "{" + ", ".join(member_text(key, choices, lang) for key in in_order(value, choices)) + "}"
    if isinstance(value, Fraction):
        return exact_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _with_unit(value: Fraction, kind: ty.Duration | ty.Quantity, lang: Language) -> str:
    if (unit := ty.time_unit(kind)) is not None:
        number, word = length_of_time(value, unit, kind.word)
        said = _WORDS.get(word if abs(number) == 1 else f"{word}s")
        return f"{exact_text(number)} {said(lang) if said else word}"
    scaled = in_word(value, kind.word)
    if scaled is None or kind.word is None:
        return f"{exact_text(value)} {kind.unit}"
    return f"{exact_text(scaled)} {kind.word.name}"


def member_text(key: str, choices: ty.Choices, lang: Language = "en") -> str:
    """Return what the member under *key* is called: its label in *lang*, else its name."""
    member = next((m for m in choices.members if m.key == key), None)
    return key if member is None else (member.labels.zh if lang == "zh" else member.labels.en) or member.name


def in_order(keys: frozenset[str], choices: ty.Choices) -> list[str]:
    order = [m.key for m in choices.members]
    return sorted(keys, key=lambda key: (order.index(key) if key in order else len(order), key))


def _words(*pairs: tuple[str, str]) -> dict[str, Bilingual]:
    return {en: Bilingual(zh=zh, en=en) for en, zh in pairs}


_WORDS = _words(
    ("yes", "是"),
    ("no", "否"),
    ("minute", "分钟"),
    ("minutes", "分钟"),
    ("hour", "小时"),
    ("hours", "小时"),
    ("week", "周"),
    ("weeks", "周"),
    ("day", "天"),
    ("days", "天"),
    ("month", "个月"),
    ("months", "个月"),
    ("year", "年"),
    ("years", "年"),
    ("as of date", "评定日"),
    ("start of year", "年初"),
    ("end of year", "年末"),
    (" where ({})", " 其中 ({})"),
    ("{}'s {}", "{} 的 {}"),
    ("{}' {}", "{} 的 {}"),
    ("passes", "通过"),
    ("fails", "不通过"),
    (" passing", " 通过的"),
    (" failing", " 不通过的"),
    ("every {} {}", "每个 {} {}"),
    ("some {} {}", "某个 {} {}"),
    ("not {}", "非 {}"),
    (" and ", " 且 "),
    (" or ", " 或 "),
    ("none of {}", "无一满足 {}"),
    ("at least {} of {}", "至少 {} 项 {}"),
    ("exactly {} of {}", "恰好 {} 项 {}"),
    ("at most {} of {}", "至多 {} 项 {}"),
    ("if {} then {} else {}", "如果 {} 那么 {} 否则 {}"),
    ("{} is one of {}", "{} 属于 {}"),
    ("{} includes all of {}", "{} 包含全部 {}"),
    ("{} includes {}", "{} 包含 {}"),
    ("{} is empty", "{} 为空"),
    ("{} is recorded", "{} 已记录"),
    ("{} is increasing", "{} 逐月增长"),
    ("{} is non-decreasing", "{} 逐月不减"),
    ("{} of {}", "{} 的 {}"),
    ("absolute {}", "绝对值 {}"),
    ("{} rounded to {} {}", "{} 取整到 {} {}"),
    ("half up", "四舍五入"),
    ("half even", "四舍六入五成双"),
    ("half down", "五舍六入"),
    ("down", "舍去"),
    ("up", "进位"),
    ("lowest of {}", "最低值 {}"),
    ("highest of {}", "最高值 {}"),
    ("every month ({})", "每月 ({})"),
    ("every {}{} satisfies ({})", "每个 {}{} 满足 ({})"),
    ("some {}{} satisfies ({})", "某个 {}{} 满足 ({})"),
    ("count of {}{}", "数目 {}{}"),
    ("share of {}{}", "占比 {}{}"),
    ("sum of {}{}", "合计 {}{}"),
    ("average of {}{}", "平均 {}{}"),
    ("lowest of {}{}", "最低值 {}{}"),
    ("highest of {}{}", "最高值 {}{}"),
)


class _Printer:
    def __init__(self, names: Mapping[str, str], lang: Language, unowned: Container[str] = ()) -> None:
        self.names, self.lang, self.unowned = names, lang, unowned

    def say(self, what: str, *parts: object, **named: object) -> str:
        return _WORDS[what](self.lang).format(*parts, **named)

    def name(self, key: str) -> str:
        return self.names.get(key, key)

    def show(self, node: n.Node, outer: int) -> str:
        """Return *node*, in brackets where it binds looser than what it stands in."""
        text, own = _METHODS[type(node)](self, node)
        return f"({text})" if own < outer else text

    def _several(self, operands: tuple[n.Node, ...], separator: str, level: int) -> tuple[str, int]:
        return separator.join(self.show(operand, level + 1) for operand in operands), level

    def _listed(self, operands: tuple[n.Node, ...]) -> str:
        return "[" + "; ".join(self.show(operand, _LOOSE) for operand in operands) + "]"

    def _where(self, where: n.Node | None) -> str:
        if isinstance(where, n.Verdict):
            return self.say(" passing" if where.passes else " failing")
        return self.say(" where ({})", self.show(where, _LOOSE)) if where else ""

    def constant(self, node: n.Constant) -> tuple[str, int]:
        negative = isinstance(node.value, Fraction) and node.value < 0
        return show_value(node.value, node.type, self.lang), _SIGN if negative else _ATOM

    def named(self, node: n.Fact | n.ParameterRef | n.DefinitionRef | n.FieldRef) -> tuple[str, int]:
        owner = "" if isinstance(node, n.ParameterRef | n.FieldRef) or node.key in self.unowned else node.owner
        return self.say("{}'s {}", owner, self.name(node.key)) if owner else self.name(node.key), _ATOM

    def units(self, node: n.Units) -> tuple[str, int]:
        return ", ".join(self.name(level) for level in cast(ty.UnitsOf, node.type).levels), _ATOM

    def _one_of(self, records: n.Node) -> str:
        """What one of *records*, or of several levels of units, is called."""
        if isinstance(records, n.Units):
            levels = zip(cast(ty.UnitsOf, records.type).levels, records.singulars, strict=True)
            return ", ".join(self.name(key) if self.lang == "zh" else singular for key, singular in levels)
        return records.type.singular if isinstance(records.type, ty.ListOf) else "record"

    def verdict(self, node: n.Verdict) -> tuple[str, int]:
        return self.say("passes" if node.passes else "fails"), _ATOM

    def day(self, node: n.DayRef) -> tuple[str, int]:
        return self.say(node.which), _ATOM

    def not_(self, node: n.Not) -> tuple[str, int]:
        return self.say("not {}", self.show(node.operand, _NOT)), _NOT

    def and_(self, node: n.And) -> tuple[str, int]:
        return self._several(node.operands, self.say(" and "), _AND)

    def or_(self, node: n.Or) -> tuple[str, int]:
        return self._several(node.operands, self.say(" or "), _OR)

    def number_of(self, node: n.NumberOf) -> tuple[str, int]:
        if (node.bound, node.number) == ("at most", 0):
            return self.say("none of {}", self._listed(node.operands)), _ATOM
        return self.say(f"{node.bound} {{}} of {{}}", node.number, self._listed(node.operands)), _ATOM

    def if_(self, node: n.If) -> tuple[str, int]:
        parts = (self.show(part, _OR) for part in (node.test, node.then, node.otherwise))
        return self.say("if {} then {} else {}", *parts), _LOOSE

    def compare(self, node: n.Compare) -> tuple[str, int]:
        return f"{self.show(node.left, _ROUND)} {node.operator} {self.show(node.right, _ROUND)}", _COMPARE

    def is_one_of(self, node: n.IsOneOf) -> tuple[str, int]:
        options = ", ".join(self.show(option, _OR) for option in node.options)
        return self.say("{} is one of {}", self.show(node.operand, _ROUND), f"{{{options}}}"), _COMPARE

    def includes(self, node: n.Includes) -> tuple[str, int]:
        whole = self.show(node.whole, _ROUND)
        if node.all_of is not None and node.all_of.name:
            name = (node.all_of.labels.zh if self.lang == "zh" else None) or node.all_of.name
            return self.say("{} includes all of {}", whole, name), _COMPARE
        return self.say("{} includes {}", whole, self.show(node.members, _ROUND)), _COMPARE

    def is_empty(self, node: n.IsEmpty) -> tuple[str, int]:
        return self.say("{} is empty", self.show(node.operand, _ROUND)), _COMPARE

    def is_recorded(self, node: n.IsRecorded) -> tuple[str, int]:
        return self.say("{} is recorded", self.show(node.operand, _ROUND)), _COMPARE

    def is_increasing(self, node: n.IsIncreasing) -> tuple[str, int]:
        which = "{} is increasing" if node.strictly else "{} is non-decreasing"
        return self.say(which, self.show(node.series, _ROUND)), _COMPARE

    def arithmetic(self, node: n.Arithmetic) -> tuple[str, int]:
        level = _SUM if node.operator in "+-" else _PRODUCT
        return f"{self.show(node.left, level)} {node.operator} {self.show(node.right, level + 1)}", level

    def share_of(self, node: n.ShareOf) -> tuple[str, int]:
        first, second = (node.whole, node.share) if self.lang == "zh" else (node.share, node.whole)
        return self.say("{} of {}", self.show(first, _PRODUCT), self.show(second, _PRODUCT + 1)), _PRODUCT

    def negative(self, node: n.Negative) -> tuple[str, int]:
        return f"-{self.show(node.operand, _SIGN)}", _SIGN

    def absolute(self, node: n.Absolute) -> tuple[str, int]:
        return self.say("absolute {}", self.show(node.operand, _SIGN)), _SIGN

    def rounded(self, node: n.Rounded) -> tuple[str, int]:
        quantum = show_value(node.quantum, node.type, self.lang)
        text = self.say("{} rounded to {} {}", self.show(node.operand, _SUM), quantum, self.say(node.mode))
        return text, _ROUND

    def extreme(self, node: n.Extreme) -> tuple[str, int]:
        return self.say(f"{node.which} of {{}}", self._listed(node.operands)), _ATOM

    def every_month(self, node: n.EveryMonth) -> tuple[str, int]:
        return self.say("every month ({})", self.show(node.condition, _LOOSE)), _ATOM

    def month_of(self, node: n.MonthOf) -> tuple[str, int]:
        return _METHODS[type(node.series)](self, node.series)

    def quantified(self, node: n.Quantified) -> tuple[str, int]:
        singular, condition = self._one_of(node.records), self.show(node.condition, _LOOSE)
        if isinstance(node.condition, n.Verdict):
            return self.say(f"{node.which} {{}} {{}}", singular, condition), _ATOM
        text = self.say(f"{node.which} {{}}{{}} satisfies ({{}})", singular, self._where(node.where), condition)
        return text, _ATOM

    def count_of(self, node: n.CountOf) -> tuple[str, int]:
        return self.say("count of {}{}", self.show(node.records, _ATOM), self._where(node.where)), _ATOM

    def share_where(self, node: n.ShareWhere) -> tuple[str, int]:
        return self.say("share of {}{}", self.show(node.records, _ATOM), self._where(node.where)), _ATOM

    def aggregate(self, node: n.Aggregate) -> tuple[str, int]:
        records, operand = self.show(node.records, _ATOM), self.show(node.operand, _ATOM)
        path = self.say("{}' {}", records, operand) if isinstance(node.records, n.Units) else f"{records}.{operand}"
        return self.say(f"{node.which} of {{}}{{}}", path, self._where(node.where)), _ATOM


_METHODS: dict[type[n.Node], Callable[[_Printer, Any], tuple[str, int]]] = {
    n.Constant: _Printer.constant,
    n.Fact: _Printer.named,
    n.ParameterRef: _Printer.named,
    n.DefinitionRef: _Printer.named,
    n.FieldRef: _Printer.named,
    n.DayRef: _Printer.day,
    n.Units: _Printer.units,
    n.Verdict: _Printer.verdict,
    n.Not: _Printer.not_,
    n.And: _Printer.and_,
    n.Or: _Printer.or_,
    n.NumberOf: _Printer.number_of,
    n.If: _Printer.if_,
    n.Compare: _Printer.compare,
    n.IsOneOf: _Printer.is_one_of,
    n.Includes: _Printer.includes,
    n.IsEmpty: _Printer.is_empty,
    n.IsRecorded: _Printer.is_recorded,
    n.IsIncreasing: _Printer.is_increasing,
    n.Arithmetic: _Printer.arithmetic,
    n.ShareOf: _Printer.share_of,
    n.Negative: _Printer.negative,
    n.Absolute: _Printer.absolute,
    n.Rounded: _Printer.rounded,
    n.Extreme: _Printer.extreme,
    n.EveryMonth: _Printer.every_month,
    n.MonthOf: _Printer.month_of,
    n.Quantified: _Printer.quantified,
    n.CountOf: _Printer.count_of,
    n.ShareWhere: _Printer.share_where,
    n.Aggregate: _Printer.aggregate,
}
