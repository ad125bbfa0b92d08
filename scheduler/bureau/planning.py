"""A bureau's week from first to last: every station, then help between them, and the overview on the way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace

from scheduler.beside import make_folder
from scheduler.bureau.lending import Help, Need, help_one, no_help
from scheduler.bureau.loans import LENT, Loan, owed, read_loans, write_loans
from scheduler.bureau.order import BureauOrder
from scheduler.bureau.overview import write_csv, write_workbook
from scheduler.bureau.task import FAULTY, Summary, Task, plan_one
from scheduler.i18n import tr
from scheduler.workers import Work, run_all

Make = Callable[[], Executor]
Hear = Callable[[Help], None]

OVERVIEW = "overview.csv"

EVERY = 10.0
"""Seconds between two overviews on the way."""


@dataclass
class Result:
    """What is kept while a bureau is planned: summaries, never plans."""

    found: dict[str, Summary] = field(default_factory=dict)
    helps: list[Help] = field(default_factory=list)
    complete: bool = True

    @property
    def code(self) -> int:
        """0 all planned; 1 mistakes in a station's files; 2 no lawful roster somewhere; 3 the rest."""
        statuses = {one.status for one in self.found.values()}
        if FAULTY in statuses:
            return 1
        if "IMPOSSIBLE" in statuses:
            return 2
        return 0 if all(one.planned for one in self.found.values()) else 3

    @property
    def loans(self) -> tuple[Loan, ...]:
        """Every loan found."""
        return tuple(loan for one in self.helps for loan in one.loans)


def plan_bureau(
    order: BureauOrder, make: Make, tell: Callable[[Summary], None], hear: Hear = lambda _: None
) -> Result:
    """Plan every station; `tell` hears of each as it ends, `hear` of each search for help.

    Ctrl-C ends it, with an overview all the same.
    Raises Faults where nothing can be written. overview.csv is written on the way too: a kill leaves one.
    """
    result = Result()
    before = read_loans(order.ledger)
    make_folder(order.out)
    written = time.monotonic()

    def take(one: Summary) -> None:
        nonlocal written
        result.found[one.id] = one
        tell(one)
        if time.monotonic() - written > EVERY:
            write_csv(order.out / OVERVIEW, _stations(order, result))
            written = time.monotonic()

    result.complete = run_all(order.tasks, Work(plan_one, make, take, _failed))
    if result.complete:
        _help(order, make, result, hear)
    _write(order, result, before)
    return result


def _stations(order: BureauOrder, result: Result) -> list[Summary]:
    """In the order of bureau.yaml, those that ended."""
    return [result.found[task.id] for task in order.tasks if task.id in result.found]


def _failed(task: Task, status: str, why: str) -> Summary:
    return Summary(task.id, status, says=(why,))


def _help(order: BureauOrder, make: Make, result: Result, hear: Hear) -> None:
    """One after the other where they ask the same neighbours, else side by side."""
    before = read_loans(order.ledger)
    tasks = {task.id: task for task in order.tasks}
    used: set[str] = set()
    short = [task.id for task in order.tasks if result.found[task.id].status == "IMPOSSIBLE"]
    while short and result.complete:
        needs = [_need(order, tasks[one], tasks, result, used) for one in short]
        needs = [
            replace(one, lenders=_least_lent(one.lenders, before, order)) for one in _apart(order, needs)
        ]
        short = [one for one in short if one not in {need.task.id for need in needs}]
        found: list[Help] = []

        def take(one: Help, found: list[Help] = found) -> None:
            found.append(one)
            hear(one)

        result.complete = run_all(needs, Work(help_one, make, take, no_help))
        by_borrower = {one.borrower: one for one in found}
        for need in needs:  # in their order, whoever ended first
            result.helps.append(by_borrower[need.task.id])
            _apply(by_borrower[need.task.id], tasks, result, used)


def _apart(order: BureauOrder, needs: list[Need]) -> list[Need]:
    """Those that share nobody with an earlier one: side by side they find what they would find in turn."""
    asked: set[str] = set()
    found = []
    for need in needs:
        near = order.bureau.neighbours(need.task.id)  # also who has no roster yet: once helped, he can help
        mine = {need.task.id, *near, *(one.id for one in need.reserves)}
        if not mine & asked:
            found.append(need)
        asked |= mine
    return found


def _need(order: BureauOrder, task: Task, tasks: dict[str, Task], result: Result, used: set[str]) -> Need:
    near = [name for name in order.bureau.neighbours(task.id) if name in tasks and result.found[name].planned]
    free = tuple(one for force in order.bureau.reserves for one in force.members() if one.id not in used)
    return Need(task, tuple(tasks[name] for name in near), order.bureau.lending, free, order.lend)


def _least_lent(lenders: tuple[Task, ...], before: tuple[Loan, ...], order: BureauOrder) -> tuple[Task, ...]:
    """Whoever owes most comes first; the nearest where none does."""
    balance = owed(before, order.week)
    return tuple(sorted(lenders, key=lambda task: balance[task.id]))


def _apply(help_: Help, tasks: dict[str, Task], result: Result, used: set[str]) -> None:
    for one in help_.stations:
        old = result.found[one.id]
        result.found[one.id] = replace(one, seconds=old.seconds, cpu=old.cpu, peak=old.peak)
    for name, absences in help_.lent.items():
        tasks[name] = replace(tasks[name], lent=absences)
    used |= {loan.person for loan in help_.loans}  # proposed or lent: nobody is promised twice


def _write(order: BureauOrder, result: Result, before: tuple[Loan, ...]) -> None:
    stations = _stations(order, result)
    title = tr("{bureau}: week of {day}", bureau=order.bureau.name, day=order.week)
    write_csv(order.out / OVERVIEW, stations)
    write_workbook(order.out / "overview.xlsx", title, stations, result.loans)
    # what was not planned anew keeps its loans: they stand in rosters already
    anew = result.found.keys() if result.complete else set[str]()
    kept = [one for one in before if one.week != order.week or one.borrower not in anew]
    if kept or result.loans or before:
        write_loans(order.ledger, [*kept, *result.loans])


def help_lines(one: Help) -> Iterator[str]:
    """Each loan found for one station, or why none was, as a sentence."""
    if one.why:
        yield tr("{station}: {why}", station=one.borrower, why=one.why)
    for loan in one.loans:
        text = (
            tr("{borrower} borrows {name} from {lender} on {day}: {duty}", **_said(loan))
            if loan.state == LENT
            else tr("{borrower} could borrow {name} from {lender} on {day}: {duty}", **_said(loan))
        )
        yield text


def _said(loan: Loan) -> dict[str, object]:
    return {"borrower": loan.borrower, "name": loan.name, "lender": loan.lender, "day": f"{loan.date:%m-%d}",
            "duty": loan.duty}  # fmt: skip
