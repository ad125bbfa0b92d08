"""The columns of a sweep's table, with their types: known before the first row is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models import Importance
from scenarios.bounds import FIGURES
from scenarios.sweep.model import Sweep
from scheduler.order import Order
from scheduler.render.assignments import harmless
from scheduler.rulebook import RULES

Value = str | int | float | None
Row = dict[str, Value]

WHOLE = {"people", "turns", "nights", "empty", "patrol_minutes", "visits"}
"""Figures that are whole numbers."""

SOFT = tuple(one for one in Importance if one is not Importance.LAW)


@dataclass(frozen=True)
class Column:
    """A column; `kind` is int, float or str. An empty field is none of them."""

    name: str
    kind: type = str

    @property
    def is_number(self) -> bool:
        """Whether it can be smaller or larger."""
        return self.kind is not str

    def parse(self, text: str) -> Value:
        """A field as it stands in a file; raises ValueError."""
        if self.kind is str:
            return text[1:] if text[:1] == "'" and harmless(text[1:]) == text else text
        value: Value = self.kind(text) if text else None
        return value

    def write(self, value: Value) -> str:
        """A field as it is to stand in a file; text that a spreadsheet would take for a formula is quoted."""
        return harmless(" ".join(str(value or "").splitlines())) if self.kind is str else str(_or(value, ""))


def columns_of(sweep: Sweep, orders: Sequence[Order]) -> tuple[Column, ...]:
    """Key, settings, status; then what came out; `says` names a conflict or an accident in words."""
    settings = [Column(address, _kind(values)) for address, values in sweep.grid.items()]
    came = _promised(sweep) if sweep.promise else _planned(orders)
    return (
        Column("key"), Column("seed", int), *settings, Column("status"), *came,
        Column("seconds", float), Column("says"),
    )  # fmt: skip


def _or(value: Value, otherwise: str) -> Value:
    return otherwise if value is None else value


def _kind(values: Sequence[str]) -> type:
    """Numbers, where all are; `+2` is none but a change by two."""
    if any(one.startswith("+") for one in values):
        return str
    for kind in (int, float):
        try:
            for one in values:
                kind(one)
        except ValueError:
            continue
        return kind
    return str


def _planned(orders: Sequence[Order]) -> list[Column]:
    """Figures of a plan; what each importance cost and cannot cost less than; what each rule misses."""
    found = [Column(name, int if name in WHOLE else float) for name in FIGURES if name != "changes"]
    found += [Column(f"cost.{one}", int) for one in SOFT]
    found += [Column(f"bound.{one}", int) for one in SOFT]
    return [*found, *(Column(f"rule.{rule}", int) for rule in _rules(orders))]


def _rules(orders: Sequence[Order]) -> list[str]:
    """Rules that may yield in any of the orders."""
    books = [order.book() for order in orders]
    return [
        rule.id for rule in RULES
        if any(book.on(rule) and book.importance(rule) is not Importance.LAW for book in books)
    ]  # fmt: skip


def _promised(sweep: Sweep) -> list[Column]:
    assert sweep.promise
    extra = [Column(f"extra.{kind}", int) for kind in sweep.promise.extra]
    return [Column("price", int), Column("bound", int), *extra]
