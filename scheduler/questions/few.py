"""Among plans as good as one found, one that keeps as many published turns as can be."""

from __future__ import annotations

from models import Importance, Status
from scheduler.kernel.clauses import Load
from scheduler.kernel.outcome import Known, Outcome
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell
from scheduler.questions.case import Case
from scheduler.questions.force import Force

LAST = 1_000_000
"""The rank of what is asked last of all, behind every wish."""

SECONDS = 0.6
"""How long fewer changes are looked for: the answer stands already."""

TURNS = "turns"
"""The rule id of the last level; it is no rule of the book."""

OTHERWISE = Cell("question", "otherwise")
"""A cell that is settled against the known choice: counts with it take no bound from that choice."""


def last_level(problem: Problem, turns: frozenset[Cell], *, kept: bool) -> Problem:
    """The problem with one more level behind all others: as many of the turns kept, or changed, as can be.

    A choice known to be best does not bound this level, for it was never asked.
    """
    low, high = (1, None) if kept else (None, 0)
    clauses = tuple(Load(((1, cell), (1, OTHERWISE)), low=low, high=high) for cell in sorted(turns))
    last = Ruling(TURNS, Importance.WISH, clauses, LAST)
    return Problem((*problem.rulings, last), {**problem.facts, OTHERWISE: False})


def few_changes(case: Case, force: Force, outcome: Outcome) -> tuple[frozenset[Cell], bool]:
    """A choice as good as the outcome in its proven levels, with few changes; whether fewest is proven."""
    settled = [n for n, one in enumerate(outcome.passes) if one.status is Status.PROVEN]
    if len(settled) < len(outcome.passes):
        return outcome.chosen, False
    levels = case.problem.levels[: len(outcome.passes)]
    rulings = (*case.problem.laws, *(ruling for level in levels for ruling in level))
    problem = last_level(force.upon(Problem(rulings, case.problem.facts)), case.chosen, kept=True)
    known = Known(outcome.chosen | {OTHERWISE}, best=True)
    limits = case.limits.model_copy(update={"seconds": min(SECONDS, case.limits.seconds)})
    again = solve(problem, limits, known=known)
    worse = [one.value for one in again.passes[: len(levels)]] != [one.value for one in outcome.passes]
    if worse or len(again.passes) <= len(levels):
        return outcome.chosen, False
    return again.chosen, again.passes[-1].status is Status.PROVEN
