"""The invented map of Tianbu: its size, its files as the generator writes them, its places on the road."""

import csv
import math
from collections import Counter
from functools import cache
from pathlib import Path

import networkx as nx
import pytest
from invent_roads import files
from road_worlds import BICYCLE, CAR, EBIKE, FOOT
from tianbu_map import TIANBU

from models import Place, PlaceKind
from scheduler.roads.matrix import travel
from scheduler.roads.read import read_roads

FOLDER = Path(__file__).parents[1] / "scenarios" / "tianbu"


@cache
def roads():
    return read_roads(FOLDER)


@cache
def places():
    """The places of places.csv."""
    keys = {"lon": "x", "lat": "y"}
    with (FOLDER / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            {keys.get(key, key): cell for key, cell in row.items() if cell} for row in csv.DictReader(file)
        ]
    return [Place.model_validate(row) for row in rows]


def test_committed_files_are_what_the_generator_writes():
    """The seed gives the very files of the scenario."""
    for name, text in files(TIANBU).items():
        assert (FOLDER / name).read_text("utf-8") == text, f"{name}: run scripts/invent_roads.py"


def test_map_has_the_size_of_the_station():
    """39 km² (T03) between the outermost junctions, 300 to 600 of them."""
    east, north = zip(*roads().nodes.values(), strict=True)
    width = (max(east) - min(east)) * 111.195 * math.cos(math.radians(min(north)))
    assert width * (max(north) - min(north)) * 111.195 == pytest.approx(39, rel=0.01)
    assert 300 <= len(roads().nodes) <= 600


def test_map_has_every_kind_of_road():
    """Country roads, village roads, one-way streets, lanes and foot bridges with steps, all with names."""
    kinds = Counter(one.road for one in roads().sections)
    assert {"secondary", "tertiary", "unclassified", "residential", "path", "steps"} == set(kinds)
    assert all(one.name for one in roads().sections)
    assert any(CAR in one.forward and CAR not in one.backward for one in roads().sections)
    assert not any(CAR in one.forward for one in roads().sections if one.road in ("path", "steps"))


def test_walkers_and_cars_get_to_every_junction_of_theirs():
    """The foot net is one piece, and so is what cars can use."""
    for mode in (FOOT, BICYCLE, CAR):
        net = nx.DiGraph((tail, head) for tail, head, _ in roads().edges(mode))
        assert nx.is_strongly_connected(net)


def test_places_are_those_of_the_documents():
    """Nine zones, two timber markets, the textile cluster, two named exits, a kiosk in each village."""
    names = " ".join(one.name for one in places())
    assert {one.zone for one in places()} == set("123456789")
    assert names.count("木材市场") == 2
    assert "家纺户集中区" in names
    assert {"往川港出口", "往叠石桥出口"} <= {one.name for one in places() if one.kind is PlaceKind.EXIT}
    assert sorted(one.zone for one in places() if one.kind is PlaceKind.KIOSK) == list("23456789")
    assert {one.zone for one in places() if one.kind is PlaceKind.CHECK_IN} == set("123456789")
    assert 38 <= len(places()) <= 46
    assert places()[0].kind is PlaceKind.STATION


@pytest.mark.parametrize("mode", [FOOT, BICYCLE, EBIKE])
def test_every_place_is_reached_without_a_car(mode):
    """On foot and on two wheels nothing is out of reach."""
    assert travel(roads(), places(), mode).faults == ()


def test_lanes_and_nothing_else_are_closed_to_the_car():
    """The four lane places are faults for the car, and it reaches all others."""
    found = travel(roads(), places(), CAR)
    assert {found.places[one.path[1]].id for one in found.faults} == {"lane-2", "lane-4", "lane-7", "lane-9"}
    assert all("埭 cannot be reached by car" in str(one) for one in found.faults)


def test_night_crew_can_ride_from_the_station_to_any_place_in_half_an_hour():
    """The far corners are 5 km off: 25 minutes by bicycle at 12 km/h, and a little for the corners."""
    minutes = travel(roads(), places(), BICYCLE).minutes
    assert 20 < minutes[0].max() < 32
