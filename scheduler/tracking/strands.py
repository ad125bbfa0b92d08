"""Strands: unbroken pieces of a recording in flat metres, cleaned of outliers and cut at gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from scheduler.tracking.pieces import Floats

NOISE = 50.0
"""Metres that two fixes of one spot may lie apart: a radio between houses is good to 5-15 m; ours."""

GAP = 180.0
"""Seconds without a fix after which the way between is unknown, unless the radio has hardly moved; ours."""


@dataclass(frozen=True)
class Strand:
    """Where a radio was at each of its seconds (from midnight of the plan's first day), in flat metres."""

    seconds: Floats
    at: Floats

    def resampled(self, step: float) -> Strand:
        """The same strand with a point every `step` seconds, straight between the fixes."""
        first, last = self.seconds[0], self.seconds[-1]
        times = np.append(np.arange(first, last, step), last)
        x, y = (np.interp(times, self.seconds, axis) for axis in self.at.T)
        return Strand(times, np.column_stack([x, y]))

    def smoothed(self, number: int) -> Strand:
        """The running mean over an odd `number` of points, against the noise of single fixes."""
        if len(self.seconds) < number:
            return self
        weight = np.convolve(np.ones(len(self.seconds)), np.ones(number), "same")
        sums = [np.convolve(axis, np.ones(number), "same") for axis in self.at.T]
        return Strand(self.seconds, np.column_stack(sums) / weight[:, None])

    def part(self, chosen: Sequence[int] | slice | NDArray[np.bool_]) -> Strand:
        """Some of its points."""
        return Strand(self.seconds[chosen], self.at[chosen])

    def during(self, first: float, last: float) -> Strand:
        """The points from one second to another."""
        return self.part((self.seconds >= first) & (self.seconds <= last))


def clean(strand: Strand, fastest: float) -> tuple[Strand, ...]:
    """The strand without the fixes nobody could have reached at `fastest` km/h, cut at gaps."""
    if not len(strand.seconds):
        return ()
    return tuple(_cut(strand.part(_possible(strand, fastest))))


def _possible(strand: Strand, fastest: float) -> list[int]:
    """Indices of the fixes that agree: the longest run without a leap, and what can be reached from it."""
    best = max(_runs(strand, fastest), key=len)
    after, before = [best[-1]], [best[0]]
    for fix in range(best[-1] + 1, len(strand.seconds)):
        if _reachable(strand, after[-1], fix, fastest):
            after.append(fix)
    for fix in range(best[0] - 1, -1, -1):
        if _reachable(strand, fix, before[-1], fastest):
            before.append(fix)
    return [*before[:0:-1], *best, *after[1:]]


def _runs(strand: Strand, fastest: float) -> Iterator[range]:
    start = 0
    for here, there in pairwise(range(len(strand.seconds))):
        if not _reachable(strand, here, there, fastest):
            yield range(start, there)
            start = there
    yield range(start, len(strand.seconds))


def _reachable(strand: Strand, here: int, there: int, fastest: float) -> bool:
    metres = float(np.hypot(*(strand.at[there] - strand.at[here])))
    return metres - NOISE <= fastest / 3.6 * float(strand.seconds[there] - strand.seconds[here])


def _cut(strand: Strand) -> Iterator[Strand]:
    """Cut where there is no fix for long and the radio was elsewhere afterwards."""
    still = np.hypot(*np.diff(strand.at, axis=0).T) <= NOISE
    gaps = np.flatnonzero((np.diff(strand.seconds) > GAP) & ~still) + 1
    for start, end in pairwise([0, *gaps.tolist(), len(strand.seconds)]):
        yield strand.part(slice(start, end))


def silent(strands: Sequence[Strand], first: float, last: float) -> float:
    """Seconds from the first to the last, of which no strand knows anything."""
    known, upto = 0.0, first
    for start, end in sorted((float(one.seconds[0]), float(one.seconds[-1])) for one in strands):
        known += max(0.0, min(end, last) - max(start, upto))
        upto = max(upto, end)
    return max(0.0, last - first - known)
