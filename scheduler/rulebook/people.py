"""People: absences, protection, and who must be on duty for whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models import Day, Importance, Person, Sex, StaffKind, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import Cover, Forbid, Load
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import cell, cells, cover_pairs, label, to_plan


@rule("unavailable-respected", Importance.LAW, "H4", "L20", "L21")
def unavailable_respected(week: Week) -> Iterator[Forbid]:
    """Nobody on leave, in training, sick or lent away has a turn that touches the absence."""
    for person in week.station.people:
        for crew in to_plan(week, person) if week.away(person) else ():
            if week.is_away(person, crew):
                says = Text("{who} is away: {crew}", who=person.name, crew=label(crew))
                yield Forbid(cells(person, [crew]), says=says, who=(person.id,), when=(crew.id,))


@rule("no-night-for-protected", Importance.LAW, "H14", "L19")
def no_night_for_protected(week: Week) -> Iterator[Forbid]:
    """A person protected in late pregnancy or while nursing has no turn between 22:00 and 06:00."""
    for person in week.station.people:
        for crew in to_plan(week, person) if person.protected_until else ():
            if crew.night_minutes and person.protected_until and crew.date <= person.protected_until:
                says = Text("{who} is protected from night work: {crew}", who=person.name, crew=label(crew))
                yield Forbid(cells(person, [crew]), says=says, who=(person.id,), when=(crew.id,))


@rule("age-night-exempt", Importance.LAW, "L22", on=False)
def age_night_exempt(week: Week, *, men_from: int = 55, women_from: int = 50) -> Iterator[Forbid]:
    """Men from {men_from} and women from {women_from} years are spared night duty."""
    for person in week.station.people:
        limit = women_from if person.sex is Sex.FEMALE else men_from
        for crew in to_plan(week, person) if person.born else ():
            if crew.is_night and person.born and _age(person.born, crew.date) >= limit:
                says = Text(
                    "{who} is {limit} or older: {crew}", who=person.name, limit=limit, crew=label(crew)
                )
                yield Forbid(cells(person, [crew]), says=says, who=(person.id,), when=(crew.id,))


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@rule("ab-pair-not-both-absent", Importance.LAW, "H18", "A21")
def ab_pair_not_both_absent(week: Week) -> Iterator[Load]:
    """The two officers of an A/B cover pair are never away on the same day."""
    people = week.station.by_id
    for first, second in cover_pairs(week):
        one, other = people[first], people[second]
        for day in week.days:
            away = _is_off(week, one, day) + _is_off(week, other, day)
            says = Text(
                "{one} and {other} cover each other and are both away on {day}",
                one=one.name,
                other=other.name,
                day=f"{day.date:%m-%d}",
            )
            yield Load((), high=1, constant=away, says=says, who=(one.id, other.id), when=(str(day.date),))


def _is_off(week: Week, person: Person, day: Day) -> int:
    return int(any(leave.first <= day.date <= leave.last for leave in week.away(person)))


def _women(week: Week) -> Iterator[Cover]:
    kinds = (StaffKind.OFFICER, StaffKind.AUXILIARY)
    women = [one for one in week.station.people if one.sex is Sex.FEMALE and one.kind in kinds]
    for day in week.days if women else ():
        facts = tuple(
            cell(person, crew)
            for person in women
            for crew in to_plan(week, person)
            if crew.date == day.date and not crew.invited
        )
        says = Text("no woman is on duty or on call on {day}", day=f"{day.date:%m-%d}")
        yield Cover(facts, 1, says=says, when=(str(day.date),))


@rule("female-on-duty", Importance.WISH, "L09", order=6)
def female_on_duty(week: Week) -> Iterator[Cover]:
    """Every day a woman officer or auxiliary is on duty or on call."""
    yield from _women(week)


@rule("female-on-duty-hard", Importance.LAW, "L09", on=False)
def female_on_duty_hard(week: Week) -> Iterator[Cover]:
    """Every day a woman officer or auxiliary must be on duty or on call."""
    yield from _women(week)


@rule("roles-held", Importance.ORDERS, "N04", "T20", "I-14", on=False, order=16)
def roles_held(week: Week, *, roles: str = "legal_officer") -> Iterator[Load]:
    """Somebody of the station holds each of the roles {roles}, full or part time."""
    for role in roles.split():
        holders = sum(role in person.roles for person in week.station.people)
        says = Text("nobody holds the role {role}", role=role)
        yield Load((), low=1, constant=holders, says=says, when=(str(week.first),))
