"""The few shapes a rule can take; each turns into tallies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from scheduler.kernel.tally import Fact, Ones, Tally, Term

Band = tuple[int | None, int | None]


class Clause(Protocol):
    """Something that can be written as tallies."""

    def tallies(self) -> Iterable[Tally]:
        """The counts that must stay in their bands."""


def ones(facts: Iterable[Fact]) -> tuple[Term, ...]:
    """Each fact once."""
    return tuple((1, fact) for fact in facts)


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What every clause says of itself: the sentence, whom and when it is about, what a unit costs."""

    says: object = ""
    who: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    weight: int = 1

    def tally(self, terms: Sequence[Term], low: int | None, high: int | None, constant: int = 0) -> Tally:
        """A tally with this clause's sentence and cost."""
        return Tally(
            terms, low, high, self.says, constant, self.weight, self.weight, self.who, self.when
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cover(About):
    """Between `low` and `high` of the facts hold: so many people in a crew."""

    facts: tuple[Fact, ...]
    low: int | None = None
    high: int | None = None
    over_weight: int | None = None

    def tallies(self) -> Iterator[Tally]:
        """One count."""
        over = self.weight if self.over_weight is None else self.over_weight
        yield Tally(
            Ones(self.facts), self.low, self.high, self.says, 0, self.weight, over, self.who, self.when
        )


@dataclass(frozen=True, slots=True)
class Load(About):
    """A weighted sum stays in a band: one person's minutes, nights, weekends."""

    terms: tuple[Term, ...]
    low: int | None = None
    high: int | None = None
    constant: int = 0

    def tallies(self) -> Iterator[Tally]:
        """One count."""
        yield self.tally(self.terms, self.low, self.high, self.constant)


@dataclass(frozen=True, slots=True)
class AtMostOne(About):
    """No two of the facts hold together."""

    facts: tuple[Fact, ...]

    def tallies(self) -> Iterator[Tally]:
        """One count."""
        yield self.tally(Ones(self.facts), None, 1)


@dataclass(frozen=True, slots=True)
class Forbid(About):
    """None of the facts holds."""

    facts: tuple[Fact, ...]

    def tallies(self) -> Iterator[Tally]:
        """One count of zero."""
        yield self.tally(Ones(self.facts), None, 0)


@dataclass(frozen=True, slots=True)
class Run(About):
    """Days in a row: no run of held days longer than `most`, and none shorter than `least`.

    Runs that touch either end of `days` are not judged for `least` (what lies beyond is unknown).
    `days` holds one fact a day; give marks where several cells may fill a day.
    """

    days: tuple[Fact, ...]
    least: int = 1
    most: int | None = None

    def tallies(self) -> Iterator[Tally]:
        """One window a start for `most`; one pattern `0 1…1 0` a start and length for `least`."""
        if self.most is not None:
            for i in range(len(self.days) - self.most):
                yield self.tally(Ones(self.days[i : i + self.most + 1]), None, self.most)
        for length in range(1, self.least):
            for i in range(len(self.days) - length - 1):
                before, *inside, after = self.days[i : i + length + 2]
                terms = ((-1, before), *ones(inside), (-1, after))
                yield self.tally(terms, None, length - 1)


@dataclass(frozen=True, slots=True)
class Gap(About):
    """Days without in a row: no gap between held days shorter than `least`; gaps at the ends are free."""

    days: tuple[Fact, ...]
    least: int = 1

    def tallies(self) -> Iterator[Tally]:
        """One pattern `1 0…0 1` a start and length."""
        for length in range(1, self.least):
            for i in range(len(self.days) - length - 1):
                before, *inside, after = self.days[i : i + length + 2]
                terms = ((1, before), *((-1, day) for day in inside), (1, after))
                yield self.tally(terms, None, 1)


@dataclass(frozen=True, slots=True)
class Together(About):
    """If one fact holds, the other does: two people in one crew, a walk and its crew."""

    one: Fact
    other: Fact

    def tallies(self) -> Iterator[Tally]:
        """One count of zero: the difference."""
        yield self.tally(((1, self.one), (-1, self.other)), 0, 0)


@dataclass(frozen=True, slots=True)
class Needs(About):
    """Whenever `fact` holds, at least `number` of `others` do."""

    fact: Fact
    others: tuple[Fact, ...]
    number: int = 1

    def tallies(self) -> Iterator[Tally]:
        """One count."""
        yield self.tally((*ones(self.others), (-self.number, self.fact)), 0, None)


@dataclass(frozen=True, slots=True)
class Wish(About):
    """A fact should hold (`want`), or should not."""

    fact: Fact
    want: bool = True

    def tallies(self) -> Iterator[Tally]:
        """One count of one or zero."""
        yield self.tally(Ones((self.fact,)), *((1, None) if self.want else (None, 0)))


@dataclass(frozen=True, slots=True)
class Keep(About):
    """Each fact stays as it was: `held` ones hold, `others` do not; every change counts."""

    held: tuple[Fact, ...] = ()
    others: tuple[Fact, ...] = ()

    def tallies(self) -> Iterator[Tally]:
        """One count a fact."""
        for fact in self.held:
            yield self.tally(Ones((fact,)), 1, None)
        for fact in self.others:
            yield self.tally(Ones((fact,)), None, 0)


@dataclass(frozen=True, slots=True)
class Given:
    """A clause of counts that are there already."""

    counts: tuple[Tally, ...]

    def tallies(self) -> Iterator[Tally]:
        """The counts as they are."""
        yield from self.counts


def count_clauses(clauses: Sequence[Clause]) -> list[Tally]:
    """All tallies of the clauses, in order."""
    return [tally for clause in clauses for tally in clause.tallies()]
