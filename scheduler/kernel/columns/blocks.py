"""Large neighbourhoods: some people over some days are free where it costs most; CP-SAT decides."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.kernel.columns.rooms import near_costs
from scheduler.kernel.columns.roster import Roster
from scheduler.kernel.columns.split import LAW, Count
from scheduler.kernel.columns.team import Team
from scheduler.kernel.encode import Encoding
from scheduler.kernel.tally import Cell, cells_of

WINDOWS = (3, 4, 5, 7, 7, 10, 14, 14, 21, 28)
"""Lengths of freed windows in days; the people freed follow from the size."""

LINKING = -1
Place = tuple[int, int]
"""A count: a person (`LINKING`: all who are linked) and its number among that person's, or theirs."""


@dataclass(frozen=True)
class Found:
    """A freed block, the cells taken in it, and how the search of it ended."""

    free: frozenset[Cell]
    taken: frozenset[Cell]
    proven: bool
    better: bool
    effort: float


class Blocks:
    """Draws blocks of a roster and solves them; `size` (people times days) follows what it can solve."""

    def __init__(self, settled: Mapping[Cell, bool], team: Team, level: int) -> None:
        self.settled, self.team, self.level = settled, team, level
        self.size = 60.0
        self._known: dict[int, dict[Cell, list[Place]]] = {}

    def draw(self, roster: Roster, chance: random.Random) -> frozenset[Cell]:
        """The open cells of some people over some days, near what costs."""
        days, everybody = len(self.team.days.steps), len(self.team.shapes)
        length = max(1, min(chance.choice(WINDOWS), days))
        people = min(everybody, max(2, round(self.size / length)))
        length = max(1, min(days, round(self.size / people)))
        steps = near_costs(self.team.days, roster, chance, length, people)
        return frozenset(
            self.team.shapes[me].cells[cell]
            for me, mine in steps.items()
            for step in mine
            for cell in self.team.shapes[me].steps[step]
        )

    def solve(self, free: frozenset[Cell], chosen: frozenset[Cell], effort: float, seed: int) -> Found:
        """The best choice of the freed cells; earlier levels may not cost more than now."""
        touched = self._touched(free)
        settled = _Fixed(self.settled, free, chosen)
        laws = [one.tally for one in touched if one.level == LAW]
        encoding = Encoding(laws, settled, sorted(free), cp_model.CpModel())
        model = encoding.model
        for level in range(self.level):
            tallies = [one.tally for one in touched if one.level == level]
            model.add(encoding.cost_of(tallies) <= sum(tally.cost(chosen) for tally in tallies))
        aim = [one.tally for one in touched if one.level == self.level]
        model.minimize(encoding.cost_of(aim))
        encoding.hint(chosen)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.symmetry_level = 0
        solver.parameters.catch_sigint_signal = False  # Ctrl-C ends the whole search, not a block
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = effort
        status = solver.solve(model)
        spent = float(solver.deterministic_time)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Found(free, chosen & free, proven=False, better=False, effort=spent)
        taken = frozenset(
            cell for cell, literal in encoding.cells.items()
            if not isinstance(literal, int) and solver.boolean_value(literal)
        )  # fmt: skip
        return Found(free, taken, status == cp_model.OPTIMAL, taken != chosen & free, spent)

    def _touched(self, free: frozenset[Cell]) -> list[Count]:
        """The counts that look at any of the freed cells."""
        places = {place for cell in free for place in self._places(self.team.index[cell.who])[cell]}
        members, linking = self.team.members, self.team.linking
        return [linking[i] if me == LINKING else members[me].counts[i] for me, i in sorted(places)]

    def _places(self, me: int) -> dict[Cell, list[Place]]:
        """Where each cell of a person is counted; looked up once somebody is freed at all."""
        if (known := self._known.get(me)) is not None:
            return known
        cells, linking = self.team.shapes[me].cells, self.team.linking
        found: dict[Cell, list[Place]] = {cell: [] for cell in cells}
        for i, count in enumerate(self.team.members[me].counts):
            if count.level <= self.level:
                for cell in found.keys() & cells_of(count.tally.terms):
                    found[cell].append((me, i))
        for number, cell in enumerate(cells):
            for row in self.team.rows_of_cell(me, number):
                if row < len(linking) and linking[row].level <= self.level:
                    found[cell].append((LINKING, row))
        self._known[me] = found
        return found

    def learn(self, found: Found) -> None:
        """Free more where blocks are solved to the end, less where they are not."""
        self.size = max(20.0, self.size * (1.03 if found.proven else 0.92))


class _Fixed(Mapping[Cell, bool]):
    """What is settled while a block is searched: all that is not free, as it is chosen."""

    def __init__(self, settled: Mapping[Cell, bool], free: frozenset[Cell], chosen: frozenset[Cell]) -> None:
        self._settled, self._free, self._chosen = settled, free, chosen

    def __getitem__(self, cell: Cell) -> bool:
        if cell in self._free:
            raise KeyError(cell)
        return self._settled.get(cell, cell in self._chosen)

    def __len__(self) -> int:
        return len(self._settled)

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._settled)
