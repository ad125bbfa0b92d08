"""Beats: what the loops of a crew depend on, its window cut in slots, and the loops that fit a slot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise

import numpy as np

from models import Crew, Loop, PatrolMode, Place, PlaceKind, Slot
from scheduler.roads.loops import Loop as Tour
from scheduler.roads.loops import around, loops
from scheduler.roads.matrix import Travel
from scheduler.roads.orienteering import Numbers
from scheduler.roads.orienteering_limits import Limits

SLOT = 180
"""Minutes of a window that one loop is about: a Tianbu group closes its loop in 160-200 (stations.md 5.3)."""

STEPS = 1000
"""Most search steps of a pool; not seconds, so the same map gives the same loops. 3000 were no better."""

A_PLACE = 50
"""Search steps for each place of a beat: seven places have few tours, twenty and more take them all."""

ASKED = 5.0
"""What a place that asks for visits is worth beside its risk, so that loops through it are among the best."""

FORWARD = 0.5
"""Share of a pool made of loops that differ in their places; the rest are the best of them backwards."""

AGAIN = 0.5
"""What a second call on one loop is worth beside the first."""


@dataclass(frozen=True)
class Beat:
    """Where, how and how long: crews of one beat share their loops.

    `minutes` bound one time outdoors; `size` is how many loops are looked for, besides their way back.
    """

    places: tuple[str, ...]
    zones: tuple[str, ...]
    mode: PatrolMode
    minutes: int
    size: int

    @property
    def id(self) -> str:
        """Short name of the beat, the same for the same places."""
        which = sha256(" ".join(self.places).encode()).hexdigest()[:4]
        return f"{'-'.join(self.zones)}/{self.mode}/{self.minutes}/{which}"


def beat_of(crew: Crew, places: Sequence[Place], outdoor: int | None, size: int) -> Beat:
    """The beat of a crew: places of its zones that matter in its window, for a slot or a time outdoors."""
    zones = tuple(sorted(crew.zones))
    mine = tuple(one.id for one in places if one.zone in zones and _matters(one, crew))
    minutes = min(slot.minutes for slot in slots_of(crew))
    return Beat(mine, zones, crew.mode, minutes if outdoor is None else min(minutes, outdoor), size)


def _matters(place: Place, crew: Crew) -> bool:
    """Whether a crew may call: no exit of the map, and its hours touch the crew's window."""
    ends = place.kind in (PlaceKind.EXIT, PlaceKind.STATION)
    return not ends and any(place.is_open(span) for span in crew.spans)


def slots_of(crew: Crew) -> tuple[Slot, ...]:
    """A crew's window in equal slots of about three hours; each span of the window on its own."""
    found: list[Slot] = []
    for span in crew.spans:
        count = max(1, round(span.minutes / SLOT))
        minutes = span.minutes // count
        starts = [span.start + timedelta(minutes=minutes * n) for n in range(count)]
        found += [Slot(number=len(found) + n, start=start, minutes=minutes) for n, start in enumerate(starts)]
    return tuple(found)


@dataclass(frozen=True)
class Loops:
    """Loops of a beat that differ in their places, and those of them that fit backwards as well."""

    forward: tuple[Loop, ...] = ()
    backward: tuple[Loop, ...] = ()


def loops_of(beat: Beat, way: Travel) -> Loops:
    """Loops of a beat that a crew may choose from; the base is the first place of `way`."""
    chosen = [0, *(i for i in way.reached if i and way.places[i].id in beat.places)]
    if len(chosen) == 1:
        return Loops()
    minutes = way.minutes[np.ix_(chosen, chosen)]
    places = [way.places[i] for i in chosen]
    dwell = np.array([place.dwell for place in places], dtype=float)
    worth = np.array([max(place.risk, 0.1) + ASKED * place.visits**2 for place in places])
    worth[0] = 0.0
    problem = around(0, minutes, float(beat.minutes), worth, dwell)
    found = loops(problem, Limits(steps=min(STEPS, A_PLACE * len(chosen))), size=beat.size)
    ways = tuple(dict.fromkeys(_woven(one, found, beat.minutes, minutes, dwell, worth) for one in found))
    back = [way[::-1] for way in ways if _length(way[::-1], minutes, dwell) <= beat.minutes]
    made = [
        _loop(f"{beat.id}:{number}", (0, *order, 0), [place.id for place in places], minutes, dwell)
        for number, order in enumerate((*ways, *(order for order in back if order not in ways)))
    ]
    return Loops(tuple(made[: len(ways)]), tuple(made[len(ways) :]))


def _woven(
    one: Tour, found: Sequence[Tour], most: int, minutes: Numbers, dwell: Numbers, worth: Numbers
) -> tuple[int, ...]:
    """A tour followed by further ones as long as they fit, so that nobody sits out half of a slot."""
    order = tuple(one.places)
    while True:
        now = _length(order, minutes, dwell)
        left = [again for again in found if now < _length(_joined(order, again), minutes, dwell) <= most]
        if not left:
            return order
        best = max(left, key=lambda again: sum(worth[u] * AGAIN ** order.count(u) for u in again.places))
        order = _joined(order, best)


def _joined(order: tuple[int, ...], again: Tour) -> tuple[int, ...]:
    """One walk after the other, without going home between; a place is not called at twice in a row."""
    return order + again.places[order[-1] == again.places[0] :]


def _length(order: tuple[int, ...], minutes: Numbers, dwell: Numbers) -> float:
    way = (0, *order, 0)
    return sum(float(minutes[pair]) for pair in pairwise(way)) + float(dwell[list(order)].sum())


def _loop(name: str, way: tuple[int, ...], ids: list[str], minutes: Numbers, dwell: Numbers) -> Loop:
    now, offsets = 0.0, []
    for here, there in pairwise(way):
        now += float(minutes[here, there]) + (float(dwell[here]) if here else 0.0)
        offsets.append(round(now, 2))
    return Loop(
        id=name,
        places=tuple(ids[i] for i in way[1:-1]),
        offsets=tuple(offsets[:-1]),
        minutes=offsets[-1],
        reach=round(float(minutes[list(way)].max()), 2),
    )
