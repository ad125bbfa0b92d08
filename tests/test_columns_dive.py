"""Dives: held steps, rooms, priced sums; each against all rosters of a small world or against CP-SAT."""

from __future__ import annotations

import math
import random
import sys
import time
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import Importance, Limits, Method, Status, Tuning
from scheduler.kernel.audit import keeps, price
from scheduler.kernel.clauses import Cover, Load, Wish, ones
from scheduler.kernel.columns import Budget, ColumnSearch, NotSuited, Team, split
from scheduler.kernel.columns.blocks import Blocks
from scheduler.kernel.columns.budget import LABELS
from scheduler.kernel.columns.dive import Dive, Room
from scheduler.kernel.columns.generate import Generator
from scheduler.kernel.columns.held import Held
from scheduler.kernel.columns.labelling import ByNumpy, labelling
from scheduler.kernel.columns.master import Master
from scheduler.kernel.columns.pace import Pace
from scheduler.kernel.columns.pricing import Prices
from scheduler.kernel.columns.rooms import Rooms
from scheduler.kernel.columns.roster import Aim, Roster, first_roster
from scheduler.kernel.parts import Parts
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell, cells_of
from tests.columns_world import DAYS, SHIFTS, cell, every_roster, opened, problem_of

ENDLESS = Budget(1e9, reproducible=True)


def programme(problem: Problem) -> tuple[Team, Roster, Master]:
    """People, a first roster, and a programme that knows it."""
    _, team, _ = opened(problem)
    roster = first_roster(Aim(team, 0))
    master = Master(team, 0, ())
    for me, column in enumerate(roster.columns):
        master.add(me, column)
    return team, roster, master


@pytest.mark.parametrize("walk", [labelling, ByNumpy])
@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(0, DAYS - 1)), st.lists(st.integers(-9, 9), min_size=12, max_size=12))
def test_a_person_held_is_priced_exactly(walk: type[ByNumpy], held: set[int], worth: list[int]) -> None:
    """Held to a known roster on some days, the cheapest path is the cheapest lawful one that agrees there."""
    problem = problem_of(4, 1)
    with patch("scheduler.kernel.columns.pricing.labelling", walk):
        team, roster, master = programme(problem)
    shape, known = team.shapes[0], set(roster.columns[0].path)
    holder = Held(master)
    holder.hold_outside(0, roster.columns[0].path, [s for s in range(DAYS) if s not in held])
    costs = dict(zip(shape.cells, worth, strict=True))
    prices = Prices(np.array([float(costs[one]) for one in shape.cells]), np.zeros(0), np.ones(1))
    found, paths = team.pricers[0].best(holder.prices(0, prices))
    mine = {shape.cells[i] for i in known}
    there = {one for one in shape.cells for day in held if one.what.startswith(f"{day}/")}
    lawful = [one for one in every_roster("P0") if keeps_own(problem, one) and one & there == mine & there]
    assert found == min(sum(costs[one] for one in choice) for choice in lawful)
    assert {shape.cells[i] for i in paths[0]} in lawful


def keeps_own(problem: Problem, roster: frozenset[Cell]) -> bool:
    """Whether the first person's roster keeps the laws that look at nobody else."""
    laws = problem.laws[0].tallies
    return keeps(tuple(law for law in laws if {c.who for c in cells_of(law.terms)} == {"P0"}), roster)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 3), st.integers(2, 5), st.lists(st.integers(-9, 9), min_size=12, max_size=12))
