"""The status is honest, and the same inputs, seed and version give the same roster."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from world import LIMITS

import models
from models import Importance, Limits, Status
from scheduler.kernel.audit import audit, price
from scheduler.kernel.clauses import Clause, Cover, Load, Run
from scheduler.kernel.outcome import Outcome
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import possible, solve
from scheduler.kernel.tally import Cell

TINY = Limits(seconds=0.001, workers=1, seed=1, reproducible=True)
SHORT = TINY.model_copy(update={"seconds": 0.4})


def split(rows: int = 5, cells: int = 40) -> tuple[Load, ...]:
    """A market split: sums of random numbers that must hit their targets; one answer is known to exist."""
    chance = random.Random(7)
    each = [Cell(str(i), "day") for i in range(cells)]
    answer = set(chance.sample(each, cells // 2))
    found = []
    for _ in range(rows):
        terms = tuple((chance.randint(1, 99), cell) for cell in each)
        target = sum(number for number, cell in terms if cell in answer)
        found.append(Load(terms, target, target))
    return tuple(found)


def law(*clauses: Clause) -> Ruling:
    """One law."""
    return Ruling("law", Importance.LAW, clauses)


@pytest.mark.parametrize("reproducible", [True, False])
def test_time_out_before_any_roster_is_undecided(reproducible: bool) -> None:
    """A roster exists, but not within the limit: UNDECIDED, never IMPOSSIBLE, and no roster is shown."""
    limits = TINY.model_copy(update={"reproducible": reproducible})
    outcome = solve(Problem((law(*split()),)), limits)
    assert outcome == Outcome(Status.UNDECIDED)
    assert possible(Problem((law(*split()),)), limits) is Status.UNDECIDED


def test_time_out_with_a_roster_is_found() -> None:
    """Targets that may be missed, and one known roster hits: a cost above 0 is FOUND, with its bound."""
    soft = Ruling("targets", Importance.COVER, split())
    outcome = solve(Problem((soft,)), SHORT)
    (done,) = outcome.passes
    assert outcome.status is done.status is Status.FOUND
    assert 0 == done.bound < done.value == price(soft.tallies, outcome.chosen)


def test_one_unproven_level_makes_the_whole_found() -> None:
    """A first level that ends unproven leaves FOUND on the whole, though the level after it is proven."""
    first = Ruling("targets", Importance.COVER, split())
    second = Ruling("nobody else", Importance.WISH, (Cover((Cell("A", "night"),), 1),))
    outcome = solve(Problem((first, second)), SHORT)
    assert [done.status for done in outcome.passes] == [Status.FOUND, Status.PROVEN]
    assert outcome.status is Status.FOUND


def test_a_later_level_does_not_worsen_an_unproven_one() -> None:
    """What the first level reached within its time is kept to the end, though the second pulls against it."""
    first = Ruling("targets", Importance.COVER, split())
    second = Ruling(
        "nobody", Importance.WISH, (Cover(tuple(Cell(str(i), "day") for i in range(40)), None, 0),)
    )
    outcome = solve(Problem((first, second)), SHORT)
    assert price(first.tallies, outcome.chosen) <= outcome.passes[0].value
    assert price(second.tallies, outcome.chosen) == outcome.passes[1].value


def week() -> Problem:
    """Ten people, five days, four a day, at most two days running, two days each: very many best rosters."""
    people, days = [f"P{i}" for i in range(10)], "12345"
    cover = [Cover(tuple(Cell(who, day) for who in people), 4, 4) for day in days]
    runs = [Run(tuple(Cell(who, day) for day in days), most=2) for who in people]
    fair = tuple(Load(tuple((1, Cell(who, day)) for day in days), 2, 2) for who in people)
    return Problem((law(*cover, *runs), Ruling("fair", Importance.FAIR, fair)))


@pytest.mark.parametrize("workers", [1, 3])
def test_same_seed_same_roster(workers: int) -> None:
    """Reproducible: the same problem twice gives the same roster, with one worker and with three."""
    limits = LIMITS.model_copy(update={"workers": workers})
    one, two = solve(week(), limits), solve(week(), limits)
    assert one.chosen == two.chosen
    assert not list(audit(week(), one.chosen))


def test_the_seed_reaches_the_solver() -> None:
    """Where very many rosters are best, six seeds do not all give the same one."""
    found = {solve(week(), LIMITS.model_copy(update={"seed": seed})).chosen for seed in range(1, 7)}
    assert len(found) > 1


SCRIPT = """
from test_kernel_search import week
from world import LIMITS
from scheduler.kernel.solve import solve
print(sorted(cell.who + cell.what for cell in solve(week(), LIMITS).chosen))
"""


def roster_of_a_new_process(hash_seed: str) -> str:
    """The week's roster, solved by another Python with its own order of sets."""
    paths = os.pathsep.join([str(Path(models.__file__).parents[1]), str(Path(__file__).parent)])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_same_seed_same_roster_in_another_process() -> None:
    """Reproducible from one run of the program to the next, whatever order Python's sets have today."""
    assert roster_of_a_new_process("1") == roster_of_a_new_process("2")
