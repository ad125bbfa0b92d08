"""Which counts are one person's own business, and which link people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scheduler.kernel.parts import Part
from scheduler.kernel.tally import Cell, Mark, Tally, cells_of

LAW = -1
"""The level of a count that may not be broken."""


class NotSuited(Exception):  # noqa: N818 - a plain answer, not an error
    """This part has counts that no decomposition by person here can read."""


@dataclass(frozen=True)
class Count:
    """A tally and the level it costs on (`LAW`: it must hold)."""

    tally: Tally
    level: int


@dataclass(frozen=True)
class Member:
    """One person's cells, in order, and the counts that touch nobody else."""

    who: str
    cells: tuple[Cell, ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Link:
    """A count over several people: its terms by person; what is settled already is in the constant."""

    count: Count
    constant: int
    shares: Mapping[str, tuple[tuple[int, Cell | Mark], ...]]


@dataclass(frozen=True)
class Split:
    """A part as people and what links them."""

    members: tuple[Member, ...]
    links: tuple[Link, ...]
    levels: int
    settled: Mapping[Cell, bool] = field(repr=False)


def split(part: Part, settled: Mapping[Cell, bool]) -> Split:
    """The part by person; raises NotSuited where a mark looks at cells of several people."""
    cells: dict[str, list[Cell]] = defaultdict(list)
    for cell in part.order:
        cells[cell.who].append(cell)
    own: dict[str, list[Count]] = defaultdict(list)
    links: list[Link] = []
    for count in _counts(part):
        people = {cell.who for cell in cells_of(count.tally.terms) if cell not in settled}
        if len(people) == 1:
            own[people.pop()].append(count)
        else:
            links.append(_link(count, settled))
    members = tuple(Member(who, tuple(mine), tuple(own[who])) for who, mine in cells.items())
    return Split(members, tuple(links), len(part.levels), settled)


def _counts(part: Part) -> Iterable[Count]:
    for tally in part.laws:
        yield Count(tally, LAW)
    for level, tallies in enumerate(part.levels):
        for tally in tallies:
            yield Count(tally, level)


def _link(count: Count, settled: Mapping[Cell, bool]) -> Link:
    shares: dict[str, list[tuple[int, Cell | Mark]]] = defaultdict(list)
    constant = count.tally.constant
    for coefficient, fact in count.tally.terms:
        if isinstance(fact, Cell):
            if fact in settled:
                constant += coefficient * settled[fact]
            else:
                shares[fact.who].append((coefficient, fact))
            continue
        owners = {cell.who for cell in cells_of(((1, fact),)) if cell not in settled}
        if len(owners) > 1:
            raise NotSuited(f"a mark over several people: {fact.name}")
        known = frozenset(cell for cell in cells_of(((1, fact),)) if settled.get(cell))
        if fact.holds(known):
            constant += coefficient
        elif owners:
            shares[owners.pop()].append((coefficient, fact))
    return Link(count, constant, {who: tuple(terms) for who, terms in shares.items()})
