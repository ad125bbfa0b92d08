"""Routes in the roster: a station week with its routes to proof, and travel matrices on a real street map.

    python -m benchmarks.patrol_routes --out DIR [--data DIR] [--seconds 30] [--seed 1]

`week` plans a shipped station with routes: seconds of making the pools of loops and of solving, the
status of the whole plan, and value, bound and gap of the patrol value (the only step that is never reached in
full). `matrix` takes `places` random junctions of a street map and times the travel matrix of one mode, with
its places put on the network; it needs `--data` with streets/shenzhen_futian.graphml.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from models import Limits, Place, PlaceKind, Status
from models.places import MOVING
from scheduler.commands import Options, read_order
from scheduler.kernel.solve import solve
from scheduler.roads.matrix import travel
from scheduler.roads.read import read_roads

COLUMNS = ("suite", "instance", "method", "seed", "seconds", "cost", "bound", "best", "gap", "status",
           "pools_seconds", "unmet_orders", "unproven_steps")  # fmt: skip
SCENARIOS = Path(__file__).parents[1] / "scenarios"
WEEKS = ("tianbu", "zhuantang")
Row = dict[str, object]


def week(station: str, seconds: float, seed: int) -> Row:
    """Plan one week of a shipped station with routes."""
    order = read_order(
        Options(
            SCENARIOS / station, week="2026-11-23", routes=True, limits=Limits(seconds=seconds, seed=seed)
        )
    )
    began = time.monotonic()
    book = order.book()
    opened = order.open_week(book)
    pools = time.monotonic() - began
    problem = book.read(opened)
    began = time.monotonic()
    outcome = solve(problem, order.limits)
    spent = time.monotonic() - began
    value = next(one for one in outcome.passes if one.rulings[0].rule == "patrol-value")
    orders = sum(one.value for one in outcome.passes if one.rulings[0].importance == "ORDERS")
    return {
        "suite": "patrol-routes", "instance": f"{station}-week", "method": "xunfang", "seed": seed,
        "seconds": round(spent, 2), "cost": value.value, "bound": value.bound, "best": value.bound,
        "gap": round(100 * (value.value - value.bound) / value.bound, 3) if value.bound else 0.0,
        "status": outcome.status, "pools_seconds": round(pools, 2), "unmet_orders": orders,
        "unproven_steps": sum(one.status is not Status.PROVEN for one in outcome.passes),
    }  # fmt: skip


def matrices(data: Path, places: int, seed: int) -> Iterator[Row]:
    """The travel matrix of random places by each mode on the public map of Shenzhen Futian."""
    roads = read_roads(data / "streets" / "shenzhen_futian.graphml")
    corners = list(roads.nodes.values())
    chance = random.Random(seed)
    points = [
        Place(id=str(i), name=str(i), kind=PlaceKind.KEY_PLACE, x=x, y=y)
        for i, (x, y) in enumerate([(114.0387881, 22.5254015), *chance.sample(corners, places - 1)])
    ]
    for mode in MOVING:
        began = time.process_time()
        found = travel(roads, points, mode)
        yield {
            "suite": "patrol-routes", "instance": f"matrix-shenzhen-{places}", "method": str(mode),
            "seed": seed,
            "seconds": round(time.process_time() - began, 3), "cost": "", "bound": "", "best": "", "gap": "",
            "status": f"{len(found.reached)} reached, {len(found.faults)} named",
        }  # fmt: skip


def main(words: list[str] | None = None) -> int:
    """Measure; writes `patrol_routes.csv` beside and renames it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.patrol_routes", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results"))
    parser.add_argument("--data", type=Path, help="folder of the public data; without it no matrices")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--station", action="append", choices=WEEKS)
    asked = parser.parse_args(words)
    rows = [week(name, asked.seconds, asked.seed) for name in asked.station or WEEKS]
    rows += matrices(asked.data, 60, asked.seed) if asked.data else ()
    asked.out.mkdir(parents=True, exist_ok=True)
    beside = asked.out / "patrol_routes.part"
    with beside.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    beside.replace(asked.out / "patrol_routes.csv")
    for row in rows:
        print(", ".join(f"{key} {value}" for key, value in row.items() if value != ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
