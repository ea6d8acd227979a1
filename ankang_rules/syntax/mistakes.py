"""Syntax mistakes, recognised and put into a sentence."""

from __future__ import annotations

from lark import UnexpectedToken

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.syntax import messages
from ankang_rules.syntax.keywords import KEYWORDS, SIGNS
from ankang_rules.syntax.lexer import Token

_STARTS_AN_EXPRESSION = {"NAME", "NUMBER", "SHARE", "DATE", "STRING", "LPAR", "YES"}
_PLAIN = {
    "NAME": ("一个名称", "a name"),
    "STRING": ("引号中的文字", "a text in quotation marks"),
    "NUMBER": ("一个数字", "a number"),
    "DATE": ("一个日期", "a date"),
    "SHARE": ("一个百分比", "a percentage"),
    "UNIT_WORD": ("一个单位", "a unit"),
}


def explain(unexpected: UnexpectedToken, piece: list[Token]) -> Diagnostic:
    """Return the diagnostic for the place where the grammar could not go on."""
    token = unexpected.token
    zh, en = _expected(set(unexpected.accepts or unexpected.expected))
    if token.type == "$END":
        return messages.ends_too_early(piece[-1].span, zh, en)
    assert isinstance(token, Token)
    accepts = unexpected.accepts or set()
    if "NAME" in accepts and "NUMBER" not in accepts and _is_word(token) and token.type not in _PLAIN:
        return messages.reserved_word(token.span)
    return messages.unexpected(token.span, zh, en)


def _is_word(token: Token) -> bool:
    return token.span.text[:1].isalpha()


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
