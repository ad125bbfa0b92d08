"""Where everything lies in the pictures of a sweep: squares of a heat map, points of a front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scenarios.sweep.columns import Row
from scenarios.sweep.front import POSSIBLE
from scenarios.sweep.model import Front
from scenarios.sweep.shown import Heat, Shown

LIGHT, DARK = (247, 251, 255), (33, 102, 172)
"""Colours of the least and the greatest value; also apart in grey print."""

LEFT, CELL, TALL = 110, 64, 34
"""Room for the names of rows, and a square of a heat map."""

SIGNS = {"IMPOSSIBLE": "✗", "UNDECIDED": "?", "FAULTY": "!", "FAILED": "!"}
"""In squares without a number."""

WIDTH, HEIGHT, MARGIN = 560, 320, 56
"""The picture of a front."""


@dataclass(frozen=True)
class Cell:
    """A square with its colour, its text, and the text that appears when the pointer rests on it."""

    x: int
    y: int
    color: str
    text: str
    ink: str
    tip: str


@dataclass(frozen=True)
class Dot:
    """A point of the front's picture."""

    x: float
    y: float
    best: bool
    tip: str


@dataclass(frozen=True)
class Scatter:
    """All points, in two columns of the front: (column, least, greatest) of each axis."""

    dots: tuple[Dot, ...]
    across: tuple[str, float, float]
    up: tuple[str, float, float]


def _span(heat: Heat) -> tuple[float, float]:
    values = [one.value for line in heat.squares for one in line if one.value is not None]
    return (min(values), max(values)) if values else (0.0, 0.0)


def _part(value: float, least: float, most: float) -> float:
    return (value - least) / (most - least) if most > least else 0.0


def shade(value: float, heat: Heat) -> str:
    """The colour of a value, as #rrggbb."""
    part = _part(value, *_span(heat))
    return "#" + "".join(f"{round(a + part * (b - a)):02x}" for a, b in zip(LIGHT, DARK, strict=True))


def ink(value: float, heat: Heat) -> str:
    """What can be read on the colour of a value."""
    return "#ffffff" if _part(value, *_span(heat)) > 0.55 else "#111111"


def cells(heat: Heat) -> tuple[Cell, ...]:
    """Every square of a heat map; the lowest row of the picture is the first value."""
    found = []
    for n, line in enumerate(reversed(heat.squares)):
        for m, one in enumerate(line):
            x, y = LEFT + m * CELL, n * TALL
            at = f"{heat.map.y} = {heat.ys[len(heat.ys) - 1 - n]}, {heat.map.x} = {heat.xs[m]}"
            if one.value is None:
                found.append(
                    Cell(x, y, "#e6e6e6", SIGNS.get(one.status, "·"), "#666", f"{at}: {one.status or '—'}")
                )
            else:
                text = f"{one.value:.4g}"
                tip = f"{at}: {text} (n = {one.rows})"
                found.append(Cell(x, y, shade(one.value, heat), text, ink(one.value, heat), tip))
    return tuple(found)


def scatter(what: Shown, front: Front, settings: Sequence[str]) -> Scatter | None:
    """The first two columns of the front over each other; none where it has only one."""
    names = [*front.minimise, *front.maximise][:2]
    rows = [
        row for row in what.rows if row["status"] in POSSIBLE and all(row[one] is not None for one in names)
    ]
    if len(names) < 2 or not rows:
        return None
    values = [[float(str(row[name])) for row in rows] for name in names]
    (left, right), (low, high) = ((min(one), max(one)) for one in values)
    best = {str(row["key"]) for row in what.front}
    dots = tuple(
        Dot(
            round(MARGIN + _part(x, left, right) * (WIDTH - 2 * MARGIN), 1),
            round(HEIGHT - MARGIN - _part(y, low, high) * (HEIGHT - 2 * MARGIN), 1),
            str(row["key"]) in best, _tip(row, names, settings),
        )
        for x, y, row in zip(*values, rows, strict=True)
    )  # fmt: skip
    return Scatter(dots, (names[0], left, right), (names[1], low, high))


def _tip(row: Row, names: Sequence[str], settings: Sequence[str]) -> str:
    return ", ".join(f"{name} = {row[name]}" for name in (*settings, *names))
