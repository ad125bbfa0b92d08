"""The calendar: on which dates an event falls, which days the engine chooses, what attendance costs."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter
from test_posture import plan_of
from world import LIMITS, MONDAY, board, station, strip

from models import DutyKind, Event, Settings, Status, Week
from scheduler.calendar import Calendar
from scheduler.i18n import use
from scheduler.intake import load_station
from scheduler.intake.template import write_template
from scheduler.kernel.problem import Problem
from scheduler.kernel.solve import possible, solve
from scheduler.kernel.tally import Cell
from scheduler.ledger import lines_of
from scheduler.occasions import occasions
from scheduler.order import Order
from scheduler.posture import Request, open_week
from scheduler.rulebook.book import open_book
from scheduler.rulebook.profile_events import profile_events, with_events
from scheduler.rulebook.readings import notes

ROOT = Path(__file__).parents[1]
ZHUANTANG = ROOT / "scenarios" / "zhuantang"
DAY = timedelta(days=1)
NATIONAL = Calendar()


def event(**fields: Any) -> Event:
    """An event of all officers, 10:00-11:00 unless told otherwise."""
    given = {"id": "X", "name": "Meeting", "window": "10:00-11:00", "who": ("officer",), **fields}
    return Event.model_validate(given)


def held(since: str, until: str, calendar: Calendar = NATIONAL, **fields: Any) -> list[str]:
    """The dates from the first to the last, as MM-DD, on which an event may be held."""
    start, end = date.fromisoformat(since), date.fromisoformat(until)
    days = (start + n * DAY for n in range((end - start).days + 1))
    return [f"{day:%m-%d}" for day in days if list(occasions(event(**fields), day, calendar))]


@pytest.mark.parametrize(("if_holiday", "expected"), [("keep", ["10-18"]), ("next", ["10-19"]), ("skip", [])])
def test_the_18th_on_a_sunday(if_holiday: str, expected: list[str]) -> None:
    """18 October 2026 is a Sunday: kept (P06), moved to Monday, or left out."""
    assert held("2026-10-12", "2026-10-25", day_of_month=18, if_holiday=if_holiday) == expected


def test_the_18th_of_every_month() -> None:
    """Twelve of them in 2026, whatever the weekday."""
    assert held("2026-01-01", "2026-12-31", day_of_month=18) == [f"{n:02d}-18" for n in range(1, 13)]


def test_months_without_the_31st_leave_it_out() -> None:
    """From April to July 2026 only May and July have one."""
    assert held("2026-04-01", "2026-07-31", day_of_month=31) == ["05-31", "07-31"]


def test_days_1_to_5_are_the_working_days_among_them() -> None:
    """December 2026 begins on a Tuesday: the 1st to the 4th; the 5th is a Saturday."""
    assert held("2026-11-25", "2026-12-31", days="1-5") == ["12-01", "12-02", "12-03", "12-04"]


@pytest.mark.parametrize(
    ("if_holiday", "expected"),
    [("keep", ["10-01", "10-02", "10-03", "10-04", "10-05"]), ("next", ["10-08"]), ("skip", [])],
)
def test_days_1_to_5_of_october_are_holidays(if_holiday: str, expected: list[str]) -> None:
    """National Day 2026 is off from 1 to 7 October: kept, on the 8th, or left out."""
    assert held("2026-09-28", "2026-10-31", days="1-5", if_holiday=if_holiday) == expected


def test_a_run_ends_with_its_month() -> None:
    """25 to 31 February 2026: Wednesday to Friday, and Saturday the 28th, worked for Spring Festival."""
    assert held("2026-02-20", "2026-03-10", days="25-31") == ["02-25", "02-26", "02-27", "02-28"]


def test_the_last_friday_of_the_quarter() -> None:
    """27 March, 26 June, 25 September, 25 December 2026; Mid-Autumn (25 September) moves it to the 28th."""
    quarters = {"weekday": "friday", "nth": "last", "months": (3, 6, 9, 12)}
    assert held("2026-01-01", "2026-12-31", **quarters) == ["03-27", "06-26", "09-25", "12-25"]
    assert held("2026-09-01", "2026-09-30", **quarters, if_holiday="next") == ["09-28"]


@pytest.mark.parametrize(
    ("nth", "day"), [("first", "12-07"), ("second", "12-14"), ("fourth", "12-28"), ("last", "12-28")]
)
def test_the_mondays_of_december(nth: str, day: str) -> None:
    """Mondays of December 2026 are the 7th, 14th, 21st and 28th: the fourth is the last."""
    assert held("2026-12-01", "2026-12-31", weekday="monday", nth=nth) == [day]


def test_make_up_days_are_working_days() -> None:
    """Before Spring Festival 2026 the choice of a week has six days: Saturday 14 February is worked."""
    assert held("2026-02-09", "2026-02-15", times=1) == [f"02-{n:02d}" for n in range(9, 15)]
    assert held("2026-02-16", "2026-02-22", times=1, if_holiday="skip") == []


def test_the_stations_own_days() -> None:
    """2027 is not in the calendar: its holidays and make-up days are written in the station file."""
    saturday, monday = date(2027, 2, 6), date(2027, 2, 8)
    ours = station("E", holidays={monday: "Spring Festival"}, workdays=(saturday,))
    days = {day.date: day for day in open_week(ours, Request(date(2027, 2, 1), weeks=2)).days}
    assert (days[saturday].working, days[monday].working, days[monday].holiday) == (
        True,
        False,
        "Spring Festival",
    )
    own = Calendar(ours.holidays, ours.workdays)
    assert held("2027-02-06", "2027-02-10", own, weekday="monday", if_holiday="next") == ["02-09"]


def test_a_campaign_ends() -> None:
    """Every Wednesday from 1 December 2026 to 28 February 2027 (N01, three months): 13 of them."""
    season = {"first": "2026-12-01", "last": "2027-02-28"}
    assert len(held("2026-11-01", "2027-03-31", weekday="wednesday", **season)) == 13
    assert held("2026-11-28", "2026-12-06", **season) == ["12-01", "12-02", "12-03", "12-04"]


def test_once() -> None:
    """One date is one event."""
    assert held("2026-11-01", "2027-12-31", date="2026-12-01") == ["12-01"]


def test_moved_events_do_not_pile_up() -> None:
    """A daily campaign over National Day, moved to the next working day, is one event on 8 October."""
    week = open_week(
        station(
            "E", events=(event(first="2026-10-01", last="2026-10-11", if_holiday="next", weekday="friday"),)
        ),
        Request(date(2026, 10, 5)),
    )
    ids = [crew.id for crew in week.crews if crew.kind is DutyKind.EVENT]
    assert ids == ["2026-10-08/X", "2026-10-09/X"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"times": 1}, ["02-24", "02-25", "02-26", "02-27", "02-28"]),
        ({"times": 1, "weekday": "friday"}, ["02-24", "02-27"]),
        ({"sessions": 2, "weekday": ("tuesday", "wednesday")}, ["02-24", "02-25"]),
        ({"first": "2026-02-16", "last": "2026-02-20"}, ["02-24"]),
    ],
)
def test_a_week_without_a_working_day_moves_over_its_end(fields: dict[str, Any], expected: list[str]) -> None:
    """16 to 22 February 2026 is off, as is the 23rd: what was due then is held on Tuesday the 24th."""
    assert held("2026-02-16", "2026-03-01", **fields, if_holiday="next") == expected


def test_what_moved_and_what_is_due_are_two_meetings() -> None:
    """The meeting of the week off is held on the 24th, that week's own on another day; each id once."""
    week = open_week(station("E", events=(event(times=1, if_holiday="next"),)), Request(date(2026, 2, 23)))
    crews = [crew for crew in week.crews if crew.kind is DutyKind.EVENT]
    assert [(crew.id, crew.occasion) for crew in crews] == [
        ("2026-02-24/X", "X 2026-02-16"),
        *((f"2026-02-{n}/X", "X 2026-02-23") for n in range(25, 29)),
    ]
    assert [len(days) for days in attendance(week).values()] == [4, 4]


