"""A way along named roads: for turn-by-turn, the map picture and GPX."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from scheduler.roads.geometry import Line, Point, cut, turn
from scheduler.roads.network import Network


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an arc, from one share of the way along it to another."""

    arc: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch along one road: its name (empty: none), road class, length, time and course.

    `turn` is the change of direction into it in degrees, to the left positive; 0 for the first.
    """

    name: str
    road: str
    metres: float
    minutes: float
    line: Line
    turn: float = 0.0


@dataclass(frozen=True)
class Route:
    """The way from one stop to another: arc by arc in `pieces`, road by road in `legs`."""

    pieces: tuple[Piece, ...]
    nodes: tuple[str, ...]
    """Junctions passed, in order."""
    metres: float
    minutes: float
    legs: tuple[Leg, ...]

    @property
    def line(self) -> Line:
        """The whole course, without doubled points."""
        return _joined(leg.line for leg in self.legs)

    @classmethod
    def of(cls, network: Network, pieces: Iterable[Piece]) -> Route:
        """The route over some pieces, those without length left out."""
        kept = tuple(one for one in pieces if one.end > one.start)
        names = tuple(network.roads.nodes)
        nodes = tuple(names[network.end(one.arc)] for one in kept if one.end >= 1.0)
        first = [names[network.start(kept[0].arc)]] if kept and kept[0].start <= 0.0 else []
        single = [_leg(network, one) for one in kept]
        legs = tuple(_merged(network, single))
        return cls(
            kept, (*first, *nodes), sum(leg.metres for leg in legs), sum(leg.minutes for leg in legs), legs
        )


def _leg(network: Network, piece: Piece) -> Leg:
    section = network.roads.sections[piece.arc // 2]
    line = section.line[::-1] if piece.arc % 2 else section.line
    share = piece.end - piece.start
    return Leg(
        section.name, section.road, section.metres * share,
        network.minutes[piece.arc // 2] * share, cut(line, piece.start, piece.end),
    )  # fmt: skip


def _merged(network: Network, legs: Iterable[Leg]) -> Iterable[Leg]:
    """One leg for as long as the name (or, without a name, the road class) stays."""
    before: Leg | None = None
    for _, group in groupby(legs, key=lambda leg: (leg.name, leg.name or leg.road)):
        same = list(group)
        line = _joined(leg.line for leg in same)
        angle = turn(before.line, line, network.roads.crs) if before else 0.0
        metres, minutes = sum(leg.metres for leg in same), sum(leg.minutes for leg in same)
        before = Leg(same[0].name, same[0].road, metres, minutes, line, angle)
        yield before


def _joined(lines: Iterable[Line]) -> Line:
    points: list[Point] = []
    for line in lines:
        points.extend(line[1:] if points and points[-1] == line[0] else line)
    return tuple(points)
