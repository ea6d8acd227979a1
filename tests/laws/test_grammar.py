"""The grammar has no hidden conflicts, and its terminals are those of the one keyword table."""

import logging
import re

import pytest
from lark import Lark, logger

from ankang_rules.source import Source
from ankang_rules.syntax.keywords import KEYWORDS, SIGNS, Keyword, is_symbol
from ankang_rules.syntax.lexer import tokenize
from ankang_rules.syntax.tables import grammar_text

SPELLINGS = [(keyword, spelling) for keyword in KEYWORDS for spelling in dict.fromkeys((*keyword.en, *keyword.zh))]

# What the lexer makes of something other than a keyword or a sign.
FROM_TEXT = {
    "NAME": "fund",
    "POSSESSIVE": "city's",
    "STRING": '"a text"',
    "NUMBER": "12.5",
    "SHARE": "98%",
    "DATE": "2014-11-30",
    "UNIT_WORD": "3 元",
    "YES_NO": "yes/no",
}


class Conflicts(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if "conflict" in record.getMessage().lower():
            self.messages.append(record.getMessage())


def conflicts_of(grammar: str, start: str) -> list[str]:
    """What Lark says of conflicts that it resolves by itself, which it does without a word unless asked."""
    found, before = Conflicts(), logger.level
    logger.addHandler(found)
    logger.setLevel(logging.DEBUG)
    try:
        Lark(grammar, parser="lalr", start=start, debug=True, lexer="basic")
    finally:
        logger.removeHandler(found)
        logger.setLevel(before)
    return found.messages


def declared_terminals() -> set[str]:
    lines = re.findall(r"^%declare (.*)$", grammar_text(), re.MULTILINE)
    return {terminal for line in lines for terminal in line.split()}


def lexed(text: str) -> list[tuple[str, str]]:
    tokens = tokenize(Source("", text))
    assert not tokens.diagnostics
    return [(token.type, str(token)) for token in tokens.tokens]


def defined(grammar: str) -> str:
    """The grammar with a text for every declared terminal, so that Lark can build it without our lexer."""
    texts = "\n".join(f'{terminal}: "\\u0001{terminal}\\u0002"' for terminal in sorted(declared_terminals()))
    return re.sub(r"^%declare .*$", "", grammar, flags=re.MULTILINE) + "\n" + texts


def test_the_grammar_has_no_conflicts() -> None:
    """Lark resolves shift/reduce conflicts as shift and only logs it; there is nothing to log."""
    assert [] == conflicts_of(defined(grammar_text()), "declaration")


def test_a_conflict_would_be_seen() -> None:
    """A dangling `else` beside our own grammar is reported, so silence above means something."""
    dangling = "extra: IF NAME THEN extra | IF NAME THEN extra ELSE extra | NUMBER\n"
    grammar = defined(grammar_text()) + "\nwith_extra: declaration | extra\n" + dangling
    assert any("ELSE" in message for message in conflicts_of(grammar, "with_extra"))


AMBIGUOUS = {
    "a comparison that groups to both sides": ("_comparison: comparison", "_comparison: _comparison CMP _comparison"),
    "an else that may belong to either if": ("if_: IF", "if_: IF _expr THEN _expr | IF"),
    "a product that is a sum": ("sum: _sum (PLUS", "sum: _sum TIMES _product | _sum (PLUS"),
    "a text that may belong to either clause": ("clause: CLAUSE STRING", "clause: CLAUSE STRING STRING? | STRING"),
}


@pytest.mark.parametrize(("before", "after"), AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_a_conflict_in_our_own_productions_would_be_seen(before: str, after: str) -> None:
    """The grammar with one production made ambiguous: the reading of the log above is not blind to it."""
    grammar = grammar_text()
    assert grammar.count(f"\n{before}") == 1
    assert conflicts_of(defined(grammar.replace(f"\n{before}", f"\n{after}")), "declaration")


def test_the_lexer_makes_every_declared_terminal_and_no_other() -> None:
    made = {keyword.terminal for keyword in KEYWORDS} | set(SIGNS.values()) | set(FROM_TEXT)
    assert declared_terminals() == made


@pytest.mark.parametrize(("terminal", "text"), FROM_TEXT.items())
def test_what_is_no_keyword_becomes_its_terminal(terminal: str, text: str) -> None:
    assert terminal == lexed(text)[-1][0]


@pytest.mark.parametrize(("sign", "terminal"), SIGNS.items())
def test_every_sign_becomes_its_terminal(sign: str, terminal: str) -> None:
    assert [terminal] == [kind for kind, _ in lexed(sign)]


def _where_it_is_read(keyword: Keyword, spelling: str) -> str:
    """Some words are keywords only in one place; elsewhere they are ordinary."""
    where = {"ROUNDING": "rounded to 1 {}", "FIXED": "indicator x : money {}", "EFFORT": "indicator x : money {} 3"}
    return where.get(keyword.terminal, "{}").format(spelling)


@pytest.mark.parametrize(("keyword", "spelling"), SPELLINGS, ids=[spelling for _, spelling in SPELLINGS])
def test_every_spelling_is_read_as_its_keyword(keyword: Keyword, spelling: str) -> None:
    """Alone and in capitals, every spelling becomes one token of its terminal, with its meaning where it has one."""
    for written in (spelling, spelling.upper()):
        tokens = lexed(_where_it_is_read(keyword, written))
        terminal, value = tokens[-2 if keyword.terminal == "EFFORT" else -1]
        assert (keyword.terminal, keyword.value or written) == (terminal, value)


# How to round is an ordinary word unless it stands behind `rounded to`; what is said of changing an indicator is one
# unless it stands behind its type.
IN_ONE_PLACE = {"ROUNDING", "FIXED", "EFFORT"}
ANYWHERE = [(keyword, spelling) for keyword, spelling in SPELLINGS if keyword.terminal not in IN_ONE_PLACE]


@pytest.mark.parametrize("word", ["fixed", "effort", "固定", "代价"])
def test_what_is_said_of_changing_an_indicator_is_an_ordinary_word_elsewhere(word: str) -> None:
    """A name may hold it, in its declaration and in a condition."""
    assert ("NAME", f"{word} deposits") == lexed(f"indicator {word} deposits : money fixed")[1]
    assert ("NAME", f"{word} things") == lexed(f"indicator x : set of {word} things")[-1]
    assert ("NAME", f"{word} deposits") == lexed(f"must {word} deposits ≥ 3")[1]
    assert ("NAME", word) == lexed(f"must {word} ≥ 3")[1]


@pytest.mark.parametrize(("keyword", "spelling"), ANYWHERE, ids=[spelling for _, spelling in ANYWHERE])
def test_a_keyword_ends_the_name_before_it(keyword: Keyword, spelling: str) -> None:
    """With space around it, a keyword never becomes part of the names beside it."""
    kinds = [kind for kind, _ in lexed(f"本金 {spelling} 利息")]
    assert ["NAME", keyword.terminal, "NAME"] == kinds


def test_no_spelling_belongs_to_two_keywords() -> None:
    spellings = [spelling.casefold() for _, spelling in SPELLINGS]
    assert [] == sorted({spelling for spelling in spellings if spellings.count(spelling) > 1})


def test_every_keyword_has_a_spelling_in_each_language() -> None:
    """But for the three that only one language needs: 的, `of`, and 以上 and the like."""
    lacking = {keyword.terminal for keyword in KEYWORDS if not (keyword.en and keyword.zh)}
    assert {"OF", "DE", "POST"} == lacking


def test_words_of_symbols_are_symbols_in_both_languages() -> None:
    """A sign needs no space around it, so none may be spelt with letters in one language alone."""
    for keyword in KEYWORDS:
        if keyword.en and keyword.zh:
            assert is_symbol(keyword.en[0]) == is_symbol(keyword.zh[0]), keyword.terminal
