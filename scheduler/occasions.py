"""From events to dates: on which days an event may be held, and among which the engine chooses."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models import Crew, Duty, DutyKind, Event, Nth, OnHoliday, Station
from models.event import WEEKDAYS
from scheduler.calendar import Calendar

MOVED = timedelta(days=14)
"""How far back an event is looked for that moved to a later day: longer than any public holiday."""

DAY = timedelta(days=1)

MEET_DURING = (
    DutyKind.MAIN, DutyKind.DEPUTY, DutyKind.DUTY, DutyKind.LEADER, DutyKind.MOBILE, DutyKind.BEAT,
    DutyKind.DESK,
)  # fmt: skip
"""Duties that a person leaves for a meeting without being replaced; but nobody leaves a reception (U14)."""


def _leaves(duty: Duty) -> bool:
    return duty.kind in MEET_DURING and not (duty.kind is DutyKind.BEAT and duty.place)


@dataclass(frozen=True)
class Occasion:
    """One time that an event is due: the dates it may be held on, and its key where the engine chooses."""

    key: str
    dates: tuple[date, ...]


def event_crews(station: Station, day: date) -> Iterator[Crew]:
    """The crews of a date's events, those too of which the engine may choose another date."""
    calendar = Calendar(station.holidays, station.workdays)
    for event in station.events:
        invited = _invited(station, event)
        for occasion in occasions(event, day, calendar):
            if invited:
                yield _crew(station, event, day, occasion.key, invited)


def occasions(event: Event, day: date, calendar: Calendar) -> Iterator[Occasion]:
    """Every occasion of an event of which a date may be held on the given day."""
    if event.days:
        found = [_run(event, date(day.year, day.month, 1), calendar)]
        found.append(_run(event, (date(day.year, day.month, 1) - DAY).replace(day=1), calendar))
    elif event.number or not (event.weekday or event.day_of_month or event.date):
        found = list(_weeks(event, day - timedelta(days=day.weekday()), calendar))
        found = found if event.number else [Occasion("", (one,)) for week in found for one in week.dates]
    else:
        found = [Occasion("", (moved,)) for moved in _fixed(event, day, calendar)]
    yield from (one for one in found if day in one.dates)


def _fixed(event: Event, day: date, calendar: Calendar) -> set[date]:
    """The dates, moved ones too, of the events that fall near a day."""
    looked = (day - n * DAY for n in range(MOVED.days + 1))
    due = (one for one in looked if _in_season(event, one) and _falls_on(event, one))
    return {moved for one in due for moved in _moved(event, one, calendar)}


def _falls_on(event: Event, day: date) -> bool:
    if not event.weekday:
        return day in (event.date, _day_of(event, day))
    if WEEKDAYS[day.weekday()] not in event.weekday:
        return False
    last = day.day + 7 > monthrange(day.year, day.month)[1]
    nth = (day.day - 1) // 7
    return event.nth is None or (last if event.nth is Nth.LAST else nth == list(Nth).index(event.nth))


def _day_of(event: Event, day: date) -> date | None:
    """The date of the month on which the event falls, if the month has it."""
    number = event.day_of_month
    return day.replace(day=number) if number and number <= monthrange(day.year, day.month)[1] else None


def _in_season(event: Event, day: date) -> bool:
    in_month = not event.months or day.month in event.months
    return in_month and (event.first or day) <= day <= (event.last or day)


def _moved(event: Event, day: date, calendar: Calendar) -> tuple[date, ...]:
    """The date itself, the next working day, or none; a weekday that is a weekend moves on holidays only."""
    chosen_weekend = bool(event.weekday) and day.weekday() >= 5 and not calendar.holiday(day)
    if calendar.works(day) or chosen_weekend or event.if_holiday is OnHoliday.KEEP:
        return (day,)
    return (_next(day, calendar),) if event.if_holiday is OnHoliday.NEXT else ()


def _next(day: date, calendar: Calendar) -> date:
    """The first working day after a date; a calendar that has none within a year ends the search."""
    following = (day + n * DAY for n in range(1, 366))
    return next((one for one in following if calendar.works(one)), day)


def _run(event: Event, month: date, calendar: Calendar) -> Occasion:
    """The working days of a run of days; where there are none, what `if_holiday` says."""
    first, last = event.days or (1, 1)
    days = [month.replace(day=n) for n in range(first, min(last, monthrange(month.year, month.month)[1]) + 1)]
    days = [day for day in days if _in_season(event, day)]
    return Occasion(f"{event.id} {month:%Y-%m}", _open(event, days, calendar))


def _weeks(event: Event, monday: date, calendar: Calendar) -> Iterator[Occasion]:
    """The occasion of a week, and those before it that may have moved into it.

    A date that one moved to is no date of the next: two on one date would be one meeting.
    """
    taken: set[date] = set()
    for n in range(MOVED.days // 7, -1, -1):
        one = _week(event, monday - 7 * n * DAY, calendar)
        yield Occasion(one.key, tuple(day for day in one.dates if day not in taken))
        taken.update(one.dates)


def _week(event: Event, monday: date, calendar: Calendar) -> Occasion:
    """The days of a week to choose from: the weekdays named, or its working days."""
    days = [monday + n * DAY for n in range(7)]
    days = [day for day in days if _in_season(event, day)]
    named = [day for day in days if WEEKDAYS[day.weekday()] in event.weekday]
    kept = tuple(named) if named and event.if_holiday is OnHoliday.KEEP else ()
    return Occasion(f"{event.id} {monday}", kept or _open(event, named if event.weekday else days, calendar))


def _open(event: Event, days: list[date], calendar: Calendar) -> tuple[date, ...]:
    if found := tuple(day for day in days if calendar.works(day)):
        return found
    if not days or event.if_holiday is OnHoliday.SKIP:
        return ()
    return (_next(days[-1], calendar),) if event.if_holiday is OnHoliday.NEXT else tuple(days)


def _invited(station: Station, event: Event) -> tuple[str, ...]:
    """Who may attend: those it names, and whoever may lead it or stand for a role it needs."""
    tags = {*event.who, *event.led_by, *event.needs}
    return tuple(person.id for person in station.people if person.tags & tags)


def _crew(station: Station, event: Event, day: date, key: str, invited: tuple[str, ...]) -> Crew:
    span = event.window.on(day)
    return Crew(
        id=f"{day}/{event.id}",
        date=day,
        duty=event.id,
        kind=DutyKind.EVENT,
        name=event.name,
        spans=(span,),
        active_minutes=span.minutes,
        within=tuple(duty.id for duty in station.duties if _leaves(duty)),
        invited=invited,
        occasion=key,
        note=event.note,
    )
