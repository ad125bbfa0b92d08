"""Settings of the search: their file, what the solver makes of them, and the searches for them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from ortools.sat.python import cp_model
from typer.testing import CliRunner

from benchmarks.halving import halve, rounds
from benchmarks.space import CHOICES, PORTFOLIOS, Space, tuning_of
from benchmarks.suites.shift_scheduling import ShiftScheduling
from benchmarks.task import Task
from benchmarks.trials import NOTHING, Trials, Tried, loss
from benchmarks.tuning import write_tuning
from models import Faults, Limits, Method, Strategy, Tuning
from scheduler.cli import app
from scheduler.intake.tuning_file import read_tuning
from scheduler.kernel.solver import make_solver

OTHER = Tuning(
    method=Method.CP_SAT,
    portfolio=(Strategy.MAX_LP, Strategy.CORE),
    workers=6,
    linearization_level=2,
    symmetry_level=None,
    probing_level=1,
    neighbourhood_share=0.25,
    neighbourhood_effort=0.5,
)
BAD = "portfolio: [max_lp, corre]\nworkers: 0\nsymetry_level: 0\nneighbourhood_share: 1.5\n"


def test_a_file_of_settings_comes_back_as_it_was(tmp_path: Path) -> None:
    """What `tune` writes is what `plan --tuning` reads."""
    for tuning in (Tuning(), OTHER, Tuning(portfolio=())):
        write_tuning(tmp_path / "tuning.yaml", tuning, ["a word"])
        assert read_tuning(tmp_path / "tuning.yaml") == tuning
    assert (tmp_path / "tuning.yaml").read_text(encoding="utf-8").startswith("# a word\n")


def test_every_mistake_is_named_with_file_and_line(tmp_path: Path) -> None:
    """Four wrong lines are four faults."""
    file = tmp_path / "bad.yaml"
    file.write_text(BAD, encoding="utf-8")
    with pytest.raises(Faults) as caught:
        read_tuning(file)
    said = [str(fault) for fault in caught.value.faults]
    assert [one.split(":")[0] for one in said] == [f"{file}, line {n}" for n in (1, 2, 3, 4)]
    assert "'corre' is no word for portfolio; write one of" in said[0]
    assert "workers is '0'; write a number from 1 to 64" in said[1]
    assert "unknown key 'symetry_level'; maybe 'symmetry_level'?" in said[2]
    assert "write a number above 0 and below 1" in said[3]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("t.yaml", "fast\n", "there are no settings in it"),
        ("t.yaml", "workers: [1\n", "line 2: this is not YAML"),
        ("t.txt", "workers: 1\n", "a tuning file is a .yaml file"),
        ("t.yaml", "portfolio: core\n", "line 1: 'portfolio' should be a list"),
        ("t.yaml", "method: magic\n", "line 1: 'magic' is no word for method; write one of auto, cp-sat"),
        ("t.yaml", None, "this cannot be read"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, name: str, text: str | None, said: str) -> None:
    """Each is refused by name, with what to write instead."""
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(Faults, match=said):
        read_tuning(tmp_path / name)


def test_plan_refuses_a_bad_file_with_one(tmp_path: Path) -> None:
    """`xunfang plan --tuning` ends with 1 and all four lines; nothing is planned."""
    file = tmp_path / "bad.yaml"
    file.write_text(BAD, encoding="utf-8")
    words = ["plan", "nowhere", "--tuning", str(file), "--lang", "en", "--out", str(tmp_path / "out")]
    ended = CliRunner().invoke(app, words)
    assert ended.exit_code == 1
    assert [f"line {n}" in ended.stderr for n in (1, 2, 3, 4)] == [True] * 4
    assert not (tmp_path / "out").exists()


def test_the_solver_is_set_as_written() -> None:
    """Each setting reaches CP-SAT; what is none stays CP-SAT's own; strategies as many as workers."""
    set_ = make_solver(Limits(tuning=OTHER), 9, workers=6).parameters
    assert list(set_.subsolvers) == ["max_lp", "core"]
    assert (set_.num_workers, set_.linearization_level, set_.cp_model_probing_level) == (6, 2, 1)
    assert (set_.lns_initial_difficulty, set_.lns_initial_deterministic_limit) == (0.25, 0.5)
    assert set_.symmetry_level == cp_model.CpSolver().parameters.symmetry_level
    today = make_solver(Limits(), 9, workers=3).parameters
    assert list(today.subsolvers) == ["max_lp", "quick_restart", "core"]
    assert today.symmetry_level == 0


