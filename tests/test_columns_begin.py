"""How a search by columns begins: people are read, a first roster is polished, the time may end too early."""

from __future__ import annotations

import gc
import random
from itertools import groupby, product
from unittest.mock import patch

import numpy as np
import pytest

from models import Importance, Limits, Method, Status, Tuning
from scheduler.kernel.clauses import Cover, Load, ones
from scheduler.kernel.columns import Budget, ColumnSearch, Team, TimeOver, split
from scheduler.kernel.columns.automaton import Known
from scheduler.kernel.columns.blocks import Blocks
from scheduler.kernel.columns.facts import Either, Numbered, Spans
from scheduler.kernel.columns.pricing import Pricer, Prices
from scheduler.kernel.columns.rooms import Rooms
from scheduler.kernel.columns.roster import Aim, Roster, first_roster
from scheduler.kernel.columns.split import Count
from scheduler.kernel.columns.turns import Gains, Turns
from scheduler.kernel.columns.usual import Usual
from scheduler.kernel.outcome import Known as Before
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell, Mark, Tally, cells_of
from scheduler.kernel.uncollected import lasting, uncollected
from tests.columns_world import DAYS, SHIFTS, cell, opened, problem_of

COLUMNS = Limits(seconds=5, workers=1, reproducible=True, tuning=Tuning(method=Method.COLUMNS))


def test_equal_cells_and_marks_are_read_alike() -> None:
    """Counts may hold equal cells and marks that are not the same objects; what is settled is a constant."""
    early, late, past = (cell("P", day, "E") for day in range(3))
    numbered = Numbered((early, late), {past: True})
    counts = [
        Count(Tally(((1, Cell(*early)), (2, Mark("on", (Cell(*early), Cell(*late)))), (3, Cell(*past)))), 0)
        for _ in range(2)
    ]
    sums = [numbered.sum_of(count) for count in counts]
    assert sums[0] == sums[1]
    assert sums[0].terms == ((1, 0), (2, Either((0, 1))))
    assert sums[0].constant == 3
    assert sums[0].terms[1][1] is sums[1].terms[1][1]


def test_a_span_goes_from_the_first_to_the_last_step() -> None:
    """A cell lies on its step; a mark from the first step of its cells to the last."""
    spans = Spans([(0, 1), (2,), (3, 4)])
    assert spans[1] == (0, 0)
    assert spans[Either((1, 3))] == (0, 2)
    assert spans.of_all([2, Either((2,), ((2, 4),))]) == (1, 2)


def test_what_nearly_all_looked_at_is_usual() -> None:
    """Three of three added up sum 0 and priced sum 1; of ten, nine must have. Other numbers are apart."""
    usual = Usual()
    for people in range(3):
        assert usual.sums(2) == (frozenset(), frozenset()), people
        usual.tell(2, {0}, {1}, {1: 4.0})
    assert usual.sums(2) == ({0}, {1})
    assert (usual.sums(3), usual.worth(3)) == ((frozenset(), frozenset()), {})
    assert usual.worth(2) == {1: 4.0}
    usual.tell(2, {1}, set(), {})
    assert usual.sums(2) == (frozenset(), frozenset())  # three of four
    for _ in range(7):
        usual.tell(2, {0}, {1}, {})
    assert usual.sums(2) == ({0}, {1})  # ten of eleven


def alike(people: int) -> Problem:
    """People who may work two late days of six and are wanted on all: everybody breaks that at first."""
    crew = [f"P{i}" for i in range(people)]
    law = [
        Load(ones(cell(who, day, shift) for shift in SHIFTS), high=1) for who in crew for day in range(DAYS)
    ]
    law += [Load(ones(cell(who, day, "L") for day in range(DAYS)), high=2) for who in crew]
    law += [
        Load(ones(cell(who, day, shift) for day, shift in product(range(DAYS), SHIFTS)), high=5)
        for who in crew
    ]
    want = [Cover(tuple(cell(who, day, "L") for who in crew), people, people, 0) for day in range(DAYS)]
    return Problem(
        (Ruling("law", Importance.LAW, tuple(law)), Ruling("cover", Importance.COVER, tuple(want)))
    )


def test_people_begin_with_what_is_usual() -> None:
    """Whoever comes fourth is compiled once, with the law that three before broke; they were twice."""
    compiled: list[Pricer] = []
    inner = Pricer._compiled

    def counted(self: Pricer, *args: frozenset[int]) -> object:
        compiled.append(self)
        return inner(self, *args)

    with (
        patch("scheduler.kernel.columns.shape.LONG", 3),
        patch("scheduler.kernel.columns.pricing.MOST_PLANES", 1),
        patch.object(Pricer, "_compiled", counted),
    ):
        _, team, _ = opened(alike(5))
        assert compiled == []
        roster = first_roster(Aim(team, 0))
    assert [compiled.count(pricer) for pricer in team.pricers] == [2, 2, 2, 1, 1]
    assert roster.cost == 5 * (DAYS - 2)


