"""Measure sick calls in the real station's published week: `python -m benchmarks.replanning --out DIR`.

The least change is compared with a plain re-solve: the same facts and the same rules, but from scratch and
without the price of change. `cost` is the number of people whose turns to come differ from the published
ones, those aside that somebody gives up because he is away himself.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path

from benchmarks import Row, gap, markdown, write_rows
from models import Leave, Limits, Plan, StaffKind
from scheduler import i18n
from scheduler.changes import Basis, settled
from scheduler.changes.steady import FROZEN, PEOPLE, TURNS
from scheduler.intake import load_station
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell
from scheduler.order import Order
from scheduler.pipeline import plan, replan
from scheduler.posture import Request, monday_of
from scheduler.render import write_folder

MONDAY = monday_of(datetime(2026, 11, 23).date())
ON_DUTY = (StaffKind.OFFICER, StaffKind.AUXILIARY)


@dataclass(frozen=True)
class Call:
    """One sick call: who, reported when, away until when."""

    name: str
    now: datetime
    leave: Leave


@dataclass(frozen=True)
class Run(Row):
    """One method on one sick call.

    `bound` is the proven least number of people, `best` that of the least change; `frozen` and `turns` are
    turns that differ within 48 hours and in the whole.
    """

    workers: int
    person: str
    now: str
    away_to: str
    frozen: int | None
    turns: int | None
    version: str


def station_order(limits: Limits) -> Order:
    """The order for the week of the station that ships."""
    with as_file(files("scenarios") / "tianbu") as folder:
        return Order(load_station(folder).station, Request(MONDAY), limits=limits)


def sick_calls(order: Order, count: int, seed: int) -> Iterator[Call]:
    """So many calls, drawn: an officer or auxiliary, Monday to Friday 6:00 to 22:00, for one to four days."""
    draw = random.Random(seed)
    people = [person.id for person in order.station.people if person.kind in ON_DUTY]
    for number in range(1, count + 1):
        moment = datetime.combine(MONDAY, datetime.min.time())
        now = moment + timedelta(days=draw.randrange(5), hours=draw.randrange(6, 23))
        last = now.date() + timedelta(days=draw.randrange(4))
        yield Call(
            f"sick-{number:02d}",
            now,
            Leave(person=draw.choice(people), first=now.date(), last=last),
        )


def run_replan(order: Order, published: Plan, call: Call) -> Run:
    """The least change."""
    basis, order = _opened(order, published, call)
    began = time.monotonic()
    answer = replan(order, basis)
    seconds = round(time.monotonic() - began, 2)
    if answer.plan is None:
        return _row(call, order, "xunfang replan", seconds, answer.status)
    ended = {one.rules[0]: one for one in answer.plan.passes}
    people = ended[PEOPLE]
    return replace(
        _row(call, order, "xunfang replan", seconds, answer.status),
        cost=people.value,
        bound=people.bound,
        frozen=ended[FROZEN].value,
        turns=ended[TURNS].value,
    )


def run_plain(order: Order, published: Plan, call: Call) -> Run:
    """A re-solve from scratch: facts stay, nothing holds the rest where it was."""
    basis, order = _opened(order, published, call)
    began = time.monotonic()
    book = order.book()
    week = order.open_week(book)
    problem = settled(book.read(replace(week, also=basis.served)), week, basis.served, call.now)
    outcome = solve(problem, order.limits)
    seconds = round(time.monotonic() - began, 2)
    row = _row(call, order, "re-solve from scratch", seconds, outcome.status)
    if not outcome.passes:
        return row
    away = {
        cell for cell in basis.served
        if week.is_away(week.station.by_id[cell.who], week.by_id[cell.what])
    }  # fmt: skip
    ahead = {crew.id: crew for crew in basis.ahead(week)}
    changed = [
        cell for cell in (outcome.chosen ^ basis.served) - away if cell.what in ahead
    ]  # fmt: skip
    frozen = [cell for cell in changed if ahead[cell.what].start < call.now + basis.freeze]
    return replace(row, cost=len({cell.who for cell in changed}), frozen=len(frozen), turns=len(changed))


def _opened(order: Order, published: Plan, call: Call) -> tuple[Basis, Order]:
    served = frozenset(Cell(turn.person, turn.crew) for turn in published.turns)
    request = replace(order.request, away=(call.leave,))
    return Basis(published, call.now, served), replace(order, request=request, now=call.now)


def _row(call: Call, order: Order, method: str, seconds: float, status: str) -> Run:
    now, until = f"{call.now:%Y-%m-%d %H:%M}", str(call.leave.last)
    return Run(
        "replanning", call.name, method, order.limits.seed, seconds, None, None, None, None, str(status),
        order.limits.workers, call.leave.person, now, until, None, None, f"ortools {version('ortools')}",
    )  # fmt: skip


def run_command(order: Order, published: Plan, call: Call) -> Run:
    """Seconds of the whole command for one call, in a new process: start, reading, search, every file."""
    with tempfile.TemporaryDirectory() as folder, as_file(files("scenarios") / "tianbu") as station:
        write_folder(published, Path(folder) / "old")
        away = f"{call.leave.person}={call.leave.first}..{call.leave.last}"
        words = [
            *(sys.executable, "-m", "scheduler.cli", "replan", str(station), f"{folder}/old/plan.json"),
            *("--now", f"{call.now:%Y-%m-%d %H:%M}", "--away", away),
            *("--workers", str(order.limits.workers), "--out", f"{folder}/new"),
        ]
        began = time.monotonic()
        ended = subprocess.run(words, capture_output=True, check=False).returncode
        seconds = round(time.monotonic() - began, 2)
    status = "RAN" if ended == 0 else f"EXIT {ended}"
    return _row(call, order, "xunfang replan, whole command", seconds, status)


def compared(rows: list[Run]) -> list[Run]:
    """The rows of one call beside the least change."""
    best = rows[0].cost
    return [replace(row, best=best, gap=gap(row.cost, best)) for row in rows]


def summary(rows: list[Run]) -> str:
    """Median and longest seconds of a method, and how many people it disturbed."""
    lines = []
    for method in dict.fromkeys(row.method for row in rows):
        mine = [row for row in rows if row.method == method]
        seconds = [row.seconds for row in mine]
        costs = [row.cost for row in mine if row.cost is not None]
        proven = sum(row.cost is not None and row.cost == row.bound for row in mine)
        line = f"{method}: {len(mine)} calls, median {statistics.median(seconds)} s, most {max(seconds)} s"
        if costs:
            mean = f"{statistics.mean(costs):.1f}"
            line += f"; people disturbed: mean {mean}, most {max(costs)}, proven {proven}"
        lines.append(line)
    return "\n".join(lines)


def arguments(words: list[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replanning", description=__doc__)
    parser.add_argument("--count", type=int, default=20, help="sick calls")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60.0, help="limit a search")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--commands", type=int, default=3, help="calls measured as a whole command too")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results"), help="folder for the results")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> int:
    """Publish the week once, then measure each sick call; writes `replanning.csv`."""
    given = arguments(words)
    i18n.use("en")
    limits = Limits(seconds=given.seconds, workers=given.workers, seed=given.seed)
    order = station_order(limits)
    published = plan(order).plan
    if published is None:
        raise RuntimeError("the station's week has no lawful roster within the limits")
    rows: list[Run] = []
    for number, call in enumerate(sick_calls(order, given.count, given.seed)):
        found = [run_replan(order, published, call), run_plain(order, published, call)]
        found += [run_command(order, published, call)] if number < given.commands else []
        rows += compared(found)
        for row in rows[-len(found) :]:
            print(f"{row.instance} {row.person} {row.method}: {row.status} {row.cost} ≥ {row.bound},"
                  f" {row.turns} turns, {row.seconds} s", flush=True)  # fmt: skip
        write_rows(given.out / "replanning.csv", rows)
    print(markdown(rows, "instance", "method", "status", "seconds", "cost", "bound", "turns"))
    print(summary(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
