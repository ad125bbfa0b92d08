"""Measure a real station's week beside plain models, limits equal: `python -m benchmarks.station_week`."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from benchmarks import Row, gap, markdown, write_rows
from benchmarks.peers import plain_cp_sat, plain_highs
from benchmarks.peers.cases import CASES, Case, lawful_cost, open_case
from benchmarks.peers.plain_model import Answer
from models import Limits
from scheduler.kernel.audit import chosen_with_past, price
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell


@dataclass(frozen=True)
class Run(Row):
    """One method on one case.

    `cost` is the roster's in the peers' measure, whoever made it; `bound` is known to the peers only, and
    `unproven` the percentage of `cost` above it. `times_ours` is `seconds` as a multiple of ours; without a
    proof the true number is higher.
    """

    limit: float
    workers: int
    build_seconds: float
    cells: int
    tallies: int | None
    version: str
    unproven: float | None = None
    times_ours: float | None = None


@dataclass(frozen=True)
class TierRun:
    """What a roster costs in one step of our tiers of importance; bound and seconds are of ours only."""

    suite: str
    instance: str
    method: str
    importance: str
    rules: str
    value: int
    bound: int | None
    status: str
    seconds: float | None


Result = tuple[Run, list[TierRun]]


def run_ours(case: Case, limits: Limits) -> Result:
    """The engine on a case; raises RuntimeError when its roster breaks a law of either side."""
    began = time.monotonic()
    outcome = solve(case.problem, limits)
    seconds = round(time.monotonic() - began, 2)
    ended = [
        TierRun(
            "station_week", case.name, "xunfang", done.rulings[0].importance.value,
            " ".join(ruling.rule for ruling in done.rulings), done.value, done.bound, done.status.value,
            round(done.seconds, 2),
        )
        for done in outcome.passes
    ]  # fmt: skip
    cost = lawful_cost(case, outcome.chosen) if ended else None
    run = Run(
        "station_week", case.name, "xunfang", limits.seed, seconds, cost, None, None, None,
        outcome.status.value, limits.seconds, limits.workers, round(case.build_seconds, 2),
        len(list(case.problem.cells())), case.tallies, f"ortools {version('ortools')}",
    )  # fmt: skip
    return run, ended


def run_peer(case: Case, method: str, limits: Limits) -> Result:
    """A peer on a case; raises RuntimeError when its answer costs more than it says, or is unlawful."""
    solve_plain = plain_cp_sat.solve
    if method == "plain-highs":
        # HiGHS gains nothing from more threads than cores.
        solve_plain, limits = plain_highs.solve, limits.model_copy(update={"workers": os.cpu_count() or 1})
    answer = solve_plain(case.plain, limits)
    ended: list[TierRun] = []
    if answer.cost is not None:
        chosen = [Cell(*cell) for cell in answer.chosen]
        if lawful_cost(case, chosen) != answer.cost:
            raise RuntimeError(f"{case.name}: {method} says {answer.cost}, not {lawful_cost(case, chosen)}")
        ended = list(_in_our_measure(case, method, chosen))
    return _peer_run(case, method, answer, limits), ended


def _peer_run(case: Case, method: str, answer: Answer, limits: Limits) -> Run:
    return Run(
        "station_week", case.name, method, limits.seed, round(answer.seconds, 2), answer.cost, answer.bound,
        None, None, answer.status, limits.seconds, limits.workers, round(answer.build_seconds, 2),
        sum(len(post.people) for post in case.plain.posts), None, answer.version,
        None if not answer.cost else round(100 * (answer.cost - answer.bound) / answer.cost, 2),
    )  # fmt: skip


def _in_our_measure(case: Case, method: str, chosen: list[Cell]) -> Iterator[TierRun]:
    known = chosen_with_past(case.shared, chosen)
    for level in case.shared.levels:
        value = price([tally for ruling in level for tally in ruling.tallies], known)
        rules = " ".join(ruling.rule for ruling in level)
        importance = level[0].importance.value
        yield TierRun("station_week", case.name, method, importance, rules, value, None, "PRICED", None)


def compared(runs: list[Run]) -> list[Run]:
    """The runs of one case beside the cheapest roster of them, and beside our seconds."""
    best = min((run.cost for run in runs if run.cost is not None), default=None)
    ours = next((run.seconds for run in runs if run.method == "xunfang"), None)
    return [
        replace(
            run,
            best=best,
            gap=gap(run.cost, best),
            times_ours=round(run.seconds / ours, 1) if ours else None,
        )
        for run in runs
    ]


def start_up(times: int = 5) -> Run:
    """Median seconds of `xunfang --help` in a new process."""
    command = [sys.executable, "-c", "from scheduler.cli import main; main()", "--help"]
    spent = []
    for _ in range(times):
        began = time.monotonic()
        subprocess.run(command, capture_output=True, check=True)
        spent.append(time.monotonic() - began)
    return Run(
        "start_up", "xunfang --help", f"median of {times}", 0, round(statistics.median(spent), 3), None, None,
        None, None, "RAN", 0.0, 1, 0.0, 0, None, f"python {sys.version.split()[0]}",
    )  # fmt: skip


METHODS = ("xunfang", "plain-cp-sat", *(["plain-highs"] if plain_highs.available() else []))


def arguments(words: list[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.station_week", description=__doc__)
    parser.add_argument("--case", action="append", choices=CASES, help="one or more; none means all")
    parser.add_argument("--method", action="append", choices=METHODS, help="one or more; none means all")
    parser.add_argument("--seconds", type=float, default=60.0, help="limit a method and case")
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reproducible", action="store_true", help="one worker, deterministic seconds")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results"), help="folder for the results")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> int:
    """Measure the cases asked for; writes `station_week.csv` and `station_week_tiers.csv`."""
    given = arguments(words)
    limits = Limits(
        seconds=given.seconds, workers=given.workers, seed=given.seed, reproducible=given.reproducible
    )
    runs = [start_up()] if find_spec("scheduler.cli") else []
    tier_runs: list[TierRun] = []
    for name in given.case or CASES:
        case = open_case(name)
        found: list[Run] = []
        for method in given.method or METHODS:
            run, ended = run_ours(case, limits) if method == "xunfang" else run_peer(case, method, limits)
            print(f"{name} {method}: {run.status} {run.cost} ≥ {run.bound}, {run.seconds} s", flush=True)
            found.append(run)
            tier_runs += ended
        runs += compared(found)
        write_rows(given.out / "station_week.csv", runs)
        write_rows(given.out / "station_week_tiers.csv", tier_runs)
    print(
        markdown(runs, "instance", "method", "status", "seconds", "times_ours", "cost", "bound", "unproven")
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