def test_a_weekend_holiday_of_the_station_moves_a_weekend_event() -> None:
    """A Saturday meeting stays on its Saturday, off as ever; on the station's own holiday it moves."""
    saturday = date(2026, 11, 28)
    every = {"weekday": "saturday", "if_holiday": "next"}
    assert held("2026-11-23", "2026-12-04", **every) == ["11-28"]
    assert held("2026-11-23", "2026-12-04", Calendar({saturday: "Fair"}), **every) == ["11-30"]


def test_a_year_whose_holidays_are_not_known_is_planned_with_one_note() -> None:
    """The last week of 2026 reaches into 2027: weekends are off, and one note names the year."""
    monday = date(2026, 12, 28)
    for own, expected in (
        ({}, ["2027"]),
        ({"holidays": {date(2027, 1, 1): "New Year"}}, []),
        ({"workdays": (date(2027, 1, 2),)}, []),
    ):
        week = open_week(station("E", **own), Request(monday))
        found = [note.text for note in notes(week, open_book(("law",)), frozenset()) if note.id == "calendar"]
        assert [year for text in found for year in ("2026", "2027") if year in text] == expected
        assert len(week.days) == 7


def attendance(week: Week) -> dict[str, list[str]]:
    """Who attends which event crews, as the rules of events and absence alone decide; proven."""
    whole = open_book(("law",)).read(week)
    rules = ("unavailable-respected", "event-dates", "event-held", "event-attended")
    outcome = solve(Problem(tuple(one for one in whole.rulings if one.rule in rules), whole.facts), LIMITS)
    assert outcome.status is Status.PROVEN
    events = {crew.id for crew in week.crews if crew.kind is DutyKind.EVENT}
    found: dict[str, list[str]] = {}
    for cell in sorted(outcome.chosen):
        if cell.what in events:
            found.setdefault(cell.what, []).append(cell.who)
    return found


