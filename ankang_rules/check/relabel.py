"""References by name → references by the label of one language: ``fund ≥ 3`` → ``基金总量 ≥ 3``.

What is declared keeps its name. A reference stays as it is where the thing has no label in that language, where the
label would need backticks, and where it speaks of units below or of fields of records, whose labels are told elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ankang_rules.check.load import check_text
from ankang_rules.check.to_core import Checked
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Definition, Indicator, Parameter, RulesetCore
from ankang_rules.model.names import fold
from ankang_rules.source import Language, Span
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.print import needs_backticks

_Thing = Indicator | Parameter | Definition


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
    things: dict[type[n.Node], Mapping[str, _Thing]] = {
        n.Fact: {one.key: one for one in core.indicators},
        n.ParameterRef: {one.key: one for one in core.parameters},
        n.DefinitionRef: {one.key: one for one in core.definitions},
    }
    stack = list(core.expressions())
    while stack:
        node = stack.pop()
        if isinstance(node, n.Fact | n.ParameterRef | n.DefinitionRef) and node.span:
            thing = things[type(node)].get(node.key)
            if thing is not None:
                yield node.span, thing
        if not isinstance(getattr(node, "records", None), n.Units):
            stack += n.parts(node)


def _in_examples(file: t.File, core: RulesetCore) -> Iterator[tuple[Span, _Thing]]:
    known = {spelling: one for one in core.indicators for spelling in _spellings(one)}
    for declared in file.declarations:
        if isinstance(declared, t.ExampleDecl):
            yield from ((name.span, known[name.key]) for name, _ in declared.given if name.key in known)


def _spellings(thing: _Thing) -> set[str]:
    aliases = thing.aliases if isinstance(thing, Indicator) else ()
    return {fold(word) for word in (thing.name, thing.labels.zh, thing.labels.en, *aliases) if word}
