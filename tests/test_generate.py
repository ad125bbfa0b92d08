"""The generator of stations: the same seed the same files, sound, after the ratios, lawful by arithmetic."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from models import FactKind, Importance, Limits, PatrolMode, PlaceKind, StaffKind, Station, Status
from scenarios.generate import bureau_files, files_of, main, write
from scenarios.generate_bureau import shared, stations
from scenarios.generate_design import Design
from scenarios.generate_shipped import rural, town
from scheduler.bureau.read import read_bureau
from scheduler.commands import Options, read_order
from scheduler.intake import load_station
from scheduler.pipeline import plan
from scheduler.reports.place import Known
from scheduler.reports.ratios import ratios
from scheduler.roads.matrix import travel
from scheduler.roads.read import read_roads

SCENARIOS = Path(__file__).parents[1] / "scenarios"
SHIPPED = {"town": "meiyuan", "rural": "liugou"}

each = pytest.mark.parametrize(("kind", "folder"), SHIPPED.items())


def shipped(folder: str) -> Station:
    """A generated station that ships."""
    return load_station(SCENARIOS / folder).station


@each
def test_the_files_that_ship_are_what_the_generator_writes(kind: str, folder: str) -> None:
    """Nobody edited them by hand: every file is, byte for byte, the generator's with seed 1."""
    for name, text in files_of(kind, 1).items():
        assert (SCENARIOS / folder / name).read_bytes() == text.encode()


def test_the_bureau_file_that_ships_is_what_the_generator_writes() -> None:
    """The county's 44 stations stand in its file as they are generated with seed 1."""
    text = bureau_files(1)["bureau.yaml"]
    assert (SCENARIOS / "county" / "bureau.yaml").read_bytes() == text.encode()
    assert text.count("- {folder: s") == 44


def test_another_seed_gives_other_people() -> None:
    """The seed decides who they are, and nothing else does."""
    assert files_of("rural", 2)["people.csv"] != files_of("rural", 1)["people.csv"]
    assert files_of("rural", 2) == files_of("rural", 2)


@each
def test_a_station_that_ships_plans_a_proven_week(kind: str, folder: str) -> None:
    """Under its own profiles the week, routes and all, is proven best in every tier of importance.

    Every room is open, every reception held, and no check-in point is missed: no order is broken.
    """
    del kind
    limits = Limits(seconds=60, workers=1, reproducible=True)
    answer = plan(read_order(Options(SCENARIOS / folder, "2026-11-23", routes=True, limits=limits)))
    assert answer.status is Status.PROVEN
    assert answer.plan
    assert {route.crew.split("/")[1] for route in answer.plan.routes} >= {"evening", "night-1"}
    assert [one.rule for one in answer.plan.findings if one.importance is Importance.ORDERS] == []


@each
def test_whoever_works_in_a_beat_has_one(kind: str, folder: str) -> None:
    """Beats of officers cover all zones, each once; A/B pairs are mutual; auxiliaries of rooms have beats."""
    del kind
    station = shipped(folder)
    officers = [one for one in station.people if "community_officer" in one.tags]
    zones = [zone for one in officers for zone in one.beat]
    assert sorted(zones) == sorted(zone.id for zone in station.zones)
    assert all(station.by_id[one.cover].cover == one.id for one in officers if one.cover)
    assert all(one.beat_since for one in officers)
    auxiliaries = [one for one in station.people if "community_auxiliary" in one.tags]
    facts = {fact.id: fact.value for fact in station.facts}
    assert len(auxiliaries) == facts[FactKind.COMMUNITY_AUXILIARIES]


def test_in_town_neighbours_share_a_room_in_the_country_one_officer_has_several_villages() -> None:
    """A15: joint rooms of 2 + 2 + 2 + 1 officers. P01: 2 + 3 + 2 + 3 zones for four officers, three rooms."""
    town, country = shipped("meiyuan"), shipped("liugou")
    rooms = [
        f"room{place.zone}" for place in town.places if place.kind is PlaceKind.POLICE_ROOM and place.windows
    ]
    officers = [one for one in town.people if one.kind is StaffKind.OFFICER]
    sharing = [sum(room in one.skills for one in officers) for room in rooms]
    assert sharing == [2, 2, 2, 1]
    assert [len(one.beat) for one in country.people if "community_officer" in one.tags] == [2, 3, 2, 3]
    mobile = next(duty for duty in country.duties if duty.id == "mobile-room")
    assert (mobile.place, [str(day) for day in mobile.weekdays]) == ("market-1", ["wednesday", "saturday"])


@each
def test_every_place_is_reached_by_those_who_are_sent(kind: str, folder: str) -> None:
    """Cars reach all but the lanes, e-bikes reach all; every zone of a station has a check-in point."""
    del kind
    station = shipped(folder)
    roads = read_roads(SCENARIOS / folder)
    lanes = {place.id for place in station.places if place.id.startswith("lane")}
    by_car = travel(roads, station.places, PatrolMode.CAR)
    assert {place.id for place in station.places} - {station.places[i].id for i in by_car.reached} == lanes
    assert travel(roads, station.places, PatrolMode.EBIKE).faults == ()
    points = {place.zone for place in station.places if place.kind is PlaceKind.CHECK_IN}
    assert points == {zone.id for zone in station.zones}


