"""Text to tokens: words are joined into phrases, keywords of both languages become terminals, full-width twins fold.

The lexer never stops: what it cannot read becomes a diagnostic and is left out.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from attrs import field, frozen

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.model.exact import MOST_DIGITS
from ankang_rules.source import Source, Span
from ankang_rules.syntax import messages
from ankang_rules.syntax.elsewhere import BY_NAME, NOTATIONS, Notation
from ankang_rules.syntax.keywords import DECLARATIONS, KEYWORDS, SIGNS, is_symbol

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != 0xFF02} | {0x3000: 0x20}
"""Twins of the printable ASCII characters, one for one, so that places stay right. ＂ is left to the text rule."""

_WRONG_OPERATORS = {
    "=<": "≤",
    "=>": "≥",
    "<>": "≠",
    "=!": "≠",
    "===": "==",
    "!==": "≠",
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "!": "not",
    "≥=": "≥",
    "≤=": "≤",
    ">=": "≥",
    "<=": "≤",
    "!=": "≠",
    "==": "=",
}
"""Signs of other languages, and signs with a space inside, with what is written here."""

_MEANT = {"﹪": "%", "٪": "%", "–": "-", "—": "-", "‐": "-", "‑": "-", "∧": "and", "∨": "or", "¬": "not", "％": "%"}
_TITLE_MARKS = {"》": "《", "〉": "〈", "】": "【", "〕": "〔"}
_NOT_SEEN = ("Cf", "Cc", "Cn", "Co", "Cs", "Zl", "Zp")
_TURNS_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ALLOWED_INSIDE = frozenset("\t\u200c\u200d")
"""Not seen, but a text may have them: some scripts and pictures join letters by them."""

_SYMBOLS = {s: k for k in KEYWORDS for s in (*k.en, *k.zh) if is_symbol(s)}
_PHRASES: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
for _k in KEYWORDS:
    for _spelling in {*_k.en, *_k.zh} - set(_SYMBOLS):
        _words = tuple(_spelling.split())
        _PHRASES.setdefault(_words[0], []).append((_words, _k.terminal, _k.value))
for _candidates in _PHRASES.values():
    _candidates.sort(key=lambda candidate: -len(candidate[0]))
_POST = tuple(s for k in KEYWORDS if k.terminal == "POST" for s in k.zh)


_ITEM = re.compile(
    r"""
    (?P<space>[^\S\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+)
  | (?P<comment>\#[^\r\n]*)
  | (?P<possessive>(?<=[\w`])['’]s(?!\w)|(?<=s)['’](?!\w))
  | (?P<string>"(?:[^"\\\r\n]|\\[^\r\n])*"|“[^”\r\n]*”|＂[^＂\r\n]*＂)
  | (?=[0-9'‘「『”“"/.\-百一二$€£¥￥])(?:  # everything else is no notation from elsewhere, and passed over at once
    """
    + " | ".join(f"(?P<{notation.name}>{notation.pattern})" for notation in NOTATIONS)
    + r""")
  | (?P<open_string>["“＂][^\r\n]*)
  | (?P<quoted>`[^`\r\n]+`)
  | (?P<open_quoted>`[^\r\n]*)
  | (?P<date>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)
  | (?P<number>[0-9](?:_?[0-9])*(?:\.[0-9](?:_?[0-9])*)?)(?P<share>[ \t]*[%‰])?
  | (?P<yes_no>(?:yes[ ]?/[ ]?no|是[ ]?/[ ]?否)(?!\w))
  | (?P<glued>[^\W\d_]\w*?(?P<tail>(?<![0-9])[0-9]++(?:\.[0-9]++)?[ \t]*+[%‰]))
  | (?P<word>[^\W\d_]\w*(?:-\w+)*)
  | (?P<wrong>===|!==|=<|=>|<>|=!|&&?|\|\|?|≥=|≤=|[!<>=][ \t]+=|=[ \t]+[<>]|<[ \t]+>|!(?!=))
  | (?P<symbol>==|!=|>=|<=|[=≠<≤≦⩽>≥≧⩾])
  | (?P<sign>[-−+×*÷/()\[\]{},、;:.])
  | (?P<other>(?s:.))
    """,
    re.VERBOSE | re.IGNORECASE,
)
OPERANDS = {
    "NAME",
    "NUMBER",
    "SHARE",
    "DATE",
    "UNIT_WORD",
    "STRING",
    "RPAR",
    "RSQB",
    "RBRACE",
    "YES",
    "NO",
    "AS_OF_DATE",
    "START_OF_YEAR",
    "END_OF_YEAR",
    "POST",
}
_PHRASE = re.compile(r"#[^\r\n]*|([^\s#]+)")
_LINE_END = re.compile("[\r\n]")
_NESTING = {"LBRACE": 1, "LSQB": 1, "RBRACE": -1, "RSQB": -1} | dict.fromkeys(DECLARATIONS, -(10**9))
"""What opens and closes a list; a declaration closes them all."""
_ESCAPE = re.compile(r"\\(.)")


class Token(str):
    """A terminal with the span of its text; its string value is what it means."""

    __slots__ = ("span", "type")
    type: str
    span: Span
    # Lark looks for the places of its own tokens, where it is asked; ours have a span.
    start_pos = line = column = end_line = end_column = end_pos = None

    def __new__(cls, kind: str, value: str, span: Span) -> Token:
        made = str.__new__(cls, value)
        made.type = kind
        made.span = span
        return made

    def __deepcopy__(self, memo: object) -> Token:
        return self

    def __repr__(self) -> str:
        return f"Token({self.type!r}, {str(self)!r})"


@frozen
class Tokens:
    """The tokens of a text, its comments, and what was wrong with its characters."""

    tokens: tuple[Token, ...]
    comments: tuple[Span, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=(), eq=False)


def tokenize(source: Source) -> Tokens:
    """Return the tokens of *source*."""
    return _Lexer(source).run()


def words_of(name: Token) -> list[tuple[str, Span]]:
    """Part a phrase into its words, each with its own place; a name in backticks is one word."""
    return [(str(name), name.span)] if name.span.text[:1] in "`｀" else words_in(name.span)


def words_in(span: Span) -> list[tuple[str, Span]]:
    """Part the text of *span* into its words, comments left out."""
    found = (f for f in _PHRASE.finditer(span.text) if f[1])
    return [(f[1], Span(span.source, span.start + f.start(), span.start + f.end())) for f in found]


def string_value(written: str) -> str:
    """Return the text between the quotation marks of *written*; a backslash before a character is left out."""
    return _ESCAPE.sub(r"\1", written[1:-1]) if written[0] == '"' else written[1:-1]


class _Lexer:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text.translate(_FULL_WIDTH)
        self.tokens: list[Token] = []
        self.comments: list[Span] = []
        self.diagnostics: list[Diagnostic] = []
        self.declaration = ""
        """What kind of declaration is being read."""
        self.lists = 0
        """How many braces and square brackets are open, inside which `1,000` is two items."""

    def run(self) -> Tokens:
        items = [found for found in _ITEM.finditer(self.text) if found.lastgroup != "space"]
        index = 0
        while index < len(items):
            found = items[index]
            kind = found.lastgroup or ""
            if kind == "word":
                index += self._word(items, index)
                continue
            if kind == "other":
                index += self._strange(items, index)
                continue
            if kind in BY_NAME:
                self._elsewhere(found, BY_NAME[kind])
            else:
                getattr(self, _METHODS[kind])(found)
            index += 1
        return Tokens(tuple(self.tokens), tuple(self.comments), tuple(self.diagnostics))

    def _span(self, found: re.Match[str]) -> Span:
        return Span(self.source, found.start(), found.end())

    def _push(self, kind: str, value: str, start: int, end: int) -> None:
        self.tokens.append(Token(kind, value, Span(self.source, start, end)))
        if kind in DECLARATIONS:
            self.declaration = kind
        if kind in _NESTING:
            self.lists = max(0, self.lists + _NESTING[kind])

    def _emit(self, kind: str, found: re.Match[str], value: str | None = None) -> None:
        self._push(kind, found[0] if value is None else value, found.start(), found.end())

    # One method for each group of the pattern

    def _comment(self, found: re.Match[str]) -> None:
        self.comments.append(self._span(found))
        self._check_seen(found, _TURNS_DIRECTION)

    def _string(self, found: re.Match[str]) -> None:
        self._check_seen(found)
        self._emit("STRING", found, string_value(self.source.text[found.start() : found.end()]))

    def _elsewhere(self, found: re.Match[str], notation: Notation) -> None:
        """Refuse a notation from elsewhere, and go on with the tokens of what is written here."""
        span = self._span(found)
        if notation.name == "thousands" and self.lists > 0:
            self._list_of_numbers(found)
            return
        written = self.source.text[found.start() : found.end()] if notation.verbatim else found[0]
        right = notation.right(written)
        self.diagnostics.append(messages.elsewhere(span, notation, right))
        for token in tokenize(Source("", right or notation.stand_in)).tokens:
            self._push(token.type, str(token), found.start(), found.end())

    def _list_of_numbers(self, found: re.Match[str]) -> None:
        at = found.start()
        for part in re.findall("[0-9]+|,", found[0]):
            self._push("COMMA" if part == "," else "NUMBER", part, at, at + len(part))
            at += len(part)

    def _open_string(self, found: re.Match[str]) -> None:
        self.diagnostics.append(messages.unclosed_text(self._span(found)))
        self._emit("STRING", found, self.source.text[found.start() + 1 : found.end()].strip())

    def _quoted(self, found: re.Match[str]) -> None:
        self._check_seen(found)
        self._check_scripts(found)
        self._emit("NAME", found, found[0][1:-1].strip())

    def _open_quoted(self, found: re.Match[str]) -> None:
        self.diagnostics.append(messages.unclosed_name(self._span(found)))
        self._emit("NAME", found, found[0][1:].strip() or "?")

    def _date(self, found: re.Match[str]) -> None:
        if parse_day(found[0]) is None:
            self.diagnostics.append(messages.no_such_day(self._span(found), last_of_month(found[0])))
        self._emit("DATE", found)

    def _number(self, found: re.Match[str]) -> None:
        whole, _, part = found["number"].replace("_", "").partition(".")
        if max(len(whole), len(part)) > MOST_DIGITS:
            self.diagnostics.append(messages.too_many_digits(self._span(found), MOST_DIGITS))
            self._emit("SHARE" if found["share"] else "NUMBER", found, "0%" if found["share"] else "0")
        else:
            self._emit("SHARE" if found["share"] else "NUMBER", found)

    _share = _number

    def _yes_no(self, found: re.Match[str]) -> None:
        self._emit("YES_NO", found)

    def _wrong(self, found: re.Match[str]) -> None:
        right = _WRONG_OPERATORS["".join(found[0].split())]
        self.diagnostics.append(messages.wrong_operator(self._span(found), right))
        terminal = {"and": "AND", "or": "OR", "not": "NOT"}.get(right, "CMP")
        self._emit(terminal, found, "=" if right == "==" else right)

    def _symbol(self, found: re.Match[str]) -> None:
        keyword = _SYMBOLS[found[0]]
        self._emit(keyword.terminal, found, keyword.value or found[0])

    def _sign(self, found: re.Match[str]) -> None:
        if found[0] == "-":
            self._check_minus(found)
        self._emit(SIGNS[found[0]], found)

    def _check_minus(self, found: re.Match[str]) -> None:
        """A minus after an operand is a subtraction, which has spaces around it."""
        if not (self.tokens and self.tokens[-1].type in OPERANDS):
            return
        around = self.text[max(0, found.start() - 1) : found.end() + 1]
        if not (around[0].isspace() and around[-1].isspace()):
            self.diagnostics.append(messages.minus_without_spaces(self._span(found)))

    def _possessive(self, found: re.Match[str]) -> None:
        self._emit("POSSESSIVE", found)

    def _strange(self, items: list[re.Match[str]], index: int) -> int:
        """Report the character at *index*, and those of its kind right after it; return how many there are."""
        char, start = items[index][0], items[index].start()
        if char == "\ufeff" and start == 0:
            return 1
        taken = 1
        while index + taken < len(items) and self._is_alike(char, items[index + taken], start + taken):
            taken += 1
        span = Span(self.source, start, start + taken)
        if _is_not_seen(char):
            self.diagnostics.append(messages.invisible_character(span, unicodedata.name(char, "")))
        elif char in "。．":
            self.diagnostics.append(messages.full_stop(span))
        elif char in _TITLE_MARKS.values() or self._closes_alone(char, start):
            self.diagnostics.append(messages.title_marks(span))
        elif char not in _TITLE_MARKS:  # else it was said of the other half
            meant = _MEANT.get(char, "") or str(unicodedata.digit(char, ""))
            self.diagnostics.append(messages.bad_character(span, meant))
            if meant == "%":
                self._take_as_percentage(start)
        return taken

    def _closes_alone(self, char: str, at: int) -> bool:
        """Whether *char* closes a title that nothing on its line opens."""
        line = self.text[:at].splitlines()[-1:] or [""]
        return char in _TITLE_MARKS and _TITLE_MARKS[char] not in line[0]

    def _take_as_percentage(self, end: int) -> None:
        """Read the number right before *end* as a percentage, so that its size is not found fault with as well."""
        if self.tokens and self.tokens[-1].type == "NUMBER" and self.tokens[-1].span.end == end:
            number = self.tokens.pop()
            self._push("SHARE", f"{number}%", number.span.start, end)

    def _is_alike(self, char: str, item: re.Match[str], start: int) -> bool:
        """Whether *item* is a strange character that stands at *start* and is reported together with *char*."""
        if item.lastgroup != "other" or item.start() != start:
            return False
        return item[0] == char or (_is_not_seen(char) and _is_not_seen(item[0]))

    def _check_seen(self, found: re.Match[str], refused: frozenset[str] = frozenset()) -> None:
        """Inside a text nothing may stand that is not seen, and inside a comment nothing that turns the direction."""
        if found[0].isascii() and found[0].isprintable():
            return
        for offset, char in enumerate(found[0]):
            if char in refused if refused else _is_not_seen(char) and char not in _ALLOWED_INSIDE:
                span = Span(self.source, found.start() + offset, found.start() + offset + 1)
                self.diagnostics.append(messages.invisible_character(span, unicodedata.name(char, "")))
                return

    def _glued(self, found: re.Match[str]) -> None:
        """A percentage glued to the word before it (基金总量的50%) is never right: part it where keywords are."""
        start = found.start("tail")
        parts = [*split_at_keywords(found[0][: start - found.start()]), (found["tail"], "SHARE")]
        self.diagnostics.append(messages.run_together(self._span(found), " ".join(text for text, _ in parts)))
        at = found.start()
        for text, terminal in parts:
            value = _value_of(text) if terminal not in ("NAME", "SHARE") else text
            self._push(terminal, value, at, at + len(text))
            at += len(text)

    # Words

    def _word(self, items: list[re.Match[str]], index: int) -> int:
        """Read the keyword, unit or phrase that begins at *index*; return how many items it took."""
        keyword = self._keyword_at(items, index)
        if keyword and not (keyword[1] == "UNIT" and self._begins_entry(items, index)):
            words, terminal, value = keyword
            first, last = items[index], items[index + len(words) - 1]
            self._push(terminal, value or self.text[first.start() : last.end()], first.start(), last.end())
            return len(words)
        if self.tokens and self.tokens[-1].type in ("NUMBER", "SHARE") and self._after_number(items[index]):
            self._check_scripts(items[index])
            return 1
        return self._name(items, index)

    def _keyword_at(self, items: list[re.Match[str]], index: int) -> tuple[tuple[str, ...], str, str] | None:
        for candidate in _PHRASES.get(items[index][0].casefold(), ()):
            words = candidate[0]
            if len(words) == 1:
                if candidate[1] == "ROUNDING" and not self._after_rounded_to():
                    continue
                if candidate[1] in ("FIXED", "EFFORT") and not self._is_of_indicator(items, index, candidate[1]):
                    continue
                return candidate
            following = items[index : index + len(words)]
            if tuple(item[0].casefold() for item in following) == words:
                return candidate
        return None

    def _begins_entry(self, items: list[re.Match[str]], index: int) -> bool:
        """Whether the word at *index* begins an entry, as in ``{unit: "城关镇"}``; `=` is told of where it is read."""
        inside = self.declaration == "EXAMPLE" and self.lists > 0
        return inside and index + 1 < len(items) and items[index + 1][0] in (":", "=")

    def _after_rounded_to(self) -> bool:
        """``up`` and ``down`` are ordinary words but for the place after ``rounded to 0.1%``."""
        return any(token.type == "ROUNDED_TO" for token in self.tokens[-3:])

    def _is_of_indicator(self, items: list[re.Match[str]], index: int, terminal: str) -> bool:
        """``fixed`` and ``effort`` are ordinary words but behind the colon of an indicator: the one where no further
        word follows, as in ``fixed deposits``, the other before a number.
        """
        if self.declaration != "INDICATOR" or self.lists or not self._behind_colon():
            return False
        following = next((at for at in range(index + 1, len(items)) if items[at].lastgroup != "comment"), None)
        if terminal == "EFFORT":
            return following is not None and items[following].lastgroup == "number"
        return following is None or not self._goes_on(items, following)

    def _behind_colon(self) -> bool:
        for token in reversed(self.tokens):
            if token.type in ("COLON", "INDICATOR"):
                return token.type == "COLON"
        return False

    def _after_number(self, found: re.Match[str]) -> bool:
        """Read the unit, and 以上 and the like, that stand right after a number; return whether there was one."""
        word, number = found[0], self.tokens[-1]
        if number.type == "SHARE" and word[0] == "的" and number.span.end == found.start() and len(word) > 1:
            self._part_of(found)
            return True
        post = next((p for p in _POST if word.endswith(p)), "")
        unit = word.removesuffix(post)
        if unit and number.type == "NUMBER":
            self._push("UNIT_WORD", unit, found.start(), found.start() + len(unit))
        elif unit:
            return False
        if post:
            value = next(value for words, _, value in _PHRASES[post] if words == (post,))
            self._push("POST", value, found.end() - len(post), found.end())
        return True

    def _part_of(self, found: re.Match[str]) -> None:
        """50%的基金总量 has its two sides the wrong way round."""
        at = found.start()
        self.diagnostics.append(messages.part_of_what(Span(self.source, at, at + 1)))
        self._push("OF", "of", at, at + 1)
        self._push("NAME", found[0][1:], at + 1, found.end())

    def _name(self, items: list[re.Match[str]], index: int) -> int:
        """Read the phrase that begins at *index*: words with nothing but space and comments between them."""
        words = [items[index]]
        taken, at = 1, index + 1
        while at < len(items) and (items[at].lastgroup == "comment" or self._goes_on(items, at)):
            if items[at].lastgroup == "word":
                for comment in items[index + taken : at]:
                    self._comment(comment)
                words.append(items[at])
                taken = at + 1 - index
            at += 1
        for word in words:
            self._check_scripts(word)
        self._push("NAME", " ".join(word[0] for word in words), words[0].start(), words[-1].end())
        return taken

    def _goes_on(self, items: list[re.Match[str]], at: int) -> bool:
        return items[at].lastgroup == "word" and self._keyword_at(items, at) is None

    def _check_scripts(self, found: re.Match[str]) -> None:
        if found[0].isascii():
            return
        scripts = {unicodedata.name(char, "").split(" ")[0] for char in found[0] if char.isalpha()}
        alike = scripts & {"LATIN", "CYRILLIC", "GREEK"}
        if len(alike) > 1:
            self.diagnostics.append(
                messages.mixed_scripts(self._span(found), ", ".join(sorted(s.title() for s in alike)))
            )


_METHODS = {kind: "_glued" if kind == "tail" else f"_{kind}" for kind in _ITEM.groupindex}

_CHINESE = sorted(
    (
        (s, terminal, value)
        for candidates in _PHRASES.values()
        for (words, terminal, value) in candidates
        if len(words) == 1 and not (s := words[0]).isascii()
    ),
    key=lambda entry: -len(entry[0]),
)


_KEYWORD = re.compile("|".join(word for word, terminal, _ in _CHINESE if terminal not in DECLARATIONS))
_TERMINALS = {word: terminal for word, terminal, _ in _CHINESE}


def split_at_keywords(text: str) -> list[tuple[str, str]]:
    """Part *text* before and after every Chinese keyword inside it; return the parts, each with its terminal."""
    parts: list[tuple[str, str]] = []
    at = 0
    for found in _KEYWORD.finditer(text):
        parts += [(text[at : found.start()], "NAME"), (found[0], _TERMINALS[found[0]])]
        at = found.end()
    return [(part, terminal) for part, terminal in [*parts, (text[at:], "NAME")] if part]


def _is_not_seen(char: str) -> bool:
    return unicodedata.category(char) in _NOT_SEEN


def _value_of(word: str) -> str:
    return next(value or spelling for spelling, _, value in _CHINESE if spelling == word)


_DAY = re.compile(r"([0-9]{4})[-年]([0-9]{1,2})[-月]([0-9]{1,2})日?")


def parse_day(written: str) -> date | None:
    """Return the day written ``2013-05-20`` or ``2013年5月20日``, or None where the calendar has no such day."""
    found = _DAY.fullmatch(written)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def last_of_month(written: str) -> date | None:
    """Return the last day of the month that *written* names, or None where it names none."""
    found = _DAY.fullmatch(written)
    year, month = map(int, found.groups()[:2]) if found else (0, 0)
    days = (parse_day(f"{year:04}-{month:02}-{day}") for day in (31, 30, 29, 28))
    return next((day for day in days if day), None)


def chinese_keywords() -> list[str]:
    """Return the one-word Chinese keywords that can stand in an expression, longest first."""
    return [word for word, terminal, _ in _CHINESE if terminal not in DECLARATIONS]
