"""Patrols on the road: the loops each crew of a week may choose from, and the routes it then walks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from models import (
    Crew,
    DutyKind,
    Fault,
    Faults,
    Loop,
    Meeting,
    PatrolMode,
    Place,
    PlaceKind,
    Pool,
    RoadSpeeds,
    Route,
    Week,
)
from models.places import MOVING
from scheduler.i18n import Text
from scheduler.roads.beats import Beat, Loops, beat_of, loops_of, slots_of
from scheduler.roads.graph import RoadGraph
from scheduler.roads.matrix import Travel, travel
from scheduler.roads.walked import routes_of

LOOPS = (20, 80)
"""Fewest and most loops of a pool; half of them is for one night, half for the next (twice as many: +1 %)."""

CHOICES = 560
"""Loops over all crews and two nights that are proven in seconds; many crews have smaller pools each."""

FEW = 4
"""Loops below which every night has all of them."""

PATROLS = (DutyKind.NIGHT, DutyKind.DAY_PATROL)


class Patrols:
    """The road map of a station, and the loops on it; pools are made once for each beat.

    The station's own `speeds` go over the default ones.
    """

    def __init__(self, roads: RoadGraph, places: tuple[Place, ...], speeds: RoadSpeeds | None = None) -> None:
        self.roads, self.places, self.speeds = roads, places, speeds
        self._pools: dict[Beat, Loops] = {}
        self._travel: dict[PatrolMode, Travel] = {}

    @cached_property
    def base(self) -> Place:
        """Where crews start and end: the station; raises Faults when no place is one."""
        found = [place for place in self.places if place.kind is PlaceKind.STATION]
        if not found:
            raise Faults([Fault(Text("no place of kind 'station': routes need a base"), path=("places",))])
        return found[0]

    @cached_property
    def lanes(self) -> frozenset[str]:
        """Places that no car can reach, though a crew on foot or on two wheels can."""
        by_car = {self.travel(PatrolMode.CAR).places[i].id for i in self.travel(PatrolMode.CAR).reached}
        others = [self.travel(mode) for mode in (PatrolMode.FOOT, PatrolMode.BICYCLE, PatrolMode.EBIKE)]
        return frozenset(way.places[i].id for way in others for i in way.reached) - by_car

    def pools(self, crews: Iterable[Crew], outdoor: Mapping[date, int] | None = None) -> dict[str, Pool]:
        """The loops and slots of every moving patrol crew that has zones.

        `outdoor` are the most minutes outdoors at a time, by date. Raises Faults for places of their zones
        that none of the modes sent there can reach.
        """
        moving = [one for one in crews if one.kind in PATROLS and one.zones and one.mode in MOVING]
        self._refuse_unreached({(zone, crew.mode) for crew in moving for zone in crew.zones})
        found = {crew.id: self._pool(crew, beat, turn) for crew, beat, turn in self._beats(moving, outdoor)}
        return {crew: pool for crew, pool in found.items() if pool.loops}

    def _beats(
        self, crews: Sequence[Crew], outdoor: Mapping[date, int] | None
    ) -> Iterator[tuple[Crew, Beat, int | None]]:
        """Each crew with its beat, and its number among those that share it that day; none for one alone."""
        size, seen = _size(crews), Counter[tuple[date, Beat]]()
        beats = [(crew, beat_of(crew, self.places, (outdoor or {}).get(crew.date), size)) for crew in crews]
        count = Counter((crew.date, beat) for crew, beat in beats)
        for crew, beat in beats:
            shared = count[crew.date, beat] > 1
            turn = seen[crew.date, beat] if shared else None
            seen[crew.date, beat] += 1
            yield crew, beat if shared else replace(beat, size=max(1, size // 2)), turn

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

    def _pool(self, crew: Crew, beat: Beat, turn: int | None) -> Pool:
        if beat not in self._pools:
            self._pools[beat] = loops_of(beat, self.travel(beat.mode))
        return Pool(
            crew=crew.id,
            base=self.base.id,
            mode=crew.mode,
            slots=slots_of(crew),
            loops=_of_night(_of_turn(self._pools[beat], turn), crew.date),
        )

    def travel(self, mode: PatrolMode) -> Travel:
        """Minutes between all places by a mode, the base first."""
        if mode not in self._travel:
            ordered = (self.base, *(place for place in self.places if place != self.base))
            self._travel[mode] = travel(self.roads, ordered, mode, self.speeds)
        return self._travel[mode]

    def routes(
        self, week: Week, chosen: Iterable[tuple[str, str]], held: Iterable[Meeting] = ()
    ) -> tuple[Route, ...]:
        """The routes behind chosen walks (crew id, `loop@slot`), with the meetings that are held."""
        ways = {mode: self.travel(mode) for mode in {pool.mode for pool in week.pools.values()}}
        return routes_of(week, chosen, ways, held)


def _of_turn(loops: Loops, turn: int | None) -> tuple[Loop, ...]:
    """Crews that share a beat go round it in opposite directions; a crew alone may go either way."""
    if turn is None:
        return loops.forward + loops.backward
    return loops.backward if turn % 2 and loops.backward else loops.forward


def _of_night(loops: tuple[Loop, ...], night: date) -> tuple[Loop, ...]:
    """Every second loop, the others the night after: nights then do not hang together by `loop-varies`."""
    return loops[night.toordinal() % 2 :: 2] if len(loops) >= FEW else loops


def _size(crews: Sequence[Crew]) -> int:
    """Loops for each pool, by the number of slots on the busiest day."""
    slots = Counter[date]()
    for crew in crews:
        slots[crew.date] += len(slots_of(crew))
    least, most = LOOPS
    return max(least, min(most, CHOICES // max(slots.values(), default=1)))
