"""What the sentences are made with."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.diagnostics import Diagnostic, Note
from ankang_rules.source import Bilingual, Span


def say(
    code: str,
    span: Span,
    zh: str,
    en: str,
    *,
    help_zh: str = "",
    help_en: str = "",
    label: Bilingual = Bilingual(),
    notes: tuple[Note, ...] = (),
    fix: str | None = None,
) -> Diagnostic:
    text, help_ = Bilingual(zh=zh, en=en), Bilingual(zh=help_zh, en=help_en)
    return Diagnostic(code, text, span, help=help_, label=label, notes=notes, fix=fix)


def first_place(span: Span) -> tuple[Note, ...]:
    return (Note(span, Bilingual(zh="第一处在这里", en="the first one is here")),)


def did_you_mean(close: Sequence[str]) -> tuple[str, str]:
    if not close:
        return "", ""
    shown = "、".join(f"`{name}`" for name in close), " or ".join(f"`{name}`" for name in close)
    return f"是不是 {shown[0]}？", f"did you mean {shown[1]}?"
