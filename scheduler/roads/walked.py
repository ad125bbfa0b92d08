"""Walked: the routes behind chosen walks, stop by stop and leg by leg."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache, partial
from itertools import pairwise

from models import Leg, Loop, Meeting, PatrolMode, Pool, Route, Slot, Stop, Week
from scheduler.roads.matrix import Travel

Way = tuple[Travel, Callable[[int, int], Leg]]
"""The places of a mode, and the way from one to another by their numbers."""


def routes_of(
    week: Week, chosen: Iterable[tuple[str, str]], ways: Mapping[PatrolMode, Travel], held: Iterable[Meeting]
) -> tuple[Route, ...]:
    """The routes of walks (crew id, `loop@slot`) in the order of the crews; `held` are the meetings kept."""
    walks: dict[str, dict[int, str]] = {}
    for crew, walk in chosen:
        if crew in week.pools:
            loop, _, slot = walk.rpartition("@")
            walks.setdefault(crew, {})[int(slot)] = loop
    met = tuple(held)
    legs = {mode: cache(partial(_leg, way)) for mode, way in ways.items()}  # crews take the same ways again
    return tuple(
        _route(week.pools[crew.id], walks[crew.id], (ways[crew.mode], legs[crew.mode]), met)
        for crew in week.crews
        if crew.id in walks
    )


def _route(pool: Pool, walks: Mapping[int, str], way: Way, held: tuple[Meeting, ...]) -> Route:
    by_id = {loop.id: loop for loop in pool.loops}
    rounds = tuple(
        _round(pool, slot, by_id[walks[slot.number]], way, held)
        for slot in pool.slots
        if slot.number in walks
    )
    return Route(crew=pool.crew, base=pool.base, mode=pool.mode, rounds=rounds)


def _round(pool: Pool, slot: Slot, loop: Loop, way: Way, held: tuple[Meeting, ...]) -> tuple[Stop, ...]:
    places, leg = way[0].places, way[1]
    number = {place.id: i for i, place in enumerate(places)}
    ids = (pool.base, *loop.places, pool.base)
    dues = [slot.start + timedelta(minutes=round(offset)) for offset in (*loop.offsets, loop.minutes)]
    dwells = [*(places[number[place]].dwell for place in loop.places), 0]
    mine = [one for one in held if f"{loop.id}@{slot.number}" in _walks(one, pool.crew)]
    return tuple(
        Stop(
            place=there,
            due=due,
            dwell=dwell,
            leg=leg(number[here], number[there]),
            meets=tuple(_others(mine, pool.crew, there, due)),
        )
        for (here, there), due, dwell in zip(pairwise(ids), dues, dwells, strict=True)
    )


def _walks(one: Meeting, crew: str) -> tuple[str, ...]:
    """The walks by which a crew keeps a meeting; none for a crew that is not part of it."""
    return one.by_car if crew == one.car else one.by_crew if crew == one.crew else ()


def _others(held: Iterable[Meeting], crew: str, place: str, due: datetime) -> Iterable[str]:
    for one in held:
        if one.place == place and one.start <= due <= one.end:
            yield one.crew if crew == one.car else one.car


def _leg(way: Travel, here: int, there: int) -> Leg:
    one = way.route_between(here, there)
    roads = tuple(dict.fromkeys(leg.name for leg in one.legs if leg.name))
    line = tuple((round(x, 6), round(y, 6)) for x, y in one.line)
    return Leg(metres=round(one.metres, 1), minutes=round(one.minutes, 2), roads=roads, line=line)
