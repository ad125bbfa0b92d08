"""Travel times and ways on maps one can walk in one's head: at 6 km/h, 100 m take a minute."""

import math

import numpy as np
import pytest
from road_worlds import BICYCLE, CAR, EBIKE, EVERYBODY, FOOT, LANE, PACE, grid, place, road, town

from models import Faults, RoadSpeeds
from scheduler.roads.classes import default_speeds
from scheduler.roads.geometry import Crs, cut, metres, turn
from scheduler.roads.graph import RoadGraph, Section
from scheduler.roads.matrix import matrix, travel, travel_minutes
from scheduler.roads.network import Network
from scheduler.roads.snap import Stop

CORNER, OPPOSITE = place(0, 0), place(200, 200)


def minutes(roads, places, mode):
    return travel_minutes(roads, places, mode, PACE).round(9).tolist()


def test_grid_is_walked_along_its_streets():
    """From corner to corner of two 100 m blocks it is 200 m east and 200 m north: 4 minutes."""
    assert minutes(grid(), [CORNER, OPPOSITE], FOOT) == [[0, 4], [4, 0]]


def test_place_in_the_middle_of_a_street_is_reached_from_both_ends():
    """A place 50 m along the second block is 150 m from the near corner and 50 m from the next crossing."""
    found = minutes(grid(), [CORNER, place(150, 0), place(200, 0)], FOOT)
    assert found == [[0, 1.5, 2], [1.5, 0, 0.5], [2, 0.5, 0]]


def test_place_beside_the_road_is_where_it_is_nearest():
    """A house 20 m off the street at 150 m is at 150 m; the path to its door is not travel."""
    found = travel(grid(), [CORNER, place(150, -20)], FOOT, PACE)
    assert found.minutes[0, 1] == pytest.approx(1.5)
    assert found.stops[1].point == pytest.approx((150, 0))
    assert found.stops[1].away == pytest.approx(20)


def test_two_places_on_one_street_need_no_crossing():
    """Two places 30 m apart on one block are 0.3 minutes apart, with no junction between them."""
    found = travel(grid(), [place(120, 0), place(150, 0)], FOOT, PACE)
    assert found.minutes[0, 1] == pytest.approx(0.3)
    assert found.route_between(0, 1).nodes == ()


def test_one_way_street_binds_cars_and_not_walkers():
    """Back against a one-way block of 100 m a car drives the other three sides; a walker walks 100 m."""
    square = town(
        road((0, 0), (100, 0), EVERYBODY, frozenset({FOOT})), road((100, 0), (100, 100)),
        road((100, 100), (0, 100)), road((0, 100), (0, 0)),
    )  # fmt: skip
    ends = [place(0, 0), place(100, 0)]
    assert minutes(square, ends, CAR) == [[0, 1], [3, 0]]
    assert minutes(square, ends, FOOT) == [[0, 1], [1, 0]]


def test_two_places_on_a_one_way_street_go_round_the_block():
    """From 60 m back to 20 m along a one-way side of a 400 m block it is 400 - 40 = 360 m."""
    square = town(
        road((0, 0), (100, 0), EVERYBODY, frozenset({FOOT})), road((100, 0), (100, 100)),
        road((100, 100), (0, 100)), road((0, 100), (0, 0)),
    )  # fmt: skip
    places = [place(20, 0), place(60, 0)]
    found = travel(square, places, CAR, PACE)
    assert found.minutes.round(9).tolist() == [[0, 0.4], [3.6, 0]]
    assert found.route_between(1, 0).metres == pytest.approx(360)


def test_lane_is_for_bicycles_and_the_car_says_so():
    """A lane of 300 m: a bicycle goes in, and the car's fault names the place, the car and the 300 m."""
    map_ = town(road((0, 0), (500, 0)), road((500, 0), (500, 300), LANE))
    shop = place(500, 300, "顾家埭")
    assert minutes(map_, [CORNER, shop], BICYCLE) == [[0, 8], [8, 0]]
    found = travel(map_, [CORNER, shop], CAR, PACE)
    (fault,) = found.faults
    assert str(fault) == (
        "顾家埭 cannot be reached by car: the nearest road is 300 m off, 100 m are allowed; "
        "move the place to the road or give it to crews that go another way"
    )
    assert found.minutes[0].tolist() == [0, math.inf]
    assert found.reached == (0,)


