"""Shorten one route by 2-opt and or-opt over numpy matrices; costs may be asymmetric."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.roads.orienteering import Numbers, Orienteering, Route

Order = NDArray[np.intp]
WORTHWHILE = 1e-7  # shorter by less is rounding
SEGMENTS = (1, 2, 3)  # how many places or-opt moves together


class Shift(NamedTuple):
    """`size` stops from position `first` move into the gap after position `gap`, perhaps backwards."""

    change: float
    size: int
    first: int
    gap: int
    backwards: bool


def shorten(problem: Orienteering, route: Route) -> Route:
    """The route with the same places that no reversal and no move of up to three places makes shorter."""
    if len(route) < 2:
        return route
    stops = np.array([problem.start, *route, problem.end])
    cost = problem.cost[stops[:, None], stops]
    while (move := _best_reversal(cost)) is not None or (move := _best_shift(cost)) is not None:
        stops = stops[move]
        cost = cost[move[:, None], move]
    return [int(u) for u in stops[1:-1]]


def _best_reversal(cost: Numbers) -> Order | None:
    """The order after the best 2-opt move (positions i+1 to j backwards), or None if none is shorter."""
    n = len(cost)
    ahead = cost.diagonal(1)
    extra = np.zeros(n)  # what walking backwards from position 0 costs more than forwards
    np.cumsum(cost.diagonal(-1) - ahead, out=extra[1:])
    change = cost[:-1, :-1] + cost[1:, 1:]
    change -= (ahead + extra[1:])[:, None]
    change += extra[:-1] - ahead
    change += _before(n - 1)
    i, j = divmod(int(change.argmin()), n - 1)
    if change[i, j] >= -WORTHWHILE:
        return None
    return np.concatenate((np.arange(i + 1), np.arange(j, i, -1), np.arange(j + 1, n)))


def _best_shift(cost: Numbers) -> Order | None:
    """The order after the best or-opt move, or None if none is shorter."""
    n = len(cost)
    shifts = [s for size in SEGMENTS if n - size > 2 for s in _shifts(cost, size)]
    best = min(shifts, default=None)
    if best is None or best.change >= -WORTHWHILE:
        return None
    segment = list(range(best.first, best.first + best.size))
    rest = [i for i in range(n) if i not in segment]
    at = rest.index(best.gap) + 1
    return np.array(rest[:at] + segment[:: -1 if best.backwards else 1] + rest[at:])


def _shifts(cost: Numbers, size: int) -> list[Shift]:
    """The best move of `size` stops, forwards and (from two stops on) backwards."""
    n = len(cost)
    ahead = cost.diagonal(1)
    firsts, lasts = slice(1, n - size), slice(size, n - 1)
    saved = ahead[: n - size - 1] + ahead[size:] - cost.diagonal(size + 1)
    forwards = cost[:-1, firsts].T + cost[lasts, 1:]
    found = [_best(forwards - ahead - saved[:, None], size, backwards=False)]
    if size > 1:
        extra = np.concatenate(([0.0], np.cumsum(cost.diagonal(-1) - ahead)))
        turn = extra[lasts] - extra[firsts]
        backwards = cost[:-1, lasts].T + cost[firsts, 1:]
        found.append(_best(backwards - ahead + (turn - saved)[:, None], size, backwards=True))
    return found


def _best(change: Numbers, size: int, *, backwards: bool) -> Shift:
    change = change + _outside(change.shape[1] + 1, size)
    row, gap = divmod(int(change.argmin()), change.shape[1])
    return Shift(float(change[row, gap]), size, row + 1, gap, backwards)


@cache
def _before(n: int) -> NDArray[Any]:
    """0 where a reversal has at least two stops, infinity elsewhere."""
    return np.where(np.triu(np.ones((n, n)), 2) > 0, 0.0, np.inf)


@cache
def _outside(n: int, size: int) -> NDArray[Any]:
    """0 where a gap lies outside the moved segment, infinity where it touches it."""
    first, gap = np.arange(1, n - size)[:, None], np.arange(n - 1)[None, :]
    return np.where((gap >= first - 1) & (gap < first + size), np.inf, 0.0)
