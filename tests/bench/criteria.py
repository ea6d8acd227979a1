"""The rules of the workload as Python expressions, and how to write them in the languages of others.

Whole numbers only: where the rules file divides, both sides are multiplied, so that every rival is exact. Names are
those of the rules file with ``_`` for ``-``.
"""

from __future__ import annotations

import ast
from typing import Any

_OFFICES = ("chair", "secretary", "treasurer", "audit", "grievance", "training")
_DOCUMENTS = [f"document_{number:02d}" for number in range(1, 13)]
_BALANCES = [f"balance_m{month:02d}" for month in range(1, 13)]

_TEXTS = (
    "insured * 100 >= eligible * 98",
    "fixed_deposit * 2 >= fund",
    "dues_paid == dues_payable",
    "wages_paid == wages_due",
    " and ".join(_DOCUMENTS),
    "campaigns >= 4",
    "meetings >= 12",
    " and ".join(f"'{office}' in offices_filled" for office in _OFFICES),
    "payees == 0 or payees_bank == payees",
    "complaints == 0 or complaints_closed * 100 >= complaints * 90",
    " and ".join(f"{a} <= {b}" for a, b in zip(_BALANCES, _BALANCES[1:], strict=False)),  # noqa: RUF007 -- as there
    "loans_overdue * 100 <= loans_out * 5",
    "expenses <= income",
    "women * 100 >= members * 33",
    "members >= 10 and members <= 500",
    "(campaigns >= 6 or meetings >= 14) and not complaints > 50",
    "not (loans_overdue > 0 and complaints > complaints_closed + 20)",
    "document_01 and document_02",
    "document_03 or document_04",
    "fund <= 10000000 or (document_05 and document_06)",
    "loans_out == 0 or loans_out <= fund * 3",
    "balance_m12 * 10 >= fixed_deposit",
    "insured <= eligible",
    "women <= members",
    "payees_bank <= payees",
    "dues_paid >= 0 and wages_paid >= 0",
    "expenses * 100 >= income * 20",
    "members <= 100 or campaigns >= 5",
    "balance_m12 - balance_m01 >= 12000 or fund > 5000000",
    "not document_12 or (document_11 and document_10)",
)
RULES = {f"cooperative.r{number:02d}": ast.parse(text, mode="eval").body for number, text in enumerate(_TEXTS, 1)}
DOCUMENTS = frozenset(_DOCUMENTS)
NAMES = sorted({node.id for rule in RULES.values() for node in ast.walk(rule) if isinstance(node, ast.Name)})


class Writer:
    """Writes an expression as Python does; a rival's language differs in a few words."""

    conjunction, disjunction, negation, equal = " and ", " or ", "not ", "=="

    def name(self, name: str) -> str:
        return name

    def contains(self, item: str, collection: str) -> str:
        return f'("{item}" in {self.name(collection)})'

    def all(self) -> dict[str, str]:
        """Return each rule as a text, by its id."""
        return {key: self.write(rule) for key, rule in RULES.items()}

    def write(self, node: Any) -> str:
        match node:
            case ast.Name(id=name):
                return self.name(name)
            case ast.Constant(value=value):
                return str(value)
            case ast.BoolOp(op=op, values=values):
                between = self.conjunction if isinstance(op, ast.And) else self.disjunction
                return f"({between.join(map(self.write, values))})"
            case ast.UnaryOp(operand=operand):
                return f"({self.negation}({self.write(operand)}))"
            case ast.BinOp(left=left, op=op, right=right):
                return f"({self.write(left)} {_ARITHMETIC[type(op)]} {self.write(right)})"
            case ast.Compare(left=ast.Constant(value=item), comparators=[ast.Name(id=collection)]):
                return self.contains(item, collection)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return f"({self.write(left)} {_COMPARISON.get(type(op), self.equal)} {self.write(right)})"
        raise ValueError(ast.dump(node))


class CLike(Writer):
    """The words of CEL."""

    conjunction, disjunction, negation = " && ", " || ", "!"


class SQL(Writer):
    """The words of DuckDB."""

    equal = "="

    def contains(self, item: str, collection: str) -> str:
        return f"list_contains({collection}, '{item}')"


class Columns(Writer):
    """Operators that work on whole columns; *column* is how one is written."""

    conjunction, disjunction, negation = " & ", " | ", "~"

    def __init__(self, column: str, contains: str) -> None:
        self.column, self.written = column, contains

    def name(self, name: str) -> str:
        return self.column.format(name)

    def contains(self, item: str, collection: str) -> str:
        return self.written.format(self.name(collection), item)


_ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
_COMPARISON = {ast.GtE: ">=", ast.Gt: ">", ast.LtE: "<=", ast.Lt: "<"}
