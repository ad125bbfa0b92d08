"""Crews: who may not be alone, who leads, who goes with whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from models import (
    Crew,
    Duty,
    DutyKind,
    Importance,
    Person,
    Role,
    Seat,
    Seats,
    StaffKind,
    Week,
    months_between,
)
from scheduler.i18n import Text
from scheduler.kernel.clauses import AtMostOne, Forbid, Load, Needs, Together, ones
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import any_of, cell, cells, label, manned, serving, to_plan

PATROLS = (DutyKind.DAY_PATROL, DutyKind.NIGHT, DutyKind.CHECKPOINT, DutyKind.SWEEP)


@rule("pair-minimum", Importance.LAW, "H5", "L04", "L08", "C01")
def pair_minimum(week: Week, *, people: int = 2) -> Iterator[Needs]:
    """A patrol is never fewer than {people} people."""
    for crew in week.crews_of(*PATROLS):
        says = Text("{crew}: a patrol has at least {people} people", crew=label(crew), people=people)
        yield Needs(manned(week, crew), serving(week, crew), people, says=says, when=(crew.id,))


def _needs_officers(week: Week, crew: Crew, number: int) -> Needs:
    says = Text("{crew}: needs {number} officers in the crew", crew=label(crew), number=number)
    officers = serving(week, crew, StaffKind.OFFICER)
    return Needs(manned(week, crew), officers, number, says=says, when=(crew.id,))


@rule("officer-with-enforcement-post", Importance.LAW, "H6", "L03", "L06")
def officer_with_enforcement_post(week: Week) -> Iterator[Needs]:
    """Nobody stands at an enforcement post without an officer."""
    for crew in week.crews:
        if crew.enforcement:
            yield _needs_officers(week, crew, 1)


def _with_officers(seats: Seats, least: int) -> Seats:
    floor, target = seats.of(StaffKind.OFFICER)
    if not seats or floor >= least:
        return seats
    officers = [seat for seat in seats if seat.kind is StaffKind.OFFICER]
    others = [seat for seat in seats if seat.kind is not StaffKind.OFFICER]
    plain = [seat for seat in officers if seat.tag is None]
    needed = least - floor + sum(seat.floor for seat in plain)
    wanted = max(least, target) - sum(seat.target for seat in officers if seat.tag)
    more = Seat(kind=StaffKind.OFFICER, floor=needed, target=max(needed, wanted))
    return Seats((*(seat for seat in officers if seat.tag), more, *others))


def _checkpoint_seats(duty: Duty, seats: Seats, *, least: int) -> Seats:
    return _with_officers(seats, least) if duty.kind is DutyKind.CHECKPOINT else seats


@rule("checkpoint-min-officers", Importance.LAW, "I-16", "L01", on=False, reseat=_checkpoint_seats)
def checkpoint_min_officers(week: Week, *, least: int = 2) -> Iterator[Needs]:
    """A checkpoint has at least {least} officers, so that it can carry out formal inspections."""
    for crew in week.crews_of(DutyKind.CHECKPOINT):
        yield _needs_officers(week, crew, least)


def _night_seats(duty: Duty, seats: Seats) -> Seats:
    return _with_officers(seats, 1) if duty.kind is DutyKind.NIGHT else seats


@rule("night-group-needs-officer", Importance.LAW, "I-15", "L03", "L08", on=False, reseat=_night_seats)
def night_group_needs_officer(week: Week) -> Iterator[Needs]:
    """Every night patrol group has an officer with it."""
    for crew in week.crews_of(DutyKind.NIGHT):
        yield _needs_officers(week, crew, 1)


@rule("roadside-pattern", Importance.ORDERS, "L07", on=False)
def roadside_pattern(week: Week) -> Iterator[Load | Needs]:
    """A checkpoint has two officers, or one officer and two auxiliaries."""
    for crew in week.crews_of(DutyKind.CHECKPOINT):
        says = Text("{crew}: two officers, or one and two auxiliaries", crew=label(crew))
        officers = tuple((2, fact) for fact in serving(week, crew, StaffKind.OFFICER))
        others = ones(serving(week, crew, StaffKind.AUXILIARY))
        yield Load((*officers, *others, (-4, manned(week, crew))), 0, says=says, when=(crew.id,))
        yield Needs(manned(week, crew), serving(week, crew, StaffKind.OFFICER), says=says, when=(crew.id,))


@rule("armed-posts", Importance.LAW, "L10", "L11")
def armed_posts(week: Week, *, armed_officers: int = 2) -> Iterator[Forbid | Needs]:
    """Only officers with a firearm permit serve at an armed post, at least {armed_officers} of them."""
    for crew in week.crews:
        if not crew.armed:
            continue
        for person in week.candidates(crew):
            if person.kind is not StaffKind.OFFICER or "armed" not in person.tags:
                says = Text("{who} may not serve at the armed post {crew}", who=person.name, crew=label(crew))
                yield Forbid(cells(person, [crew]), says=says, who=(person.id,), when=(crew.id,))
        armed = serving(week, crew, StaffKind.OFFICER, tag="armed")
        says = Text("{crew}: needs {number} armed officers", crew=label(crew), number=armed_officers)
        yield Needs(manned(week, crew), armed, armed_officers, says=says, when=(crew.id,))


@rule("village-squad-together", Importance.ORDERS, "T11", "I-02", order=3)
def village_squad_together(week: Week) -> Iterator[Together]:
    """Guards of one village serve in one crew."""
    for crew in week.crews:
        guards = [p for p in week.candidates(crew) if p.kind is StaffKind.VILLAGE_GUARD and p.home_zone]
        for one, other in pairwise(sorted(guards, key=lambda person: str(person.home_zone))):
            if one.home_zone == other.home_zone and crew.kind is not DutyKind.VILLAGE:
                says = Text(
                    "{one} and {other} of one village: {crew}",
                    one=one.name,
                    other=other.name,
                    crew=label(crew),
                )
                yield Together(
                    cell(one, crew), cell(other, crew), says=says, who=(one.id, other.id), when=(crew.id,)
                )


@rule("steady-night-group", Importance.WISH, "T18", order=2)
def steady_night_group(week: Week) -> Iterator[AtMostOne]:
    """A person stays in one night group through the week, so that crews keep together."""
    for person in week.station.people:
        nights = [crew for crew in to_plan(week, person) if crew.kind is DutyKind.NIGHT]
        for number, days in enumerate(week.weeks):
            dates = {day.date for day in days}
            mine = [crew for crew in nights if crew.date in dates]
            marks = tuple(
                any_of(
                    f"{person.id} in {duty} week {number}",
                    *cells(person, [c for c in mine if c.duty == duty]),
                )
                for duty in dict.fromkeys(crew.duty for crew in mine)
            )
            says = Text("{who} changes between night groups", who=person.name)
            yield AtMostOne(marks, says=says, who=(person.id,), when=(str(days[0].date),))


@rule("own-group", Importance.WISH, "Z10", "Z11", order=2)
def own_group(week: Week) -> Iterator[Load]:
    """People of a standing group serve in the crews of their own group."""
    tags = {crew.own for crew in week.crews if crew.own}
    for person in week.station.people:
        mine = tags & person.tags
        for crew in to_plan(week, person) if mine else ():
            if crew.own and crew.own not in mine:
                says = Text("{who} stands in for another group: {crew}", who=person.name, crew=label(crew))
                yield Load(ones([cell(person, crew)]), high=0, says=says, who=(person.id,), when=(crew.id,))


@rule("new-with-old", Importance.WISH, "P09", order=3)
def new_with_old(week: Week, *, months: int = 12) -> Iterator[Needs]:
    """Night groups, duty teams, receptions with one in his first {months} months have a lead member too.

    In a reception somebody of longer service will do.
    """
    for crew in _teams(week):
        people = week.candidates(crew)
        reception = crew.kind is DutyKind.BEAT
        leads = tuple(
            cell(person, crew)
            for person in people
            if Role.BACKBONE in person.roles or (reception and not _new(person, crew, months))
        )
        for person in people:
            if _new(person, crew, months) and Role.BACKBONE not in person.roles:
                says = Text(
                    "{crew}: {who} is new and has no lead member along", who=person.name, crew=label(crew)
                )
                yield Needs(cell(person, crew), leads, says=says, who=(person.id,), when=(crew.id,))


@rule("new-officer-with-old", Importance.WISH, "P09", on=False, order=3)
def new_officer_with_old(week: Week, *, months: int = 12) -> Iterator[Needs]:
    """An officer in his first {months} months stands main or deputy duty beside one of longer service."""
    for day in week.days:
        both = [week.crews_on(day.date, kind) for kind in (DutyKind.MAIN, DutyKind.DEPUTY)]
        for mine, others in (both, both[::-1]):
            old = tuple(cell(p, c) for c in others for p in week.candidates(c) if not _new(p, c, months))
            for crew in mine:
                for person in (one for one in week.candidates(crew) if _new(one, crew, months)):
                    text = "{crew}: {who} is new and stands beside nobody of longer service"
                    says = Text(text, who=person.name, crew=label(crew))
                    yield Needs(cell(person, crew), old, says=says, who=(person.id,), when=(crew.id,))


def _teams(week: Week) -> Iterator[Crew]:
    """Night groups, duty teams, and the receptions in which more than one may be."""
    for crew in week.crews_of(DutyKind.NIGHT, DutyKind.DUTY, DutyKind.BEAT):
        several = sum(seat.target for seat in crew.seats) > 1
        if crew.kind is not DutyKind.BEAT or (crew.place and several):
            yield crew


def _new(person: Person, crew: Crew, months: int) -> bool:
    """Whether somebody is in his first months on the date of a crew."""
    return person.joined is not None and months_between(person.joined, crew.date) < months


@rule("group-has-lead", Importance.WISH, "P09", "Z06", order=3)
def group_has_lead(week: Week) -> Iterator[Load]:
    """Every night group and duty team has a lead member who can head it."""
    for crew in week.crews_of(DutyKind.NIGHT, DutyKind.DUTY):
        leads = tuple(cell(p, crew) for p in week.candidates(crew) if Role.BACKBONE in p.roles)
        says = Text("{crew}: no lead member in the group", crew=label(crew))
        yield Load(ones(leads), 1 if leads else 0, says=says, when=(crew.id,))


@rule("everyone-patrols", Importance.PATROL, "T17", "T25")
def everyone_patrols(week: Week) -> Iterator[Needs]:
    """Every member of the duty group goes out on patrol at least once in the day."""
    for parent in week.crews_of(DutyKind.DUTY):
        patrols = [c for c in week.crews_on(parent.date, DutyKind.DAY_PATROL) if parent.duty in c.within]
        for person in week.candidates(parent) if patrols else ():
            says = Text("{who} stays in all day: {crew}", who=person.name, crew=label(parent))
            yield Needs(
                cell(person, parent), cells(person, patrols), says=says, who=(person.id,), when=(parent.id,)
            )
