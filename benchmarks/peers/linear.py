"""A plain linear model of 0-1 and whole variables, written once and taken by any solver; knows no solver."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Terms = Iterable[tuple[int, int]]
"""(factor, variable) pairs."""

FREE = 1 << 40
"""Beyond any sum of a model: a side of a row that does not bind."""


@dataclass
class Linear:
    """Minimise a linear cost under rows `low ≤ sum ≤ high`; variables go from 0 to `high`.

    Rows lie one after another: row i takes `index` and `factor` from `start[i]` to `start[i + 1]`.
    """

    high: array[int] = field(default_factory=lambda: array("q"))
    cost: array[int] = field(default_factory=lambda: array("q"))
    start: array[int] = field(default_factory=lambda: array("q", [0]))
    index: array[int] = field(default_factory=lambda: array("i"))
    factor: array[int] = field(default_factory=lambda: array("q"))
    row_low: array[int] = field(default_factory=lambda: array("q"))
    row_high: array[int] = field(default_factory=lambda: array("q"))
    constant: int = 0

    def number(self, high: int, cost: int = 0) -> int:
        """A new whole variable from 0 to `high`, and what each unit of it costs."""
        self.high.append(high)
        self.cost.append(cost)
        return len(self.high) - 1

    def yes_no(self, cost: int = 0) -> int:
        """A new variable, 0 or 1."""
        return self.number(1, cost)

    def row(self, terms: Terms, low: int = -FREE, high: int = FREE) -> None:
        """`low ≤ sum of factor × variable ≤ high`; without variables it must hold by itself."""
        for factor, variable in terms:
            self.index.append(variable)
            self.factor.append(factor)
        if len(self.index) == self.start[-1] and low <= 0 <= high:
            return
        self.start.append(len(self.index))
        self.row_low.append(low)
        self.row_high.append(high)

    def at_most_one(self, facts: Iterable[int]) -> None:
        """No two of the facts."""
        self.row(((1, fact) for fact in facts), high=1)

    def rows(self) -> Iterable[tuple[array[int], array[int], int, int]]:
        """Each row as (variables, factors, low, high)."""
        for i, low in enumerate(self.row_low):
            inside = slice(self.start[i], self.start[i + 1])
            yield self.index[inside], self.factor[inside], low, self.row_high[i]


Cell = tuple[str | int, ...]


def chosen(cells: Mapping[Cell, int], values: Sequence[int]) -> list[Cell]:
    """The cells whose variable is 1."""
    return [cell for cell, variable in cells.items() if values[variable]]
