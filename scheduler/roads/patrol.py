"""Patrols on the road: the loops each crew of a week may choose from, and the routes it then walks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import pairwise

import numpy as np

from models import (
    Crew,
    DutyKind,
    Fault,
    Faults,
    Leg,
    Loop,
    PatrolMode,
    Place,
    PlaceKind,
    Pool,
    Route,
    Slot,
    Stop,
    Week,
)
from models.places import MOVING
from scheduler.i18n import Text
from scheduler.roads.graph import RoadGraph
from scheduler.roads.loops import around, loops
from scheduler.roads.matrix import Travel, travel
from scheduler.roads.orienteering_limits import Limits

SLOT = 180
"""Minutes of a window that one loop is about: a Tianbu group closes its loop in 160-200 (stations.md 5.3)."""

LOOPS = 60
"""Loops a pool is given: 100 are proven in seconds over a week, 300 are worth 4 % more and are not."""

STEPS = 3000
"""Search steps of a pool; a number of steps and not seconds, so that the same map gives the same loops."""

PATROLS = (DutyKind.NIGHT, DutyKind.DAY_PATROL)


@dataclass(frozen=True)
class _Beat:
    """What loops depend on: where, how and how long; crews of one beat share their pool."""

    zones: tuple[str, ...]
    mode: PatrolMode
    minutes: int

    @property
    def id(self) -> str:
        return f"{'-'.join(self.zones)}/{self.mode}/{self.minutes}"


class Patrols:
    """The road map of a station, and the loops on it; pools are made once for each beat."""

    def __init__(self, roads: RoadGraph, places: tuple[Place, ...]) -> None:
        self.roads, self.places = roads, places
        self._pools: dict[_Beat, tuple[Loop, ...]] = {}
        self._travel: dict[PatrolMode, Travel] = {}

    @cached_property
    def base(self) -> Place:
        """Where crews start and end: the station; raises Faults when no place is one."""
        found = [place for place in self.places if place.kind is PlaceKind.STATION]
        if not found:
            raise Faults([Fault(Text("no place of kind 'station': routes need a base"), path=("places",))])
        return found[0]

    def pools(self, crews: Iterable[Crew]) -> dict[str, Pool]:
        """The loops and slots of every moving patrol crew that has zones.

        Raises Faults for places of their zones that none of the modes sent there can reach.
        """
        moving = [one for one in crews if one.kind in PATROLS and one.zones and one.mode in MOVING]
        self._refuse_unreached({(zone, crew.mode) for crew in moving for zone in crew.zones})
        return {crew.id: pool for crew in moving if (pool := self._pool(crew)).loops}

    def _refuse_unreached(self, sent: set[tuple[str, PatrolMode]]) -> None:
        lost = {
            mode: {int(fault.path[1]): fault for fault in self.travel(mode).faults}
            for mode in sorted({mode for _, mode in sent})
        }
        faults: list[Fault] = []
        for number, place in enumerate((self.base, *(one for one in self.places if one != self.base))):
            missed = [lost[mode].get(number) for mode in lost if (place.zone, mode) in sent]
            if missed and all(missed):
                faults += [fault for fault in missed if fault]
        if faults:
            raise Faults(faults)

    def _pool(self, crew: Crew) -> Pool:
        slots = slots_of(crew)
        beat = _Beat(tuple(sorted(crew.zones)), crew.mode, min(slot.minutes for slot in slots))
        if beat not in self._pools:
            self._pools[beat] = self._loops(beat)
        return Pool(crew=crew.id, base=self.base.id, mode=crew.mode, slots=slots, loops=self._pools[beat])

    def travel(self, mode: PatrolMode) -> Travel:
        """Minutes between all places by a mode, the base first."""
        if mode not in self._travel:
            ordered = (self.base, *(place for place in self.places if place != self.base))
            self._travel[mode] = travel(self.roads, ordered, mode)
        return self._travel[mode]

    def _loops(self, beat: _Beat) -> tuple[Loop, ...]:
        way = self.travel(beat.mode)
        inside = [i for i in way.reached if i and _calls_at(way.places[i], beat)]
        chosen = [0, *inside]
        minutes = way.minutes[np.ix_(chosen, chosen)]
        dwell = np.array([way.places[i].dwell for i in chosen], dtype=float)
        risk = np.array([max(way.places[i].risk, 0.1) for i in chosen], dtype=float)
        risk[0] = 0.0
        problem = around(0, minutes, float(beat.minutes), risk, dwell)
        found = loops(problem, Limits(steps=STEPS), size=LOOPS) if inside else []
        return tuple(
            Loop(
                id=f"{beat.id}:{number}",
                places=tuple(way.places[chosen[k]].id for k in one.places),
                offsets=_offsets((0, *one.places), minutes, dwell),
                minutes=round(one.minutes, 2),
            )
            for number, one in enumerate(found)
        )

    def routes(self, week: Week, chosen: Iterable[tuple[str, str]]) -> tuple[Route, ...]:
        """The routes behind chosen walks (crew id, `loop@slot`), in the order of the crews."""
        walks: dict[str, dict[int, str]] = {}
        for crew, walk in chosen:
            if crew in week.pools:
                loop, _, slot = walk.rpartition("@")
                walks.setdefault(crew, {})[int(slot)] = loop
        return tuple(
            self._route(week.pools[crew.id], walks[crew.id]) for crew in week.crews if crew.id in walks
        )

    def _route(self, pool: Pool, walks: Mapping[int, str]) -> Route:
        by_id = {loop.id: loop for loop in pool.loops}
        rounds = tuple(
            self._round(pool, slot, by_id[walks[slot.number]]) for slot in pool.slots if slot.number in walks
        )
        return Route(crew=pool.crew, base=pool.base, mode=pool.mode, rounds=rounds)

    def _round(self, pool: Pool, slot: Slot, loop: Loop) -> tuple[Stop, ...]:
        way = self.travel(pool.mode)
        number = {place.id: i for i, place in enumerate(way.places)}
        ids = (pool.base, *loop.places, pool.base)
        dues = [slot.start + timedelta(minutes=round(offset)) for offset in (*loop.offsets, loop.minutes)]
        dwells = [*(way.places[number[place]].dwell for place in loop.places), 0]
        return tuple(
            Stop(place=there, due=due, dwell=dwell, leg=_leg(way, number[here], number[there]))
            for (here, there), due, dwell in zip(pairwise(ids), dues, dwells, strict=True)
        )


def _calls_at(place: Place, beat: _Beat) -> bool:
    return place.zone in beat.zones and place.kind is not PlaceKind.EXIT


def slots_of(crew: Crew) -> tuple[Slot, ...]:
    """A crew's window in equal slots of about three hours; each span of the window on its own."""
    found: list[Slot] = []
    for span in crew.spans:
        count = max(1, round(span.minutes / SLOT))
        minutes = span.minutes // count
        starts = [span.start + timedelta(minutes=minutes * n) for n in range(count)]
        found += [Slot(number=len(found) + n, start=start, minutes=minutes) for n, start in enumerate(starts)]
    return tuple(found)


def _offsets(order: tuple[int, ...], minutes: np.ndarray, dwell: np.ndarray) -> tuple[float, ...]:
    """Minutes from the start to the arrival at each place after the first."""
    now, found = 0.0, []
    for here, there in pairwise(order):
        now += float(minutes[here, there]) + (float(dwell[here]) if here else 0.0)
        found.append(round(now, 2))
    return tuple(found)


def _leg(way: Travel, here: int, there: int) -> Leg:
    one = way.route_between(here, there)
    roads = tuple(dict.fromkeys(leg.name for leg in one.legs if leg.name))
    line = tuple((round(x, 6), round(y, 6)) for x, y in one.line)
    return Leg(metres=round(one.metres, 1), minutes=round(one.minutes, 2), roads=roads, line=line)
