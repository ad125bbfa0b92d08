"""The pieces of work that `benchmarks.scale` measures, where processes of any kind can import them."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from models import Limits, Status
from scenarios.generate import station_files, write
from scenarios.generate_bureau import URBAN, stations
from scheduler.bureau.task import peak
from scheduler.commands import Options, read_order
from scheduler.kernel.problem import Ruling
from scheduler.order import Order
from scheduler.pipeline import plan

WEEK = "2026-11-23"
PEOPLE = 26
"""Of the smallest station that grows: 12 officers and 14 auxiliaries, a country station of the bureau."""


@dataclass(frozen=True)
class Size:
    """One size of the growing problem: so many people, so many weeks, and what it may take."""

    people: int
    weeks: int
    limits: Limits

    @property
    def days(self) -> int:
        """Days of the plan."""
        return 7 * self.weeks


@dataclass(frozen=True)
class Grown:
    """What one size took, in seconds; None where the limit came first. `peak_mib` of its process."""

    people: int
    days: int
    turns: int
    first: float | None
    one_percent: float | None
    proof: float | None
    seconds: float
    status: str
    peak_mib: float


@dataclass(frozen=True)
class Solved:
    """One scenario solve: wall-clock and processor seconds, memory of its process, and when it ended."""

    status: str
    seconds: float
    cpu: float
    peak_mib: float


def solve_week(seed: int) -> Solved:
    """One week of the small station with one solver thread: the unit of throughput."""
    wall, cpu = time.monotonic(), time.process_time()
    order = grown_order(Size(PEOPLE, 1, Limits(seconds=60, workers=1, seed=seed)))
    status = plan(order).status
    return Solved(str(status), time.monotonic() - wall, time.process_time() - cpu, peak())


def grown_order(size: Size) -> Order:
    """The order of a station of so many people: seats and people grow alike, the crews stay the same."""
    times = size.people // PEOPLE
    small = stations(1)[URBAN].design
    design = replace(
        small, id="grown", officers=12 * times, auxiliaries=14 * times, community=small.community,
        posts=(2 * times, 2 * times, 3 * times), groups=1,
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        write(station_files(design, 1, "bureau"), Path(folder))
        driven = "crew-has-driver.vehicle_seats=9999"  # the crews grow, not the number of their cars
        return read_order(
            Options(Path(folder), WEEK, size.weeks, set=[driven], limits=size.limits, lang="en")
        )


def grow(size: Size) -> Grown:
    """Plan one size and note when the first roster, one within 1 %, and the proof were there."""
    order = grown_order(size)
    heard: list[tuple[float, tuple[str, ...], int | None, int | None]] = []

    def watch(level: tuple[Ruling, ...], value: int | None, bound: int | None, seconds: float) -> None:
        heard.append((seconds, tuple(one.rule for one in level), value, bound))

    began = time.monotonic()
    answer = plan(order, watch)
    seconds = round(time.monotonic() - began, 2)
    with_roster = [one for one in heard if one[2] is not None]
    proven = answer.status in (Status.PROVEN, Status.IMPOSSIBLE)
    return Grown(
        len(order.station.people), size.days, len(answer.plan.turns) if answer.plan else 0,
        round(with_roster[0][0], 2) if with_roster else None, _within(heard),
        round(heard[-1][0], 2) if proven and heard else None, seconds, str(answer.status), peak(),
    )  # fmt: skip


def _within(heard: list[tuple[float, tuple[str, ...], int | None, int | None]]) -> float | None:
    """When every level was within 1 % of its proven bound for the first time; None if one never was."""
    if not heard:
        return None
    when = 0.0
    for level in dict.fromkeys(one[1] for one in heard):
        mine = [(at, value, bound) for at, rules, value, bound in heard if rules == level]
        best = max((bound for _, _, bound in mine if bound is not None), default=0)
        good = [at for at, value, _ in mine if value is not None and value <= best * 1.01]
        if not good:
            return None
        when = max(when, good[0])
    return round(when, 2)
