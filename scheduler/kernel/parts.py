"""Fall a problem apart: cells that no count links can be decided on their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from scheduler.kernel.groups import SETTLED, Groups
from scheduler.kernel.problem import Problem
from scheduler.kernel.tally import Cell, Fact, Tally, counted_once
from scheduler.kernel.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class Part:
    """Cells that hang together through the laws and the levels looked at, with their counts.

    `order` is the same cells in an order that does not change from run to run.
    """

    cells: frozenset[Cell]
    order: tuple[Cell, ...]
    laws: tuple[Tally, ...]
    levels: tuple[tuple[Tally, ...], ...]


class Parts:
    """The parts of a problem as level after level links more of it.

    The lexicographic optimum of independent parts is the optimum of each: costs and bounds add up.
    Laws that other laws imply link nothing and are left to the audit.
    """

    def __init__(self, problem: Problem) -> None:
        with uncollected():
            laws = [tally for ruling in problem.laws for tally in ruling.tallies]
            self.barred = barred(laws)
            settled = self.barred | problem.facts.keys()
            self._levels = problem.levels
            self._groups = Groups(cell for cell in problem.cells() if cell not in settled)
            # What each part holds, by its root, and the parts as they were given last.
            self._tallies: list[dict[int, list[Tally]]] = []
            self._given: dict[int, Part] = {}
            self._take(without_implied(laws))

    def up_to(self, level: int) -> Iterator[Part]:
        """The parts that the laws and levels `0…level` make; call with 0, 1, 2 and so on.

        The first, without cells, holds the counts that are settled already.
        """
        if self._levels:
            with uncollected():
                self._take(t for ruling in self._levels[level] for t in ruling.tallies if _can_cost(t))
        for root in (SETTLED, *self._groups.roots()):
            self._given[root] = self._part(root)
            yield self._given[root]

    def _part(self, root: int) -> Part:
        """One part; where nothing was linked to it since, it shares all but the last level."""
        known = self._given.get(root)
        if known is None or len(known.cells) != self._groups.size(root):
            order = self._groups.members(root)
            known = Part(frozenset(order), order, tuple(self._tallies[0].get(root, ())), ())
        new = self._tallies[1 + len(known.levels) :]
        return replace(known, levels=(*known.levels, *(tuple(found.get(root, ())) for found in new)))

    def _take(self, tallies: Iterable[Tally]) -> None:
        """Link cells that the tallies count together, and put each tally to its part."""
        found: dict[int, list[Tally]] = defaultdict(list)
        self._tallies.append(found)
        for tally in tallies:
            found[self._groups.link(tally.terms, self._moved)].append(tally)

    def _moved(self, one: int, other: int) -> None:
        """What was the other part's is the first one's now."""
        self._given.pop(other, None)
        for tallies in self._tallies:
            if other in tallies:
                tallies.setdefault(one, []).extend(tallies.pop(other))


def _can_cost(tally: Tally) -> bool:
    least, most = tally.span
    return (tally.low is not None and least < tally.low) or (tally.high is not None and most > tally.high)


def barred(tallies: Iterable[Tally]) -> set[Cell]:
    """Cells that a law alone forbids."""
    found: set[Cell] = set()
    for tally in tallies:
        if tally.high is None:
            continue
        room = tally.high - tally.constant
        if (facts := counted_once(tally.terms)) is not None:
            found.update(fact for fact in facts if room == 0 and isinstance(fact, Cell))
        elif not any(c < 0 for c, _ in tally.terms):
            found.update(fact for c, fact in tally.terms if c > room >= 0 and isinstance(fact, Cell))
    return found


Cover = tuple[frozenset[Fact], int]
"""Facts of which so many hold by law."""


def without_implied(laws: list[Tally]) -> Iterator[Tally]:
    """The laws without those that a cover implies: where four must serve, nobody serves alone."""
    covers = _covers(laws, {fact for tally in laws if _yielding(tally) for fact in _plus(tally)})
    for tally in laws:
        if not (_yielding(tally) and _implied(tally, covers)):
            yield tally


def _covers(laws: list[Tally], asked: set[Fact]) -> dict[Fact, list[Cover]]:
    """The covers in which each of the facts asked for stands."""
    found: dict[Fact, list[Cover]] = defaultdict(list)
    for tally in laws if asked else ():
        if tally.low is None or tally.high is not None or (low := tally.low - tally.constant) <= 0:
            continue
        facts = counted_once(tally.terms)
        # Each of some cells counted once; no other count is implied by a cover over it.
        if facts and asked.issuperset(facts) and all(isinstance(fact, Cell) for fact in facts):
            cells = frozenset(facts)
            for fact in facts if len(cells) == len(facts) else ():
                found[fact].append((cells, low))
    return found


def _yielding(tally: Tally) -> bool:
    """Whether the tally asks for enough of some facts where others hold."""
    return tally.low is not None and tally.high is None and any(c < 0 for c, _ in tally.terms)


def _plus(tally: Tally) -> Iterator[Fact]:
    return (fact for c, fact in tally.terms if c == 1)


def _implied(tally: Tally, covers: Mapping[Fact, list[Cover]]) -> bool:
    assert tally.low is not None
    least, _ = tally.span
    plus = frozenset(_plus(tally))
    counted: set[Fact] = set()
    for fact in _plus(tally):
        for cells, low in covers.get(fact, ()):
            if cells <= plus and not cells & counted:
                counted |= cells
                least += low
    return least >= tally.low
