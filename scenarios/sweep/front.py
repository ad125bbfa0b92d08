"""The Pareto front: rows of which none is at least as good in every column and better in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scenarios.sweep.columns import Row
from scenarios.sweep.model import Front

POSSIBLE = ("PROVEN", "FOUND")


def on_front(rows: Iterable[Row], front: Front) -> list[Row]:
    """The rows on the front, best in the first column first; rows without a plan are not looked at.

    Rows with the same numbers are all on it.
    """
    able = [row for row in rows if row["status"] in POSSIBLE]
    known = [(one, row) for row in able if None not in (one := _costs(row, front))]
    best: list[tuple[tuple[float, ...], Row]] = []
    for costs, row in sorted(known, key=lambda one: one[0]):
        # sorted, so that only an earlier one can be better
        if not any(_better(other, costs) for other, _ in best):
            best.append((costs, row))
    return [row for _, row in best]


def _costs(row: Row, front: Front) -> tuple[float, ...]:
    """The numbers to be small; those to be large with a minus."""
    signs = [(name, 1) for name in front.minimise] + [(name, -1) for name in front.maximise]
    values: Sequence[float | None] = [
        None if row.get(name) is None else sign * float(str(row[name])) for name, sign in signs
    ]
    return tuple(values)  # type: ignore[arg-type]


def _better(one: Sequence[float], other: Sequence[float]) -> bool:
    return one != other and all(mine <= theirs for mine, theirs in zip(one, other, strict=True))
