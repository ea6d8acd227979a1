"""What to say of a mistake nobody thought of: from what the grammar would have taken instead."""

from __future__ import annotations

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import Span
from ankang_rules.syntax import messages
from ankang_rules.syntax.keywords import KEYWORDS, SIGNS
from ankang_rules.syntax.lexer import OPERANDS, Token

_STARTS_AN_EXPRESSION = {"NAME", "NUMBER", "SHARE", "DATE", "STRING", "LPAR", "YES"}
_PLAIN = {
    "NAME": ("一个名称", "a name"),
    "STRING": ("引号中的文字", "a text in quotation marks"),
    "NUMBER": ("一个数字", "a number"),
    "DATE": ("一个日期", "a date"),
    "SHARE": ("一个百分比", "a percentage"),
    "UNIT_WORD": ("一个单位", "a unit"),
    "YES_NO": (" `是/否`", "`yes/no`"),
}


def say(piece: list[Token], index: int, accepts: frozenset[str]) -> Diagnostic:
    """Return the sentence for the token at *index* of *piece*, or for its end, where only *accepts* could stand."""
    zh, en = _expected(set(accepts))
    if index == len(piece):
        return messages.ends_too_early(piece[-1].span, zh, en)
    here: Span = piece[index].span
    before = piece[index - 1] if index else None
    if before is not None and before.type in OPERANDS and piece[index].type in OPERANDS | _STARTS_AN_EXPRESSION:
        return messages.nothing_between(here, before.span.text)
    return messages.unexpected(here, zh, en)


def _expected(terminals: set[str]) -> tuple[str, str]:
    """Return what may stand at a place, in words, where it is few enough to say."""
    if terminals >= _STARTS_AN_EXPRESSION:
        return "一个名称、数值或条件", "a name, a value or a condition"
    terminals = terminals - {"$END"}
    if not 0 < len(terminals) <= 4:
        return "", ""
    words = [_spelling(terminal) for terminal in sorted(terminals)]
    return "或".join(zh for zh, _ in words), " or ".join(en for _, en in words)


def _spelling(terminal: str) -> tuple[str, str]:
    if terminal in _PLAIN:
        return _PLAIN[terminal]
    sign = next((sign for sign, name in SIGNS.items() if name == terminal), None)
    if sign:
        return f" `{sign}`", f"`{sign}`"
    word = next(k for k in KEYWORDS if k.terminal == terminal)
    return f" `{word.spelling('zh')}`", f"`{word.spelling('en')}`"
