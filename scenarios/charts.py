"""Charts that set columns side by side: lines over the day, people at their values, bars of cost."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, LEFT, RIGHT = 900.0, 40.0, 10.0
"""Units of a drawing, and its margins."""

NAMES, ROW, BAR = 150.0, 34.0, 17.0
"""Room for names on the left, the height of a row of people, and of a bar."""

COLOURS = ("#1d5b91", "#b4380c", "#3d7a37", "#7a4b94", "#8a6d00", "#5a5a5a")
DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 2 1 2 1 2", "1 2")
"""Of the columns in their order; dashes tell them apart on paper without colour."""


@dataclass(frozen=True)
class Mark:
    """A column's sign in the legend and in the charts."""

    name: str
    colour: str
    dash: str


def marks(names: Sequence[str]) -> tuple[Mark, ...]:
    """A sign for each column."""
    return tuple(
        Mark(name, COLOURS[n % len(COLOURS)], DASHES[n % len(DASHES)]) for n, name in enumerate(names)
    )


@dataclass(frozen=True)
class Lines:
    """Step lines over 24 hours; `scale` are heights with their numbers, `ticks` the hours below."""

    title: str
    paths: tuple[tuple[str, Mark], ...]
    scale: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, int], ...]
    kind: str = "lines"
    height: float = 190.0


@dataclass(frozen=True)
class Bubble:
    """So many people at one value."""

    x: float
    radius: float
    people: int


@dataclass(frozen=True)
class Dots:
    """A row for each column: people at their values, the more the larger, and the mean as a small mark."""

    title: str
    rows: tuple[tuple[Mark, float, tuple[Bubble, ...], float], ...]
    ticks: tuple[tuple[float, str], ...]
    height: float
    kind: str = "dots"


@dataclass(frozen=True)
class Bars:
    """Groups of bars, each group with a scale of its own, since their units differ."""

    title: str
    groups: tuple[tuple[str, float, tuple[tuple[Mark, float, float, str], ...]], ...]
    height: float
    kind: str = "bars"


Drawn = Lines | Dots | Bars


def lines(title: str, values: Mapping[str, Sequence[float]], signs: Sequence[Mark]) -> Lines:
    """One value an hour for each column that has them."""
    sign = {one.name: one for one in signs}
    step = nice(max((v for row in values.values() for v in row), default=1.0) / 4)
    top = step * max(1, math.ceil(max((v for row in values.values() for v in row), default=1.0) / step))
    bottom, wide = 170.0, WIDTH - LEFT - RIGHT

    def x(hour: float) -> float:
        return round(LEFT + wide * hour / 24, 1)

    def y(value: float) -> float:
        return round(bottom - (bottom - 8) * value / top, 1)

    paths = tuple(
        (
            f"M{x(0)},{y(row[0])}" + "".join(f"V{y(value)}H{x(n + 1)}" for n, value in enumerate(row)),
            sign[name],
        )
        for name, row in values.items()
    )
    scale = tuple((y(n * step), f"{n * step:g}") for n in range(round(top / step) + 1))
    return Lines(title, paths, scale, tuple((x(hour), hour) for hour in range(0, 25, 2)))


def dots(
    title: str, values: Mapping[str, Sequence[float]], signs: Sequence[Mark], whole: bool = False
) -> Dots:
    """A bubble for the people of one value (to the half hour) in each column; `whole`: values are counts."""
    sign = {one.name: one for one in signs}
    every = [value for row in values.values() for value in row]
    low, high = min(every, default=0.0), max(every, default=1.0)
    step = max(nice((high - low) / 8), 1.0 if whole else 0.0)
    first, last = (math.floor(low / step) - 1) * step, (math.ceil(high / step) + 1) * step
    first = max(0.0, first)

    def x(value: float) -> float:
        return round(NAMES + (WIDTH - NAMES - 20) * (value - first) / (last - first), 1)

    rows = []
    for n, (name, row) in enumerate(values.items()):
        count = Counter(round(2 * value) / 2 for value in row)
        bubbles = tuple(Bubble(x(one), round(4 + 2.4 * math.sqrt(people - 1), 1), people)
                        for one, people in sorted(count.items()))  # fmt: skip
        mean = x(sum(row) / len(row)) if row else x(first)
        rows.append((sign[name], 20 + ROW * n, bubbles, mean))
    ticks = tuple(
        (x(first + n * step), f"{first + n * step:g}") for n in range(round((last - first) / step) + 1)
    )
    return Dots(title, tuple(rows), ticks, 12 + ROW * len(rows) + 18)


def bars(title: str, values: Mapping[str, Mapping[str, float]], signs: Sequence[Mark]) -> Bars:
    """A group for each name with a bar for each column; the longest bar of a group is full."""
    groups, at = [], 4.0
    for group, row in values.items():
        most = max([*row.values(), 0.0]) or 1.0
        mine = []
        for sign in (one for one in signs if one.name in row):
            mine.append((sign, at, round((WIDTH - 380) * row[sign.name] / most, 1), f"{row[sign.name]:g}"))
            at += BAR
        groups.append((group, at - BAR / 2 * len(mine) + 3, tuple(mine)))
        at += 9
    return Bars(title, tuple(groups), at)


def nice(step: float) -> float:
    """The next of 1, 2, 5, 10 … that is not smaller."""
    if step <= 0:
        return 1.0
    tens = 10.0 ** math.floor(math.log10(step))
    return next(one * tens for one in (1, 2, 5, 10) if one * tens >= step * 0.999)
