"""Fall a problem apart: cells that no count links can be decided on their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scheduler.kernel.problem import Problem
from scheduler.kernel.tally import Cell, Tally, cells_of


@dataclass(frozen=True)
class Part:
    """Cells that hang together through the laws and the levels looked at, with their counts.

    `order` is the same cells in an order that does not change from run to run.
    """

    cells: frozenset[Cell]
    order: tuple[Cell, ...]
    laws: tuple[Tally, ...]
    levels: tuple[tuple[Tally, ...], ...]


class Parts:
    """The parts of a problem as level after level links more of it.

    The lexicographic optimum of independent parts is the optimum of each: costs and bounds add up.
    Laws that other laws imply link nothing and are left to the audit.
    """

    def __init__(self, problem: Problem) -> None:
        laws = [tally for ruling in problem.laws for tally in ruling.tallies]
        self.barred = barred(laws)
        self._settled = self.barred | set(problem.facts)
        self._open_levels = [[t for ruling in level for t in ruling.tallies] for level in problem.levels]
        cells = [cell for cell in problem.cells() if cell not in self._settled]
        self._parent: dict[Cell | None, Cell | None] = {cell: cell for cell in (*cells, None)}
        # What each part holds, by its root; None is the part of what is settled already.
        self._members: dict[Cell | None, list[Cell]] = {cell: [cell] for cell in cells} | {None: []}
        self._tallies: list[dict[Cell | None, list[Tally]]] = []
        self._take(list(without_implied(laws)), True)

    def up_to(self, level: int) -> Iterator[Part]:
        """The parts that the laws and levels `0…level` make; call with 0, 1, 2 and so on.

        A part without cells holds the counts that are settled already.
        """
        if self._open_levels:
            self._take(self._open_levels[level], False)
        laws, *levels = self._tallies
        for root, cells in self._members.items():
            found = tuple(tuple(tallies.get(root, ())) for tallies in levels)
            yield Part(frozenset(cells), tuple(cells), tuple(laws.get(root, ())), found)

    def _take(self, tallies: Iterable[Tally], law: bool) -> None:
        """Link cells that the tallies count together, and put each tally to its part."""
        found: dict[Cell | None, list[Tally]] = defaultdict(list)
        self._tallies.append(found)
        for tally in tallies:
            if not (law or _can_cost(tally)):
                continue
            free = [cell for cell in cells_of(tally.terms) if cell not in self._settled]
            for cell in free[1:]:
                self._join(self._root(free[0]), self._root(cell))
            found[self._root(free[0]) if free else None].append(tally)

    def _root(self, cell: Cell | None) -> Cell | None:
        while self._parent[cell] != cell:
            self._parent[cell] = cell = self._parent[self._parent[cell]]
        return cell

    def _join(self, one: Cell | None, other: Cell | None) -> None:
        if one == other:
            return
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        self._parent[other] = one
        self._members[one] += self._members.pop(other)
        for tallies in self._tallies:
            if other in tallies:
                tallies.setdefault(one, []).extend(tallies.pop(other))


def _can_cost(tally: Tally) -> bool:
    least, most = tally.span
    return (tally.low is not None and least < tally.low) or (tally.high is not None and most > tally.high)


def barred(tallies: Iterable[Tally]) -> set[Cell]:
    """Cells that a law alone forbids."""
    found: set[Cell] = set()
    for tally in tallies:
        if tally.high is None or any(c < 0 for c, _ in tally.terms):
            continue
        room = tally.high - tally.constant
        found.update(fact for c, fact in tally.terms if c > room >= 0 and isinstance(fact, Cell))
    return found


def without_implied(laws: list[Tally]) -> Iterator[Tally]:
    """The laws without those that a cover implies: where four must serve, nobody serves alone."""
    covers = [
        (frozenset(fact for _, fact in tally.terms), tally.low - tally.constant)
        for tally in laws
        if tally.low is not None and tally.high is None and _plain(tally)
    ]
    by_cell: dict[object, list[tuple[frozenset[object], int]]] = defaultdict(list)
    for cells, low in covers:
        for cell in cells:
            by_cell[cell].append((cells, low))
    for tally in laws:
        if not _implied(tally, by_cell):
            yield tally


def _plain(tally: Tally) -> bool:
    """Whether the tally counts each of some cells once."""
    once = all(c == 1 and isinstance(fact, Cell) for c, fact in tally.terms)
    return once and len({fact for _, fact in tally.terms}) == len(tally.terms)


def _implied(tally: Tally, by_cell: dict[object, list[tuple[frozenset[object], int]]]) -> bool:
    least, _ = tally.span
    if tally.low is None or tally.high is not None or not any(c < 0 for c, _ in tally.terms):
        return False
    plus = frozenset(fact for c, fact in tally.terms if c == 1)
    counted: set[object] = set()
    for fact in plus:
        for cells, low in by_cell.get(fact, ()):
            if low > 0 and cells <= plus and not cells & counted:
                counted |= cells
                least += low
    return least >= tally.low
