"""A straight road to a shop 1000 m east of the station, and the radios of those who walk it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import cos, radians
from pathlib import Path

import numpy as np
from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment
from road_worlds import EVERYBODY
from sample_plan import changed, sample_plan

from models import Leg, PatrolMode, Place, PlaceKind, Plan, Route, Stop
from models.route import Point
from scheduler.render.routes_gpx import CHINA
from scheduler.roads.geometry import EARTH, Crs
from scheduler.roads.graph import RoadGraph, Section
from scheduler.tracking.gpx import Fix, Recording

START = datetime(2026, 11, 23, 23)
NIGHT = "2026-11-23/night-1"
DEGREE = radians(1) * EARTH
"""Metres of a degree of latitude."""

Move = tuple[float, float]
"""Minutes after 23:00, and metres east of the station at that minute."""

OUT_AND_BACK: tuple[Move, ...] = ((0, 0), (10, 1000), (20, 1000), (30, 0))
"""As planned: 100 m a minute (6 km/h), ten minutes at the shop, home at 23:30."""


def spot(east: float, north: float = 0.0) -> Point:
    """Metres from the station as longitude and latitude."""
    return 121.05 + east / DEGREE / cos(radians(32)), 32 + north / DEGREE


def places() -> tuple[Place, ...]:
    """The station and the shop."""
    (x, y), (x2, y2) = spot(0), spot(1000)
    station = Place(id="station", name="派出所", kind=PlaceKind.STATION, x=x, y=y, dwell=0)
    return station, Place(id="shop", name="小店", kind=PlaceKind.KEY_PLACE, x=x2, y=y2, dwell=10)


def straight_plan(*crews: str, station: str = "tianbu") -> Plan:
    """The sample plan, in which each of the crews (Monday's first night group) walks to the shop and back."""
    way = (spot(0), spot(1000))
    there = Leg(metres=1000, minutes=10, roads=("直路",), line=way)
    back = Leg(metres=1000, minutes=10, roads=("直路",), line=way[::-1])
    round_ = (
        Stop(place="shop", due=START + timedelta(minutes=10), dwell=10, leg=there),
        Stop(place="station", due=START + timedelta(minutes=30), dwell=0, leg=back),
    )
    routes = tuple(
        Route(crew=crew, base="station", mode=PatrolMode.FOOT, rounds=(round_,)) for crew in crews or (NIGHT,)
    )
    return changed(sample_plan(), station=station, places=places(), routes=routes)


def roads(*classes: str) -> RoadGraph:
    """The straight road in equal sections of these classes, crossed by side streets at every junction."""
    count = len(classes)
    nodes = {f"n{i}": spot(1000 / count * i) for i in range(count + 1)}
    nodes |= {f"s{i}": spot(1000 / count * i, 300) for i in range(count + 1)}
    along = [_section(nodes, f"n{i}", f"n{i + 1}", 1000 / count, road) for i, road in enumerate(classes)]
    across = [_section(nodes, f"n{i}", f"s{i}", 300, "service") for i in range(count + 1)]
    return RoadGraph(nodes, [*along, *across], Crs.WGS84)


def _section(nodes: dict[str, Point], tail: str, head: str, metres: float, road: str) -> Section:
    return Section(tail, head, (nodes[tail], nodes[head]), metres, "直路", road, EVERYBODY, EVERYBODY)


def fixes(moves: Iterable[Move], step: float = 10, noise: float = 0.0, north: float = 0.0) -> tuple[Fix, ...]:
    """A fix every `step` seconds along straight moves, `noise` metres off (seeded), `north` of the road."""
    minutes, east = np.array(list(moves)).T
    times = np.arange(minutes[0] * 60, minutes[-1] * 60 + 0.1, step)
    off = np.random.default_rng(1).normal(0.0, noise, (len(times), 2))
    metres = np.column_stack([np.interp(times, minutes * 60, east), np.full(len(times), north)]) + off
    when = (START + timedelta(seconds=float(second)) for second in times)
    return tuple(Fix(at, *spot(*point)) for at, point in zip(when, metres, strict=True))


def recording(*tracks: Iterable[Fix], name: str = "radio.gpx") -> Recording:
    """A recording of several tracks."""
    return Recording(Path(name), (Path(name).stem,), tuple(map(tuple, tracks)))


def moments(fine: Iterable[tuple[datetime, Point]], step: float = 10) -> tuple[Fix, ...]:
    """A fix every `step` seconds between timed points of the map, and at each of them."""
    found: dict[datetime, Fix] = {}
    for (at, a), (until, b) in pairwise(fine):
        whole = (until - at).total_seconds()
        for second in [*np.arange(0.0, whole, step).tolist(), whole]:
            share = second / whole if whole else 1.0
            when = at + timedelta(seconds=second)
            found[when] = Fix(when, *(p + share * (q - p) for p, q in zip(a, b, strict=True)))
    return tuple(found[when] for when in sorted(found))


def write_gpx(path: Path, found: Iterable[Fix], zone: str = "utc", name: str = "") -> Path:
    """A GPX file of a radio; `zone` is utc, local (no zone), mistaken (local time with a Z) or none."""
    gpx, track, segment = GPX(), GPXTrack(name=name or None), GPXTrackSegment()
    gpx.tracks.append(track)
    track.segments.append(segment)
    for fix in found:
        utc = fix.at.replace(tzinfo=CHINA).astimezone(UTC)
        time = {"utc": utc, "local": fix.at, "mistaken": fix.at, "none": None}[zone]
        segment.points.append(GPXTrackPoint(fix.y, fix.x, time=time))
    text = gpx.to_xml()
    if zone == "mistaken":
        text = text.replace("</time>", "Z</time>")
    path.write_text(text, "utf-8")
    return path