def test_sums_too_many_to_add_up_are_priced(most_late: int, most: int, worth: list[int]) -> None:
    """Where labels are too many, rosters are lawful all the same, and the bound is not above the cheapest."""
    days = [tuple(cell("P", day, shift) for shift in SHIFTS) for day in range(DAYS)]
    late = Load(ones(one[1] for one in days), high=most_late)
    total = Load(ones(c for one in days for c in one), high=most)
    base = [clause for day in days for clause in (Load(ones(day), high=1),)]
    problem = Problem((Ruling("law", Importance.LAW, (*base, late, total)),))
    parts = Parts(problem)
    part = next(one for one in parts.up_to(0) if one.cells)
    rank = {one: i for i, one in enumerate(problem.cells())}
    with (
        patch("scheduler.kernel.columns.shape.LONG", 3),
        patch("scheduler.kernel.columns.pricing.MOST_LABELS", 1),
        patch("scheduler.kernel.columns.pricing.MOST_PLANES", 1),
    ):
        try:
            team = Team(split(part, dict.fromkeys(parts.barred, False)), rank)
        except NotSuited:
            return
        shape = team.shapes[0]
        costs = dict(zip(rank, worth, strict=False))
        prices = Prices(np.array([float(costs[one]) for one in shape.cells]), np.zeros(0), np.zeros(0))
        bound, paths = team.pricers[0].best(prices)
    tallies = problem.laws[0].tallies
    lawful = [one for one in every_roster("P") if keeps(tallies, one)]
    assert bound <= min(sum(costs.get(one, 0) for one in roster) for roster in lawful) + 1e-9
    assert paths
    assert all(keeps(tallies, frozenset(shape.cells[i] for i in path)) for path in paths)


@pytest.mark.parametrize("seed", range(6))
def test_a_room_changes_nothing_outside_and_empty_means_empty(seed: int) -> None:
    """A dive in a room keeps all else; where it says that nothing better is there, CP-SAT finds nothing."""
    problem = problem_of(7, 2)
    team, roster, _ = programme(problem)
    chance = random.Random(seed)
    rooms = Rooms(team)
    rooms.sizes = [3.0, 12.0]
    room = rooms.draw(seed % 2, roster, chance)
    found = Dive(Aim(team, 0), Master.of_room(roster, room.steps), ENDLESS, chance, Pace()).within(room)
    outside = {
        (me, c)
        for me, shape in enumerate(team.shapes)
        for step, cells in enumerate(shape.steps)
        if step not in room.steps.get(me, ())
        for c in cells
    }
    if found.roster is not None:
        assert found.roster.cost <= roster.cost
        for me, (was, now) in enumerate(zip(roster.columns, found.roster.columns, strict=True)):
            assert {c for c in was.path if (me, c) in outside} == {c for c in now.path if (me, c) in outside}
    best = _best_with(problem, team, roster, outside)
    assert best <= roster.cost
    if found.proven:
        assert best == roster.cost


def test_a_room_is_left() -> None:
    """A room of everything, in which CP-SAT finds something better, does not end where it began.

    With two rounds of pricing it did: the programme still was the roster it knew.
    """
    problem = problem_of(11, 3)
    team, roster, _ = programme(problem)
    everything = {me: set(range(len(shape.steps))) for me, shape in enumerate(team.shapes)}
    assert _best_with(problem, team, roster, set()) < roster.cost
    found = Dive(Aim(team, 0), Master.of_room(roster, everything), ENDLESS, random.Random(1), Pace()).within(
        Room(roster, everything)
    )
    assert found.roster is not None
    assert found.roster.cost < roster.cost


@pytest.mark.parametrize("gain", [0.01, math.inf])
def test_pricing_ends_where_enough_is_gained(gain: float) -> None:
    """With a small gain to reach it is over within eight rounds; without one it goes on to the bound."""
    _, roster, master = programme(problem_of(11, 3))
    generator = Generator(master)
    generator.run(ENDLESS, lambda: roster.cost, gain=gain)
    assert (generator._rounds < 8, generator.met) == ((True, False) if gain < 1 else (False, True))


def _best_with(problem: Problem, team: Team, roster: Roster, fixed: set[tuple[int, int]]) -> int:
    """The least cost with some cells as they are, by CP-SAT."""
    taken = {(me, c) for me, column in enumerate(roster.columns) for c in column.path}
    facts = {team.shapes[me].cells[c]: (me, c) in taken for me, c in fixed}
    limits = Limits(seconds=20, workers=1, reproducible=True, tuning=Tuning(method=Method.CP_SAT))
    outcome = solve(Problem(problem.rulings, facts), limits)
    assert outcome.status is Status.PROVEN
    return outcome.passes[0].value


