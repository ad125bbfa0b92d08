"""The walk of a room: the same prices and rosters as the whole walk gives that is held to all else; and marks
that several sums look at.
"""

from __future__ import annotations

from itertools import pairwise
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import Importance, Limits, Method, Status, Tuning
from scheduler.kernel.clauses import AtMostOne, Clause, Cover, Load, Run, ones
from scheduler.kernel.columns.budget import Budget
from scheduler.kernel.columns.generate import Generator
from scheduler.kernel.columns.held import Held
from scheduler.kernel.columns.labelling import Labelling
from scheduler.kernel.columns.master import Master
from scheduler.kernel.columns.pricing import Prices
from scheduler.kernel.columns.roster import Aim, Roster, first_roster
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell, Mark
from tests.columns_world import SHIFTS, cell, opened, problem_of

pytest.importorskip("numba", reason="rooms are walked apart where numba is installed")

DAYS = 14


def days_of(who: str) -> list[tuple[Cell, ...]]:
    return [tuple(cell(who, day, shift) for shift in SHIFTS) for day in range(DAYS)]


def laws_of(who: str) -> list[Clause]:
    """Runs of two or three days, no early after a late one, five to eight days in all, four lates at most."""
    on = days_of(who)
    return [
        *(AtMostOne(cells) for cells in on),
        *(AtMostOne((today[1], next_day[0])) for today, next_day in pairwise(on)),
        Run(tuple(Mark(f"{who} {day}", cells) for day, cells in enumerate(on)), 2, 3),
        Load(ones(one for cells in on for one in cells), low=5, high=8),
        Load(ones(cells[1] for cells in on), high=4),
    ]


def world() -> Roster:
    """Two people; late after late costs something, and so does a weekend on which not just one works."""
    crew = ("P0", "P1")
    lates = [
        Cover((today[1], next_day[1]), None, 1, weight=2)
        for who in crew
        for today, next_day in pairwise(days_of(who))
    ]
    weekends = [
        Cover(
            tuple(Mark(f"{who} {day}+", (*days_of(who)[day], *days_of(who)[day + 1])) for who in crew), 1, 1
        )
        for day in (5, 12)
    ]
    law = tuple(clause for who in crew for clause in laws_of(who))
    _, team, _ = opened(
        Problem((Ruling("law", Importance.LAW, law), Ruling("wish", Importance.WISH, (*lates, *weekends))))
    )
    return first_roster(Aim(team, 0))


ROSTER = world()


def dear() -> tuple[int, ...]:
    """A path of the first person with lates on days 1 and 2, and on 8 and 9, which cost something."""
    lates = [f"{day}/L" for day in (1, 2, 8, 9)]
    shape = ROSTER.team.shapes[0]
    worth = np.array([-9.0 if one.what in lates else 0.0 for one in shape.cells])
    path = ROSTER.team.pricers[0].best(Prices(worth, np.zeros(2), np.zeros(1)))[1][0]
    assert {shape.cells[i].what for i in path} >= set(lates)
    return path


PATH = dear()


def asked(first: int, end: int, worth: list[int]) -> Prices:
    """Prices that hold the first person to the path outside some days."""
    cells, marks, idle = np.split(np.array(worth, dtype=float), (2 * DAYS, 2 * DAYS + 2))
    assert len(ROSTER.team.shapes[0].marks) == len(marks)
    held = Held(Master(ROSTER.team, 0, ()))
    held.hold_outside(0, PATH, range(first, end))
    held.master.add(0, ROSTER.team.column(0, PATH))
    mine = Prices(cells, marks, np.array([3.0]))
    found = held.prices(0, mine)
    assert found.idle is not None
    assert held.holding([]).prices(0, mine).only is found.only
    return Prices(found.cells, marks, found.levels, found.idle + idle, "held", found.only)


