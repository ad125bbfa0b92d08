"""What holds on every map: shortest times obey the triangle, and walkers take the same way back."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from road_worlds import CAR, EVERYBODY, FOOT, PACE, place, road, town

from scheduler.roads.matrix import travel

SPOTS = st.tuples(st.integers(0, 5), st.integers(0, 5)).map(lambda at: (100.0 * at[0], 100.0 * at[1]))
ROADS = st.tuples(SPOTS, SPOTS, st.booleans()).filter(lambda one: one[0] != one[1])
MAPS = st.lists(ROADS, min_size=1, max_size=14)
PLACES = st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), min_size=2, max_size=6)


def times(drawn, places, mode):
    """A random map and random places on it."""
    made = [road(a, b, EVERYBODY, frozenset({FOOT}) if one_way else EVERYBODY) for a, b, one_way in drawn]
    return travel(town(*made), [place(x, y, str(i)) for i, (x, y) in enumerate(places)], mode, PACE, 150)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(MAPS, PLACES, st.sampled_from([FOOT, CAR]))
def test_no_detour_is_faster(drawn, places, mode):
    """Going by way of a third place never saves time, and staying takes none."""
    found = times(drawn, places, mode)
    assert len(found.reached) + len(found.faults) == len(places)
    inner = found.minutes[np.ix_(found.reached, found.reached)]
    assert np.isfinite(inner).all()
    assert (np.diag(inner) == 0).all()
    for k in range(len(inner)):
        assert (inner <= inner[:, [k]] + inner[[k], :] + 1e-9).all()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(MAPS, PLACES)
def test_walkers_take_as_long_back(drawn, places):
    """One-way streets do not bind walkers, so the matrix on foot is symmetric."""
    minutes = times(drawn, places, FOOT).minutes
    np.testing.assert_allclose(minutes, minutes.T)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(MAPS, PLACES)
def test_ways_are_as_long_as_they_are_fast(drawn, places):
    """At 100 m a minute the metres of each way are 100 times its minutes, and those are the matrix's."""
    found = times(drawn, places, CAR)
    for i in found.reached:
        for j in found.reached:
            way = found.route_between(i, j)
            assert way.metres == pytest.approx(100 * found.minutes[i, j])
            assert sum(map(_long, zip(way.line, way.line[1:], strict=False))) == pytest.approx(way.metres)


def _long(piece):
    (x, y), (x2, y2) = piece
    return float(np.hypot(x2 - x, y2 - y))
