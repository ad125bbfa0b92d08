"""The suite `build`: drawn instances, and the promise of memory and seconds for 100 people and 28 days."""

from __future__ import annotations

import sys

import pytest

from benchmarks.process import run
from benchmarks.registry import SUITES
from benchmarks.shift_scheduling.drawn import drawn
from benchmarks.shift_scheduling.rulebook import Board, problem_of
from benchmarks.task import Task
from models import Limits, Status
from scheduler.kernel.solve import possible

MIB, SECONDS, BUSY = 300, 2.0, 4.0
"""The promise; a machine with other work may take so many times the seconds. Memory is not given a factor."""

posix = pytest.mark.skipif(sys.platform == "win32", reason="the laboratory needs POSIX processes")


def test_a_drawn_instance_has_its_size_and_a_roster() -> None:
    """6 people, 14 days, 8 shift types: drawn twice it is the same, another seed differs."""
    instance = drawn(6, 14, 8)
    assert (len(instance.staff), instance.days, len(instance.shifts)) == (6, 14, 8)
    assert len(instance.demands) == 14 * 8
    assert drawn(6, 14, 8) == instance != drawn(6, 14, 8, seed=2)
    limits = Limits(seconds=20, workers=1, reproducible=True)
    assert possible(problem_of(Board(instance)), limits) is Status.PROVEN


def test_a_late_shift_is_not_followed_by_an_early_one() -> None:
    """With 11 h of rest, whoever ends at 06:00 begins at 17:00 or later: at 20:00 or 22:00."""
    first, *_, last = drawn(1).shifts
    assert not first.not_before
    assert last.not_before == {"S0", "S1", "S2", "S3", "S4", "S5"}


def test_the_suite_names_its_sizes() -> None:
    """Three sizes of two kinds; only drawn shifts can be read by person."""
    suite = SUITES["build"]
    assert list(suite.names(None))[:2] == ["shifts-100", "station-100"]
    assert suite.size(suite.open("shifts-100", None)) == "100 people, 28 days"
    assert suite.size(suite.open("station-100", None)) == "104 people, 28 days"
    assert not suite.knows("read-columns", "station-100")


@posix
@pytest.mark.slow
@pytest.mark.parametrize("instance", ["shifts-100", "station-100"])
def test_a_hundred_people_for_four_weeks_are_built_within_the_promise(instance: str) -> None:
    """Rules to model in a process of its own: under 300 MB, Python and the solver in them, and about 2 s."""
    ran = run(Task("build", instance, "write-cp-sat", seed=1, seconds=120))
    assert ran.ended == "done", ran.text
    assert ran.answer is not None
    assert ran.peak_mib < MIB
    assert ran.answer["build_seconds"] < SECONDS * BUSY
