"""References by name → references by the label of one language: ``fund ≥ 3`` → ``基金总量 ≥ 3``.

What is declared keeps its name. A reference stays as it is where the thing has no label in that language, where the
label would need backticks, where the units it speaks of call it by different labels, and where it is a field of a
record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from attrs import evolve

from ankang_rules.check.load import check_text
from ankang_rules.check.to_core import Checked
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Definition, Indicator, Parameter, RulesetCore
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.source import Language, Span
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.print import needs_backticks

_Thing = Indicator | Parameter | Definition
_Named = n.Fact | n.ParameterRef | n.DefinitionRef
_Around = tuple[tuple[RulesetCore, ...], ...]

_OWNER: Final = re.compile(r"[^'’的]+(?:['’]s?\s|\s*的\s*)")


def relabelled(checked: Checked, lang: Language, folder: Any = None) -> str:
    """Return the text of a file that was *checked*, its references the labels of *lang*; imports are in *folder*.

    Where the new text would not mean the same, it is the text as it was.

    >>> text = 'ruleset t.t tier t indicator fund : money in 元 zh "基金总量" rule r must fund ≥ 3 元'
    >>> relabelled(check_text(text, "t.rules"), "zh")[-15:]
    'must 基金总量 ≥ 3 元'
    """
    assert checked.module is not None
    assert checked.core is not None
    source = checked.module.source
    text = source.text
    for span, label in sorted(_places(checked, checked.core, lang), key=lambda place: -place[0].start):
        text = text[: span.start] + label + text[span.end :]
    return text if check_text(text, source.name, folder).core == checked.core else source.text


def _places(checked: Checked, core: RulesetCore, lang: Language) -> set[tuple[Span, str]]:
    """Where a name stands that a label can stand for, and the label."""
    assert checked.module is not None
    found = [*_in_conditions(core), *_in_examples(checked.module.parsed.file, core)]
    return {
        (span, label)
        for span, thing in found
        if span.source.name == checked.module.source.name
        and fold(span.text.strip("`｀")) in _spellings(thing)
        and (label := getattr(thing.labels, lang))
        and not needs_backticks(label)
    }


def _in_conditions(core: RulesetCore) -> Iterator[tuple[Span, _Thing]]:
    about: list[tuple[n.Node | None, str | None]] = [(one.expression, None) for one in core.definitions]
    about += [(core.when, None), *((group.when, group.for_each) for group in core.groups)]
    about += [(expression, rule.for_each) for rule in core.rules for expression in rule.expressions()]
    for expression, each in about:
        if expression is not None:
            level = core.level(each)
            yield from _in_node(expression, ((core,), (level.core,)) if level else ((core,),), core)


def _in_node(node: n.Node, around: _Around, core: RulesetCore) -> Iterator[tuple[Span, _Thing]]:
    """Yield what *node* speaks of. *around* are the rulesets of the units it stands among, the innermost last."""
    if isinstance(node, _Named) and node.span:
        owners = around[0] if isinstance(node, n.ParameterRef) else around[-1 - node.unit]
        thing = _known_to_all(owners, core, node)
        if thing is not None:
            yield _of_the_name(node.span), thing
    records = getattr(node, "records", None)
    if isinstance(records, n.Units):
        levels = (core.level(key) for key in cast(ty.UnitsOf, records.type).levels)
        around = (*around, tuple(level.core for level in levels if level is not None))
    for part in n.parts(node):
        yield from _in_node(part, around, core)


def _known_to_all(owners: tuple[RulesetCore, ...], core: RulesetCore, node: _Named) -> _Thing | None:
    """Return what *node* names for each of *owners*, where they call it by the same labels.

    What their own rulesets do not know, the ruleset *core* above asks of them.
    """
    asked = _things(core, node).get(node.key)
    first, *others = [_things(owner, node).get(node.key, asked) for owner in owners]
    return first if first and all(thing and thing.labels == first.labels for thing in others) else None


def _things(core: RulesetCore, node: _Named) -> Mapping[str, _Thing]:
    named: Mapping[type[_Named], tuple[_Thing, ...]] = {
        n.Fact: core.indicators,
        n.ParameterRef: core.parameters,
        n.DefinitionRef: core.definitions,
    }
    return {one.key: one for one in named[type(node)]}


def _of_the_name(span: Span) -> Span:
    """Return *span* without the unit whose fact it is, as in ``city's deadline``."""
    owner = _OWNER.match(span.text)
    return evolve(span, start=span.start + owner.end()) if owner else span


def _in_examples(file: t.File, core: RulesetCore) -> Iterator[tuple[Span, _Thing]]:
    known = {spelling: one for one in core.indicators for spelling in _spellings(one)}
    for declared in file.declarations:
        if isinstance(declared, t.ExampleDecl):
            yield from ((name.span, known[name.key]) for name, _ in declared.given if name.key in known)


def _spellings(thing: _Thing) -> set[str]:
    aliases = thing.aliases if isinstance(thing, Indicator) else ()
    return {fold(word) for word in (thing.name, thing.labels.zh, thing.labels.en, *aliases) if word}
