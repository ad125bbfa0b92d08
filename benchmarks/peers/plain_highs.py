"""The plain model on HiGHS, in a process of its own: highspy and ortools cannot live in one."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from dataclasses import asdict
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from benchmarks.peers.plain_model import Answer, build
from benchmarks.peers.plain_week import PlainWeek
from models import Limits


def available() -> bool:
    """Whether highspy is installed (`pip install xunfang[bench]`)."""
    return find_spec("highspy") is not None


def solve(week: PlainWeek, limits: Limits) -> Answer:
    """Solve the plain model in a new process; raises CalledProcessError when that fails."""
    command = [sys.executable, "-m", "benchmarks.peers.plain_highs", limits.model_dump_json()]
    done = subprocess.run(command, input=week.to_json(), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    return Answer(**{**found, "chosen": tuple((who, post) for who, post in found["chosen"])})


class Highs:
    """Takes the plain model into HiGHS."""

    def __init__(self) -> None:
        import highspy  # here only: it must not be loaded beside ortools

        self.model = highspy.Highs()
        self.model.silent()
        self.optimal = highspy.HighsModelStatus.kOptimal
        self.infeasible = highspy.HighsModelStatus.kInfeasible

    def yes_no(self) -> Any:
        """A new variable, 0 or 1."""
        return self.model.addBinary()

    def number(self, high: int) -> Any:
        """A new whole variable from 0 to `high`."""
        return self.model.addIntegral(0, high)

    def at_most_one(self, facts: list[Any]) -> None:
        """No two of the facts."""
        self.model.addConstr(sum(facts) <= 1)

    def hold(self, inequality: Any) -> None:
        """A linear inequality."""
        self.model.addConstr(inequality)

    def minimise(self, cost: Any) -> None:
        """The objective, kept until the search begins."""
        self.cost = cost


def search(week: PlainWeek, limits: Limits) -> Answer:
    """Solve the plain model in this process; HiGHS has wall-clock limits only."""
    began = time.monotonic()
    maker = Highs()
    cells = build(week, maker)
    built = time.monotonic()
    maker.model.setOptionValue("time_limit", limits.seconds)
    maker.model.setOptionValue("threads", limits.workers)
    maker.model.setOptionValue("random_seed", limits.seed)
    maker.model.setOptionValue("mip_rel_gap", 0.0)
    maker.model.minimize(maker.cost)
    spent = time.monotonic() - built
    status, info = maker.model.getModelStatus(), maker.model.getInfo()
    found = math.isfinite(info.objective_function_value) and info.primal_solution_status == 2
    named = {maker.optimal: "PROVEN", maker.infeasible: "IMPOSSIBLE"}.get(status, "FOUND")
    return Answer(
        named if found or named == "IMPOSSIBLE" else "UNDECIDED",
        round(info.objective_function_value) if found else None,
        max(0, math.ceil(info.mip_dual_bound - 1e-6)) if math.isfinite(info.mip_dual_bound) else 0,
        spent,
        built - began,
        tuple(cell for cell, fact in cells.items() if found and maker.model.val(fact) > 0.5),
        f"highspy {version('highspy')}",
    )


if __name__ == "__main__":
    given = Limits.model_validate_json(sys.argv[1])
    print(json.dumps(asdict(search(PlainWeek.from_json(sys.stdin.read()), given))))
