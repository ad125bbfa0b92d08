"""Measurements on public instances and against peers; one row of a table a run."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True)
class Row:
    """One run: the first ten columns of every results file; `None` is an empty field.

    `seconds` is wall-clock time of the search, `best` the best cost known from elsewhere, `gap` the
    percentage by which `cost` lies above it.
    """

    suite: str
    instance: str
    method: str
    seed: int
    seconds: float
    cost: float | None
    bound: float | None
    best: float | None
    gap: float | None
    status: str


def gap(cost: float | None, best: float | None) -> float | None:
    """By how many percent of `best` a cost lies above it; `None` where either is unknown or best is 0."""
    if cost is None or not best:
        return None
    return round(100 * (cost - best) / best, 2) + 0.0  # never -0.0


def write_rows(path: Path, rows: Sequence[DataclassInstance]) -> None:
    """Write records of one dataclass as CSV, beside the target first and then renamed; makes the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(rows[0]))
        writer.writerows(map(astuple, rows))
    beside.replace(path)


def markdown(rows: Sequence[DataclassInstance], *columns: str) -> str:
    """A table of some columns for a document; what is unknown is a dash."""
    lines: list[Sequence[str]] = [columns, ["---"] * len(columns)]
    lines += [
        ["–" if (value := getattr(row, name)) is None else str(value) for name in columns] for row in rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
