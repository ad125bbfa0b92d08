"""Team orienteering: the engine's loop search on Chao's public instances, beside PyVRP.

Protocol. Instances of Chao, Golden and Wasil (1996), sets p1 to p7, in the usual text format (`n`, `m`,
`tmax`, then `x y score`; the first point is the start, the last the end), `best_known.json` beside them.
Distances are Euclidean and unrounded; every route is at most `tmax` long; a point scores once. Each method
gets the same CPU seconds an instance (`time.process_time`, one thread, one seed, one set of parameters for
all instances, no knowledge of best-known values), building its model included. Its routes are then judged
by `faults`, which shares no code with the search and uses exact distances; an answer with a fault is
written with status `INVALID` and no cost. `cost` is the score collected, `bound` the score of all points in
reach (so `PROVEN` means cost equals bound), `gap` the percentage below best known; `cpu` what was used.

Reference values are not sacred: 546 for p6.4.k cannot be reached with unrounded distances. Prices found by
this search and an exact enumeration of all routes against them bound p6.4.k by 528, which is what we collect.
Gaps below zero are answers better than the reference file; they were judged like all others.

PyVRP gets integer distances in thousandths, rounded up so that its routes stay lawful, and prizes so large
(100 distance units a point) that score outweighs distance.

    python -m benchmarks.team_orienteering --data DIR --out DIR [--seconds 10] [--only 'p4*'] [--peer pyvrp]
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from scheduler.roads.orienteering import Orienteering
from scheduler.roads.orienteering_limits import Limits
from scheduler.roads.orienteering_search import search

COLUMNS = ("suite", "instance", "method", "seed", "seconds", "cost", "bound", "best", "gap", "status", "cpu")
TOLERANCE = 1e-6  # how far a sum of distances may pass tmax by rounding
Routes = list[list[int]]


@dataclass(frozen=True)
class Instance:
    """One public instance: `points` are (x, y, score), first the start and last the end."""

    name: str
    crews: int
    tmax: float
    points: tuple[tuple[float, float, float], ...]

    def distance(self, a: int, b: int) -> float:
        """Euclidean and unrounded."""
        return math.dist(self.points[a][:2], self.points[b][:2])

    def bound(self) -> float:
        """The score of all points a route can reach and still end in time."""
        last = len(self.points) - 1
        longest = self.tmax + TOLERANCE
        inside = [u for u in range(1, last) if self.distance(0, u) + self.distance(u, last) <= longest]
        return sum(self.points[u][2] for u in inside)


def read_instance(path: Path) -> Instance:
    """Read one `p*.txt`; raises ValueError naming the file if it is not one."""
    lines = [line.split() for line in path.read_text().splitlines() if line.strip()]
    try:
        head = {words[0]: float(words[1]) for words in lines[:3]}
        points = tuple((float(x), float(y), float(score)) for x, y, score in lines[3:])
        count, instance = int(head["n"]), Instance(path.stem, int(head["m"]), head["tmax"], points)
    except (KeyError, ValueError, IndexError) as error:
        raise ValueError(f"{path.name}: not a team orienteering instance ({error})") from error
    if count != len(points):
        raise ValueError(f"{path.name}: says n {count} and lists {len(points)} points")
    return instance


def faults(instance: Instance, routes: Sequence[Sequence[int]]) -> Iterator[str]:
    """What is wrong with the routes (places without start and end), judged from the instance alone."""
    last = len(instance.points) - 1
    if len(routes) > instance.crews:
        yield f"{len(routes)} routes for {instance.crews} crews"
    visited = [u for route in routes for u in route]
    if len(set(visited)) != len(visited):
        yield "a point is visited twice"
    if any(not 0 < u < last for u in visited):
        yield "a route visits the start, the end or an unknown point"
        return
    for k, route in enumerate(routes):
        length = math.fsum(instance.distance(a, b) for a, b in pairwise([0, *route, last]))
        if length > instance.tmax + TOLERANCE:
            yield f"route {k} is {length:.6f} long, tmax is {instance.tmax}"


def by_engine(instance: Instance, seconds: float, seed: int) -> Routes:
    """The engine's own search."""
    xy = np.array([point[:2] for point in instance.points])
    score = np.array([point[2] for point in instance.points])
    score[[0, -1]] = 0.0
    travel = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    problem = Orienteering(score, travel, 0, len(xy) - 1, instance.tmax, instance.crews)
    return search(problem, Limits(seconds=seconds), seed)