def test_every_strategy_is_known_to_the_solver() -> None:
    """A model of one variable is solved by each; a name that CP-SAT does not know would be invalid."""
    for strategy in Strategy:
        model = cp_model.CpModel()
        model.maximize(model.new_bool_var("x"))
        solver = make_solver(Limits(tuning=Tuning(portfolio=(strategy,)), reproducible=True), 1, workers=2)
        assert solver.solve(model) == cp_model.OPTIMAL, strategy


def test_the_first_of_every_choice_is_todays() -> None:
    """A search that begins with the first of each begins with what is in use."""
    assert tuning_of(lambda _name, choices: choices[0]) == Tuning()
    assert set(CHOICES) == set(Tuning.model_fields)
    assert PORTFOLIOS[0] == Tuning().portfolio


def test_the_same_seed_draws_the_same_settings() -> None:
    """Two spaces of one seed draw alike, of another not."""
    drawn = [[space.draw() for _ in range(5)] for space in (Space(1), Space(1), Space(2))]
    assert drawn[0] == drawn[1] != drawn[2]


def tried(cost: float | None, seconds: float = 1.0, open_: int | None = None) -> Tried:
    """One run."""
    return Tried(0, "s", "i", 1, 60, seconds, cost, "FOUND", open_, "")


def test_losses_in_the_head() -> None:
    """Half the cost is worth log 2; no answer costs log 10; e times the time one percent."""
    assert loss(tried(100), tried(100), most=False) == 0
    assert loss(tried(50), tried(100), most=False) == pytest.approx(-0.6931, abs=1e-4)
    assert loss(tried(None), tried(100), most=False) == NOTHING
    assert loss(tried(100), tried(None), most=False) == -NOTHING
    assert loss(tried(None), tried(None), most=False) == 0
    assert loss(tried(100, 2.718281828), tried(100), most=False) == pytest.approx(0.01)
    assert loss(tried(7, open_=0), tried(3, open_=1), most=False) == pytest.approx(-0.6931, abs=1e-4)


class Priced(Trials):
    """Trials whose costs are known: a hundred a worker."""

    def _run(self, tuning: Tuning, task: Task) -> Tried:
        return replace(tried(100 * tuning.workers), limit=task.seconds)

    def on(self, tasks: Sequence[Task]) -> Priced:
        """The same over other tasks."""
        other = Priced(self.suite, tasks, self.grace, self.out)
        other.found = self.found
        return other


class Listed(Space):
    """Draws settings with so many workers, one after the other."""

    def __init__(self, *workers: int) -> None:
        super().__init__(1)
        self.left = list(workers)

    def draw(self) -> Tuning:
        """The next."""
        return Tuning(workers=self.left.pop(0))


def test_halving_keeps_the_best_third(tmp_path: Path) -> None:
    """The fewest workers cost least in every round, so they win; today's settings stay to the last round."""
    trials = Priced(ShiftScheduling(), [Task("s", "i", "xunfang", 1, 90.0)], 1, tmp_path)
    best = halve(Listed(8, 7, 6, 5, 4, 2, 9, 10), trials, 9)
    assert best.tuning.workers == 2
    assert best.loss == pytest.approx(-0.4055, abs=1e-4)  # 2 against today's 3
    last = [tuning for tuning, task in trials.found if task.seconds == 90]
    assert Tuning() in last
    assert len(last) <= 3
    assert {task.seconds for _, task in trials.found} == {10, 30, 90}
    with (tmp_path / "trials.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(trials.found)


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (2, 2), (3, 2), (8, 3), (9, 3), (27, 4)])
def test_rounds_until_one_is_left(count: int, expected: int) -> None:
    """Nine, three, one: three rounds."""
    assert rounds(count) == expected


def test_optuna_finds_what_halving_finds(tmp_path: Path) -> None:
    """Over the same choices Optuna begins with today's settings and never ends above them."""
    pytest.importorskip("optuna", reason="an optional extra: pip install xunfang[tune]")
    from benchmarks.optuna_search import optimise

    trials = Priced(ShiftScheduling(), [Task("s", "i", "xunfang", 1, 40.0)], 1, tmp_path)
    best = optimise(Space(1), trials, 6)
    assert best.loss <= 0
    assert next(iter(trials.found))[0] == Tuning()
