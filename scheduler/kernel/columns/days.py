"""Which steps of people lie on one day: what a neighbourhood frees together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

ASKED = 40
"""People whose steps say which rows lie on one day."""

Steps = Sequence[Sequence[frozenset[int]]]
"""For each person and step, the rows that the step's cells count in."""


class Days:
    """The days of a team, read off the rows that its steps count in.

    `steps`: (person, step) by day, in the order of the days. `of_row`: the day of each row that lies on one.
    """

    def __init__(self, rows_of: Steps, rows: int) -> None:
        root = _one_day(rows_of[:: max(1, len(rows_of) // ASKED)], rows)
        days: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for me, steps in enumerate(rows_of):
            for step, counted in enumerate(steps):
                if counted:
                    first, _ = Counter(root[row] for row in sorted(counted)).most_common(1)[0]
                    days[first].append((me, step))
        order = sorted(days)
        place = {first: day for day, first in enumerate(order)}
        self.steps = [days[first] for first in order]
        self.of_row = {row: place[first] for row, first in enumerate(root) if first in place}


def _one_day(rows_of: Steps, rows: int) -> list[int]:
    """The first row of each row's day: rows are of one day if most who have both have them in one step.

    Most, for the steps of somebody with few choices may lie across two days.
    """
    both: Counter[tuple[int, int]] = Counter()
    beside: Counter[tuple[int, int]] = Counter()
    for steps in rows_of:
        for here, after in zip(steps, [*steps[1:], frozenset[int]()], strict=True):
            both.update(combinations(sorted(here), 2))
            beside.update((min(a, b), max(a, b)) for a in here for b in after if a != b)
    root = list(range(rows))

    def find(row: int) -> int:
        while root[row] != row:
            root[row] = row = root[root[row]]
        return row

    for pair, number in both.items():
        if number > beside[pair]:
            one, other = sorted(map(find, pair))
            root[other] = one
    return [find(row) for row in range(rows)]
