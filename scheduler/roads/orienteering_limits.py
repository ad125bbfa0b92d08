"""When a search stops: after so much CPU time or so many steps."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """CPU seconds, steps of the walks, or whichever is used up first.

    Only a limit by steps alone is reproducible from the seed. Raises ValueError if neither is given.
    """

    seconds: float | None = None
    steps: int | None = None

    def __post_init__(self) -> None:
        if not (self.seconds or self.steps):
            raise ValueError("limits: neither seconds nor steps is given. Maybe Limits(seconds=10)")


@dataclass
class Clock:
    """How much of the limits is used, as a share from 0 to 1."""

    limits: Limits
    steps: int = 0
    begun: float = field(default_factory=time.process_time)

    def spent(self) -> float:
        """The larger of the shares of time and of steps."""
        limits = self.limits
        by_time = (time.process_time() - self.begun) / limits.seconds if limits.seconds else 0.0
        return max(by_time, self.steps / limits.steps if limits.steps else 0.0)

    def next(self, share: float) -> Callable[[], float]:
        """Progress from 0 to 1 over the next `share` of the limits, or what is left; each call is a step."""
        begun = self.spent()
        share = min(share, 1.0 - begun)

        def progress() -> float:
            self.steps += 1
            return (self.spent() - begun) / share if share > 0.0 else 1.0

        return progress

    def countdown(self, steps: int) -> Callable[[], float]:
        """Progress that reaches 1 after so many steps, or as soon as the limits are used up."""
        taken = iter(range(steps + 1))

        def progress() -> float:
            self.steps += 1
            return 1.0 if self.spent() >= 1.0 else next(taken) / steps

        return progress
