"""What Lark's parser has reduced, as nodes of the syntax tree. The only file that sees Lark's side of a rule.

Lark calls one method for each rule of ``grammar/rules.lark`` with the tokens and nodes the rule matched; both carry
their span. ``None`` stands for labels that are not there.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, cast

from attrs import evolve

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.model.exact import parse_number
from ankang_rules.model.names import fold
from ankang_rules.source import Bilingual, Span
from ankang_rules.syntax import messages, spoken
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.keywords import FILE, TYPE_WORDS
from ankang_rules.syntax.lexer import Token, parse_day, words_of

Items = list[Any]


class Malformed(Exception):
    """A piece that the grammar takes but that means nothing; carries its diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


def _span(items: Items) -> Span:
    present = [item for item in items if item is not None]
    first: Span = present[0].span
    return first.to(present[-1].span)


def _name(token: Token) -> t.Name:
    return t.Name(str(token), quoted=token.span.text[:1] in "`｀", span=token.span)


def _labels(labels: t.Labels | None, after: Any) -> t.Labels:
    return labels or t.Labels(span=after.span)


def _of(items: Items, kind: type[Any]) -> list[Any]:
    return [item for item in items if isinstance(item, kind)]


def _repeated(item: Any) -> Any:
    """``3 × {}`` is read as a product: only a record that says something is told from a list of choices."""
    if isinstance(item, t.Infix) and item.operator == "×" and item.right == t.Braces((), span=item.span):
        return t.Repeated(item.left, item.right, span=item.span)
    return item


def _named(items: Items, *terminals: str) -> list[Token]:
    return [item for item in items if isinstance(item, Token) and item.type in terminals]


def _day(token: Token) -> t.Day:
    return t.Day(parse_day(str(token)), str(token), span=token.span)


def _number(token: Token) -> Fraction:
    return parse_number(str(token)) or Fraction(0)


def _text(labels: t.Labels | Token) -> Bilingual:
    return labels.text if isinstance(labels, t.Labels) else Bilingual(zh=str(labels), en=str(labels))


