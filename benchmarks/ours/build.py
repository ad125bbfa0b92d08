"""From the rules to a model that could be searched, by the steps of `solve` but the search."""

from __future__ import annotations

import time
from collections.abc import Sequence

from ortools.sat.python import cp_model

from benchmarks.shift_scheduling.instance import Instance
from benchmarks.shift_scheduling.rulebook import Board, problem_of
from benchmarks.task import Answer, Report, Task
from scheduler.kernel.columns import Team, split
from scheduler.kernel.parts import Part, Parts
from scheduler.kernel.piece import Piece
from scheduler.kernel.problem import Problem
from scheduler.kernel.tally import Cell
from scheduler.kernel.uncollected import lasting, uncollected
from scheduler.order import Order


def write(opened: Instance | Order, _task: Task, _report: Report) -> Answer:
    """Every part as a CP-SAT model, all levels written."""
    began = time.process_time()
    with lasting():
        _, settled, parts = _read(opened)
        # All are held at once, as the search does.
        pieces = [_written(part, settled) for part in parts]
    return _done(began, pieces)


def read(opened: Instance | Order, _task: Task, _report: Report) -> Answer:
    """Every part as a team of people, each ready to be priced."""
    began = time.process_time()
    with lasting(), uncollected():
        problem, settled, parts = _read(opened)
        rank = {cell: i for i, cell in enumerate(problem.cells())}
        teams = [Team(split(part, settled), rank) for part in parts if part.cells]
        # Whoever is asked for the work of a pricing is compiled.
        assert all(pricer.work for team in teams for pricer in team.pricers)
    return _done(began, teams)


def _read(opened: Instance | Order) -> tuple[Problem, dict[Cell, bool], list[Part]]:
    """The problem, what is settled in it, and its parts once all levels have linked them."""
    if isinstance(opened, Instance):
        problem = problem_of(Board(opened))
    else:
        book = opened.book()
        problem = book.read(opened.open_week(book))
    found = Parts(problem)
    settled = dict.fromkeys(found.barred, False) | problem.facts
    parts: list[Part] = []
    for level in range(max(1, len(problem.levels))):
        parts = list(found.up_to(level))
    return problem, settled, parts


def _written(part: Part, settled: dict[Cell, bool]) -> Piece:
    piece = Piece(part, settled, None, cp_model.CpModel())
    for level in part.levels:
        piece.take_level(level)
        piece.hold(0)
    piece.aim()
    return piece


def _done(began: float, made: Sequence[Piece | Team]) -> Answer:
    """What was made lives until the clock is read."""
    assert made
    return Answer("RAN", build_seconds=time.process_time() - began)
