"""Pools of loops on worlds small enough to list every loop by hand."""

import numpy as np
import pytest

from scheduler.roads.loops import Loop, around, loops, undominated
from scheduler.roads.orienteering import OrienteeringError
from scheduler.roads.orienteering_limits import Limits

FEW = Limits(steps=60)


def line(*at):
    """Minutes between points on a line; the base comes first."""
    where = np.array(at, dtype=float)
    return np.abs(where[:, None] - where[None, :])


def star(places):
    """A base one minute from every place, and two minutes between any two places."""
    minutes = np.full((places + 1, places + 1), 2.0)
    minutes[0, :] = minutes[:, 0] = 1.0
    np.fill_diagonal(minutes, 0.0)
    return minutes


def visits(found):
    return {u: sum(u in loop.places for loop in found) for loop in found for u in loop.places}


def test_window_of_four_minutes_reaches_two_minutes_out():
    """From 0 to 2 and back takes 4 minutes, so the only full loop visits 1 and 2 and never 3."""
    found = loops(around(0, line(0, 1, 2, 3), window=4, score=np.ones(4)), FEW, visits=1)
    assert [(set(loop.places), loop.minutes, loop.score) for loop in found] == [({1, 2}, 4.0, 2.0)]


def test_dwell_counts_against_the_window():
    """With a minute's dwell place 1 takes 1 + 1 + 1 = 3 of 4 minutes and place 2 would take 5."""
    found = loops(around(0, line(0, 1, 2, 3), window=4, score=np.ones(4), dwell=1.0), FEW)
    assert found == [Loop((1,), 3.0, 1.0)]


def test_place_the_mode_cannot_reach_is_in_no_loop():
    """A place behind a stair (infinite minutes) is left out and does not stop the others."""
    minutes = line(0, 1, 2)
    minutes[1, [0, 2]] = minutes[[0, 2], 1] = np.inf
    assert visits(loops(around(0, minutes, window=9, score=np.ones(3)), FEW)) == {2: 1}


def test_every_place_is_in_as_many_loops_as_asked():
    """Five places in pairs make 10 loops, 4 through each: a pool of 3 grows until all have 2 visits."""
    found = loops(around(0, star(5), window=4, score=np.array([0, 9, 9, 9, 9, 1.0])), FEW, size=3, visits=2)
    assert all(loop.minutes == 4.0 and len(loop.places) == 2 for loop in found)
    assert len(visits(found)) == 5
    assert min(visits(found).values()) >= 2


def test_pool_holds_all_pairs_when_there_is_room():
    """Of five places every pair fits the window and no pair dominates another: 10 loops."""
    found = loops(around(0, star(5), window=4, score=np.ones(6)), Limits(steps=300), size=50, visits=4)
    pairs = {frozenset((a, b)) for a in range(1, 6) for b in range(1, a)}
    assert {frozenset(loop.places) for loop in found} == pairs


def test_shorter_loops_are_added_where_one_loop_sees_everything():
    """All three places take 6 of 8 minutes; pairs (4) within 0.6 of the window give each place 3 visits."""
    found = loops(around(0, star(3), window=8, score=np.ones(4)), Limits(steps=200), visits=3)
    assert sorted(sorted(loop.places) for loop in found) == [[1, 2], [1, 2, 3], [1, 3], [2, 3]]


def test_loop_inside_a_quicker_loop_is_dominated():
    """1 and 2 in 4 minutes beat 1 alone in 5, but not 1 alone in 3; of equals the first stays."""
    both, slow, quick = Loop((1, 2), 4.0, 2.0), Loop((1,), 5.0, 1.0), Loop((1,), 3.0, 1.0)
    again = Loop((2, 1), 4.0, 2.0)
    assert undominated([both, slow, quick, again]) == [both, quick]


def test_no_place_in_reach_gives_an_empty_pool():
    """A window of a minute reaches nothing that is two minutes away."""
    assert loops(around(0, line(0, 2), window=1, score=np.ones(2)), FEW) == []


def test_same_seed_same_pool():
    """Limited by steps, two runs with one seed give the same loops in the same order."""
    places = np.random.default_rng(7).random((15, 2)) * 10
    minutes = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    problem = around(0, minutes, window=20, score=np.arange(15.0), dwell=1.0)
    assert loops(problem, FEW, size=10, seed=5) == loops(problem, FEW, size=10, seed=5)


def test_faults_of_a_problem_are_told_all_at_once():
    """A misshapen matrix and a base that is not there are both in the one message."""
    with pytest.raises(OrienteeringError, match=r"travel is \(2, 3\).*start is place 9"):
        around(9, np.zeros((2, 3)), window=4, score=np.ones(2))
