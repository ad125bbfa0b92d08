"""The steps of an automaton with the labels of each: which long sums are worth looking at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.kernel.columns.automaton import Alike, Arcs, Known, compile_shape
from scheduler.kernel.columns.counters import Counter, Ints
from scheduler.kernel.columns.facts import Sum
from scheduler.kernel.columns.shape import Shape
from scheduler.kernel.columns.split import NotSuited


@dataclass(frozen=True)
class Group:
    """Arcs that add the same to the long sums, and the block of labels that each moves from and to."""

    arcs: Alike
    source: tuple[slice, ...]
    target: tuple[slice, ...]


@dataclass(frozen=True)
class Step:
    """One step: its arcs, what moves labels, the shape of the labels after it and their least sums."""

    arcs: Arcs
    groups: tuple[Group, ...]
    shape: tuple[int, ...]
    low: tuple[int, ...]


def layers(
    shape: Shape, counters: list[Counter], long: Sequence[Sum], levels: int, known: Known
) -> list[Step]:
    """The steps of a shape that adds up some long sums; `known`: arcs of steps of others.

    Raises NotSuited where nothing is lawful or too much must be remembered.
    """
    arcs = compile_shape(shape, counters, long, levels, known)
    lows, highs = _windows(arcs, long)
    steps = []
    for t, one in enumerate(arcs):
        groups = tuple(_groups(one, lows[t], highs[t], lows[t + 1], highs[t + 1]))
        size = (one.heads, *(highs[t + 1] - lows[t + 1] + 1))
        steps.append(Step(one, groups, tuple(map(int, size)), tuple(map(int, lows[t + 1]))))
    return steps


def _windows(arcs: Sequence[Arcs], long: Sequence[Sum]) -> tuple[list[Ints], list[Ints]]:
    """The least and greatest partial long sums worth looking at before the first and after every step."""
    least, most = [np.zeros((1, len(long)), dtype=np.int64)], [np.zeros((1, len(long)), dtype=np.int64)]
    for one in arcs:
        starts = np.searchsorted(one.head, np.arange(one.heads))
        least.append(np.minimum.reduceat(least[-1][one.tail] + one.adds, starts, axis=0))
        most.append(np.maximum.reduceat(most[-1][one.tail] + one.adds, starts, axis=0))
    far = 1 << 40
    rest_least, rest_most = (
        [np.zeros((1, len(long)), dtype=np.int64)],
        [np.zeros((1, len(long)), dtype=np.int64)],
    )
    for one in reversed(arcs):
        low = np.full((one.tails, len(long)), far, dtype=np.int64)
        high = np.full((one.tails, len(long)), -far, dtype=np.int64)
        np.minimum.at(low, one.tail, rest_least[-1][one.head] + one.adds)
        np.maximum.at(high, one.tail, rest_most[-1][one.head] + one.adds)
        rest_least.append(low)
        rest_most.append(high)
    lows, highs = [], []
    floor = np.array([-far if one.low is None else one.low for one in long], dtype=np.int64)
    roof = np.array([far if one.high is None else one.high for one in long], dtype=np.int64)
    for f_least, f_most, b_least, b_most in zip(least, most, rest_least[::-1], rest_most[::-1], strict=True):
        low = np.maximum(f_least, floor - b_most)
        high = np.minimum(f_most, roof - b_least)
        alive = np.all(low <= high, axis=1) & np.all(b_least < far // 2, axis=1)
        if not alive.any():
            raise NotSuited("somebody has no lawful roster")
        lows.append(low[alive].min(axis=0))
        highs.append(high[alive].max(axis=0))
    return lows, highs


def _groups(arcs: Arcs, low: Ints, high: Ints, next_low: Ints, next_high: Ints) -> Iterator[Group]:
    """The arcs by what they add to the long sums, each with the labels it moves."""
    windows = [window.tolist() for window in (low, high, next_low, next_high)]
    for alike in arcs.alike:
        source, target = [], []
        for add, least, most, after_least, after_most in zip(alike.adds, *windows, strict=True):
            first, end = max(least, after_least - add), min(most, after_most - add) + 1
            if first >= end:
                break
            source.append(slice(first - least, end - least))
            target.append(slice(first + add - after_least, end + add - after_least))
        else:
            yield Group(alike, tuple(source), tuple(target))
