"""The small world of the columns: six days, two shifts, people under the laws of a roster."""

from __future__ import annotations

from itertools import product

from models import Importance
from scheduler.kernel.clauses import AtMostOne, Clause, Cover, Gap, Load, Run, ones
from scheduler.kernel.columns import ColumnSearch, Team, split
from scheduler.kernel.parts import Parts
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell, Mark

DAYS = 6
SHIFTS = ("E", "L")


def cell(who: str, day: int, shift: str) -> Cell:
    return Cell(who, f"{day}/{shift}")


def laws_of(
    who: str, most_run: int, least_run: int, least_off: int, most_late: int, low: int
) -> list[Clause]:
    """One shift a day, no early after a late one, runs, gaps, a share of lates, a least number of days."""
    on = [tuple(cell(who, day, shift) for shift in SHIFTS) for day in range(DAYS)]
    days = tuple(Mark(f"{who} {day}", cells) for day, cells in enumerate(on))
    both = Mark(f"{who} ends", (), ((on[0][0], on[5][0]),))
    return [
        *(AtMostOne(cells) for cells in on),
        *(AtMostOne((on[day][1], on[day + 1][0])) for day in range(DAYS - 1)),
        Run(days, least_run, most_run),
        Gap(days, least_off),
        Load(ones(cells[1] for cells in on), high=most_late),
        Load((*ones(days), (1, both)), low=low, high=5),
    ]


def problem_of(people: int, need: int, *wishes: Clause, **laws: int) -> Problem:
    """People under the laws above, and so many wanted in each shift of each day, 10 a head below, 1 above."""
    crew = [f"P{i}" for i in range(people)]
    bound = {"most_run": 3, "least_run": 2, "least_off": 2, "most_late": 2, "low": 2} | laws
    law = tuple(clause for who in crew for clause in laws_of(who, **bound))
    cover = tuple(
        Cover(tuple(cell(who, day, shift) for who in crew), need, need, 1, weight=10)
        for day, shift in product(range(DAYS), SHIFTS)
    )
    return Problem((Ruling("law", Importance.LAW, law), Ruling("cover", Importance.COVER, cover + wishes)))


def opened(problem: Problem) -> tuple[Parts, Team, ColumnSearch]:
    parts = Parts(problem)
    part = max(parts.up_to(0), key=lambda one: len(one.cells))
    settled = dict.fromkeys(parts.barred, False)
    rank = {one: i for i, one in enumerate(problem.cells())}
    team = Team(split(part, settled), rank)
    return parts, team, ColumnSearch(settled, team, ())


def every_roster(who: str) -> list[frozenset[Cell]]:
    """All choices of at most one shift a day."""
    options = [[None, *(cell(who, day, shift) for shift in SHIFTS)] for day in range(DAYS)]
    return [frozenset(one for one in choice if one) for choice in product(*options)]
