"""A pool of loops for a zone, window and mode: closed walks from a base, diverse, none dominated."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scheduler.roads.orienteering import Numbers, Orienteering
from scheduler.roads.orienteering_limits import Clock, Limits
from scheduler.roads.orienteering_search import Search
from scheduler.roads.orienteering_walk import Walk
from scheduler.roads.pool import Places, Pool

RETURNS = 0.7  # what one more loop through a place is worth beside the last; spreads the pool over the zone
WINDOWS = (1.0, 0.8, 0.6, 0.4)  # shares of the budget tried in turn while places are in too few loops
HELD_HEAT = 0.5  # lets such a walk leave behind all but its place
STEPS_A_PLACE = 25  # of a walk that keeps one place in, so that the pool has loops through it
CANDIDATES = 4  # times the size of the pool: how many loops are compared for dominance


@dataclass(frozen=True)
class Loop:
    """A walk from the start through `places` in this order to the end; `minutes` count travel and dwell."""

    places: tuple[int, ...]
    minutes: float
    score: float


def around(
    base: int, travel: Numbers, window: float, score: Numbers, dwell: Numbers | float = 0.0
) -> Orienteering:
    """The problem of one closed walk from `base` within `window` minutes.

    Zone and mode are in the numbers: travel minutes by that mode between the zone's key places (inf where the
    mode cannot go), and the minutes to dwell at each place or at all of them.
    """
    minutes = np.broadcast_to(np.asarray(dwell, dtype=float), np.shape(score))
    return Orienteering(score, travel, base, base, window, dwell=minutes)


def loops(
    problem: Orienteering, limits: Limits, size: int = 100, visits: int = 3, seed: int = 0
) -> list[Loop]:
    """About `size` loops that fit the budget, valuable and unlike each other.

    Every place within reach is in `visits` of them where that many different loops through it were found,
    even if this takes more than `size` loops; none visits a part of another's places in as much time. Where
    full windows give too few (one loop may see all there is), shorter ones are tried, each within `limits`.
    """
    pool, found = Pool(problem), list[Loop]()
    for share in WINDOWS:
        _fill(pool, replace(problem, budget=share * problem.budget), limits, visits, seed)
        routes = [pool.route(places) for places in _candidates(problem, pool, CANDIDATES * size, visits)]
        found = undominated([Loop(tuple(r), problem.length(r), problem.total([r])) for r in routes])
        count = _incidence(found, len(problem.score)).sum(axis=0)
        if all(count[u] >= visits for u in problem.places):
            break
    return [found[i] for i in _diverse(found, np.asarray(problem.score, dtype=float), size, visits)]


def _fill(pool: Pool, problem: Orienteering, limits: Limits, visits: int, seed: int) -> None:
    """Add the loops a search for the best and a walk around each neglected place come across."""
    search = Search(problem, limits, seed)
    search.run()
    _reach_every_place(problem, search.pool, visits, search.chance)
    pool.add([search.pool.route(places) for places in search.pool])


def undominated(found: Sequence[Loop]) -> list[Loop]:
    """The loops whose places no other loop visits in as little time; the first of equals."""
    if not found:
        return []
    visited = _incidence(found, 1 + max(u for loop in found for u in loop.places))
    sizes, minutes = visited.sum(axis=1), np.array([loop.minutes for loop in found])
    inside = visited @ visited.T >= sizes[:, None]
    better = (sizes[None, :] > sizes[:, None]) | (minutes[None, :] < minutes[:, None])
    earlier = np.arange(len(found))[None, :] < np.arange(len(found))[:, None]
    beaten = inside & (minutes[None, :] <= minutes[:, None]) & (better | earlier)
    return [loop for loop, out in zip(found, beaten.any(axis=1), strict=True) if not out]


def _reach_every_place(problem: Orienteering, pool: Pool, visits: int, chance: random.Random) -> None:
    """Short walks that hold on to one place each, for the places that few loops of the pool visit."""
    count = Counter(u for places in pool for u in places)
    for u in [u for u in problem.places if count[u] < CANDIDATES * visits]:
        score = np.array(problem.score, dtype=float)
        score[u] += problem.bound
        walk = Walk(problem.rescored(score), chance)
        progress = Clock(Limits(steps=STEPS_A_PLACE)).next(1.0)
        walk.run([[u]], HELD_HEAT, progress, lambda _, found: pool.add(found))


def _candidates(problem: Orienteering, pool: Pool, count: int, visits: int) -> list[Places]:
    """The best loops of the pool and, for every place, the best through it; best first."""
    ranked = pool.ranked(len(pool))
    chosen = dict.fromkeys(ranked[:count])
    share = max(CANDIDATES * visits, count // max(1, len(problem.places)))
    seen = dict.fromkeys(problem.places, 0)
    for places in ranked:
        if any(seen[u] < share for u in places):
            chosen[places] = None
        for u in places:
            seen[u] += 1
    return sorted(chosen, key=lambda places: (-pool.gain(places), sorted(places)))


def _diverse(found: Sequence[Loop], score: Numbers, size: int, visits: int) -> list[int]:
    """Pick loops by the value left in their places; first of all loops through places short of visits."""
    visited = _incidence(found, len(score))
    left = np.ones(len(found), dtype=bool)
    count = np.zeros(len(score))
    picked: list[int] = []
    while left.any():
        helps = left & (visited @ (count < visits) > 0)
        if not helps.any() and len(picked) >= size:
            break
        value = visited @ (score * RETURNS**count)
        best = int(np.where(helps if helps.any() else left, value, -1.0).argmax())
        picked.append(best)
        left[best] = False
        count += visited[best]
    return picked


def _incidence(found: Sequence[Loop], places: int) -> NDArray[np.float64]:
    visited = np.zeros((len(found), places))
    for row, loop in zip(visited, found, strict=True):
        row[list(loop.places)] = 1.0
    return visited
