"""What the sentences are made with."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.check.describe import describe
from ankang_rules.diagnostics import Diagnostic, Note
from ankang_rules.model.types import Type
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


LONGEST_QUOTE = 80


def quoted(span: Span) -> str:
    """The text of *span* for a sentence: on one line, and its middle left out where it is long."""
    text = " ".join(span.text.split())
    if text[:1] == text[-1:] == "`":
        text = text[1:-1]
    half = LONGEST_QUOTE // 2
    return text if len(text) <= LONGEST_QUOTE else f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


def first_place(span: Span) -> tuple[Note, ...]:
    return (Note(span, Bilingual(zh="第一处在这里", en="the first one is here")),)


def did_you_mean(close: Sequence[str]) -> tuple[str, str]:
    if not close:
        return "", ""
    shown = "、".join(f"`{name}`" for name in close), " or ".join(f"`{name}`" for name in close)
    return f"是不是 {shown[0]}？", f"did you mean {shown[1]}?"


def sides(left: Span, right: Span, left_type: Type, right_type: Type) -> tuple[Span, Bilingual, tuple[Note, ...]]:
    """The place of the left side with its type beside it, and the right side as the second place."""
    return left, describe(left_type), (Note(right, describe(right_type)),)
