"""Sick calls in a published week: drawn by a seed, and how much an answer to one changes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.resources import as_file, files

from models import Leave, Limits, StaffKind, Week
from scheduler.changes.basis import FREEZE
from scheduler.changes.facts import settled
from scheduler.intake import load_station
from scheduler.kernel.audit import audit
from scheduler.kernel.problem import Problem
from scheduler.kernel.tally import Cell
from scheduler.order import Order
from scheduler.posture import Request, monday_of

MONDAY = monday_of(datetime(2026, 11, 23).date())
ON_DUTY = (StaffKind.OFFICER, StaffKind.AUXILIARY)


@dataclass(frozen=True)
class Call:
    """One sick call: who, reported when, away until when."""

    name: str
    now: datetime
    leave: Leave


@dataclass(frozen=True)
class Case:
    """One sick call to a station; `order` is the one that the week was published from."""

    order: Order
    call: Call

    @property
    def changed(self) -> Order:
        """The order after the call."""
        request = replace(self.order.request, away=(self.call.leave,))
        return replace(self.order, request=request, now=self.call.now)

    def problem(self, served: frozenset[Cell]) -> tuple[Week, Problem]:
        """The week after the call as a problem: what was worked is a fact, nothing prices change."""
        order = self.changed
        book = order.book()
        week = order.open_week(book)
        return week, settled(book.read(replace(week, also=served)), week, served, self.call.now)


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
        leave = Leave(person=draw.choice(people), first=now.date(), last=last)
        yield Call(f"sick-{number:02d}", now, leave)


def changed(case: Case, before: Iterable[Cell], after: Iterable[Cell]) -> tuple[dict[str, int], list[str]]:
    """Turns within the freeze, people and turns that differ from now on, and the laws that are broken.

    Turns that somebody gives up because he is away himself do not count.
    """
    served, chosen = frozenset(before), frozenset(after)
    week, problem = case.problem(served)
    now = case.call.now
    differ = [(week.by_id[cell.what], cell) for cell in sorted(served ^ chosen) if cell.what in week.by_id]
    moved = [(crew, cell) for crew, cell in differ
             if crew.start >= now and not (cell in served and _away(week, cell))]  # fmt: skip
    faults = [str(one.tally.says) for one in audit(problem, chosen) if one.ruling.hard]
    faults += [f"{cell.who} in {cell.what} was worked" for crew, cell in differ if crew.start < now]
    counts = {
        "frozen": sum(crew.start < now + FREEZE for crew, _ in moved),
        "people": len({cell.who for _, cell in moved}),
        "turns": len(moved),
    }
    return counts, faults


def _away(week: Week, cell: Cell) -> bool:
    return week.is_away(week.station.by_id[cell.who], week.by_id[cell.what])
