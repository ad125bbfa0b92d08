"""GeoJSON: LineStrings with OpenStreetMap-like properties; lines meet where they share a point."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scheduler.i18n import Text
from scheduler.roads.classes import ALL
from scheduler.roads.faults import Report, only
from scheduler.roads.geometry import Crs, Point
from scheduler.roads.graph import Modes, RoadGraph
from scheduler.roads.lines import Way, crs_of, drawn, from_ways, own_points
from scheduler.roads.text_file import decode

_DEGREES = re.compile(r"(CRS84|(EPSG|epsg)\D*(4326|4490))$")
_MERCATOR = re.compile(r"(3857|900913)$")


def read_geojson(path: Path, modes: Modes = ALL) -> RoadGraph:
    """The lines of a FeatureCollection that any of `modes` may use; raises Faults."""
    report = Report(path.name)
    data = _parsed(path)
    ways = [way for i, one in enumerate(data["features"], 1) for way in _lines(one, i, report)]
    report.check()
    points = own_points(ways)
    return report.done(from_ways(points, ways, _crs(path, data, points), modes))


def _parsed(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(decode(path) or "")
    except json.JSONDecodeError as error:
        raise only(path, Text("this is not GeoJSON: {problem}", problem=error)) from None
    if not isinstance(data, dict) or not isinstance(data.get("features"), list):
        raise only(path, Text("this is not GeoJSON: a FeatureCollection with a list 'features' is needed"))
    return data


def _lines(feature: Any, number: int, report: Report) -> list[Way]:
    """The lines of one feature; points and areas are passed over."""
    try:
        shape = feature["geometry"] or {"type": ""}
        if shape["type"] not in ("LineString", "MultiLineString"):
            return []
        parts = [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]
        return [drawn(part, feature.get("properties") or {}) for part in parts]
    except (KeyError, TypeError, ValueError, AttributeError):
        text = Text("its geometry cannot be read; write a LineString of [x, y] pairs")
        report.at(str(Text("feature {number}", number=number)), text)
        return []


def _crs(path: Path, data: dict[str, Any], points: Mapping[Any, Point]) -> Crs:
    named = str(((data.get("crs") or {}).get("properties") or {}).get("name", ""))
    if _MERCATOR.search(named):
        raise only(path, Text("web Mercator coordinates distort lengths; save the map in WGS84 (EPSG:4326)"))
    if _DEGREES.search(named):
        return Crs.WGS84
    return crs_of(points.values())
