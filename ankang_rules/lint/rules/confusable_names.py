"""L719: confusable-names."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File
from ankang_rules.model.names import fold
from ankang_rules.source import Span
from ankang_rules.syntax import tree as t


class ConfusableNames(Lint):
    """Two names that look almost alike.

    ## What it finds

    Two indicators, parameters or definitions, two rules, or two members of one list, whose names or labels differ
    only in signs that look alike: l and 1, O and 0, 己 and 已, 未 and 末, or letters of two scripts.

    ## Why it matters

    A reader takes one for the other, and a typing mistake names the wrong one without an error.

    ## Avoid

    ```rules
    indicator phase-l costs : money in 元
    indicator phase-1 costs : money in 元
    rule costs clause "一1" must phase-l costs ≤ phase-1 costs
    ```

    ## Prefer

    ```rules
    indicator planned costs : money in 元
    indicator actual costs : money in 元
    rule costs clause "一1" must actual costs ≤ planned costs
    ```

    ## Known gaps

    Only a short list of signs is known. What a file imports is not compared with what it declares.
    """

    code = "L719"
    name = "confusable-names"

    def find(self, file: File) -> Iterator[Diagnostic]:
        things = [d for d in file.declarations if isinstance(d, t.IndicatorDecl | t.ParameterDecl | t.DefineDecl)]
        yield from _alike((d.name, d.labels) for d in things)
        yield from _alike((d.name, t.Labels(span=d.span)) for d in file.own(t.RuleDecl))
        for choices in file.own(t.ChoicesDecl):
            yield from _alike((member.name, member.labels) for member in choices.members)


_GROUPS = ("1lI|", "0Oo", "己已巳", "未末", "戊戌戍", "土士", "日曰", "千干", "侯候", "拔拨", "竟竞", "析折")
_OTHER_SCRIPTS = str.maketrans("аеорсухіјѕАВЕКМНОРСТХαοινρ", "aeopcyxijsABEKMHOPCTXaoivp")
"""Cyrillic and Greek letters, and the Latin ones they look like."""
_LIKE = str.maketrans({sign: group[0] for group in _GROUPS for sign in group})


def _alike(named: Iterator[tuple[t.Name, t.Labels]]) -> Iterator[Diagnostic]:
    seen: dict[str, tuple[int, str, Span]] = {}
    for index, (name, labels) in enumerate(named):
        for text, span in ((name.text, name.span), *labels.places):
            owner, other, first = seen.setdefault(_outline(text), (index, fold(text), span))
            if owner != index and other != fold(text):
                yield messages.names_look_alike(span, first)


def _outline(name: str) -> str:
    """*name* with each sign replaced by the one that stands for all that look like it."""
    return fold(name.translate(_OTHER_SCRIPTS).translate(_LIKE))
