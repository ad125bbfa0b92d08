"""Routes on an invented map: streets 400 m apart, nine places at their crossings, two crews by bicycle."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from math import cos, radians

from sample_plan import changed, sample_plan

from models import Leg, PatrolMode, Place, PlaceKind, Plan, Route, Stop
from models.route import Point

BLOCK = 400.0
"""Metres from one street to the next."""

SPEED = 200.0
"""Metres a minute (12 km/h): a block takes two minutes."""

DWELL = 10
EAST = ("人民路", "工农路", "永兴路", "振兴路", "通江路")
"""Streets from west to east, the southernmost first."""

NORTH = ("长兴街", "中心街", "纺织街", "市场街", "川港大道", "叠石桥路")
PLACES = {
    "station": ("天补派出所", PlaceKind.STATION, "", 2, 2),
    "timber": ("木材市场", PlaceKind.KEY_PLACE, "1", 0, 1),
    "school": ("中心小学", PlaceKind.SCHOOL, "2", 1, 2),
    "east-wind": ("东风村警务室", PlaceKind.POLICE_ROOM, "3", 0, 4),
    "textile": ("纺织工业园", PlaceKind.KEY_PLACE, "4", 2, 4),
    "market": ("农贸市场", PlaceKind.KEY_PLACE, "5", 3, 3),
    "bridge": ("工农桥岗亭", PlaceKind.KIOSK, "6", 5, 1),
    "exit": ("川港路口卡点", PlaceKind.CHECKPOINT, "7", 4, 0),
    "lane": ("长兴村巡更点", PlaceKind.CHECK_IN, "8", 1, 0),
}
"""Name, kind, zone, column and row of the crossing."""

TOURS = {
    "night-1": (("school", "timber", "lane", "station"), ("east-wind", "textile", "school", "station")),
    "night-2": (("market", "bridge", "exit", "station"), ("market", "textile", "lane", "bridge", "station")),
}
"""What each crew calls at, round by round."""


def at(column: int, row: int, plane: bool) -> Point:
    """A crossing in metres from the south-west one, or in degrees."""
    x, y = 1000 + BLOCK * column, 1000 + BLOCK * row
    return (x, y) if plane else (121.05 + x / 111_195 / cos(radians(31.98)), 31.97 + y / 111_195)


def places(plane: bool = False) -> tuple[Place, ...]:
    """The nine places."""
    found = []
    for key, (name, kind, zone, column, row) in PLACES.items():
        x, y = at(column, row, plane)
        found.append(Place(id=key, name=name, kind=kind, zone=zone, x=x, y=y, dwell=DWELL))
    return tuple(found)


def streets(plane: bool = False) -> list[list[Point]]:
    """The lines of all streets, and a lane that leaves the grid."""
    east = [[at(column, row, plane) for column in range(len(NORTH))] for row in range(len(EAST))]
    north = [[at(column, row, plane) for row in range(len(EAST))] for column in range(len(NORTH))]
    return [*east, *north, [at(0, 4, plane), at(-1, 5, plane), at(-3, 5, plane)]]


def leg(start: str, end: str, plane: bool = False) -> Leg:
    """Along the street to the east or west first, then north or south."""
    (column, row), (column2, row2) = PLACES[start][3:], PLACES[end][3:]
    corners = [(column, row), (column2, row), (column2, row2)]
    used = [EAST[row]] * (column != column2) + [NORTH[column2]] * (row != row2)
    line = [at(*one, plane) for one, two in pairwise(corners) if one != two] + [at(*corners[-1], plane)]
    metres = BLOCK * (abs(column - column2) + abs(row - row2))
    return Leg(metres=metres, minutes=metres / SPEED, roads=tuple(used), line=tuple(line) if used else ())


def route(crew: str, start: datetime, plane: bool = False) -> Route:
    """The route of one crew; the second round begins three hours after the first."""
    rounds = []
    for n, tour in enumerate(TOURS[crew.partition("/")[2]]):
        now, before, stops = start + timedelta(hours=3 * n), "station", []
        for place in tour:
            way = leg(before, place, plane)
            now += timedelta(minutes=way.minutes)
            dwell = 0 if place == "station" else DWELL
            stops.append(Stop(place=place, due=now, dwell=dwell, leg=way))
            now, before = now + timedelta(minutes=dwell), place
        rounds.append(tuple(stops))
    return Route(crew=crew, base="station", mode=PatrolMode.BICYCLE, rounds=tuple(rounds))


def routed_plan(nights: int = 2, plane: bool = False) -> Plan:
    """The sample plan; the night crews of the first days have routes."""
    plan = sample_plan()
    crews = [
        crew
        for crew in plan.crews
        if crew.duty in TOURS and crew.date in {day.date for day in plan.days[:nights]}
    ]
    return changed(
        plan, places=places(plane), routes=tuple(route(crew.id, crew.start, plane) for crew in crews)
    )


CAR, MET = "2026-11-23/night-2", "2026-11-23/night-1"


def supervised_plan() -> Plan:
    """Two nights on which the second crew supervises the first; on the first they meet at the textile park.

    The lane asks for two calls a night in equal halves: vary is 0.
    """
    plan = routed_plan()
    crews = (
        crew.model_copy(update={"meets": ("night-1",)}) if crew.duty == "night-2" else crew
        for crew in plan.crews
    )
    other = {CAR: MET, MET: CAR}
    routes = (
        one.model_copy(update={"rounds": tuple(_meeting(calls, other[one.crew]) for calls in one.rounds)})
        if one.crew in other
        else one
        for one in plan.routes
    )
    asked = (place.model_copy(update={"visits": 2}) if place.id == "lane" else place for place in plan.places)
    settings = {"check-in-visits": {"vary": 0}}
    return changed(plan, crews=tuple(crews), routes=tuple(routes), places=tuple(asked), settings=settings)


def _meeting(calls: tuple[Stop, ...], other: str) -> tuple[Stop, ...]:
    """A round with the meeting at the textile park."""
    return tuple(
        stop.model_copy(update={"meets": (other,)}) if stop.place == "textile" else stop for stop in calls
    )
