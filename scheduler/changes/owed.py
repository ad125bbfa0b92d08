"""Who is owed most: the weeks remembered, summed for each person, and the order in which people are asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from models import LedgerLine, Person, Plan, StaffKind

MEASURES = ("nights", "weekends", "holidays", "minutes")
"""What is owed apart from each other; minutes are hours of presence."""


@dataclass(frozen=True)
class Account:
    """One person's service over the weeks remembered, beside his fair share of it."""

    person: Person
    lines: tuple[LedgerLine, ...]

    def served(self, measure: str) -> float:
        """What he served."""
        return float(sum(getattr(line, measure) for line in self.lines))

    def fair(self, measure: str) -> float:
        """What would have been his fair share."""
        return float(sum(getattr(line, f"fair_{measure}") for line in self.lines))

    def above(self, measure: str) -> float:
        """How far above his fair share (+), or below (-)."""
        return self.served(measure) - self.fair(measure)


def accounts(plan: Plan, kind: StaffKind | None = None) -> tuple[Account, ...]:
    """Everybody who has a record in the plan's ledger, this week's included, by id."""
    mine: dict[str, list[LedgerLine]] = {}
    for line in plan.ledger:
        mine.setdefault(line.person, []).append(line)
    return tuple(
        Account(person, tuple(mine[person.id]))
        for person in sorted(plan.people, key=lambda one: one.id)
        if person.id in mine and kind in (None, person.kind)
    )


def to_ask(group: Iterable[Account], measure: str) -> list[Account]:
    """The order in which people are asked for one more: furthest below the fair share first, then hours."""
    return sorted(
        group,
        key=lambda one: (round(one.above(measure), 3), round(one.above("minutes"), 3), one.person.id),
    )


def band(group: Iterable[Account], measure: str) -> tuple[float, float, float]:
    """Least, median and most of what people of a group served, without saying who."""
    served = [one.served(measure) for one in group]
    return min(served), median(served), max(served)
