"""The workload as a person would write it in Python: the yardstick of the benchmark."""

from __future__ import annotations

from typing import Any

_NEEDED = frozenset(("chair", "secretary", "treasurer", "audit", "grievance", "training"))
_BALANCES = tuple(f"balance-m{month:02d}" for month in range(1, 13))
_DOCUMENTS = tuple(f"document-{number:02d}" for number in range(1, 13))


def failing(u: dict[str, Any]) -> list[str]:
    """Return the ids of the rules that the unit *u* fails; all its facts must be there."""
    docs = [u[name] for name in _DOCUMENTS]
    balances = [u[name] for name in _BALANCES]
    held = (
        u["insured"] * 100 >= u["eligible"] * 98,
        u["fixed-deposit"] * 2 >= u["fund"],
        u["dues-paid"] == u["dues-payable"],
        u["wages-paid"] == u["wages-due"],
        all(docs),
        u["campaigns"] >= 4,
        u["meetings"] >= 12,
        _NEEDED.issubset(u["offices-filled"]),
        u["payees"] == 0 or u["payees-bank"] == u["payees"],
        u["complaints"] == 0 or u["complaints-closed"] * 100 >= u["complaints"] * 90,
        all(a <= b for a, b in zip(balances, balances[1:], strict=False)),  # noqa: RUF007 -- the fastest way
        u["loans-overdue"] * 100 <= u["loans-out"] * 5,
        u["expenses"] <= u["income"],
        u["women"] * 100 >= u["members"] * 33,
        10 <= u["members"] <= 500,
        (u["campaigns"] >= 6 or u["meetings"] >= 14) and not u["complaints"] > 50,
        not (u["loans-overdue"] > 0 and u["complaints"] > u["complaints-closed"] + 20),
        docs[0] and docs[1],
        docs[2] or docs[3],
        u["fund"] <= 10_000_000 or (docs[4] and docs[5]),
        u["loans-out"] == 0 or u["loans-out"] <= 3 * u["fund"],
        u["balance-m12"] * 10 >= u["fixed-deposit"],
        u["insured"] <= u["eligible"],
        u["women"] <= u["members"],
        u["payees-bank"] <= u["payees"],
        u["dues-paid"] >= 0 and u["wages-paid"] >= 0,
        u["expenses"] * 100 >= u["income"] * 20,
        u["members"] <= 100 or u["campaigns"] >= 5,
        u["balance-m12"] - u["balance-m01"] >= 12_000 or u["fund"] > 5_000_000,
        not docs[11] or (docs[10] and docs[9]),
    )
    return [f"cooperative.r{number:02d}" for number, holds in enumerate(held, 1) if not holds]
