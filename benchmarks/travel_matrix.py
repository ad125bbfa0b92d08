"""Travel matrices on a real street map, timed: `python -m benchmarks.travel_matrix --data DIR --out DIR`.

60 random junctions of Shenzhen Futian, put on the network, one mode after the other; `seconds` are
CPU-seconds. Nothing is decided, so nothing is judged, and no process is limited: no suite of the laboratory.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import Row, write_rows
from models import Place, PlaceKind
from models.places import MOVING
from scheduler.roads.matrix import travel
from scheduler.roads.read import read_roads

STATION = (114.0387881, 22.5254015)


def matrices(data: Path, places: int, seed: int) -> Iterator[Row]:
    """The travel matrix of random places by each mode."""
    roads = read_roads(data / "streets" / "shenzhen_futian.graphml")
    corners = random.Random(seed).sample(list(roads.nodes.values()), places - 1)
    points = [
        Place(id=str(i), name=str(i), kind=PlaceKind.KEY_PLACE, x=x, y=y)
        for i, (x, y) in enumerate([STATION, *corners])
    ]
    for mode in MOVING:
        began = time.process_time()
        found = travel(roads, points, mode)
        seconds = round(time.process_time() - began, 3)
        said = f"{len(found.reached)} reached, {len(found.faults)} named"
        name = f"matrix-shenzhen-{places}"
        yield Row("travel-matrix", name, str(mode), seed, seconds, None, None, None, None, said)


def main(words: list[str] | None = None) -> int:
    """Measure, and write `travel_matrix.csv`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.travel_matrix", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public data")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results"))
    parser.add_argument("--places", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(words)
    rows = list(matrices(given.data, given.places, given.seed))
    write_rows(given.out / "travel_matrix.csv", rows)
    for row in rows:
        print(f"{row.instance} {row.method}: {row.seconds} s, {row.status}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
