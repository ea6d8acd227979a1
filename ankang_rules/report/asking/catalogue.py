"""Every word of a questionnaire, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.explain.layout import chinese
from ankang_rules.source import Bilingual


def _two(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def open_questions(number: int) -> Bilingual:
    return _two(f"还要问 {number:,} 项", f"{_plural(number, 'question')} to ask")


nothing_open = _two("没有要问的", "there is nothing to ask")

how_to_ask = _two(
    "按此顺序问。标“→”的，答案可能就此定论：每得一个答案，用新的事实再列一次，不再需要的就不列了。",
    "Ask in this order. An answer to what is marked → can already decide the verdict: ask again with the new facts, and "
    "what is needless by then is gone.",
)


def list_units(level: str) -> Bilingual:
    return _two(f"{chinese('有哪些', level)}（逐一列出）", f"which {level} there are (list them)")


def of_unit(unit: str, label: str) -> Bilingual:
    return _two(f"{unit}：{label}", f"{unit}: {label}")


def kind(text: str) -> Bilingual:
    return _two(f"填：{text}", f"answer: {text}")


def places(text: str) -> Bilingual:
    return _two(f"尚缺：{text}", f"open: {text}")


def collected_from(where: str) -> Bilingual:
    return _two(f"采自：{where}", f"from: {where}")


def clauses(names: Sequence[str]) -> Bilingual:
    return _two(f"条款 {'、'.join(names)}", f"clause{'s' if len(names) > 1 else ''} {', '.join(names)}")


def evidence(text: str) -> Bilingual:
    return _two(f"依据：{text}", f"evidence: {text}")


def needed_for(rules: Sequence[str], more: int) -> Bilingual:
    zh, en = "、".join(rules), ", ".join(rules)
    if more:
        zh, en = chinese(zh, f"等 {len(rules) + more:,} 条"), f"{en} and {more:,} more"
    return _two(f"用于：{zh}", f"for: {en}")


def more_questions(number: int) -> Bilingual:
    return _two(
        f"另有 {number:,} 项，用 --most 多列", f"and {_plural(number, 'question')} more; --most shows more of them"
    )


def undecided(number: int) -> Bilingual:
    return _two(
        f"以下 {number:,} 条规则，再问也定不了：", f"{_plural(number, 'rule')} that no answer decides as things stand:"
    )


def beside(number: int) -> Bilingual:
    return _two(
        f"另有 {number:,} 条规则未定，不影响结论",
        f"{_plural(number, 'more rule')} open, on which the verdict does not rest",
    )
