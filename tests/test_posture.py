"""From posture to crews: the tier decides who stands, events have dates, the week before leaves a tail."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from world import DUTIES, LIMITS, MONDAY, board, station, strip

from models import (
    DutyKind,
    Faults,
    LeaveKind,
    LedgerLine,
    PatrolTier,
    Plan,
    Provenance,
    Seats,
    Station,
    Status,
    Turn,
    Week,
)
from models import Leave as Absence
from scheduler.ledger import lines_of
from scheduler.posture import Request, monday_of, open_week

DAY = timedelta(days=1)


def ids(week: Week, day: int) -> list[str]:
    """The duties whose crews start so many days after Monday."""
    return [crew.duty for crew in week.crews if crew.date == MONDAY + day * DAY]


def plan_of(week: Week, rows: str, **changes: object) -> Plan:
    """A plan of the tiny station with a drawn roster."""
    turns = tuple(Turn(person=who, crew=crew) for who, crew in sorted(strip(rows)))
    made = Provenance(made_at="", input_hash="", rulebook_hash="", versions={}, limits=LIMITS)
    first = {"number": "1", "station": "tiny", "name": "Tiny", "status": Status.PROVEN, "provenance": made}
    given = {**first, "days": week.days, "people": week.station.people, "crews": week.crews, "turns": turns}
    return Plan.model_validate({**given, **changes})


@pytest.mark.parametrize("day", range(7))
def test_a_week_starts_on_monday(day: int) -> None:
    """Whatever day is asked for, its week is planned from Monday on."""
    assert monday_of(MONDAY + day * DAY) == MONDAY
    assert open_week(station("E"), Request(MONDAY + day * DAY)).dates[0] == MONDAY


def test_the_tier_decides_which_crews_stand() -> None:
    """A checkpoint with seats at tier 2 only stands on the day of tier 2 only."""
    week = board("EC", tiers="3323333", duties={"C": {"tier3": "", "tier1": ""}})
    assert [ids(week, day) for day in (1, 2, 3)] == [["E"], ["E", "C"], ["E"]]
    assert [int(day.tier) for day in week.days] == [3, 3, 2, 3, 3, 3, 3]


def test_the_stations_tier_is_the_ordinary_one() -> None:
    """Days of which nothing is said have the station's default tier."""
    week = open_week(station("E", default_tier=2), Request(MONDAY, tiers={MONDAY: PatrolTier.ONE}))
    assert [int(day.tier) for day in week.days] == [1, 2, 2, 2, 2, 2, 2]


def test_crews_carry_what_their_duty_says() -> None:
    """Clock times, seats, mode and flags come from the duty; the id is date and duty."""
    (night, *_) = board(
        "N", seats={"N": "2 officer"}, duties={"N": {"mode": "bicycle", "zones": ("1",)}}
    ).crews
    assert (night.id, night.duty, night.kind, night.name) == ("2026-11-23/N", "N", DutyKind.NIGHT, "Night")
    assert (night.start, night.end) == (datetime(2026, 11, 23, 22), datetime(2026, 11, 24, 6))
    assert (str(night.seats), night.mode, night.zones) == ("2 officer", "bicycle", ("1",))
    (post, *_) = board("C").crews
    assert (post.enforcement, post.armed, post.on_call, post.active_minutes) == (True, False, False, 240)


def test_a_split_duty_is_a_crew_for_each_window() -> None:
    """Three windows of one patrol are three turns with ids of their own, each with its own minutes."""
    windows = {"windows": "08:30-11:20;13:00-17:30;20:00-22:30", "split": True}
    week = board("P", duties={"P": windows})
    today = [crew for crew in week.crews if crew.date == MONDAY]
    assert [crew.id for crew in today] == [f"2026-11-23/P/{n}" for n in (1, 2, 3)]
    assert [crew.active_minutes for crew in today] == [170, 270, 150]
    assert [crew.group for crew in today] == [1, 2, 3]


