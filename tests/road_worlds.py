"""Road maps small enough to walk in one's head."""

from __future__ import annotations

import os
from pathlib import Path

from models import PatrolMode, Place, PlaceKind, RoadSpeeds
from scheduler.roads.geometry import Crs, metres
from scheduler.roads.graph import RoadGraph, Section

FOOT, BICYCLE, EBIKE, CAR = PatrolMode.FOOT, PatrolMode.BICYCLE, PatrolMode.EBIKE, PatrolMode.CAR
EVERYBODY = frozenset((FOOT, BICYCLE, EBIKE, CAR))
LANE = frozenset((FOOT, BICYCLE, EBIKE))
STREETS = (
    Path(os.environ.get("XUNFANG_DATA", Path(__file__).parents[1] / ".." / "shared" / "data")) / "streets"
)

PACE = RoadSpeeds(kmh={mode: {"": 6.0} for mode in (FOOT, BICYCLE, EBIKE, CAR)})
"""6 km/h for everybody: 100 m a minute."""


def place(x, y, name=""):
    """A place called after its coordinates."""
    name = name or f"{x},{y}"
    return Place(id=name, name=name, kind=PlaceKind.KEY_PLACE, x=x, y=y)


def road(tail, head, forward=EVERYBODY, backward=None, **more):
    """A straight road between two points on a plane; the points' texts are the junctions."""
    line = (tail, head)
    backward = forward if backward is None else backward
    given = {"metres": metres(line, Crs.PLANE), "forward": forward, "backward": backward, **more}
    return Section(f"{tail}", f"{head}", line, **given)


def town(*roads):
    """The map of some roads."""
    nodes = {node: at for one in roads for node, at in ((one.tail, one.line[0]), (one.head, one.line[-1]))}
    return RoadGraph(nodes, roads, Crs.PLANE)


def grid(size=3, block=100.0):
    """Streets every `block` metres: 一街, 二街 … run east, 一路, 二路 … run north."""
    numbers = "一二三四五六七八九"
    at = [block * i for i in range(size)]
    east = [road((x, y), (x + block, y), name=f"{numbers[j]}街") for j, y in enumerate(at) for x in at[:-1]]
    north = [road((x, y), (x, y + block), name=f"{numbers[i]}路") for i, x in enumerate(at) for y in at[:-1]]
    return town(*east, *north)
