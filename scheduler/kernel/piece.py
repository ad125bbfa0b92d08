"""One part of a problem as it is solved: its growing model and the best choice known."""

from __future__ import annotations

from typing import Any

from scheduler.kernel.audit import price
from scheduler.kernel.encode import Encoding
from scheduler.kernel.parts import Part
from scheduler.kernel.tally import Cell, Tally


class Piece:
    """One part with its growing model and the best choice known for it."""

    def __init__(
        self, part: Part, settled: dict[Cell, bool], chosen: frozenset[Cell] | None, model: Any
    ) -> None:
        self.cells = part.cells
        self.model = model
        self.encoding = Encoding(part.laws, settled, part.order, self.model)
        self.chosen = chosen
        self.expression: Any = 0
        if chosen is not None:
            for level in part.levels[:-1]:
                self.take_level(level)
                self.hold(price(level, chosen))

    def take_level(self, level: tuple[Tally, ...]) -> None:
        """Make one level's cost the objective."""
        self.expression = self.encoding.cost_of(level)

    def hold(self, value: int) -> None:
        """No later pass may make this level worse."""
        if not isinstance(self.expression, int):
            self.model.add(self.expression <= value)

    def aim(self) -> bool:
        """Set objective and hint; False when there is nothing to minimise."""
        has_cost = not isinstance(self.expression, int)
        if has_cost:
            self.model.minimize(self.expression)
        else:
            self.model.clear_objective()
        if self.chosen is not None:
            self.encoding.hint(self.chosen)
        return has_cost
