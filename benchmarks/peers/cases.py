"""The cases: weeks of the station that ships, as our problem and as the peers' plain data."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import as_file, files

from benchmarks.peers.from_station import plain
from benchmarks.peers.plain_judge import judge
from benchmarks.peers.plain_week import PlainWeek
from models import PatrolTier, Week
from scheduler import i18n
from scheduler.intake import load_station
from scheduler.kernel.audit import audit
from scheduler.kernel.problem import Problem
from scheduler.kernel.tally import Cell
from scheduler.posture import Request, open_week
from scheduler.rulebook.book import open_book

MONDAY = date(2026, 11, 23)


def tiers(*given: int) -> Mapping[date, PatrolTier]:
    """The tier of each day from the Monday on."""
    return {MONDAY + timedelta(days=i): PatrolTier(tier) for i, tier in enumerate(given)}


CASES = {
    "week": Request(MONDAY, tiers=tiers(3, 3, 3, 3, 2, 2, 3)),
    "week-tier-1": Request(MONDAY, tiers=tiers(3, 3, 3, 3, 2, 1, 3)),
    "four-weeks": Request(MONDAY, weeks=4),
    "four-weeks-tier-2": Request(MONDAY, weeks=4, tiers=tiers(3, 3, 3, 3, 2, 2, 3)),
}


@dataclass(frozen=True)
class Case:
    """One case, opened: our problem with every tally counted out, and the peers' form of it."""

    name: str
    problem: Problem
    plain: PlainWeek
    build_seconds: float

    @property
    def shared(self) -> Problem:
        """Our problem without the meetings, which the peers know nothing of."""
        return self.problem.without(("dated-event-attendance", "event-attended"))

    @property
    def tallies(self) -> int:
        """Number of counts in our problem."""
        return sum(len(ruling.tallies) for ruling in self.problem.rulings)


def open_case(name: str) -> Case:
    """Read the shipped station and write the case's problem; `build_seconds` is all of that."""
    i18n.use("en")
    began = time.monotonic()
    week = open_station(CASES[name])
    book = open_book(week.station.profiles, week.station.rules)
    problem = book.read(week)
    for ruling in problem.rulings:
        len(ruling.tallies)
    return Case(name, problem, plain(week), time.monotonic() - began)


def open_station(request: Request) -> Week:
    """The week of the station that ships."""
    with as_file(files("scenarios") / "tianbu") as folder:
        station = load_station(folder).station
    return open_week(station, request, open_book(station.profiles, station.rules).reseat)


def verdict(case: Case, chosen: Iterable[Cell]) -> tuple[int, list[str]]:
    """A roster's cost in the peers' measure, and the laws of either side that it breaks."""
    cells = list(chosen)
    cost, breaches = judge(case.plain, ((cell.who, cell.what) for cell in cells))
    return cost, breaches + [
        str(one.tally.says) for one in audit(case.shared, cells) if one.ruling.hard
    ]  # fmt: skip
