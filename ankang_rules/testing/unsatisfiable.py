"""The error where there are no facts of the kind asked for."""

from __future__ import annotations


class Unsatisfiable(Exception):
    """No facts of the kind asked for were found. *rules* are those that must fail as well, by their ids."""

    def __init__(self, message: str, rules: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.rules = rules
