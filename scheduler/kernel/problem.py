"""A problem: what each rule asks for, in the order of importance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat

from models import Importance
from scheduler.kernel.clauses import Clause, count_clauses
from scheduler.kernel.tally import Cell, Fact, Tally, cells_alone, cells_of
from scheduler.kernel.uncollected import uncollected


@dataclass(frozen=True)
class Ruling:
    """What one rule says about one problem: clauses of one importance and rank.

    Rulings of one importance with different ranks are solved one after the other, lower rank first.
    """

    rule: str
    importance: Importance
    clauses: tuple[Clause, ...]
    rank: int = 0

    @property
    def hard(self) -> bool:
        """Whether the rule is law."""
        return self.importance is Importance.LAW

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """The counts of all clauses."""
        with uncollected():
            return tuple(count_clauses(self.clauses))

    @property
    def level(self) -> tuple[int, int]:
        """Place in the order of passes."""
        return self.importance.place, self.rank


@dataclass(frozen=True)
class Problem:
    """Rulings over cells, and cells that are facts already (the past)."""

    rulings: tuple[Ruling, ...]
    facts: dict[Cell, bool] = field(default_factory=dict)

    @cached_property
    def laws(self) -> tuple[Ruling, ...]:
        """Rulings that may never be broken."""
        return tuple(ruling for ruling in self.rulings if ruling.hard)

    @cached_property
    def levels(self) -> tuple[tuple[Ruling, ...], ...]:
        """Rulings that may yield, grouped into passes, most important first."""
        soft = [ruling for ruling in self.rulings if not ruling.hard]
        places = sorted({ruling.level for ruling in soft})
        return tuple(tuple(ruling for ruling in soft if ruling.level == place) for place in places)

    def cells(self) -> Iterator[Cell]:
        """Every cell that any rule speaks about, once, in order of appearance."""
        return iter(self._cells)

    @cached_property
    def _cells(self) -> tuple[Cell, ...]:
        seen: dict[Cell, None] = {}
        marks: dict[str, Fact] = {}
        with uncollected():
            for ruling in self.rulings:
                for tally in ruling.tallies:
                    if (cells := cells_alone(tally.terms)) is not None:
                        seen.update(zip(cells, repeat(None)))
                        continue
                    for term in tally.terms:
                        fact = term[1]
                        if isinstance(fact, Cell):
                            seen[fact] = None
                        elif marks.get(fact.name) is not fact:
                            marks[fact.name] = fact
                            seen.update(dict.fromkeys(cells_of((term,))))
        return tuple(seen)

    def without(self, rules: Iterable[str]) -> Problem:
        """The same problem without some rules."""
        dropped = set(rules)
        return Problem(tuple(ruling for ruling in self.rulings if ruling.rule not in dropped), self.facts)

    def only_law(self) -> Problem:
        """The same problem without anything that may yield."""
        return Problem(self.laws, self.facts)