def test_a_rooms_own_rows_cost_the_same() -> None:
    """With nothing open but one day, the programme of that day's rows costs what the roster costs."""
    _, roster, _ = programme(problem_of(7, 2))
    steps = {me: {2} for me in range(7)}
    master = Master.of_room(roster, steps)
    for me, column in enumerate(roster.columns):
        master.add(me, column)
    assert master.solve() == pytest.approx(roster.cost)
    assert len(master._rows) == len(SHIFTS)


def test_the_bound_of_held_people_counts_everybody() -> None:
    """With all of them held but one, the bound is what that one's best makes of the whole roster."""
    problem = problem_of(7, 2)
    team, roster, master = programme(problem)
    held = Held(master)
    for me, column in enumerate(roster.columns):
        held.hold_outside(me, column.path, range(DAYS) if me == 3 else ())
    generator = Generator(master, held=held)
    generator.run(ENDLESS, lambda: math.inf)
    better = Roster(Aim(team, 0), list(roster.columns))
    better.better(3)
    assert generator.best == pytest.approx(better.cost)


def test_a_dive_for_everybody_ends_whole_or_above_the_roof() -> None:
    """Every roster is lawful; a roof below the bound ends the dive without one."""
    problem = problem_of(7, 2)
    team, roster, master = programme(problem)
    generator = Generator(master)
    generator.run(ENDLESS, lambda: math.inf)
    aim = Aim(team, 0)
    master.solve()
    copies = [master.copy(60) for _ in range(2)]
    found = Dive(aim, copies[0], ENDLESS, random.Random(1), Pace()).whole(math.inf).roster
    assert found is not None
    assert keeps(problem.laws[0].tallies, team.cells(found.columns))
    assert generator.best - 1e-6 <= found.cost
    assert Dive(aim, copies[1], ENDLESS, random.Random(1), Pace()).whole(generator.best - 1).roster is None
    assert roster.lawful


def solved(staff: int, seed: int) -> tuple[Aim, Master, float]:
    """A programme to which no roster is missing, and its value."""
    team, _, master = programme(problem_of(staff, seed))
    generator = Generator(master)
    generator.run(ENDLESS, lambda: math.inf)
    value = master.solve()
    assert value == pytest.approx(generator.best)
    assert value is not None
    return Aim(team, 0), master, value


def test_a_programme_forgets_what_it_does_not_take() -> None:
    """With as many rosters a person as anybody's shares are spread over it costs the same, knowing fewer."""
    _, master, value = solved(11, 5)
    taken = max(int((master.shares(me) > 1e-9).sum()) for me in range(11))
    copy = master.copy(taken)
    assert max(len(columns) for columns in copy.columns) == taken < max(len(c) for c in master.columns)
    assert copy.solve() == pytest.approx(value)


def test_there_is_a_bound_at_once() -> None:
    """Before the first programme is solved it is known what people cost who may do as they like: nothing; and
    that a round takes as long as it takes to ask everybody.
    """
    team, _, master = programme(problem_of(7, 5))
    heard: list[float] = []
    budget = Budget(1.0, reproducible=True)
    generator = Generator(master, hear=heard.append)
    generator.run(budget, lambda: math.inf, keep=0.0, rounds=0)
    assert heard == [generator.best] == [0.0]
    assert generator.a_round == pytest.approx(LABELS * sum(pricer.work for pricer in team.pricers))
    assert generator.a_round > 0


def test_a_programme_costs_no_more_than_what_was_found_elsewhere() -> None:
    """A roster that rooms found is known to it before it is solved."""
    team, roster, _ = programme(problem_of(7, 5))
    generator = Generator(Master(team, 0, ()), news=lambda: roster.columns)
    generator.run(ENDLESS, lambda: math.inf, rounds=1)
    assert generator.value <= roster.cost


