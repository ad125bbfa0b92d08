"""A chart as SVG: one step line, level lines with their names, ticks below."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.reports.report import Chart

WIDTH, HEIGHT, LEFT, RIGHT, BELOW = 720.0, 200.0, 26.0, 30.0, 18.0
"""Units of the drawing, and its margins."""


@dataclass(frozen=True)
class Drawing:
    """Coordinates of everything the template draws."""

    width: float
    height: float
    line: str
    area: str
    ticks: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]
    scale: tuple[tuple[float, int], ...]
    left: float = LEFT
    right: float = WIDTH - RIGHT
    bottom: float = HEIGHT - BELOW


def draw(chart: Chart) -> Drawing:
    """Where everything lies; the scale begins at 0 and ends above the highest value and level."""
    top = max([1.0, *chart.values, *(value for value, _ in chart.levels)]) * 1.08
    bottom, wide = HEIGHT - BELOW, WIDTH - LEFT - RIGHT

    def x(step: float) -> float:
        return round(LEFT + wide * step / max(1, len(chart.values)), 1)

    def y(value: float) -> float:
        return round(bottom - (bottom - 6) * value / top, 1)

    steps = "".join(f"V{y(value)}H{x(n + 1)}" for n, value in enumerate(chart.values))
    apart = max(1, round(top / 6))
    return Drawing(
        WIDTH, HEIGHT, f"M{x(0)},{y(chart.values[0] if chart.values else 0)}{steps}",
        f"M{x(0)},{bottom}{steps}V{bottom}Z",
        tuple((x(step), text) for step, text in chart.ticks),
        tuple((y(value), text) for value, text in chart.levels),
        tuple((y(value), value) for value in range(0, int(top) + 1, apart)),
    )  # fmt: skip