def test_active_minutes_are_at_most_the_presence() -> None:
    """590 active minutes in a turn of 60 are 60."""
    (deputy, *_) = board("U", duties={"U": {"windows": "08:30-09:30"}}).crews
    assert deputy.active_minutes == 60


def test_events_fall_on_their_dates() -> None:
    """The Wednesday meeting on the 25th, the day of the month on the 27th; who has the tag is invited."""
    meeting = {
        "id": "X",
        "name": "Meeting",
        "window": "10:00-11:00",
        "weekday": "wednesday",
        "who": ("armed",),
    }
    open_day = {
        "id": "Y",
        "name": "Open day",
        "window": "09:00-11:00",
        "day_of_month": 27,
        "who": ("officer",),
    }
    week = board("EMC", events=(meeting, open_day), who={"B": {"skills": ("armed",)}})
    found = {crew.id: crew.invited for crew in week.crews if crew.kind is DutyKind.EVENT}
    assert found == {"2026-11-25/X": ("B",), "2026-11-27/Y": ("A", "B", "C", "D")}
    assert week.by_id["2026-11-25/X"].within == ("E", "M")


def test_reseating_may_add_or_drop_a_crew() -> None:
    """What `reseat` gives is what stands: two seats instead of one, or no crew at all."""
    two = open_week(station("E"), Request(MONDAY), lambda *_: Seats.parse("2 officer"))
    none = open_week(station("E"), Request(MONDAY), lambda *_: Seats())
    assert {str(crew.seats) for crew in two.crews} == {"2 officer"}
    assert none.crews == ()


def test_holidays_of_the_calendar_and_of_the_station() -> None:
    """1 January 2026 is a holiday for everybody; a day the station names is one here."""
    feast = {date(2025, 12, 31): "Founding day"}
    days = open_week(station("E", holidays=feast), Request(date(2025, 12, 29))).days
    assert [(bool(day.holiday), day.working) for day in days[:4]] == [
        (False, True), (False, True), (True, False), (True, False),
    ]  # fmt: skip
    assert days[2].holiday == "Founding day"


def test_several_weeks_in_one_horizon() -> None:
    """Four weeks are 28 days with a crew each."""
    week = open_week(station("E"), Request(MONDAY, weeks=4))
    assert (len(week.days), len(week.crews), len(week.weeks)) == (28, 28, 4)


def refused(request: Request, ours: Station | None = None) -> list[str]:
    """Why a request is refused."""
    with pytest.raises(Faults) as caught:
        open_week(ours or station("E"), request)
    return [str(fault) for fault in caught.value.faults]


def test_what_does_not_fit_the_week_is_told_at_once() -> None:
    """A tier and an absence of another week, a plan of another station and of this week: four sentences."""
    week = board("E")
    other = plan_of(week, "A E", station="other")
    away = Absence(person="A", first=date(2026, 11, 1), last=date(2026, 11, 2), kind=LeaveKind.SICK)
    late = {date(2026, 11, 30): PatrolTier.ONE}
    assert refused(Request(MONDAY, tiers=late, away=(away,), after=other)) == [
        "tier of 2026-11-30: the date lies outside 2026-11-23 to 2026-11-29",
        (
            "A is away 2026-11-01 to 2026-11-02, which does not touch 2026-11-23 to 2026-11-29;"
            " correct the dates"
        ),
        "--after: the plan is for station 'other', not 'tiny'; name last week's plan of this station",
        "--after: the plan ends on 2026-11-29, not before 2026-11-23; name the plan of an earlier week",
    ]


def test_absences_of_the_order_join_those_of_the_station() -> None:
    """Leave written in the station and an absence asked for on the command line both bar."""
    ours = station("E", leave=({"person": "A", "first": MONDAY, "last": MONDAY},))
    week = open_week(ours, Request(MONDAY, away=(Absence(person="B", first=MONDAY, last=MONDAY),)))
    assert [week.is_away(person, week.crews[0]) for person in ours.people] == [True, True, False, False]


