"""Which steps of people lie on one day: what a neighbourhood frees together."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

from scheduler.kernel.columns.team import Team


class Days:
    """The days of a team, read off the rows that its steps count in."""

    def __init__(self, team: Team) -> None:
        self.team = team
        rows_of = self._rows_of()
        root = self._one_day(rows_of)
        days: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for me, steps in enumerate(rows_of):
            for step, rows in enumerate(steps):
                if rows:
                    first, _ = Counter(root[row] for row in sorted(rows)).most_common(1)[0]
                    days[first].append((me, step))
        order = sorted(days)
        self.steps = [days[first] for first in order]
        """(person, step) by day, in the order of the days."""
        place = {first: day for day, first in enumerate(order)}
        self.of_row = {row: place[first] for row, first in enumerate(root) if first in place}
        """The day of each row that lies on one."""

    def _rows_of(self) -> list[list[set[int]]]:
        """For each person and step, the rows that the step's cells count in."""
        found = []
        for me, shape in enumerate(self.team.shapes):
            rows = defaultdict(set)
            for cell, row, _ in self.team.cell_rows[me]:
                rows[cell].add(row)
            found.append([set().union(*(rows[cell] for cell in step)) for step in shape.steps])
        return found

    def _one_day(self, rows_of: list[list[set[int]]]) -> list[int]:
        """The first row of each row's day: rows are of one day if most people have both in one step.

        Most, for the steps of somebody with few choices may lie across two days.
        """
        both: Counter[tuple[int, int]] = Counter()
        beside: Counter[tuple[int, int]] = Counter()
        for steps in rows_of:
            for here, after in zip(steps, [*steps[1:], set[int]()], strict=True):
                both.update(combinations(sorted(here), 2))
                beside.update((min(a, b), max(a, b)) for a in here for b in after if a != b)
        root = list(range(len(self.team.rows)))

        def find(row: int) -> int:
            while root[row] != row:
                root[row] = row = root[root[row]]
            return row

        for pair, number in both.items():
            if number > beside[pair]:
                one, other = sorted(map(find, pair))
                root[other] = one
        return [find(row) for row in root]
