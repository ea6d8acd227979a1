"""The workload as a person would write it in Python: the yardstick of the benchmark."""

from __future__ import annotations

from typing import Any

_NEEDED = frozenset(("chair", "secretary", "treasurer", "audit", "grievance", "training"))
_BALANCES = tuple(f"balance-m{month:02d}" for month in range(1, 13))
_IDS = tuple(f"cooperative.r{number:02d}" for number in range(1, 31))
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
    return [name for name, holds in zip(_IDS, held, strict=True) if not holds]


def verdict_and_failing(u: dict[str, Any]) -> tuple[str, list[str]]:
    """Return the verdict and the ids of the rules that the unit *u* fails; all its facts must be there."""
    failed = failing(u)
    return ("fail" if failed else "pass"), failed


def _all(*conditions: bool | None) -> bool | None:
    return False if False in conditions else None if None in conditions else True


def _any(*conditions: bool | None) -> bool | None:
    return True if True in conditions else None if None in conditions else False


def _no(condition: bool | None) -> bool | None:
    return None if condition is None else not condition


def _of(calculation: Any, *facts: Any) -> bool | None:
    return None if None in facts else calculation(*facts)


def open_verdict_and_failing(u: dict[str, Any]) -> tuple[str, list[str], list[str]]:
    """Return the verdict, the ids of the rules that the unit *u* fails, and of those unknown; facts may be missing."""
    get = u.get
    docs = [get(name) for name in _DOCUMENTS]
    balances = [get(name) for name in _BALANCES]
    insured, eligible, members, women = get("insured"), get("eligible"), get("members"), get("women")
    fund, deposit, loans, overdue = get("fund"), get("fixed-deposit"), get("loans-out"), get("loans-overdue")
    dues, dues_due, wages, wages_due = get("dues-paid"), get("dues-payable"), get("wages-paid"), get("wages-due")
    payees, bank, campaigns, meetings = get("payees"), get("payees-bank"), get("campaigns"), get("meetings")
    complaints, closed, expenses, income = get("complaints"), get("complaints-closed"), get("expenses"), get("income")
    first, last = balances[0], balances[11]
    held = (
        None if insured is None or eligible is None else insured * 100 >= eligible * 98,
        None if deposit is None or fund is None else deposit * 2 >= fund,
        None if dues is None or dues_due is None else dues == dues_due,
        None if wages is None or wages_due is None else wages == wages_due,
        _all(*docs),
        None if campaigns is None else campaigns >= 4,
        None if meetings is None else meetings >= 12,
        _of(_NEEDED.issubset, get("offices-filled")),
        _any(
            None if payees is None else payees == 0,
            None if payees is None or bank is None else bank == payees,
        ),
        _any(
            None if complaints is None else complaints == 0,
            None if complaints is None or closed is None else closed * 100 >= complaints * 90,
        ),
        _all(*[None if a is None or b is None else a <= b for a, b in zip(balances, balances[1:], strict=False)]),  # noqa: RUF007
        None if overdue is None or loans is None else overdue * 100 <= loans * 5,
        None if expenses is None or income is None else expenses <= income,
        None if women is None or members is None else women * 100 >= members * 33,
        None if members is None else 10 <= members <= 500,
        _all(
            _any(None if campaigns is None else campaigns >= 6, None if meetings is None else meetings >= 14),
            None if complaints is None else complaints <= 50,
        ),
        _no(
            _all(
                None if overdue is None else overdue > 0,
                None if complaints is None or closed is None else complaints > closed + 20,
            )
        ),
        _all(docs[0], docs[1]),
        _any(docs[2], docs[3]),
        _any(None if fund is None else fund <= 10_000_000, _all(docs[4], docs[5])),
        _any(
            None if loans is None else loans == 0,
            None if loans is None or fund is None else loans <= 3 * fund,
        ),
        None if last is None or deposit is None else last * 10 >= deposit,
        None if insured is None or eligible is None else insured <= eligible,
        None if women is None or members is None else women <= members,
        None if bank is None or payees is None else bank <= payees,
        _all(None if dues is None else dues >= 0, None if wages is None else wages >= 0),
        None if expenses is None or income is None else expenses * 100 >= income * 20,
        _any(None if members is None else members <= 100, None if campaigns is None else campaigns >= 5),
        _any(
            None if last is None or first is None else last - first >= 12_000,
            None if fund is None else fund > 5_000_000,
        ),
        _any(_no(docs[11]), _all(docs[10], docs[9])),
    )
    failed = [name for name, holds in zip(_IDS, held, strict=True) if holds is False]
    unknown = [name for name, holds in zip(_IDS, held, strict=True) if holds is None]
    return ("fail" if failed else "unknown" if unknown else "pass"), failed, unknown
