"""`benchmarks run`: every method on every instance with every seed, each in a process of its own."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import markdown, methods
from benchmarks.card import Suite
from benchmarks.judged import curve, judged, steps
from benchmarks.process import run
from benchmarks.registry import SUITES
from benchmarks.results import Book, Result
from benchmarks.task import Task
from models import Fault, Faults
from scheduler.intake.tuning_file import read_tuning

SHOWN = ("instance", "method", "seed", "seconds", "cost", "bound", "best", "gap", "status")
GRACE = 30.0


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    which(parser)
    parser.add_argument("--method", nargs="+", action="extend", default=[], help="by name, or all")
    parser.add_argument("--seed", type=int, nargs="+", action="extend", help="one or more; 1")
    parser.add_argument("--grace", type=float, default=GRACE, help="seconds from the limit to the kill")
    parser.add_argument("--tuning", type=Path, help="settings of our own search, a .yaml file")
    parser.add_argument("--out", type=Path, required=True, help="folder for results.csv and curves.csv")


def which(parser: argparse.ArgumentParser) -> None:
    """The options that say which instances, and how."""
    parser.add_argument("--suite", required=True, help=f"one of {', '.join(SUITES)}")
    names = "names, patterns such as 'p4*', or numbers at their end; none means all"
    parser.add_argument("--instance", nargs="+", action="extend", default=[], help=names)
    parser.add_argument("--seconds", type=float, default=60.0, help="limit of a run, writing the model too")
    parser.add_argument("--data", type=Path, help="folder of the public data")
    parser.add_argument("--workers", type=int, help="other than each method's own number")
    parser.add_argument("--reproducible", action="store_true", help="deterministic seconds, where it can")


def suite_of(name: str) -> Suite:
    """The suite of a name; raises Faults naming those there are."""
    found = SUITES.get(name.replace("_", "-").replace(" ", "-"))
    if found is None:
        raise Faults([Fault(f"there is no suite '{name}'. Maybe one of {', '.join(SUITES)}")])
    return found


def tasks(given: argparse.Namespace, suite: Suite) -> Iterator[Task]:
    """What is asked for, instance by instance; raises Faults before the first."""
    names = suite.chosen(given.instance, given.data)
    if not names:
        raise Faults([Fault(f"{given.data}: no instance of {suite.name}. Maybe another --data")])
    if suite.many and not given.instance:
        raise Faults([Fault(f"{suite.name} has {len(names)} instances; name some with --instance, or '*'")])
    chosen = methods.chosen(suite, given.method)
    tuning = read_tuning(given.tuning).model_dump_json() if given.tuning else ""
    data = str(given.data.absolute()) if given.data else None
    for name in names:
        for seed in given.seed or (1,):
            for method in (one for one in chosen if suite.knows(one, name)):
                yield Task(suite.name, name, method, seed, given.seconds, data, given.workers,
                           given.reproducible, tuning)  # fmt: skip


def measure(suite: Suite, todo: Sequence[Task], grace: float, book: Book | None) -> Iterator[Result]:
    """Run the tasks one after the other, have each judged, and keep the tables of the folder."""
    opened: tuple[str, Any] = ("", None)
    for task in todo:
        if opened[0] != task.instance:
            opened = task.instance, suite.open(task.instance, task.folder)
        ran = run(task, grace)
        best = suite.best(task.instance, task.folder)
        result, verdict = judged(suite, opened[1], task, ran, best)
        if book:
            book.add(result, curve(result, ran), steps(result, ran, verdict))
        yield result


def main(given: argparse.Namespace) -> int:
    """Measure; 2 where an answer was wrong."""
    suite = suite_of(given.suite)
    todo = list(tasks(given, suite))
    book, done = Book(given.out), []
    for result in measure(suite, todo, given.grace, book):
        said = f"{result.status} {result.cost} ({result.bound}), best {result.best}, {result.seconds} s"
        note = f" | {result.note}" if result.note else ""
        print(f"{result.instance} {result.method} {result.seed}: {said}{note}", flush=True)
        done.append(result)
    print(markdown(done, *SHOWN))
    return 2 if any(result.status == "wrong" for result in done) else 0
