"""A road map with roads closed or slowed down, and the speeds that go with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

import numpy as np

from models import Fault, Faults, Place, RoadSpeeds
from models.places import MOVING
from scenarios.change_places import ZONE
from scheduler.i18n import Text
from scheduler.intake.raw import Place as Written
from scheduler.roads.classes import default_speeds
from scheduler.roads.graph import RoadGraph

Factors = Mapping[str, tuple[float, Written]]
"""Speed factor by road, 0 for a closed one, and where that is written."""


def changed_roads(
    roads: RoadGraph, factors: Factors, places: Sequence[Place], own: RoadSpeeds | None
) -> tuple[RoadGraph, RoadSpeeds | None]:
    """The map without what is closed, and speeds with classes for what is slow; raises Faults for no road."""
    if not factors:
        return roads, own
    chosen = {key: _meant(key, roads, places) for key in factors}
    faults = [_unknown(key, roads, factors[key][1]) for key, found in chosen.items() if not found]
    if faults:
        raise Faults(faults)
    factor = {number: factors[key][0] for key, found in chosen.items() for number in found}
    kept = [
        replace(one, road=_slow(one.road, factor[number])) if number in factor else one
        for number, one in enumerate(roads.sections)
        if factor.get(number, 1)
    ]
    slow = {(roads.sections[n].road, times) for n, times in factor.items() if times}
    return RoadGraph(roads.nodes, kept, roads.crs), _speeds(own, slow)


def _slow(road: str, factor: float) -> str:
    return f"{road} x{factor:g}"


def _speeds(own: RoadSpeeds | None, slow: Iterable[tuple[str, float]]) -> RoadSpeeds:
    """The speeds with a class of its own for each class and factor."""
    known = default_speeds().updated(own) if own else default_speeds()
    new = {
        mode: {_slow(road, times): min(200.0, known.of(mode, road) * times) for road, times in slow}
        for mode in MOVING
    }
    kmh = {mode: {**(own.kmh.get(mode, {}) if own else {}), **speeds} for mode, speeds in new.items()}
    return RoadSpeeds(kmh=kmh)


def _meant(key: str, roads: RoadGraph, places: Sequence[Place]) -> set[int]:
    """The numbers of the sections that a key means: of a zone, of a name, or between two junctions."""
    if key.startswith(ZONE):
        return _of_zone(key[len(ZONE) :], roads, places)
    return {
        number
        for number, one in enumerate(roads.sections)
        if key in (one.name, f"{one.tail}-{one.head}", f"{one.head}-{one.tail}")
    }


def _of_zone(zone: str, roads: RoadGraph, places: Sequence[Place]) -> set[int]:
    """Sections whose middle lies nearer to a place of the zone than to any other place."""
    here = [one for one in places if one.zone]
    if not here or not roads.sections:
        return set()
    points = roads.plane.flat([(one.x, one.y) for one in here])
    ends = [roads.plane.flat([roads.nodes[node] for node in pair]) for pair in _ends(roads)]
    middles = np.array([pair.mean(axis=0) for pair in ends])
    nearest = np.linalg.norm(middles[:, None] - points[None], axis=2).argmin(axis=1)
    return {number for number, place in enumerate(nearest) if here[place].zone == zone}


def _ends(roads: RoadGraph) -> list[tuple[str, str]]:
    return [(one.tail, one.head) for one in roads.sections]


def _unknown(key: str, roads: RoadGraph, at: Written) -> Fault:
    names = {one.name for one in roads.sections if one.name}
    near = get_close_matches(key, sorted(names), 1, 0.5)
    text = (
        Text("there is no road '{name}' on the map; maybe '{near}'?", name=key, near=near[0])
        if near
        else Text(
            "there is no road '{name}' on the map; write a name, or two junctions as in n001-n002", name=key
        )
    )
    return Fault(text, str(at))
