"""What the data of an invented map are made of: a town with its roads, its river and its places."""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[float, float]
"""Metres east and north of the south-western corner."""


@dataclass(frozen=True)
class Site:
    """A place to be put near (x, y) metres: beside a road, in a lane of its own, or at a junction."""

    id: str
    name: str
    kind: str
    zone: str
    x: float
    y: float
    dwell: int
    risk: float
    visits: int = 0
    at: str = "road"
    windows: str = ""
    camera: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Town:
    """A station's land: `width` × `height` metres from the south-western corner `origin` (lon, lat)."""

    folder: str
    """Where its files go, under `scenarios`."""
    seed: int
    origin: tuple[float, float]
    width: float
    height: float
    shore: tuple[Point, ...] = ((0.0, 0.0),)
    """The northern bank of the river, from west to east, never falling; the first of `rows` runs along it."""
    columns: tuple[str, ...]
    """Roads from south to north, in order from west to east."""
    rows: tuple[str, ...]
    """Roads from west to east, in order from south to north."""
    classes: dict[str, str]
    """Class of the roads that are not village roads (`unclassified`)."""
    zones: tuple[tuple[str, ...], ...]
    """Zones in equal blocks: rows from south to north, each from west to east."""
    core: tuple[range, range]
    """Blocks (columns, rows) that streets cut in four."""
    one_way: tuple[str, ...]
    streets: tuple[str, ...]
    lanes: int
    lane_names: str
    lane_end: str
    missing: int
    bridges: int
    sites: tuple[Site, ...] = ()
    wander: float = 35.0
    """Metres by which a village junction may lie off its grid point."""
