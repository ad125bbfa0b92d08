"""The seal at every minute of a night, from where the crews then are, and the worst minute."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from numpy.typing import ArrayLike

from scheduler.response.assignment import least_bottleneck
from scheduler.response.seal import Seal, seal
from scheduler.response.ticks import PER_MINUTE, Minutes, as_minutes, ticks

Positions = Callable[[int], ArrayLike]
"""Travel times [crews × exits] from where crews are at a minute; `inf` in the row of one not on duty."""


@dataclass(frozen=True)
class SealedNight:
    """How soon all exits can be sealed, for a call at each of `minutes` (any count that the caller uses).

    `last[i]` is the time to the last exit, `inf` where one stays open (`left_open[i]` of them). `worst` is
    the minute with most exits open, then with the latest seal, the first such; `seal` is the answer for it.
    """

    minutes: tuple[int, ...]
    last: tuple[float, ...]
    left_open: tuple[int, ...]
    worst: int
    seal: Seal

    @property
    def within(self) -> float:
        """Minutes in which the seal stands whenever the call comes; `inf` where an exit stays open."""
        return max(self.last)


def worst_minute(
    times: Positions | Sequence[ArrayLike] | Minutes,
    crews: Sequence[str],
    exits: Sequence[str],
    minutes: Iterable[int] | None = None,
) -> SealedNight:
    """Seal at each minute of a night; crews go where is best for that minute, whatever they did before.

    `times` is an array [minutes × crews × exits], numbered from 0 unless `minutes` numbers it, or a function
    of the minute. Raises Faults as `seal` does, ValueError when there is no minute or their number differs.
    """
    if callable(times):
        asked, at = tuple(minutes or ()), times
    else:
        asked = tuple(range(len(times)) if minutes is None else minutes)
        if len(asked) != len(times):
            raise ValueError(f"{len(times)} minutes of travel times, {len(asked)} minutes named")
        by_minute = dict(zip(asked, times, strict=True))
        at = by_minute.__getitem__
    if not asked:
        raise ValueError("a night without minutes has no worst one; name the minutes")
    found = [_quick(at(minute), crews, exits) for minute in asked]
    worst = max(range(len(asked)), key=lambda i: (found[i], -i))
    return SealedNight(
        minutes=asked,
        last=tuple(math.inf if left else last / PER_MINUTE for left, last in found),
        left_open=tuple(left for left, _ in found),
        worst=asked[worst],
        seal=seal(at(asked[worst]), crews, exits),
    )


def _quick(times: ArrayLike, crews: Sequence[str], exits: Sequence[str]) -> tuple[int, int]:
    """(exits left open, ticks to the last), without the total and the proof."""
    most, last = least_bottleneck(ticks(as_minutes(times, crews, exits)).T)
    return len(exits) - most, last