def by_pyvrp(instance: Instance, seconds: float, seed: int) -> Routes:
    """PyVRP with optional clients and prizes; stopped by CPU time."""
    import pyvrp

    begun = time.process_time()
    model, last = pyvrp.Model(), len(instance.points) - 1
    spots = [model.add_location(x, y) for x, y, _ in instance.points]
    start, end = model.add_depot(spots[0]), model.add_depot(spots[last])
    clients = [u for u in range(1, last) if instance.points[u][2] > 0]
    for u in clients:
        model.add_client(spots[u], prize=round(instance.points[u][2] * 100_000), required=False)
    for a in range(last + 1):
        for b in range(last + 1):
            model.add_edge(spots[a], spots[b], math.ceil(instance.distance(a, b) * 1000))
    longest = math.floor(instance.tmax * 1000)
    model.add_vehicle_type(instance.crews, start_depot=start, end_depot=end, max_distance=longest)
    result = model.solve(lambda _cost: time.process_time() - begun >= seconds, seed=seed, display=False)
    walked = [[clients[stop.idx] for stop in r.schedule() if stop.is_client()] for r in result.best.routes()]
    return walked if result.is_feasible() else []


METHODS: dict[str, Callable[[Instance, float, int], Routes]] = {"xunfang": by_engine, "pyvrp": by_pyvrp}


def measure(instance: Instance, best: float, method: str, seconds: float, seed: int) -> dict[str, object]:
    """Run one method on one instance, judge its routes and return a row of the results."""
    begun = time.process_time()
    routes = METHODS[method](instance, seconds, seed)
    cpu = time.process_time() - begun
    wrong = list(faults(instance, routes))
    cost = sum(instance.points[u][2] for route in routes for u in route)
    status = "INVALID" if wrong else "PROVEN" if cost >= instance.bound() else "FOUND"
    gap = 100.0 * (best - cost) / best if best else 0.0
    known = {"suite": "team-orienteering", "instance": instance.name, "method": method, "seed": seed}
    known |= {"seconds": f"{seconds:g}", "bound": f"{instance.bound():g}", "best": f"{best:g}"}
    judged = {"cost": "", "gap": ""} if wrong else {"cost": f"{cost:g}", "gap": f"{gap:.3f}"}
    return {**known, **judged, "status": status, "cpu": f"{cpu:.2f}"}


def write_results(path: Path, rows: Sequence[dict[str, object]]) -> None:
    """Replace rows of the same instance, method and seed, keep the others, sort, and write beside first."""
    merged: dict[tuple[str, ...], dict[str, object]] = {}
    if path.exists():
        with path.open(newline="", encoding="utf-8") as old:
            merged = {_key(row): dict(row) for row in csv.DictReader(old)}
    merged |= {_key(row): row for row in rows}
    beside = path.with_suffix(".part")
    with beside.open("w", newline="", encoding="utf-8") as new:
        writer = csv.DictWriter(new, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(merged[key] for key in sorted(merged))
    beside.replace(path)


def _key(row: dict[str, object] | dict[str, str]) -> tuple[str, ...]:
    return tuple(str(row[column]) for column in ("method", "instance", "seed"))


def _summary(rows: Sequence[dict[str, object]]) -> str:
    lines = []
    for method in METHODS:
        gaps = [float(str(r["gap"])) for r in rows if r["method"] == method and r["gap"] != ""]
        if gaps:
            over = sum(gap > 1.0 for gap in gaps)
            mean, at_best = np.mean(gaps), sum(gap <= 0 for gap in gaps)
            tail = f"worst {max(gaps):.2f} %, {over} over 1 %, {at_best} at best known"
            lines.append(f"{method}: {len(gaps)} judged, mean gap {mean:.3f} %, {tail}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; exit code 1 if the data are missing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.team_orienteering")
    parser.add_argument("--data", type=Path, required=True, help="directory with p*.txt and best_known.json")
    parser.add_argument("--out", type=Path, required=True, help="directory for team_orienteering.csv")
    parser.add_argument("--seconds", type=float, default=10.0, help="CPU seconds an instance and method")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="p*", help="a pattern such as 'p4*'")
    parser.add_argument("--peer", action="append", default=[], choices=sorted(set(METHODS) - {"xunfang"}))
    asked = parser.parse_args(arguments)
    files, known = sorted(asked.data.glob(f"{asked.only}.txt")), asked.data / "best_known.json"
    if not files or not known.exists():
        wanted = f"no {asked.only}.txt or no best_known.json"
        print(f"{asked.data}: {wanted}. Maybe another --data", file=sys.stderr)
        return 1
    best = {name: float(entry["best"]) for name, entry in json.loads(known.read_text()).items()}
    asked.out.mkdir(parents=True, exist_ok=True)
    rows = []
    for instance in map(read_instance, files):
        for method in ("xunfang", *asked.peer):
            row = measure(instance, best[instance.name], method, asked.seconds, asked.seed)
            rows.append(row)
            print(*(row[c] for c in ("instance", "method", "cost", "best", "status", "cpu")), flush=True)
            write_results(asked.out / "team_orienteering.csv", rows)
    print(_summary(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
