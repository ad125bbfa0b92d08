"""When a check-in point is due: the parts of a night, their borders, and how these move."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some
from world import MONDAY, crew, place

from models import Crew, Place, Span
from scheduler.rulebook.deadlines import deadlines, in_hours


def point(visits: int, name: str = "p", windows: str = "") -> Place:
    """A check-in point that asks for some visits a night, in its hours."""
    return Place.model_validate(place(name, kind="check_in", visits=visits, windows=windows))


def night(day: int = 0) -> Crew:
    """The night crew so many days after Monday: 22:00-06:00, eight hours."""
    return crew("N", day)


def clocks(parts: tuple[Span, ...]) -> list[str]:
    """The hours of the parts."""
    return [f"{part.start:%H:%M}-{part.end:%H:%M}" for part in parts]


def test_night_is_cut_in_equal_parts_when_nothing_moves() -> None:
    """Eight hours in two, three and four parts; one call is due all night."""
    assert clocks(deadlines(point(2), [night()], 0)) == ["22:00-02:00", "02:00-06:00"]
    assert clocks(deadlines(point(3), [night()], 0)) == ["22:00-00:40", "00:40-03:20", "03:20-06:00"]
    assert len(deadlines(point(4), [night()], 0)) == 4
    assert clocks(deadlines(point(1), [night()], 30)) == ["22:00-06:00"]


def test_border_moves_from_night_to_night() -> None:
    """In two weeks the border of 02:00 stands at many hours, all from 01:30 to 02:30, not in one order."""
    due = datetime(2026, 11, 24, 2)
    moves = [
        (deadlines(point(2), [night(day)], 30)[0].end - due - timedelta(days=day)).total_seconds() / 60
        for day in range(14)
    ]
    assert len(set(moves)) >= 8
    assert min(moves) < 0 < max(moves)
    assert all(-30 <= move <= 30 for move in moves)
    assert moves != sorted(moves)


def test_two_places_have_their_own_borders() -> None:
    """Who knows when one point was due does not know when the next is."""
    days = range(14)
    p, q = ([deadlines(point(2, name), [night(day)], 30) for day in days] for name in "pq")
    assert sum(one == other for one, other in zip(p, q, strict=True)) <= 3


def test_same_place_and_date_have_the_same_deadlines() -> None:
    """Nothing but place, date and number decides: a second reading of the week gives the very same parts."""
    assert deadlines(point(3), [night()], 30) == deadlines(point(3), [night()], 30)
    assert deadlines(point(3), [night()], 30) == deadlines(point(3, windows="22:00-06:00"), [night()], 30)


@given(
    visits=some.integers(1, 24),
    vary=some.integers(0, 600),
    hours=some.sampled_from(["", "22:00-03:00", "23:30-05:00", "21:00-22:30", "10:00-11:00"]),
    day=some.integers(0, 30),
)
def test_parts_cover_the_night_and_keep_half_their_length(
    visits: int, vary: int, hours: str, day: int
) -> None:
    """As many parts as visits, end to end over the whole night; none shorter than half of an equal part."""
    whole = deadlines(point(1, windows=hours), [night(day)], 0)[0]
    parts = deadlines(point(visits, windows=hours), [night(day)], vary)
    assert len(parts) == visits
    assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
    assert all(one.end == other.start for one, other in pairwise(parts))
    step = whole.minutes / visits
    assert all(part.minutes >= step / 2 - 1 for part in parts)
    equal = [whole.start + timedelta(minutes=step * number) for number in range(visits)]
    moves = [abs((part.start - at).total_seconds()) / 60 for part, at in zip(parts, equal, strict=True)]
    assert max(moves) <= min(vary, step / 2) + 0.5


def test_hours_of_the_place_bound_its_night() -> None:
    """Hours across midnight are cut to the crews' window; hours that never touch it count as none."""
    assert clocks(deadlines(point(2, windows="20:00-00:00"), [night()], 0)) == ["22:00-23:00", "23:00-00:00"]
    assert clocks(deadlines(point(1, windows="05:00-12:00"), [night()], 0)) == ["05:00-06:00"]
    assert clocks(deadlines(point(1, windows="10:00-12:00"), [night()], 0)) == ["22:00-06:00"]


def test_several_crews_make_one_night() -> None:
    """A crew from 22:00 to 06:00 and one from 23:00 to 05:00 share the night of the first."""
    assert clocks(deadlines(point(1), [crew("O"), crew("N")], 0)) == ["22:00-06:00"]


@pytest.mark.parametrize(
    ("hour", "minute", "inside"),
    [(22, 0, True), (21, 59, False), (2, 59, True), (3, 0, False), (12, 0, False)],
)
def test_hours_begin_with_their_first_minute_and_end_before_their_last(
    hour: int, minute: int, inside: bool
) -> None:
    """22:00-03:00 is open at 22:00 and at 02:59 of the next day, and closed at 03:00."""
    at = datetime(MONDAY.year, MONDAY.month, MONDAY.day, hour, minute)
    assert in_hours(point(1, windows="22:00-03:00"), at) is inside
    assert in_hours(point(1), at)
