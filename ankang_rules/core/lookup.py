"""Finding a rule by its id, or by an end of it; and a unit by its path."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.diagnostics import nearest
from ankang_rules.model.names import fold


def rules_named(name: str, rule_ids: Sequence[str]) -> list[str]:
    """Return the ids that *name* is, or is an end of.

    >>> rules_named("fixed-deposit share", ["county.fund.fixed-deposit-share", "county.fund.two-lines"])
    ['county.fund.fixed-deposit-share']
    """
    key = ".".join(fold(part) for part in name.split("."))
    if key in rule_ids:
        return [key]
    return [rule_id for rule_id in rule_ids if rule_id.endswith("." + key)]


def paths_near(name: str, paths: Sequence[str]) -> list[str]:
    """Return those of *paths* to units that *name* may have been meant for; none where it is like none of them.

    >>> paths_near("汉滨/城关镇", ["汉滨区/城关镇", "汉滨区/关庙镇", "石泉县/城关镇"])
    ['汉滨区/城关镇']
    >>> paths_near("石泉/池河", ["汉滨区/城关镇", "石泉县/池河镇"])
    ['石泉县/池河镇']
    """
    if close := nearest(name, paths):
        return close
    last = {path.rsplit("/", 1)[-1]: path for path in reversed(paths)}
    return [last[one] for one in nearest(name.rsplit("/", 1)[-1], last)]
