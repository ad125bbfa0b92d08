"""Columns: one person's rosters priced exactly, bounds that hold, a search that ends where CP-SAT does."""

from __future__ import annotations

from itertools import combinations
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import Importance, Limits, Method, Status, Tuning
from scheduler.kernel.audit import audit, keeps, price
from scheduler.kernel.clauses import Load, Wish, ones
from scheduler.kernel.columns import Budget, NotSuited, split
from scheduler.kernel.columns.automaton import Known
from scheduler.kernel.columns.counters import unique_rows
from scheduler.kernel.columns.labelling import ByNumpy, labelling
from scheduler.kernel.columns.pricing import Pricer, Prices
from scheduler.kernel.columns.shape import read
from scheduler.kernel.parts import Parts
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Mark
from tests.columns_world import DAYS, SHIFTS, cell, every_roster, laws_of, opened, problem_of

KNOWN: Known = {}
"""Shared by all examples: where they are told apart wrongly, one is priced as another."""


@pytest.mark.parametrize("walk", [labelling, ByNumpy])
@pytest.mark.parametrize("long", [3, 10])
@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 4), st.integers(1, 3), st.integers(1, 3), st.integers(0, 4), st.integers(0, 4),
    st.lists(st.integers(-9, 9), min_size=12, max_size=12), st.sets(st.integers(0, 11), max_size=4),
)  # fmt: skip
def test_a_person_is_priced_exactly(
    long: int,
    walk: type[ByNumpy],
    most_run: int,
    least_run: int,
    least_off: int,
    most_late: int,
    low: int,
    worth: list[int],
    off: set[int],
) -> None:
    """The cheapest path is the cheapest of all 729 rosters that the laws allow, or there is none.

    Some shifts are barred. Whether counts are remembered as states or added up as long sums changes nothing;
    nor does numba.
    """
    laws = laws_of("P", most_run, min(least_run, most_run), least_off, most_late, low)
    barred = [Load(ones([cell("P", one // len(SHIFTS), SHIFTS[one % len(SHIFTS)])]), high=0) for one in off]
    problem = Problem((Ruling("law", Importance.LAW, (*laws, *barred)),))
    parts = Parts(problem)
    rank = {one: i for i, one in enumerate(problem.cells())}
    part = next(one for one in parts.up_to(0) if one.cells)
    settled = dict.fromkeys(parts.barred, False)
    tallies = problem.laws[0].tallies
    open_cells = [one for one in rank if one not in settled]
    costs = dict(zip(open_cells, worth, strict=False))
    lawful = [one for one in every_roster("P") if keeps(tallies, one)]
    parted = split(part, settled)
    try:
        with patch("scheduler.kernel.columns.shape.LONG", long):
            shape = read(parted.members[0], settled, rank, ())
        prices = Prices(np.array([float(costs[one]) for one in shape.cells]), np.zeros(0), np.zeros(0))
        with patch("scheduler.kernel.columns.pricing.labelling", walk):
            bound, paths = Pricer(shape, 0, KNOWN).best(prices, many=3)
    except NotSuited:
        assert not lawful
        return
    assert bound == min(sum(costs[one] for one in roster) for roster in lawful)
    found = [frozenset(shape.cells[i] for i in path) for path in paths]
    assert sum(costs[one] for one in found[0]) == bound
    assert all(keeps(tallies, one) for one in found)


@pytest.mark.parametrize("walk", [labelling, ByNumpy])
@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=2 * DAYS, max_size=2 * DAYS))
def test_marks_have_their_price(walk: type[ByNumpy], worth: list[int]) -> None:
    """What others look at, here days and pairs of days, costs once however often it is met."""
    laws = laws_of("P", 4, 1, 1, 4, 0)
    on = [tuple(cell("P", day, shift) for shift in SHIFTS) for day in range(DAYS)]
    marks = [Mark(f"on {day}", on[day]) for day in range(DAYS)]
    marks += [Mark(f"near {day}", (*on[day], *on[day + 1])) for day in range(DAYS - 1)]
    problem = Problem((Ruling("law", Importance.LAW, tuple(laws)),))
    rank = {one: i for i, one in enumerate(problem.cells())}
    parted = split(next(one for one in Parts(problem).up_to(0) if one.cells), {})
    shape = read(parted.members[0], {}, rank, tuple(marks))
    costs = np.array(worth[: len(marks)], dtype=float)
    with patch("scheduler.kernel.columns.pricing.labelling", walk):
        found, _ = Pricer(shape, 0, KNOWN).best(Prices(np.zeros(len(rank)), costs, np.zeros(0)))
    lawful = [one for one in every_roster("P") if keeps(problem.laws[0].tallies, one)]
    assert found == min(
        sum(cost for mark, cost in zip(marks, costs, strict=True) if mark.holds(one)) for one in lawful
    )


def test_days_on_which_cells_count_otherwise_are_compiled_apart() -> None:
    """Of three days two may count. Where the first or last counts twice it is had alone, for 3 and not 4.

    The last is told from others by what is still to come on the days before it.
    """
    known: Known = {}
    cells = [cell("P", day, SHIFTS[0]) for day in range(3)]
    for coefficients, expected in (((2, 1, 1), 3), ((1, 1, 1), 4), ((1, 1, 2), 3)):
        law = Load(tuple(zip(coefficients, cells, strict=True)), high=2)
        problem = Problem((Ruling("law", Importance.LAW, (law,)),))
        part = next(one for one in Parts(problem).up_to(0) if one.cells)
        shape = read(split(part, {}).members[0], {}, {one: i for i, one in enumerate(cells)}, ())
        worth = [-3.0, -1.0, -1.0] if coefficients[2] == 1 else [-1.0, -1.0, -3.0]
        prices = Prices(np.array(worth), np.zeros(0), np.zeros(0))
        assert Pricer(shape, 0, known).best(prices)[0] == -expected


@pytest.mark.parametrize(("people", "need"), [(4, 1), (5, 2), (7, 2)])
def test_columns_end_where_cp_sat_does(people: int, need: int) -> None:
    """Both ways prove the same least cost, and the audit prices the roster of the columns alike."""
    wishes = [Wish(cell("P1", 2, "E"), want=True, weight=3), Wish(cell("P2", 3, "L"), want=False, weight=2)]
    problem = problem_of(people, need, *wishes)
    found = [
        solve(problem, Limits(seconds=20, workers=1, reproducible=True, tuning=Tuning(method=method)))
        for method in (Method.CP_SAT, Method.COLUMNS)
    ]
    assert [one.status for one in found] == [Status.PROVEN, Status.PROVEN]
    assert [one.passes[0].method for one in found] == [Method.CP_SAT, Method.COLUMNS]
    assert found[0].passes[0].value == found[1].passes[0].value
    assert price(problem.levels[0][0].tallies, found[1].chosen) == found[1].passes[0].value
    assert not [breach for breach in audit(problem, found[1].chosen) if breach.ruling.hard]


def test_the_bound_holds_before_anything_is_proven() -> None:
    """Six people of whom each must work two days and may work five: no roster costs less than the bound."""
    problem = problem_of(6, 2)
    _, _, search = opened(problem)
    search.run(Budget(5, reproducible=True), 1, 1)
    best = solve(problem, Limits(seconds=20, workers=1, reproducible=True)).passes[0]
    assert best.status is Status.PROVEN
    assert search.low <= best.value <= search.best.cost


def test_the_same_seed_gives_the_same_roster() -> None:
    """With counted effort instead of a clock, a search by columns repeats itself."""
    problem = problem_of(7, 2)
    limits = Limits(seconds=3, workers=1, seed=7, reproducible=True, tuning=Tuning(method=Method.COLUMNS))
    one, other = solve(problem, limits), solve(problem, limits)
    assert one.chosen == other.chosen
    assert [p.bound for p in one.passes] == [p.bound for p in other.passes]


def test_it_says_which_way_it_took() -> None:
    """Small parts go to CP-SAT; columns are taken where they are asked for and can be read."""
    problem = problem_of(4, 1)
    auto = solve(problem, Limits(seconds=5, workers=1, reproducible=True))
    assert auto.passes[0].method is Method.CP_SAT


def test_marks_over_several_people_are_not_suited() -> None:
    """A mark that looks at two people cannot be read by person, and CP-SAT takes over."""
    anybody = Mark("anybody", tuple(cell(f"P{i}", 0, "E") for i in range(30)))
    others = tuple(cell(f"P{i}", 1, "E") for i in range(30))
    extra = Ruling("odd", Importance.COVER, (Load(((-2, anybody), *ones(others)), low=0),))
    base = problem_of(30, 3)
    problem = Problem((*base.rulings, extra))
    parts = Parts(problem)
    part = max(parts.up_to(0), key=lambda one: len(one.cells))
    with pytest.raises(NotSuited):
        split(part, dict.fromkeys(parts.barred, False))


def test_earlier_levels_are_kept() -> None:
    """Cover comes first: wishes that pull against it are not met at its cost."""
    wishes = tuple(Wish(cell(f"P{i}", day, "E"), want=False) for i in range(30) for day in range(DAYS))
    base = problem_of(30, 5)
    problem = Problem((*base.rulings, Ruling("wishes", Importance.WISH, wishes)))
    limits = Limits(seconds=8, workers=1, reproducible=True, tuning=Tuning(method=Method.COLUMNS))
    found = solve(problem, limits)
    alone = solve(base, limits)
    assert found.passes[0].value == alone.passes[0].value == price(base.levels[0][0].tallies, found.chosen)
    assert found.passes[1].method is Method.COLUMNS


def test_every_pair_of_columns_is_another_roster() -> None:
    """Several paths asked for are different rosters, cheapest first."""
    problem = problem_of(4, 1)
    with patch("scheduler.kernel.columns.shape.LONG", 3):
        _, team, _ = opened(problem)
    shape = team.shapes[0]
    prices = Prices(-np.arange(len(shape.cells), dtype=float), np.zeros(0), np.ones(1))
    _, paths = team.pricers[0].best(prices, many=3)
    assert len(paths) > 1
    assert all(one != other for one, other in combinations(paths, 2))
    costs = [sum(prices.cells[list(path)]) for path in paths]
    assert costs == sorted(costs)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(-3, 3) | st.just(2**40), min_size=width, max_size=width), min_size=1
        )
    )
)
def test_rows_are_told_apart_as_numpy_does(rows: list[list[int]]) -> None:
    """The different rows and their numbers are those of `np.unique`, also where too wide to count."""
    found, number = unique_rows(np.array(rows))
    expected, back = np.unique(np.array(rows), axis=0, return_inverse=True)
    assert found.tolist() == expected.tolist()
    assert number.tolist() == back.ravel().tolist()
