"""Successive halving (Jamieson & Talwalkar 2016): many settings for a short time, the best for longer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.space import Space
from benchmarks.trials import Trials
from models import Tuning

KEEP = 3
"""One of so many goes on, with so many times the seconds."""


@dataclass(frozen=True)
class Trial:
    """Settings, and their loss with all seconds against today's."""

    tuning: Tuning
    loss: float


def halve(space: Space, trials: Trials, count: int) -> Trial:
    """The best of `count` settings, today's among them from the first round to the last.

    Round after round each third goes on, with three times the seconds; the last round has all of them.
    """
    today = Tuning()
    field = list(dict.fromkeys([today, *(space.draw() for _ in range(count - 1))]))
    left = rounds(len(field))
    while True:
        now = shorter(trials, KEEP ** (1 - left))
        ranked = sorted(field, key=now.loss)
        if left == 1:
            return Trial(ranked[0], now.loss(ranked[0]))
        left -= 1
        best = ranked[: max(1, len(ranked) // KEEP)]
        field = best if today in best else [*best, today]


def rounds(count: int) -> int:
    """Rounds until one of so many is left: 1 for one, 2 for three, 3 for nine."""
    found = 1
    while count > 1:
        count //= KEEP
        found += 1
    return found


def shorter(trials: Trials, share: float) -> Trials:
    """The same trials with a share of the seconds."""
    return trials.on([replace(task, seconds=task.seconds * share) for task in trials.tasks])
