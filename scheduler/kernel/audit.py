"""Judge any roster by the same counts, without a solver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell, Tally


@dataclass(frozen=True)
class Breach:
    """One count outside its band: the ruling, the tally, and by how much (negative: below)."""

    ruling: Ruling
    tally: Tally
    amount: int


def chosen_with_past(problem: Problem, chosen: Iterable[Cell]) -> frozenset[Cell]:
    """The chosen cells and those that are facts."""
    return frozenset(chosen) | {cell for cell, holds in problem.facts.items() if holds}


def audit(problem: Problem, chosen: Iterable[Cell]) -> Iterator[Breach]:
    """Every count outside its band, rule by rule."""
    known = chosen_with_past(problem, chosen)
    for ruling in problem.rulings:
        for tally in ruling.tallies:
            below, above = tally.outside(known)
            if below or above:
                yield Breach(ruling, tally, above - below)


def price(tallies: Iterable[Tally], known: frozenset[Cell]) -> int:
    """What the counts cost together; `known` holds chosen cells and true facts."""
    return sum(tally.cost(known) for tally in tallies)


def keeps(tallies: Iterable[Tally], known: frozenset[Cell]) -> bool:
    """Whether every count is in its band; `known` holds chosen cells and true facts."""
    return not any(any(tally.outside(known)) for tally in tallies)
