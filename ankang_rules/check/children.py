"""The levels of units below the one a ruleset judges, and what a name means about one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from ankang_rules.check import messages
from ankang_rules.check.imports import Imports, Module
from ankang_rules.check.levels import Levels, tree_indicators, tree_spellings, way_to
from ankang_rules.check.scope import Scope
from ankang_rules.core.ruleset import Indicator, Level, RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.source import Span
from ankang_rules.syntax import tree as t


class Loaded(Protocol):
    """What checking a file gives."""

    @property
    def core(self) -> RulesetCore | None: ...

    @property
    def errors(self) -> tuple[Diagnostic, ...]: ...


Load = Callable[[Module, tuple[str, ...]], Loaded]
"""Checks a module, given the keys of the files on the way to it."""


def declare_children(
    written: Iterable[t.ChildrenDecl],
    scope: Scope,
    module: Module,
    load: Load,
    way: tuple[str, ...],
    imports: Imports,
    defined: frozenset[str] = frozenset(),
) -> Levels:
    """Declare the levels in *written*; report those whose parent, register or ruleset is not right.

    *way* are the keys of the files come through, the last that of *module*. *imports* reads their files.
    *defined* are the folded names of definitions, which come after the levels.
    """
    declaring = _Declaring(scope, module, load, way, imports, defined)
    for declaration in written:
        declaring.level(declaration)
    declaring.judged_alike()
    return declaring.levels


class _Declaring:
    def __init__(
        self,
        scope: Scope,
        module: Module,
        load: Load,
        way: tuple[str, ...],
        imports: Imports,
        defined: frozenset[str],
    ) -> None:
        self.scope, self.module, self.load, self.way, self.defined = scope, module, load, way, defined
        self.levels = Levels()
        self.imports = imports

    def level(self, written: t.ChildrenDecl) -> None:
        names = [(n.text, n.span) for n in (written.name, written.singular)] + list(written.labels.places)
        core = self._core(written)
        parent = self._parent(written)
        register = self._register(written)
        if core is None or (parent is None) != (written.parent is None):
            self.levels.lost.update(fold(text) for text, _ in names)
            return
        level = Level(
            written.name.text,
            written.name.key,
            written.singular.text,
            core,
            parent,
            register,
            self._recorded(written, core),
            written.labels.text,
            span=written.span,
        )
        self._claim(level, names)
        self._agree(written, core)

    def _claim(self, level: Level, names: list[tuple[str, Span]]) -> None:
        for text, span in names:
            key = fold(text)
            taken = self.levels.places.get(key) or self.scope.places.get(key) or self._records_called(key)
            if taken is not None and self.levels.by_name.get(key) != level.key:
                self.scope.report(messages.names.duplicate_name(span, text, taken))
                continue
            self.levels.by_name[key] = level.key
            self.levels.places.setdefault(key, span)
        self.levels.by_key.setdefault(level.key, level)

    def _records_called(self, key: str) -> Span | None:
        """Where a list is declared of whose records *key* is the singular."""
        lists = self.scope.singulars.get(key)
        return self.scope.indicators[lists[0]].span if lists else None

    def judged_alike(self) -> None:
        """Report rulesets that cannot be told apart by name, and levels that are judged otherwise by one above them."""
        rulesets: dict[str, RulesetCore] = {}
        for level in self.levels.by_key.values():
            if _differ(rulesets.setdefault(level.core.name, level.core), level.core) and level.span is not None:
                self.scope.report(messages.children.two_rulesets(level.span, level.core.name))
        ways = {way_to(level, self.levels.by_key): level for level in self.levels.by_key.values()}
        for way, level in ways.items():
            below = {inner.key: inner for inner in level.core.levels}
            for inner in below.values():
                mine = ways.get((*way, *way_to(inner, below)))
                if mine is not None and _differ(mine.core, inner.core) and mine.span is not None:
                    names = mine.name, mine.core.name, inner.core.name, level.core.name
                    self.scope.report(messages.children.two_judges(mine.span, *names))

    def _parent(self, written: t.ChildrenDecl) -> str | None:
        if written.parent is None:
            return None
        found = self.levels.named(written.parent)
        if found is None and written.parent.key not in self.levels.lost:
            known = [level.name for level in self.levels.by_key.values()]
            self.scope.report(messages.children.unknown_level(written.parent.span, written.parent.text, known))
        return found.key if found else None

    def _register(self, written: t.ChildrenDecl) -> str | None:
        if written.register is None:
            return None
        declared = self.scope.find(written.register)
        if declared is None and written.register.key in self.defined:
            self.scope.report(messages.children.defined_register(written.register.span))
            return None
        if declared is None:
            self.scope.report_unknown(written.register)
            return None
        is_count = isinstance(declared.type, ty.Quantity) and declared.type.kind == "count"
        if declared.type is not None and (declared.kind != "indicator" or not is_count):
            self.scope.report(messages.children.register_is_no_count(written.register.span, declared.type))
            return None
        return declared.key

    def _recorded(self, written: t.ChildrenDecl, core: RulesetCore) -> str | None:
        """The indicator, of the units' own ruleset or of this file, that says whether one of them passes."""
        if written.recorded is None:
            return None
        mine = self.scope.find(written.recorded)
        known = {**self.scope.indicators, **{indicator.key: indicator for indicator in core.indicators}}
        found = known.get(dict(core.aliases).get(written.recorded.key, mine.key if mine else ""))
        if found is None:
            names = [indicator.name for indicator in known.values() if indicator.type == ty.YesNo()]
            self.scope.report(messages.children.unknown_record(written.recorded.span, core.name, names))
        elif found.type != ty.YesNo():
            self.scope.report(messages.children.record_is_no_verdict(written.recorded.span, found.type))
        return found.key if found and found.type == ty.YesNo() else None

    def _core(self, written: t.ChildrenDecl) -> RulesetCore | None:
        module = self.imports.one(written.ruleset, self.module)
        self.scope.diagnostics += self.imports.diagnostics
        self.imports.diagnostics.clear()
        if module is None:
            return None
        name = written.ruleset.file or str(written.ruleset.path)
        place = written.ruleset.path.span if written.ruleset.path else written.ruleset.span
        if module.source.name in self.way:
            self.scope.report(messages.children.ruleset_circle(place, name))
            return None
        found = self.load(module, self.way)
        if found.core is None:
            self.scope.report(messages.children.ruleset_is_broken(place, name, len(found.errors)))
            self.scope.diagnostics += found.errors
        elif found.core.tier is None:
            self.scope.report(messages.children.library_judges_nobody(place, name))
            return None
        return found.core

    def _agree(self, written: t.ChildrenDecl, core: RulesetCore) -> None:
        """One name means one thing in the whole tree, so that one facts file serves every ruleset of it."""
        levels = [tree_indicators(level.core) for level in self.levels.by_key.values()]
        for key, indicator in tree_indicators(core).items():
            mine = self.scope.indicators.get(key)
            other = mine or next((known[key] for known in levels if key in known), None)
            if other is not None and other.type != indicator.type:
                here = mine is not None
                self.scope.report(messages.children.two_meanings(written.span, indicator, other, here=here))
                return
        self._labels_agree(written, core)

    def _labels_agree(self, written: t.ChildrenDecl, core: RulesetCore) -> None:
        own = {s: self.scope.indicators[d.key] for s, d in self.scope.names.items() if d.key in self.scope.indicators}
        others = [tree_spellings(level.core) for level in self.levels.by_key.values()]
        for spelling, indicator in tree_spellings(core).items():
            other = next((known[spelling] for known in (own, *others) if spelling in known), indicator)
            if other.key != indicator.key:
                places = [(one, _place_of(spelling, one)) for one in (other, indicator)]
                at = places.pop(0)[1] if other is own.get(spelling) else None
                self.scope.report(messages.children.two_called_alike(at or written.span, spelling, other, places))
                return


def _differ(one: RulesetCore, other: RulesetCore) -> bool:
    """Whether two rulesets say something else; to compare them takes long, and mostly they are one."""
    return one is not other and one != other


def _place_of(spelling: str, indicator: Indicator) -> Span:
    """The place of the name or label of *indicator* that is *spelling*."""
    whole = indicator.span
    assert whole is not None
    texts = (indicator.name, indicator.labels.zh, indicator.labels.en, *indicator.aliases)
    text = next(text for text in texts if text is not None and fold(text) == spelling)
    at = max(0, whole.text.find(text))
    return Span(whole.source, whole.start + at, whole.start + at + len(text))
