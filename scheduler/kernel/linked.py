"""Laws as loose counts: which hang together through the cells they look at, and what roster keeps them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from models import Importance, Limits, Status
from scheduler.kernel.audit import chosen_with_past
from scheduler.kernel.clauses import Given
from scheduler.kernel.parts import without_implied
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell, Tally, cells_of

Count = tuple[str, Tally]
"""A rule and one of its counts."""


def keep_all(
    counts: Iterable[Count], facts: dict[Cell, bool], limits: Limits
) -> tuple[Status, frozenset[Cell]]:
    """Whether a roster keeps all of the counts (`PROVEN`, `IMPOSSIBLE`, `UNDECIDED`), and such a roster."""
    laws = Ruling("all", Importance.LAW, (Given(tuple(tally for _, tally in counts)),))
    problem = Problem((laws,), facts)
    outcome = solve(problem, limits)
    return outcome.status, chosen_with_past(problem, outcome.chosen)


def linked(counts: Sequence[Count], facts: Container[Cell]) -> list[list[Count]]:
    """The counts that can be broken and are not implied, by parts that share no open cell; small parts first.

    If the counts have no roster, one of the parts has none by itself.
    """
    telling = {id(tally) for tally in without_implied([tally for _, tally in counts])}
    left = [count for count in counts if id(count[1]) in telling and _breakable(count[1])]
    root: dict[Cell, Cell] = {}
    for _, tally in left:
        cells = [cell for cell in cells_of(tally.terms) if cell not in facts]
        for cell in cells:
            root[_root(root, cell)] = _root(root, cells[0])
    parts: dict[Cell | None, list[Count]] = {}
    for count in left:
        first = next((cell for cell in cells_of(count[1].terms) if cell not in facts), None)
        parts.setdefault(None if first is None else _root(root, first), []).append(count)
    return sorted(parts.values(), key=len)


def _root(root: dict[Cell, Cell], cell: Cell) -> Cell:
    while (above := root.setdefault(cell, cell)) != cell:
        root[cell] = root[above]
        cell = above
    return cell


def _breakable(tally: Tally) -> bool:
    least, most = tally.span
    return (tally.low is not None and least < tally.low) or (tally.high is not None and most > tally.high)
