"""What is asked for otherwise: a person out of a crew, or into one of some, as one more law."""

from __future__ import annotations

from dataclasses import dataclass

from models import Importance
from scheduler.kernel.clauses import Clause, Cover, Load
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell

QUESTION = "question"
"""The rule id of what is asked; it is no rule of the book."""


@dataclass(frozen=True)
class Force:
    """`out` must not hold; at least one of `into` must."""

    out: Cell | None = None
    into: tuple[Cell, ...] = ()

    def upon(self, problem: Problem) -> Problem:
        """The problem with what is asked as a law."""
        law = Ruling(QUESTION, Importance.LAW, tuple(self._clauses()))
        return Problem((law, *problem.rulings), problem.facts)

    def _clauses(self) -> list[Clause]:
        clauses: list[Clause] = []
        if self.out:
            # -x ≥ 0, not x ≤ 0: a plainly barred cell would fall out of its part, and the part lose its floor
            clauses.append(Load(((-1, self.out),), low=0))
        if self.into:
            clauses.append(Cover(self.into, low=1))
        return clauses

    def kept(self, chosen: frozenset[Cell]) -> bool:
        """Whether a choice does what is asked."""
        return self.out not in chosen and (not self.into or any(cell in chosen for cell in self.into))