def test_a_programme_ends_with_its_time() -> None:
    """Without time it has no value, and none afterwards is lost. It may take what is left but for what is to
    be kept, and a round that it broke is known as long.
    """
    _, master, value = solved(7, 5)
    assert master.solve(0.0) is None
    assert master.solve(60.0) == pytest.approx(value)
    generator = Generator(master)
    given: list[float] = []

    def broken(_self: Master, seconds: float) -> None:
        given.append(seconds)
        time.sleep(0.01)

    with patch.object(Master, "solve", broken):
        generator.run(Budget(1000.0), lambda: math.inf, keep=400.0)
    assert 0 < given[0] <= 600.0
    assert generator.a_round >= 0.01


def test_a_search_goes_on_without_its_programme() -> None:
    """Where linear programmes never end a lawful roster comes from single people and blocks all the same."""
    problem = problem_of(7, 2)
    _, team, search = opened(problem)
    with patch.object(Master, "solve", lambda _self, _seconds=0.0: None):
        search.run(Budget(1.0, reproducible=True), 1, 1)
    assert search.best is not None
    assert keeps(problem.laws[0].tallies, team.cells(search.best.columns))


def test_generation_that_forgets_ends_at_the_same_bound() -> None:
    """Three rosters a person are too many and two are kept: the programme ends where it does without."""
    _, _, value = solved(11, 5)
    _, _, master = programme(problem_of(11, 5))
    generator = Generator(master)
    with patch.multiple("scheduler.kernel.columns.generate", MOST=3, KEPT=2):
        generator.run(ENDLESS, lambda: math.inf)
    assert generator.master is not master
    assert generator.best == pytest.approx(value)


def test_holding_leaves_what_was() -> None:
    """What is held to a cell has a programme of rosters with it; the one before costs what it cost."""
    _, master, value = solved(13, 5)
    base = Held(master)
    share, me, step, one = min(base.surest())
    assert share < 1
    held = base.holding([(share, me, step, one)])
    assert {int(cell) for cell in held.takes(me)[:, step]} == {one}
    assert held.open == base.open - 1
    assert (held.master.solve() or 0.0) >= value - 1e-6
    assert master.solve() == pytest.approx(value)


@pytest.mark.parametrize(
    ("jump", "sure", "late", "counts"),
    [
        (math.inf, 0.0, math.inf, [7]),
        (-2.0, 0.0, math.inf, [7, 2, 1]),
        (math.inf, 1.1, math.inf, [1]),
        (-2.0, 1.1, -1.0, [15]),
    ],
)
def test_after_a_jump_less_is_held(jump: float, sure: float, late: float, counts: list[int]) -> None:
    """A tenth of 78 open steps is held at once; where each value is a jump a third of it and so on; what the
    programme is not sure of, one at a time; a fifth where it is late, whatever the rest.
    """
    aim, master, _ = solved(13, 5)
    held: list[int] = []
    holding = Held.holding

    def counted(self: Held, holds: list[tuple[float, int, int, int]]) -> Held:
        held.append(len(holds))
        return holding(self, holds)

    with patch("scheduler.kernel.columns.dive.JUMP", jump), patch.object(Held, "holding", counted):
        Dive(aim, master.copy(20), ENDLESS, random.Random(1), Pace(0.1, 6, sure, late)).whole(math.inf)
    assert held[: len(counts)] == counts


@pytest.mark.parametrize(("a_round", "rounds", "share"), [(1.0, 25, 0.1), (10.0, 5, 0.1), (100.0, 1, 0.2)])
def test_a_dive_has_the_rounds_that_fit(a_round: float, rounds: int, share: float) -> None:
    """A quarter of 600 s: of rounds of 1 s all 25, of 10 s five; with rounds of 100 s holds are large."""
    pace = Pace.for_everybody(0.1, a_round, 600.0)
    assert (pace.rounds, pace.share) == (rounds, share)


