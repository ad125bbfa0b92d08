"""Sealing and coverage on the road network of CUMCM 2011 B, whose optima are known.

Protocol. 582 nodes, 928 undirected straight roads, unit 100 m, patrol cars at 60 km/h, one car a platform;
shortest ways by Dijkstra over all roads (not timed). District A has 20 platforms and 13 exits, the city 80
and 17. `cost` is what the instance is named after, in minutes or as a number; `bound` is what the method
proves nobody can go below; `best` is known from elsewhere (published, and re-solved by MILP); `gap` by how
many percent `cost` lies above it. A checker that shares no code with the methods marks faults `INVALID`.

Methods: `xunfang`; `cp-sat`, the textbook model in OR-Tools, one worker; `nearest-first`, always the shortest
way left. In the invented night every car of A stands at a random node of A at each of 480 minutes (seed 1).

    python -m benchmarks.sealing --data DIR --out DIR
"""

from __future__ import annotations

import argparse
import csv
import heapq
import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks import write_rows
from models import Limits
from scheduler.response.check import seal_faults
from scheduler.response.coverage import coverage, extra_posts
from scheduler.response.night import worst_minute
from scheduler.response.seal import seal

Table = NDArray[np.float64]
FILES = ("nodes.csv", "roads.csv", "platforms.csv", "exits.csv")
MINUTES_A_UNIT = 0.1  # 100 m at 60 km/h
LIMITS = Limits(seconds=60, workers=1, seed=1, reproducible=True)


@dataclass(frozen=True)
class City:
    """The network: shortest travel minutes between all nodes, and what stands where."""

    minutes: Table
    nodes: dict[str, str]  # district by node, in the order of the matrix
    platforms: tuple[str, ...]
    exits: dict[str, tuple[str, ...]]  # of "A" and of the "city"

    def within(self, place: str) -> tuple[str, ...]:
        """The nodes of a district, or of the city."""
        return tuple(node for node, district in self.nodes.items() if place in ("city", district))

    def posts(self, place: str) -> tuple[str, ...]:
        """The platforms of a district, or of the city."""
        return tuple(node for node in self.platforms if self.nodes[node] == place or place == "city")

    def table(self, starts: Sequence[str], ends: Sequence[str]) -> Table:
        """Travel minutes [starts × ends]."""
        at = {node: i for i, node in enumerate(self.nodes)}
        return self.minutes[np.ix_([at[node] for node in starts], [at[node] for node in ends])]


def read_city(folder: Path) -> City:
    """Read the four tables; OSError or KeyError when one is absent or is another table."""
    texts = [(folder / name).read_text("utf-8-sig") for name in FILES]
    nodes, roads, platforms, exits = (list(csv.DictReader(text.splitlines())) for text in texts)
    spot = {row["node"]: (float(row["x"]), float(row["y"])) for row in nodes}
    ways: dict[str, list[tuple[str, float]]] = {node: [] for node in spot}
    for road in roads:
        a, b = road["from"], road["to"]
        ways[a].append((b, math.dist(spot[a], spot[b]) * MINUTES_A_UNIT))
        ways[b].append((a, ways[a][-1][1]))
    kinds = ("A", "district_A_exit"), ("city", "city_exit")
    return City(
        minutes=np.array([shortest(ways, node) for node in spot]),
        nodes={row["node"]: row["district"] for row in nodes},
        platforms=tuple(row["node"] for row in platforms),
        exits={of: tuple(row["node"] for row in exits if row["kind"] == kind) for of, kind in kinds},
    )


def shortest(ways: dict[str, list[tuple[str, float]]], start: str) -> list[float]:
    """Minutes from one node to every node by Dijkstra's method, `inf` where there is no way."""
    done: dict[str, float] = {}
    queue = [(0.0, start)]
    while queue:
        so_far, node = heapq.heappop(queue)
        if node not in done:
            done[node] = so_far
            for other, minutes in ways[node]:
                if other not in done:
                    heapq.heappush(queue, (so_far + minutes, other))
    return [done.get(node, math.inf) for node in ways]


def by_nearest_first(times: Table) -> dict[int, int]:
    """Crew by exit: always the shortest way that is left."""
    match: dict[int, int] = {}
    for crew, goal in sorted(np.ndindex(*times.shape), key=lambda pair: (times[pair], pair)):
        if goal not in match and crew not in match.values():
            match[goal] = crew
    return match


def by_cp_sat(times: Table) -> dict[int, int]:
    """Crew by exit: least latest, then least total, each by CP-SAT on whole millionths of a minute."""
    from ortools.sat.python import cp_model

    cost = np.rint(times.T * 1e6).astype(int).tolist()
    model = cp_model.CpModel()
    goes = [[model.new_bool_var("") for _ in row] for row in cost]
    last, ways = model.new_int_var(0, max(map(max, cost)), ""), []
    for row, minutes in zip(goes, cost, strict=True):
        model.add_exactly_one(row)
        ways.append(cp_model.LinearExpr.weighted_sum(row, minutes))
        model.add(ways[-1] <= last)
    for column in zip(*goes, strict=True):
        model.add_at_most_one(column)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, 1
    for goal in (last, sum(ways)):
        model.minimize(goal)
        if solver.solve(model) != cp_model.OPTIMAL:
            raise RuntimeError("CP-SAT did not prove the plain model")
        model.add(goal <= round(solver.objective_value))
    return {e: c for e, row in enumerate(goes) for c, x in enumerate(row) if solver.boolean_value(x)}


