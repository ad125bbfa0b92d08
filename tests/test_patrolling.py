"""From a rulebook to the patrols of a week: loops in bad weather, and meetings possible and held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from road_worlds import CAR, FOOT, PACE, place, road, town
from world import MONDAY, station

from models import Place, PlaceKind, Settings, Week
from scheduler.kernel.tally import Cell
from scheduler.patrolling import routes_of, walks_of, with_patrols
from scheduler.posture import Request, open_week
from scheduler.roads.patrol import Patrols
from scheduler.rulebook.book import open_book
from scheduler.rulebook.meetings import held

BASE = Place(id="base", name="base", kind=PlaceKind.STATION, x=0, y=0, dwell=0)
POINT = place(500.0, 0.0, "p").model_copy(
    update={"id": "p", "zone": "1", "dwell": 20, "kind": PlaceKind.CHECK_IN}
)
MARKET = place(1000.0, 0.0, "q").model_copy(update={"id": "q", "zone": "1", "dwell": 20})
STREET = town(road((0.0, 0.0), (500.0, 0.0)), road((500.0, 0.0), (1000.0, 0.0)))
"""A minute is 100 m: p is five minutes from the base, q ten; p, q and home take an hour."""

HOURS = {"windows": "22:00-04:00", "zones": ("1",)}
DUTIES = {"N": {**HOURS, "mode": FOOT}, "O": {**HOURS, "mode": CAR, "meets": ("N",)}}


@pytest.fixture(scope="module")
def patrols() -> Patrols:
    """The street, with a check-in point and a market."""
    return Patrols(STREET, (BASE, POINT, MARKET), PACE)


def opened(patrols: Patrols, settings: Settings | None = None) -> Week:
    """The week of crew N on foot and car O, with everything that the road allows them."""
    ours = station("NO", duties=DUTIES, places=(BASE, POINT, MARKET))
    return with_patrols(open_week(ours, Request(MONDAY)), patrols, open_book((), settings or {}))


def longest(week: Week) -> dict[date, float]:
    """The longest loop of crew N on each date."""
    return {
        week.by_id[crew].date: max(loop.minutes for loop in pool.loops)
        for crew, pool in week.pools.items()
        if week.by_id[crew].duty == "N"
    }


def test_bad_weather_shortens_the_loops_of_its_days(patrols: Patrols) -> None:
    """Monday's loops take an hour at most, those of all other days 160 min."""
    storm = {"weather-mode": {"on": True, "days": f"{MONDAY}", "outdoor": 60}}
    found = longest(opened(patrols, storm))
    assert found.pop(MONDAY) == 60
    assert [*found.values()] == [160] * 6


def test_weather_that_is_switched_off_shortens_nothing(patrols: Patrols) -> None:
    """Days that are named while the rule is off do not count."""
    calm = {"weather-mode": {"on": False, "days": f"{MONDAY}", "outdoor": 60}}
    assert {*longest(opened(patrols, calm)).values()} == {160}


def test_crews_meet_where_there_is_a_book_to_sign(patrols: Patrols) -> None:
    """Car and crew may meet at the check-in point, never at the market, and only on their own night."""
    meetings = opened(patrols).meetings
    assert {one.place for one in meetings} == {"p"}
    assert all(one.car[:10] == one.crew[:10] for one in meetings)
    assert all((one.end - one.start).total_seconds() == 10 * 60 for one in meetings)


@pytest.mark.parametrize("tolerance", [0, 1])
def test_without_tolerance_both_come_in_the_same_minute(patrols: Patrols, tolerance: int) -> None:
    """Nought minutes are taken as one, not as a mistake of the engine."""
    meetings = opened(patrols, {"car-meets-groups": {"tolerance": tolerance}}).meetings
    assert meetings
    assert all((one.end - one.start).total_seconds() == 60 for one in meetings)


def test_meeting_that_is_held_stands_on_both_routes(patrols: Patrols) -> None:
    """What was chosen becomes walks and a meeting, and both crews have each other's name at the stop."""
    week = opened(patrols)
    one = next(one for one in week.meetings if one.start.date() == MONDAY)
    chosen = [held(one), Cell(one.car, one.by_car[0]), Cell(one.crew, one.by_crew[0])]
    walks = walks_of(week, [*chosen, Cell("A", one.crew)])
    assert walks == tuple(sorted((cell.who, cell.what) for cell in chosen))
    met = {
        route.crew: [(stop.place, stop.meets) for stop in route.stops if stop.meets]
        for route in routes_of(week, walks, patrols)
    }
    assert met == {one.car: [("p", (one.crew,))], one.crew: [("p", (one.car,))]}
    alone = routes_of(replace(week, meetings=()), walks, patrols)
    assert not any(stop.meets for route in alone for stop in route.stops)
