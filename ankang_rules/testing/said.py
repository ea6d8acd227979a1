"""What is said where no facts can be drawn, or a law does not hold."""

from __future__ import annotations

from collections.abc import Collection


def cannot_pass(rule: str, day: str) -> str:
    return f"no facts were found on which `{rule}` passes{day}"


def cannot_fail(rule: str, day: str) -> str:
    return f"no facts were found on which `{rule}` fails{day}"


def cannot_be_unknown(rule: str, day: str) -> str:
    return f"`{rule}` is not unknown{day}, even where nothing is given"


def never_alone(rule: str, others: Collection[str], day: str) -> str:
    named = ", ".join(f"`{other}`" for other in sorted(others))
    if not named:
        return f"no facts were found on which `{rule}` fails alone{day}"
    return f"`{rule}` never fails alone{day}: {named} {'fails' if len(others) == 1 else 'fail'} with it"


def no_boundary(rule: str, day: str) -> str:
    return f"`{rule}` holds no number or day to a bound{day} at which it could be tried"


def on_day(day: object) -> str:
    return f" as of {day}" if day else ""


def raised(error: Exception, facts: object) -> str:
    return f"an evaluation without `strict` raised {type(error).__name__}: {error}; the facts were {facts}"


def turned(name: str, before: object, after: object, less: object, more: object) -> str:
    return f"`{name}` was {before} and is {after} with more facts; before {less}, after {more}"


def by_order(rule: str, before: object, after: object, facts: object) -> str:
    return f"`{rule}` is {before}, and with everything in the opposite order {after}; the facts were {facts}"


def reasons_by_order(rule: str, facts: object) -> str:
    return f"`{rule}` is unknown for other reasons with everything in the opposite order; the facts were {facts}"


def not_settled(rule: str, said: object, found: object) -> str:
    return f"`{rule}` is said to be settled as {said}, and with those facts is {found}"


def by_scale(rule: str, power: int, before: object, after: object) -> str:
    return f"`{rule}` is {before}, and {after} with all money times 10 to the power of {power}"
