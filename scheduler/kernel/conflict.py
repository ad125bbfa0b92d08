"""Find rules that cannot hold together: drop one at a time and solve plainly again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models import Limits, Status
from scheduler.kernel.problem import Problem
from scheduler.kernel.solve import possible

PROBE = 15.0
"""Seconds that the question "is it possible without this rule?" may take."""


@dataclass(frozen=True)
class Conflict:
    """Rules with no roster among them. `minimal`: dropping any one of them was proven to give a roster.

    Assumption literals are not used: they ruin presolve, and CP-SAT's cores are wrong under it
    (or-tools#5141).
    """

    rules: tuple[str, ...]
    minimal: bool


def find_conflict(
    problem: Problem, limits: Limits, tell: Callable[[str, Status], None] | None = None
) -> Conflict:
    """A minimal set of conflicting laws by deletion; `tell` hears each rule tried and what came out.

    The problem must be known to be impossible. A rule whose removal stays undecided within `limits` is
    kept, and the conflict is then not called minimal. Rules late in the list are tried first, so that the
    conflict is told by the early, plain ones (posts, rest) where several tellings exist.
    """
    limits = limits.model_copy(update={"seconds": min(limits.seconds, PROBE)})
    left = problem.only_law()
    left = Problem(tuple(ruling for ruling in left.rulings if ruling.tallies), left.facts)
    minimal = True
    for rule in reversed(list(dict.fromkeys(ruling.rule for ruling in left.rulings))):
        smaller = left.without([rule])
        status = possible(smaller, limits)
        if tell:
            tell(rule, status)
        if status is Status.IMPOSSIBLE:
            left = smaller
        elif status is Status.UNDECIDED:
            minimal = False
    return Conflict(tuple(dict.fromkeys(ruling.rule for ruling in left.rulings)), minimal)
