"""How fast the crews really travel, by mode and road class, and what that makes of the speeds in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models import PatrolMode
from scheduler.intake.speeds import FASTEST
from scheduler.tracking.calls import NEAR
from scheduler.tracking.match import Matcher, Stretch
from scheduler.tracking.pieces import Floats
from scheduler.tracking.strands import Strand

PRIOR = 2000.0
"""Metres that the speed in use weighs beside what was measured: about half an hour on foot; ours."""

ENOUGH = 1000.0
"""Metres below which a measurement is shown but changes nothing; ours."""

SLOWEST = 0.5
"""km/h below which a crew was not under way."""

STAY, STAY_RADIUS = 180.0, 40.0
"""Seconds within these metres that are a stop and no travelling (a stay point: Li and others 2008)."""

SMOOTH = 5
"""Seconds over which the track is smoothed."""

SPARSE = 150.0
"""Metres between fixes (nine in ten are nearer) from which a track cuts corners and would look slow; ours."""

Travelled = dict[tuple[PatrolMode, str], tuple[float, float]]
"""(metres, seconds) by mode and road class."""


@dataclass(frozen=True)
class Measured:
    """Metres and minutes that crews were under way by a mode on a road class."""

    mode: PatrolMode
    road: str
    metres: float
    minutes: float

    @property
    def kmh(self) -> float:
        """The speed measured: metres over minutes."""
        return self.metres * 0.06 / self.minutes

    @property
    def enough(self) -> bool:
        """Whether it may change the speed in use."""
        return self.metres >= ENOUGH

    def shrunk(self, present: float) -> float:
        """The new speed in km/h: the measured one, drawn to the `present` one when few metres are behind it.

        The harmonic mean of both, weighted by metres: (M + P) / (M / measured + P / present), with M metres
        measured and P = `PRIOR`. It is the speed over all M + P metres, had the crew gone P more as before.
        """
        hours = self.minutes / 60 + PRIOR / 1000 / present
        return (self.metres + PRIOR) / 1000 / hours


def under_way(strand: Strand, spots: Floats) -> Iterator[Strand]:
    """The parts of a strand on which the crew travels: not near a place it calls at, and not standing."""
    fine = strand.resampled(1.0).smoothed(SMOOTH)
    free = np.ones(len(fine.seconds), dtype=bool)
    for spot in spots:
        free &= np.hypot(*(fine.at - spot).T) > NEAR
    for start, end in _stays(fine):
        free[start:end] = False
    edges = np.flatnonzero(np.diff(np.r_[False, free, False]))
    for start, end in edges.reshape(-1, 2).tolist():
        if end - start > 1:
            yield fine.part(slice(start, end))


def _stays(fine: Strand) -> Iterator[tuple[int, int]]:
    """Runs of points that keep within a radius of their first one for long enough."""
    start, count = 0, len(fine.seconds)
    while start < count:
        until = int(np.searchsorted(fine.seconds, fine.seconds[start] + STAY))
        near = np.hypot(*(fine.at[start : until + 1] - fine.at[start]).T) <= STAY_RADIUS
        if until >= count or not near.all():
            start += 1
            continue
        away = np.hypot(*(fine.at[until:] - fine.at[start]).T) > STAY_RADIUS
        end = until + (int(away.argmax()) if away.any() else len(away))
        yield start, end
        start = end


def travelled(matcher: Matcher, strands: Sequence[Strand], spots: Floats) -> Travelled:
    """What one crew travelled by the mode of a matcher, but for near the `spots`.

    Two radios at the same time count once; a strand whose fixes lie too far apart does not count.
    """
    network, found = matcher.network, Travelled()
    for strand in filter(_dense, _once(strands)):
        for part in under_way(strand, spots):
            for stretch in matcher.stretches(part):
                if _sensible(stretch, network.mode):
                    key = network.mode, network.roads.sections[stretch.section].road
                    metres, seconds = found.get(key, (0.0, 0.0))
                    found[key] = metres + stretch.metres, seconds + stretch.seconds
    return found


def _once(strands: Sequence[Strand]) -> Iterator[Strand]:
    """The strands one after another, of what two radios saw at the same time only the longer."""
    taken: list[tuple[float, float]] = []
    for strand in sorted(strands, key=lambda one: float(one.seconds[0] - one.seconds[-1])):
        first, last = float(strand.seconds[0]), float(strand.seconds[-1])
        if last > first and not any(first < end and start < last for start, end in taken):
            taken.append((first, last))
            yield strand


def _dense(strand: Strand) -> bool:
    return float(np.quantile(np.hypot(*np.diff(strand.at, axis=0).T), 0.9)) <= SPARSE


def _sensible(stretch: Stretch, mode: PatrolMode) -> bool:
    if stretch.seconds <= 0 or stretch.metres <= 0:
        return False
    return SLOWEST <= stretch.metres / stretch.seconds * 3.6 <= FASTEST[mode]


def measured(parts: Iterable[Travelled]) -> tuple[Measured, ...]:
    """What several crews travelled, added up, by mode and then by metres, most first."""
    total: Travelled = {}
    for part in parts:
        for key, (metres, seconds) in part.items():
            before = total.get(key, (0.0, 0.0))
            total[key] = before[0] + metres, before[1] + seconds
    found = [Measured(*key, metres, seconds / 60) for key, (metres, seconds) in total.items()]
    return tuple(sorted(found, key=lambda one: (one.mode, -one.metres, one.road)))
