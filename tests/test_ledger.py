"""The ledger: what everybody served beside the fair share, carried over eight weeks and then forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from world import MONDAY, NAMES, board, strip

from models import Carried, LedgerLine
from scheduler import ledger
from scheduler.rulebook.fairness import shares

quick = settings(max_examples=40, deadline=None, derandomize=True, database=None)
KINDS = ("turns", "nights", "weekends", "holidays", "minutes")


def line(person: str, week: date, **served: float) -> LedgerLine:
    """A line of the ledger; what is not given is 0 and fair."""
    nothing = {f"{prefix}{kind}": 0 for kind in KINDS for prefix in ("", "fair_")}
    return LedgerLine.model_validate({"week": week, "person": person, **nothing, **served})


def away(who: str, first: int, last: int) -> dict[str, object]:
    """Leave from one day of the week to another; Monday is 0."""
    return {"person": who, "first": MONDAY + timedelta(days=first), "last": MONDAY + timedelta(days=last)}


def test_a_week_is_written_down_by_hand() -> None:
    """An: Monday night, Wednesday early (a holiday), Saturday late; 24 h present; a quarter is fair."""
    week = board("ELN", holidays={date(2026, 11, 25): "Feast"})
    lines = {one.person: one for one in ledger.lines_of(week, strip("A N.E..L., B E"))}
    an = lines["A"]
    assert (an.week, an.turns, an.nights, an.weekends, an.holidays, an.minutes) == (MONDAY, 3, 1, 1, 1, 1440)
    assert (an.fair_turns, an.fair_nights, an.fair_weekends) == (1.0, 0.25, 0.25)
    assert (an.fair_holidays, an.fair_minutes, an.owed_minutes) == (0.25, 480.0, 0)
    assert (lines["D"].turns, lines["D"].fair_turns) == (0, 1.0)


def test_hours_beyond_forty_are_owed() -> None:
    """Two 24 h turns are 48 h: eight hours are owed."""
    (an, *_) = ledger.lines_of(board("M"), strip("A M.M"))
    assert (an.person, an.minutes, an.owed_minutes) == ("A", 2880, 480)


def test_what_lies_inside_another_turn_is_not_counted() -> None:
    """Leader beside main, patrol inside the early turn and being on call: main and early only."""
    week = board("HMEPS")
    (an, *_) = ledger.lines_of(week, strip("A [HM].[EP].S"))
    assert (an.turns, an.nights, an.minutes) == (2, 1, 1440 + 480)


def test_a_meeting_adds_what_lies_outside_the_turn() -> None:
    """An works until 14:00 and meets from 13:30 to 14:30: 8 h and a half are work, not 8."""
    meeting = {
        "id": "X",
        "name": "Meeting",
        "window": "13:30-14:30",
        "weekday": "monday",
        "who": ("officer",),
    }
    (an, *_) = ledger.lines_of(board("E", events=(meeting,)), strip("A [EX]"))
    assert an.minutes == 510


def test_events_are_no_turns_but_hours() -> None:
    """A meeting is no turn of the ledger; its hour is work."""
    meeting = {
        "id": "X",
        "name": "Meeting",
        "window": "10:00-11:00",
        "weekday": "monday",
        "who": ("officer",),
    }
    week = board("E", events=(meeting,))
    (an, *_) = ledger.lines_of(week, strip("A X, B E"))
    assert (an.turns, an.minutes) == (0, 60)


def test_each_kind_shares_its_own_turns() -> None:
    """Du is the only auxiliary: his turns are his own fair share, the officers' are shared by three."""
    week = board("E", seats={"E": "0-3 officer + 0-1 auxiliary"}, who={"D": {"kind": "auxiliary"}})
    lines = {one.person: one for one in ledger.lines_of(week, strip("A EEE, D EE"))}
    assert (lines["D"].turns, lines["D"].fair_turns) == (2, 2.0)
    assert [lines[who].fair_turns for who in "ABC"] == [1.0, 1.0, 1.0]


def test_kinds_without_any_turn_are_left_out() -> None:
    """A village guard in a week without his duty has no line."""
    week = board("E", who={"D": {"kind": "village"}})
    assert {one.person for one in ledger.lines_of(week, strip("A E"))} == {"A", "B", "C"}


def test_share_goes_by_days_available() -> None:
    """Du is away five of seven days: of 23 days his are 2, so of 23 turns his fair part is 2."""
    week = board("ELNO", leave=(away("D", 0, 4),))
    drawn = "A [EL][EL]EEEEE, B NNNNNNN, C OOOOOOO"
    lines = {one.person: one for one in ledger.lines_of(week, strip(drawn))}
    assert sum(one.turns for one in lines.values()) == 23
    assert [lines[who].fair_turns for who in "ABCD"] == [7.0, 7.0, 7.0, 2.0]


def test_two_weeks_are_two_lines() -> None:
    """Each week of the horizon has its own line."""
    lines = ledger.lines_of(board("E", tiers="3" * 14), strip("A EE.....E"))
    assert [(one.week, one.turns) for one in lines if one.person == "A"] == [
        (MONDAY, 2), (MONDAY + timedelta(days=7), 1),
    ]  # fmt: skip


