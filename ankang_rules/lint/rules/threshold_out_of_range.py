"""L708: threshold-out-of-range."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import cast

from ankang_rules.core import nodes as n
from ankang_rules.core.print import show_value
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File, walk


class ThresholdOutOfRange(Lint):
    """A threshold outside the range that is expected of the indicator.

    ## What it finds

    A comparison of an indicator with a number, or with a value of a parameter, that lies outside its `expected
    between`. Zero is passed over: it asks whether there is anything at all.

    ## Why it matters

    One of the two is wrong: units that meet the threshold are warned about, or none ever meets it.

    ## Avoid

    ```rules
    indicator lifeguards : count in 人 expected between 0 and 50
    rule lifeguards clause "一1" must lifeguards ≥ 200 人
    ```

    ## Prefer

    ```rules
    indicator lifeguards : count in 人 expected between 0 and 50
    rule lifeguards clause "一1" must lifeguards ≥ 2 人
    ```

    ## Known gaps

    Thresholds that are calculated, as `2% of swimmers` is, are not looked at.
    """

    code = "L708"
    name = "threshold-out-of-range"

    def find(self, file: File) -> Iterator[Diagnostic]:
        for expression in file.expressions():
            for node in walk(expression):
                if isinstance(node, n.Compare):
                    yield from _beside(node.left, node.right, file)
                    yield from _beside(node.right, node.left, file)


def _beside(measured: n.Node, threshold: n.Node, file: File) -> Iterator[Diagnostic]:
    fact = measured.series if isinstance(measured, n.MonthOf) else measured
    if not isinstance(fact, n.Fact) or fact.unit or threshold.span is None:
        return
    indicator = file.indicators[fact.key]
    if indicator.expected is None:
        return
    low, high = cast(tuple[Fraction, Fraction], indicator.expected)  # or days, as the values are then
    if any(value and not low <= cast(Fraction, value) <= high for value in _values(threshold, file)):
        ends = (show_value(end, measured.type) for end in (low, high))
        yield messages.out_of_range(threshold.span, indicator.name, *ends)


def _values(threshold: n.Node, file: File) -> Iterator[Fraction | date]:
    match threshold:
        case n.Constant(value=Fraction() | date() as value):
            yield value
        case n.ParameterRef(key=key):
            parameter = next(p for p in file.core.parameters if p.key == key)
            yield from (dated.value for dated in parameter.values if isinstance(dated.value, Fraction | date))
