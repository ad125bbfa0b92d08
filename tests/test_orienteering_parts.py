"""The parts of the route search: shortening, filling, pool, packing; each on a world done in one's head."""

import itertools
import random

import numpy as np
import pytest

from scheduler.kernel.pack import LinearPacking, pack_loops
from scheduler.roads.orienteering import Orienteering
from scheduler.roads.orienteering_insert import refill
from scheduler.roads.orienteering_tour import shorten
from scheduler.roads.packing import Packing
from scheduler.roads.pool import Pool


def world(points, budget, crews=1, dwell=None, end=None):
    """Points are (x, y, score); the first is the start, and the end unless one is named."""
    at = np.array(points, dtype=float)
    travel = np.hypot(*(at[:, None, :2] - at[None, :, :2]).transpose(2, 0, 1))
    return Orienteering(at[:, 2], travel, 0, 0 if end is None else end, budget, crews, dwell)


LINE = [(0, 0, 0), (1, 0, 5), (2, 0, 5), (3, 0, 20)]
EAST_WEST = [(0, 0, 0), (-2, 0, 4), (3, 0, 7), (4, 0, 9)]


def test_two_opt_uncrosses_a_square():
    """A square of side 1 walked crosswise is put round its outside: length 4."""
    problem = world([(0, 0, 0), (1, 1, 1), (1, 0, 1), (0, 1, 1)], 9)
    assert problem.length([1, 2, 3]) == pytest.approx(2 + 2 * 2**0.5)
    assert problem.length(shorten(problem, [1, 2, 3])) == pytest.approx(4)


def neighbours(route):
    """Every route one reversal, or one move of up to three places (also backwards), away; written naively."""
    n = len(route)
    for i, j in itertools.combinations(range(n + 1), 2):
        yield route[:i] + route[i:j][::-1] + route[j:]
        rest = route[:i] + route[j:]
        for at in range(len(rest) + 1) if j - i <= 3 else ():
            yield rest[:at] + route[i:j] + rest[at:]
            yield rest[:at] + route[i:j][::-1] + rest[at:]


@pytest.mark.parametrize("seed", range(10))
def test_shortened_route_has_no_shorter_neighbour(seed):
    """On random one-way minutes no reversal or move, tried one by one, shortens what `shorten` returns."""
    minutes = np.random.default_rng(seed).integers(1, 50, (9, 9)).astype(float)
    problem = Orienteering(np.ones(9), minutes, 0, 8, 1.0)
    route = shorten(problem, list(range(1, 8)))
    assert sorted(route) == list(range(1, 8))
    assert problem.length(route) <= min(problem.length(other) for other in neighbours(route)) + 1e-6


def test_refill_stops_where_the_next_place_would_not_fit():
    """Budget 4 on the line: 1 and 2 go in, 3 would make it 6."""
    problem, routes = world(LINE, 4), [[]]
    refill(problem, routes, np.array([0, 5.0, 5.0, 20.0]))
    assert sorted(routes[0]) == [1, 2]


def test_packing_takes_the_best_disjoint_loops():
    """{1,2} for 3 with {3} for 2 makes 5; {2,3} for 4 leaves nothing beside it; hints do no harm."""
    loops = [{1, 2}, {2, 3}, {3}]
    assert pack_loops([3, 4, 2], loops, most=2) == [0, 2]
    assert pack_loops([3, 4, 2], loops, most=1, hint=[0]) == [1]


def test_prices_pay_exactly_for_the_linear_packing():
    """Places' prices and the crews' make the packing's value, 5, and no loop earns more than it pays."""
    loops, gains = [{1, 2}, {2, 3}, {3}], [3.0, 4.0, 2.0]
    linear = LinearPacking(most=2, places=4)
    for gain, loop in zip(gains, loops, strict=True):
        linear.add(gain, loop)
    prices, crew, shares = linear.solve() or pytest.fail("GLOP gave up")
    assert sum(prices) + 2 * crew == pytest.approx(5)
    assert sum(g * x for g, x in zip(gains, shares, strict=True)) == pytest.approx(5)
    assert all(sum(prices[u] for u in loop) + crew >= g - 1e-6 for g, loop in zip(gains, loops, strict=True))


def test_packing_of_a_pool_takes_the_two_sides():
    """West for 4, east for 7 or 16: the packing of two crews is 20, and drawing from it gives both sides."""
    problem = world(EAST_WEST, 8, crews=2)
    pool = Pool(problem)
    pool.add([[1], [2], [2, 3], [3, 2], []])
    packing = Packing(problem, pool)
    best = packing.best([[], []], 0.0)
    assert (len(pool), packing.value) == (3, pytest.approx(20))
    assert sorted(best) == sorted(packing.rounded(random.Random(1))) == [[1], [2, 3]]


def test_pool_ranks_by_gain_above_prices():
    """With 15 to pay for place 3 the pair 2-3 keeps 1 of 16: 2 alone (7) and 1 alone (4) go before it."""
    pool = Pool(world(EAST_WEST, 8))
    pool.add([[1], [2], [2, 3]])
    prices = np.array([0.0, 0.0, 0.0, 15.0])
    assert pool.ranked(9) == [{2, 3}, {2}, {1}]
    assert pool.ranked(9, prices) == [{2}, {1}, {2, 3}]
    assert pool.ranked(9, prices, above=1.0) == [{2}, {1}]


def test_thinned_pool_keeps_the_best_half():
    """Of loops worth 4, 7 and 16 a pool of at most two keeps 16; a pool of at most three keeps all."""
    pool = Pool(world(EAST_WEST, 8))
    pool.add([[1], [2], [2, 3]])
    pool.thin(3)
    assert len(pool) == 3
    pool.thin(2)
    assert list(pool) == [{2, 3}]