def test_weekends_alike_are_compiled_once() -> None:
    """A mark that others look at is known by its place on the day: later days, and others, share its arcs."""
    known: Known = {}
    crew = ("P0", "P1")
    on = {
        who: [Mark(f"{who} {day}", tuple(cell(who, day, s) for s in SHIFTS)) for day in range(DAYS)]
        for who in crew
    }
    law = [Load(ones(mark.cells), high=1) for who in crew for mark in on[who]]
    cover = [Cover(tuple(on[who][day] for who in crew), 2) for day in range(DAYS)]
    cover += [Cover(tuple(mark for who in crew for mark in on[who]), 9)]  # or the days would fall apart
    _, team, _ = opened(
        Problem((Ruling("law", Importance.LAW, tuple(law)), Ruling("cover", Importance.COVER, tuple(cover))))
    )
    for shape in team.shapes:
        assert len(shape.marks) == DAYS
        assert Pricer(shape, 1, known).work > 0
    assert len(known) == 1


@pytest.mark.parametrize("beside", [1, 2, 3])
def test_polishing_beside_each_other_never_costs_more(beside: int) -> None:
    """People priced together by what was before any of them: each is taken only where all cost no more."""
    _, team, _ = opened(problem_of(8, 2, low=3))
    roster = Roster(Aim(team, 0), list(first_roster(Aim(team, 0)).columns))
    last, seen = roster.cost, []
    for me in roster.polish(range(8), 8, beside=beside):
        seen.append(me)
        assert roster.cost <= last
        last = roster.cost
    assert seen == list(range(8))
    assert roster.cost == Roster(Aim(team, 0), list(roster.columns)).cost


def test_a_first_roster_is_polished_while_that_pays() -> None:
    """Six people with one late day at most: the first roster costs 4, after a look at everybody 1, then 0."""
    _, team, search = opened(problem_of(6, 1, most_late=1))
    once = Roster(Aim(team, 0), list(first_roster(Aim(team, 0)).columns))
    assert once.cost == 4
    list(once.polish(range(6), 6))
    assert once.cost == 1
    with patch.object(ColumnSearch, "_lead", lambda *_: None):
        search.run(Budget(9, reproducible=True), 1, 1)
    assert search.best is not None
    assert search.best.cost == 0


def test_reading_ends_with_the_time() -> None:
    """Where the time is over before anybody has a roster there is none to give; what was known stays."""
    problem = problem_of(8, 2, low=3)
    parts, team, search = opened(problem)
    part = next(one for one in parts.up_to(0) if one.cells)
    over = Budget(0.0, reproducible=True)
    with pytest.raises(TimeOver):
        Team(split(part, search.settled), {}, over.check)
    with pytest.raises(TimeOver):
        first_roster(Aim(team, 0), over.check)
    before = Before(team.cells(first_roster(Aim(team, 0)).columns))
    for place in (
        "scheduler.kernel.columns.team.read",
        "scheduler.kernel.columns.search.ColumnSearch._begin",
    ):
        with patch(place, side_effect=TimeOver):
            assert solve(problem, COLUMNS).status is Status.UNDECIDED
            kept = solve(problem, COLUMNS, known=before)
        assert (kept.status, kept.passes[0].value) == (Status.FOUND, 26)


def test_two_rosters_of_one_base_are_brought_together() -> None:
    """Two threads better different people: both are kept. Of the same people the cheaper way is."""
    _, team, search = opened(problem_of(8, 2, low=3))
    base = first_roster(Aim(team, 0))
    gains = {}
    for me in range(8):
        one = Roster(base.aim, list(base.columns))
        if one.better(me) > 0:
            gains[me] = one
    (first, one), (second, other), *_ = gains.items()
    assert one.beside(base, base) is None
    assert one.beside(one, base) is None
    search.offer(one, base)
    search.offer(other, base)
    assert search.best is not None
    changed = [me for me in range(8) if search.best.columns[me].path != base.columns[me].path]
    assert changed == [first, second]
    assert search.best.cost == Roster(base.aim, list(search.best.columns)).cost < min(one.cost, other.cost)
    best = search.best
    search.offer(one, base)
    assert search.best is best
    # What somebody else made worse is not brought together with what is cheaper by itself.
    worse = Roster(base.aim, list(base.columns))
    worse.replace(second, team.column(second, ()))
    search.best = worse
    search.offer(one, base)
    assert search.best is one


