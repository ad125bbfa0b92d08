"""Work in the beat: a community officer's ordinary week in half-day blocks beside his duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from models import Crew, Day, DutyKind, Importance, Person, Role, Week
from models.clock import Window
from scheduler.i18n import Text
from scheduler.kernel.clauses import AtMostOne, Load, ones
from scheduler.kernel.tally import Fact, Term
from scheduler.rulebook.hours import STEP, presence
from scheduler.rulebook.rest import ALL_DAY
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import cell, cells, label, to_plan

Days = tuple[Day, ...]


def community_officers(week: Week) -> Iterator[Person]:
    """The station's community officers."""
    return (person for person in week.station.people if Role.COMMUNITY_OFFICER in person.roles)


def blocks(week: Week, person: Person, days: Days) -> tuple[Crew, ...]:
    """The half-day blocks of beat work open to an officer; a reception is a block at a place."""
    dates = {day.date for day in days}
    return tuple(crew for crew in to_plan(week, person) if crew.kind is DutyKind.BEAT and crew.date in dates)


def weeks_in_beat(week: Week) -> Iterator[tuple[Person, Days, tuple[Crew, ...]]]:
    """(officer, days, blocks) of every week in which beat work is planned for a community officer."""
    for person in community_officers(week):
        for days in week.weeks:
            if mine := blocks(week, person, days):
                yield person, days, mine


def working_days(week: Week, person: Person, days: Days) -> Days:
    """The working days on which the person is not away."""
    gone = week.away(person)
    return tuple(
        day for day in days if day.working and not any(one.first <= day.date <= one.last for one in gone)
    )


@rule("beat-plan", Importance.LAW, "T19", "P03b", "I-08", on=False)
def beat_plan(week: Week, *, day_hours: int = 8) -> Iterator[Load | AtMostOne]:
    """Work in the beat is planned: at most {day_hours} hours a day, none on the day a 24 h duty ends."""
    for person, days, mine in weeks_in_beat(week):
        for day in days:
            today = [crew for crew in mine if crew.date == day.date]
            terms = tuple((crew.presence_minutes, cell(person, crew)) for crew in today)
            says = Text(
                "{who}: more than {hours} hours in the beat on {day}",
                who=person.name, hours=day_hours, day=f"{day.date:%m-%d}",
            )  # fmt: skip
            yield Load(terms, high=day_hours * 60, says=says, who=(person.id,), when=(str(day.date),))
            for duty in _ending(week, person, day):
                for crew in (one for one in today if one.start >= duty.end):
                    yield _one_of(person, duty, crew)


def _one_of(person: Person, duty: Crew, crew: Crew) -> AtMostOne:
    says = Text("{who} comes off {duty}: {crew}", who=person.name, duty=label(duty), crew=label(crew))
    return AtMostOne(cells(person, (duty, crew)), says=says, who=(person.id,), when=(duty.id, crew.id))


def _ending(week: Week, person: Person, day: Day) -> list[Crew]:
    """The 24 h duties open to a person that end on a date."""
    return [
        crew
        for crew in week.open_to(person)
        if crew.is_turn and crew.end.date() == day.date and crew.presence_minutes >= ALL_DAY
    ]


@rule("beat-hours", Importance.FAIR, "A10", "T19", "I-08", order=2)
def beat_hours(
    week: Week, *, hours: int = 20, day_hours: int = 8, own_beat_patrol_minutes: int = 120
) -> Iterator[Load]:
    """Community officers keep {hours} hours a week for their beat; patrol in it counts.

    An estimate by whole days, where work in the beat is not planned (`beat-hours-planned`).
    """
    for person in community_officers(week):
        for days in (one for one in week.weeks if not blocks(week, person, one)):
            free = _free(week, person, days, day_hours)
            patrol = _patrol(week, person, days, own_beat_patrol_minutes)
            terms = _added((*_taken(week, person, days, day_hours * 60), *patrol))
            text = "{who}: fewer than {hours} hours left for the beat in the week of {first}"
            yield Load(
                terms,
                min(hours * 60, free) // STEP,
                constant=free // STEP,
                says=Text(text, who=person.name, hours=hours, first=f"{days[0].date:%m-%d}"),
                who=(person.id,),
                when=(str(days[0].date),),
            )