def test_lane_that_comes_close_to_a_road_is_entered_from_the_lane():
    """A place 10 m from a lane and 60 m from the road: the car stops on the road, the bicycle in the lane."""
    map_, shop = town(road((0, 0), (500, 0)), road((500, 0), (500, 300), LANE)), place(490, 60)
    found = {mode: travel(map_, [CORNER, shop], mode, PACE).stops[1].point for mode in (CAR, BICYCLE)}
    assert found == {CAR: pytest.approx((490, 0)), BICYCLE: pytest.approx((500, 60))}


def test_island_is_a_fault_that_names_the_base():
    """A street that is not joined to the base's is near the place, and of no use: the fault says so."""
    map_ = town(road((0, 0), (500, 0)), road((0, 300), (500, 300)))
    with pytest.raises(Faults) as found:
        travel_minutes(map_, [CORNER, place(100, 300, "岛上")], FOOT)
    assert str(found.value).startswith("岛上 cannot be reached on foot: the road there is not joined to 0,0;")
    assert found.value.faults[0].path == ("places", 1)


def test_street_that_leads_in_and_not_out_is_no_place_to_drive_to():
    """A one-way blind alley can be entered and never left: the car stays on the road, 80 m from the place."""
    map_ = town(road((0, 0), (100, 0)), road((100, 0), (100, 80), EVERYBODY, frozenset({FOOT})))
    found = travel(map_, [CORNER, place(100, 80)], CAR, PACE)
    assert found.stops[1].point == pytest.approx((100, 0))
    assert found.stops[1].away == pytest.approx(80)


@pytest.mark.parametrize("first", [True, False])
def test_base_beside_a_scrap_of_road_uses_the_large_network(first):
    """A base 5 m from a 10 m scrap and 30 m from the town's streets starts in the town in any order."""
    scrap = [road((0, -35), (10, -35))]
    map_ = town(*scrap, *grid().sections) if first else town(*grid().sections, *scrap)
    found = travel(map_, [place(5, -30), OPPOSITE], FOOT, PACE)
    assert found.stops[0].point == pytest.approx((5, 0))
    assert found.minutes[0, 1] == pytest.approx(3.95)


def test_every_unreachable_place_is_named_at_once():
    """Three places off the map are three faults, and the fourth still has its time."""
    far = [place(0, 900, "甲"), place(900, 0, "乙"), place(900, 900, "丙")]
    found = travel(grid(), [CORNER, *far, OPPOSITE], FOOT, PACE)
    assert [str(one)[0] for one in found.faults] == ["甲", "乙", "丙"]
    assert found.minutes[0, 4] == pytest.approx(4)
    with pytest.raises(Faults, match="乙"):
        found.route_between(0, 2)


def test_map_without_roads_for_a_mode_is_a_fault_and_no_crash():
    """On a map of stairs alone a car gets one fault a place."""
    stairs = town(road((0, 0), (100, 0), frozenset({FOOT})))
    found = travel(stairs, [CORNER, place(100, 0)], CAR)
    assert len(found.faults) == 2
    assert "the map has no road for it" in str(found.faults[0])
    assert np.isinf(found.minutes).all()


def test_no_places_is_an_empty_matrix():
    """Nobody to visit is nothing to compute."""
    assert travel_minutes(grid(), [], FOOT).shape == (0, 0)


def test_road_back_to_where_it_began_is_walked_either_way():
    """Round a 400 m loop a place at 100 m is 100 m one way and one at 350 m is 50 m the other way."""
    ring = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0))
    section = Section("a", "a", ring, 400.0, "环路", forward=EVERYBODY, backward=EVERYBODY)
    map_ = RoadGraph({"a": (0.0, 0.0)}, [section], Crs.PLANE)
    assert len(map_.sections) == 2
    assert minutes(map_, [place(0, 0), place(100, 0), place(0, 50)], FOOT)[0] == [0, 1, 0.5]


def test_speed_depends_on_mode_and_road_class():
    """At 30 km/h 500 m take 1 minute, at 60 km/h half a minute."""
    map_ = town(road((0, 0), (500, 0), road="residential"), road((500, 0), (1000, 0), road="primary"))
    speeds = RoadSpeeds(kmh={CAR: {"residential": 30, "primary": 60}})
    assert travel_minutes(map_, [CORNER, place(1000, 0)], CAR, speeds)[0, 1] == pytest.approx(1.5)


def test_fastest_way_is_not_the_shortest():
    """600 m of main road at 60 km/h (0.6 min) beat 300 m of lane at 6 km/h (3 min)."""
    map_ = town(
        road((0, 0), (300, 0), road="living_street", name="小街"),
        road((0, 0), (150, 200), road="primary", name="大路", metres=300.0),
        road((150, 200), (300, 0), road="primary", name="大路", metres=300.0),
    )
    speeds = RoadSpeeds(kmh={CAR: {"living_street": 6, "primary": 60}})
    found = travel(map_, [CORNER, place(300, 0)], CAR, speeds).route_between(0, 1)
    assert (found.minutes, found.metres) == (pytest.approx(0.6), 600.0)
    assert [leg.name for leg in found.legs] == ["大路"]


