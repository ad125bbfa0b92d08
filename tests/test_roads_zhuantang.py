"""The invented data of Zhuantang: its map up to the river, its places on the road, its people."""

import csv
import math
import sys
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import invent_roads
import networkx as nx
import numpy as np
import pytest
from road_worlds import BICYCLE, CAR, EBIKE, FOOT
from zhuantang_map import ZHUANTANG

from models import Person, Place, PlaceKind
from models.people import Role, StaffKind
from scheduler.roads.matrix import travel
from scheduler.roads.read import read_roads

FOLDER = Path(__file__).parents[1] / "scenarios" / "zhuantang"
ZONES = "123456"
LANES = {"lane-1", "lane-4", "lane-6"}
DEGREE = 111_195
"""Metres of a degree of latitude."""


def rows(name):
    """The filled cells of a table, a dict a row."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [{key: cell for key, cell in row.items() if cell} for row in csv.DictReader(file)]


@cache
def roads():
    return read_roads(FOLDER)


@cache
def places():
    """The places of places.csv."""
    keys = {"lon": "x", "lat": "y"}
    return [
        Place.model_validate({keys.get(key, key): cell for key, cell in row.items()})
        for row in rows("places.csv")
    ]


@cache
def people():
    """The people of people.csv."""
    lists = ("roles", "skills", "beat")
    return [
        Person.model_validate({key: cell.split() if key in lists else cell for key, cell in row.items()})
        for row in rows("people.csv")
    ]


def of(kind):
    return [place for place in places() if place.kind is kind]


def metres(x, y):
    """Metres east and north of the south-western corner of the map."""
    lon, lat = ZHUANTANG.origin
    return (x - lon) * DEGREE * math.cos(math.radians(lat)), (y - lat) * DEGREE


@pytest.mark.parametrize("town", invent_roads.TOWNS, ids=lambda town: town.folder)
def test_committed_files_are_what_the_generator_writes(town):
    """Each seed gives the very files of its scenario."""
    for name, text in invent_roads.files(town).items():
        written = (FOLDER.parent / town.folder / name).read_text("utf-8")
        assert written == text, f"{town.folder}/{name}: run scripts/invent_roads.py"


def test_check_is_silent_about_both_towns(monkeypatch, capsys):
    """`--check` looks at Tianbu and Zhuantang and finds nothing to write."""
    monkeypatch.setattr(sys, "argv", ["invent_roads.py", "--check"])
    assert [town.folder for town in invent_roads.TOWNS] == ["tianbu", "zhuantang"]
    assert invent_roads.main() == 0
    assert capsys.readouterr().out == ""


def test_map_ends_at_the_river():
    """8 × 6 km, and south-east of the bank there is not one junction."""
    found = [metres(*at) for at in roads().nodes.values()]
    assert max(x for x, _ in found) == pytest.approx(8000, abs=1)
    assert max(y for _, y in found) == pytest.approx(6000, abs=1)
    xs, ys = zip(*ZHUANTANG.shore, strict=True)
    assert all(y > np.interp(x, xs, ys) - 1 for x, y in found)


def test_river_road_runs_along_the_whole_bank():
    """沿江路 is one road from the western edge past the ferry to the eastern exit, at most 1 m off."""
    bank = nx.Graph((one.tail, one.head) for one in roads().sections if one.name == "沿江路")
    ends = [metres(*roads().nodes[node]) for node in bank if bank.degree(node) == 1]
    assert nx.is_connected(bank)
    assert sorted(round(x) for x, _ in ends) == [0, 8000]
    xs, ys = zip(*ZHUANTANG.shore, strict=True)
    at = np.array([metres(*roads().nodes[node]) for node in bank])
    assert np.abs(at[:, 1] - np.interp(at[:, 0], xs, ys)).max() < 1


def test_roads_are_those_of_the_text_and_more():
    """The roads that name the exits are there; lanes and steps are closed to cars."""
    assert {"沿江路", "轮渡路", "灵山路", "杭富路"} <= {one.name for one in roads().sections}
    kinds = {"secondary", "tertiary", "unclassified", "residential", "path", "steps"}
    assert {one.road for one in roads().sections} == kinds
    assert not any(CAR in one.forward for one in roads().sections if one.road in ("path", "steps"))


def test_places_are_those_of_the_document():
    """A station, 13 check-in points, eight kiosks, four checkpoints (Z12-Z14); all zones from 1 to 6."""
    found = Counter(str(place.kind) for place in places())
    assert found == {
        "station": 1, "police_room": 2, "kiosk": 8, "check_in": 13, "checkpoint": 4, "exit": 4,
        "key_place": 12,
    }  # fmt: skip
    assert places()[0].kind is PlaceKind.STATION
    assert {place.zone for place in places()} == set(ZONES)
    assert len({place.id for place in places()}) == len({place.name for place in places()}) == 44


def test_check_in_points_are_two_a_zone_and_three_in_one():
    """13 = 2 + 3 + 2 + 2 + 2 + 2, each to be called at twice a night, some only at certain hours."""
    points = of(PlaceKind.CHECK_IN)
    count = Counter(point.zone for point in points)
    assert [count[zone] for zone in ZONES] == [2, 3, 2, 2, 2, 2]
    assert all(point.visits >= 2 for point in points)
    assert 0 < sum(bool(point.windows) for point in points) < 13


def test_checkpoints_are_the_four_exits_of_the_text():
    """Each is named as in the text, seen by a camera, and within 300 m of the exit of its zone (Z14)."""
    checkpoints, exits = of(PlaceKind.CHECKPOINT), {place.zone: place for place in of(PlaceKind.EXIT)}
    assert {place.name for place in checkpoints} == {
        "麦岭沙村沿江路东风造船厂路口", "兰溪口村轮渡路口", "仁桥村灵山路口", "周富村杭富路口",
    }  # fmt: skip
    for place in checkpoints:
        way = exits[place.zone]
        assert place.camera
        assert math.dist(metres(place.x, place.y), metres(way.x, way.y)) < 300


def test_villages_have_a_kiosk_and_a_team_in_the_same_zone():
    """Kiosk k and the guards of team k lie in one zone: 10 or 11 guards each, 82 in all (Z13, Z19)."""
    teams = {team: Counter(one.home_zone for one in people() if f"village{team}" in one.skills)
             for team in range(1, 9)}  # fmt: skip
    kiosks = {int(place.id.removeprefix("kiosk-")): place.zone for place in of(PlaceKind.KIOSK)}
    assert {team: list(zones) for team, zones in teams.items()} == {k: [zone] for k, zone in kiosks.items()}
    assert sorted(zones.total() for zones in teams.values()) == [10] * 6 + [11] * 2


@pytest.mark.parametrize("mode", [FOOT, BICYCLE, EBIKE])
def test_every_place_is_reached_without_a_car(mode):
    """On foot and on two wheels nothing is out of reach."""
    assert travel(roads(), places(), mode).faults == ()


def test_lanes_and_nothing_else_are_closed_to_the_car():
    """The three lane places are faults for the car, and it reaches all others."""
    found = travel(roads(), places(), CAR)
    assert {found.places[one.path[1]].id for one in found.faults} == LANES


@pytest.mark.parametrize("zone", ZONES)
def test_squad_closes_the_loop_of_its_zone_in_time(zone):
    """Just by going on to the nearest place a zone takes under two hours; a third of a night is 160."""
    found = travel(roads(), places(), EBIKE)
    left = {i for i, place in enumerate(places()) if place.zone == zone and place.dwell}
    dwell, order = sum(places()[i].dwell for i in left), [0]
    while left:
        order.append(min(left, key=lambda i: found.minutes[order[-1], i]))
        left.remove(order[-1])
    riding = sum(found.minutes[here, there] for here, there in pairwise([*order, 0]))
    assert 40 < riding + dwell < 120


def test_people_are_as_many_as_in_the_text():
    """35 patrol guards in five groups of 6 and one of 5, 82 village guards; the station's own 14 and 16."""
    assert Counter(str(one.kind) for one in people()) == {
        "officer": 14, "auxiliary": 16, "guard": 35, "village": 82,
    }  # fmt: skip
    groups = Counter(skill for one in people() for skill in one.skills if skill.startswith("group"))
    assert [groups[f"group{k}"] for k in range(1, 7)] == [6, 6, 6, 6, 6, 5]
    assert len({one.id for one in people()}) == len({one.name for one in people()}) == 147


def test_every_group_has_a_backbone_member_and_a_driver():
    """The night car takes one backbone member along (Z06); every patrol guard rides an e-bike (Z02)."""
    guards = [one for one in people() if one.kind is StaffKind.PATROL_GUARD]
    assert all("ebike" in one.skills for one in guards)
    assert 6 <= sum(Role.BACKBONE in one.roles for one in guards) <= 7
    for group in range(1, 7):
        own = [one for one in guards if f"group{group}" in one.skills]
        assert any(Role.BACKBONE in one.roles for one in own)
        assert any("driver" in one.skills for one in own)
