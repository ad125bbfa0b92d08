"""Steadiness: what is close stays, then the fewest people, then the fewest turns; each in its own pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models import Crew, Importance, Week
from scheduler.changes.basis import Basis
from scheduler.i18n import Text
from scheduler.kernel.clauses import Clause, Cover, Forbid, Keep, Needs
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell

FROZEN, PEOPLE, TURNS = "frozen-turns-kept", "people-left-alone", "turns-kept"
RULES = (FROZEN, PEOPLE, TURNS)
IN_WORDS = {
    FROZEN: Text("What starts soon stays as published."),
    PEOPLE: Text("As few people as possible are disturbed."),
    TURNS: Text("As few turns as possible change."),
}

AFTER_SEATS = 20
"""Rank in COVER: after every rule about seats (the last is a waived law, at 9), before all of ORDERS."""

DISTURBED = "changed"


def disturbed(person: str) -> Cell:
    """The fact that any turn of a person that is still to come differs from the published plan."""
    return Cell(person, DISTURBED)


def steadied(problem: Problem, week: Week, basis: Basis) -> Problem:
    """The problem with the price of change: after the seats, before everything else.

    A turn that somebody gives up because he is away himself costs nothing.
    """
    crews = basis.ahead(week)
    frozen = [crew for crew in crews if crew.start < basis.now + basis.freeze]
    rulings = (
        Ruling(FROZEN, Importance.COVER, tuple(_kept(week, basis, frozen)), AFTER_SEATS),
        Ruling(PEOPLE, Importance.COVER, tuple(_alone(week)), AFTER_SEATS + 1),
        Ruling(TURNS, Importance.COVER, tuple(_kept(week, basis, crews)), AFTER_SEATS + 2),
    )
    link = Ruling(PEOPLE, Importance.LAW, tuple(_links(week, basis, crews)))
    facts = {disturbed(who): True for who in _moved_anyway(week, basis)}
    return Problem((*problem.rulings, link, *rulings), {**problem.facts, **facts})


def _cells(week: Week, basis: Basis, crew: Crew) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Turns of a crew that were published, and those that were not; of people who are there."""
    there = [Cell(one.id, crew.id) for one in week.candidates(crew) if not week.is_away(one, crew)]
    before = basis.served if basis.stands(crew) else frozenset()
    return tuple(c for c in there if c in before), tuple(c for c in there if c not in before)


def _kept(week: Week, basis: Basis, crews: Iterable[Crew]) -> Iterator[Keep]:
    for crew in crews:
        held, others = _cells(week, basis, crew)
        yield Keep(held, others, says=Text("a published turn changes"), when=(crew.id,))


def _alone(week: Week) -> Iterator[Forbid]:
    for person in week.station.people:
        says = Text("{who}: published turns change", who=person.name)
        yield Forbid((disturbed(person.id),), says=says, who=(person.id,))


def _links(week: Week, basis: Basis, crews: tuple[Crew, ...]) -> Iterator[Clause]:
    """Whoever takes a turn or gives one up is disturbed."""
    for crew in crews:
        held, others = _cells(week, basis, crew)
        for cell in held:
            yield Cover((cell, disturbed(cell.who)), 1, who=(cell.who,), when=(crew.id,))
        for cell in others:
            yield Needs(cell, (disturbed(cell.who),), who=(cell.who,), when=(crew.id,))


def _moved_anyway(week: Week, basis: Basis) -> set[str]:
    """People with a turn to come that does not stand any more, though they are there."""
    people, standing = week.station.by_id, {crew.id: crew for crew in week.crews if basis.stands(crew)}
    lost = [
        (cell.who, crew)
        for cell in basis.served
        if (crew := basis.plan.crew_by_id[cell.what]).start >= basis.now
        and (crew.id not in standing or people[cell.who] not in week.candidates(standing[crew.id]))
    ]
    return {who for who, crew in lost if not week.is_away(people[who], crew)}