def test_the_engine_chooses_one_day_on_which_all_can_come() -> None:
    """An is away on Monday, Bo on Tuesday, Cai on Wednesday, Du on Thursday: of days 23-29 Friday is left."""
    off = {who: MONDAY + n * DAY for n, who in enumerate("ABCD")}
    leave = tuple({"person": who, "first": day, "last": day} for who, day in off.items())
    week = board("E", events=(event(days="23-29"),), leave=leave)
    assert attendance(week) == {"2026-11-27/X": ["A", "B", "C", "D"]}


def test_what_was_held_last_week_is_not_held_again() -> None:
    """Of 27 and 30 November one is chosen: held on Friday it is done, without that plan it is on Monday."""
    run = event(first="2026-11-27", days="24-30")
    before = open_week(station("E", events=(run,)), Request(MONDAY))
    crews = tuple(
        crew for crew in before.crews if crew.id == "2026-11-27/X" or crew.kind is not DutyKind.EVENT
    )
    plan = plan_of(before, "A ....X, B ....X, C ....X, D ....X", crews=crews)
    for after, expected in ((plan, {}), (None, {"2026-11-30/X": ["A", "B", "C", "D"]})):
        week = open_week(station("E", events=(run,)), Request(MONDAY + 7 * DAY, after=after))
        assert attendance(week) == expected


def test_attendance_has_the_rest_that_the_station_asks_for() -> None:
    """Off at 06:00, a meeting at 15:00 is 9 hours later: due with 8 hours of rest, not with 10."""
    week = board("NL", events=(event(weekday="wednesday", window="15:00-16:00"),))
    for hours, number in ((8, 4), (10, 4)):
        book = open_book((), {"rest-between-duties": {"hours": hours}})
        (ruling,) = (one for one in book.read(week).rulings if one.rule == "dated-event-attendance")
        roster = {Cell(*pair) for pair in strip("A .NN")}
        broken = [tally for tally in ruling.tallies if tally.cost(roster)]
        assert len(ruling.tallies) == number
        assert len(broken) == (1 if hours == 8 else 0)


def test_hours_at_a_meeting_enter_the_ledger() -> None:
    """An works 8 hours and meets for one, Bo meets inside his turn: 9 and 8 hours."""
    week = board("E", events=(event(weekday="wednesday"),))
    lines = lines_of(week, strip("A E.X, B ..[EX]"))
    assert {line.person: line.minutes for line in lines if line.minutes} == {"A": 540, "B": 480}


def test_trainees_are_callable() -> None:
    """Who is in training is named on the sheet: the bureau may call him back (N03)."""
    leave = ({"person": "A", "first": MONDAY, "last": MONDAY, "kind": "training"},)
    said = {note.id: note.text for note in notes(board("E", leave=leave), open_book(("law",)), frozenset())}
    assert "An" in said["N03"]
    assert "N03" not in {note.id for note in notes(board("E"), open_book(("law",)), frozenset())}


