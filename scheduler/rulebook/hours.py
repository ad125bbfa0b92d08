"""Hours: presence, active and standby minutes, and the caps that say which of them they bind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models import Crew, Day, DutyKind, Importance, Person, StaffKind, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import Forbid, Load
from scheduler.kernel.tally import Cell, Fact, Mark, Term
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import any_of, cell, cells, label, to_plan

STEP = 10
"""Minutes a unit of cost: keeps the numbers of the model small."""

LABOUR_CONTRACT = (StaffKind.AUXILIARY, StaffKind.PATROL_GUARD)


def presence(
    week: Week, person: Person, days: tuple[Day, ...], apart: tuple[DutyKind, ...] = ()
) -> tuple[Term, ...]:
    """Minutes of presence by turn; turns with the same clock times, one inside the other, count once.

    Kinds `apart` are left out.
    """
    dates = {day.date for day in days}
    groups: dict[object, list[Crew]] = {}
    for crew in to_plan(week, person):
        if crew.date in dates and crew.is_turn and not crew.invited and crew.kind not in apart:
            groups.setdefault(crew.spans, []).append(crew)
    return tuple((crews[0].presence_minutes, _once(person, crews)) for crews in groups.values())


def _once(person: Person, crews: list[Crew]) -> Fact:
    if len(crews) == 1:
        return cell(person, crews[0])
    return any_of(f"{person.id} present {crews[0].start} to {crews[0].end}", *cells(person, crews))


def active(week: Week, person: Person, days: tuple[Day, ...]) -> tuple[Term, ...]:
    """Active minutes by turn."""
    dates = {day.date for day in days}
    return tuple(
        (crew.active_minutes, cell(person, crew))
        for crew in to_plan(week, person)
        if crew.date in dates and crew.is_turn and not crew.invited and crew.active_minutes
    )


def attendance(week: Week, person: Person, days: tuple[Day, ...]) -> tuple[Term, ...]:
    """Minutes at events; the part of an event inside a turn of the person's own adds none."""
    dates = {day.date for day in days}
    mine = to_plan(week, person)
    turns = [crew for crew in mine if crew.is_turn and not crew.invited]
    found: list[Term] = []
    for event in (crew for crew in mine if crew.invited and crew.date in dates):
        found.append((event.presence_minutes, cell(person, event)))
        found += _on_duty_then(person, event, [crew for crew in turns if crew.overlaps(event)])
    return tuple(found)


def _on_duty_then(person: Person, event: Crew, turns: list[Crew]) -> Iterator[Term]:
    """The minutes of an event, taken off, at which turns of the person's own go on."""
    minutes: Counter[tuple[str, ...]] = Counter()
    for span in event.spans:
        for piece in span.cut(span for crew in turns for span in crew.spans):
            minutes[tuple(crew.id for crew in turns if crew.is_there(piece))] += piece.minutes
    for number, (crews, part) in enumerate((crews, part) for crews, part in minutes.items() if crews):
        both = tuple((cell(person, event), Cell(person.id, crew)) for crew in crews)
        name = f"{person.id} is on duty at {event.id}" + (f" ({number})" if number else "")
        yield -part, Mark(name, (), both)


@rule("weekly-hours-cap", Importance.LAW, "H13", "L18")
def weekly_hours_cap(week: Week, *, hours: int = 60, counts: str = "active") -> Iterator[Load]:
    """Nobody works more than {hours} hours in a week, counted as {counts} time."""
    for person in week.station.people:
        for days in week.weeks:
            turns = (presence if counts == "present" else active)(week, person, days)
            terms = (*turns, *attendance(week, person, days))
            says = Text(
                "{who}: more than {hours} hours in the week of {first}",
                who=person.name,
                hours=hours,
                first=f"{days[0].date:%m-%d}",
            )
            if terms:
                yield Load(terms, high=hours * 60, says=says, who=(person.id,), when=(str(days[0].date),))


@rule("labour-law-strict", Importance.LAW, "L18", on=False)
def labour_law_strict(week: Week, *, week_hours: int = 44, day_hours: int = 11) -> Iterator[Load | Forbid]:
    """Auxiliaries and guards stay within {week_hours} hours a week and {day_hours} a day."""
    for person in week.station.people:
        if person.kind not in LABOUR_CONTRACT:
            continue
        for days in week.weeks:
            says = Text(
                "{who}: more than {hours} hours in the week of {first}",
                who=person.name,
                hours=week_hours,
                first=f"{days[0].date:%m-%d}",
            )
            yield Load(
                (*presence(week, person, days), *attendance(week, person, days)),
                high=week_hours * 60,
                says=says,
                who=(person.id,),
                when=(str(days[0].date),),
            )
        for crew in to_plan(week, person):
            if crew.presence_minutes > day_hours * 60:
                says = Text("{crew} is longer than {hours} h", crew=label(crew), hours=day_hours)
                yield Forbid(cells(person, [crew]), says=says, who=(person.id,), when=(crew.id,))


@rule("weekly-hours-near", Importance.FAIR, "L16", order=1)
def weekly_hours_near(week: Week, *, hours: int = 40, within: int = 8) -> Iterator[Load]:
    """A person's presence stays near {hours} hours a week (within {within}); what lies beyond is owed."""
    for person in week.station.people:
        for days in week.weeks:
            both = (*presence(week, person, days), *attendance(week, person, days))
            terms = tuple((int(minutes / STEP), fact) for minutes, fact in both)
            says = Text(
                "{who}: more than {hours} hours in the week of {first}",
                who=person.name,
                hours=hours + within,
                first=f"{days[0].date:%m-%d}",
            )
            if terms:
                yield Load(
                    terms,
                    high=(hours + within) * 60 // STEP,
                    says=says,
                    who=(person.id,),
                    when=(str(days[0].date),),
                )
