"""Measure a county bureau's week in one command: seconds, memory, proofs: `python -m benchmarks.bureau`.

The 44 stations of `scenarios.generate bureau` are planned in so many processes, without routes. One row a
station (`seconds` is wall-clock time of its process, `cpu` processor seconds), and a last row for the whole
command; `peak_mib` is the most memory that one worker held, in the last row that of all processes together.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import Row, write_rows
from models import Limits
from scenarios.generate import files_of, write
from scheduler.bureau.order import BureauOptions, read_bureau_order
from scheduler.bureau.planning import plan_bureau
from scheduler.bureau.task import Summary, peak
from scheduler.commands import Options
from scheduler.workers import processes


@dataclass(frozen=True)
class Run(Row):
    """One station; `cost` counts empty seats, which no roster can have fewer of when it is proven."""

    cpu: float
    peak_mib: float
    people: int
    turns: int
    jobs: int
    limit: float
    workers: int


def row(one: Summary, jobs: int, limits: Limits) -> Run:
    """A station's row."""
    bound = one.empty if one.status == "PROVEN" else None
    return Run(
        "bureau", f"county/{one.id}", "xunfang", limits.seed, one.seconds, one.empty, bound, None, None,
        one.status, one.cpu, one.peak, sum(one.strength.values()), one.turns, jobs, limits.seconds,
        limits.workers,
    )  # fmt: skip


def whole(runs: list[Run], seconds: float, jobs: int, limits: Limits) -> Run:
    """The command as one row; its memory is the parent's and that of as many of the largest workers."""
    largest = sorted((run.peak_mib for run in runs), reverse=True)[:jobs]
    status = "PROVEN" if all(run.status == "PROVEN" for run in runs) else "PARTLY"
    cpu = round(sum(run.cpu for run in runs), 1)
    empty = sum(run.cost or 0 for run in runs)
    people, turns = sum(run.people for run in runs), sum(run.turns for run in runs)
    memory = round(peak() + sum(largest), 1)
    return Run(
        "bureau", f"county, {len(runs)} stations", "xunfang", limits.seed, round(seconds, 1), empty, None,
        None, None, status, cpu, memory, people, turns, jobs, limits.seconds, limits.workers,
    )  # fmt: skip


def main(words: list[str] | None = None) -> int:
    """Measure, and write `bureau.csv`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bureau", description=__doc__)
    parser.add_argument("--stations", type=int, help="only the first so many")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60.0, help="limit a station")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results"), help="folder for the results")
    given = parser.parse_args(words)
    limits = Limits(seconds=given.seconds, workers=given.workers, seed=given.seed)
    with TemporaryDirectory() as folder:
        write(files_of("bureau", given.seed, given.stations), Path(folder))
        options = Options(Path(), "2026-11-23", limits=limits, lang="en")
        order = read_bureau_order(BureauOptions(Path(folder), options, Path(folder, "out")))
        began = time.monotonic()
        result = plan_bureau(order, partial(processes, given.jobs), lambda one: print(one.id, one.status))
        seconds = time.monotonic() - began
    runs = [row(result.found[task.id], given.jobs, limits) for task in order.tasks]
    runs.append(whole(runs, seconds, given.jobs, limits))
    write_rows(given.out / "bureau.csv", runs)
    last = runs[-1]
    print(f"{last.instance}: {last.status}, {last.seconds} s, {last.peak_mib} MiB, {last.turns} turns")
    return result.code


if __name__ == "__main__":
    sys.exit(main())