@rule("beat-hours-planned", Importance.ORDERS, "A10", "I-08", order=15)
def beat_hours_planned(
    week: Week, *, hours: int = 20, day_hours: int = 8, own_beat_patrol_minutes: int = 120
) -> Iterator[Load]:
    """Where beat work is planned, community officers are {hours} hours a week in it; patrol in it counts.

    Fewer in a week with fewer than {hours} working hours left by holidays and leave.
    """
    for person, days, mine in weeks_in_beat(week):
        low = min(hours * 60, _free(week, person, days, day_hours))
        text = "{who}: fewer than {hours} hours in the beat in the week of {first}"
        yield Load(
            (*_minutes(person, mine), *_patrol(week, person, days, own_beat_patrol_minutes)),
            low // STEP,
            says=Text(text, who=person.name, hours=low // 60, first=f"{days[0].date:%m-%d}"),
            who=(person.id,),
            when=(str(days[0].date),),
        )


def _free(week: Week, person: Person, days: Days, day_hours: int) -> int:
    """Ordinary minutes of the working days on which the person is not away."""
    return len(working_days(week, person, days)) * day_hours * 60


def _minutes(person: Person, crews: tuple[Crew, ...]) -> tuple[Term, ...]:
    """Minutes of presence, in steps."""
    return tuple((crew.presence_minutes // STEP, cell(person, crew)) for crew in crews)


def _patrol(week: Week, person: Person, days: Days, own: int) -> tuple[Term, ...]:
    """The deputy patrols his own beat for a while on each of his duties (I-08)."""
    dates = {day.date for day in days}
    mine = (crew for crew in week.open_to(person) if crew.kind is DutyKind.DEPUTY and crew.date in dates)
    return tuple((own // STEP, cell(person, crew)) for crew in mine if own)


def _taken(week: Week, person: Person, days: Days, day_minutes: int) -> tuple[Term, ...]:
    """A 24 h duty takes the working day it starts on and the one it ends on."""
    working = {day.date for day in working_days(week, person, days)}
    found = []
    for crew in week.open_to(person):
        if crew.kind in (DutyKind.MAIN, DutyKind.DEPUTY):
            lost = sum(day in working for day in (crew.date, crew.date + timedelta(days=1)))
            found.append((-lost * day_minutes // STEP, cell(person, crew)))
    return tuple(found)


def _added(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Terms with those of one fact put together, and without nothings."""
    found: dict[Fact, int] = {}
    for coefficient, fact in terms:
        found[fact] = found.get(fact, 0) + coefficient
    return tuple((coefficient, fact) for fact, coefficient in found.items() if coefficient)


@rule("community-week", Importance.FAIR, "T19", "W05", "I-08", order=5)
def community_week(week: Week, *, day_hours: int = 8, within: int = 4) -> Iterator[Load]:
    """Duty and beat of a community officer are {day_hours} hours a working day, within {within} a week."""
    for person, days, _ in weeks_in_beat(week):
        due = len(working_days(week, person, days)) * day_hours
        text = "{who}: duty and beat beside the {due} hours of the week of {first}"
        yield Load(
            tuple((minutes // STEP, fact) for minutes, fact in presence(week, person, days)),
            max(0, due - within) * 60 // STEP,
            (due + within) * 60 // STEP,
            says=Text(text, who=person.name, due=due, first=f"{days[0].date:%m-%d}"),
            who=(person.id,),
            when=(str(days[0].date),),
        )


@rule("flexible-hours", Importance.WISH, "T19", "W05", "P03b", order=7)
def flexible_hours(week: Week, *, times: int = 2, ordinary: str = "08:30-17:30") -> Iterator[Load]:
    """Community officers are in their beat {times} times a week outside {ordinary}, when people are in."""
    window = Window.parse(ordinary)
    for person, days, mine in weeks_in_beat(week):
        free = [crew for crew in mine if not week.is_away(person, crew)]
        late = [crew for crew in free if not _inside(crew, window)]
        text = "{who}: fewer than {times} early or late hours in the beat in the week of {first}"
        yield Load(
            ones(cells(person, late)),
            min(times, len({crew.date for crew in late})),
            says=Text(text, who=person.name, times=times, first=f"{days[0].date:%m-%d}"),
            who=(person.id,),
            when=(str(days[0].date),),
        )


def _inside(crew: Crew, window: Window) -> bool:
    """Whether a crew's hours lie inside a window of its day."""
    span = window.on(crew.date)
    return span.start <= crew.start and crew.end <= span.end
