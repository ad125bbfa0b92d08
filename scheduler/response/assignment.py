"""Assign columns to rows: as many as possible, the latest soonest, the total least; each with a witness.

Matching by augmenting paths, the bottleneck by bisection over the distinct costs, the total by the Hungarian
method by shortest augmenting paths (Jonker and Volgenant 1987, doi:10.1007/BF02278710); whole numbers only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.response.ticks import FAR, Ticks

Allowed = NDArray[np.bool_]
Match = dict[int, int]
"""Column by row; rows that got none are absent."""

Crowd = tuple[list[int], list[int]]
"""Rows, and all the columns allowed to any of them."""


@dataclass(frozen=True)
class Prices:
    """Prices that prove a total least: no allowed pair costs less than its row's and column's price together.

    Column prices are at most 0. A row left over is worth at most `-spare`. Hence no assignment that leaves
    as few rows over costs less than the sum of all prices plus `spare` for each row left over.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    spare: int = 0


def largest_match(allowed: Allowed) -> Match:
    """A largest set of allowed pairs, each row and each column at most once."""
    ways = [np.flatnonzero(row).tolist() for row in allowed]
    owner: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        """Give the row a column, moving others along where needed."""
        for column in ways[row]:
            if column not in seen:
                seen.add(column)
                if column not in owner or place(owner[column], seen):
                    owner[column] = row
                    return True
        return False

    for row in range(len(ways)):
        place(row, set())
    return {row: column for column, row in owner.items()}


def shortage(allowed: Allowed, match: Match, excess: int = 1) -> Crowd:
    """Rows that outnumber all columns allowed to them by `excess` or more (Hall 1935), from a largest match.

    For an excess of 1 the smallest such set that one unmatched row shows, otherwise that of all of them.
    Empty when no row is unmatched.
    """
    over = [row for row in range(len(allowed)) if row not in match]
    owner = {column: row for row, column in match.items()}
    starts = [[row] for row in over] if excess == 1 else [over]
    return min((_crowd(allowed, owner, start) for start in starts), key=lambda c: len(c[0]), default=([], []))


def _crowd(allowed: Allowed, owner: dict[int, int], over: list[int]) -> Crowd:
    """Everything an alternating path from the unmatched rows reaches."""
    rows, columns, queue = set(over), set[int](), list(over)
    while queue:
        for column in np.flatnonzero(allowed[queue.pop()]).tolist():
            if column not in columns:
                columns.add(column)
                rows.add(owner[column])
                queue.append(owner[column])
    return sorted(rows), sorted(columns)


def least_bottleneck(cost: Ticks) -> tuple[int, int]:
    """(most rows that can be matched, the least cost below which that many pairs can all lie).

    Pairs of cost `FAR` do not count; the second number is 0 when no row can be matched.
    """
    most = len(largest_match(cost < FAR))
    steps = np.unique(cost[cost < FAR])
    if not most:
        return 0, 0
    if most == len(cost):
        steps = steps[steps >= cost.min(axis=1).max()]
    low, high = 0, len(steps) - 1
    while low < high:
        middle = (low + high) // 2
        if len(largest_match(cost <= steps[middle])) < most:
            low = middle + 1
        else:
            high = middle
    return most, int(steps[low])


def least_total(cost: Ticks, highest: int, spare: int) -> tuple[Match, Prices]:
    """The cheapest match by pairs of at most `highest` that leaves exactly `spare` rows over, with its proof.

    `spare` must be the least number that can be left over; ValueError when it is less.
    """
    free = np.zeros((len(cost), spare), dtype=np.int64)
    columns = np.hstack([np.where(cost <= highest, cost, FAR), free])
    match, rows, prices = _hungarian(columns)
    crews = cost.shape[1]
    paired = {row: column for row, column in match.items() if column < crews}
    # All spare columns are alike and all taken, so their prices agree.
    return paired, Prices(tuple(rows), tuple(prices[:crews]), prices[crews] if spare else 0)


def _hungarian(cost: Ticks) -> tuple[Match, list[int], list[int]]:
    """Cheapest match of every row, which must exist, and the dual prices of rows and columns."""
    row_price = np.zeros(len(cost), dtype=np.int64)
    price = np.zeros(cost.shape[1], dtype=np.int64)
    owner = np.full(cost.shape[1], -1)
    for start in range(len(cost)):
        best = np.full(cost.shape[1], FAR)
        before = np.full(cost.shape[1], -1)
        done = np.zeros(cost.shape[1], dtype=bool)
        row, column, reached = start, -1, 0
        while row >= 0:
            way = np.where(cost[row] < FAR, cost[row] - row_price[row] - price + reached, FAR)
            better = ~done & (way < best)
            best[better], before[better] = way[better], column
            column = int(np.where(done, FAR, best).argmin())
            reached = int(best[column])
            if done[column] or reached >= FAR:
                raise ValueError(f"row {start} cannot be matched as well. Maybe more rows must be left over?")
            done[column] = True
            row = int(owner[column])
        gain = reached - best[done]
        price[done] -= gain
        inner = owner[done] >= 0
        row_price[owner[done][inner]] += gain[inner]
        row_price[start] += reached
        while column >= 0:
            owner[column] = start if before[column] < 0 else owner[before[column]]
            column = int(before[column])
    return {int(r): c for c, r in enumerate(owner) if r >= 0}, row_price.tolist(), price.tolist()
