"""OpenStreetMap extracts: .osm and .osm.bz2 with the standard library, .osm.pbf with the extra `osm`."""

from __future__ import annotations

import bz2
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import IO, cast
from xml.etree import ElementTree

from scheduler.i18n import Text
from scheduler.roads.classes import ALL
from scheduler.roads.faults import Report, only
from scheduler.roads.geometry import Crs, Point
from scheduler.roads.graph import Modes, RoadGraph
from scheduler.roads.lines import Way, from_ways


def read_osm(path: Path, modes: Modes = ALL) -> RoadGraph:
    """The ways of an extract that any of `modes` may use; raises Faults."""
    points: dict[Hashable, Point] = {}
    try:
        reader = _pbf if path.name.lower().endswith(".pbf") else _xml
        ways = list(reader(path, points))
    except (ElementTree.ParseError, OSError, EOFError, RuntimeError) as error:
        raise only(path, Text("this is not an OpenStreetMap file: {problem}", problem=error)) from None
    return Report(path.name).done(from_ways(points, ways, Crs.WGS84, modes))


def _xml(path: Path, points: dict[Hashable, Point]) -> Iterator[Way]:
    with _opened(path) as file:
        # the file is the station's own, and expat limits entity expansion
        events = ElementTree.iterparse(file, ("start", "end"))  # noqa: S314
        root = None
        for event, element in events:
            root = element if root is None else root
            if event == "start" or element.tag not in ("node", "way", "relation"):
                continue
            if element.tag == "node" and element.get("lon"):
                points[int(element.attrib["id"])] = float(element.attrib["lon"]), float(element.attrib["lat"])
            elif element.tag == "way":
                tags = {tag.attrib["k"]: tag.attrib["v"] for tag in element.iter("tag")}
                if "highway" in tags:
                    yield Way([int(nd.attrib["ref"]) for nd in element.iter("nd")], tags)
            root.clear()


def _opened(path: Path) -> IO[bytes]:
    if path.suffix.lower() == ".bz2":
        return cast(IO[bytes], bz2.open(path))
    return path.open("rb")


def _pbf(path: Path, points: dict[Hashable, Point]) -> Iterator[Way]:
    try:
        import osmium  # an extra
    except ImportError:
        text = Text(
            "reading this needs the extra package osmium; run: pip install 'xunfang[osm]' "
            "(or save the map as .osm or .osm.bz2)"
        )
        raise only(path, text) from None
    with path.open("rb"):
        pass  # osmium's own message for a missing file names no file
    wanted: set[int] = set()
    for way in osmium.FileProcessor(str(path), osmium.osm.WAY):
        if "highway" in way.tags:
            refs = [node.ref for node in way.nodes]
            wanted.update(refs)
            yield Way(refs, {tag.k: tag.v for tag in way.tags})
    for node in osmium.FileProcessor(str(path), osmium.osm.NODE):
        if node.id in wanted:
            points[node.id] = node.lon, node.lat
