"""HiGHS on a linear model; its process must not hold OR-Tools, so nothing here may import it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import highspy
import numpy as np

from benchmarks.machine import cores
from benchmarks.peers.linear import FREE, Linear, chosen
from benchmarks.registry import SUITES
from benchmarks.task import Answer, Report, Task

Values = list[int]
"""The value of each variable."""


def run(opened: Any, task: Task, report: Report) -> Answer:
    """The method: the suite's plain model, solved."""
    linear, cells = SUITES[task.suite].plain(opened)
    answer, values = search(linear, task, report)
    return replace(answer, answer=chosen(cells, values)) if values else answer


def taken(linear: Linear) -> Any:
    """The model as HiGHS wants it, row by row."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(linear.high), len(linear.row_low)
    lp.col_cost_ = np.array(linear.cost, dtype=float)
    lp.col_lower_ = np.zeros(lp.num_col_)
    lp.col_upper_ = np.array(linear.high, dtype=float)
    lp.row_lower_ = _sides(linear.row_low)
    lp.row_upper_ = _sides(linear.row_high)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * lp.num_col_
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(linear.start, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(linear.index, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(linear.factor, dtype=float)
    lp.offset_ = float(linear.constant)
    return lp


def _sides(sides: Any) -> Any:
    found = np.array(sides, dtype=float)
    found[found >= FREE] = highspy.kHighsInf
    found[found <= -FREE] = -highspy.kHighsInf
    return found


def search(linear: Linear, task: Task, report: Report) -> tuple[Answer, Values]:
    """Solve within the task's wall-clock limit, to proof; as many threads as cores unless said."""
    solver = highspy.Highs()
    solver.silent()
    solver.passModel(taken(linear))
    built = report.seconds
    threads = task.workers or cores()
    solver.setOptionValue("time_limit", report.left(task))
    solver.setOptionValue("threads", threads)
    solver.setOptionValue("random_seed", task.seed)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.999)  # all costs are whole
    _listen(solver, report)
    solver.run()
    info, status = solver.getInfo(), solver.getModelStatus()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    cost = round(info.objective_function_value) if found else None
    values = [round(value) for value in solver.getSolution().col_value] if found else []
    answer = Answer(
        _status(status, found), cost, _up(info.mip_dual_bound), build_seconds=built, workers=threads
    )
    return answer, values


def _status(status: Any, found: bool) -> str:
    if status == highspy.HighsModelStatus.kInfeasible:
        return "IMPOSSIBLE"
    if status == highspy.HighsModelStatus.kOptimal:
        return "PROVEN"
    return "FOUND" if found else "UNDECIDED"


def _listen(solver: Any, report: Report) -> None:
    """Tell of better answers and, as often as HiGHS writes its log, of bounds."""

    def tell(event: Any) -> None:
        told = event.data_out
        cost = told.mip_primal_bound
        report(round(cost) if abs(cost) < FREE else None, _up(told.mip_dual_bound))

    solver.cbMipImprovingSolution += tell
    solver.cbMipLogging += tell


def _up(bound: float) -> int | None:
    return math.ceil(bound - 1e-6) if math.isfinite(bound) and abs(bound) < FREE else None
