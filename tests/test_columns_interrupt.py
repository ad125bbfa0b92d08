"""Ctrl-C in a search by columns: the best roster so far is given back, lawful and priced."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SEARCH = """
import os, signal, threading
from benchmarks.shift_scheduling.drawn import drawn
from benchmarks.shift_scheduling.evaluator import evaluate
from benchmarks.shift_scheduling.rulebook import Board, problem_of
from models import Limits
from scheduler.kernel.solve import solve

solve(problem_of(Board(drawn(3, 7, 2))), Limits(seconds=2))  # CP-SAT takes Ctrl-C for itself
instance = drawn(60, 28, 8)
board = Board(instance)
sent = []

def watch(*told):
    if not sent:
        sent.append(told)
        threading.Timer(2, os.kill, (os.getpid(), signal.SIGINT)).start()

found = solve(problem_of(board), Limits(seconds=300), watch)
last = found.passes[0]
verdict = evaluate(instance, [board.assignments[cell] for cell in found.chosen])
print(found.status, last.method, verdict.cost == last.value, len(verdict.breaches))
"""


@pytest.mark.skipif(os.name == "nt", reason="a process cannot send itself Ctrl-C there")
def test_ctrl_c_gives_the_best_roster_so_far() -> None:
    """Two seconds after its first roster the search is interrupted, long before its 300 s are over."""
    command = [sys.executable, "-c", SEARCH]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.split() == ["FOUND", "columns", "True", "0"]
