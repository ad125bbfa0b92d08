"""The kernel's one idea: a count that must stay in a band."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import NamedTuple, cast, overload


class Cell(NamedTuple):
    """One yes/no fact of a plan: `who` serves in (or walks, or takes) `what`."""

    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Mark:
    """True when any of its cells is, or both cells of any of its pairs; equal by name."""

    name: str
    cells: tuple[Cell, ...] = field(compare=False)
    pairs: tuple[tuple[Cell, Cell], ...] = field(compare=False, default=())

    def holds(self, chosen: Container[Cell]) -> bool:
        """Whether any cell, or any whole pair, is among the chosen."""
        return any(cell in chosen for cell in self.cells) or any(
            one in chosen and other in chosen for one, other in self.pairs
        )


Fact = Cell | Mark
Term = tuple[int, Fact]


class Ones(Sequence[Term]):
    """Terms in which each fact counts once; only the facts are kept, in a tuple that others may hold too."""

    __slots__ = ("facts",)

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        self.facts = facts

    def __len__(self) -> int:
        return len(self.facts)

    def __iter__(self) -> Iterator[Term]:
        return zip(repeat(1), self.facts)

    @overload
    def __getitem__(self, at: int) -> Term: ...
    @overload
    def __getitem__(self, at: slice) -> Ones: ...
    def __getitem__(self, at: int | slice) -> Term | Ones:
        return Ones(self.facts[at]) if isinstance(at, slice) else (1, self.facts[at])

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Ones | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def counted_once(terms: Sequence[Term]) -> tuple[Fact, ...] | None:
    """The facts of terms that all have the coefficient 1; None for others."""
    if isinstance(terms, Ones):
        return terms.facts
    return tuple(fact for _, fact in terms) if all(c == 1 for c, _ in terms) else None


def cells_alone(terms: Sequence[Term]) -> tuple[Cell, ...] | None:
    """The cells of terms that look at no mark; None for others."""
    facts = terms.facts if isinstance(terms, Ones) else tuple([fact for _, fact in terms])
    return cast("tuple[Cell, ...]", facts) if set(map(type, facts)) <= {Cell} else None


@dataclass(frozen=True, slots=True)
class Tally:
    """`low ≤ constant + Σ coefficient × fact ≤ high`, and the sentence that says so.

    `under` and `over` are what each unit outside the band costs when the rule may yield. `who` and
    `when` name the people and the days (or crews) the count is about; `says` is rendered by `str()`.
    """

    terms: Sequence[Term]
    low: int | None = None
    high: int | None = None
    says: object = ""
    constant: int = 0
    under: int = 1
    over: int = 1
    who: tuple[str, ...] = ()
    when: tuple[str, ...] = ()

    def count(self, chosen: Container[Cell]) -> int:
        """The count for a set of chosen cells."""
        total = self.constant
        for coefficient, fact in self.terms:
            if fact in chosen if isinstance(fact, Cell) else fact.holds(chosen):
                total += coefficient
        return total

    def outside(self, chosen: Container[Cell]) -> tuple[int, int]:
        """(units below the band, units above it); (0, 0) when it is kept."""
        number = self.count(chosen)
        below = 0 if self.low is None else max(0, self.low - number)
        above = 0 if self.high is None else max(0, number - self.high)
        return below, above

    def cost(self, chosen: Container[Cell]) -> int:
        """What the count costs: 0 inside the band."""
        below, above = self.outside(chosen)
        return self.under * below + self.over * above

    @property
    def span(self) -> tuple[int, int]:
        """The least and the greatest count that any choice could give."""
        if isinstance(self.terms, Ones):
            return self.constant, self.constant + len(self.terms)
        least = self.constant + sum(c for c, _ in self.terms if c < 0)
        return least, self.constant + sum(c for c, _ in self.terms if c > 0)


def cells_of(terms: Iterable[Term]) -> Iterable[Cell]:
    """Every cell in the terms, those inside marks too."""
    for _, fact in terms:
        if isinstance(fact, Cell):
            yield fact
        else:
            yield from fact.cells
            for pair in fact.pairs:
                yield from pair
