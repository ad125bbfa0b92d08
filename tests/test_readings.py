"""Where the source documents contradict themselves, the roster says so, and only where it bites."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models import PatrolTier, Person, Role, Station
from scheduler.intake import load_station
from scheduler.kernel.tally import Cell
from scheduler.posture import Request, open_week
from scheduler.rulebook.book import open_book
from scheduler.rulebook.readings import notes

TIANBU = Path(__file__).parents[1] / "scenarios" / "tianbu"
SATURDAY = date(2026, 11, 28)
ALWAYS = {"I-01", "I-08", "I-10", "I-13", "I-15", "I-17"}


@pytest.fixture(scope="module")
def tianbu() -> Station:
    """The shipped station."""
    return load_station(TIANBU).station


def _said(
    station: Station,
    tiers: dict[date, PatrolTier] | None = None,
    deputies: frozenset[Cell] = frozenset(),
    **settings: dict[str, object],
) -> dict[str, str]:
    """Notes of a week in which a community officer is deputy on Monday, by id."""
    book = open_book(station.profiles, {rule.replace("_", "-"): values for rule, values in settings.items()})
    week = open_week(station, Request(date(2026, 11, 23), tiers=tiers or {}), book.reseat)
    officers = [person.id for person in station.people if Role.COMMUNITY_OFFICER in person.roles]
    chosen = deputies or frozenset(Cell(who, "2026-11-23/deputy") for who in officers[:1])
    return {note.id: note.text for note in notes(week, book, chosen)}


@pytest.mark.parametrize(("tier", "more"), [(3, set()), (2, {"I-16", "I-19"}), (1, {"I-02", "I-16", "I-19"})])
def test_a_note_stands_where_it_bites(tianbu: Station, tier: int, more: set[str]) -> None:
    """Checkpoints and raised tiers have their notes on such days only; 16 or 17 at tier 1 only."""
    assert set(_said(tianbu, {SATURDAY: PatrolTier(tier)})) == ALWAYS | more


def test_hours_without_patrol_are_named(tianbu: Station) -> None:
    """Day windows and the night leave 3:30 + 1:40 + 2:30 + 0:30 = 8:10 (I-10)."""
    said = _said(tianbu)["I-10"]
    assert "05:00-08:30, 11:20-13:00, 17:30-20:00, 22:30-23:00, 8:10 h a day" in said


def test_who_fills_the_gaps_is_there(tianbu: Station) -> None:
    """Where no mobile group is kept, the note does not promise one: the duty officers answer calls."""
    assert "the mobile group fills in" in _said(tianbu)["I-10"]
    assert _said(tianbu, mobile_group={"on": False})["I-10"].endswith("; the duty officers answer calls.")


def test_hours_as_deputy_are_told_where_somebody_has_them(tianbu: Station) -> None:
    """Where leaders alone stand deputy, no community officer has hours of it (I-08)."""
    leader = next(person for person in tianbu.people if person.is_leader)
    assert "I-08" not in _said(tianbu, deputies=frozenset({Cell(leader.id, "2026-11-23/deputy")}))


def test_the_sheet_says_sentences_not_ids(tianbu: Station) -> None:
    """I-06: which duty community officers are kept off, by day, after 22:00, or both."""
    by_day = _said(tianbu, community_no_day_duty={"on": True})["I-06"]
    both = _said(tianbu, community_no_day_duty={"on": True}, community_no_duty_after_22={"on": True})["I-06"]
    assert by_day == "Community officers stand no station duty by day (A16)."
    assert both.endswith("by day (A16), and none after 22:00 (P03c).")


def test_a_switch_that_answers_a_note_silences_it(tianbu: Station) -> None:
    """With an officer in every night group nothing is left to say of I-15."""
    assert "I-15" not in _said(tianbu, night_group_needs_officer={"on": True})


def test_a_station_without_internal_affairs_is_told(tianbu: Station) -> None:
    """When nobody of the eight has the role, I-14 bites."""
    people = tuple(Person.model_validate({**one.model_dump(), "roles": ()}) for one in tianbu.people)
    kept = {name: getattr(tianbu, name) for name in Station.model_fields}
    assert "I-14" not in _said(tianbu)
    assert "I-14" in _said(Station.model_validate({**kept, "people": people}))
