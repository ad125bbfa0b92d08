"""`benchmarks compare`: two methods or two results files, pair by pair: a mean ratio and how sure it is."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.results import RESULTS, Result, read_lines
from models import Fault, Faults

FIGURES = ("cost", "seconds")
SAMPLES = 10_000
SURE = 0.95
EVEN = 1e-9
"""Ratios nearer to 1 than this are ties."""

Pair = tuple[str, float]
"""(instance, ratio of A to B)."""


@dataclass(frozen=True)
class Comparison:
    """A against B. `ratio` is the geometric mean of A's figure over B's, below 1 where A is better.

    `low` and `high` hold it with 95 % by the bootstrap over instances. Pairs in which only one has an
    answer are `wins` or `losses` of A without a ratio; those in which neither has are `neither`.
    """

    pairs: int
    ratio: float | None
    low: float | None
    high: float | None
    wins: int
    ties: int
    losses: int
    neither: int


def compare(ours: Sequence[Result], theirs: Sequence[Result], figure: str = "cost") -> Comparison:
    """Compare runs of the same suite, instance and seed; raises Faults when there is none in both."""
    found: list[Pair] = []
    wins = ties = losses = neither = 0
    for one, other in paired(ours, theirs):
        a, b = _figure(one, figure), _figure(other, figure)
        if a is None and b is None:
            neither += 1
            continue
        better = ratio(a, b, most=one.most and figure == "cost")
        if a is not None and b is not None:
            found.append((f"{one.suite}/{one.instance}", better))
        wins += better < 1 - EVEN
        ties += abs(better - 1) <= EVEN
        losses += better > 1 + EVEN
    return Comparison(len(found), *_mean(found), wins, ties, losses, neither)


def paired(ours: Iterable[Result], theirs: Iterable[Result]) -> Iterator[tuple[Result, Result]]:
    """Runs of the same suite, instance and seed, and of the same limit where there are such."""
    mine, other = list(ours), list(theirs)
    for names in (("suite", "instance", "seed", "limit"), ("suite", "instance", "seed")):
        by = {tuple(getattr(one, name) for name in names): one for one in other}
        keys = ((one, tuple(getattr(one, name) for name in names)) for one in mine)
        if pairs := [(one, by[key]) for one, key in keys if key in by]:
            yield from pairs
            return
    raise Faults([Fault("the two have no run of the same instance and seed. Maybe other files?")])


def _figure(one: Result, figure: str) -> float | None:
    """The figure compared: seconds count only where the run ended by itself."""
    if figure == "cost":
        return one.cost
    return one.seconds if one.status in ("PROVEN", "IMPOSSIBLE", "RAN") else None


def ratio(a: float | None, b: float | None, *, most: bool = False) -> float:
    """How many times worse A is than B; with a zero among them both are raised by one."""
    if a is None or b is None:
        return math.inf if a is None else 0.0
    if most:
        a, b = b, a
    if min(a, b) <= 0:
        low = min(a, b)
        a, b = a - low + 1, b - low + 1
    return a / b


def _mean(pairs: Sequence[Pair]) -> tuple[float | None, float | None, float | None]:
    """Geometric mean, and its bootstrap interval; seeds of one instance are drawn together."""
    if not pairs:
        return None, None, None
    logs: dict[str, list[float]] = {}
    for instance, value in pairs:
        logs.setdefault(instance, []).append(math.log(value))
    means = [math.fsum(one) / len(one) for one in logs.values()]
    middle = math.fsum(means) / len(means)
    drawn = np.random.default_rng(0).choice(means, (SAMPLES, len(means))).mean(axis=1)
    low, high = np.quantile(drawn, [(1 - SURE) / 2, (1 + SURE) / 2])
    return math.exp(middle), math.exp(low), math.exp(high)


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("a", help="a results file or its folder, or a method of --results")
    parser.add_argument("b", help="the other")
    parser.add_argument("--results", type=Path, default=Path("benchmarks/results/lab"),
                        help="where methods are looked for: a results file or its folder")  # fmt: skip
    parser.add_argument("--method", help="this method of both files")
    parser.add_argument("--suite", help="this suite only")
    parser.add_argument("--of", choices=FIGURES, default="cost", help="seconds: of runs ended by themselves")


def main(given: argparse.Namespace) -> int:
    """Compare method by method where the files have the same ones, else the one of each."""
    ours, theirs = (_runs(name, given) for name in (given.a, given.b))
    same = [one for one in _methods(ours) if one in _methods(theirs)]
    groups = [([r for r in ours if r.method == m], [r for r in theirs if r.method == m]) for m in same]
    if not same:
        if len(_methods(ours)) > 1 or len(_methods(theirs)) > 1:
            raise Faults([Fault("the files share no method; name one of each with --method or as A and B")])
        groups = [(ours, theirs)]
    for a, b in groups:
        print(f"{given.a} {_methods(a)[0]} : {given.b} {_methods(b)[0]}, {given.of}")
        print(said(compare(a, b, given.of)))
    return 0


def said(found: Comparison) -> str:
    """The comparison in words."""
    text = f"{found.wins} wins, {found.ties} ties, {found.losses} losses of A; {found.neither} without both"
    if found.ratio is None or found.low is None or found.high is None:
        return f"  no pair with both figures; {text}"
    interval = f"[{found.low:.4f}, {found.high:.4f}] at 95 %"
    return f"  A/B {found.ratio:.4f} {interval}, below 1 is better, {found.pairs} pairs; {text}"


def _methods(runs: Sequence[Result]) -> list[str]:
    return list(dict.fromkeys(run.method for run in runs))


def _runs(name: str, given: argparse.Namespace) -> list[Result]:
    """The runs that a word means: a file, a folder, or a method."""
    path = Path(name)
    if path.exists():
        runs = read_lines(path / RESULTS if path.is_dir() else path, Result)
        runs = [run for run in runs if given.method in (None, run.method)]
    else:
        folder = given.results
        runs = read_lines(folder / RESULTS if folder.is_dir() else folder, Result)
        runs = [run for run in runs if run.method == name]
    runs = [run for run in runs if given.suite in (None, run.suite)]
    if not runs:
        raise Faults([Fault(f"'{name}' is neither a results file nor a method of {given.results}")])
    return runs
