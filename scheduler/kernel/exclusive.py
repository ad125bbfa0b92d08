"""Which cells a law excludes beside a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scheduler.kernel.tally import Cell, Tally, cells_alone, counted_once

CLIQUE = 64
"""Largest at-most-one that is searched for exclusive cells; larger ones link people, not turns."""

KEPT = 4096
"""Sets kept for those who ask again."""


class Exclusive(Mapping[Cell, set[Cell]]):
    """For each cell in an at-most-one of the laws, the cells that it excludes.

    Sets are made when they are asked for: all of them together took most of the memory of a model.
    """

    def __init__(self, laws: Iterable[Tally]) -> None:
        self._cliques: dict[Cell, list[tuple[Cell, ...]]] = {}
        self._sets: dict[Cell, set[Cell]] = {}
        for tally in laws:
            if tally.high != 1 or tally.constant or len(tally.terms) > CLIQUE:
                continue
            cells = only_cells(tally) or ()
            for cell in cells:
                self._cliques.setdefault(cell, []).append(cells)

    def __getitem__(self, cell: Cell) -> set[Cell]:
        if (found := self._sets.get(cell)) is None:
            found = set[Cell]().union(*self._cliques[cell])
            found.discard(cell)
            if len(self._sets) >= KEPT:
                self._sets.clear()
            self._sets[cell] = found
        return found

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._cliques)

    def __len__(self) -> int:
        return len(self._cliques)

    def excludes(self, cells: list[Cell]) -> bool:
        """Whether no two of the cells can hold together, by law."""
        return all(self.get(cell, set()).issuperset(cells[i + 1 :]) for i, cell in enumerate(cells[:-1]))


def only_cells(tally: Tally) -> tuple[Cell, ...] | None:
    """The cells of a count that counts each once and looks at no mark."""
    return None if counted_once(tally.terms) is None else cells_alone(tally.terms)