@quick
@given(
    st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("ELN"), st.integers(0, 6)), max_size=20),
    st.lists(st.tuples(st.sampled_from("ABCD"), st.integers(0, 6), st.integers(0, 6)), max_size=3),
)
def test_fair_parts_sum_to_what_was_served(
    turns: list[tuple[str, str, int]], leave: list[tuple[str, int, int]]
) -> None:
    """Whoever is away when, and whoever served: the fair parts of all add up to all that was served."""
    week = board("ELN", leave=tuple(away(who, min(a, b), max(a, b)) for who, a, b in leave))
    if all(ledger.availability(week, person, week.days) == 0 for person in week.station.people):
        return
    pairs = {(who, f"{MONDAY + timedelta(days=day)}/{letter}") for who, letter, day in turns}
    lines = ledger.lines_of(week, pairs)
    for kind in KINDS:
        served = sum(getattr(one, kind) for one in lines)
        assert sum(getattr(one, f"fair_{kind}") for one in lines) == pytest.approx(served, abs=0.01)


@quick
@given(
    st.integers(0, 30),
    st.dictionaries(st.sampled_from("ABCD"), st.floats(-8, 8), max_size=4),
    st.lists(st.tuples(st.sampled_from("ABCD"), st.integers(0, 6), st.integers(0, 6)), max_size=3),
)
def test_shares_sum_to_the_total(
    total: int, carried: dict[str, float], leave: list[tuple[str, int, int]]
) -> None:
    """Whatever past weeks left over, the parts add up to this week's total; none is below 0."""
    week = board("E", leave=tuple(away(who, min(a, b), max(a, b)) for who, a, b in leave))
    people = list(week.station.people)
    part = shares(week, people, float(total), carried)
    if any(ledger.availability(week, person, week.days) for person in people):
        assert sum(part.values()) == pytest.approx(total)
    assert all(share >= 0 for share in part.values())


def test_who_worked_more_is_asked_for_less() -> None:
    """Eight nights for four: two each; with one night too many behind him An has 1.25 and the others 2.25."""
    week = board("N")
    people = list(week.station.people)
    assert shares(week, people, 8.0, {}) == dict.fromkeys("ABCD", 2.0)
    assert shares(week, people, 8.0, {"A": 1.0}) == {"A": 1.25, "B": 2.25, "C": 2.25, "D": 2.25}


def test_a_debt_larger_than_the_week_is_not_paid_with_negative_turns() -> None:
    """An is four turns ahead in a week of three: he has none, the others one each."""
    week = board("N")
    assert shares(week, list(week.station.people), 3.0, {"A": 4.0}) == {"B": 1.0, "C": 1.0, "D": 1.0}


def test_nobody_there_shares_nothing() -> None:
    """Where all are away there is no share."""
    week = board("N", leave=tuple(away(who, 0, 6) for who in NAMES))
    assert shares(week, list(week.station.people), 3.0, {}) == {}


def test_what_is_carried_is_the_sum_over_the_weeks() -> None:
    """One night above the share in one week and half below in the next: half a night is carried in."""
    lines = [
        line("A", MONDAY - timedelta(weeks=2), nights=3, fair_nights=2.0, minutes=600, fair_minutes=480.0),
        line("A", MONDAY - timedelta(weeks=1), nights=1, fair_nights=1.5, owed_minutes=60),
        line("B", MONDAY - timedelta(weeks=1), turns=2, fair_turns=3.0, weekends=1, holidays=1),
    ]
    assert ledger.carried(lines, MONDAY) == {
        "A": Carried(nights=0.5, minutes=120.0, owed_minutes=60),
        "B": Carried(turns=-1.0, weekends=1.0, holidays=1.0),
    }


@pytest.mark.parametrize(
    ("weeks", "known"), [(0, False), (1, True), (7, True), (8, True), (9, False), (52, False)]
)
def test_debts_are_forgotten_after_eight_weeks(weeks: int, known: bool) -> None:
    """A line of eight weeks ago still counts, one of nine does not, nor one of the week being planned."""
    lines = [line("A", MONDAY - timedelta(weeks=weeks), nights=2)]
    assert bool(ledger.carried(lines, MONDAY)) is known


def test_measures_of_a_turn() -> None:
    """Saturday's night on a holiday is a night, a weekend turn, a holiday turn and eight hours."""
    week = board("NE", holidays={date(2026, 11, 28): "Feast"})
    measured = {
        crew.id[-4:]: [measure(crew, day) for measure in ledger.MEASURES.values()]
        for crew, day in ledger.turns_of(
            replace(week, crews=tuple(c for c in week.crews if c.date.day in (27, 28)))
        )
    }
    assert measured == {
        "27/N": [1, 1, 0, 0, 480], "27/E": [1, 0, 0, 0, 480],
        "28/N": [1, 1, 1, 1, 480], "28/E": [1, 0, 1, 1, 480],
    }  # fmt: skip
