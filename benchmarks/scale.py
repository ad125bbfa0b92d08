"""Measure how the work spreads and grows, within a budget of seconds: `python -m benchmarks.scale`.

Three parts. *Throughput*: scenario solves a minute (one week of a small station, one solver thread, a seed
each) in one process, in two, and on two workers of a Dask scheduler on this machine; the efficiency of two
processes, what Dask costs beside the pool, memory a worker. *Growth*: people 26 → 260 → 2,600 in a week, days
7 → 28 → 84 with 26 people: seconds to the first lawful roster, to one within 1 % of its bound, to the proof;
drawn as a picture with the exponents. *Extrapolation* to 50,000 stations, with its assumptions.

Measure on an idle machine: `load` is the load average before the run, and is kept in the results.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import mean

from benchmarks import write_rows
from benchmarks.scale_draw import draw, exponent
from benchmarks.scale_work import PEOPLE, Grown, Size, Solved, grow, solve_week
from models import Limits
from scheduler.cluster import cluster
from scheduler.workers import Work, processes, run_all

STATIONS = 50_000
SIZES = ((PEOPLE, 1), (10 * PEOPLE, 1), (PEOPLE, 4), (PEOPLE, 12), (100 * PEOPLE, 1))
"""People and weeks of the growing problem, the longest last: building a model is not within its limit."""

Make = Callable[[], Executor]


@dataclass(frozen=True)
class Rate:
    """Solves a minute of one way to spread them, from the first results on; `start` seconds to the first.

    `cpu` are processor seconds a solve, `efficiency` the rate a process beside that of one process alone.
    """

    way: str
    workers: int
    solves: int
    start: float
    minute: float
    efficiency: float | None
    cpu: float
    peak_mib: float
    load: float


def rate(way: str, make: Make, workers: int, seconds: float, alone: float | None = None) -> Rate:
    """Solve for so many seconds. The first solve of each worker is left out: it starts the process."""
    load, began = _load(), time.monotonic()
    heard: list[tuple[float, Solved]] = []
    enough: list[bool] = []

    def tell(one: Solved | None) -> None:
        if one:
            heard.append((time.monotonic() - began, one))
        if not enough and time.monotonic() - began > seconds and len(heard) > 3 * workers:
            enough.append(True)
            raise KeyboardInterrupt  # what is under way ends

    run_all(range(1, 100_000), Work(solve_week, make, tell, lambda *_: None))
    warm = heard[workers - 1 :]
    minute = 60 * (len(warm) - 1) / (warm[-1][0] - warm[0][0])
    efficiency = round(minute / workers / alone, 3) if alone else None
    cpu, most = mean(one.cpu for _, one in heard), max(one.peak_mib for _, one in heard)
    start = round(heard[0][0], 2)
    return Rate(way, workers, len(heard), start, round(minute, 2), efficiency, round(cpu, 2), most, load)


def _load() -> float:
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else -1.0


@contextmanager
def _dask(workers: int) -> Iterator[str]:
    """A scheduler and worker processes on this machine."""
    from distributed import LocalCluster

    plain = {"threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with LocalCluster(n_workers=workers, **plain) as made:
        yield made.scheduler_address


def rates(jobs: int, seconds: float) -> list[Rate]:
    """One process, so many, and so many workers of Dask; each for a third of the seconds."""
    part = seconds / 3
    one = rate("one process", partial(processes, 1), 1, part)
    found = [one, rate("processes", partial(processes, jobs), jobs, part, one.minute)]
    try:
        with _dask(jobs) as address:
            found.append(rate("dask", partial(cluster, address), jobs, part, one.minute))
    except ImportError:
        print("dask: not installed (pip install xunfang[cluster])")
    return found


def growth(seconds: float, limit: float) -> list[Grown]:
    """Each size in a process of its own, the small ones first, as long as there are seconds left."""
    began, found = time.monotonic(), list[Grown]()
    for people, weeks in SIZES:
        left = seconds - (time.monotonic() - began)
        if left <= 0:
            print(f"{people} people, {7 * weeks} days: no seconds left")
            continue
        size = Size(people, weeks, Limits(seconds=min(limit, left), workers=1))
        run_all([size], Work(grow, partial(processes, 1), found.append, _not_grown))
        print(found[-1])
    return found


def _not_grown(size: Size, status: str, why: str) -> Grown:
    print(f"{size.people} people, {size.days} days: {why}")
    return Grown(size.people, size.days, 0, None, None, None, 0.0, status, 0.0)


def extrapolation(found: list[Rate], stations: int = STATIONS) -> list[str]:
    """Processor hours for so many stations, and the cores that do it in a night, with what is assumed."""
    pool = next(one for one in found if one.way == "processes")
    hours = stations * pool.cpu / 3600
    efficiency = pool.efficiency or 1.0
    return [
        f"{stations:,} stations x {pool.cpu} CPU s = {hours:,.0f} CPU h",
        f"in 8 h: {hours / 8 / efficiency:,.0f} cores at the efficiency measured ({efficiency})",
        f"memory: {pool.peak_mib:,.0f} MiB a worker",
        "assumed: every station takes as long as the small one measured (26 people, one week, no routes),",
        "and its folder (workbook, page, calendars) is not written;",
        "the efficiency of these few processes holds for many (stations are independent; a task is 0.3 MB at",
        "most, a summary 1 kB: a scheduler that hands out 100 tasks a second is busy some 10 minutes);",
        "no lending;",
        "the shared drive takes 0.35 MB a station (18 GB in all).",
    ]


def main(words: list[str] | None = None) -> int:
    """Measure within the budget; write the tables and the picture."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0, help="budget of the whole")
    parser.add_argument("--limit", type=float, default=60.0, help="solver seconds of one size")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--part", choices=["rates", "growth", "both"], default="both")
    folder = Path("benchmarks/results/scale")
    parser.add_argument("--out", type=Path, default=folder, help="folder for the results")
    given = parser.parse_args(words)
    share = given.seconds / 2 if given.part == "both" else given.seconds
    given.out.mkdir(parents=True, exist_ok=True)
    if given.part != "growth":
        found = rates(given.jobs, share)
        write_rows(given.out / "scale_rates.csv", found)
        for one in found:
            print(one)
        print("\n".join(extrapolation(found)))
    if given.part != "rates":
        grown = growth(share, given.limit)
        write_rows(given.out / "scale_growth.csv", grown)
        draw(grown, given.out / "scale_growth.svg")
        for axis in ("people", "days"):
            print(axis, {name: exponent(grown, axis, name) for name in ("first", "one_percent", "proof")})
    return 0


if __name__ == "__main__":
    sys.exit(main())
