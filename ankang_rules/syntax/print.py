"""The tree as rules text, in the keywords of either language, with brackets and backticks only where needed.

Parsing the text gives an equal tree back. Names, labels and texts stay as they are, as do the digits of a number.
Comments are not in the tree, so that the formatter has to put them back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any, cast

from ankang_rules.model.exact import exact_text, parse_number
from ankang_rules.source import Bilingual, Language, Source
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.keywords import FILE, KEYWORDS, TYPE_WORDS, keyword
from ankang_rules.syntax.lexer import tokenize

# How tightly an expression holds together, loosest first, as in grammar/rules.lark.
_IF, _OR, _AND, _NOT, _COMPARISON, _ROUNDED, _SUM, _PRODUCT, _UNARY, _ATOM = range(10)

_INDENT = "\n  "
_ESCAPED = re.compile(r'["\\＼]')
_WRITTEN_NUMBER = re.compile(r"[0-9][0-9_.]*")


def print_file(file: t.File, lang: Language = "en") -> str:
    """Return *file* as rules text with the keywords of *lang*, one blank line between declarations."""
    return "\n\n".join(print_declaration(declaration, lang) for declaration in file.declarations) + "\n"


def print_declaration(declaration: t.Declaration, lang: Language = "en") -> str:
    """Return *declaration* as rules text, each of its clauses on a line of its own."""
    return _DECLARATIONS[type(declaration)](_Printer(lang), declaration)


def print_expression(expr: t.Expr, lang: Language = "en") -> str:
    """Return *expr* as rules text."""
    return _Printer(lang).loose(expr)


class _Printer:
    """One method for each kind of node; each returns text without a line end."""

    def __init__(self, lang: Language) -> None:
        self.lang: Language = lang

    def word(self, terminal: str, value: str = "") -> str:
        return keyword(terminal, value).spelling(self.lang)

    def type_word(self, word: str) -> str:
        return TYPE_WORDS[word][self.lang == "zh"]

    # Expressions: each knows its own level, and the least level of each operand

    def at(self, level: int, expr: t.Expr) -> str:
        """Return *expr* where the grammar wants *level* or tighter."""
        text = _EXPRESSIONS[type(expr)](self, expr)
        return f"({text})" if self._level(expr) < level else text

    def loose(self, expr: t.Expr) -> str:
        return self.at(_IF, expr)

    def _level(self, expr: t.Expr) -> int:
        if isinstance(expr, t.Infix):
            return _SUM if expr.operator in ("+", "-") else _PRODUCT
        return _LEVELS.get(type(expr), _ATOM)

    def listed(self, exprs: Iterable[t.Expr], separator: str) -> str:
        return separator.join(self.loose(expr) for expr in exprs)

    def reference(self, expr: t.Reference) -> str:
        return _name(expr.name)

    def number(self, expr: t.Number) -> str:
        digits = _digits(expr.value, expr.written)
        return f"{digits} {expr.unit.text}" if expr.unit else digits

    def percent(self, expr: t.Percent) -> str:
        if expr.written.endswith("‰"):
            return f"{_digits(expr.value * 1000, expr.written)}‰"
        return f"{_digits(expr.value * 100, expr.written)}%"

    def day(self, expr: t.Day) -> str:
        return expr.value.isoformat() if expr.value else expr.written

    def string(self, expr: t.String) -> str:
        return quoted(expr.value)

    def yes_no(self, expr: t.YesNo) -> str:
        return self.word("YES" if expr.value else "NO")

    def named_day(self, expr: t.NamedDay) -> str:
        return self.word(_terminal(expr.which))

    def braces(self, expr: t.Braces) -> str:
        return f"{{{self.listed(expr.items, ', ')}}}"

    def infix(self, expr: t.Infix) -> str:
        level = self._level(expr)
        return f"{self.at(level, expr.left)} {expr.operator} {self.at(level + 1, expr.right)}"

    def of(self, expr: t.Of) -> str:
        if self.lang == "zh":
            return f"{self.at(_PRODUCT, expr.whole)} {self.word('DE')} {self.at(_UNARY, expr.share)}"
        share = self.at(_PRODUCT, expr.share)
        if joins_of(share):  # `floor share of fund` would be the keyword `share of`
            share = f"({share})"
        return f"{share} {self.word('OF')} {self.at(_UNARY, expr.whole)}"

    def negative(self, expr: t.Negative) -> str:
        return f"-{self.at(_UNARY, expr.operand)}"

    def absolute(self, expr: t.Absolute) -> str:
        return f"{self.word('ABSOLUTE')} {self.at(_UNARY, expr.operand)}"

    def rounded(self, expr: t.Rounded) -> str:
        quantum, mode = self.loose(expr.quantum), self.word("ROUNDING", expr.mode)
        return f"{self.at(_SUM, expr.operand)} {self.word('ROUNDED_TO')} {quantum} {mode}"

    def comparison(self, expr: t.Comparison) -> str:
        first, *others = (self.at(_ROUNDED, operand) for operand in expr.operands)
        pairs = zip(expr.operators, others, strict=True)
        return " ".join([first, *(f"{self.word('CMP', operator)} {operand}" for operator, operand in pairs)])

    def between(self, expr: t.Between) -> str:
        operand, low, high = (self.at(_ROUNDED, e) for e in (expr.operand, expr.low, expr.high))
        return f"{operand} {self._between(low, high)}"

    def _between(self, low: str, high: str) -> str:
        return f"{self.word('BETWEEN')} {low} {self.word('TO' if self.lang == 'zh' else 'AND')} {high}"

    def includes(self, expr: t.Includes) -> str:
        word = self.word("INCLUDES_ALL_OF" if expr.all_of else "INCLUDES")
        return f"{self.at(_ROUNDED, expr.whole)} {word} {self.at(_ROUNDED, expr.members)}"

    def is_one_of(self, expr: t.IsOneOf) -> str:
        return f"{self.at(_ROUNDED, expr.operand)} {self.word('IS_ONE_OF')} {self.loose(expr.options)}"

    def is_(self, expr: t.Is) -> str:
        return f"{self.at(_ROUNDED, expr.operand)} {self.word('IS_' + _terminal(expr.what))}"

    def not_(self, expr: t.Not) -> str:
        return f"{self.word('NOT')} {self.at(_NOT, expr.operand)}"

    def and_(self, expr: t.And) -> str:
        return f" {self.word('AND')} ".join(self.at(_NOT, operand) for operand in expr.operands)

    def or_(self, expr: t.Or) -> str:
        return f" {self.word('OR')} ".join(self.at(_AND, operand) for operand in expr.operands)

    def list_logic(self, expr: t.ListLogic) -> str:
        return f"{self._list_logic_head(expr)} [{self.listed(expr.operands, '; ')}]"

    def _list_logic_head(self, expr: t.ListLogic) -> str:
        if expr.number is None:
            return self.word(f"{_terminal(expr.which)}_OF")
        of = "项" if self.lang == "zh" else self.word("OF")
        return f"{self.word(_terminal(expr.which))} {exact_text(expr.number)} {of}"

    def if_(self, expr: t.If) -> str:
        words = zip(("IF", "THEN", "ELSE"), (expr.test, expr.then, expr.otherwise), strict=True)
        return " ".join(f"{self.word(word)} {self.loose(part)}" for word, part in words)

    def extreme(self, expr: t.Extreme) -> str:
        return f"{self.word(f'{_terminal(expr.which)}_OF')} [{self.listed(expr.operands, '; ')}]"

    def every_month(self, expr: t.EveryMonth) -> str:
        return f"{self.word('EVERY_MONTH')} ({self.loose(expr.condition)})"

    def possessive(self, expr: t.Possessive) -> str:
        return f"{_owner(expr.owner)} {_name(expr.name)}"

    def judged(self, expr: t.Judged) -> str:
        levels = ", ".join(map(_name, expr.levels))
        return f"{self.word(_terminal(expr.which))} {levels} {self.word('PASSES' if expr.passes else 'FAILS')}"

    def quantified(self, expr: t.Quantified) -> str:
        over = ", ".join(map(_name, (expr.records, *expr.more)))
        head = f"{self.word(_terminal(expr.which))} {over}{self._where(expr.where)}"
        return f"{head} {self.word('SATISFIES')} ({self.loose(expr.condition)})"

    def aggregate(self, expr: t.Aggregate) -> str:
        records = _owner(expr.records) if expr.of_units else _name(expr.records)
        field = f"{' ' if expr.of_units else '.'}{_name(expr.field)}" if expr.field else ""
        verdict = "" if expr.passes is None else f" {self.word('PASSING' if expr.passes else 'FAILING')}"
        return f"{self.word(f'{_terminal(expr.which)}_OF')} {records}{field}{verdict}{self._where(expr.where)}"

    def _where(self, where: t.Expr | None) -> str:
        return f" {self.word('WHERE')} ({self.loose(where)})" if where else ""

    # Types

    def type(self, kind: t.TypeExpr) -> str:
        months = f" {self.word('FOR_THE_FIRST')} {self.loose(kind.months)}" if kind.months else ""
        within = f" {self.word('WITHIN')} {self.loose(kind.within)}" if kind.within else ""
        precision = f" {self.word('TO')} {self.loose(kind.precision)}" if kind.precision else ""
        monthly = f"{self.type_word('monthly')} " if kind.monthly else ""
        return f"{monthly}{self._plain_type(kind)}{months}{within}{precision}"

    def _plain_type(self, kind: t.TypeExpr) -> str:
        match kind.kind:
            case "yes/no":
                return f"{self.word('YES')}/{self.word('NO')}"
            case "set" | "one":
                choices = _name(kind.choices) if kind.choices else self.members(kind.members)
                return f"{self.word(f'{_terminal(kind.kind)}_OF')} {choices}"
            case "list":
                fields = ", ".join(f"{_name(field.name)} : {self.type(field.type)}" for field in kind.fields)
                return f"{self.word('LIST_OF')} {_name(cast(t.Name, kind.singular))} {{{fields}}}"
        unit = f" {self.type_word('in')} {kind.unit.text}" if kind.unit else ""
        return f"{self.type_word(kind.kind)}{unit}{f'/{kind.per.text}' if kind.per else ''}"

    def members(self, members: tuple[t.MemberDecl, ...]) -> str:
        return f"{{{', '.join(' '.join([_name(m.name), *self.labels(m.labels)]) for m in members)}}}"

    # Labels and clauses

    def labels(self, labels: t.Labels) -> list[str]:
        return [*self._bilingual(labels.text), *(f"{self.word('ALSO')} {quoted(text)}" for text in labels.also)]

    def _bilingual(self, text: Bilingual) -> Iterator[str]:
        if text.zh is not None:
            yield f"{self.word('ZH')} {quoted(text.zh)}"
        if text.en is not None:
            yield f"{self.word('EN')} {quoted(text.en)}"

    def texts(self, text: Bilingual) -> str:
        return quoted(text.zh) if text.zh is not None and text.zh == text.en else " ".join(self._bilingual(text))

    def clause(self, clause: t.Clause) -> str:
        terminal, value = _CLAUSES[clause.kind]
        return f"{self.word(terminal)} {value(self, clause.value)}".rstrip()

    def _clause_alone(self, nothing: None) -> str:
        return ""

    def _clause_name(self, name: Any) -> str:
        return _name(name)

    def _clause_text(self, text: Any) -> str:
        return quoted(text)

    def _clause_number(self, number: Any) -> str:
        return exact_text(number)

    def _clause_sum(self, expr: Any) -> str:
        return self.at(_SUM, expr)

    def _sections(self, sections: Any) -> str:
        listed = (" ".join([quoted(section.clause), *self.labels(section.labels)]) for section in sections)
        return f"{{{', '.join(listed)}}}"

    def _period(self, period: Any) -> str:
        ends = (("FROM", period.start), ("TO", period.end))
        return " ".join(f"{self.word(terminal)} {self.day(day)}" for terminal, day in ends if day)

    def _range(self, ends: Any) -> str:
        return self._between(*(self.at(_SUM, end) for end in ends))

    def _exception(self, pair: Any) -> str:
        return f"{self.loose(pair[0])} : {self.loose(pair[1])}"

    # Declarations

    def _declared(self, head: list[str], lines: Iterable[str] = (), clauses: tuple[t.Clause, ...] = ()) -> str:
        return _INDENT.join([" ".join(head), *lines, *map(self.clause, clauses)])

    def ruleset(self, declared: t.RulesetDecl) -> str:
        return self._declared(
            [self.word("RULESET"), _path(declared.path)], self.labels(declared.labels), declared.clauses
        )

    def import_(self, declared: t.ImportDecl) -> str:
        return f"{self.word('IMPORT')} {self._imported(declared)}"

    def _imported(self, what: t.ImportDecl) -> str:
        return _path(what.path) if what.path else quoted(what.file or "")

    def unit(self, declared: t.UnitDecl) -> str:
        value = ["=", self.number(declared.value)] if declared.value else []
        return self._declared([self.word("UNIT"), _name(declared.name), *value], self.labels(declared.labels))

    def choices(self, declared: t.ChoicesDecl) -> str:
        head = [self.word("OPEN_CHOICES" if declared.open else "CHOICES"), _name(declared.name)]
        return self._declared(head, [*self.labels(declared.labels), self.members(declared.members)])

    def children(self, declared: t.ChildrenDecl) -> str:
        parent = [self.word("OF"), _name(declared.parent)] if declared.parent else []
        head = [self.word("CHILDREN"), _name(declared.name), *parent, self.word("EACH"), _name(declared.singular)]
        head += [":", self._imported(declared.ruleset)]
        register = [self.word("REGISTERED_BY"), _name(declared.register)] if declared.register else []
        recorded = [self.word("RECORDED_BY"), _name(declared.recorded)] if declared.recorded else []
        return self._declared([*head, *register, *recorded], self.labels(declared.labels))

    def indicator(self, declared: t.IndicatorDecl) -> str:
        head = [self.word("INDICATOR"), _name(declared.name), ":", self.type(declared.type)]
        return self._declared(head, self.labels(declared.labels), declared.clauses)

    def parameter(self, declared: t.ParameterDecl) -> str:
        kind = [":", self.type(declared.type)] if declared.type else []
        values = ", ".join(map(self._dated, declared.values))
        head = [self.word("PARAMETER"), _name(declared.name), *kind, "=", values]
        return self._declared(head, self.labels(declared.labels))

    def _dated(self, dated: t.DatedValue) -> str:
        value = self.at(_SUM, dated.value) if dated.value else self.word("REPEALED")
        return f"{value} {self.word('FROM')} {self.day(dated.start)}" if dated.start else value

    def define(self, declared: t.DefineDecl) -> str:
        head = [self.word("DEFINE"), _name(declared.name), "=", self.loose(declared.expression)]
        return self._declared(head, self.labels(declared.labels))

    def group(self, declared: t.GroupDecl) -> str:
        head = [self.word("GROUP"), _name(declared.name), *([self.word("ANY_OF")] if declared.any_of else [])]
        return self._declared(head, self.labels(declared.labels), declared.clauses)

    def rule(self, declared: t.RuleDecl) -> str:
        taken = [self.word("AS_IN"), _path(declared.as_in)] if declared.as_in else []
        head = [self.word("RULE"), _name(declared.name), *taken]
        return self._declared(head, self.labels(declared.labels), declared.clauses)

    def award(self, declared: t.AwardDecl) -> str:
        every = [self.word(terminal) for terminal in ("WHEN", "EVERY", "MUST", "PASSES")]
        score = [self.word("AND"), self._score(*declared.score)] if declared.score else []
        head = [self.word("AWARD"), quoted(declared.title)]
        return self._declared(head, [*self.labels(declared.labels), " ".join([*every, *score])])

    def _score(self, operator: str, value: t.Expr) -> str:
        return f"{'得分' if self.lang == 'zh' else 'score'} {self.word('CMP', operator)} {self.loose(value)}"

    def example(self, declared: t.ExampleDecl) -> str:
        as_of = [self.word("AS_OF"), self.day(declared.as_of)] if declared.as_of else []
        files = [f"{FILE[self.lang]} {quoted(file.value)}" for file in declared.files]
        given = ", ".join([*files, *(f"{_name(name)} = {self.value(value)}" for name, value in declared.given)])
        expect = ", ".join(f"{_path(e.path)} {self.word(_EXPECTED[e.status])}" for e in declared.expect)
        lines = [f"{self.word('GIVEN')} {given}", f"{self.word('EXPECT')} {expect}"]
        return self._declared([self.word("EXAMPLE"), quoted(declared.title), *as_of], lines)

    def value(self, value: t.Value | t.Repeated) -> str:
        match value:
            case t.Repeated(times=times, record=record):
                return f"{self.at(_PRODUCT, times)} × {self.value(record)}"
            case t.ListValue(items=items):
                return f"[{', '.join(map(self.value, items))}]"
            case t.RecordValue(items=pairs):
                return f"{{{', '.join(f'{_entry(name)}: {self.value(inner)}' for name, inner in pairs)}}}"
            case t.Word(which=which):
                return self.word(_terminal(which))
        return self.loose(value)


def _terminal(meaning: str) -> str:
    return re.sub("[ -]", "_", meaning).upper()


def quoted(text: str) -> str:
    """Return *text* in quotation marks."""
    escaped = _ESCAPED.sub(r"\\\g<0>", text)
    return f'"{escaped}"'


def _digits(value: Fraction, written: str) -> str:
    """The digits of *value* as its author parted them, where they are known, else the plain ones."""
    found = _WRITTEN_NUMBER.match(written)
    return found[0] if found and parse_number(found[0]) == value else exact_text(value)


# Names


def _path(path: t.Path) -> str:
    return ".".join(map(_name, path.names))


def _owner(name: t.Name) -> str:
    """*name* in the possessive."""
    text = _name(name)
    return f"{text}'" if text.endswith("s") else f"{text}'s"


def _name(name: t.Name) -> str:
    return f"`{name.text}`" if name.quoted or needs_backticks(name.text) else name.text


def _entry(name: t.Name) -> str:
    """The name before the colon of an entry, where ``unit`` is no keyword."""
    return name.text if name.text == "unit" and not name.quoted else _name(name)


@lru_cache(maxsize=4096)
def needs_backticks(name: str) -> bool:
    """Whether *name* would be read as something else without backticks, on its own or beside a keyword.

    >>> needs_backticks("fixed-deposit share"), needs_backticks("3rd quarter"), needs_backticks("cash or bonds")
    (False, True, True)
    """
    tokens = tokenize(Source("", name))
    if [token.type for token in tokens.tokens] != ["NAME"] or tokens.diagnostics or tokens.comments:
        return True
    words = name.casefold().split()
    return name[:1] == "`" or words[0] in _AFTER_KEYWORD or words[-1] in _BEFORE_KEYWORD


def joins_of(share: str) -> bool:
    """Whether the last word of *share* would make a keyword with the word ``of`` behind it."""
    return share.split(" ")[-1].lstrip("-").casefold() in _BEFORE_OF


_PHRASES = [tuple(s.split()) for k in KEYWORDS for s in (*k.en, *k.zh) if " " in s]
_ALONE = {s for k in KEYWORDS for s in (*k.en, *k.zh)}
_BEFORE_OF = {words[-2] for words in _PHRASES if words[-1] == "of"} | {w[0] for w in _PHRASES if w[1] == "of"}
"""Words that make a keyword with ``of``; they are ordinary everywhere else, and bracketed before it."""
_BEFORE_KEYWORD = {words[0] for words in _PHRASES if words[1] in {s.split()[0] for s in _ALONE} - {"of"}}
"""Words that make another keyword with what stands behind: ``except`` before ``when``, ``as`` before ``in force``."""
_AFTER_KEYWORD = {words[i] for words in _PHRASES for i in range(1, len(words)) if " ".join(words[:i]) in _ALONE}
"""Words that make a longer keyword with the keyword before them: ``month`` behind ``every``."""

_EXPECTED = {"pass": "PASSES", "fail": "FAILS", "unknown": "IS_UNKNOWN", "not_applicable": "IS_NOT_APPLICABLE"}

_LEVELS: dict[type[t.Expr], int] = {
    t.If: _IF,
    t.Or: _OR,
    t.And: _AND,
    t.Not: _NOT,
    **dict.fromkeys((t.Comparison, t.Between, t.Includes, t.IsOneOf, t.Is), _COMPARISON),
    t.Rounded: _ROUNDED,
    t.Infix: _SUM,
    t.Of: _PRODUCT,
    t.Negative: _UNARY,
    t.Absolute: _UNARY,
}

_EXPRESSIONS: dict[type[t.Expr], Callable[[_Printer, Any], str]] = {
    t.Reference: _Printer.reference,
    t.Number: _Printer.number,
    t.Percent: _Printer.percent,
    t.Day: _Printer.day,
    t.String: _Printer.string,
    t.YesNo: _Printer.yes_no,
    t.NamedDay: _Printer.named_day,
    t.Braces: _Printer.braces,
    t.Infix: _Printer.infix,
    t.Of: _Printer.of,
    t.Negative: _Printer.negative,
    t.Absolute: _Printer.absolute,
    t.Rounded: _Printer.rounded,
    t.Comparison: _Printer.comparison,
    t.Between: _Printer.between,
    t.Includes: _Printer.includes,
    t.IsOneOf: _Printer.is_one_of,
    t.Is: _Printer.is_,
    t.Not: _Printer.not_,
    t.And: _Printer.and_,
    t.Or: _Printer.or_,
    t.ListLogic: _Printer.list_logic,
    t.If: _Printer.if_,
    t.Extreme: _Printer.extreme,
    t.EveryMonth: _Printer.every_month,
    t.Possessive: _Printer.possessive,
    t.Judged: _Printer.judged,
    t.Quantified: _Printer.quantified,
    t.Aggregate: _Printer.aggregate,
}

_CLAUSES: dict[str, tuple[str, Callable[[_Printer, Any], str]]] = {
    "tier": ("TIER", _Printer._clause_name),
    "source": ("SOURCE", _Printer._clause_text),
    "sections": ("SECTIONS", _Printer._sections),
    "in force": ("IN_FORCE", _Printer._period),
    "collected": ("COLLECTED_FROM", _Printer.texts),
    "expected": ("EXPECTED", _Printer._range),
    "fixed": ("FIXED", _Printer._clause_alone),
    "effort": ("EFFORT", _Printer._clause_number),
    "must": ("MUST", _Printer.loose),
    "should": ("SHOULD", _Printer.loose),
    "when": ("WHEN", _Printer.loose),
    "except when": ("EXCEPT_WHEN", _Printer._exception),
    "due": ("DUE", _Printer._clause_sum),
    "points": ("POINTS", _Printer._clause_number),
    "clause": ("CLAUSE", _Printer._clause_text),
    "for each": ("FOR_EACH", _Printer._clause_name),
    "fix": ("FIX", _Printer.texts),
    "evidence": ("EVIDENCE", _Printer.texts),
}

_DECLARATIONS: dict[type[t.Declaration], Callable[[_Printer, Any], str]] = {
    t.RulesetDecl: _Printer.ruleset,
    t.ImportDecl: _Printer.import_,
    t.UnitDecl: _Printer.unit,
    t.ChoicesDecl: _Printer.choices,
    t.ChildrenDecl: _Printer.children,
    t.IndicatorDecl: _Printer.indicator,
    t.ParameterDecl: _Printer.parameter,
    t.DefineDecl: _Printer.define,
    t.GroupDecl: _Printer.group,
    t.RuleDecl: _Printer.rule,
    t.AwardDecl: _Printer.award,
    t.ExampleDecl: _Printer.example,
}
