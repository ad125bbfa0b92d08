"""Explain seeded weeks that have no lawful roster: `python -m benchmarks.explaining --out DIR`."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from benchmarks import Row, markdown, write_rows
from benchmarks.explaining_check import audited, is_minimal
from models import Leave, Limits, PatrolTier, Settings, Station, Status
from scheduler.advice import Explanation
from scheduler.i18n import use
from scheduler.intake import load_station
from scheduler.kernel.conflict import find_conflict
from scheduler.kernel.solve import possible
from scheduler.order import Order
from scheduler.pipeline import explain
from scheduler.posture import Request
from scheduler.rulebook.book import profile_names

MONDAY = date(2026, 11, 23)
STATIONS = Path(__file__).parents[1] / "scenarios"

SWITCHES: tuple[Settings, ...] = (
    {"weekly-rest-day": {"days": 2}},
    {"nights-per-week": {"on": True, "most": 3}},
    {"nights-per-week": {"on": True, "most": 4}},
    {"community-no-day-duty": {"on": True}},
    {"community-no-duty-after-22": {"on": True}},
    {"labour-law-strict": {"on": True}},
    {"night-group-needs-officer": {"on": True}},
    {"female-on-duty-hard": {"on": True}},
    {"age-night-exempt": {"on": True}},
    {"rest-between-duties": {"hours": 11}},
    {"weekly-hours-cap": {"hours": 44}},
    {"weekly-hours-cap": {"counts": "present"}},
    {"leader-same-for-weekend": {"on": True}},
)
"""Settings that a chief may add; alone most of them leave a roster, together many do not."""


@dataclass(frozen=True)
class Run(Row):
    """One week. `cost` is what the cheapest repair gives up, `bound` the same where that is proven.

    `status` is MINIMAL where the separate check agrees (each member dropped: possible), else what went wrong.
    """

    limit: float
    conflict_seconds: float
    rules: str
    people: int
    days: int
    only: bool | None
    sums: int
    repairs: int
    audited: int
    refused: int
    undecided: int
    asked: str


def weeks(station: Station, seed: int) -> Iterator[tuple[Order, str]]:
    """Orders drawn at random, each with its absences, tiers and switches in words; without end."""
    chance = random.Random(seed)
    dates = [MONDAY + timedelta(days=i) for i in range(7)]
    while True:
        away = tuple(_away(chance, station, dates))
        raised = chance.sample(dates, chance.choice((0, 0, 1, 2, 3, 5, 7)))
        tiers = {day: PatrolTier(chance.choice((1, 2))) for day in raised}
        settings: Settings = {}
        for switch in chance.sample(SWITCHES, chance.choice((0, 0, 1, 1, 2, 3))):
            settings.update(switch)
        profiles = tuple(name for name in profile_names() if name != "law" and chance.random() < 0.2)
        said = [f"{one.person}={one.first:%d}-{one.last:%d}" for one in away]
        said += [f"{day:%d}:tier{int(tier)}" for day, tier in sorted(tiers.items())]
        said += [*settings, *profiles]
        request = Request(MONDAY, tiers=tiers, away=away)
        yield Order(station, request, settings, profiles=profiles), " ".join(said)


def _away(chance: random.Random, station: Station, dates: list[date]) -> Iterator[Leave]:
    people = [person.id for person in station.people]
    for who in sorted(chance.sample(people, min(len(people), chance.choice((0, 1, 2, 3, 4, 6))))):
        first, last = sorted(chance.choices(range(7), k=2))
        whole = chance.random() < 0.5
        yield Leave(person=who, first=dates[0 if whole else first], last=dates[6 if whole else last])


def run(order: Order, name: str, asked: str) -> Run | None:
    """Explain one order and check what comes out; none when it has a lawful roster or that is undecided."""
    book = order.book()
    problem = book.read(order.open_week(book))
    if possible(problem, order.limits) is not Status.IMPOSSIBLE:
        return None
    began = time.monotonic()
    conflict = find_conflict(problem, order.limits)
    middle = time.monotonic()
    found = explain(order, conflict=conflict)
    seconds = round(time.monotonic() - began, 2)
    wrong = is_minimal(problem, conflict)
    first = found.repairs[0] if found.repairs else None
    lawful = sum(audited(order, one) for one in found.repairs)
    status = wrong or ("MINIMAL" if lawful == len(found.repairs) else "REPAIR NOT LAWFUL")
    return Run(
        "explaining", name, "xunfang", order.limits.seed, seconds, first.amount if first else None,
        first.amount if first and first.least else None, None, None, status, order.limits.seconds,
        round(middle - began, 2), " ".join(conflict.rules), len(conflict.people), len(conflict.days),
        conflict.only, len(found.arithmetic), len(found.repairs), lawful, *_refusals(found), asked,
    )  # fmt: skip


def _refusals(found: Explanation) -> tuple[int, int]:
    open_ = sum(one.status is Status.UNDECIDED for one in found.refused)
    return len(found.refused) - open_, open_


def measure(station: str, count: int, seed: int, limits: Limits) -> Iterator[Run]:
    """Runs over the first `count` weeks drawn that have no lawful roster; the example of the issue first."""
    loaded = load_station(STATIONS / station).station
    three = tuple(Leave(person=f"F0{n}", first=MONDAY, last=MONDAY + timedelta(days=6)) for n in (5, 6, 7))
    example = (Order(loaded, Request(MONDAY, away=three)), "three auxiliaries away")
    done = 0
    for order, asked in (example, *islice(weeks(loaded, seed), 20 * count)):
        if done == count:
            return
        limited = Order(order.station, order.request, order.settings, order.profiles, limits=limits)
        if (made := run(limited, f"{station}-{done:02d}", asked)) is not None:
            done += 1
            yield made


def main() -> None:
    """Measure, write explaining.csv, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results"))
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--station", default="tianbu")
    given = parser.parse_args()
    use("en")
    limits = Limits(seconds=given.seconds, workers=2, seed=given.seed)
    rows = []
    for row in measure(given.station, given.count, given.seed, limits):
        rows.append(row)
        print(f"{row.instance} {row.seconds} s {row.status} {row.repairs} repairs | {row.asked}")
    write_rows(given.out / "explaining.csv", rows)
    print(markdown(rows, "instance", "seconds", "status", "people", "days", "repairs", "refused", "cost"))


if __name__ == "__main__":
    main()
