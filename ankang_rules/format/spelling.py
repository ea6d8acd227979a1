"""How each word is written: half-width signs, keywords in lower case, in their own language or in another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ankang_rules.format.words import SEPARATORS, Word
from ankang_rules.source import Language
from ankang_rules.syntax.keywords import FILE, KEYWORDS, TYPE_WORDS, Keyword, is_symbol, keyword
from ankang_rules.syntax.lexer import parse_day
from ankang_rules.syntax.print import needs_backticks, quoted

_KEYWORDS = {(k.terminal, k.value): k for k in KEYWORDS}
_SIGNS = {
    "PLUS": "+",
    "MINUS": "-",
    "TIMES": "×",
    "DIVIDE": "÷",
    "PER": "/",
    "LPAR": "(",
    "RPAR": ")",
    "LSQB": "[",
    "RSQB": "]",
    "LBRACE": "{",
    "RBRACE": "}",
    "COMMA": ",",
    "SEMICOLON": ";",
    "COLON": ":",
    "DOT": ".",
    "ASSIGN": "=",
    "EQUALS": "==",
}
_TIGHT_BEFORE = {"RPAR", "RSQB", "RBRACE", *SEPARATORS, "DOT", "POSSESSIVE", "POST", "PER"}
_TIGHT_AFTER = {"LPAR", "LSQB", "LBRACE", "DOT", "PER"}


def spell(words: Iterable[Word], lang: Language | None) -> None:
    """Give each of *words* its text, keywords in *lang* or, without one, in the language they are written in."""
    before: Word | None = None
    for word in words:
        word.text = _text(word, before, lang)
        word.tight = before is not None and (
            word.type in _TIGHT_BEFORE or before.type in _TIGHT_AFTER or before.sign or word.type == "ENTRY_COLON"
        )
        before = word


def _text(word: Word, before: Word | None, lang: Language | None) -> str:
    match word.type:
        case "STRING":
            return quoted(word.value)
        case "NAME" | "ENTRY":
            return _name(word, lang)
        case "TYPE":
            return " ".join(_type_word(part, lang) for part in word.value.split())
        case "FILE":
            return word.value.lower() if lang is None else FILE[lang]
        case "SCORE":
            return word.value.lower() if lang is None else ("得分" if lang == "zh" else "score")
        case "DATE":
            return _day(word, lang)
        case "SHARE":
            return "".join(word.value.split())
        case "NUMBER" | "UNIT_WORD":
            return word.value
        case "YES_NO":
            return "/".join(keyword(end).spelling(lang or _language(word.value)) for end in ("YES", "NO"))
        case "POSSESSIVE":
            return "'" if before and before.text.endswith("s") else "'s"
        case "ENTRY_COLON":
            return ":"
        case "ITEMS_OF":
            return word.value.lower() if lang is None else ("项" if lang == "zh" else "of")
        case "BETWEEN_AND":
            return keyword("TO" if (lang or _language(word.value)) == "zh" else "AND").spelling(
                lang or _language(word.value)
            )
    return _SIGNS.get(word.type) or _keyword(word, lang)


def _name(word: Word, lang: Language | None) -> str:
    """A name; keywords in another language may be read together with words of it, so that it needs backticks."""
    in_backticks = word.written[:1] in ("`", "｀")
    needed = lang and needs_backticks(word.value) and word.type != "ENTRY"
    return f"`{word.value}`" if in_backticks or needed else word.value


def _type_word(written: str, lang: Language | None) -> str:
    """A word of a type; what is none of them, a unit, stays."""
    entry = next((spellings for spellings in TYPE_WORDS.values() if written.casefold() in spellings), None)
    if entry is None:
        return written
    return entry[(lang or _language(written)) == "zh"]


def _day(word: Word, lang: Language | None) -> str:
    """A date with all its digits; one written with 年 stays so, but for English."""
    day = parse_day(word.value)
    if day is None or ("年" in word.value and lang != "en"):
        return word.value
    return day.isoformat()


def _keyword(word: Word, lang: Language | None) -> str:
    entry = _KEYWORDS.get((word.type, word.value)) or _KEYWORDS[word.type, ""]
    written = " ".join(_half_width(word.written).split()).casefold()
    if is_symbol(written):
        return entry.spelling("en")
    if lang is None or written in (entry.zh if lang == "zh" else entry.en):
        return written
    return _translated(entry, lang)


def _translated(entry: Keyword, lang: Language) -> str:
    """A word for a word: a comparison said in words is not turned into a sign."""
    spellings = entry.zh if lang == "zh" else entry.en
    return next((s for s in spellings if not is_symbol(s)), entry.spelling(lang))


def _half_width(text: str) -> str:
    return re.sub("[！-～]", lambda found: chr(ord(found[0]) - 0xFEE0), text).replace("　", " ")


def _language(written: str) -> Language:
    return "en" if written.isascii() else "zh"
