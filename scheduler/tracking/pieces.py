"""The straight pieces of lines, in arrays: how far a point is off each of them, and where along it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Pieces:
    """Straight pieces of flat lines in metres, those without length left out.

    `line` is the number of the line a piece belongs to, `before` the metres of that line ahead of the piece.
    """

    def __init__(self, lines: Sequence[Floats]) -> None:
        steps = [np.diff(line, axis=0) for line in lines]
        long = [np.hypot(*step.T) for step in steps]
        self.line: NDArray[np.intp] = np.repeat(np.arange(len(lines)), [len(one) for one in long])
        self.start = np.vstack([*(line[:-1] for line in lines), np.empty((0, 2))])
        self.step = np.vstack([*steps, np.empty((0, 2))])
        self.long: Floats = np.concatenate([*long, np.empty(0)])
        self.before: Floats = np.concatenate([*(np.cumsum(one) - one for one in long), np.empty(0)])
        kept = self.long > 0
        self.line, self.start, self.step = self.line[kept], self.start[kept], self.step[kept]
        self.long, self.before = self.long[kept], self.before[kept]

    def near(self, point: Floats) -> tuple[Floats, Floats]:
        """Metres from a point to each piece, and metres along the piece's line at its nearest point."""
        off = point - self.start
        share = np.clip((off * self.step).sum(axis=1) / self.long**2, 0.0, 1.0)
        away = np.hypot(*(off - share[:, None] * self.step).T)
        return away, self.before + share * self.long

    def away(self, point: Floats) -> float:
        """Metres from a point to the nearest piece; inf when there is none."""
        return float(self.near(point)[0].min(initial=np.inf))
