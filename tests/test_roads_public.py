"""The road engine on public street maps: nothing crashes, nothing vanishes, and it is fast enough."""

import random
from functools import cache
from time import process_time

import numpy as np
import pytest
from road_worlds import BICYCLE, CAR, FOOT, STREETS, place

from models.places import MOVING
from scheduler.roads.geometry import metres
from scheduler.roads.matrix import travel
from scheduler.roads.read import read_roads
from scheduler.roads.read_osm import read_osm

pytestmark = pytest.mark.skipif(not STREETS.is_dir(), reason="public streets are absent; set XUNFANG_DATA")


@cache
def shenzhen():
    return read_roads(STREETS / "shenzhen_futian.graphml")


def random_places(count, seed):
    """Places at random junctions; the first, the base, at one that every mode reaches."""
    corners = list(shenzhen().nodes.values())
    chance = random.Random(seed)
    base = place(114.0387881, 22.5254015, "新洲三街")
    return [base, *(place(*chance.choice(corners), f"点{i}") for i in range(count))]


def test_west_oakland_has_40_nodes_and_74_edges_by_car():
    """The known size of the extract: 40 junctions of car roads and 74 pairs that a car may drive."""
    roads = read_osm(STREETS / "West-Oakland.osm.bz2", frozenset({CAR}))
    edges = roads.edges(CAR)
    assert len(roads.nodes) == 40
    assert len({(tail, head) for tail, head, _ in edges}) == 74
    assert len(edges) == 77  # three pairs are joined twice


def test_shenzhen_is_read_whole():
    """1,751 junctions (two more where a road returns to its beginning) and Chinese street names."""
    roads = shenzhen()
    assert len([node for node in roads.nodes if "~" not in node]) == 1751
    assert {"景田路", "新洲九街", "红荔西路、竹子林一路"} <= {one.name for one in roads.sections}
    drawn = [metres(one.line, roads.crs) / one.metres for one in roads.sections if one.metres > 1]
    assert min(drawn) > 0.99  # lengths of the file and of its lines agree
    assert max(drawn) < 1.01


@pytest.mark.parametrize("mode", MOVING)
def test_places_off_the_network_are_faults_and_the_others_have_times(mode):
    """Of 160 random junctions each is reached within finite time, or named in a fault; none is lost."""
    places = random_places(160, seed=8)
    found = travel(shenzhen(), places, mode)
    named = {one.path[1] for one in found.faults}
    assert named | set(found.reached) == set(range(161))
    assert named.isdisjoint(found.reached)
    inner = found.minutes[np.ix_(found.reached, found.reached)]
    assert np.isfinite(inner).all()
    assert np.isinf(found.minutes[:, sorted(named)]).all()
    assert all(places[one.path[1]].name in str(one) for one in found.faults)


def test_about_one_place_in_eight_lies_off_the_car_network():
    """Random junctions stand on footways and in closed estates too: 20 of 160 are 50 m from any car."""
    found = travel(shenzhen(), random_places(160, seed=8), CAR, within=50)
    assert len(found.faults) == 20


@pytest.mark.parametrize("mode", [FOOT, BICYCLE, CAR])
def test_ways_take_as_long_as_the_matrix_says(mode):
    """Between 9 random places the way told street by street has the minutes and metres of the matrix."""
    found = travel(shenzhen(), random_places(8, seed=3), mode)
    for i in found.reached:
        for j in found.reached:
            way = found.route_between(i, j)
            assert way.minutes == pytest.approx(found.minutes[i, j])
            assert metres(way.line, shenzhen().crs) == pytest.approx(way.metres, rel=0.01, abs=1)


def test_sixty_places_take_less_than_a_second():
    """Snapping and the matrix of 60 places by car need less than a second of processor time."""
    places = random_places(59, seed=5)
    shenzhen()
    start = process_time()
    travel(shenzhen(), places, CAR)
    assert process_time() - start < 1