def test_the_plan_before_leaves_its_tail() -> None:
    """The seven days before Monday come along as past crews, with who served; older ones do not."""
    before = open_week(station("EN"), Request(MONDAY - 14 * DAY, weeks=2))
    plan = plan_of(before, "A N|, B E.......|")  # An on Sunday night, Bo eight days before Monday
    week = open_week(station("EN"), Request(MONDAY, after=plan))
    assert min(crew.date for crew in week.past) == MONDAY - 7 * DAY
    assert max(crew.date for crew in week.past) == MONDAY - DAY
    assert len(week.past) == 14
    assert week.served == {("A", f"{MONDAY - DAY}/N")}


def test_the_tail_reaches_through_a_short_plan() -> None:
    """What the plan before had carried in itself is passed on, as far as it still lies within seven days."""
    first = open_week(station("E"), Request(MONDAY - 14 * DAY))
    second = open_week(station("E"), Request(MONDAY - 7 * DAY, after=plan_of(first, "A E|")))
    later = plan_of(second, "B E|", past=second.past, served=tuple(sorted(second.served)))
    week = open_week(station("E"), Request(MONDAY, after=later))
    assert {crew.date for crew in week.past} == {MONDAY - n * DAY for n in range(1, 8)}
    assert week.served == {("B", f"{MONDAY - DAY}/E")}


def test_a_plan_of_long_ago_leaves_no_tail_but_a_ledger() -> None:
    """Three weeks later no turn binds any more; the nights above the share still count."""
    long_ago = MONDAY - 21 * DAY
    before = open_week(station("N"), Request(long_ago))
    pairs = {("A", f"{long_ago}/N"), ("A", f"{long_ago + 2 * DAY}/N")}
    lines: tuple[LedgerLine, ...] = lines_of(before, pairs)
    week = open_week(station("N"), Request(MONDAY, after=plan_of(before, "", ledger=lines)))
    assert (week.past, week.served) == ((), frozenset())
    assert {who: carried.nights for who, carried in week.carried.items()} == {
        "A": 1.5, "B": -0.5, "C": -0.5, "D": -0.5,
    }  # fmt: skip


def rounds(zones: int, windows: str = "22:00-06:00") -> list[list[tuple[str, ...]]]:
    """The zones of each piece of the patrol, day by day over two weeks."""
    patrol = {"zones": tuple("123456789"[:zones]), "windows": windows, "split": True}
    week = board("N", tiers="3" * 14, duties={"N": patrol})
    return [[crew.zones for crew in week.crews if crew.date == day] for day in week.dates]


@pytest.mark.parametrize(
    "zones",
    range(2, 10),
)
def test_zones_come_in_another_order_each_night(zones: int) -> None:
    """Whoever watched last night does not know tonight's order; every zone is on it once."""
    nights = [order for (order,) in rounds(zones)]
    assert all(tonight != last for last, tonight in pairwise(nights))
    assert all(sorted(order) == list("123456789"[:zones]) for order in nights)


@pytest.mark.parametrize("zones", [3, 6, 9])
def test_pieces_of_a_day_share_the_zones(zones: int) -> None:
    """Three windows take a third of the zones each, together every zone, others than yesterday."""
    days = rounds(zones, "08:30-11:20;13:00-17:30;20:00-22:30")
    for pieces in days:
        assert sorted(zone for piece in pieces for zone in piece) == list("123456789"[:zones])
        assert {len(piece) for piece in pieces} == {zones // 3}
    assert all(set(one[0]) != set(other[0]) for one, other in pairwise(days))


def test_every_letter_of_the_world_makes_a_crew() -> None:
    """The tiny world's duties all stand."""
    assert {crew.duty for crew in board("".join(DUTIES)).crews} == set(DUTIES)
