"""From the road map to a crew's route: pools of loops, and routes that fit their windows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from models import DutyKind, Faults, Limits, Place, PlaceKind, Station, Week
from scheduler.intake import load_station
from scheduler.kernel.solve import solve
from scheduler.posture import Request, open_week
from scheduler.roads.patrol import Patrols, slots_of
from scheduler.roads.read import read_roads
from scheduler.rulebook.book import open_book

TIANBU = Path(__file__).parents[1] / "scenarios" / "tianbu"


@pytest.fixture(scope="module")
def tianbu() -> Station:
    """The shipped station with its invented map."""
    return load_station(TIANBU).station


@pytest.fixture(scope="module")
def patrols(tianbu: Station) -> Patrols:
    """Its roads and places."""
    return Patrols(read_roads(TIANBU / "road_edges.csv"), tianbu.places)


@pytest.fixture(scope="module")
def night(tianbu: Station, patrols: Patrols) -> Week:
    """A week of which only the crew of Monday's first night group has loops."""
    week = open_week(tianbu, Request(date(2026, 11, 23)))
    crews = [crew for crew in week.crews if crew.id == "2026-11-23/night-1"]
    return replace(week, pools=patrols.pools(crews))


def test_night_window_has_two_slots_of_three_hours(night: Week) -> None:
    """23:00-05:00 is two slots of 180 minutes, from 23:00 and from 02:00."""
    slots = slots_of(night.by_id["2026-11-23/night-1"])
    assert [(slot.number, f"{slot.start:%H:%M}", slot.minutes) for slot in slots] == [
        (0, "23:00", 180),
        (1, "02:00", 180),
    ]


def test_every_loop_fits_its_slot_and_stays_in_its_zones(night: Week, tianbu: Station) -> None:
    """No loop is longer than 180 minutes, none calls outside zones 1-4, every place is in some loop."""
    pool = night.pools["2026-11-23/night-1"]
    zones = {place.id: place.zone for place in tianbu.places}
    assert pool.loops
    assert all(0 < loop.minutes <= 180 for loop in pool.loops)
    called = {place for loop in pool.loops for place in loop.places}
    assert {zones[place] for place in called} == {"1", "2", "3", "4"}
    assert all(list(loop.offsets) == sorted(loop.offsets) for loop in pool.loops)


def test_chosen_route_is_walkable_in_its_window(night: Week, patrols: Patrols, tianbu: Station) -> None:
    """Two rounds from and to the station; each next call is due after travel and dwell; home by 05:00."""
    book = open_book(tianbu.profiles, tianbu.rules)
    problem = book.read(night)
    routes_only = tuple(one for one in problem.rulings if one.rule.startswith(("route-", "patrol-value")))
    outcome = solve(replace(problem, rulings=routes_only), Limits(seconds=30, reproducible=True))
    (route,) = patrols.routes(night, [(cell.who, cell.what) for cell in outcome.chosen])
    assert len(route.rounds) == 2
    for stops in route.rounds:
        assert stops[-1].place == "station"
        for here, there in pairwise(stops):
            minutes = (there.due - here.due).total_seconds() / 60
            assert minutes >= here.dwell + there.leg.minutes - 1.01
    assert route.stops[-1].due <= night.by_id[route.crew].end


def test_place_that_no_crew_can_reach_is_named(tianbu: Station, patrols: Patrols) -> None:
    """A place ten kilometres off every road is a fault with its name, not a place left out in silence."""
    far = Place(id="far", name="孤岛", kind=PlaceKind.KEY_PLACE, zone="1", x=121.5, y=32.5)
    lost = Patrols(patrols.roads, (*tianbu.places, far))
    crews = open_week(tianbu, Request(date(2026, 11, 23))).crews_of(DutyKind.NIGHT)
    with pytest.raises(Faults, match="孤岛"):
        lost.pools(crews)
