"""Units for the workload, the same every time: about half of them break some rules."""

from __future__ import annotations

import random
from typing import Any

OFFICES = ("chair", "secretary", "treasurer", "audit", "grievance", "training", "library", "sports")


def units(number: int, seed: int = 1) -> list[dict[str, Any]]:
    """Return *number* units as plain dicts of whole numbers, booleans and lists."""
    draw = random.Random(seed)
    return [_broken(_sound(draw), draw) if draw.random() < 0.5 else _sound(draw) for _ in range(number)]


def with_gaps(units: list[dict[str, Any]], seed: int = 2) -> list[dict[str, Any]]:
    """Return *units* without some of their facts: half of them lack one to five."""
    draw = random.Random(seed)
    return [_without(unit, draw) if draw.random() < 0.5 else unit for unit in units]


def _without(unit: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    lacking = draw.sample(sorted(unit), draw.randint(1, 5))
    return {key: value for key, value in unit.items() if key not in lacking}


def _sound(draw: random.Random) -> dict[str, Any]:
    people, fund, income = draw.randint(20, 480), draw.randint(100_000, 20_000_000), draw.randint(50_000, 9_000_000)
    dues, wages, payees, complaints = (draw.randint(1, top) for top in (5_000_000, 3_000_000, 60, 30))
    unit: dict[str, Any] = {
        "eligible": people,
        "insured": people,
        "members": people,
        "women": people // 2 + 1,
        "fund": fund,
        "fixed-deposit": fund * draw.randint(51, 90) // 100,
        "dues-payable": dues,
        "dues-paid": dues,
        "wages-due": wages,
        "wages-paid": wages,
        "loans-out": fund,
        "loans-overdue": fund * draw.randint(0, 4) // 100,
        "income": income,
        "expenses": income * draw.randint(25, 99) // 100,
        "payees": payees,
        "payees-bank": payees,
        "campaigns": draw.randint(5, 9),
        "meetings": draw.randint(14, 29),
        "complaints": complaints,
        "complaints-closed": complaints,
        "offices-filled": list(OFFICES[: draw.randint(6, 8)]),
    }
    balance = fund // 9
    for month in range(1, 13):
        balance += draw.randint(1_100, 400_000)
        unit[f"balance-m{month:02d}"] = balance
        unit[f"document-{month:02d}"] = True
    return unit


def _broken(unit: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    for key in draw.sample(sorted(unit), draw.randint(1, 6)):
        value = unit[key]
        if isinstance(value, bool):
            unit[key] = False
        elif isinstance(value, int):
            unit[key] = value * draw.randint(1, 150) // 100
        else:
            unit[key] = draw.sample(OFFICES, draw.randint(0, 8))
    return unit
