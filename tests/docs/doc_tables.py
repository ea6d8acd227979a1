"""Tables of a page, held against the engine.

In a table whose headings are all in backticks, a heading that names an indicator of the rules above is an input, and
its cells are facts (`missing`: the fact is left out); `as of` is the day asked about. Under the name of a level stand
the facts of its units, each in braces, which are called A, B, C, …; `[]`: there are none. Any other heading is worked
out: `rule NAME`, `group NAME` and `ruleset` are statuses, and everything else is an expression over the indicators. A
cell `unknown (missing, absent)` names the reasons as well.

A table with the headings *written* and *is read as* has the same expression twice, the second time in brackets.
"""

import re
from pathlib import Path

from ankang_rules.check.load import check_text
from ankang_rules.door import Report, Ruleset
from ankang_rules.explain.amounts import outcome_text
from ankang_rules.facts.read import given_from_text
from ankang_rules.model.names import fold
from ankang_rules.model.outcome import Outcome, Unknown
from ankang_rules.model.types import Type
from ankang_rules.source import Language, Source
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.parser import parse
from ankang_rules.testing.documents import as_file

_DAY = ("as-of", "截至日期")
_BRACES = re.compile(r"\{[^}]*\}")
_CODE = re.compile(r"`([^`]+)`")
_UNKNOWN = {"en": "unknown", "zh": "不知道"}
_MISSING = ("missing", "缺失")
_REASONS_ZH = {"missing": "缺失", "absent": "无", "undefined": "无法计算", "invalid": "有误", "conflict": "冲突"}
_READ_AS = (["written", "is read as"], ["写法", "读作"])


def played(text: str, rules: str, lang: Language, folder: Path) -> str | None:
    """Return the table *text* with the cells that come out now, or None where it is not one to play."""
    head, _, *rows = (_cells(line) for line in text.splitlines())
    if head in _READ_AS:
        for row in rows:
            written, read = (_CODE.findall(cell)[0] for cell in row)
            assert _tree(written) == _tree(read), f"{written} is not read as {read}"
        return None
    if not all(_CODE.fullmatch(cell) for cell in head):
        return None
    table = _Table([cell[1:-1] for cell in head], rules, lang, folder)
    lines = text.splitlines()
    return "\n".join([*lines[:2], *(_line(table.row(row)) for row in rows)]) + "\n"


def _units(cell: str) -> str:
    """The list of units whose facts stand in *cell*."""
    units = (f"{{unit: {chr(ord('A') + n)}, facts: {facts}}}" for n, facts in enumerate(_BRACES.findall(cell)))
    return f"[{', '.join(units)}]"


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _tree(expression: str) -> t.Node:
    parsed = parse(Source("table", f"rule r must {expression}"))
    assert not parsed.diagnostics, f"{expression}: {parsed.diagnostics[0]}"
    return parsed.file.declarations[0]


class _Table:
    def __init__(self, headings: list[str], rules: str, lang: Language, folder: Path) -> None:
        self.headings, self.lang = headings, lang
        known = check_text(as_file(rules), "table.rules", folder)
        assert known.core is not None, known.diagnostics
        indicators = {i.key for i in known.core.indicators}
        aliases = dict(known.core.aliases)
        self.levels = {fold(h): h for h in headings if known.core.level(fold(h)) is not None}
        self.inputs = [h for h in headings if fold(h) in (*_DAY, *self.levels) or aliases.get(fold(h)) in indicators]
        statuses = [h for h in headings if re.match("(rule|group|规则|组) |ruleset$|规则集$", h)]
        worked_out = [h for h in headings if h not in (*self.inputs, *statuses)]
        defined = "".join(f"\ndefine column-{i} = {expression}" for i, expression in enumerate(worked_out))
        checked = check_text(as_file(rules) + defined, "table.rules", folder)
        assert checked.core is not None, f"{checked.diagnostics[0]}"
        self.ruleset = Ruleset(checked.core)
        self.columns = {h: f"column-{i}" for i, h in enumerate(worked_out)}

    def row(self, cells: list[str]) -> list[str]:
        given = {h: cell for h, cell in zip(self.headings, cells, strict=True) if h in self.inputs}
        report = self._report({h: cell.strip("`") for h, cell in given.items()})
        return [
            given[h] if h in given else self._cell(h, cell, report)
            for h, cell in zip(self.headings, cells, strict=True)
        ]

    def _report(self, given: dict[str, str]) -> Report:
        given = {h: cell for h, cell in given.items() if cell not in _MISSING}
        days = [f"as of: {cell}" for h, cell in given.items() if fold(h) in _DAY]
        facts = [f"  {h}: {c}" for h, c in given.items() if fold(h) not in (*_DAY, *self.levels)]
        below = [f"  {h}: {_units(c)}" for h, c in given.items() if fold(h) in self.levels]
        lines = [*days, "facts:", *(facts or ["  {}"]), *(["children:", *below] if below else [])]
        return self.ruleset.evaluate(given_from_text("\n".join(lines), "table.yaml"))

    def _cell(self, heading: str, written: str, report: Report) -> str:
        if heading in self.columns:
            trace = report.judgement.definitions[self.columns[heading]]
            return self._value(trace.outcome, trace.node.type, "(" in written or "（" in written)
        kind, _, name = heading.partition(" ")
        if not name:
            return report.status.label(self.lang)
        if kind in ("rule", "规则"):
            return report[name].status.label(self.lang)
        group = next(group for group in report.groups if group.id == fold(name))
        return group.status.label(self.lang) if group.status else "no verdict"

    def _value(self, outcome: Outcome, kind: Type, with_reasons: bool) -> str:
        if not isinstance(outcome, Unknown):
            return outcome_text(outcome, kind, self.lang)
        kinds = sorted({reason.kind.value for reason in outcome.reasons})
        if not with_reasons:
            return _UNKNOWN[self.lang]
        if self.lang == "zh":
            return f"{_UNKNOWN['zh']}（{'、'.join(_REASONS_ZH[kind] for kind in kinds)}）"
        return f"unknown ({', '.join(kinds)})"
