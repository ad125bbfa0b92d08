"""Meetings: the night car meets the crews and kiosks it supervises, and they sign for each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from models import Crew, Importance, Meeting, Place, PlaceKind, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import Cover, Load, Needs
from scheduler.kernel.tally import Cell, Term
from scheduler.rulebook.routes import calls, walked
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import label

SIGNED_AT = (PlaceKind.CHECK_IN, PlaceKind.KIOSK, PlaceKind.CHECKPOINT, PlaceKind.POLICE_ROOM)
"""Kinds of place where crews meet: somewhere with a book to sign (Z08, Z12, Z13)."""


def find_meetings(week: Week, tolerance: int) -> Iterator[Meeting]:
    """Every meeting that the loops of a car and its crews allow: both arrive in one piece of the night.

    A piece is `tolerance` minutes (at least one), counted from midnight: nobody waits longer than that.
    """
    tolerance = max(1, tolerance)
    for car in _cars(week):
        mine = _arrivals(week, car, tolerance)
        for crew in supervised(week, car):
            theirs = _arrivals(week, crew, tolerance)
            for place, start in (key for key in theirs if key in mine):
                yield Meeting(
                    car=car.id, crew=crew.id, place=place,
                    start=start, end=start + timedelta(minutes=tolerance),
                    by_car=mine[place, start], by_crew=theirs[place, start],
                )  # fmt: skip


def supervised(week: Week, car: Crew) -> Iterator[Crew]:
    """The crews a car is to meet on its round: of its duties, with loops, at the same time."""
    for crew in week.crews_on(car.date):
        if crew.duty in car.meets and walked(week, crew) and crew.overlaps(car):
            yield crew


def held(one: Meeting) -> Cell:
    """The fact that a meeting is held."""
    return Cell(f"meet {one.car}", f"{one.crew} {one.place}@{one.start:%Y-%m-%dT%H:%M}")


def _arrivals(week: Week, crew: Crew, tolerance: int) -> dict[tuple[str, datetime], tuple[str, ...]]:
    """The walks by which a crew arrives, by place and piece of time; pieces are counted from midnight."""
    kinds = {place.id: place.kind for place in week.station.places}
    found: defaultdict[tuple[str, datetime], dict[str, None]] = defaultdict(dict)
    midnight = datetime.combine(crew.date, datetime.min.time())
    for place, at, cell in calls(week, crew.id):
        if kinds[place] in SIGNED_AT:
            piece = int((at - midnight).total_seconds() // 60) // tolerance * tolerance
            found[place, midnight + timedelta(minutes=piece)][cell.what] = None
    return {key: tuple(walks) for key, walks in found.items()}


def _cars(week: Week) -> Iterator[Crew]:
    return (crew for crew in week.crews if crew.meets and walked(week, crew))


@rule("meeting-kept", Importance.LAW, "Z08")
def meeting_kept(week: Week) -> Iterator[Needs]:
    """A meeting that stands in the plan is kept by the routes of both crews."""
    for one in week.meetings:
        car, crew = week.by_id[one.car], week.by_id[one.crew]
        says = Text("{car} does not meet {crew} as noted", car=label(car), crew=crew.name)
        for who, walks in ((one.car, one.by_car), (one.crew, one.by_crew)):
            facts = tuple(Cell(who, walk) for walk in walks)
            yield Needs(held(one), facts, says=says, when=(one.car, one.crew))


@rule("car-meets-groups", Importance.ORDERS, "Z07", "Z08", order=12)
def car_meets_groups(week: Week, *, tolerance: int = 10) -> Iterator[Cover]:
    """The night car meets every crew it supervises once a night, within {tolerance} minutes, to sign."""
    del tolerance  # it decided which meetings the week allows
    met: dict[tuple[str, str], list[Cell]] = {
        (car.id, crew.id): [] for car in _cars(week) for crew in supervised(week, car)
    }
    for one in week.meetings:
        met[one.car, one.crew].append(held(one))
    for (car, crew), cells in met.items():
        says = Text("{car}: no meeting with {crew}", car=label(week.by_id[car]), crew=week.by_id[crew].name)
        yield Cover(tuple(cells), 1, says=says, when=(car, crew))


@rule("car-visits-kiosks", Importance.ORDERS, "Z07", "Z08", order=11)
def car_visits_kiosks(week: Week, *, times: int = 2, set_nights: bool = True) -> Iterator[Load]:
    """The night car calls at each kiosk {times} times a week to sign; on nights set for it: {set_nights}.

    Set nights are our stricter reading: the source asks for calls only, and leaves the nights open. Which
    they are goes round from kiosk to kiosk and from week to week: spread over the week, and nobody knows them
    who does not know the plan. Without them any calls of the week count.
    """
    yield from _on_set_nights(week, times) if set_nights else _in_the_week(week, times)


def _in_the_week(week: Week, times: int) -> Iterator[Load]:
    """What the source asks: so many calls at each kiosk in a week, on whatever nights."""
    for days in week.weeks:
        for kiosk in _kiosks(week):
            found = [_calls_of_cars(week, kiosk, day.date) for day in days]
            if any(one is not None for one in found):
                text = "{place}: fewer than {times} calls of the night car"
                says = Text(text, place=kiosk.name, times=times)
                terms = tuple(term for one in found for term in one or ())
                yield Load(terms, times, says=says, when=(str(days[0].date),))


def _on_set_nights(week: Week, times: int) -> Iterator[Load]:
    for kiosk, day in _due_at_kiosks(week, times):
        text = "{place}: no call of the night car on {day}, a night we set"
        terms = _calls_of_cars(week, kiosk, day)
        if terms is not None:
            says = Text(text, place=kiosk.name, day=f"{day:%m-%d}")
            yield Load(terms, 1, says=says, when=(str(day),))


def _calls_of_cars(week: Week, kiosk: Place, day: date) -> tuple[Term, ...] | None:
    """The calls that night cars could make at a kiosk on a night; None where no car is sent to its zone."""
    cars = [car for car in _cars(week) if car.date == day and kiosk.zone in car.zones]
    found = Counter(cell for car in cars for place, _, cell in calls(week, car.id) if place == kiosk.id)
    return tuple((count, cell) for cell, count in found.items()) if cars else None


def _kiosks(week: Week) -> tuple[Place, ...]:
    return tuple(place for place in week.station.places if place.kind is PlaceKind.KIOSK)


def _due_at_kiosks(week: Week, times: int) -> Iterator[tuple[Place, date]]:
    """The nights on which each kiosk is due.

    Nights of its own leave the nights of a week independent of each other: proven in a tenth of the time that
    "any two nights" takes, and at Zhuantang without any loss of patrol value.
    """
    for days in week.weeks:
        first = days[0].date.isocalendar().week
        for number, kiosk in enumerate(_kiosks(week), start=first):
            for turn in range(min(times, len(days))):
                yield kiosk, days[(number + round(turn * len(days) / times)) % len(days)].date
