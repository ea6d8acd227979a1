"""What importing costs, and loading a ruleset."""

from __future__ import annotations

from pathlib import Path

from measuring import best, interpreter, micro, milli, table, times

import ankang_rules

LIBRARIES = "import lark, attrs, yaml"
FIRST = "import ankang_rules; ankang_rules.load('ankang.county')"


def many_rules(number: int) -> str:
    """Return a ruleset of *number* rules over as many indicators."""
    indicators = (f'indicator thing-{i} : count in 人 zh "东西{i}" en "thing {i}"' for i in range(number))
    rules = (
        f'rule r{i} zh "规则{i}" en "rule {i}"\n'
        f"  must thing-{i} ≥ 50% of thing-{(i + 7) % number} and (thing-{i} ≤ 100 or deposits ≥ 50% of fund)"
        for i in range(number)
    )
    head = ("ruleset bench.many tier county", "indicator fund : money in 元", "indicator deposits : money in 元")
    return "\n".join((*head, *indicators, *rules))


def loading(names: list[str | Path], number: int) -> str:
    """Return the table of importing, of loading the rulesets *names*, and of one of *number* rules."""
    libraries, ours, first = map(interpreter, (LIBRARIES, "import ankang_rules", FIRST))
    rows = [
        ["`import lark, attrs, yaml`", milli(libraries), ""],
        ["`import ankang_rules`", milli(ours), f"{times(ours / libraries)} × those three"],
        ["the same, and the first load of `ankang.county`", milli(first), ""],
    ]
    for name in names:
        ruleset = ankang_rules.load(name)
        rows.append(_loaded(f"a further load of `{Path(name).name}`", len(ruleset.rules), lambda n=name: _load(n)))
    text = many_rules(number)
    label = f"{number:,} rules and as many indicators"
    rows.append(_loaded(label, number, lambda: ankang_rules.parse(text)))
    return table(["", "time", ""], rows)


def _load(name: str | Path) -> object:
    return ankang_rules.load(name)


def _loaded(label: str, rules: int, load: object) -> list[str]:
    seconds = best(load)  # type: ignore[arg-type]
    return [label, milli(seconds), f"{micro(seconds / rules)} a rule"]
