"""Branches: what rows miss together is whole; bounds that hold, proofs that the programme alone has not."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import Importance, Limits, Method, Status, Tuning
from scheduler.kernel.audit import price
from scheduler.kernel.clauses import Clause, Cover, Load, ones
from scheduler.kernel.columns import Budget, Team
from scheduler.kernel.columns.branches import Branches
from scheduler.kernel.columns.cuts import OVER, UNDER, Cut, totals
from scheduler.kernel.columns.dive import Dive, Room
from scheduler.kernel.columns.generate import Generator
from scheduler.kernel.columns.master import Duals, Master
from scheduler.kernel.columns.pace import Pace
from scheduler.kernel.columns.roster import Aim, first_roster
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell
from tests.columns_world import opened

ENDLESS = Budget(1e9, reproducible=True)


def world(*cover: Clause, choices: int = 1) -> Problem:
    """Three people, who each take one of some choices at most; what is asked of them may yield."""
    law = tuple(Load(ones(cells_of(who, choices)), high=1) for who in ("P0", "P1", "P2"))
    return Problem((Ruling("law", Importance.LAW, law), Ruling("cover", Importance.COVER, cover)))


def cells_of(who: str, choices: int) -> list[Cell]:
    return [Cell(who, f"{choice}") for choice in range(choices)]


P0, P1, P2 = (Cell(who, "0") for who in ("P0", "P1", "P2"))

HALF = world(
    Cover((P0, P1), low=2, weight=10),
    Load(((2, P1), (1, P2)), high=1, weight=100),
)
"""Two are wanted at 10 each, and the second of them is too much by one, at 100. A programme takes half of
them: that misses half a head and costs 5. Whole rosters miss one, at 10.
"""


def grown(problem: Problem) -> tuple[Team, Generator, Branches]:
    """A programme to its end."""
    _, team, _ = opened(problem)
    master = Master(team, 0, ())
    for me, column in enumerate(first_roster(Aim(team, 0)).columns):
        master.add(me, column)
    root = Generator(master)
    root.run(ENDLESS, lambda: math.inf)
    return team, root, Branches(root)


def test_half_a_head_is_rounded_up() -> None:
    """None missing costs 5 and 50 for the half that the cut forbids; one missing costs 10, as the best."""
    _, root, branches = grown(HALF)
    assert root.value == pytest.approx(5.0)
    assert branches.low == root.best == pytest.approx(5.0)
    assert branches.split(ENDLESS, lambda: math.inf)
    assert sorted(one.best for one in branches.open) == pytest.approx([10.0, 55.0])
    assert branches.low == pytest.approx(10.0)
    assert [cut.low for cut in branches.main.master.cuts] == [1.0]
    assert not branches.split(ENDLESS, lambda: math.inf)


def test_half_a_head_too_many_is_rounded_up() -> None:
    """Nobody should come, at 10 a head; one must, but half of one is enough for a programme: 5 becomes 10."""
    must = Load(((2, P0), (2, P1)), low=1, weight=100)
    _, root, branches = grown(world(Cover((P0, P1), high=0, weight=10), must))
    assert root.value == pytest.approx(5.0)
    assert branches.split(ENDLESS, lambda: math.inf)
    assert branches.low == pytest.approx(10.0)
    assert branches.main.master.cuts[0].side == OVER


def test_what_cannot_be_bettered_is_left() -> None:
    """Where the programme costs as much as the roster known, nothing is branched; nor, if that is asked for,
    where whole numbers alone may not reach what it costs.
    """
    _, _, branches = grown(HALF)
    assert not branches.split(ENDLESS, lambda: 5.0)
    assert not branches.split(ENDLESS, lambda: 11.5, ends=True)
    assert len(branches.open) == 1
    assert branches.split(ENDLESS, lambda: 10.5, ends=True)


def test_branches_without_gain_are_taken_back() -> None:
    """Cuts that cut nothing off raise no bound: the programme goes on as it was, and the total is not tried
    again; if only time ran out, it is.
    """
    _, root, branches = grown(HALF)
    with patch.object(Cut, "halves", lambda cut, _: (replace(cut, high=9.0), replace(cut, low=0.0))):
        assert not branches.split(Budget(1.0, reproducible=True), lambda: math.inf, keep=1.0)
        assert not branches.split(ENDLESS, lambda: math.inf)
    assert branches.open == [root]
    assert not branches.split(ENDLESS, lambda: math.inf)
    _, root, branches = grown(HALF)
    assert not branches.split(Budget(1.0, reproducible=True), lambda: math.inf, keep=1.0)
    assert branches.open == [root]
    assert branches.split(ENDLESS, lambda: math.inf)


def test_branches_end_with_their_time() -> None:
    """What is to be kept for dives is not used; with all the time there is, the bound is raised."""
    _, root, branches = grown(HALF)
    budget = Budget(10.0, reproducible=True)
    budget.spend(4.0)
    branches.grow(budget, lambda: math.inf, keep=6.0)
    assert branches.open == [root]
    branches.grow(budget, lambda: math.inf)
    assert branches.low == pytest.approx(10.0)


def test_what_another_branch_says_takes_none_back() -> None:
    """Halves at 10 and 55 stay, though a third branch at 5.001 keeps the bound where it was."""
    _, root, branches = grown(HALF)
    other = Generator(root.master.copy(9))
    other.best = root.best + 0.001
    branches.open.append(other)
    assert branches.split(ENDLESS, lambda: math.inf)
    assert branches.low == other.best
    assert len(branches.open) == 3


def test_a_search_proves_by_it() -> None:
    """The whole search ends with its proof, as CP-SAT does."""
    for method in (Method.COLUMNS, Method.CP_SAT):
        outcome = solve(HALF, Limits(seconds=20.0, reproducible=True, tuning=Tuning(method=method)))
        assert (outcome.status, outcome.passes[0].value, outcome.passes[0].bound) == (Status.PROVEN, 10, 10)


def test_a_room_is_proven_empty_by_it() -> None:
    """The best roster costs 10, the programme of the room 5: whole numbers say that nothing is in it."""
    _, team, _ = opened(HALF)
    roster = first_roster(Aim(team, 0))
    assert roster.cost == 10.0
    steps = {me: range(len(shape.steps)) for me, shape in enumerate(team.shapes)}
    master = Master.of_room(roster, steps)
    dive = Dive(roster.aim, master, ENDLESS, random.Random(1), Pace())
    assert dive.within(Room(roster, steps)).proven


def test_totals_are_of_one_price_and_side() -> None:
    """Two rows below at 10 and one at 7; one over at 100, one at 7 and one at 1; none of another level."""
    more = (Cover((P1, P2), low=1, weight=10), Cover((P0, P2), low=1, high=1, over_weight=1, weight=7))
    team, root, _ = grown(world(*HALF.rulings[1].clauses, *more))
    found = {(cut.side, cut.price): len(cut.rows) for cut in totals(team.band, 0, root.master.linked)}
    assert found == {(UNDER, 7.0): 1, (UNDER, 10.0): 2, (OVER, 1.0): 1, (OVER, 100.0): 1}
    assert totals(team.band, 1, root.master.linked) == []
    assert totals(team.band, 0, ~root.master.linked) == []


def test_a_cut_in_two() -> None:
    """3.7 missed: at most 3, or at least 4. A dual counts what it is worth at the end that it pushes to."""
    less, more = Cut((1, 2), UNDER, 10.0).halves(3.7)
    assert (less.low, less.high, more.low, more.high) == (-math.inf, 3.0, 4.0, math.inf)
    assert (less.worth(-2.0), more.worth(2.0), less.worth(0.0)) == (-6.0, 8.0, 0.0)


def test_a_branch_goes_on_from_what_was_known() -> None:
    """It begins with the bound and the duals of its root, and what is copied from it keeps to its cut."""
    _, root, _ = grown(HALF)
    (row,) = (i for i, one in enumerate(root.team.rows) if one.under == 10)
    branch = root.branch(Cut((row,), UNDER, 10.0, low=1.0))
    assert branch.best == pytest.approx(5.0)
    assert branch.master.solve() == pytest.approx(10.0)
    copy = branch.master.copy(9)
    assert copy.solve() == pytest.approx(10.0)
    assert copy.missing(UNDER)[row] == pytest.approx(1.0)


def test_duals_of_cuts_are_cut_to_what_gives_a_bound() -> None:
    """A cut is worth no more than a unit missed costs, and takes it off what its rows can be worth; one that
    only forbids is worth nothing above zero. A centre that does not know a cut counts as nothing there.
    """
    _, root, _ = grown(HALF)
    (row,) = (i for i, one in enumerate(root.team.rows) if one.under == 10)
    branch = root.branch(Cut((row,), UNDER, 10.0, low=1.0))
    branch.master.cut(Cut((row,), UNDER, 10.0, high=3.0))
    rows, caps = np.zeros(len(root.team.rows)), np.zeros(0)
    rows[row] = 9.0
    found = branch._inside(Duals(rows, caps, np.array([4.0, 2.0])))
    assert (found.rows[row], found.cuts.tolist()) == (6.0, [4.0, 0.0])
    found = branch._inside(Duals(rows, caps, np.array([25.0, -500.0])))
    assert (found.rows[row], found.cuts.tolist()) == (9.0, [10.0, -100.0])
    branch.center = Duals(rows, caps, np.array([5.0]))
    found = branch._mixed(Duals(0 * rows, caps, np.array([0.0, -10.0])), 0.5)
    assert (found.rows[row], found.cuts.tolist()) == (4.5, [2.5, -5.0])


loads = st.tuples(
    st.lists(st.integers(0, 2), min_size=6, max_size=6),
    st.integers(0, 4),
    st.integers(0, 2),
    st.integers(1, 30),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(loads, min_size=1, max_size=5))
def test_bounds_hold_with_any_cuts(asked: Sequence[tuple[list[int], int, int, int]]) -> None:
    """Of three people with two choices each and counts of all kinds over them, no bound lies above the best
    of all 27 rosters; and no branching lowers it.
    """
    cells = [cell for who in ("P0", "P1", "P2") for cell in cells_of(who, 2)]
    clauses = [
        Load(
            tuple((c, cell) for c, cell in zip(counts, cells, strict=True) if c),
            low,
            low + more,
            weight=weight,
        )
        for counts, low, more, weight in asked
    ]
    problem = world(Cover(tuple(cells), 2, 2, 1, weight=7), *clauses, choices=2)
    tallies = problem.levels[0][0].tallies
    options = [[None, *cells_of(who, 2)] for who in ("P0", "P1", "P2")]
    best = min(price(tallies, frozenset(one for one in taken if one)) for taken in product(*options))
    _, root, branches = grown(problem)
    settled = price(tallies, frozenset()) - _cost_of_nobody(root)
    low = branches.low
    for _ in range(20):
        if not branches.split(ENDLESS, lambda: math.inf):
            break
        assert branches.low >= low - 1e-6
        low = branches.low
    assert low + settled <= best + 1e-6


def _cost_of_nobody(root: Generator) -> float:
    """What the rows cost if nobody takes anything: the problem's price less this is settled elsewhere."""
    return Aim(root.team, 0).roster_of(()).cost
