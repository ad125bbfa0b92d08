"""A sweep from first to last: the points that have no row yet are planned, then the whole is drawn."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text as Line

from models import Fault, Faults
from scenarios.sweep.book import write_book
from scenarios.sweep.columns import Row
from scenarios.sweep.page import write_page
from scenarios.sweep.parquet import Parts
from scenarios.sweep.points import Point, points
from scenarios.sweep.read import Study
from scenarios.sweep.rows import Rows
from scenarios.sweep.shown import Shown, shown
from scenarios.sweep.task import FAULTY, Task, do, failed, packed
from scheduler.i18n import Text, language, tr
from scheduler.workers import FAILED, STOPPED, Work, run_all

Make = Callable[[], Executor]


class Store(Protocol):
    """Where rows go: CSV or Parquet."""

    def open(self) -> set[str]:
        """Make it or take it up; the keys in it."""

    def add(self, row: Row) -> None:
        """Append a row."""

    def close(self) -> None:
        """Write everything."""

    def read(self) -> Iterator[Row]:
        """Every row once."""


def store_at(path: Path, study: Study) -> Store:
    """A Parquet folder or a CSV file, as the name ends; raises Faults for other names.

    The page and the workbook get the same name with endings of their own.
    """
    if path.suffix == ".parquet":
        return Parts(path, study.columns)
    if path.suffix == ".csv":
        return Rows(path, study.columns)
    raise Faults([Fault(Text("rows are written as .csv or .parquet; let the name end so"), f"--out {path}")])


@dataclass(frozen=True)
class Spread:
    """How a sweep is spread: what opens an Executor, and the solver threads of each point."""

    make: Make
    workers: int = 1


def run_sweep(study: Study, out: Path, spread: Spread) -> int:
    """Plan what is left of a sweep; returns 0, or 3 when it was stopped or a point had an accident.

    Raises Faults where the table cannot be written, or holds the rows of something else.
    """
    console, began = Console(), time.monotonic()
    store = store_at(out, study)
    wanted = points(study, spread.workers)
    done = store.open()
    left = [one for one in wanted if one.key not in done]
    if len(left) < len(wanted):
        console.print(tr("{number} points are done already", number=len(wanted) - len(left)))
    try:
        complete = _spread(study, left, store, spread, console)
    finally:
        store.close()
    keys = {one.key for one in wanted}
    rows = [row for row in store.read() if row["key"] in keys]
    pictures = shown(study, rows)
    page, book = out.with_suffix(".html"), out.with_suffix(".xlsx")
    write_page(page, study, pictures)
    write_book(book, study, pictures)
    for line in closing(rows, len(wanted), pictures, time.monotonic() - began):
        console.print(Line(line), soft_wrap=True)
    for path in (out, page, book):
        console.print(Line(str(path)), soft_wrap=True)
    return 0 if complete and not any(row["status"] in (FAILED, FAULTY) for row in rows) else 3


def _spread(study: Study, left: list[Point], store: Store, spread: Spread, console: Console) -> bool:
    common = packed(study.scenario, study.base, study.sweep.promise)
    tasks = [Task(one, common, spread.workers, language()) for one in left]
    parts = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
             TimeRemainingColumn())  # fmt: skip
    with Progress(*parts, console=Console(stderr=True)) as bar:
        whole = bar.add_task(tr("Points"), total=len(left))

        def tell(row: Row) -> None:
            if row["status"] == STOPPED:
                return  # it is planned when the command is given again
            store.add(row)
            bar.advance(whole)
            if row["status"] in (FAILED, FAULTY):
                console.print(Line(f"{row['key']} {row['status']}: {row.get('says', '')}"), soft_wrap=True)

        return run_all(tasks, Work(do, spread.make, tell, failed))


def closing(rows: list[Row], wanted: int, pictures: Shown, seconds: float) -> Iterator[str]:
    """The sum, the promise kept most cheaply, the front."""
    counts = Counter(str(row["status"]) for row in rows)
    parts = ", ".join(f"{status} {number}" for status, number in sorted(counts.items()))
    yield tr("{done} of {wanted} points, {seconds} s: {parts}", done=len(rows), wanted=wanted,
             seconds=round(seconds), parts=parts)  # fmt: skip
    if len(rows) < wanted:
        yield tr("Stopped; what was done is kept. The same command goes on with the rest.")
    yield from pictures.sentences


def check_sweep(study: Study) -> str:
    """What a sweep would do, in a sentence."""
    number = len(points(study, 1))
    return tr("{file}: in order, {number} points", file=study.sweep.at().file, number=number)