class ToTree:
    """One method a rule of the grammar."""

    # Small parts

    def path(self, items: Items) -> t.Path:
        return t.Path(tuple(_name(token) for token in _named(items, "NAME")), span=_span(items))

    def labels(self, items: Items) -> t.Labels | None:
        if not items:
            return None
        pairs = list(zip(items[::2], items[1::2], strict=True))
        found: dict[str, Token] = {}
        for keyword, text in pairs:
            if keyword.type != "ALSO" and keyword.type in found:
                raise Malformed(messages.repeated_label(keyword.span.to(text.span), found[keyword.type].span))
            found[keyword.type] = text
        return t.Labels(
            zh=str(found["ZH"]) if "ZH" in found else None,
            en=str(found["EN"]) if "EN" in found else None,
            also=tuple(str(text) for keyword, text in pairs if keyword.type == "ALSO"),
            places=tuple((str(text), text.span) for _, text in pairs),
            span=_span(items),
        )

    def texts(self, items: Items) -> t.Labels | Token:
        return cast(t.Labels, self.labels(items)) if len(items) > 1 else cast(Token, items[0])

    def in_force(self, items: Items) -> t.Clause:
        days = dict(zip([k.type for k in _named(items, "FROM", "TO")], _named(items, "DATE"), strict=True))
        start, end = (_day(days[k]) if k in days else None for k in ("FROM", "TO"))
        return t.Clause("in force", t.InForce(start, end, span=_span(items)), span=_span(items))

    def _clause(self, kind: str, items: Items, value: object) -> t.Clause:
        return t.Clause(kind, value, span=_span(items))

    # Declarations

    def declaration(self, items: Items) -> t.Declaration:
        return cast(t.Declaration, items[0])

    def ruleset(self, items: Items) -> t.RulesetDecl:
        _, path, labels, *clauses = items
        return t.RulesetDecl(path, _labels(labels, path), tuple(clauses), span=_span(items))

    def tier(self, items: Items) -> t.Clause:
        return self._clause("tier", items, _name(items[1]))

    def source(self, items: Items) -> t.Clause:
        return self._clause("source", items, str(items[1]))

    def sections(self, items: Items) -> t.Clause:
        return self._clause("sections", items, tuple(_of(items, t.SectionDecl)))

    def section(self, items: Items) -> t.SectionDecl:
        return t.SectionDecl(str(items[0]), _labels(items[1], items[0]), span=_span(items))

    def import_(self, items: Items) -> t.ImportDecl:
        what = items[1]
        if isinstance(what, t.Path):
            return t.ImportDecl(what, span=_span(items))
        return t.ImportDecl(None, str(what), span=_span(items))

    def indicator(self, items: Items) -> t.IndicatorDecl:
        _, name, _, kind, labels, *clauses = items
        return t.IndicatorDecl(_name(name), kind, _labels(labels, kind), tuple(clauses), span=_span(items))

    def collected(self, items: Items) -> t.Clause:
        return self._clause("collected", items, _text(items[1]))

    def expected(self, items: Items) -> t.Clause:
        return self._clause("expected", items, tuple(_of(items, t.Expr)))

    def fixed(self, items: Items) -> t.Clause:
        return self._clause("fixed", items, None)

    def effort(self, items: Items) -> t.Clause:
        return self._clause("effort", items, _number(items[1]))

    def unit(self, items: Items) -> t.UnitDecl:
        value = next(iter(_of(items, t.Number)), None)
        return t.UnitDecl(_name(items[1]), value, _labels(items[-1], items[1]), span=_span(items))

    def choices(self, items: Items) -> t.ChoicesDecl:
        keyword, name, labels, members = items
        return t.ChoicesDecl(
            _name(name), _labels(labels, name), members, open=keyword.type == "OPEN_CHOICES", span=_span(items[:-1])
        )

    def children(self, items: Items) -> t.ChildrenDecl:
        *head, labels = items
        names = {head[i].type: _name(head[i + 1]) for i in range(0, len(head), 2) if _is_token(head[i + 1], "NAME")}
        colon = next(i for i, item in enumerate(head) if _is_token(item, "COLON"))
        return t.ChildrenDecl(
            names["CHILDREN"],
            names.get("OF"),
            names["EACH"],
            self.import_(head[colon : colon + 2]),
            names.get("REGISTERED_BY"),
            names.get("RECORDED_BY"),
            _labels(labels, items[1]),
            span=_span(head),
        )

    def for_each(self, items: Items) -> t.Clause:
        return self._clause("for each", items, _name(items[1]))

    def members(self, items: Items) -> tuple[t.MemberDecl, ...]:
        return tuple(_of(items, t.MemberDecl))

    def member(self, items: Items) -> t.MemberDecl:
        return t.MemberDecl(_name(items[0]), _labels(items[1], items[0]), span=_span(items))

    def parameter(self, items: Items) -> t.ParameterDecl:
        kind = next(iter(_of(items, t.TypeExpr)), None)
        values = tuple(_of(items, t.DatedValue))
        return t.ParameterDecl(_name(items[1]), kind, values, _labels(items[-1], items[1]), span=_span(items))

    def dated(self, items: Items) -> t.DatedValue:
        value = items[0] if isinstance(items[0], t.Expr) else None
        start = next((_day(token) for token in _named(items, "DATE")), None)
        return t.DatedValue(value, start, span=_span(items))

    def define(self, items: Items) -> t.DefineDecl:
        _, name, _, expression, labels = items
        return t.DefineDecl(_name(name), expression, _labels(labels, name), span=_span(items))

    def group(self, items: Items) -> t.GroupDecl:
        labels = next(iter(_of(items, t.Labels)), None)
        any_of = bool(_named(items, "ANY_OF"))
        return t.GroupDecl(
            _name(items[1]), _labels(labels, items[1]), any_of, tuple(_of(items, t.Clause)), span=_span(items)
        )

    def rule(self, items: Items) -> t.RuleDecl:
        labels = next(iter(_of(items, t.Labels)), None)
        as_in = next(iter(_of(items, t.Path)), None)
        clauses = tuple(_of(items, t.Clause))
        return t.RuleDecl(_name(items[1]), _labels(labels, items[1]), clauses, as_in, span=_span(items))

    def must(self, items: Items) -> t.Clause:
        return self._clause("must", items, items[1])

    def should(self, items: Items) -> t.Clause:
        return self._clause("should", items, items[1])

    def when(self, items: Items) -> t.Clause:
        return self._clause("when", items, items[1])

    def except_when(self, items: Items) -> t.Clause:
        return self._clause("except when", items, (items[1], items[3]))

    def due(self, items: Items) -> t.Clause:
        return self._clause("due", items, items[1])

    def points(self, items: Items) -> t.Clause:
        return self._clause("points", items, _number(items[1]))

    def clause(self, items: Items) -> t.Clause:
        return self._clause("clause", items, str(items[1]))

    def fix(self, items: Items) -> t.Clause:
        return self._clause("fix", items, _text(items[1]))

    def evidence(self, items: Items) -> t.Clause:
        return self._clause("evidence", items, _text(items[1]))

    def award(self, items: Items) -> t.AwardDecl:
        score = None
        if names := _named(items, "NAME"):
            if fold(str(names[0])) not in ("score", "得分"):
                raise Malformed(messages.unexpected(names[0].span, " `得分`", "`score`"))
            operator = _named(items, "CMP", "EQUALS")[0]
            score = (str(operator), items[-1])
        return t.AwardDecl(str(items[1]), _labels(items[2], items[1]), score, span=_span(items))

    def example(self, items: Items) -> t.ExampleDecl:
        as_of = next((_day(token) for token in _named(items, "DATE")), None)
        given = tuple(item for item in items if isinstance(item, _Assignment))
        return t.ExampleDecl(
            str(items[1]),
            as_of,
            tuple((item.name, item.value) for item in given),
            tuple(_of(items, t.Expectation)),
            tuple(_of(items, t.String)),
            span=_span(items),
        )

    def given_file(self, items: Items) -> t.String:
        if fold(str(items[0])) not in FILE.values():
            raise Malformed(messages.given_without_equals(items[0].span))
        return t.String(str(items[1]), span=items[1].span)

    def given(self, items: Items) -> _Assignment:
        return _Assignment(_name(items[0]), items[2], _span(items))

    def list_value(self, items: Items) -> t.ListValue:
        return t.ListValue(tuple(map(_repeated, _of(items, t.Node))), span=_span(items))

    def repeated(self, items: Items) -> t.Repeated:
        return t.Repeated(items[0], items[2], span=_span(items))

    def record_value(self, items: Items) -> t.RecordValue:
        pairs = zip(items[1::4], items[3::4], strict=True)
        return t.RecordValue(tuple((_name(name), value) for name, value in pairs), span=_span(items))

    def word(self, items: Items) -> t.Word:
        which: Literal["none", "unknown"] = "none" if items[0].type == "NONE" else "unknown"
        return t.Word(which, span=_span(items))

    def expectation(self, items: Items) -> t.Expectation:
        statuses = {"PASSES": "pass", "FAILS": "fail", "IS_UNKNOWN": "unknown", "IS_NOT_APPLICABLE": "not_applicable"}
        return t.Expectation(items[0], cast(Any, statuses[items[1].type]), span=_span(items))

    # Types

    def type(self, items: Items) -> t.TypeExpr:
        kind = items[0]
        return cast(t.TypeExpr, evolve(kind, **dict(items[1:])))

    def months(self, items: Items) -> tuple[str, t.Expr]:
        return "months", self.quantity(items[1:])

    def precision(self, items: Items) -> tuple[str, t.Expr]:
        return "precision", t.Number(_number(items[1]), span=_span(items))

    def within(self, items: Items) -> tuple[str, t.Expr]:
        return "within", self.share(items[1:])

    def phrase_type(self, items: Items) -> t.TypeExpr:
        words = _words(items[0])
        monthly = _takes(words, "monthly")
        kind = next((k for k in TYPE_WORDS if k not in ("monthly", "in") and _takes(words, k)), None)
        has_unit = bool(words) and _takes(words, "in")
        if kind is None or len(words) != has_unit or (len(items) > 1 and not has_unit):
            place = _span(items)
            said = spoken.declaration_within(items[0]) or messages.unknown_type(place, spoken.type_meant(place.text))
            raise Malformed(said)
        unit = words[0] if words else None
        per = _name(items[2]) if len(items) > 1 else None
        return t.TypeExpr(kind, monthly, unit, per, span=_span(items))

    def yes_no_type(self, items: Items) -> t.TypeExpr:
        return t.TypeExpr("yes/no", self._monthly_before(items, "YES_NO"), span=_span(items))

    def choices_type(self, items: Items) -> t.TypeExpr:
        monthly = self._monthly_before(items, "SET_OF", "ONE_OF")
        kind = "set" if _named(items, "SET_OF") else "one"
        what = items[-1]
        if isinstance(what, tuple):
            return t.TypeExpr(kind, monthly, members=what, span=_span(items[:-1]))
        return t.TypeExpr(kind, monthly, choices=_name(what), span=_span(items))

    def _monthly_before(self, items: Items, *terminals: str) -> bool:
        """Whether ``monthly`` stands before the type; any other word there is a mistake."""
        if items[0].type in terminals:
            return False
        if fold(items[0]) not in TYPE_WORDS["monthly"]:
            raise Malformed(messages.unknown_type(items[0].span, ""))
        return True

    def list_type(self, items: Items) -> t.TypeExpr:
        fields = tuple(_of(items, t.FieldDecl))
        return t.TypeExpr("list", singular=_name(items[1]), fields=fields, span=_span(items))

    def field(self, items: Items) -> t.FieldDecl:
        return t.FieldDecl(_name(items[0]), items[2], span=_span(items))

    # Expressions

    def if_(self, items: Items) -> t.Expr:
        return t.If(items[1], items[3], items[5], span=_span(items))

    def or_(self, items: Items) -> t.Expr:
        return t.Or(tuple(items[::2]), span=_span(items))

    def and_(self, items: Items) -> t.Expr:
        return t.And(tuple(items[::2]), span=_span(items))

    def not_(self, items: Items) -> t.Expr:
        return t.Not(items[1], span=_span(items))

    def comparison(self, items: Items) -> t.Expr:
        return t.Comparison(tuple(items[::2]), tuple(str(token) for token in items[1::2]), span=_span(items))

    def post(self, items: Items) -> t.Expr:
        return t.Comparison((items[0], items[1]), (str(items[2]),), span=_span(items))

    def between(self, items: Items) -> t.Expr:
        return t.Between(items[0], items[2], items[4], span=_span(items))

    def includes(self, items: Items) -> t.Expr:
        whole, keyword, members = items
        if keyword.type == "INCLUDES_ALL_OF":
            reference = t.Reference(_name(members), span=members.span)
            return t.Includes(whole, reference, all_of=True, span=_span(items))
        return t.Includes(whole, members, span=_span(items))

    def is_one_of(self, items: Items) -> t.Expr:
        return t.IsOneOf(items[0], items[2], span=_span(items))

    def is_(self, items: Items) -> t.Expr:
        what = items[1].type.removeprefix("IS_").lower().replace("_", "-")
        return t.Is(items[0], what, span=_span(items))

    def rounded(self, items: Items) -> t.Expr:
        return t.Rounded(items[0], items[2], str(items[3]), span=_span(items))

    def sum(self, items: Items) -> t.Expr:
        operator: Literal["+", "-"] = "+" if items[1].type == "PLUS" else "-"
        return t.Infix(operator, items[0], items[2], span=_span(items))

    def product(self, items: Items) -> t.Expr:
        left, operator, right = items
        if operator.type == "OF":
            return t.Of(left, right, span=_span(items))
        if operator.type == "DE":
            return t.Of(right, left, span=_span(items))
        return t.Infix("×" if operator.type == "TIMES" else "÷", left, right, span=_span(items))

    def negative(self, items: Items) -> t.Expr:
        return t.Negative(items[1], span=_span(items))

    def absolute(self, items: Items) -> t.Expr:
        return t.Absolute(items[1], span=_span(items))

    def reference(self, items: Items) -> t.Expr:
        return t.Reference(_name(items[0]), span=_span(items))

    def quantity(self, items: Items) -> t.Expr:
        unit = _name(items[1]) if len(items) > 1 else None
        return t.Number(_number(items[0]), unit, _span(items).text, span=_span(items))

    def share(self, items: Items) -> t.Expr:
        token = items[0]
        scale = 100 if token.endswith("%") else 1000
        value = (parse_number(token[:-1].strip()) or Fraction(0)) / scale
        return t.Percent(value, str(token), span=token.span)

    def day(self, items: Items) -> t.Expr:
        return _day(items[0])

    def string(self, items: Items) -> t.Expr:
        return t.String(str(items[0]), span=_span(items))

    def yes_no(self, items: Items) -> t.Expr:
        return t.YesNo(items[0].type == "YES", span=_span(items))

    def named_day(self, items: Items) -> t.Expr:
        which = items[0].type.lower().replace("_", " ")
        return t.NamedDay(which, span=_span(items))

    def bracketed(self, items: Items) -> t.Expr:
        return cast(t.Expr, items[1])

    def braces(self, items: Items) -> t.Expr:
        return t.Braces(tuple(_of(items, t.Expr)), span=_span(items))

    def list_logic(self, items: Items) -> t.Expr:
        which = items[0].type.removesuffix("_OF").lower()
        return t.ListLogic(which, tuple(_of(items, t.Expr)), span=_span(items))

    def number_of(self, items: Items) -> t.Expr:
        which = items[0].type.lower().replace("_", " ")
        for word in _named(items, "UNIT_WORD"):
            if word != "项":
                raise Malformed(messages.unit_of_count(word.span))
        return t.ListLogic(which, tuple(_of(items, t.Expr)), _number(items[1]), span=_span(items))

    def extreme(self, items: Items) -> t.Expr:
        which = items[0].type.removesuffix("_OF").lower()
        return t.Extreme(which, tuple(_of(items, t.Expr)), span=_span(items))

    def every_month(self, items: Items) -> t.Expr:
        return t.EveryMonth(items[1], span=_span(items))

    def possessive(self, items: Items) -> t.Expr:
        return t.Possessive(_name(items[0]), _name(items[2]), span=_span(items))

    def quantified(self, items: Items) -> t.Expr:
        where = items[-3].value if isinstance(items[-3], _Where) else None
        first, *more = (_name(token) for token in _named(items, "NAME"))
        return t.Quantified(items[0].type.lower(), first, where, items[-1], tuple(more), span=_span(items))

    def judged(self, items: Items) -> t.Expr:
        levels = tuple(_name(token) for token in _named(items, "NAME"))
        return t.Judged(items[0].type.lower(), levels, items[-1].type == "PASSES", span=_span(items))

    def aggregate(self, items: Items) -> t.Expr:
        which = items[0].type.removesuffix("_OF").lower()
        names = [_name(token) for token in _named(items, "NAME")]
        where = items[-1].value if isinstance(items[-1], _Where) else None
        verdict = _named(items, "PASSING", "FAILING")
        return t.Aggregate(
            which,
            names[0],
            names[1] if len(names) > 1 else None,
            where,
            bool(_named(items, "POSSESSIVE")),
            verdict[0].type == "PASSING" if verdict else None,
            span=_span(items),
        )

    def where(self, items: Items) -> _Where:
        return _Where(items[1], _span(items))


def _is_token(item: Any, terminal: str) -> bool:
    return isinstance(item, Token) and item.type == terminal


class _Assignment:
    def __init__(self, name: t.Name, value: Any, span: Span) -> None:
        self.name, self.value, self.span = name, value, span


class _Where:
    def __init__(self, value: t.Expr, span: Span) -> None:
        self.value, self.span = value, span


def _words(phrase: Token) -> list[t.Name]:
    return [t.Name(word, span=span) for word, span in words_of(phrase)]


def _takes(words: list[t.Name], kind: str) -> bool:
    """Drop the first of *words* where it means *kind*; return whether it did."""
    if words and words[0].key in TYPE_WORDS[kind]:
        del words[0]
        return True
    return False