def test_days_are_read_by_most_people() -> None:
    """Somebody who may work one shift only on the first day does not tie that day to the next."""
    crew = [f"P{i}" for i in range(5)]
    base = problem_of(5, 2)
    barred = Ruling("off", Importance.LAW, (Load(ones([cell("P4", 0, "E")]), high=0),))
    team = opened(Problem((*base.rulings, barred)))[1]
    assert len(team.days.steps) == DAYS
    assert [len(day) for day in team.days.steps] == [len(crew)] * DAYS
    assert all(len({team.days.of_row[row] for row in rows}) == 1 for rows in team._rows_of()[4])


def test_a_dear_roster_is_no_unlawful_one() -> None:
    """A cost above what a broken law is weighed with is a cost: the roster of the columns is given back."""
    crew = [f"P{i}" for i in range(4)]
    dear = tuple(Cover(tuple(cell(who, day, "E") for who in crew), 4, 4, weight=5_000) for day in range(DAYS))
    problem = Problem((problem_of(4, 1).laws[0], Ruling("cover", Importance.COVER, dear)))
    found = [
        solve(problem, Limits(seconds=10, workers=1, reproducible=True, tuning=Tuning(method=method)))
        for method in (Method.COLUMNS, Method.CP_SAT)
    ]
    assert found[0].passes[0].value == found[1].passes[0].value > 10_000
    assert found[0].passes[0].method is Method.COLUMNS
    assert price(problem.levels[0][0].tallies, found[0].chosen) == found[0].passes[0].value


def test_a_lawful_roster_goes_before_a_cheaper_one() -> None:
    """The search keeps what is lawful even when something unlawful costs less."""
    _, team, search = opened(problem_of(7, 2))
    lawful, cheap = (first_roster(Aim(team, 0)) for _ in range(2))
    cheap.lawful, cheap.cost = False, lawful.cost - 5
    for roster in (cheap, lawful, cheap):
        search.offer(roster)
    assert search.best is lawful


@pytest.mark.parametrize("reproducible", [True, False])
def test_somebody_alone_is_searched_too(reproducible: bool) -> None:
    """One person whose roster nothing links to others: no days, no second person to free."""
    wishes = tuple(Wish(cell("P0", day, "E"), want=day % 2 == 0, weight=3) for day in range(DAYS))
    problem = Problem((problem_of(1, 1).laws[0], Ruling("wishes", Importance.WISH, wishes)))
    limits = Limits(seconds=3, workers=2, reproducible=reproducible, tuning=Tuning(method=Method.COLUMNS))
    found = solve(problem, limits)
    best = min(
        price(problem.levels[0][0].tallies, one)
        for one in every_roster("P0")
        if keeps(problem.laws[0].tallies, one)
    )
    assert (found.status, found.passes[0].value) == (Status.PROVEN, best)
    assert found.passes[0].method is Method.COLUMNS


def test_a_room_and_a_block_of_somebody_alone() -> None:
    """What can be freed of one person, with rows or without, is that person."""
    for wishes in ((), (Wish(cell("P0", 0, "E"), want=True),)):
        base = problem_of(1, 1)
        cover = base.rulings[1:] if not wishes else (Ruling("wishes", Importance.WISH, wishes),)
        problem = Problem((base.laws[0], *cover))
        _, team, search = opened(problem)
        roster, chance = first_roster(Aim(team, 0)), random.Random(1)
        for turn in range(8):
            assert set(Rooms(team).draw(turn % 2, roster, chance).steps) <= {0}
            drawn = Blocks(search.settled, team, 0).draw(roster, chance)
            assert {one.who for one in drawn} <= {"P0"}


def test_threads_take_short_turns_while_a_search_runs() -> None:
    """Within a search Python's switch interval is short; after it, it is what it was."""
    before, within = sys.getswitchinterval(), []
    search = opened(problem_of(7, 2))[2]
    with patch.object(ColumnSearch, "_lead", lambda *_: within.append(sys.getswitchinterval())):
        search.run(Budget(2.0), 1, 2)
    assert within[0] < 1e-3 < before == sys.getswitchinterval()