def test_way_is_told_street_by_street():
    """From 50 m up 一路 to the end of 三街: 150 m on, a right turn, 200 m along; it is the only way."""
    ell = [one for one in grid().sections if one.name == "三街" or one.line[0][0] == one.line[1][0] == 0]
    both = travel(town(*ell), [place(0, 50), OPPOSITE], FOOT, PACE)
    found = both.route_between(0, 1)
    assert both.route_between(1, 0).line == found.line[::-1]
    legs = [(leg.name, round(leg.metres), round(leg.turn)) for leg in found.legs]
    assert legs == [("一路", 150, 0), ("三街", 200, -90)]
    assert found.line == ((0, 50), (0, 100), (0, 200), (100, 200), (200, 200))
    assert found.nodes == ("(0.0, 100.0)", "(0.0, 200.0)", "(100.0, 200.0)", "(200.0, 200.0)")
    assert found.minutes == pytest.approx(3.5)


def test_way_to_itself_has_no_length():
    """From a place to itself there is nothing to walk."""
    found = travel(grid(), [place(30, 0)], FOOT).route_between(0, 0)
    assert (found.metres, found.minutes, found.legs, found.line) == (0, 0, (), ())


def test_stops_need_not_be_places():
    """A crew half-way along a block is half a minute from its end: what sealing asks at any minute."""
    network = Network(grid(), FOOT, PACE)
    crew, exit_ = Stop(0, 0.5, (50, 0), 0), Stop(1, 0.0, (100, 0), 0)
    assert matrix(network, [crew], [exit_]).tolist() == [[pytest.approx(0.5)]]


def test_networkx_sees_every_direction_with_its_modes():
    """A one-way street is an edge for all and, back under the same key, an edge for walkers."""
    map_ = town(road((0, 0), (100, 0), EVERYBODY, frozenset({FOOT}), name="单行街"))
    tail, head = map_.nodes
    assert map_.graph.edges[tail, head, 0]["modes"] == EVERYBODY
    assert map_.graph.edges[head, tail, 0]["modes"] == {FOOT}
    assert map_.graph.edges[head, tail, 0]["name"] == "单行街"


def test_default_speeds_keep_the_law():
    """E-bikes keep to 15 km/h (road traffic safety law, art. 58), cars to 40 on the main road."""
    kmh = default_speeds().kmh
    assert max(kmh[mode].get("primary", 0) for mode in kmh) == 40
    fastest = {mode: max(speeds.values()) for mode, speeds in kmh.items()}
    assert fastest == {FOOT: 4.5, BICYCLE: 12, EBIKE: 15, CAR: 80}


def test_own_speeds_go_over_the_default_ones():
    """One class replaced leaves the others; a speed for every class leaves none of them."""
    one = default_speeds().updated(RoadSpeeds(kmh={CAR: {"primary": 50}}))
    assert (one.of(CAR, "primary"), one.of(CAR, "residential")) == (50, 20)
    every = default_speeds().updated(RoadSpeeds(kmh={CAR: {"": 60}}))
    assert (every.of(CAR, "primary"), every.of(CAR, "residential"), every.of(FOOT, "primary")) == (
        60,
        60,
        4.5,
    )


def test_degree_of_latitude_is_111_km():
    """A degree of latitude is 6371.0088 km × π / 180 = 111.195 km, of longitude at 60° north half."""
    assert metres(((121, 31), (121, 32)), Crs.WGS84) == pytest.approx(111_195, abs=1)
    assert metres(((121, 60), (121.001, 60)), Crs.WGS84) == pytest.approx(55.6, abs=0.01)


def test_line_is_cut_at_shares_of_its_length():
    """The middle half of an L of two 100 m legs runs from 50 m along the first to 50 m along the second."""
    assert cut(((0, 0), (100, 0), (100, 100)), 0.25, 0.75) == ((50, 0), (100, 0), (100, 50))


@pytest.mark.parametrize(("after", "degrees"), [((10, 0), -90), ((-10, 0), 90), ((0, 10), 0), ((7, 7), -45)])
def test_turns_are_told_apart(after, degrees):
    """Coming from the south, east is a right turn (-90), west a left turn, north straight on."""
    assert turn([(0, -10), (0, 0)], [(0, 0), after], Crs.PLANE) == pytest.approx(degrees)
