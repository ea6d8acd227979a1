"""L705: unused-member."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.core import nodes as n
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.syntax import tree as t


class UnusedMember(Lint):
    """A member of a list of choices that no condition asks for, while others of the list are asked for.

    ## What it finds

    A member that no condition names, of a list that only sets are made of, where conditions name other members of
    it, and none asks for the list as a whole.

    ## Why it matters

    Somebody reports it for nothing, or a rule that asks for it was forgotten.

    ## Avoid

    ```rules
    choices postings { rules zh "规则" en "rules", depth zh "水深" en "depth", hours zh "时间" en "hours" }
    indicator posted : set of postings
    rule rules clause "一1" must posted includes {rules}
    rule depth clause "一2" must posted includes {depth}
    ```

    ## Prefer

    ```rules
    choices postings { rules zh "规则" en "rules", depth zh "水深" en "depth", hours zh "时间" en "hours" }
    indicator posted : set of postings
    rule rules clause "一1" must posted includes {rules}
    rule depth clause "一2" must posted includes {depth}
    rule hours clause "一3" must posted includes {hours}
    ```

    ## Known gaps

    Lists of which one member is chosen are passed over: a member that is not named may stand for *otherwise*. So
    are open lists, lists written inline and libraries.
    """

    code = "L705"
    name = "unused-member"

    def find(self, file: File) -> Iterator[Diagnostic]:
        if file.is_library:
            return
        whole, named = _asked_for(file)
        for declaration in file.own(t.ChoicesDecl):
            key = declaration.name.key
            asked = named.get(key, set())
            if declaration.open or key in whole or not asked:
                continue
            for member in declaration.members:
                if member.name.key not in asked:
                    yield messages.unused_member(member.name.span, declaration.name.text)


def _asked_for(file: File) -> tuple[set[str], dict[str, set[str]]]:
    """The lists asked for as a whole, or of which one is chosen, and the members that conditions name, by list."""
    whole = {fold(kind.choices.name) for kind in _types(file) if isinstance(kind, ty.OneOf)}
    named: dict[str, set[str]] = {}
    for node in file.nodes():
        if isinstance(node, n.Includes) and not isinstance(node.members, n.Constant):
            whole |= _lists(node.whole)
        elif isinstance(node, n.Includes) and node.all_of is not None:
            whole.add(fold(node.all_of.name))
        elif isinstance(node, n.Compare | n.IsEmpty | n.IsOneOf):
            whole |= {key for part in n.parts(node) for key in _lists(part)}
        elif isinstance(node, n.Constant) and isinstance(node.value, frozenset):
            for key in _lists(node):
                named.setdefault(key, set()).update(node.value)
    return whole, named


def _lists(node: n.Node) -> set[str]:
    return {fold(node.type.choices.name)} if isinstance(node.type, ty.SetOf) else set()


def _types(file: File) -> Iterator[ty.Type]:
    """The types of all that is declared, and of the fields of records."""
    core = file.core
    for declared in [thing.type for things in (core.indicators, core.parameters, core.definitions) for thing in things]:
        kind = declared.of if isinstance(declared, ty.Monthly) else declared
        yield kind
        if isinstance(kind, ty.ListOf):
            yield from (field.type for field in kind.fields)
