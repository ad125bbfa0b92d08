"""Seal an area: which crew closes which exit, the last one soonest and then the total least, with proof."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from numpy.typing import ArrayLike

from scheduler.response.assignment import Prices, largest_match, least_bottleneck, least_total, shortage
from scheduler.response.ticks import Ticks, as_minutes, ticks


@dataclass(frozen=True)
class Closing:
    """One crew closes one exit, `minutes` after the call."""

    crew: str
    exit: str
    minutes: float


@dataclass(frozen=True)
class Shortage:
    """A proof by counting: only `crews` can be at any of `exits` sooner than `minutes`, and they are too few.

    `minutes` is `inf` where the crews are all that can ever be there.
    """

    exits: tuple[str, ...]
    crews: tuple[str, ...]
    minutes: float


@dataclass(frozen=True)
class Seal:
    """The best closing of the exits, in the order in which they are closed; always proven.

    As many exits as possible are closed; then the last of them soonest; then the sum of minutes is least.
    `left_open` names the exits that nobody can close beside the others; `why_open` proves their number.
    `why_last` proves that the last cannot be sooner, `prices` (in ticks) that the total cannot be less;
    either is `None` where there is nothing to prove. `scheduler.response.check` checks them.
    """

    closings: tuple[Closing, ...]
    left_open: tuple[str, ...]
    why_open: Shortage | None
    why_last: Shortage | None
    prices: Prices

    @property
    def complete(self) -> bool:
        """Whether every exit is closed."""
        return not self.left_open

    @property
    def last(self) -> float:
        """Minutes until the last exit that can be closed is closed; 0 when there is none."""
        return max((closing.minutes for closing in self.closings), default=0.0)

    @property
    def total(self) -> float:
        """Minutes of all crews together."""
        return math.fsum(closing.minutes for closing in self.closings)

    @property
    def rank(self) -> tuple[int, float]:
        """The lower the better: exits left open, then minutes to the last."""
        return len(self.left_open), self.last


def seal(minutes: ArrayLike, crews: Sequence[str], exits: Sequence[str]) -> Seal:
    """Close the exits best from travel times `minutes[crew, exit]`; `inf` where a crew cannot get there.

    One exit a crew at most. Too few crews or an exit out of reach is an answer (`left_open`), no error.
    Times are compared to a millionth of a minute. Raises Faults for a matrix that does not fit its names.
    """
    table = as_minutes(minutes, crews, exits)
    cost = ticks(table).T
    most, highest = least_bottleneck(cost)
    left_over = len(exits) - most
    match, prices = least_total(cost, highest, left_over)
    pairs = [Closing(crews[c], exits[e], float(table[c, e])) for e, c in match.items()]
    last = max((pair.minutes for pair in pairs), default=0.0)
    return Seal(
        closings=tuple(sorted(pairs, key=lambda pair: (pair.minutes, pair.exit))),
        left_open=tuple(name for e, name in enumerate(exits) if e not in match),
        why_open=_too_few(cost, math.inf, left_over, crews, exits) if left_over else None,
        why_last=_too_few(cost, last, left_over + 1, crews, exits) if pairs else None,
        prices=prices,
    )


def _too_few(cost: Ticks, before: float, excess: int, crews: Sequence[str], exits: Sequence[str]) -> Shortage:
    """Exits that outnumber by `excess` the crews that can be there sooner than `before` minutes."""
    sooner = cost < ticks(before)
    rows, columns = shortage(sooner, largest_match(sooner), excess)
    return Shortage(tuple(exits[e] for e in rows), tuple(crews[c] for c in columns), before)
