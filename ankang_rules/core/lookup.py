"""Finding a rule by its id, or by an end of it."""

from __future__ import annotations

from collections.abc import Sequence

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
