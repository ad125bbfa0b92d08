"""The arithmetic of Zhuantang (stations.md 5.4), asked of the engine itself: 35 guards, 25 a night."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from models import Leave, Limits, Seats, Settings, StaffKind, Station, Status
from scheduler.intake import load_station
from scheduler.kernel.problem import Problem
from scheduler.kernel.solve import possible, solve
from scheduler.order import Order
from scheduler.posture import Request, open_week

ZHUANTANG = Path(__file__).parents[1] / "scenarios" / "zhuantang"
MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
LIMITS = Limits(seconds=60, workers=1, reproducible=True)

NO_KIOSKS: Settings = {"kiosks-manned": {"on": False}}
"""The village guards stay at home: they take no turn of the patrol team, and the search is quicker."""

ONE_REST_DAY: Settings = {"weekly-rest-day": {"days": 1}}
GROUPS: Settings = {"zone-groups": {"reading": "a"}}
SESSIONS: Settings = {"zone-groups": {"reading": "c"}}
BY_GUARDS: Settings = {"checkpoints-manned": {"on": True, "by": "guards"}}
BY_VILLAGES: Settings = {"checkpoints-manned": {"on": True, "by": "village"}}


@cache
def zhuantang() -> Station:
    """The shipped station."""
    return load_station(ZHUANTANG).station


def sized(people: int) -> Station:
    """The station with crews of so many guards wherever they patrol without a car."""
    seats = Seats.parse(f"{people} guard")
    return zhuantang().model_copy(
        update={
            "duties": tuple(
                duty.model_copy(update={"tier3": seats}) if duty.own else duty for duty in zhuantang().duties
            )
        }
    )


def guards() -> list[str]:
    """The 35 people of the patrol team."""
    return [one.id for one in zhuantang().people if one.kind is StaffKind.PATROL_GUARD]


def problem(settings: Settings, absent: int = 0, station: Station | None = None) -> Problem:
    """The week with some guards away all of it, those of the second group first."""
    away = tuple(Leave(person=who, first=MONDAY, last=SUNDAY) for who in guards()[6 : 6 + absent])
    order = Order(station or zhuantang(), Request(MONDAY, away=away), settings, limits=LIMITS)
    book = order.book()
    return book.read(open_week(order.station, order.request, book.reseat))


def verdict(settings: Settings, absent: int = 0, station: Station | None = None) -> Status:
    """Whether the laws have a roster."""
    return possible(problem(settings, absent, station), LIMITS)


def test_everybody_serves_five_nights_and_it_is_proven() -> None:
    """12 squads of 2 and the car's 1 are 25 a night, 175 a week: 35 people, exactly 5 turns each, 40 h."""
    outcome = solve(problem({}), LIMITS)
    mine = [cell for cell in outcome.chosen if cell.who in guards()]
    turns = Counter(cell.who for cell in mine if not cell.what.endswith("/drill"))
    assert Counter(cell.who for cell in mine if cell.what.endswith("/drill")) == dict.fromkeys(guards(), 1)
    assert outcome.status is Status.PROVEN
    assert turns == dict.fromkeys(guards(), 5)
    assert turns.total() == 7 * (12 * 2 + 1) == 35 * 5


@pytest.mark.parametrize(
    ("settings", "absent", "expected"),
    [
        ({}, 1, Status.IMPOSSIBLE),  # 34 × 5 = 170 < 175
        (ONE_REST_DAY, 5, Status.PROVEN),  # 30 × 6 = 180
        (ONE_REST_DAY, 6, Status.IMPOSSIBLE),  # 29 × 6 = 174
    ],
)
def test_no_slack_with_two_rest_days_and_five_people_with_one(
    settings: Settings, absent: int, expected: Status
) -> None:
    """With two rest days nobody may be away all week; with one rest day five may, and not six."""
    assert verdict({**NO_KIOSKS, **settings}, absent) is expected


@pytest.mark.slow
@pytest.mark.parametrize(("settings", "expected"), [({}, Status.IMPOSSIBLE), (ONE_REST_DAY, Status.PROVEN)])
def test_kiosks_do_not_change_the_verdict(settings: Settings, expected: Status) -> None:
    """The same with 16 village guards a night at their kiosks: they have 410 turns for 112."""
    assert verdict(settings, 1) is expected


@pytest.mark.parametrize(
    ("settings", "absent", "expected"),
    [
        (GROUPS, 0, Status.PROVEN),
        (GROUPS, 1, Status.IMPOSSIBLE),
        ({**GROUPS, **ONE_REST_DAY}, 1, Status.PROVEN),
    ],
)
def test_groups_of_four_are_as_many_people_as_squads_of_two(
    settings: Settings, absent: int, expected: Status
) -> None:
    """Reading (a), six groups of 4 with two zones each, is 25 a night too: no slack, the same verdicts."""
    assert verdict({**NO_KIOSKS, **settings}, absent) is expected


@pytest.mark.parametrize(("absent", "expected"), [(16, Status.PROVEN), (17, Status.IMPOSSIBLE)])
def test_groups_of_two_leave_sixteen_free(absent: int, expected: Status) -> None:
    """Reading (a) with groups of 2 is 13 a night, 91 a week: 19 × 5 = 95 are enough, 18 × 5 = 90 are not."""
    assert verdict({**NO_KIOSKS, **GROUPS}, absent, sized(2)) is expected


@pytest.mark.parametrize(
    ("settings", "people"), [(ONE_REST_DAY, 3), ({**GROUPS, **ONE_REST_DAY}, 5)], ids=["squads", "groups"]
)
def test_squads_of_three_and_whole_groups_are_too_many(settings: Settings, people: int) -> None:
    """12 × 3 + 1 = 37 a night of 35 people; 6 × 5 + 1 = 31 a night, 217 turns of 35 × 6 = 210."""
    assert verdict({**NO_KIOSKS, **settings}, 0, sized(people)) is Status.IMPOSSIBLE


def test_two_sessions_a_night_are_as_many_turns_too() -> None:
    """Reading (c): 12 before midnight, 12 after and the car's 1 are 25 a night, 175 a week."""
    assert verdict({**NO_KIOSKS, **SESSIONS}) is Status.PROVEN


@pytest.mark.slow
@pytest.mark.parametrize("rest", [{}, ONE_REST_DAY], ids=["two rest days", "one rest day"])
def test_guards_cannot_hold_the_checkpoints_too(rest: Settings) -> None:
    """4 × 2 more a night make 33 × 7 = 231 turns, over 175 and over 210."""
    assert verdict({**NO_KIOSKS, **BY_GUARDS, **rest}) is Status.IMPOSSIBLE


def test_four_villages_can_hold_the_checkpoints() -> None:
    """Teams of 10 or 11 give 2 to the kiosk and 2 to the checkpoint: 28 of 50 turns a week."""
    assert verdict(BY_VILLAGES) is Status.PROVEN