def ends(walk: Labelling, prices: Prices) -> tuple[list[float], list[tuple[int, ...]]]:
    """The price of each label at the end, and the ways to those that can be reached."""
    prices_of, back = walk.run(prices)
    reached = np.flatnonzero(np.isfinite(prices_of))
    return prices_of.tolist(), [back(int(place)) for place in reached]


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, DAYS - 1),
    st.integers(1, DAYS),
    st.lists(st.integers(-900, 900), min_size=3 * DAYS + 2, max_size=3 * DAYS + 2),
)
def test_a_room_is_walked_as_the_whole_is(first: int, length: int, worth: list[int]) -> None:
    """Cells, idle days, linked marks and a level's own costs: each label costs the same, by the same ways."""
    prices = asked(first, min(DAYS, first + length), worth)
    whole = ROSTER.team.pricers[0]._walk.run
    assert prices.only is not None
    room = prices.only.of(whole)
    costs, ways = ends(room, prices)
    assert (costs, ways) == ends(whole, prices)
    assert ways


def test_a_room_is_walked_on_its_own_days_only() -> None:
    """Of 14 days a room of 2 takes fewer than 10: its own, and those until runs and weekends are over."""
    whole = ROSTER.team.pricers[0]._walk.run
    room = asked(4, 6, [0] * (3 * DAYS + 2)).only
    assert room is not None
    steps = len(room.of(whole)._flat.first) - 1  # type: ignore[attr-defined]
    assert steps < 10
    assert len(whole._flat.first) - 1 == DAYS  # type: ignore[attr-defined]
    assert room.of(whole) is room.of(whole)


def test_what_no_walk_leads_along_is_no_room() -> None:
    """Held to a path that breaks a law (an early after a late day) the whole walk finds nothing."""
    whole = ROSTER.team.pricers[0]._walk.run
    assert whole.within((1, 2), 4, 6) is whole


def test_a_sweep_prices_everybody_once_and_each_part_by_those_before() -> None:
    """Five people in two parts: the second is asked with the duals of a programme that knows the first's."""
    _, team, _ = opened(problem_of(5, 1))
    master = Master(team, 0, ())
    for me, column in enumerate(first_roster(Aim(team, 0)).columns):
        master.add(me, column)
    asked: list[tuple[list[int], int]] = []
    inner = Generator._price

    def counted(self: Generator, people: list[int], *rest: object) -> tuple[float | None, int]:
        asked.append((people, master.number))
        return inner(self, people, *rest)  # type: ignore[arg-type]

    with patch.object(Generator, "_price", counted):
        Generator(master).sweep(Budget(1e9, reproducible=True), 2)
    assert [people for people, _ in asked] == [[0, 2, 4], [1, 3]]
    assert asked[0][1] == 5 < asked[1][1]


def test_a_mark_that_several_sums_look_at_is_one() -> None:
    """Work near an end of the fortnight costs 2 in each of two sums, more than an empty day.

    Had each sum a mark of its own, the walk would see one of them only.
    """
    on = days_of("P0")
    ends = [Mark(f"end {day}", (*on[day], *on[day + 1])) for day in (0, 12)]
    twice = tuple(Load(ones(marks), high=0, weight=2) for marks in (ends, ends[::-1]))
    both = Mark("also end 0", ends[0].cells)
    linked = Cover((both, Mark("other", days_of("P1")[0])), None, 0, weight=2)
    wanted = tuple(Cover(cells, 1, weight=1) for cells in on)
    law = (*laws_of("P0"), *laws_of("P1"))
    wishes = (*wanted, *twice, linked)
    problem = Problem((Ruling("law", Importance.LAW, law), Ruling("wish", Importance.WISH, wishes)))
    _, team, _ = opened(problem)
    assert [len(set(shape.marks)) for shape in team.shapes] == [len(shape.marks) for shape in team.shapes]
    found = [
        solve(problem, Limits(seconds=20, workers=1, reproducible=True, tuning=Tuning(method=method)))
        for method in (Method.COLUMNS, Method.CP_SAT)
    ]
    assert [one.status for one in found] == [Status.PROVEN] * 2
    assert found[0].passes[0].method is Method.COLUMNS
    assert found[0].passes[0].value == found[1].passes[0].value
