"""Which files an order was made from, each with its own digest, and which of them have changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from scheduler.i18n import Text
from scheduler.intake import read_inputs, station_folder


def inputs_now(station: Path, routes: bool) -> dict[str, str]:
    """File → sha256 of a station folder or workbook as it is now, sound or not; raises Faults for none."""
    files, roads = read_inputs(station)
    return {**files, **(map_digests(station, roads) if routes and roads else {})}


def map_digests(station: Path, roads: str) -> dict[str, str]:
    """File → sha256 of the road map that the station names."""
    from scheduler.roads.read import map_files  # networkx is slow to import

    files = map_files(station_folder(station) / roads)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def changed_inputs(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Text]:
    """A line for each file that is not as it was, by name."""
    for name in sorted({*then, *now}):
        if name not in now:
            yield Text("{file}: was an input then and is missing now", file=name)
        elif name not in then:
            yield Text("{file}: is an input now and was none then", file=name)
        elif then[name] != now[name]:
            yield Text("{file}: has changed since then", file=name)
