"""`benchmarks tune`: search the solver's settings over instances, for `xunfang plan --tuning`."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

from benchmarks.halving import Trial, halve
from benchmarks.machine import commit, cores, versions
from benchmarks.running import GRACE, suite_of, tasks, which
from benchmarks.space import Space
from benchmarks.trials import Trials
from models import Fault, Faults, Tuning

OURS = "xunfang"


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    which(parser)
    parser.add_argument("--seed", type=int, default=1, help="of the search for settings, and of each run")
    parser.add_argument("--trials", type=int, default=9, help="settings that are tried")
    parser.add_argument("--search", choices=("halving", "optuna"), default="halving")
    parser.add_argument("--out", type=Path, required=True, help="folder for tuning.yaml and trials.csv")


def main(given: argparse.Namespace) -> int:
    """Search, and write the best settings; today's are written again where nothing beats them."""
    suite = suite_of(given.suite)
    if OURS not in suite.methods:
        raise Faults([Fault(f"{suite.name} does not run the solver of {OURS}; name another suite")])
    seed = given.seed
    given.method, given.seed, given.tuning = [OURS], [seed], None
    trials = Trials(suite, list(tasks(given, suite)), GRACE, given.out)
    best = _searched(given, trials, seed)
    path = given.out / "tuning.yaml"
    write_tuning(path, best.tuning, _words(given, best, trials))
    print(f"{path}: loss {best.loss:+.4f} against today's settings (0)")
    return 0


def _searched(given: argparse.Namespace, trials: Trials, seed: int) -> Trial:
    space = Space(seed)
    if given.search == "halving":
        return halve(space, trials, given.trials)
    try:
        from benchmarks.optuna_search import optimise
    except ImportError as error:
        raise Faults([Fault("this search needs Optuna. Maybe pip install 'xunfang[tune]'")]) from error
    return optimise(space, trials, given.trials)


def _words(given: argparse.Namespace, best: Trial, trials: Trials) -> list[str]:
    first = trials.tasks[0]
    return [
        f"Found {date.today()} by `python -m benchmarks tune --search {given.search}`.",
        f"{first.suite}: {', '.join(dict.fromkeys(task.instance for task in trials.tasks))}",
        f"{first.seconds:g} s a run, seed {first.seed}, {given.trials} trials",
        f"loss {best.loss:+.4f}; 0 is what the settings were before, below is better",
        f"{cores()} cores, commit {commit() or 'unknown'}, {versions()}",
    ]


def write_tuning(path: Path, tuning: Tuning, words: list[str]) -> None:
    """Write settings as YAML, with words above them, beside the target first and then renamed."""
    lines = [f"# {word}" for word in words]
    lines += [f"{key}: {json.dumps(value)}" for key, value in tuning.model_dump(mode="json").items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.part")
    beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    beside.replace(path)
