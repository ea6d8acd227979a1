"""What passing earns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from ankang_rules.check import messages
from ankang_rules.check.scope import Scope
from ankang_rules.core.ruleset import Award, Rule
from ankang_rules.source import Bilingual
from ankang_rules.syntax import tree as t


def to_awards(
    written: Iterable[t.AwardDecl], rules: Sequence[Rule], scope: Scope, *, all_rules: bool
) -> tuple[Award, ...]:
    """Return the awards of a file; report a score that *rules* cannot reach, where those are *all rules* there are."""
    return tuple(_award(award, rules, scope, all_rules) for award in written)


def _award(written: t.AwardDecl, rules: Sequence[Rule], scope: Scope, all_rules: bool) -> Award:
    labels = written.labels.text
    text = Bilingual(zh=labels.zh or written.title, en=labels.en or written.title)
    if written.score is None:
        return Award(text)
    operator, asked = written.score
    assert isinstance(asked, t.Number | t.Percent)
    is_share = isinstance(asked, t.Percent)
    points = [rule.points for rule in rules if rule.points is not None]
    highest = Fraction(1) if is_share else sum(points, Fraction(0))
    beyond = asked.value >= highest if operator == ">" else asked.value > highest and operator in ("≥", "=")
    if beyond and (is_share or all_rules):
        scope.report(messages.structure.score_out_of_reach(asked.span, highest, is_share=is_share))
    return Award(text, (operator, asked.value), is_share)