def test_teams_and_rooms_are_those_of_the_documents() -> None:
    """A15: three teams and two rooms in town; U02: two teams and one room in the country."""
    forms = {}
    for folder in SHIPPED.values():
        kinds = [team.kind.is_room for team in shipped(folder).teams]
        forms[folder] = (kinds.count(False), kinds.count(True))
    assert forms == {"meiyuan": (3, 2), "liugou": (2, 1)}


def test_training_of_the_year_is_counted() -> None:
    """A12: seven community officers of the town had 15 days each, one after the other (P08)."""
    leave = sorted(shipped("meiyuan").leave, key=lambda one: one.first)
    assert [(one.last - one.first).days + 1 for one in leave] == [15] * 7
    assert all(earlier.last < later.first for earlier, later in pairwise(leave))


def test_the_town_keeps_the_ratios_of_taizhou() -> None:
    """A02 to A06 and A14: of the lines that ask for a town, none is short."""
    place = shipped("meiyuan")
    assert Known(place).population == 29800 + 5100
    asked = [line for line in ratios(Known(place)) if line.source in ("A03", "A04-A06", "A06", "A14")]
    assert len(asked) == 4
    assert [line.gap for line in asked] == [0, 0, 0, 0]
    assert Known(place).community == 7  # 34,900 / 5,000 = 6.98


def test_the_rural_station_keeps_the_ratios_of_wuhai() -> None:
    """U01, U03, U04: class 3 with 4 calls, 4 of 9 officers for the community, 6 auxiliaries in 3 rooms."""
    known = Known(shipped("liugou"))
    assert (known.officers, known.auxiliaries, known.community) == (9, 12, 4)
    assert known.fact(FactKind.CALLS_PER_DAY) == 4
    asked = [line for line in ratios(known) if line.source in ("U03", "U04")]
    assert [line.gap for line in asked] == [0, 0, 0]


def test_the_county_keeps_the_totals_of_wuzhong() -> None:
    """W02, W04, W09: 118 beats, 3,475 grids, 97 rooms; 833 and 341 officers."""
    designs = [one.design for one in stations(1)]
    facts = Counter(dict.fromkeys(("beats", "grids", "police_rooms"), 0))
    for design in designs:
        facts.update({kind: value for kind, value, _ in design.facts if kind in facts})
    assert len(designs) == 44
    assert sum(design.groups == 2 for design in designs) == 17
    assert facts == {"beats": 118, "grids": 3475, "police_rooms": 97}
    assert sum(design.officers for design in designs) == 833
    assert sum(design.community for design in designs) == 341
    assert min(design.officers for design in designs) >= 5  # L24


def test_nobody_in_the_county_has_the_name_of_another() -> None:
    """All names of a bureau differ, so that a name on a roster is one person."""
    files = bureau_files(1)
    names = [
        row["name"]
        for name, text in files.items()
        if name.endswith("people.csv")
        for row in csv.DictReader(io.StringIO(text))
    ]
    assert len(names) == len(set(names)) == 833 + 17 * 24 + 27 * 14


def test_the_generator_writes_a_bureau_that_reads(tmp_path: Path) -> None:
    """The command writes three stations and their bureau file; both readers find nothing wrong."""
    assert main(["bureau", "--seed", "1", "--stations", "3", "--out", str(tmp_path)]) == 0
    bureau, folder = read_bureau(tmp_path)
    assert [one.id for one in bureau.stations] == ["s01", "s02", "s03"]
    assert [load_station(folder / one.folder).station.id for one in bureau.stations] == ["s01", "s02", "s03"]


@pytest.mark.parametrize(
    ("design", "sum_"),
    [
        (replace(rural(), leaders=2), "2 leaders in turn"),
        (replace(rural(), auxiliaries=8), "8 auxiliaries x 5 for 6 x 7 places"),  # 40 < 42
        (replace(town(), officers=12), "5 officers for 2 places of 24 h"),  # 12 - 7 community officers
    ],
)
def test_a_design_that_cannot_be_feasible_is_refused(design: Design, sum_: str) -> None:
    """The sum that fails is named before any file is written."""
    with pytest.raises(ValueError, match=sum_):
        design.check()


def test_every_officer_has_a_lawful_age() -> None:
    """Whoever is generated is grown up, joined grown up, and women are among officers and auxiliaries."""
    for folder in SHIPPED.values():
        people = shipped(folder).people
        assert all(one.born and one.joined and one.joined.year - one.born.year >= 18 for one in people)
        for kind in (StaffKind.OFFICER, StaffKind.AUXILIARY):
            assert "female" in {tag for one in people if one.kind is kind for tag in one.tags}


def test_largest_remainder() -> None:
    """10 shared by 1 : 1 : 1 is 4, 3, 3; with at least 2 each, 10 by 1 : 0 is 8 and 2."""
    assert shared(10, [1, 1, 1]) == [4, 3, 3]
    assert shared(10, [1, 0], least=2) == [8, 2]


def test_files_are_written_beside_and_renamed(tmp_path: Path) -> None:
    """Nothing but the files asked for is left in the folder."""
    write({"a/b.txt": "x\n"}, tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["b.txt"]
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"x\n"
