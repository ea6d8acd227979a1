"""Strategies: whole rulesets as trees, well typed by construction, with libraries, and facts for a checked one.

New syntax is not finished until it is drawn here.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from ankang_rules.model import types as ty
from ankang_rules.model.units import DAYS, MONTHS
from ankang_rules.source import Bilingual
from ankang_rules.syntax import tree as t
from ankang_rules.testing import expressions as ex
from ankang_rules.testing.examples import Examples
from ankang_rules.testing.expressions import Expressions, name, node
from ankang_rules.testing.levels import Above, DrawnLevel, OverUnits
from ankang_rules.testing.wild_facts import asked_for, facts_for, tree_for

__all__ = ["asked_for", "facts_for", "rulesets", "sharing", "tree_for", "trees"]

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
_NAMES_IN_TREES = (
    "site passed",
    "visits made",
    "宣传 次数",
    "visited on",
    "own funds",
    "自查",
    "staff at work",
    "在岗 人数",
)
_COUNTED = node(t.TypeExpr, "count", False, name("个"))
_MEMBERS = ("urban", "rural", "town ship", "财务", "稽核", "level 2", "other (and more)", "audit", "信息")
_RECORDS = (("incidents", "incident"), ("payments", "payment"), ("岗位", "月岗"))
_FIELDS = ("amount", "on time", "paid on", "场所", "zone class", "rate")
_IN_LABELS = ("", ' "甲"', "\\", "＼", " or")
_NO_LABELS = (False, False, False)
_WHICH_LABELS = (_NO_LABELS, _NO_LABELS, _NO_LABELS, (True, False, False), (False, True, False), (True, True, True))
_UNIT_WORDS = {ex.YUAN: ("元", "万元", "百元"), ex.PEOPLE: ("人",), ex.PIECES: ("个",)}
_SCALAR_KINDS = (*("count", "number", "per head", "money", "share", "date", "duration", "text", "yes/no", "one"), "set")


@st.composite
def rulesets(draw: st.DrawFn, size: int = 3) -> t.File:
    """Draw a whole ruleset. *size* bounds the depth of its conditions."""
    return _Drawing(draw, size).file()


@st.composite
def sharing(draw: st.DrawFn, size: int = 2) -> tuple[t.File, t.File]:
    """Draw a library, and a ruleset that imports it as ``common.rules`` and takes in rules of it."""
    return _Drawing(draw, size).shared()


@st.composite
def trees(draw: st.DrawFn, size: int = 2) -> dict[str, t.File]:
    """Draw a ruleset with levels of units below, and the rulesets that judge those, by the names of their files.

    The files stand in an order in which each comes after those it needs.
    """
    return _Drawing(draw, size).tree()


_Paths = tuple[tuple[str, ...], ...]
_PATHS: _Paths = (("demo",), ("demo", "county"), ("安康", "县级"))


class _Drawing:
    """One ruleset in the making: what is declared so far, by name."""

    def __init__(self, draw: st.DrawFn, size: int) -> None:
        self.draw, self.size = draw, size
        self.tier, self.paths = "county", _PATHS
        self.levels: list[DrawnLevel] = []
        self.about: DrawnLevel | None = None
        """The level of which the rule at hand is about each unit."""
        self.records = list(_RECORDS)
        self.definitions: set[str] = set()
        self.free = list(_NAMES)
        self.names: dict[str, ty.Type] = {}
        self.facts: list[str] = []
        self.choices: list[ty.Choices] = []
        self.labelled = 0
        self.points = Fraction(0)
        self.rules: list[tuple[str, ...]] = []
        """The paths of the rules so far, each an end of the id that no other rule has."""
        self.group: tuple[str, ...] = ()

    def file(self) -> t.File:
        declarations = self._vocabulary()
        head = self._head()
        return t.File((head, *declarations, *self._rules(), *self.several(self._award, 0, 1), *self._examples()))

    def shared(self) -> tuple[t.File, t.File]:
        library = node(t.RulesetDecl, node(t.Path, (name("demo"), name("common"))), self.labels())
        declarations = self._vocabulary()
        patterns = [self._rule(text) for text in ("pattern", "第二条")]
        self.rules.clear()
        head = self._head()
        taken: list[t.Declaration] = [self._taken(library.path, text) for text in ("pattern", "第二条")]
        imported = node(t.ImportDecl, None, "common.rules")
        ruleset = (head, imported, *self.several(self._definition, 0, 1), *taken, *self._rules(), *self._examples())
        return t.File((library, *declarations, *patterns)), t.File(ruleset)

    def _vocabulary(self, most: int = 7) -> list[t.Declaration]:
        """What conditions can name, in an order in which nothing is named before it is declared."""
        declarations: list[t.Declaration] = [node(t.UnitDecl, name("百元"), self._hundred(), self.labels())]
        declarations += self.several(self._choices, 1, 2)
        declarations += self.several(self._indicator, 2, most)
        declarations += [self._list()] if self.pick((True, True, False)) else []
        declarations += self.several(self._parameter, 0, 2)
        declarations += self.several(self._definition, 0, 2)
        return declarations

    # Trees

    def tree(self) -> dict[str, t.File]:
        self.free += _NAMES_IN_TREES
        town, towns = self._child("town", ())
        county, counties = self._child("county", (self._level("towns", "town", "town.rules", towns, None),))
        self.tier, self.paths = "city", (("demo", "city"),)
        levels = self._levels(counties, towns)
        registers = [node(t.IndicatorDecl, one.register, _COUNTED, self.labels()) for one, _ in levels if one.register]
        for indicator in registers:
            self.names[indicator.name.text] = ty.Quantity("count", ex.PIECES)
            self.facts.append(indicator.name.text)
        self.levels = [level for _, level in levels]
        vocabulary = self._vocabulary(4)
        head = self._head()
        rules = [*self._rules(), *self.several(self._award, 0, 1)]
        declared = [declaration for declaration, _ in levels]
        return {
            "town.rules": town,
            "county.rules": county,
            "city.rules": t.File((head, *registers, *declared, *vocabulary, *rules, *self._examples())),
        }

    def _child(self, tier: str, below: tuple[tuple[t.ChildrenDecl, DrawnLevel], ...]) -> tuple[t.File, _Drawing]:
        """The ruleset of units below, with no name that another has, and perhaps with levels of its own."""
        child = _Drawing(self.draw, 1)
        child.tier, child.paths, child.free, child.records = tier, (("demo", tier),), self.free, self.records
        child.labelled = self.labelled
        chosen = below if self.chance() else ()
        child.levels = [level for _, level in chosen]
        vocabulary = child._vocabulary(3)
        head, rules = child._head(), child._rules()
        self.labelled = child.labelled
        return t.File((head, *(declared for declared, _ in chosen), *vocabulary, *rules)), child

    def _levels(self, counties: _Drawing, towns: _Drawing) -> list[tuple[t.ChildrenDecl, DrawnLevel]]:
        found = [self._level("counties", "county", "county.rules", counties, None, self.pick((None, "county total")))]
        if self.pick((True, True, False)):
            register = self.pick((None, "town total"))
            found.append(self._level("towns", "town", "town.rules", towns, "counties", register))
        if self.chance():
            found.append(self._level("直管 片区", "片区", "town.rules", towns, None))
        return found

    def _level(
        self, text: str, singular: str, file: str, judged: _Drawing, parent: str | None, register: str | None = None
    ) -> tuple[t.ChildrenDecl, DrawnLevel]:
        ruleset = node(t.ImportDecl, None, file)
        records = [fact for fact in judged.facts if judged.names[fact] == ex.YES_NO]
        recorded = self.pick(records) if records and self.chance() else None
        above, total, record = (name(one) if one else None for one in (parent, register, recorded))
        written = node(t.ChildrenDecl, name(text), above, name(singular), ruleset, total, record, self.labels())
        facts = frozenset(judged.facts)
        names = {text: kind for text, kind in judged.names.items() if text in facts | judged.definitions}
        return written, DrawnLevel(text, singular, parent, names, facts)

    def _examples(self) -> list[t.Declaration]:
        """Examples that can be read; what they expect is drawn, and need not come true."""
        examples = Examples(self.draw, {text: self.names[text] for text in self.facts}, self.rules, self.levels)
        titles = self.draw(st.sampled_from(((), (), ("one",), ("one", "另一个"))))
        return [examples.example(title) for title in titles] if self.rules else []

    # Drawing

    def pick(self, options: Any) -> Any:
        return ex.pick(self.draw, options)

    def chance(self) -> bool:
        return bool(self.pick((False, True)))

    def several(self, make: Any, least: int, most: int) -> list[Any]:
        return [make() for _ in range(self.draw(st.integers(least, most)))]

    def maybe(self, *clauses: Any) -> tuple[t.Clause, ...]:
        """Some of *clauses*, in any order; each is a kind with a function that makes its value."""
        chosen = [clause for clause in clauses if self.chance()]
        return tuple(node(t.Clause, kind, make()) for kind, make in self.draw(st.permutations(chosen)))

    def rarely(self, *clauses: Any) -> tuple[Any, ...]:
        """Mostly none of *clauses*: what is not applicable puts nothing to the test."""
        return tuple(clause for clause in clauses if self.pick((False, False, True)))

    def expressions(self) -> Expressions:
        if not self.levels:
            return Expressions(self.draw, self.names, frozenset(self.facts))
        private = frozenset(self.definitions)
        found = OverUnits(self.draw, Above(self.tier, self.names, frozenset(self.facts), private), self.levels)
        if self.about:
            found.enter([self.about])
        return found

    def condition(self) -> t.Expr:
        return self.expressions().condition(self.pick((0, *range(1, self.size), self.size, self.size)))

    def _for_each(self) -> tuple[t.Clause, ...]:
        """Perhaps a clause that says of which units a rule or a group is about each, which is then in hand."""
        if self.about or not self.levels or not self.chance():
            return ()
        self.about = self.pick(self.levels)
        return (node(t.Clause, "for each", name(self.about.singular)),)

    def new_name(self) -> str:
        chosen: str = self.pick(self.free)
        self.free.remove(chosen)
        return chosen

    def labels(self) -> t.Labels:
        has_zh, has_en, has_other = self.pick(_WHICH_LABELS)
        zh, en = self._label("标签") if has_zh else None, self._label("label") if has_en else None
        return node(t.Labels, zh, en, (self._label("别名"),) if has_other else ())

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
        first = self.pick((date(2010, 1, 1), date(2012, 2, 29), date(2014, 11, 30)))
        start, end = node(t.Day, first), node(t.Day, first + timedelta(self.pick((3000, 1, 0))))
        return node(t.InForce, *self.pick(((start, None), (None, end), (start, end))))

    # Types

    def _hundred(self) -> t.Number:
        return node(t.Number, Fraction(100), name("元"))

    def _type(self, *, may_repeat: bool) -> tuple[t.TypeExpr, ty.Type]:
        """A type as written, and what it means."""
        kind = self.pick(_SCALAR_KINDS)
        monthly = may_repeat and self.chance()
        written, meant = self._scalar(kind, monthly)
        if not monthly:
            return written, meant
        months = self.pick((12, 12, 12, 6, 1))
        if months == 12 and self.chance():
            return written, ty.Monthly(meant)
        stated = node(t.Number, Fraction(months), name(self.pick(("months", "个月", "month"))))
        return evolve(written, months=stated), ty.Monthly(meant, months)

    def _scalar(self, kind: str, monthly: bool) -> tuple[t.TypeExpr, ty.Type]:
        if kind in ("one", "set"):
            return self._choice(kind, monthly)
        if kind == "share":
            within = node(t.Percent, Fraction(1)) if self.chance() else None
            return node(t.TypeExpr, kind, monthly, within=within), ty.Share(within.value if within else None)
        if kind in ("date", "text", "yes/no"):
            return node(t.TypeExpr, kind, monthly), {"date": ex.DATE, "text": ex.TEXT, "yes/no": ex.YES_NO}[kind]
        if kind == "duration":
            unit = self.pick((DAYS, MONTHS))
            return node(t.TypeExpr, kind, monthly, name(self.pick(ex.WORDS[unit]))), ty.Duration(unit)
        return self._quantity(kind, monthly)

    def _quantity(self, kind: str, monthly: bool) -> tuple[t.TypeExpr, ty.Type]:
        precision = node(t.Number, Fraction(1, 100)) if kind != "count" and self.chance() else None
        if kind == "per head":
            return node(t.TypeExpr, "number", monthly, name("元"), name("人"), precision=precision), ex.PER_HEAD
        if kind == "number" and self.chance():
            return node(t.TypeExpr, kind, monthly, precision=precision), ex.NUMBER
        unit = ex.YUAN if kind == "money" else self.pick(_UNIT_WORDS)
        written = node(t.TypeExpr, kind, monthly, name(self.pick(_UNIT_WORDS[unit])), precision=precision)
        return written, ty.Quantity("count" if kind == "count" else "number", unit)

    def _choice(self, kind: str, monthly: bool) -> tuple[t.TypeExpr, ty.Type]:
        meant = ty.OneOf if kind == "one" else ty.SetOf
        if self.chance():
            choices = self.pick(self.choices)
            return node(t.TypeExpr, kind, monthly, choices=name(choices.name)), meant(choices)
        members = self._members()
        return node(t.TypeExpr, kind, monthly, members=members), meant(ty.Choices("", _members_of(members)))

    # Declarations

    def _head(self) -> t.RulesetDecl:
        path = node(t.Path, tuple(map(name, self.pick(self.paths))))
        sections = lambda: tuple(node(t.SectionDecl, text, self.labels()) for text in ("一", '二"'))  # noqa: E731
        own = self.rarely(("in force", self.period), ("when", self.condition))
        clauses = self.maybe(("source", self.text), ("sections", sections), *own)
        tier = node(t.Clause, "tier", name(self.tier))
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
        ranges = (
            [("expected", lambda: self._range(inner))]
            if inner in (ex.MONEY, ex.HEADS, ex.COUNT, ex.SHARE, ex.DATE)
            else []
        )
        efforts = [("fixed", lambda: None), ("effort", lambda: self.pick((Fraction(3), Fraction(1, 2))))]
        clauses = self.maybe(("collected", self.texts), *ranges, self.pick(efforts))
        return node(t.IndicatorDecl, name(text), written, self.labels(), clauses)

    def _range(self, kind: ty.Type) -> tuple[t.Expr, t.Expr]:
        if kind == ex.SHARE:
            return node(t.Percent, Fraction(1, 2)), node(t.Percent, Fraction(1))
        if kind == ex.DATE:
            return node(t.Day, date(2013, 5, 1)), node(t.Day, date(2015, 12, 31))
        unit = name(self.pick(ex.WORDS[kind.unit]))  # type: ignore[attr-defined]
        return node(t.Number, Fraction(2), unit), node(t.Number, Fraction(100), unit)

    def _list(self) -> t.IndicatorDecl:
        text, singular = self.pick(self.records)
        self.records.remove((text, singular))
        names = self.draw(st.lists(st.sampled_from(_FIELDS), min_size=1, max_size=4, unique=True))
        types = [self._type(may_repeat=True) for _ in names]
        fields = tuple(node(t.FieldDecl, name(f), written) for f, (written, _) in zip(names, types, strict=True))
        meant = tuple(ty.Field(f, kind) for f, (_, kind) in zip(names, types, strict=True))
        self.names[text] = ty.ListOf(singular, meant)
        self.facts.append(text)
        written = node(t.TypeExpr, "list", singular=name(singular), fields=fields)
        return node(t.IndicatorDecl, name(text), written, self.labels())

    def _parameter(self) -> t.ParameterDecl:
        text = self.new_name()
        written, kind = self._parameter_type()
        days = sorted(self.draw(st.sets(st.sampled_from(ex.DAYS_NEAR), min_size=1, max_size=3)))
        starts = [self.pick((None, days[0])), *days[1:]]
        values = [node(t.DatedValue, self._parameter_value(kind), start and node(t.Day, start)) for start in starts]
        if len(values) > 1 and self.chance():
            values[-1] = evolve(values[-1], value=None)  # repealed
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
        if isinstance(kind, ty.Share) and kind.within is not None:
            return node(t.Percent, self.pick([share for share in ex.SHARES if share <= kind.within]))
        if isinstance(kind, ty.Quantity) and kind.kind == "count":
            return node(t.Number, Fraction(self.pick((0, 1, 3, 100))), name(self.pick(_UNIT_WORDS[kind.unit])))
        return expressions.literal(ex.BARE if kind in (ex.NUMBER, ex.PER_HEAD) else kind)

    def _definition(self) -> t.DefineDecl:
        text = self.new_name()
        series = [found for found in self.names.values() if isinstance(found, ty.Monthly)]
        kind = self.pick((ex.YES_NO, *ex.ORDERED, *series))
        same = [other for other, found in self.names.items() if found == kind]
        drawn = ex.reference(self.pick(same)) if isinstance(kind, ty.Monthly) else None
        expression = drawn or self.expressions().value(kind, min(self.size, 2))
        self.names[text] = kind
        self.definitions.add(text)
        return node(t.DefineDecl, name(text), expression, self.labels())

    # Groups and rules

    def _rules(self) -> list[t.Declaration]:
        found: list[t.Declaration] = [self._rule(text) for text in self.pick((("loose",), (), ("loose", "due rule")))]
        for group in self.pick((("fund",), ("fund", "组织 机构"))):
            found.append(self._group(group))
            self.group = (group,)
            found += [self._rule(text) for text in self.pick((("first",), (), ("first", "定期存款占比", "3rd")))]
            self.about = None
        return found

    def _group(self, text: str) -> t.GroupDecl:
        about = self._for_each()
        covering = self.rarely(("when", self.condition), ("in force", self.period))
        clauses = self.maybe(("clause", self.text), *covering)
        return node(t.GroupDecl, name(text), self.labels(), self.chance(), (*about, *clauses))

    def _rule(self, text: str) -> t.RuleDecl:
        self.rules.append((*self.group, text))
        about = self._for_each()
        force = node(t.Clause, self.pick(("must", "must", "should")), self.condition())
        others = self._clauses()
        clauses = tuple(self.draw(st.permutations((*about, force, *others))))
        self.about = None if about else self.about
        return node(t.RuleDecl, name(text), self.labels(), clauses)

    def _taken(self, library: t.Path, text: str) -> t.RuleDecl:
        """A rule of the library, under this ruleset's own id, some of its clauses anew."""
        self.rules.append((*self.group, text))
        own = (node(t.Clause, "must", self.condition()),) if self.chance() else ()
        clauses = tuple(self.draw(st.permutations((*own, *self._clauses()))))
        return node(t.RuleDecl, name(text), self.labels(), clauses, library)

    def _clauses(self) -> tuple[t.Clause, ...]:
        exceptions = [("except when", lambda when=when: (when, self.condition())) for when in self._exceptions()]
        return self.maybe(
            *self.rarely(("when", self.condition), ("in force", self.period)),
            *exceptions,
            ("due", lambda: self.expressions().value(ex.DATE, 1)),
            ("points", self._points),
            *(("clause", self.text), ("fix", self.texts), ("evidence", self.texts)),
        )

    def _exceptions(self) -> tuple[t.Expr, ...]:
        """When there are exceptions; two that could be proved to hold at once would not load."""
        single = [text for text in self.facts if self.names[text] == ex.YES_NO]
        number = self.pick((0, 0, 1, 2))
        if number == 2 and len(single) > 1 and self.chance():
            return tuple(ex.reference(text) for text in self.draw(st.permutations(single))[:2])
        first = self.condition()
        return ((), (first,), (first, node(t.Not, first)))[number]

    def _points(self) -> Fraction:
        points: Fraction = self.pick((Fraction(5), Fraction(1, 2), Fraction(0)))
        self.points += points
        return points

    def _award(self) -> t.AwardDecl:
        values = [node(t.Percent, Fraction(9, 10)), *([node(t.Number, self.points / 2)] if self.points else [])]
        score = (self.pick(("≥", ">", "=")), self.pick(values)) if self.chance() else None
        return node(t.AwardDecl, self.text(), self.labels(), score)


def _members_of(written: tuple[t.MemberDecl, ...]) -> tuple[ty.Member, ...]:
    return tuple(ty.Member(m.name.text, m.labels.text) for m in written)
