"""`benchmarks plot`: cost and bound over time for each instance, and performance profiles of each suite."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.profiles import Steps, profiles
from benchmarks.results import CURVES, RESULTS, Point, Result, read_lines
from models import Fault, Faults

SIZE = (7.0, 4.2)
"""Inches."""


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--results", type=Path, required=True, help="a folder that `benchmarks run` filled")
    parser.add_argument("--suite", help="this suite only")
    parser.add_argument("--format", choices=("svg", "png"), default="svg")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")


def main(given: argparse.Namespace) -> int:
    """Draw; needs matplotlib."""
    runs = [run for run in read_lines(given.results / RESULTS, Result) if given.suite in (None, run.suite)]
    curves = given.results / CURVES
    points = read_lines(curves, Point) if curves.is_file() else []
    if not runs:
        raise Faults([Fault(f"{given.results}: no runs to draw. Maybe another --suite")])
    canvas = _matplotlib()
    given.out.mkdir(parents=True, exist_ok=True)
    for name, figure in drawings(canvas, runs, points):
        path = given.out / f"{name}.{given.format}"
        beside = path.with_name(f"{path.name}.part")
        dated = {"Date": None} if given.format == "svg" else {}
        figure.savefig(beside, format=given.format, metadata=dated, dpi=150)
        canvas.close(figure)
        beside.replace(path)
        print(path)
    return 0


def _matplotlib() -> Any:
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise Faults([Fault("plot needs matplotlib. Maybe pip install 'xunfang[bench]'")]) from error
    mpl.use("Agg")
    # The same results draw the same file.
    mpl.rcParams.update({"svg.hashsalt": "xunfang", "figure.constrained_layout.use": True})
    from matplotlib import pyplot

    return pyplot


def drawings(canvas: Any, runs: Sequence[Result], points: Sequence[Point]) -> Iterator[tuple[str, Any]]:
    """Each picture with the name of its file."""
    for suite, instance in dict.fromkeys((run.suite, run.instance) for run in runs):
        mine = [one for one in points if (one.suite, one.instance) == (suite, instance)]
        if mine:
            best = next((run.best for run in runs if run.instance == instance and run.suite == suite), None)
            name = re.sub(r"[^\w.-]+", "-", f"time-{suite}-{instance}")
            yield name, over_time(canvas, f"{suite}: {instance}", mine, best)
    for suite in dict.fromkeys(run.suite for run in runs):
        mine_too = [run for run in runs if run.suite == suite]
        for figure in ("cost", "seconds"):
            found = profiles(mine_too, figure)
            if any(found.values()):
                yield f"profile-{suite}-{figure}", profile(canvas, f"{suite}: {figure}", found)


def over_time(canvas: Any, title: str, points: Sequence[Point], best: float | None) -> Any:
    """Cost (full) and bound (dotted) of each run over seconds, and the best known as a line."""
    figure, axes = canvas.subplots(figsize=SIZE)
    colours = {method: f"C{i}" for i, method in enumerate(dict.fromkeys(one.method for one in points))}
    named: set[str] = set()
    for key in dict.fromkeys(one.key for one in points):
        line = [one for one in points if one.key == key]
        method = line[0].method
        label = None if method in named else method
        named.add(method)
        costs = [(one.seconds, one.cost) for one in line if one.cost is not None]
        bounds = [(one.seconds, one.bound) for one in line if one.bound is not None]
        axes.step(*zip(*costs, strict=True), where="post", color=colours[method], label=label)
        if bounds:
            axes.step(*zip(*bounds, strict=True), where="post", color=colours[method], linestyle=":")
    if best is not None:
        axes.axhline(best, color="grey", linewidth=0.8, label="best known")
    axes.set(title=title, xlabel="seconds", ylabel="cost; bound dotted", xscale="symlog")
    axes.set_xlim(left=0)
    axes.legend()
    return figure


def profile(canvas: Any, title: str, found: dict[str, Steps]) -> Any:
    """On which share of the runs each method is within a factor of the best of them."""
    figure, axes = canvas.subplots(figsize=SIZE)
    most = max((steps[-1][0] for steps in found.values() if steps), default=1.0)
    right = max(1.01, most * 1.02)
    for method, steps in found.items():
        line = [(1.0, 0.0), *steps, (right, steps[-1][1] if steps else 0.0)]
        axes.step(*zip(*line, strict=True), where="post", label=method)
    scale = "log" if right > 2 else "linear"
    axes.set(title=title, xlabel="times the best of the run", ylabel="share of the runs", xscale=scale)
    axes.set(xlim=(1.0, right), ylim=(0.0, 1.02))
    axes.legend(loc="lower right")
    return figure