PEERS: dict[str, Callable[[Table], dict[int, int]]] = {"cp-sat": by_cp_sat, "nearest-first": by_nearest_first}


@dataclass(frozen=True)
class Line:
    """One result: the columns that every results file begins with, and the answer in nodes."""

    suite: str
    instance: str
    method: str
    seed: int
    seconds: float
    cost: float
    bound: float | None
    best: float | None
    gap: float | None
    status: str
    answer: str


class Run(NamedTuple):
    """What one method answered, how long it took, and what is known of it."""

    method: str
    seconds: float
    status: str
    answer: str

    def line(self, instance: str, cost: float, best: float | None = None, bound: float | None = None) -> Line:
        """The result in one figure of it; what is proven is its own bound."""
        low = cost if self.status == "PROVEN" else bound
        figures = round(cost, 6), low if low is None else round(low, 6), best
        gap = None if best is None else round(100 * (cost - best) / best, 2) + 0.0  # never -0.0
        known = ("cumcm2011b", instance, self.method, LIMITS.seed, round(self.seconds, 4))
        return Line(*known, *figures, gap, self.status, self.answer)


T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What some work gives, and its seconds."""
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun


def sealing_lines(city: City, place: str, best: Sequence[float | None]) -> Iterator[Line]:
    """Seal a place by every method: the last exit, and the total."""
    times = city.table(crews := city.posts(place), exits := city.exits[place])
    answer, seconds = timed(lambda: seal(times, crews, exits))
    status = "INVALID" if list(seal_faults(times, crews, exits, answer)) else "PROVEN"
    pairs = " ".join(f"{pair.crew}>{pair.exit}" for pair in answer.closings)
    runs = [(Run("xunfang", seconds, status, pairs), answer.last, answer.total)]
    for method, peer in PEERS.items():
        match, seconds = timed(lambda peer=peer: peer(times))  # type: ignore[misc]
        whole = len(match) == len(exits) == len(set(match.values()))
        status = ("PROVEN" if method == "cp-sat" else "FOUND") if whole else "INVALID"
        taken = sorted((float(times[c, e]), f"{crews[c]}>{exits[e]}") for e, c in match.items())
        run = Run(method, seconds, status, " ".join(pair for _, pair in taken))
        runs.append((run, taken[-1][0], math.fsum(minutes for minutes, _ in taken)))
    for run, last, total in runs:
        yield run.line(f"{place}-{len(exits)}-exits-last", last, best[0])
        yield run.line(f"{place}-{len(exits)}-exits-total", total, best[1])


def night_line(city: City) -> Line:
    """The worst minute of the invented night."""
    crews, exits, nodes = city.posts("A"), city.exits["A"], city.within("A")
    stands = np.random.default_rng(1).integers(len(nodes), size=(480, len(crews)))
    times = city.table(nodes, exits)[stands]
    night, seconds = timed(lambda: worst_minute(times, crews, exits))
    status = "INVALID" if list(seal_faults(times[night.worst], crews, exits, night.seal)) else "PROVEN"
    return Run("xunfang", seconds, status, f"minute {night.worst}").line("A-night-480-minutes", night.within)


def coverage_lines(city: City, place: str, limit: float, best: Sequence[float | None]) -> Iterator[Line]:
    """Places beyond the limit, the worst, the fewest extra posts and their least total."""
    posts, places = city.posts(place), city.within(place)
    today, seconds = timed(lambda: coverage(city.table(posts, places), posts, places))
    (worst, minutes), beyond = today.worst, today.beyond(limit)
    name = f"{place}-{limit:g}-minutes"
    yield Run("xunfang", seconds, "PROVEN", " ".join(beyond)).line(f"{name}-beyond", len(beyond), best[0])
    yield Run("xunfang", seconds, "PROVEN", worst).line(f"{name}-worst", minutes, best[1])
    sites = tuple(node for node in places if node not in posts)
    table = city.table(sites, places)
    more, seconds = timed(lambda: extra_posts(today, limit, table, sites, LIMITS))
    after = city.table((*posts, *more.posts), places).min(axis=0)
    status = "INVALID" if more.never or (after > limit).any() else str(more.status)
    run = Run("xunfang", seconds, status, " ".join(more.posts))
    yield run.line(f"{name}-posts", len(more.posts), best[2], more.least)
    yield run.line(f"{name}-posts-total", more.total, None, more.total_bound)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; exit code 1 if the data are missing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sealing")
    parser.add_argument("--data", type=Path, required=True, help=f"directory with {', '.join(FILES)}")
    parser.add_argument("--out", type=Path, required=True, help="directory for sealing.csv")
    asked = parser.parse_args(arguments)
    if missing := [name for name in FILES if not (asked.data / name).is_file()]:
        print(f"{asked.data}: no {', '.join(missing)}. Maybe another --data", file=sys.stderr)
        return 1
    city = read_city(asked.data)
    done = [
        *sealing_lines(city, "A", (8.015457, 46.1885)),
        *sealing_lines(city, "city", (None, None)),
        night_line(city),
        *coverage_lines(city, "A", 3.0, (6, 5.701, 4)),
        *coverage_lines(city, "city", 3.0, (138, 12.680, None)),
    ]
    write_rows(asked.out / "sealing.csv", done)
    for result in done:
        print(result.instance, result.method, f"{result.cost:g}", result.status)
    return 0


if __name__ == "__main__":
    sys.exit(main())
