"""A swap asked for by two people: which turns change hands, whether that is lawful, and what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models import Crew, Importance, Person, Week
from scheduler import ledger
from scheduler.changes.basis import Basis
from scheduler.changes.facts import with_facts
from scheduler.kernel.audit import audit, price
from scheduler.kernel.problem import Problem
from scheduler.kernel.tally import Cell
from scheduler.rulebook.book import Book

Served = frozenset[Cell]
Broken = tuple[tuple[str, str], ...]
"""(rule, what it says) of laws."""

Prices = tuple[tuple[Importance, str, int, int], ...]
"""(importance, rule, cost before, cost after)."""


@dataclass(frozen=True)
class Swap:
    """`giver` gives up some crews of a date to `taker`, and takes `back` some; `text` as it was typed."""

    text: str
    giver: str
    taker: str
    crews: tuple[str, ...]
    back: tuple[str, ...] = ()

    @property
    def cells(self) -> dict[Cell, bool]:
        """The turns that it decides."""
        hands = [(self.giver, self.taker, crew) for crew in self.crews]
        hands += [(self.taker, self.giver, crew) for crew in self.back]
        return {
            cell: holds for one, other, crew in hands
            for cell, holds in ((Cell(one, crew), False), (Cell(other, crew), True))
        }  # fmt: skip

    def on(self, served: Served) -> Served:
        """Who serves where once it is carried out."""
        decided = self.cells
        return frozenset((served - decided.keys()) | {cell for cell, holds in decided.items() if holds})


@dataclass(frozen=True)
class Load:
    """Hours (minutes of presence) and nights of one person, before and after."""

    person: Person
    minutes: tuple[int, int]
    nights: tuple[int, int]


@dataclass(frozen=True)
class Verdict:
    """What is to be said of a swap: laws it would break, and every price that changes, by rule."""

    swap: Swap
    broken: Broken
    prices: Prices
    loads: tuple[Load, ...]

    @property
    def lawful(self) -> bool:
        """Whether it breaks no law."""
        return not self.broken


def possible_swaps(text: str, pair: tuple[str, str], crew: Crew, basis: Basis, week: Week) -> Iterator[Swap]:
    """The exchange where the other serves that date too, then the plain taking over."""
    giver, taker = pair
    mine = _with_inner(giver, crew, basis.served, week)
    others = [
        one for one in week.crews
        if one.date == crew.date and one.is_turn and one.start >= basis.now and one.id != crew.id
        and Cell(taker, one.id) in basis.served
    ]  # fmt: skip
    theirs = tuple(dict.fromkeys(c for one in others for c in _with_inner(taker, one, basis.served, week)))
    if theirs:
        yield Swap(text, giver, taker, mine, theirs)
    if not any(Cell(taker, one) in basis.served for one in mine):
        yield Swap(text, giver, taker, mine)


def _with_inner(who: str, crew: Crew, served: Served, week: Week) -> tuple[str, ...]:
    """A crew, and the crews inside it that somebody serves as part of it."""
    inner = [
        one.id for one in week.crews
        if one.only_within and crew.duty in one.within and one.inside(crew) and Cell(who, one.id) in served
    ]  # fmt: skip
    return crew.id, *inner


def judge_swap(swaps: Iterable[Swap], book: Book, week: Week, basis: Basis) -> Verdict:
    """The verdict on the first lawful of some ways to swap, or on the first of them when none is."""
    verdicts = [_judged(swap, book, week, basis) for swap in swaps]
    return next((one for one in verdicts if one.lawful), verdicts[0])


def _judged(swap: Swap, book: Book, week: Week, basis: Basis) -> Verdict:
    after = swap.on(basis.served)
    return Verdict(swap, *compared(book, week, basis, after), tuple(_loads(week, swap, basis.served, after)))


def compared(book: Book, week: Week, basis: Basis, after: Served) -> tuple[Broken, Prices]:
    """The laws that another roster breaks and the published one does not, and every price that changes."""
    read = book.read(replace(week, also=basis.served | after))
    problem = with_facts(read, basis.facts(week))
    broken = tuple(_new_breaches(problem, basis.served, after))
    return broken, tuple(_prices(problem, basis.served, after))


def _new_breaches(problem: Problem, before: Served, after: Served) -> Iterator[tuple[str, str]]:
    laws = problem.only_law()
    known = {id(one.tally) for one in audit(laws, before)}
    for one in audit(laws, after):
        if id(one.tally) not in known:
            yield one.ruling.rule, str(one.tally.says)


def _prices(problem: Problem, before: Served, after: Served) -> Iterator[tuple[Importance, str, int, int]]:
    past = {cell for cell, holds in problem.facts.items() if holds}
    for level in problem.levels:
        for ruling in level:
            one, other = (price(ruling.tallies, frozenset(chosen | past)) for chosen in (before, after))
            if one != other:
                yield ruling.importance, ruling.rule, one, other


def _loads(week: Week, swap: Swap, before: Served, after: Served) -> Iterator[Load]:
    lines = [ledger.lines_of(week, served) for served in (before, after)]
    for who in (swap.giver, swap.taker):
        mine = [[line for line in some if line.person == who] for some in lines]
        minutes = [sum(line.minutes for line in some) for some in mine]
        nights = [sum(line.nights for line in some) for some in mine]
        yield Load(week.station.by_id[who], (minutes[0], minutes[1]), (nights[0], nights[1]))