def drills(sessions: int, settings: Settings) -> Problem:
    """The week of Zhuantang with its drill in so many sessions; village guards stay at home."""
    ours = load_station(ZHUANTANG).station
    (drill,) = (one for one in ours.events if one.id == "drill")
    asked = {"sessions": sessions, "times": None} if sessions > 1 else {"sessions": None, "times": 1}
    ours = ours.model_copy(update={"events": (drill.model_copy(update=asked),)})
    order = Order(ours, Request(MONDAY), {"kiosks-manned": {"on": False}, **settings}, limits=LIMITS)
    book = order.book()
    return book.read(open_week(order.station, order.request, book.reseat))


ALL_COME: Settings = {"event-attended": {"importance": "LAW"}}


@pytest.mark.parametrize(("sessions", "expected"), [(2, Status.PROVEN), (1, Status.IMPOSSIBLE)])
def test_the_drill_needs_two_sessions(sessions: int, expected: Status) -> None:
    """175 = 175 turns leave no rest day to give: two sessions reach all 35 on days they serve, one cannot."""
    assert possible(drills(sessions, ALL_COME), LIMITS) is expected


def test_one_session_misses_ten() -> None:
    """25 guards serve on any day, the other 10 have their rest day: with one session 10 stay away, proven."""
    whole = drills(1, {})
    rulings = [one for one in whole.rulings if one.hard or one.rule == "event-attended"]
    outcome = solve(Problem(tuple(rulings), whole.facts), LIMITS)
    assert outcome.status is Status.PROVEN
    assert [done.value for done in outcome.passes if done.rulings[0].rule == "event-attended"] == [10]


def test_drill_before_the_turn_is_no_night_after_a_night() -> None:
    """The drill at 15:00 lies 11 hours after a night that ends at 04:00: eight are due (Z05)."""
    (drill,) = (one for one in load_station(ZHUANTANG).station.events if one.id == "drill")
    assert drill.window[0] - 4 * 60 == 11 * 60


@pytest.mark.parametrize("name", ["wuhai-2018", "police-rooms", "wuzhong-2020"])
def test_profiles_name_events(name: str) -> None:
    """The meetings of a document come with its profile: ids that are used once, a source each."""
    found = profile_events(name)
    assert found
    assert all(one.source for one in found)
    assert len({one.id for one in found}) == len(found)


def test_the_stations_own_event_comes_before_the_profiles() -> None:
    """A station that has an open day of its own keeps its hours; the others of the profile are added."""
    own = event(id="open-day", day_of_month=18)
    ours = with_events(station("E", events=(own,)), ("police-rooms", "no-such-profile"))
    assert ours.events[0] == own
    assert [one.id for one in ours.events].count("open-day") == 1
    assert len(ours.events) == len(profile_events("police-rooms"))


def test_nobody_invited_is_no_event() -> None:
    """A profile's meeting of community officers does not stand where there are none."""
    lone = station("E", who={"A": {"roles": ("community_officer",)}})
    for ours, number in ((lone, 4), (station("E"), 0)):
        week = open_week(with_events(ours, ("wuhai-2018",)), Request(date(2026, 11, 30)))
        talks = [crew for crew in week.crews if crew.duty == "five-talks-community"]
        assert len(talks) == number  # 1 to 4 December


def test_events_survive_the_workbook(tmp_path: Path) -> None:
    """Every way to recur, written into the workbook in Chinese words, is read back as it was."""
    rows = (
        event(id="a", weekday="friday", nth="last", months=(3, 6, 9, 12), if_holiday="next", source="P13"),
        event(id="b", days="1-5", sessions=3, led_by=("chief",), needs=("public_order",), least=9, guests=4),
        event(id="c", date="2026-12-01"),
        event(id="d", weekday=("tuesday", "thursday"), times=1, first="2026-12-01", last="2027-02-28"),
    )
    ours = station("E", events=rows, workdays=(date(2027, 2, 6), date(2027, 2, 20)))
    use("zh")
    write_template(tmp_path / "station.xlsx", ours)
    read = load_station(tmp_path / "station.xlsx").station
    assert read.events == rows
    assert read.workdays == ours.workdays


def test_the_examples_of_the_docs_are_events() -> None:
    """Every example in docs/calendar.md is read as it stands."""
    blocks = (ROOT / "docs" / "calendar.md").read_text("utf-8").split("```yaml\n")[1:]
    rows = [row for block in blocks for row in yaml.safe_load(block.split("```")[0])]
    assert len(TypeAdapter(tuple[Event, ...]).validate_python(rows)) == len(rows) > 8
