"""Measurements on public instances and against peers; one row of a table a run."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One run: the first ten columns of every results file; `None` is an empty field.

    `seconds` is wall-clock time of the search, `best` the best cost known from elsewhere, `gap` how far
    `cost` lies above it, as a part of it (0.05 is 5 %).
    """

    suite: str
    instance: str
    method: str
    seed: int
    seconds: float
    cost: int | None
    bound: int | None
    best: int | None
    gap: float | None
    status: str


def gap(cost: int | None, best: int | None) -> float | None:
    """How far a cost lies above another, as a part of the other, to four places; `None` where unknown."""
    if cost is None or best is None:
        return None
    return round((cost - best) / max(1, best), 4)


def write_rows(path: Path, rows: Sequence[Row]) -> None:
    """Write a results file: the columns of the rows' class, beside the target first, then renamed."""
    write_table(path, [field.name for field in fields(rows[0])], (astuple(row) for row in rows))


def write_table(path: Path, header: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """Write any table as CSV, beside the target first, then renamed; makes the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)
    os.replace(beside, path)  # noqa: PTH105 - replaces an open-able target on Windows too
