"""Routes: loops a crew can walk, and the route it walks in a plan, stop by stop and leg by leg."""

from __future__ import annotations

from datetime import datetime

from models._base import Frozen
from models.duty import PatrolMode

Point = tuple[float, float]
"""Coordinates of the map: longitude and latitude (WGS84), or metres east and north."""


class Loop(Frozen):
    """A closed walk from a base through places, with dwell, that a crew may walk in one slot of its window.

    `offsets` are minutes from the start of the slot to the arrival at each place; `minutes` is the whole.
    `reach` is the longest time from any call, or from the base, to any place of the crew's zones (T16).
    """

    id: str
    places: tuple[str, ...]
    offsets: tuple[float, ...]
    minutes: float
    reach: float = 0.0


class Slot(Frozen):
    """A piece of a crew's window in which it walks one loop."""

    number: int
    start: datetime
    minutes: int


class Pool(Frozen):
    """The loops one crew may choose from, and the slots of its window."""

    crew: str
    base: str
    mode: PatrolMode
    slots: tuple[Slot, ...]
    loops: tuple[Loop, ...]


class Meeting(Frozen):
    """Two crews could meet at a place: both arrive from `start` to `end` by some walks (`loop@slot`).

    The facts of a plan say which meetings are held.
    """

    car: str
    crew: str
    place: str
    start: datetime
    end: datetime
    by_car: tuple[str, ...]
    by_crew: tuple[str, ...]


class Leg(Frozen):
    """The way from one stop to the next along named roads."""

    metres: float
    minutes: float
    roads: tuple[str, ...] = ()
    line: tuple[Point, ...] = ()


class Stop(Frozen):
    """A call at a place: when the crew is due, how long it stays, and the way that led there.

    `meets` are the crews it meets there, to sign for each other (Z08).
    """

    place: str
    due: datetime
    dwell: int
    leg: Leg
    meets: tuple[str, ...] = ()


class Route(Frozen):
    """What one crew walks in its window; each round ends where it began, at the base.

    A round's last stop is the base itself, with no dwell.
    """

    crew: str
    base: str
    mode: PatrolMode
    rounds: tuple[tuple[Stop, ...], ...]

    @property
    def stops(self) -> tuple[Stop, ...]:
        """All stops in order of time."""
        return tuple(stop for one in self.rounds for stop in one)

    @property
    def metres(self) -> float:
        """Length of the whole route."""
        return sum(stop.leg.metres for stop in self.stops)
