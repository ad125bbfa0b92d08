"""Simple exchanges, found without a search: one person for another, or two who change places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from models import Crew, Week
from scheduler.kernel.tally import Cell
from scheduler.questions.counts import Change, Counts


def inner(week: Week, crew: Crew) -> tuple[Crew, ...]:
    """Crews that go out only from inside this one."""
    near = week.crews_on(crew.date)
    return tuple(one for one in near if one.only_within and crew.duty in one.within)


def replacement(week: Week, chosen: frozenset[Cell], crew: Crew, person: str, other: str) -> Change:
    """`other` takes `person`'s seat in the crew, and his place in the patrols inside it."""
    mine = [one.id for one in (crew, *inner(week, crew)) if Cell(person, one.id) in chosen]
    out = frozenset(Cell(person, one) for one in mine)
    return Change(out, frozenset(Cell(other, one) for one in mine) - chosen)


def exchanges(
    week: Week, chosen: frozenset[Cell], crew: Crew, person: str, others: Iterable[str]
) -> Iterator[Change]:
    """One of `others` for the person in a crew: for nothing, for one of his own turns, then for more.

    Last of all the two change places in a turn more each, or he gives two turns for one.
    """
    others = tuple(others)
    yield from (replacement(week, chosen, crew, person, other) for other in others)
    for most in (1, 2):
        for other in others:
            his = _tradable(week, chosen, other, person, crew)
            mine = _tradable(week, chosen, person, other, crew) if most == 2 else []
            for further in [(), *((one,) for one in mine)]:
                for back in (*_ones(his, most, further), *(combinations(his, 2) if most == 2 else ())):
                    given = [replacement(week, chosen, one, person, other) for one in (crew, *further)]
                    yield _joined([*given, *(replacement(week, chosen, one, other, person) for one in back)])


def _ones(his: list[Crew], most: int, further: tuple[Crew, ...]) -> list[tuple[Crew, ...]]:
    """One turn back, unless the same exchange came before."""
    return [(one,) for one in his] if most == 1 or further else []


def _tradable(week: Week, chosen: frozenset[Cell], who: str, other: str, beside: Crew) -> list[Crew]:
    """The turns of one person that another could take over."""
    crews = [week.by_id[cell.what] for cell in chosen if cell.who == who and cell.what in week.by_id]
    open_ = [one for one in crews if one.id != beside.id and not one.on_call and not one.invited]
    return sorted((one for one in open_ if Cell(other, one.id) not in chosen), key=lambda one: one.id)


def _joined(changes: Iterable[Change]) -> Change:
    parts = tuple(changes)
    return Change(
        frozenset().union(*(one.out for one in parts)), frozenset().union(*(one.into for one in parts))
    )


def free_exchange(counts: Counts, changes: Iterable[Change]) -> Change | None:
    """The first change that breaks no law and costs the same in every level."""
    return next((one for one in changes if counts.free(one)), None)
