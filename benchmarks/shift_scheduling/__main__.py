"""Measure the kernel on the public shift scheduling instances: `python -m benchmarks.shift_scheduling`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks import Row, gap, markdown, write_rows
from benchmarks.shift_scheduling.evaluator import evaluate
from benchmarks.shift_scheduling.instance import Instance
from benchmarks.shift_scheduling.reader import read_instance
from benchmarks.shift_scheduling.rulebook import Board, problem_of
from models import Faults, Limits
from scheduler.kernel.outcome import Outcome
from scheduler.kernel.solve import solve

SMALL = (1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
"""Instances run by default; 21 and 23 need gigabytes."""


@dataclass(frozen=True)
class Run(Row):
    """One instance solved by the kernel, with the size of its model and the limits of the search."""

    limit: float
    workers: int
    build_seconds: float
    cells: int
    tallies: int
    ortools: str


class Disagreement(RuntimeError):  # noqa: N818 - it is what it says
    """The evaluator and the kernel say different things of one roster."""


def measure(instance: Instance, limits: Limits, best: int | None = None) -> Run:
    """Solve one instance and have the roster judged; raises Disagreement when the judge differs."""
    began = time.monotonic()
    board = Board(instance)
    problem = problem_of(board)
    tallies = sum(len(ruling.tallies) for ruling in problem.rulings)
    built = time.monotonic()
    outcome = solve(problem, limits)
    seconds = time.monotonic() - built
    cost = judged_cost(board, outcome)
    return Run(
        "shift_scheduling",
        instance.name,
        "xunfang",
        limits.seed,
        round(seconds, 2),
        cost,
        outcome.passes[0].bound if outcome.passes else None,
        best,
        gap(cost, best),
        outcome.status.value,
        limits.seconds,
        1 if limits.reproducible else limits.workers,
        round(built - began, 2),
        len(board.assignments),
        tallies,
        version("ortools"),
    )


def judged_cost(board: Board, outcome: Outcome) -> int | None:
    """The cost by the separate evaluator, `None` without a roster; raises Disagreement."""
    if not outcome.passes:
        return None
    verdict = evaluate(board.instance, (board.assignments[cell] for cell in outcome.chosen))
    said = outcome.passes[0].value
    if verdict.breaches or verdict.cost != said:
        raise Disagreement(
            f"{board.instance.name}: the kernel says cost {said} and lawful; the evaluator says cost "
            f"{verdict.cost} and {sorted(verdict.breaches) or 'lawful'}"
        )
    return verdict.cost


def best_known(folder: Path) -> dict[str, int]:
    """Best known cost by number of the instance; empty where the folder has no best_known.json."""
    file = folder / "best_known.json"
    loaded = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {number: entry["best"] for number, entry in loaded.items()}


def folder_of(data: Path) -> Path:
    """Where the instances lie: the data folder itself, or `rostering` in it."""
    return data / "rostering" if (data / "rostering").is_dir() else data


def arguments(words: list[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.shift_scheduling", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of Instance1.txt and so on")
    parser.add_argument("--instances", default=",".join(map(str, SMALL)), help="numbers, such as 1,3,5")
    parser.add_argument("--seconds", type=float, default=60.0, help="limit an instance")
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reproducible", action="store_true", help="one worker, deterministic seconds")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results"), help="folder for the results")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> int:
    """Run the instances asked for and write `shift_scheduling.csv`; 1 where one cannot be read."""
    given = arguments(words)
    folder = folder_of(given.data)
    limits = Limits(
        seconds=given.seconds, workers=given.workers, seed=given.seed, reproducible=given.reproducible
    )
    best = best_known(folder)
    runs: list[Run] = []
    for number in given.instances.split(","):
        try:
            instance = read_instance(folder / f"Instance{number.strip()}.txt")
        except (Faults, OSError) as error:
            print(error, file=sys.stderr)
            return 1
        run = measure(instance, limits, best.get(number.strip()))
        said = f"{run.instance}: {run.status} {run.cost} ≥ {run.bound}, best {run.best}, {run.seconds} s"
        print(said, flush=True)
        runs.append(run)
        write_rows(given.out / "shift_scheduling.csv", runs)
    print(markdown(runs, "instance", "cost", "bound", "best", "gap", "status", "seconds", "tallies"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
