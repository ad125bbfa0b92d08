"""The nouns: windows and seats as people write them, minutes by hand, mistakes told."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from world import MONDAY, board, crew, duty, person, station

from models import (
    Crew,
    Duty,
    DutyKind,
    Event,
    Importance,
    PatrolTier,
    Rank,
    Seats,
    Span,
    StaffKind,
    Station,
    Window,
    may_serve,
    minutes_between,
)

quick = settings(max_examples=200, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("08:30-11:20", 510, 680),
        ("0830-1120", 510, 680),
        ("8:30-11:20", 510, 680),
        ("830-1120", 510, 680),
        (" 08:30 - 11:20 ", 510, 680),
        ("08：30－11：20".replace("－", "-"), 510, 680),
        ("08:30–11:20", 510, 680),
        ("08:30—11:20", 510, 680),
        ("08:30~11:20", 510, 680),
        ("08:30～11:20", 510, 680),
        ("08:30至11:20", 510, 680),
        ("08:30到11:20", 510, 680),
        ("23:00-05:00", 1380, 1740),
        ("23:00-次日05:00", 1380, 1740),
        ("23:00至次日 05:00", 1380, 1740),
        ("08:30-08:30", 510, 1950),
        ("16:00-24:00", 960, 1440),
        ("00:00-24:00", 0, 1440),
        ("24:00-04:00", 1440, 1680),
        ("次日00:00-04:00", 1440, 1680),
        ("次日01:30-04:00", 1530, 1680),
        ("00:00-00:00", 0, 1440),
    ],
)
def test_windows_in_many_forms(text: str, start: int, end: int) -> None:
    """A window is read in every form a chief writes; one that ends at or before its start ends tomorrow."""
    window = Window.parse(text)
    assert tuple(window) == (start, end)
    assert window.minutes == end - start


@pytest.mark.parametrize(
    "text", ["", "08:30", "8-11", "08:30-11:20-13:00", "morning", "08.30-11.20", "-08:30-11:20"]
)
def test_what_is_no_window_is_told_with_the_form(text: str) -> None:
    """The mistake names the text and the form to write."""
    with pytest.raises(ValueError, match="is not a window; write it as 08:30-11:20"):
        Window.parse(text)


@pytest.mark.parametrize("text", ["24:30-00:10", "次日04:00-03:00", "24:00-00:00", "08:00-次日09:00"])
def test_a_window_lasts_at_most_a_day_and_some_time(text: str) -> None:
    """Windows that would end before they begin, or after more than 24 hours, are told."""
    with pytest.raises(ValueError, match="is no window of at most 24 hours"):
        Window.parse(text)


@pytest.mark.parametrize("text", ["08:60-11:20", "25:00-08:00", "25:00-26:00", "08:30-24:01", "08:30-11:99"])
def test_times_past_the_day_are_told(text: str) -> None:
    """There is no minute 60 and nothing after 24:00."""
    with pytest.raises(ValueError, match=r"has a time past 24:00"):
        Window.parse(text)


def test_next_day_means_the_next_day() -> None:
    """`08:00-次日09:00` says 25 hours: it is read so (and refused by the duty), never as one hour."""
    with suppress(ValueError):  # refusing it is as good
        assert Window.parse("08:00-次日09:00").minutes == 25 * 60


@quick
@given(st.integers(0, 1439), st.integers(1, 1440))
def test_window_survives_its_own_writing(start: int, minutes: int) -> None:
    """A window is at most a day long, and what it writes reads as itself."""
    window = Window((start, start + minutes))
    assert Window.parse(str(window)) == window


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1 officer", [("officer", 1, 1, None)]),
        ("1民警", [("officer", 1, 1, None)]),
        ("1名民警+2名辅警", [("officer", 1, 1, None), ("auxiliary", 2, 2, None)]),
        ("1民警＋1-2辅警", [("officer", 1, 1, None), ("auxiliary", 1, 2, None)]),
        ("2 officers + 5 auxiliaries", [("officer", 2, 2, None), ("auxiliary", 5, 5, None)]),
        ("0-14护村队员", [("village", 0, 14, None)]),
        ("0–2 village guard", [("village", 0, 2, None)]),
        ("3专职队员", [("guard", 3, 3, None)]),
        ("2志愿者", [("volunteer", 2, 2, None)]),
        ("1 officer[leader]", [("officer", 1, 1, "leader")]),
        ("1民警[leader] + 1 officer", [("officer", 1, 1, "leader"), ("officer", 1, 1, None)]),
    ],
)
def test_seats_in_chinese_and_english(text: str, parts: list[tuple[str, int, int, str | None]]) -> None:
    """`1-2辅警`: one must be filled, two may be; kinds in either language, a tag in brackets."""
    assert [(seat.kind, seat.floor, seat.target, seat.tag) for seat in Seats.parse(text)] == parts


@pytest.mark.parametrize("text", ["", "0", "-", "—", None])
def test_no_seats_is_no_crew(text: str | None) -> None:
    """Nothing, a dash or 0 means that the crew does not stand."""
    assert Seats.parse(text) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("officer", "'officer' is not a seat"),
        ("1 policeman", "'1 policeman' is not a seat"),
        ("1 officer, 2 auxiliary", "is not a seat"),
        ("2-1 officer", "'2-1 officer' asks for more at least than at most"),
    ],
)
def test_what_is_no_seat_is_told(text: str, told: str) -> None:
    """The mistake names the part that cannot be read."""
    with pytest.raises(ValueError, match=told):
        Seats.parse(text)


def test_seats_of_a_kind_add_up() -> None:
    """Two seats of one kind are one demand: 1 + 0 must be filled, 1 + 2 may be."""
    seats = Seats.parse("1 officer[leader] + 0-2 officer + 3 auxiliary")
    assert seats.of(StaffKind.OFFICER) == (1, 3)
    assert seats.of(StaffKind.AUXILIARY) == (3, 3)
    assert seats.of(StaffKind.VILLAGE_GUARD) == (0, 0)
    assert Seats.parse(str(seats)) == seats


@pytest.mark.parametrize(
    ("windows", "night"),
    [
        ("23:00-05:00", 360),
        ("08:30-08:30", 480),
        ("13:00-22:30", 30),
        ("06:00-14:00", 0),
        ("14:00-22:00", 0),
        ("22:00-06:00", 480),
        ("05:00-07:00", 60),
        ("00:00-24:00", 480),  # 00:00-06:00 and 22:00-24:00
        ("04:00-06:00;22:00-23:00", 180),
        ("08:30-11:20;13:00-17:30;20:00-22:30", 30),
    ],
)
def test_night_minutes_by_hand(windows: str, night: int) -> None:
    """Minutes between 22:00 and 06:00, over all windows."""
    assert crew("E", windows=windows).night_minutes == night


@quick
@given(st.integers(0, 1439), st.integers(1, 1440))
def test_night_minutes_by_counting_minutes(start: int, minutes: int) -> None:
    """Any window: as many night minutes as one counts on a clock, minute by minute."""
    window = Window((start, start + minutes))
    counted = sum(not 360 <= minute % 1440 < 1320 for minute in range(*window))
    ours = Crew(id="c", date=MONDAY, duty="E", kind=DutyKind.DUTY, name="Early", spans=(window.on(MONDAY),))
    assert ours.night_minutes == counted
    assert ours.is_night == (counted >= 180)


def test_presence_active_and_standby_are_three_quantities() -> None:
    """24 h present with 590 minutes active leaves 850 of standby; a pause is no presence; on call is none."""
    deputy, group, standby = crew("U"), crew("E", windows="08:30-11:20;13:00-17:30;20:00-22:30"), crew("S")
    assert (deputy.presence_minutes, deputy.active_minutes, deputy.standby_minutes) == (1440, 590, 850)
    assert (group.presence_minutes, group.active_minutes, group.standby_minutes) == (590, 590, 0)
    assert (standby.presence_minutes, standby.active_minutes, standby.standby_minutes) == (0, 0, 0)


def test_start_and_end_of_a_crew_span_its_windows() -> None:
    """A turn lasts from its first minute to its last, midnight or not."""
    assert crew("N").start == datetime(2026, 11, 23, 22, 0)
    assert crew("N").end == datetime(2026, 11, 24, 6, 0)
    assert minutes_between(crew("N").end, crew("E", 1).start) == 0
    assert minutes_between(crew("E", 1).start, crew("N").start) == -480


def test_spans_overlap_when_they_share_a_minute() -> None:
    """Half open: 06-14 and 14-22 share none, 06-14 and 08-16 do."""
    early, late, guns = (crew(letter).spans[0] for letter in "ELG")
    assert (early.overlaps(late), early.overlaps(guns), guns.overlaps(early)) == (False, True, True)
    assert Span(start=early.start, end=late.end).minutes == 960


def test_crews_inside_and_beside_each_other() -> None:
    """The patrol is inside the early turn; on call and inside turns are no turns of their own."""
    early, patrol, night, standby = (crew(letter) for letter in "EPNS")
    assert (patrol.inside(early), early.inside(patrol), night.inside(early)) == (True, False, False)
    assert (patrol.goes_with(early), early.goes_with(patrol), night.goes_with(early)) == (True, True, False)
    assert [one.is_turn for one in (early, patrol, night, standby)] == [True, False, True, False]
    assert (early.overlaps(patrol), early.overlaps(night)) == (True, False)


@pytest.mark.parametrize(
    ("windows", "told"),
    [
        ("08:30-11:20;11:00-12:00", "overlap or are out of order"),
        ("13:00-14:00;08:30-11:20", "overlap or are out of order"),
        ("08:30-11:20;10:00-09:00", "overlap or are out of order"),
        ("", "at least 1 item"),
    ],
)
def test_windows_of_a_duty_are_checked(windows: str, told: str) -> None:
    """Windows that overlap, run backwards or are missing are refused."""
    with pytest.raises(ValidationError, match=told):
        duty("E", windows=windows)


def test_a_turn_lasts_a_day_at_most() -> None:
    """From 08:30 to 09:00 of the next day is more than 24 hours."""
    with pytest.raises(ValidationError, match="24 hours at most"):
        duty("E", windows="08:30-22:00;22:30-09:00")


def test_windows_in_one_cell_are_taken_apart() -> None:
    """Semicolons, commas and Chinese commas separate windows."""
    expected = (Window((510, 680)), Window((780, 1050)))
    for text in (
        "08:30-11:20; 13:00-17:30",
        "08:30-11:20,13:00-17:30",
        "0830-1120、1300-1730",
        "08:30-11:20；13:00-17:30",
    ):
        assert duty("E", windows=text).windows == expected


def test_a_window_with_blanks_around_the_dash_is_one_window() -> None:
    """`08:30 - 11:20` is a window to Window.parse, and so it is to a duty."""
    assert duty("E", windows="08:30 - 11:20").windows == (Window((510, 680)),)


def test_seats_follow_the_tier() -> None:
    """Each tier has its own seats."""
    ours = duty("E", tier3="1 officer", tier2="2 officer", tier1="")
    assert [str(ours.seats(tier)) for tier in PatrolTier] == ["", "2 officer", "1 officer"]


def test_an_event_is_dated_in_one_way() -> None:
    """A weekday or a day of the month: one of them, not both, not neither."""
    given = {"id": "X", "name": "Meeting", "window": "10:00-11:00"}
    assert Event.model_validate({**given, "weekday": "monday"}).day_of_month is None
    for wrong in ({}, {"weekday": "monday", "day_of_month": 18}):
        with pytest.raises(ValidationError, match=r"an event (needs its day|recurs by one of)"):
            Event.model_validate({**given, **wrong})


def test_tags_are_what_a_seat_may_ask_for() -> None:
    """Kind, rank, roles, skills; the chief is leader and chief-level, a deputy chief only leader."""
    chief = person("A", rank="chief", roles=("public_order",), skills=("armed",), sex="f")
    assert chief.tags == {"officer", "chief", "public_order", "armed", "leader", "chief_level", "female"}
    deputy = person("A", rank=Rank.DEPUTY_CHIEF)
    assert "leader" in deputy.tags
    assert "chief_level" not in deputy.tags
    assert "leader" not in person("A", rank="sergeant").tags


def test_may_serve_by_kind_tag_or_invitation() -> None:
    """A seat wants the kind and the tag; an event wants those who are invited."""
    armed = crew("G", tier3="1 officer[armed] + 1 auxiliary")
    assert may_serve(person("A", skills=("armed",)), armed)
    assert not may_serve(person("A"), armed)
    assert may_serve(person("A", kind="auxiliary"), armed)
    meeting = Crew(
        id="x", date=MONDAY, duty="X", kind=DutyKind.EVENT, name="Meeting", spans=armed.spans, invited=("A",)
    )
    assert may_serve(person("A"), meeting)
    assert not may_serve(person("B"), meeting)


@pytest.mark.parametrize("what", ["people", "duties"])
def test_ids_are_unique(what: str) -> None:
    """Two people, or two duties, of one id are refused by name."""
    ours = station("E")
    twice = {what: (*getattr(ours, what), getattr(ours, what)[0])}
    with pytest.raises(ValidationError, match=f"{what}: id used twice: (A|E)"):
        Station.model_validate({**{name: getattr(ours, name) for name in Station.model_fields}, **twice})


def test_unknown_keys_are_refused() -> None:
    """A misspelt key is an error, not silence."""
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Duty.model_validate(
            {"id": "E", "kind": "duty", "name": "E", "windows": "06:00-14:00", "tier4": "1 officer"}
        )


def test_importance_is_an_order() -> None:
    """LAW comes first, WISH last."""
    assert [one.place for one in Importance] == [0, 1, 2, 3, 4, 5]
    assert sorted(Importance, key=lambda one: one.place)[0] is Importance.LAW


def test_away_from_midnight_to_midnight() -> None:
    """Leave on Tuesday touches the night from Monday and not the early turn of Wednesday."""
    week = board("NE", leave=({"person": "A", "first": "2026-11-24", "last": "2026-11-24"},))
    an, bo = week.station.people[:2]
    touched = [one.id for one in week.crews if week.is_away(an, one)]
    assert touched == ["2026-11-23/N", "2026-11-24/N", "2026-11-24/E"]
    assert not any(week.is_away(bo, one) for one in week.crews)


def test_close_pairs_are_turns_less_than_two_days_apart() -> None:
    """Early and night of two days: the pairs, each with the minutes between, and none wholly in the past."""
    week = board("EN", past=1)
    pairs = {(one.id[5:], two.id[5:]): gap for one, two, gap in week.close_pairs if two.date <= MONDAY}
    assert pairs == {
        ("11-22/E", "11-23/E"): 960,
        ("11-22/N", "11-23/E"): 0,
        ("11-22/N", "11-23/N"): 960,
        ("11-22/E", "11-23/N"): 1920,
        ("11-23/E", "11-23/N"): 480,
    }


def test_weeks_and_days() -> None:
    """Fourteen days are two weeks of seven; Saturday and Sunday are the weekend."""
    week = board("E", tiers="3" * 14)
    assert [len(days) for days in week.weeks] == [7, 7]
    assert [day.date.day for day in week.weeks[0] if day.weekend] == [28, 29]
    assert week.dates[-1] == date(2026, 12, 6) == MONDAY + timedelta(days=13)
