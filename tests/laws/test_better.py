"""Law 7 over rulesets and trees of every kind: a leaf that stands only positively never harms by becoming true."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, note, settings
from hypothesis import strategies as st

from ankang_rules import Ruleset, Status
from ankang_rules.check.load import check_text
from ankang_rules.evaluate.results import Judgement
from ankang_rules.report.reads import reads
from ankang_rules.source import LANGUAGES
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.expressions import name, node
from ankang_rules.testing.strategies import asked_for, facts_for, rulesets, tree_for, trees
from ankang_rules.testing.texts import Texts

LEAVES = tuple(f"leaf of ours {letter}" for letter in "abcdefghijkl")
_TRIES = 3
"""How many facts are tried on each ruleset, which takes longer to draw than they do."""
_ORDER = (Status.FAIL, Status.UNKNOWN, Status.PASS)
FALSE_OR_MISSING = st.sets(st.sampled_from(LEAVES)).map(lambda leaves: dict.fromkeys(leaves, False))
TRUE = dict.fromkeys(LEAVES, True)
Document = dict[str, Any]
Statuses = dict[tuple[str, ...], Status | None]


# A leaf, planted where it stands positively


@st.composite
def planted(draw: st.DrawFn, file: t.File) -> t.File:
    """*file* with a yes/no indicator for each `must`, which asks for it somewhere inside and only positively."""
    asking = [at for at, one in enumerate(file.declarations) if isinstance(one, t.RuleDecl) and _places(one)]
    declarations = list(file.declarations)
    for at, leaf in zip(asking, LEAVES, strict=False):
        declarations[at] = draw(_with_leaf(declarations[at], leaf))
    declared = [node(t.IndicatorDecl, name(leaf), node(t.TypeExpr, "yes/no"), node(t.Labels)) for leaf in LEAVES]
    return t.File((declarations[0], *declared, *declarations[1:]))


def _places(rule: t.RuleDecl) -> list[int]:
    """The clauses of *rule* that hold a condition to be met, where it has to be; none of one that is advice."""
    kinds = [clause.kind for clause in rule.clauses]
    return [at for at, kind in enumerate(kinds) if kind in ("must", "except when")] if "must" in kinds else []


@st.composite
def _with_leaf(draw: st.DrawFn, rule: t.RuleDecl, leaf: str) -> t.RuleDecl:
    clauses = list(rule.clauses)
    at = draw(st.sampled_from(_places(rule)))
    value: Any = clauses[at].value
    if clauses[at].kind == "must":
        clauses[at] = evolve(clauses[at], value=draw(_inside(value, leaf)))
    else:
        clauses[at] = evolve(clauses[at], value=(value[0], draw(_inside(value[1], leaf))))
    return evolve(rule, clauses=tuple(clauses))


@st.composite
def _inside(draw: st.DrawFn, condition: t.Expr, leaf: str) -> t.Expr:
    """*condition* with the leaf beside it, or beside a part that stands positively."""
    parts = _positive_parts(condition)
    if parts and draw(st.booleans()):
        field, at = draw(st.sampled_from(parts))
        if at is None:
            return evolve(condition, **{field: draw(_inside(getattr(condition, field), leaf))})
        operands = list(getattr(condition, field))
        operands[at] = draw(_inside(operands[at], leaf))
        return evolve(condition, **{field: tuple(operands)})
    asked = node(t.Reference, name(leaf))
    beside = [condition, asked] if draw(st.booleans()) else [asked, condition]
    which = draw(st.sampled_from((t.And, t.Or, t.ListLogic)))
    if which is t.ListLogic:
        twice = [condition] if draw(st.booleans()) else []
        return node(t.ListLogic, "at least", (*beside, *twice), draw(st.integers(1, 2 + len(twice))))
    return node(which, tuple(beside))


def _positive_parts(condition: t.Expr) -> list[tuple[str, int | None]]:
    match condition:
        case t.If():
            return [("then", None), ("otherwise", None)]
        case t.And() | t.Or() | t.ListLogic(which="all" | "any" | "at least"):
            return [("operands", at) for at in range(len(condition.operands))]
    return []


def checked(files: dict[str, t.File], lang: Any) -> Ruleset:
    """The ruleset of the last file, judging by those before it."""
    texts = {file: print_file(tree, lang) for file, tree in files.items()}
    note("\n---\n".join(texts.values()))
    *_, last = texts
    found = check_text(texts[last], last, Texts(texts))
    assert found.core, [(d.text.en, d.span and d.span.text) for d in found.errors]
    return Ruleset(found.core)


# What must not be lowered


def statuses(judgement: Judgement) -> Statuses:
    """Every status of the unit itself: of the whole, of each group, of each rule and of its cases."""
    found: Statuses = {("",): judgement.status}
    found |= {("group", group.id): group.status for group in judgement.groups}
    found |= {("rule", rule.id): rule.status for rule in judgement.rules}
    found |= {("rule", rule.id, *case.unit): case.result.status for rule in judgement.rules for case in rule.cases}
    return found


def assert_no_worse(before: Judgement, after: Judgement) -> None:
    later = statuses(after)
    for subject, status in statuses(before).items():
        if status not in _ORDER or later[subject] not in _ORDER:
            assert status is later[subject], subject
        else:
            assert _ORDER.index(status) <= _ORDER.index(later[subject]), subject
    if before.score is not None and after.score is not None:
        for part in ("earned", "lowest", "highest"):
            assert getattr(before.score, part) <= getattr(after.score, part), part


@given(st.data())
@settings(max_examples=settings.default.max_examples // 4)
def test_a_leaf_planted_into_any_ruleset_never_harms_by_becoming_true(data: st.DataObject) -> None:
    """Not the rule that asks for it, nor its group, the whole, or the score."""
    file = data.draw(planted(data.draw(rulesets(size=2))))
    ruleset = checked({"drawn.rules": file}, data.draw(st.sampled_from(LANGUAGES)))
    for _ in range(_TRIES):
        drawn, asked = data.draw(facts_for(ruleset.core, missing=False)), data.draw(asked_for(ruleset.core))
        facts = {key: value for key, value in drawn.items() if key not in TRUE}
        worse = data.draw(FALSE_OR_MISSING)
        before, after = (ruleset.evaluate({**facts, **leaves}, **asked).judgement for leaves in (worse, TRUE))
        assert_no_worse(before, after)


# Trees


def _with(document: Document, leaves: Document) -> Document:
    """*document* with *leaves* in place of what it says of the leaves, in every unit."""
    facts = {key: value for key, value in document["facts"].items() if key not in TRUE}
    lists = {key: [_with(unit, leaves) for unit in units] for key, units in document.get("children", {}).items()}
    return {**document, "facts": {**facts, **leaves}, "children": lists}


def _all(before: Judgement, after: Judgement) -> Iterator[tuple[Judgement, Judgement]]:
    yield before, after
    for level, units in before.children.items():
        for one, other in zip(units, after.children[level], strict=True):
            yield from _all(one, other)


@given(st.data(), st.sampled_from(("city.rules", "county.rules", "town.rules")))
@settings(max_examples=10)
def test_a_leaf_of_units_below_never_harms_them_and_touches_nobody_who_does_not_ask_how_they_end(
    data: st.DataObject, where: str
) -> None:
    """What a unit above makes of a verdict is its own affair: it may ask for one that fails."""
    files = data.draw(trees())
    files = {file: data.draw(planted(tree)) if file == where else tree for file, tree in files.items()}
    city = checked(files, data.draw(st.sampled_from(LANGUAGES)))
    document, asked = data.draw(tree_for(city.core, missing=False)), data.draw(asked_for(city.core))
    worse = data.draw(FALSE_OR_MISSING)
    better = (city.evaluate(_with(document, leaves), **asked).judgement for leaves in (worse, TRUE))
    for before, after in _all(*better):
        if LEAVES[0] in {indicator.name for indicator in before.core.indicators}:
            assert_no_worse(before, after)
            continue
        for rule, later in zip(before.rules, after.rules, strict=True):
            if not reads(before.core)[rule.id].verdicts:
                assert rule.status is later.status or _ORDER.index(rule.status) < _ORDER.index(later.status), rule.id


COUNTY = """\
ruleset demo.county tier county
indicator leaf : yes/no
indicator asked : yes/no
rule r must leaf when asked
"""
ABOVE = """\
ruleset demo.province tier province
children counties each county : "county.rules" registered by total
indicator total : count in 个
rule w-every must every county passes
rule w-some must some county passes
rule none-fails must not some county fails
rule w-number must count of counties passing ≥ 2 个
rule few-fail must count of counties failing ≤ 1 个
rule w-part must share of counties passing ≥ 50%
rule either must some county passes or count of counties failing < 1 个
"""
WORSE_FIRST = ({"asked": True, "leaf": False}, {"asked": True}, {"asked": True, "leaf": True})
OTHERS = ({}, {"asked": False})
"""It is not known whether the leaf is asked for, and it is not."""


@pytest.mark.parametrize("unlisted", [None, 0, 1])
def test_a_leaf_of_units_below_never_harms_a_unit_that_asks_for_them_to_pass(unlisted: int | None) -> None:
    """Of two counties beside any third, in every state, with all listed, one more, or nobody knows how many."""
    texts = Texts({"county.rules": COUNTY, "top.rules": ABOVE})
    core = check_text(ABOVE, "top.rules", texts).core
    assert core
    found = {}
    for counties in product((*WORSE_FIRST, *OTHERS), WORSE_FIRST, WORSE_FIRST):
        total = {} if unlisted is None else {"total": len(counties) + unlisted}
        below = [{"unit": f"c{number}", "facts": facts} for number, facts in enumerate(counties)]
        whole = {"unit": "P", "facts": total, "children": {"counties": below}}
        found[tuple(map(str, counties))] = Ruleset(core).evaluate(whole).judgement
    better = {str(facts): str(WORSE_FIRST[-1]) for facts in WORSE_FIRST[:-1]}
    for states, judgement in found.items():
        for at, state in enumerate(states):
            if state in better:
                assert_no_worse(judgement, found[(*states[:at], better[state], *states[at + 1 :])])


# A rule that does not apply


@given(st.data(), st.sampled_from(("city.rules", "county.rules", "town.rules")))
@settings(max_examples=10)
def test_a_rule_that_does_not_apply_changes_no_verdict_anywhere_in_a_tree(data: st.DataObject, where: str) -> None:
    files = data.draw(trees())
    city = checked(files, "en")
    added = node(t.RuleDecl, name("added one"), node(t.Labels), (_clause("must"), _clause("when")))
    ruled = files[where].declarations
    # In a group about each unit of a level it would be asked as often as there are units, which may not be known.
    free = [i for i, one in enumerate(ruled) if isinstance(one, t.GroupDecl) and not _is_about_each(one)]
    at = 1 + data.draw(st.sampled_from((0, *free)))
    beside = checked({**files, where: t.File((*ruled[:at], added, *ruled[at:]))}, "en")
    document, asked = data.draw(tree_for(city.core)), data.draw(asked_for(city.core))
    for before, after in _all(*(each.evaluate(document, **asked).judgement for each in (city, beside))):
        found = statuses(after)
        for subject, status in statuses(before).items():
            if status is None and subject[0] == "group":
                assert found[subject] in (None, Status.NOT_APPLICABLE)  # advice alone has no verdict
            else:
                assert status is found[subject], subject
        assert before.score == after.score or before.score is None


def _is_about_each(group: t.GroupDecl) -> bool:
    return any(clause.kind == "for each" for clause in group.clauses)


def _clause(kind: str) -> t.Clause:
    return node(t.Clause, kind, node(t.YesNo, False))
