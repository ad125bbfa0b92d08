"""The picture of a growing problem: seconds over people and over days, both axes by tens, with exponents."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from pathlib import Path

from benchmarks.scale_work import PEOPLE, Grown

MARKS = {"first": "first lawful roster", "one_percent": "within 1 %", "proof": "proven"}


def line(found: Sequence[Grown], axis: str, mark: str) -> list[tuple[int, float]]:
    """(size, seconds) along one axis, the other at its least; sizes that ended without are left out."""
    on = [one for one in found if (one.days == 7 if axis == "people" else one.people <= PEOPLE * 1.5)]
    points: list[tuple[int, float | None]] = [(getattr(one, axis), getattr(one, mark)) for one in on]
    return sorted((size, max(seconds, 0.01)) for size, seconds in points if seconds is not None)


def exponent(found: Sequence[Grown], axis: str, mark: str) -> float | None:
    """k of seconds ~ size^k by least squares of the logarithms; None below two sizes."""
    points = [(log(size), log(seconds)) for size, seconds in line(found, axis, mark)]
    if len(points) < 2:
        return None
    x, y = (sum(one) / len(points) for one in zip(*points, strict=True))
    slope = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
    return float(round(slope, 2))


def draw(found: Sequence[Grown], path: Path) -> None:
    """Write the picture, where matplotlib is installed."""
    try:
        import matplotlib as mpl
    except ImportError:
        print("no picture: pip install 'xunfang[bench]'")
        return
    mpl.use("Agg")
    mpl.rcParams.update({"svg.hashsalt": "xunfang", "figure.constrained_layout.use": True})
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 2, figsize=(9.0, 3.8), sharey=True)
    for at, axis in zip(axes, ("people", "days"), strict=True):
        for mark, name in MARKS.items():
            if points := line(found, axis, mark):
                k = exponent(found, axis, mark)
                at.plot(
                    *zip(*points, strict=True), marker="o", label=name if k is None else f"{name}: size^{k}"
                )
        at.set(xscale="log", yscale="log", xlabel=axis)
        sizes = sorted({size for mark in MARKS for size, _ in line(found, axis, mark)})
        at.set_xticks(sizes, [f"{size:,}" for size in sizes])
        at.minorticks_off()
        at.legend(loc="lower right")
    axes[0].set(ylabel="seconds")
    figure.savefig(path, format="svg", metadata={"Date": None})
    pyplot.close(figure)
