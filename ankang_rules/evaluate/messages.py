"""Every sentence about a call, rather than about its rules or its facts, in both languages."""

from __future__ import annotations

from datetime import date

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import Bilingual, Span


def no_date(why: Bilingual) -> Diagnostic:
    return Diagnostic(
        "F509",
        Bilingual(zh=f"没有给出日期，而{why.zh}", en=f"no date given, but {why.en}"),
        help=Bilingual(
            zh="在事实文件里写 `as of: 2014-11-30`，或在调用时给出 `as_of`（命令行用 `--as-of`）",
            en="write `as of: 2014-11-30` in the facts, or give `as_of` in the call (`--as-of` on the command line)",
        ),
    )


def year_after_day(year: int, day: date) -> Diagnostic:
    return Diagnostic(
        "F520",
        Bilingual(
            zh=f"考核年度 {year} 晚于截至日期 {day}",
            en=f"the assessment year {year} lies after {day}, the day asked about",
        ),
        help=Bilingual(zh="这一年还没有任何月份可以评定", en="no month of that year can be judged yet"),
    )


def unread_fact(name: str, span: Span | None) -> Diagnostic:
    return Diagnostic(
        "F514",
        Bilingual(zh=f"没有规则用到 `{name}`", en=f"no rule reads `{name}`"),
        span,
        help=Bilingual(
            zh="它不影响结论；可以留着，也可以删去", en="it does not affect the verdict; keep it or leave it out"
        ),
        place=None if span else f"facts.{name}",
    )
