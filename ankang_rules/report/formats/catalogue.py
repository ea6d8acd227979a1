"""Every sentence of the machine formats that people read, in both languages."""

from __future__ import annotations

from ankang_rules.source import Bilingual


def _two(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


status = _two("结论", "status")
rule = _two("规则", "rule")
clause = _two("条款", "clause")
finding = _two("实际与要求", "observed and required")
unit = _two("单位", "unit")
nothing_open = _two("没有不达标的，也没有不知道的。", "Nothing fails and nothing is unknown.")


def more_rows(number: int) -> Bilingual:
    return _two(f"另有 {number:,} 条未列出。", f"{number:,} more are not listed.")


def carried_forward(number: int) -> Bilingual:
    return _two(f"沿用上次报告的（{number:,} 条）", f"Carried forward from the earlier report ({number:,})")


def carried_from(day: str) -> Bilingual:
    return _two(f"沿用 {day}", f"carried forward from {day}") if day else _two("沿用", "carried forward")


def argued(number: int) -> Bilingual:
    return _two(f"理由（{number:,} 条）", f"Reasons ({number:,})")


def not_argued(number: int) -> Bilingual:
    return _two(f"另有 {number:,} 条的理由放不下。", f"The reasons of {number:,} more do not fit.")
