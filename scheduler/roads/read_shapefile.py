"""Shapefiles of lines (extra `shp`), with Geofabrik's or OpenStreetMap's column names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from scheduler.i18n import Text
from scheduler.roads.classes import ALL
from scheduler.roads.faults import Report, only
from scheduler.roads.geometry import Crs, Point
from scheduler.roads.graph import Modes, RoadGraph
from scheduler.roads.lines import Way, crs_of, drawn, from_ways, own_points

_LINES = (3, 13, 23)
"""Shape types PolyLine, PolyLineZ and PolyLineM."""


def read_shapefile(path: Path, modes: Modes = ALL) -> RoadGraph:
    """The lines of a shapefile that any of `modes` may use; raises Faults."""
    try:
        import shapefile  # an extra
    except ImportError:
        text = Text("reading this needs the extra package pyshp; run: pip install 'xunfang[shp]'")
        raise only(path, text) from None
    try:
        with shapefile.Reader(str(path), encoding=_encoding(path), encodingErrors="replace") as reader:
            ways = [way for one in reader.iterShapeRecords() for way in _ways(one)]
    except (shapefile.ShapefileException, OSError, ValueError, LookupError) as error:
        raise only(path, Text("this is not a complete shapefile: {problem}", problem=error)) from None
    points = own_points(ways)
    return Report(path.name).done(from_ways(points, ways, _crs(path, points), modes))


def _encoding(path: Path) -> str:
    """What the .cpg beside it says; GB18030 otherwise, as Chinese desktop programs write."""
    beside = path.with_suffix(".cpg")
    said = beside.read_text("ascii", "replace").strip().lower() if beside.is_file() else ""
    return {"": "gb18030", "936": "gb18030", "cp936": "gb18030", "65001": "utf-8"}.get(said, said)


def _ways(record: Any) -> Iterator[Way]:
    """The lines of one record; pyshp has no types."""
    if record.shape.shapeType in _LINES:
        cells = record.record.as_dict().items()
        tags = {str(key).lower(): value for key, value in cells if value not in (None, "")}
        for start, end in pairwise([*record.shape.parts, len(record.shape.points)]):
            yield drawn(record.shape.points[start:end], tags)


def _crs(path: Path, points: Mapping[Any, Point]) -> Crs:
    beside = path.with_suffix(".prj")
    said = beside.read_text("utf-8", "replace").strip().upper() if beside.is_file() else ""
    if ("MERCATOR" in said and "PSEUDO" in said) or "WEB_MERCATOR" in said:
        raise only(path, Text("web Mercator coordinates distort lengths; save the map in WGS84 (EPSG:4326)"))
    if said:
        return Crs.PLANE if said.startswith("PROJCS") else Crs.WGS84
    return crs_of(points.values())