def test_turns_are_taken_by_what_they_gain() -> None:
    """Each kind once; then one that gains alone has most of the time, and the others never end."""
    gains, time, last = Gains(3), [0.0] * 3, []
    for turn in range(300):
        kind = gains.next()
        assert turn > 2 or kind == turn
        took = (1.0, 1.0, 4.0)[kind]
        gains.learn(kind, took if kind == 0 else 0.0, took)
        time[kind] += took
        last.append(kind)
    assert 0.7 < time[0] / sum(time) < 0.95
    assert {1, 2} <= set(last[-60:])
    for _ in range(40):
        gains.learn(0, 0.0, 1.0)
        gains.learn(1, 1.0, 1.0)
    time = [0.0] * 3
    for _ in range(100):
        kind = gains.next()
        gains.learn(kind, 1.0 if kind == 1 else 0.0, 1.0)
        time[kind] += 1.0
    assert time[1] > 70


def test_turns_of_an_unlawful_roster_all_take_their_time() -> None:
    """No block can be searched while a law is broken: a turn that took no time would be taken for ever."""
    _, team, search = opened(problem_of(5, 2))
    search.best = first_roster(Aim(team, 0))
    budget = Budget(1000, reproducible=True)
    turns = Turns(search, Blocks(search.settled, team, 0), Rooms(team), budget, 1)
    with patch.object(Roster, "_cost", lambda _: (1e6, False)):
        for _ in range(12):
            before = budget.spent
            assert turns.step()
            assert budget.spent > before


def test_prices_are_remembered_by_their_like() -> None:
    """Rosters beside others, and by duals, are priced in turn: neither forgets what units of sums cost."""
    days = [cell("P", day, "L") for day in range(DAYS)]
    law = (Load(ones(days), high=2), Load(tuple((2, one) for one in days), high=4))
    _, team, _ = opened(Problem((Ruling("law", Importance.LAW, law),)))
    walks = []
    inner = Pricer._asked

    def counted(self: Pricer, prices: Prices, *rest: object) -> Prices:
        walks.append(prices.like)
        return inner(self, prices, *rest)

    with (
        patch("scheduler.kernel.columns.shape.LONG", 3),
        patch("scheduler.kernel.columns.pricing.MOST_LABELS", 1),
        patch("scheduler.kernel.columns.pricing.MOST_PLANES", 1),
        patch.object(Pricer, "_asked", counted),
    ):
        _, team, _ = opened(Problem((Ruling("law", Importance.LAW, law),)))
        dear = Prices(
            np.array([-100.0, -90.0, -80.0, -70.0, -60.0, -50.0]), np.zeros(0), np.zeros(0), like="a"
        )
        cheap = Prices(dear.cells / 1000, np.zeros(0), np.zeros(0), like="b")
        for prices in (dear, dear, cheap, cheap, dear):
            assert team.pricers[0].best(prices)[1]
    runs = [len(list(same)) for _, same in groupby(walks)]
    assert runs[2] <= 2, runs
    assert runs[0] > 3, runs


def test_a_block_knows_every_count_that_looks_at_it() -> None:
    """Of all counts of the laws and the level, those with a cell in the block, each once."""
    problem = problem_of(5, 2)
    parts, team, search = opened(problem)
    part = next(one for one in parts.up_to(0) if one.cells)
    blocks = Blocks(search.settled, team, 0)
    chance = random.Random(1)
    for _ in range(6):
        free = blocks.draw(first_roster(Aim(team, 0)), chance)
        found = [one.tally for one in blocks._touched(free)]
        expected = [t for t in (*part.laws, *part.levels[0]) if not free.isdisjoint(cells_of(t.terms))]
        assert len(found) == len(expected)
        assert {id(tally) for tally in found} == {id(tally) for tally in expected}


def test_what_lasts_is_not_looked_through_again() -> None:
    """What is built meanwhile is set aside from the collector once it is done, and given back at the end."""
    before = gc.get_freeze_count()
    with lasting():
        with uncollected():
            made = [[] for _ in range(1000)]
        assert gc.get_freeze_count() >= before + len(made)
        with lasting():
            pass
        assert gc.get_freeze_count() >= before + len(made)
    assert gc.get_freeze_count() == 0


def test_what_a_host_program_froze_stays_frozen() -> None:
    """Whoever set things aside before a search finds them set aside after it."""
    gc.freeze()
    try:
        before = gc.get_freeze_count()
        assert before > 0
        with lasting(), uncollected():
            pass
        assert gc.get_freeze_count() == before
    finally:
        gc.unfreeze()
