"""How long a search may go on: seconds of a clock, or counted effort where runs must be reproducible."""

from __future__ import annotations

import math
import threading
import time

LABELS = 1e-9
"""Deterministic seconds for one label priced; CP-SAT's own count is taken for what it does."""

PIVOTS = 1e-7
"""Deterministic seconds for a column and row of a linear programme solved."""


class TimeOver(Exception):  # noqa: N818 - no error: nothing was found in time
    """The budget was used up before there was anything to give."""


class Budget:
    """Time that may be used, and a way to end early from anywhere."""

    def __init__(self, seconds: float, *, reproducible: bool = False) -> None:
        self.seconds, self.reproducible = seconds, reproducible
        self.spent = 0.0
        self._start = time.monotonic()
        self._ended = threading.Event()

    def spend(self, effort: float) -> None:
        """Count effort; what the clock says counts where runs need not be reproducible."""
        self.spent += effort

    @property
    def used(self) -> float:
        """Seconds used so far."""
        return self.spent if self.reproducible else time.monotonic() - self._start

    @property
    def left(self) -> float:
        """Seconds left, at least 0."""
        if self._ended.is_set():
            return 0.0
        return max(0.0, self.seconds - self.used)

    def clock(self, keep: float = 0.0) -> float:
        """Seconds that a solver may take so that `keep` are left; endless where it must not see a clock."""
        return math.inf if self.reproducible else max(0.0, self.left - keep)

    @property
    def over(self) -> bool:
        """Whether nothing is left."""
        return self.left <= 0.0

    def check(self) -> None:
        """Raises TimeOver when nothing is left."""
        if self.over:
            raise TimeOver

    def end(self) -> None:
        """End it now."""
        self._ended.set()
