"""Any road map becomes a road graph; the name of the file says how it is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scheduler.i18n import Text
from scheduler.roads.faults import only
from scheduler.roads.graph import RoadGraph
from scheduler.roads.read_csv import read_csv
from scheduler.roads.read_geojson import read_geojson
from scheduler.roads.read_graphml import read_graphml
from scheduler.roads.read_osm import read_osm
from scheduler.roads.read_shapefile import read_shapefile

Reader = Callable[[Path], RoadGraph]

NODES, EDGES = "road_nodes.csv", "road_edges.csv"
"""The tables of a station folder."""


SHAPE_PARTS = (".shp", ".dbf", ".shx", ".prj", ".cpg")
"""The files of one shapefile."""


def _pair(path: Path) -> tuple[Path, Path]:
    """One of the two tables, or the folder that holds them, stands for both."""
    if path.is_dir():
        nodes, edges = path / NODES, path / EDGES
    else:
        nodes = path.with_name(path.name.replace("edges", "nodes"))
        edges = path.with_name(path.name.replace("nodes", "edges"))
    if nodes == edges:
        nodes, edges = path.with_name(NODES), path.with_name(EDGES)
    return nodes, edges


def _tables(path: Path) -> RoadGraph:
    nodes, edges = _pair(path)
    for one in (nodes, edges):
        if not one.is_file():
            raise only(one, Text("this file is missing; a map in CSV needs both {nodes} and {edges}",
                                 nodes=nodes.name, edges=edges.name))  # fmt: skip
    return read_csv(nodes, edges)


READERS: dict[str, Reader] = {
    ".csv": _tables,
    ".graphml": read_graphml,
    ".geojson": read_geojson,
    ".json": read_geojson,
    ".osm": read_osm,
    ".osm.bz2": read_osm,
    ".osm.pbf": read_osm,
    ".pbf": read_osm,
    ".shp": read_shapefile,
}


def map_files(path: Path) -> tuple[Path, ...]:
    """The files that `read_roads` reads for a road map, those that are there."""
    if path.is_dir() or path.suffix.lower() == ".csv":
        parts: tuple[Path, ...] = _pair(path)
    else:
        beside = SHAPE_PARTS if path.suffix.lower() == ".shp" else ()
        parts = (path, *(path.with_suffix(suffix) for suffix in beside if suffix != path.suffix))
    return tuple(part for part in parts if part.is_file())


def read_roads(path: Path) -> RoadGraph:
    """Read a road map; raises Faults that name file and row, or the extra package a format needs."""
    path = Path(path)
    if path.is_dir():
        return _tables(path)
    reader = next((read for suffix, read in READERS.items() if path.name.lower().endswith(suffix)), None)
    if reader is None:
        known = ", ".join(READERS)
        raise only(path, Text("this is not a road map we can read; known are {known}", known=known))
    if not path.is_file():
        raise only(path, Text("there is no such file"))
    return reader(path)
