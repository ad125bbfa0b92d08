"""What has been worked is fact: no search moves it, and no law asks for what it has made impossible."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from models import Week
from scheduler.kernel.clauses import Given
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell, Fact, Tally

Facts = Mapping[Cell, bool]


def worked(week: Week, served: Collection[tuple[str, str]], now: datetime) -> dict[Cell, bool]:
    """Who serves in the crews that started before a moment, and who does not: facts."""
    begun = [crew for crew in week.crews if crew.start < now]
    return {
        Cell(person.id, crew.id): (person.id, crew.id) in served
        for crew in begun
        for person in week.candidates(crew)
    }


def with_facts(problem: Problem, facts: Facts) -> Problem:
    """The problem with further facts, each law asked only for what they leave possible."""
    known = {**problem.facts, **facts}
    rulings = tuple(_loosened(one, known) if one.hard else one for one in problem.rulings)
    return Problem(rulings, known)


def settled(
    problem: Problem, week: Week, served: Collection[tuple[str, str]], now: datetime | None
) -> Problem:
    """The problem as it stands at a moment; without one as it is."""
    return with_facts(problem, worked(week, served, now)) if now else problem


def _loosened(ruling: Ruling, facts: Facts) -> Ruling:
    """The law with the bands of its hopeless counts widened to the best that is still possible."""
    counts = tuple(_widened(tally, facts) for tally in ruling.tallies)
    if all(one is other for one, other in zip(counts, ruling.tallies, strict=True)):
        return ruling
    return replace(ruling, clauses=(Given(counts),))


def _widened(tally: Tally, facts: Facts) -> Tally:
    below, above = hopeless(tally, facts)
    if below and tally.low is not None:
        return replace(tally, low=tally.low - below)
    if above and tally.high is not None:
        return replace(tally, high=tally.high + above)
    return tally


def hopeless(tally: Tally, facts: Facts) -> tuple[int, int]:
    """Units below and above its band that a count keeps whatever is decided from now on."""
    least = most = tally.constant
    for coefficient, fact in tally.terms:
        can_fail, can_hold = _open(fact, facts)
        with_it = coefficient if can_hold else 0
        without = 0 if can_fail else coefficient
        least += min(with_it, without)
        most += max(with_it, without)
    below = 0 if tally.low is None else max(0, tally.low - most)
    return below, 0 if tally.high is None else max(0, least - tally.high)


def _open(fact: Fact, facts: Facts) -> tuple[bool, bool]:
    """Whether a fact may still turn out not to hold, and whether it may still hold."""
    if isinstance(fact, Cell):
        known = facts.get(fact)
        return known is not True, known is not False
    parts = list(_parts(fact.cells, fact.pairs))
    held = any(all(facts.get(cell) is True for cell in part) for part in parts)
    return not held, any(all(facts.get(cell) is not False for cell in part) for part in parts)


def _parts(cells: tuple[Cell, ...], pairs: tuple[tuple[Cell, Cell], ...]) -> Iterator[tuple[Cell, ...]]:
    """Whole parts of a mark: each cell, each pair."""
    yield from ((cell,) for cell in cells)
    yield from pairs
