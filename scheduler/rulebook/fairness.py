"""Fairness: a band around each person's fair share, never the distance between most and least."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from models import DutyKind, Importance, Person, StaffKind, Week
from scheduler import ledger
from scheduler.i18n import Text
from scheduler.kernel.clauses import Load, ones
from scheduler.kernel.tally import Term
from scheduler.rulebook.hours import STEP, presence
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import cell

Group = tuple[StaffKind, list[Person]]


def _groups(week: Week) -> Iterator[Group]:
    for kind in sorted({person.kind for person in week.station.people}):
        yield kind, [person for person in week.station.people if person.kind == kind]


def shares(week: Week, people: list[Person], total: float, carried: dict[str, float]) -> dict[str, float]:
    """Each person's fair part of `total` by days available, after settling what past weeks left over.

    The parts sum to `total`; a part below nothing is nothing, and the others give for it.
    """
    free = {person.id: ledger.availability(week, person, week.days) for person in people}
    open_to = {who for who, days in free.items() if days}
    while open_to:
        days = sum(free[who] for who in open_to)
        debt = sum(carried.get(who, 0.0) for who in open_to)
        part = {who: (total + debt) * free[who] / days - carried.get(who, 0.0) for who in open_to}
        below = {who for who, share in part.items() if share < 0}
        if not below:
            return part
        open_to -= below
    return {}


def _counts(week: Week, measure: ledger.Measure, field: str, says: str) -> Iterator[Load]:
    turns = [crew for crew, day in ledger.turns_of(week) if measure(crew, day)]
    for kind, people in _groups(week):
        total = sum(crew.seats.of(kind)[1] for crew in turns)
        carried = {who: getattr(line, field) for who, line in week.carried.items()}
        part = shares(week, people, total, carried) if total else {}
        for person in people if total else ():
            share = part.get(person.id, 0.0)
            mine = [crew for crew in turns if week.is_open(crew, person)]
            sentence = Text(says, who=person.name, share=f"{share:.1f}")
            yield Load(
                ones(cell(person, crew) for crew in mine),
                floor(share + 1e-9) if mine else 0,
                ceil(share - 1e-9),
                says=sentence,
                who=(person.id,),
            )


@rule("nights-fair", Importance.FAIR, "practice-and-law 2.4", "stations 5.3", order=3)
def nights_fair(week: Week) -> Iterator[Load]:
    """Everybody works his fair share of nights, past weeks counted."""
    yield from _counts(week, ledger.is_night, "nights", "{who}: nights beside the fair share of {share}")


@rule("weekends-fair", Importance.FAIR, "practice-and-law 2.4", order=3)
def weekends_fair(week: Week) -> Iterator[Load]:
    """Everybody works his fair share of weekend turns, past weeks counted."""
    yield from _counts(
        week, ledger.is_weekend, "weekends", "{who}: weekend turns beside the fair share of {share}"
    )


@rule("holidays-fair", Importance.FAIR, "practice-and-law 2.4", order=3)
def holidays_fair(week: Week) -> Iterator[Load]:
    """Everybody works his fair share of turns on public holidays, past weeks counted."""
    yield from _counts(
        week, ledger.is_holiday, "holidays", "{who}: holiday turns beside the fair share of {share}"
    )


def _on_duty(week: Week, person: Person) -> tuple[Term, ...]:
    """Minutes of duty; ordinary work in the beat is not shared out."""
    return presence(week, person, week.days, apart=(DutyKind.BEAT,))


@rule("hours-fair", Importance.FAIR, "L16", "practice-and-law 2.4", order=3)
def hours_fair(week: Week, *, within_turns: int = 1) -> Iterator[Load]:
    """Nobody's hours are over {within_turns} turn(s) from the fair share of his kind, past weeks counted."""
    for kind, people in _groups(week):
        total = sum(crew.presence_minutes * crew.seats.of(kind)[1] for crew, _ in ledger.turns_of(week))
        carried = {who: line.minutes for who, line in week.carried.items()}
        part = shares(week, people, total, carried) if total else {}
        for person in people if total else ():
            share = part.get(person.id, 0.0)
            terms = tuple((minutes // STEP, fact) for minutes, fact in _on_duty(week, person))
            slack = within_turns * max((minutes for minutes, _ in terms), default=0) * STEP
            low, high = max(0, ceil((share - slack) / STEP)), floor((share + slack) / STEP)
            says = Text(
                "{who}: hours beside the fair share of {share} h", who=person.name, share=f"{share / 60:.1f}"
            )
            yield Load(terms, low if terms else 0, high, says=says, who=(person.id,))
