"""Road maps as two CSV tables, junctions and sections, that a chief can write in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isfinite
from pathlib import Path

from scheduler.i18n import Text
from scheduler.roads import tags as osm
from scheduler.roads.classes import ALL, mode_of, nearest_class, road_class
from scheduler.roads.faults import Report
from scheduler.roads.geometry import Crs, Line, Point, metres
from scheduler.roads.graph import Modes, RoadGraph, Section
from scheduler.roads.table import Row, read_table

NODES = {
    "node": ("id", "编号", "节点", "路口"),
    "lon": ("longitude", "lng", "经度"),
    "lat": ("latitude", "纬度"),
    "x": ("东", "x坐标"),
    "y": ("北", "y坐标"),
}
EDGES = {
    "from": ("起点", "u", "source", "tail"),
    "to": ("终点", "v", "target", "head"),
    "length": ("长度", "metres", "长度米"),
    "name": ("路名", "名称", "道路"),
    "road": ("等级", "道路等级", "highway", "类别"),
    "oneway": ("单行", "单行线"),
    "modes": ("方式", "通行方式"),
    "line": ("折点", "线形"),
}
_ONE_WAY = {
    "": "no", "no": "no", "否": "no", "0": "no", "false": "no", "双行": "no",
    "yes": "yes", "是": "yes", "1": "yes", "true": "yes", "单行": "yes",
    "-1": "-1", "反向": "-1",
}  # fmt: skip
SHORTER = 0.95
"""A length may fall this far short of the straight line, since people round."""


def read_csv(nodes: Path, edges: Path, unit: float = 1.0) -> RoadGraph:
    """Read a map from its two tables; raises Faults with every mistake in both.

    Columns lon and lat are WGS84 degrees; x and y are metres on a plane, or multiples of `unit` metres.
    """
    report, table = Report(nodes.name), Report(edges.name)
    points, crs = _points(nodes, report, unit)
    rows = read_table(edges, EDGES, [("from", "to")], table)
    sections = [_section(row, points, (crs, unit), table) for row in rows]
    report.faults += table.faults
    return report.done(RoadGraph(points, (one for one in sections if one), crs))


def _points(path: Path, report: Report, unit: float) -> tuple[dict[str, Point], Crs]:
    rows = read_table(path, NODES, [("node", "lon", "lat"), ("node", "x", "y")], report)
    crs = Crs.WGS84 if any({"lon", "lat"} & set(row.cells) for row in rows) else Crs.PLANE
    x, y = ("lon", "lat") if crs is Crs.WGS84 else ("x", "y")
    points: dict[str, Point] = {}
    for row in rows:
        node, point = row.cells.get("node"), (_number(row.cells.get(x)), _number(row.cells.get(y)))
        if node is None or point[0] is None or point[1] is None:
            report.row(row.number, Text("a junction needs a name and two numbers, {x} and {y}", x=x, y=y))
        elif node in points:
            report.row(row.number, Text("junction '{node}' stands here twice; rename one", node=node))
        elif crs is Crs.WGS84 and not (abs(point[0]) <= 180 and abs(point[1]) <= 90):
            text = Text("{x}, {y} is no longitude and latitude; are they swapped?", x=point[0], y=point[1])
            report.row(row.number, text)
        else:
            scale = 1.0 if crs is Crs.WGS84 else unit
            points[node] = point[0] * scale, point[1] * scale
    return points, crs


def _section(
    row: Row, points: Mapping[str, Point], scale: tuple[Crs, float], report: Report
) -> Section | None:
    """The section of a row; None, and its mistakes noted, when there are any."""
    before, cells, (crs, unit) = len(report.faults), row.cells, scale
    ends = [cells.get(key, "") for key in ("from", "to")]
    for key, end in zip(("from", "to"), ends, strict=True):
        if end not in points:
            report.row(row.number, Text("{key}: there is no junction '{node}'", key=key, node=end))
    forward, backward = _directions(row, report)
    line = _line(row, [points.get(end, (0.0, 0.0)) for end in ends], (crs, unit), report)
    if len(report.faults) > before:
        return None
    length = _length(row, metres(line, crs), unit if crs is Crs.PLANE else 1.0, report)
    road = road_class(cells.get("road", "unclassified"))
    if length is None or road is None:
        return None
    name = cells.get("name", "")
    return Section(ends[0], ends[1], line, length, name, road.word, forward, backward)


def _directions(row: Row, report: Report) -> tuple[Modes, Modes]:
    cells = row.cells
    road = road_class(cells.get("road", "unclassified"))
    if road is None:
        near = nearest_class(cells["road"]) or "residential"
        text = Text("unknown road class '{road}'; maybe '{near}'?", road=cells["road"], near=near)
        report.row(row.number, text)
        return ALL, ALL
    way = _ONE_WAY.get(cells.get("oneway", "").lower())
    if way is None:
        report.row(row.number, Text("oneway '{value}': write yes, no or -1", value=cells["oneway"]))
    named = [word for word in re.split(r"[\s、;；,，|+]+", cells.get("modes", "")) if word]
    known = [(word, mode_of(word)) for word in named]
    for word in [word for word, mode in known if mode is None]:
        text = Text("unknown mode '{word}'; write foot, bicycle, ebike or car", word=word)
        report.row(row.number, text)
    modes = frozenset(mode for _, mode in known if mode) if named else road.modes
    backward = modes & {osm.FOOT} if way in ("yes", "-1") else modes
    return (backward, modes) if way == "-1" else (modes, backward)


def _line(row: Row, ends: list[Point], scale: tuple[Crs, float], report: Report) -> Line:
    """The course: the ends, and between them the points of the column `line`, `x y; x y`."""
    unit = scale[1] if scale[0] is Crs.PLANE else 1.0
    between: list[Point] = []
    for part in filter(None, re.split(r"[;；]", row.cells.get("line", ""))):
        numbers = [_number(word) for word in part.split()]
        if len(numbers) == 2 and numbers[0] is not None and numbers[1] is not None:
            between.append((numbers[0] * unit, numbers[1] * unit))
        else:
            report.row(row.number, Text("line '{part}': write points as x y; x y", part=part.strip()))
    return (ends[0], *between, ends[1])


def _length(row: Row, drawn: float, unit: float, report: Report) -> float | None:
    """The length in metres: as written, or else along the line."""
    if "length" not in row.cells:
        return drawn
    length = _number(row.cells["length"])
    if length is None or length <= 0:
        text = Text("length '{value}' is no number above 0; write metres", value=row.cells["length"])
        report.row(row.number, text)
        return None
    if length * unit < drawn * SHORTER - 1:
        text = Text(
            "a length of {length} m is less than the way drawn, {drawn} m; correct it or leave it empty",
            length=round(length * unit), drawn=round(drawn),
        )  # fmt: skip
        report.row(row.number, text)
        return None
    return length * unit


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if isfinite(number) else None
