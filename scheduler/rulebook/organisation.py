"""Organisation: teams and rooms, desks, the mobile group, officers of the bureau, street calls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models import (
    Crew,
    Day,
    DutyKind,
    Importance,
    Person,
    Span,
    StaffKind,
    Station,
    Team,
    Week,
    Window,
)
from scheduler.i18n import Text
from scheduler.kernel.clauses import Cover, Forbid, Load, ones
from scheduler.kernel.tally import Fact
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import any_of, cells, label, serving, to_plan

ORDINARY = (DutyKind.BEAT, DutyKind.DESK, DutyKind.EVENT)
"""Work by day that takes nobody away from his team."""


def taken(week: Week, people: list[Person], day: Day) -> tuple[Fact, ...]:
    """One fact for each of some people: duty begins on the day, or ended on it after a night."""
    found: list[Fact] = []
    for person in people:
        mine = [crew for crew in week.open_to(person) if is_duty(crew)]
        held = [crew for crew in mine if crew.date == day.date or comes_off(crew, day.date)]
        if held:
            found.append(any_of(f"{person.id} taken by duty on {day.date}", *cells(person, held)))
    return tuple(found)


def is_duty(crew: Crew) -> bool:
    """Whether serving takes a person away from the ordinary work of his team."""
    return crew.is_turn and crew.kind not in ORDINARY


def comes_off(crew: Crew, day: date) -> bool:
    """Whether a turn ended on a date after a night."""
    return crew.date < day == crew.end.date() and crew.is_night


def there(week: Week, people: list[Person], day: Day) -> list[Person]:
    """Those who are not away on a day."""
    span = Window.parse("00:00-24:00").on(day.date)
    return [person for person in people if not week.is_away(person, span)]


@rule("team-at-work", Importance.ORDERS, "U02", "W07", "A15", on=False, order=16)
def team_at_work(week: Week, *, people: int = 1, form: str = "2+1", leaders: bool = True) -> Iterator[Load]:
    """Duty leaves {people} officer(s) of each team to its own work on a working day ({form} teams and rooms).

    A team with no more officers than that is not looked at. With `leaders`, each team must name its leader.
    """
    del form, leaders  # read by a remark on the sheet, and where the station is read
    for team in week.station.teams:
        officers = [one for one in _of(week.station, team) if one.kind is StaffKind.OFFICER]
        for day in week.days if len(officers) > people else ():
            free = there(week, officers, day)
            facts = taken(week, free, day) if day.working else ()
            says = Text("duty takes all of {team} on {day}", team=team.name, day=f"{day.date:%m-%d}")
            if facts:
                who = tuple(one.id for one in officers)
                high = max(0, len(free) - people)
                yield Load(ones(facts), high=high, says=says, who=who, when=(str(day.date),))


def _of(station: Station, team: Team) -> list[Person]:
    return [person for person in station.people if person.team == team.id]


@rule("desks-manned", Importance.ORDERS, "W08", "U24", on=False, order=16)
def desks_manned(week: Week, *, command: str = "day") -> Iterator[Cover]:
    """Somebody is at each desk while it stands: the counter, and the command room (by {command})."""
    del command  # read by `only_if` of the duties
    for crew in week.crews_of(DutyKind.DESK):
        says = Text("nobody is at the desk: {crew}", crew=label(crew))
        yield Cover(serving(week, crew), 1, says=says, when=(crew.id,))


@rule("mobile-group", Importance.ORDERS, "T08", "L01", on=False, order=16)
def mobile_group(week: Week, *, officers: int = 1) -> Iterator[Load]:
    """The mobile group, all who neither serve, rest nor are away, has {officers} officer(s) or more a day."""
    everybody = [one for one in week.station.people if one.kind is StaffKind.OFFICER]
    for day in week.days:
        free = there(week, everybody, day)
        facts = taken(week, free, day)
        text = "fewer than {officers} officer(s) in the mobile group on {day}"
        says = Text(text, officers=officers, day=f"{day.date:%m-%d}")
        if facts:
            yield Load(ones(facts), high=max(0, len(free) - officers), says=says, when=(str(day.date),))


@rule("bureau-by-day", Importance.LAW, "A17")
def bureau_by_day(week: Week, *, hours: str = "07:00-19:00", turns: int = 2) -> Iterator[Forbid | Load]:
    """Officers of the bureau who fill in serve within {hours}, at most {turns} turns a week each."""
    window = Window.parse(hours)
    for person in week.station.people:
        mine = [crew for crew in to_plan(week, person) if crew.is_turn and not crew.invited]
        for crew in mine if person.kind is StaffKind.BUREAU else ():
            span = window.on(crew.date)
            if not span.holds(Span(start=crew.start, end=crew.end)):
                text = "{who}, of the bureau, serves by day only: {crew}"
                says = Text(text, who=person.name, crew=label(crew))
                yield Forbid(cells(person, [crew]), says=says, who=(person.id,), when=(crew.id,))
        for days in week.weeks if person.kind is StaffKind.BUREAU else ():
            dates = {day.date for day in days}
            facts = cells(person, (crew for crew in mine if crew.date in dates))
            text = "{who}, of the bureau: more than {turns} turns in the week of {first}"
            says = Text(text, who=person.name, turns=turns, first=f"{days[0].date:%m-%d}")
            if facts:
                when = (str(days[0].date),)
                yield Load(ones(facts), high=turns, says=says, who=(person.id,), when=when)


@rule("street-calls", Importance.ORDERS, "A23", "I-09", "T16", order=16)
def street_calls(week: Week, *, by: str = "station") -> Iterator[Cover]:
    """Calls on streets and roads are answered by the {by}; the station has an officer free to leave for them.

    That is its deputy (T16), so a station without deputies is not asked. With `patrol` the patrol police
    take them, and the station only premises, homes and other orders (A23).
    """
    leaving = (DutyKind.DEPUTY, DutyKind.MOBILE, DutyKind.STANDBY)
    for day in week.days if by == "station" else ():
        crews = week.crews_on(day.date, *leaving)
        facts = tuple(fact for crew in crews for fact in serving(week, crew, StaffKind.OFFICER))
        says = Text("nobody is free to leave for street calls on {day}", day=f"{day.date:%m-%d}")
        if any(crew.kind is DutyKind.DEPUTY for crew in crews):
            yield Cover(facts, 1, says=says, when=(str(day.date),))
