"""Strategies: whole rulesets as trees, well typed by construction, and facts for a checked one.

New syntax is not finished until it is drawn here.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from ankang_rules.model import types as ty
from ankang_rules.model.units import DAYS, MONTHS
from ankang_rules.source import Bilingual
from ankang_rules.syntax import tree as t
from ankang_rules.testing import expressions as ex
from ankang_rules.testing.expressions import Expressions, name, node
from ankang_rules.testing.facts import facts_for

__all__ = ["facts_for", "rulesets"]

# Names of every sort a standard has, some of which need backticks.
_NAMES = (
    *("fund", "fixed-deposit share", "new_enrolments", "duties posted on the wall", "Insured Persons", "day count"),
    *("参保人数", "定期存款额", "基金总量", "参保 率", "exceptional", "sum", "as", "up", "all", "list", "plan issued"),
    *("cash or bonds", "3rd quarter", "month end", "due amount", "rule of thumb", "half down", "a/b", "50% line"),
    *(
        "不低于线",
        "人均（补助）".translate({0xFF08: "(", 0xFF09: ")"}),
        "open",
        "is",
        "rounded",
        "当 年",
        "x.y",
        "of age",
    ),
)
_MEMBERS = ("urban", "rural", "town ship", "财务", "稽核", "level 2", "other (and more)", "audit", "信息")
_RECORDS = (("incidents", "incident"), ("payments", "payment"), ("岗位", "月岗"))
_FIELDS = ("amount", "on time", "paid on", "场所", "zone class", "rate")
_IN_LABELS = ("", ' "甲"', "\\", "＼", " or")
_UNIT_WORDS = {ex.YUAN: ("元", "万元", "百元"), ex.PEOPLE: ("人",), ex.PIECES: ("个",)}
_SCALAR_KINDS = ("count", "number", "money", "share", "date", "duration", "text", "yes/no", "one", "set")


@st.composite
def rulesets(draw: st.DrawFn, size: int = 3) -> t.File:
    """Draw a whole ruleset. *size* bounds the depth of its conditions."""
    return _Drawing(draw, size).file()


class _Drawing:
    """One ruleset in the making: what is declared so far, by name."""

    def __init__(self, draw: st.DrawFn, size: int) -> None:
        self.draw, self.size = draw, size
        self.free = list(_NAMES)
        self.names: dict[str, ty.Type] = {}
        self.facts: list[str] = []
        self.choices: list[ty.Choices] = []
        self.labelled = 0

    def file(self) -> t.File:
        declarations: list[t.Declaration] = [node(t.UnitDecl, name("百元"), self._hundred(), self.labels())]
        declarations += self.several(self._choices, 1, 2)
        declarations += self.several(self._indicator, 2, 7)
        declarations += self.several(self._list, 0, 1)
        declarations += self.several(self._parameter, 0, 2)
        declarations += self.several(self._definition, 0, 2)
        head = self._head()
        return t.File((head, *declarations, *self._rules(), *self.several(self._award, 0, 1)))

    # Drawing

    def pick(self, options: Any) -> Any:
        return self.draw(st.sampled_from(list(options)))

    def chance(self) -> bool:
        return self.draw(st.booleans())

    def several(self, make: Any, least: int, most: int) -> list[Any]:
        return [make() for _ in range(self.draw(st.integers(least, most)))]

    def maybe(self, *clauses: Any) -> tuple[t.Clause, ...]:
        """Some of *clauses*, in any order; each is a kind with a function that makes its value."""
        chosen = [clause for clause in clauses if self.chance()]
        return tuple(node(t.Clause, kind, make()) for kind, make in self.draw(st.permutations(chosen)))

    def expressions(self) -> Expressions:
        return Expressions(self.draw, self.names, frozenset(self.facts))

    def condition(self) -> t.Expr:
        return self.expressions().condition(self.draw(st.integers(0, self.size)))

    def new_name(self) -> str:
        chosen: str = self.pick(self.free)
        self.free.remove(chosen)
        return chosen

    def labels(self) -> t.Labels:
        zh, en = (self._label(text) if self.chance() else None for text in ("标签", "label"))
        return node(t.Labels, zh, en, tuple(self.several(lambda: self._label("别名"), 0, 1)))

    def _label(self, text: str) -> str:
        """A label that nothing else has: it is a name too."""
        self.labelled += 1
        return f"{text}{self.pick(_IN_LABELS)} {self.labelled}"

    def text(self) -> str:
        return str(self.pick(("四(一)4(1)", 'so "called"', "a # b", "\\", "全角＼")))

    def texts(self) -> Bilingual:
        both = self.text()
        one_each = (Bilingual(zh="整改"), Bilingual(en="mend"), Bilingual(zh="整改", en="mend"))
        chosen: Bilingual = self.pick((Bilingual(zh=both, en=both), *one_each))
        return chosen

    def day(self) -> t.Day:
        return node(t.Day, self.pick(ex.DAYS_NEAR))

    def period(self) -> t.InForce:
        first = self.pick(ex.DAYS_NEAR[:4])
        start, end = node(t.Day, first), node(t.Day, first + timedelta(self.pick((0, 1, 900))))
        return node(t.InForce, *self.pick(((start, None), (None, end), (start, end))))

    # Types

    def _hundred(self) -> t.Number:
        return node(t.Number, Fraction(100), name("元"))

    def _type(self, *, may_repeat: bool) -> tuple[t.TypeExpr, ty.Type]:
        """A type as written, and what it means."""
        kind = self.pick(_SCALAR_KINDS)
        monthly = may_repeat and self.chance()
        written, meant = self._scalar(kind, monthly)
        return written, ty.Monthly(meant) if monthly else meant

    def _scalar(self, kind: str, monthly: bool) -> tuple[t.TypeExpr, ty.Type]:
        if kind in ("one", "set"):
            return self._choice(kind, monthly)
        if kind == "share":
            within = node(t.Percent, Fraction(1)) if self.chance() else None
            return node(t.TypeExpr, kind, monthly, within=within), ex.SHARE
        if kind in ("date", "text", "yes/no"):
            return node(t.TypeExpr, kind, monthly), {"date": ex.DATE, "text": ex.TEXT, "yes/no": ex.YES_NO}[kind]
        if kind == "duration":
            unit = self.pick((DAYS, MONTHS))
            return node(t.TypeExpr, kind, monthly, name(self.pick(ex.WORDS[unit]))), ty.Duration(unit)
        return self._quantity(kind, monthly)

    def _quantity(self, kind: str, monthly: bool) -> tuple[t.TypeExpr, ty.Type]:
        precision = node(t.Number, Fraction(1, 100)) if kind != "count" and self.chance() else None
        if kind == "number" and self.chance():
            return node(t.TypeExpr, kind, monthly, precision=precision), ex.NUMBER
        unit = ex.YUAN if kind == "money" else self.pick(_UNIT_WORDS)
        written = node(t.TypeExpr, kind, monthly, name(self.pick(_UNIT_WORDS[unit])), precision=precision)
        return written, ty.Quantity("number", unit)

    def _choice(self, kind: str, monthly: bool) -> tuple[t.TypeExpr, ty.Type]:
        meant = ty.OneOf if kind == "one" else ty.SetOf
        if self.chance():
            choices = self.pick(self.choices)
            return node(t.TypeExpr, kind, monthly, choices=name(choices.name)), meant(choices)
        members = self._members()
        return node(t.TypeExpr, kind, monthly, members=members), meant(ty.Choices("", _members_of(members)))

    # Declarations

    def _head(self) -> t.RulesetDecl:
        path = node(t.Path, tuple(map(name, self.pick((("demo",), ("demo", "county"), ("安康", "县级"))))))
        sections = lambda: tuple(node(t.SectionDecl, text, self.labels()) for text in ("一", '二"'))  # noqa: E731
        clauses = self.maybe(("source", self.text), ("sections", sections), ("in force", self.period))
        tier = node(t.Clause, "tier", name("county"))
        return node(t.RulesetDecl, path, self.labels(), (tier, *clauses))

    def _members(self) -> tuple[t.MemberDecl, ...]:
        names = self.draw(st.lists(st.sampled_from(_MEMBERS), min_size=1, max_size=4, unique=True))
        return tuple(node(t.MemberDecl, name(text), self.labels()) for text in names)

    def _choices(self) -> t.ChoicesDecl:
        text = ("office functions", "zone class")[len(self.choices)]
        members, is_open = self._members(), self.chance()
        self.choices.append(ty.Choices(text, _members_of(members), is_open))
        return node(t.ChoicesDecl, name(text), self.labels(), members, is_open)

    def _indicator(self) -> t.IndicatorDecl:
        text, (written, meant) = self.new_name(), self._type(may_repeat=True)
        self.names[text] = meant
        self.facts.append(text)
        inner = meant.of if isinstance(meant, ty.Monthly) else meant
        ranges = [("expected", lambda: self._range(inner))] if inner in (ex.MONEY, ex.HEADS, ex.COUNT, ex.SHARE) else []
        clauses = self.maybe(("collected", self.texts), *ranges)
        return node(t.IndicatorDecl, name(text), written, self.labels(), clauses)

    def _range(self, kind: ty.Type) -> tuple[t.Expr, t.Expr]:
        if kind == ex.SHARE:
            return node(t.Percent, Fraction(1, 2)), node(t.Percent, Fraction(1))
        unit = name(self.pick(ex.WORDS[kind.unit]))  # type: ignore[attr-defined]
        return node(t.Number, Fraction(2), unit), node(t.Number, Fraction(100), unit)

    def _list(self) -> t.IndicatorDecl:
        text, singular = self.pick(_RECORDS)
        names = self.draw(st.lists(st.sampled_from(_FIELDS), min_size=1, max_size=4, unique=True))
        types = [self._type(may_repeat=False) for _ in names]
        fields = tuple(node(t.FieldDecl, name(f), written) for f, (written, _) in zip(names, types, strict=True))
        meant = tuple(ty.Field(f, kind) for f, (_, kind) in zip(names, types, strict=True))
        self.names[text] = ty.ListOf(singular, meant)
        written = node(t.TypeExpr, "list", singular=name(singular), fields=fields)
        return node(t.IndicatorDecl, name(text), written, self.labels())

    def _parameter(self) -> t.ParameterDecl:
        text = self.new_name()
        written, kind = self._parameter_type()
        values = [node(t.DatedValue, self._parameter_value(kind), self.day() if self.chance() else None)]
        values += self.several(lambda: node(t.DatedValue, self._parameter_value(kind), self.day()), 0, 1)
        values += self.several(lambda: node(t.DatedValue, None, self.day()), 0, 1)
        self.names[text] = kind
        return node(t.ParameterDecl, name(text), written, tuple(values), self.labels())

    def _parameter_type(self) -> tuple[t.TypeExpr | None, ty.Type]:
        """The type of a parameter may be left out where its value shows it."""
        if self.chance():
            return None, self.pick((ex.MONEY, ex.HEADS, ex.COUNT, ex.SHARE, ex.BARE, ex.DATE, ex.IN_DAYS, ex.TEXT))
        return self._type(may_repeat=False)

    def _parameter_value(self, kind: ty.Type) -> t.Expr:
        expressions = Expressions(self.draw, {}, frozenset())
        if isinstance(kind, ty.OneOf):
            return expressions._member(kind)
        if isinstance(kind, ty.SetOf):
            return expressions._members(kind, 0)
        return expressions.literal(ex.BARE if kind == ex.NUMBER else kind)

    def _definition(self) -> t.DefineDecl:
        text = self.new_name()
        kind = self.pick((ex.YES_NO, *ex.ORDERED))
        expression = self.expressions().value(kind, min(self.size, 2))
        self.names[text] = kind
        return node(t.DefineDecl, name(text), expression, self.labels())

    # Groups and rules

    def _rules(self) -> list[t.Declaration]:
        found: list[t.Declaration] = [self._rule(text) for text in self.pick(((), ("loose",), ("loose", "due rule")))]
        for group in self.pick((("fund",), ("fund", "组织 机构"))):
            found.append(self._group(group))
            found += [self._rule(text) for text in self.pick(((), ("first",), ("first", "定期存款占比", "3rd")))]
        return found

    def _group(self, text: str) -> t.GroupDecl:
        clauses = self.maybe(("clause", self.text), ("when", self.condition), ("in force", self.period))
        return node(t.GroupDecl, name(text), self.labels(), self.chance(), clauses)

    def _rule(self, text: str) -> t.RuleDecl:
        force = node(t.Clause, self.pick(("must", "must", "should")), self.condition())
        exceptions = [("except when", lambda: (self.condition(), self.condition()))] * self.pick((0, 0, 1, 2))
        points = lambda: self.pick((Fraction(5), Fraction(1, 2), Fraction(0)))  # noqa: E731
        others = self.maybe(
            ("when", self.condition),
            *exceptions,
            ("due", lambda: self.expressions().value(ex.DATE, 1)),
            ("points", points),
            *(("clause", self.text), ("fix", self.texts), ("evidence", self.texts), ("in force", self.period)),
        )
        clauses = tuple(self.draw(st.permutations((force, *others))))
        return node(t.RuleDecl, name(text), self.labels(), clauses)

    def _award(self) -> t.AwardDecl:
        values = (node(t.Percent, Fraction(9, 10)), node(t.Number, Fraction(5)))
        score = (self.pick(("≥", ">", "=")), self.pick(values)) if self.chance() else None
        return node(t.AwardDecl, self.text(), self.labels(), score)


def _members_of(written: tuple[t.MemberDecl, ...]) -> tuple[ty.Member, ...]:
    return tuple(ty.Member(m.name.text, m.labels.text) for m in written)
