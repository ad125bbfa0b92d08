"""Places on the road: the nearest point of the nearest section a mode can reach and leave again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models import Fault, Place
from scheduler.i18n import Text
from scheduler.roads.geometry import Point
from scheduler.roads.network import NOWHERE, Network
from scheduler.roads.words import by_mode

WITHIN = 100.0
"""Metres from the road at which a place still counts as lying on it; ours."""


@dataclass(frozen=True)
class Stop:
    """A point on a road section: at `share` of the way from its tail, `away` metres from the place itself."""

    section: int
    share: float
    point: Point
    away: float


class Snapper:
    """Finds the nearest road points; the straight pieces of all sections lie in arrays."""

    def __init__(self, network: Network) -> None:
        self._network, self._plane = network, network.roads.plane
        sections = [network.roads.sections[key] for key in range(len(network.ends))]
        self._key = np.repeat(np.arange(len(sections)), [len(one.line) - 1 for one in sections])
        lines = [self._plane.flat(one.line) for one in sections]
        self._from = np.vstack([line[:-1] for line in lines] or [np.empty((0, 2))])
        self._step = np.vstack([np.diff(line, axis=0) for line in lines] or [np.empty((0, 2))])
        self._long = np.hypot(*self._step.T)
        total = np.cumsum(self._long)
        before = np.r_[0.0, total][np.searchsorted(self._key, np.arange(len(sections)))]
        self._start = total - self._long - before[self._key]
        self._whole = np.bincount(self._key, self._long, len(sections))
        self._part = network.part[self._key]

    def near(self, x: float, y: float, part: int | None = None) -> Stop | None:
        """The nearest point of one part of the network, or of any; None when there is no road at all."""
        away, share = self._away(x, y)
        away[(self._part == NOWHERE) | ((part is not None) & (self._part != part))] = np.inf
        best = int(away.argmin()) if len(away) else 0
        if not len(away) or away[best] == np.inf:
            return None
        return self._stop(best, float(share[best]), float(away[best]))

    def largest_part(self, x: float, y: float, within: float) -> int:
        """The part with most metres of road among those within reach; of the whole map when none is."""
        reach = self._part[(self._away(x, y)[0] <= within) & (self._part != NOWHERE)]
        known = self._part != NOWHERE
        if not known.any():
            return NOWHERE
        size = np.bincount(self._part[known], self._long[known])
        parts = np.unique(reach) if len(reach) else np.arange(len(size))
        return int(parts[size[parts].argmax()])

    def _away(self, x: float, y: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Metres to every straight piece, and the share of the piece at its nearest point."""
        off = self._plane.flat((x, y)) - self._from
        square = np.maximum(self._long**2, 1e-12)
        share = np.clip((off * self._step).sum(axis=1) / square, 0.0, 1.0)
        return np.hypot(*(off - share[:, None] * self._step).T), share

    def _stop(self, piece: int, share: float, away: float) -> Stop:
        key = int(self._key[piece])
        whole = float(self._whole[key])
        along = float(self._start[piece] + share * self._long[piece])
        point = self._plane.back(self._from[piece] + share * self._step[piece])
        return Stop(key, min(1.0, max(0.0, along / whole)) if whole else 0.0, point, away)


def snap(
    network: Network, places: Sequence[Place], within: float = WITHIN
) -> tuple[list[Stop | None], list[Fault]]:
    """The stop of each place, and one fault for each place that the mode cannot reach from the first.

    The first place is the base. It decides the part of the network that counts: the largest within its reach.
    """
    snapper, stops, faults = Snapper(network), list[Stop | None](), list[Fault]()
    base = snapper.largest_part(places[0].x, places[0].y, within) if places else NOWHERE
    for i, place in enumerate(places):
        stop = snapper.near(place.x, place.y, base)
        if stop is None or stop.away > within:
            other = snapper.near(place.x, place.y)
            faults.append(Fault(_why(network, (place, places[0]), other, within), path=("places", i)))
            stop = None
        stops.append(stop)
    return stops, faults


def _why(network: Network, pair: tuple[Place, Place], other: Stop | None, within: float) -> Text:
    place, base = pair
    who = {"place": place.name or place.id, "mode": by_mode(network.mode), "within": round(within)}
    if other is None:
        return Text("{place} cannot be reached {mode}: the map has no road for it", **who)
    if other.away <= within:
        return Text(
            "{place} cannot be reached {mode}: the road there is not joined to {base}; join it on the map, "
            "move the place or give it to crews that go another way",
            base=base.name or base.id, **who,
        )  # fmt: skip
    return Text(
        "{place} cannot be reached {mode}: the nearest road is {away} m off, {within} m are allowed; "
        "move the place to the road or give it to crews that go another way",
        away=round(other.away), **who,
    )  # fmt: skip
