"""One part of a problem as it is solved: its growing model and the best choice known."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

from scheduler.kernel.audit import price
from scheduler.kernel.encode import Encoding
from scheduler.kernel.parts import Part
from scheduler.kernel.tally import Cell, Tally


class Piece:
    """One part with its growing model and the best choice known for it.

    The model is written when it is first searched: levels settled without a search cost nothing. `start` is a
    choice to search from that need not keep the laws; `floors`: a choice known beforehand bounds each level.
    """

    def __init__(
        self, part: Part, settled: dict[Cell, bool], chosen: frozenset[Cell] | None, model: Any
    ) -> None:
        self.cells = part.cells
        self.model = model
        self.chosen = chosen
        self.start: frozenset[Cell] | None = None
        self.floors = False
        self.expression: Any = 0
        self.part, self._settled = part, settled
        self._unwritten: list[Callable[[], None]] = []
        if chosen is not None:
            for level in part.levels[:-1]:
                self.take_level(level)
                self.hold(price(level, chosen))

    @cached_property
    def encoding(self) -> Encoding:
        """The model of the part's laws, and of the levels written so far."""
        return Encoding(self.part.laws, self._settled, self.part.order, self.model)

    def take_level(self, level: tuple[Tally, ...]) -> None:
        """Make one level's cost the objective."""
        self._unwritten.append(partial(self._write_level, level))

    def hold(self, value: int) -> None:
        """No later pass may make this level worse."""
        self._unwritten.append(partial(self._write_band, value, above=True))

    def bound(self, value: int) -> None:
        """This level is known to cost at least so much."""
        self._unwritten.append(partial(self._write_band, value, above=False))

    def aim(self) -> bool:
        """Write what is unwritten, set objective and hint; False when there is nothing to minimise."""
        encoding = self.encoding
        for write in self._unwritten:
            write()
        self._unwritten.clear()
        has_cost = not isinstance(self.expression, int)
        if has_cost:
            self.model.minimize(self.expression)
        else:
            self.model.clear_objective()
        if (near := self.start if self.chosen is None else self.chosen) is not None:
            encoding.hint(near)
        return has_cost

    def _write_level(self, level: tuple[Tally, ...]) -> None:
        self.expression = self.encoding.cost_of(level)

    def _write_band(self, value: int, *, above: bool) -> None:
        if not isinstance(self.expression, int):
            self.model.add(self.expression <= value if above else self.expression >= value)
