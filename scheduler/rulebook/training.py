"""Training: batches that leave enough people, the days a year due to each, and new guards first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from models import Day, Importance, LeaveKind, Person, StaffKind, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import Load
from scheduler.rulebook.rule import rule


def training_days(week: Week, person: Person, first: date, last: date) -> int:
    """Days of training of a person between two dates, both included; the station's leave and the order's."""
    dates = {
        leave.first + timedelta(days=n)
        for leave in week.away(person)
        if leave.kind is LeaveKind.TRAINING
        for n in range((leave.last - leave.first).days + 1)
    }
    return sum(first <= day <= last for day in dates)


def trainees(week: Week, day: Day) -> list[Person]:
    """Who is in training on a date."""
    return [one for one in week.station.people if training_days(week, one, day.date, day.date)]


@rule("training-batches", Importance.ORDERS, "A12", "P08", "N07", "L21", "stations 5.3", order=16)
def training_batches(
    week: Week, *, officers: int = 1, auxiliaries: int = 2, guards: int = 2, leaders: int = 1
) -> Iterator[Load]:
    """At most {officers} officer ({leaders} leader), {auxiliaries} auxiliaries, {guards} guards in training.

    Training goes in batches. Leaders on rotation training count as officers too.
    """
    groups = (
        (Text("officers"), officers, lambda one: one.kind is StaffKind.OFFICER),
        (Text("auxiliaries"), auxiliaries, lambda one: one.kind is StaffKind.AUXILIARY),
        (Text("guards"), guards, lambda one: one.kind is StaffKind.PATROL_GUARD),
        (Text("leaders"), leaders, lambda one: one.is_leader),
    )
    for day in week.days:
        away = trainees(week, day)
        for group, most, belongs in groups if away else ():
            mine = [person for person in away if belongs(person)]
            text = "{day}: {n} {group} in training at once, at most {most}"
            says = Text(text, day=f"{day.date:%m-%d}", n=len(mine), group=group, most=most)
            who = tuple(person.id for person in mine)
            yield Load((), high=most, constant=len(mine), says=says, who=who, when=(str(day.date),))


@rule("training-due", Importance.FAIR, "A12", "P08", "L21", "N02", on=False, order=5)
def training_due(week: Week, *, days: int = 15, who: str = "officer") -> Iterator[Load]:
    """Everybody with one of the tags {who} has had his share of {days} training days of the year so far.

    Counted from the leave of kind training that the station file and the order name for the year.
    """
    last = week.dates[-1]
    share = days * last.timetuple().tm_yday // date(last.year, 12, 31).timetuple().tm_yday
    for person in _of(week, who):
        had = training_days(week, person, date(last.year, 1, 1), last)
        text = "{who}: {had} training days this year, {share} of {days} are due by now"
        says = Text(text, who=person.name, had=had, share=share, days=days)
        yield Load((), share, constant=had, says=says, who=(person.id,), when=(str(week.first),))


@rule("new-guard-trained", Importance.FAIR, "Z04", "N02", on=False, order=5)
def new_guard_trained(week: Week, *, days: int = 1, within: int = 60) -> Iterator[Load]:
    """A guard who joined in the last {within} days has had {days} day(s) of training to learn the ground."""
    last = week.dates[-1]
    for person in week.station.people:
        if person.kind is not StaffKind.PATROL_GUARD or person.joined is None:
            continue
        if 0 <= (last - person.joined).days < within:
            had = training_days(week, person, person.joined, last)
            text = "{who} joined on {joined}: {had} of {days} training days"
            says = Text(text, who=person.name, joined=person.joined, had=had, days=days)
            yield Load((), days, constant=had, says=says, who=(person.id,), when=(str(week.first),))


@rule("promotion-trained", Importance.FAIR, "N02", on=False, order=5)
def promotion_trained(week: Week, *, days: int = 5, within: int = 90) -> Iterator[Load]:
    """Who was promoted in the last {within} days has had {days} days of training for it.

    The source asks for training on promotion; the numbers are ours.
    """
    last = week.dates[-1]
    for person in week.station.people:
        if person.promoted and 0 <= (last - person.promoted).days < within:
            had = training_days(week, person, person.promoted - timedelta(days=within), last)
            text = "{who} was promoted on {promoted}: {had} of {days} training days"
            says = Text(text, who=person.name, promoted=person.promoted, had=had, days=days)
            yield Load((), days, constant=had, says=says, who=(person.id,), when=(str(week.first),))


def _of(week: Week, tags: str) -> list[Person]:
    wanted = set(tags.split())
    return [person for person in week.station.people if person.tags & wanted]
