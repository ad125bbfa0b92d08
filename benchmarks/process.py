"""Run a task in a new process with a hard wall: asked to stop after the limit, killed a grace later."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from benchmarks.task import Task

HOME = Path(__file__).parents[1]
KIB = 1 if sys.platform == "darwin" else 1024
"""Bytes a unit of the kernel's peak memory."""
MODULE = "benchmarks.worker"
LAST_WORDS = 500


@dataclass
class Ran:
    """What came out of a process: `ended` is done, killed or failed; `points` are (seconds, cost, bound)."""

    ended: str = "failed"
    seconds: float = 0.0
    peak_mib: float = 0.0
    text: str = ""
    answer: dict[str, Any] | None = None
    points: list[tuple[float, float | None, float | None]] = field(default_factory=list)

    def take(self, line: str) -> None:
        """One event of the process; a line cut short by its end is left out."""
        with suppress(json.JSONDecodeError):
            told = json.loads(line)
            event = told.pop("event")
            if event == "point":
                self.points.append((told["seconds"], told["cost"], told["bound"]))
            elif event == "answer":
                self.ended, self.seconds, self.answer = "done", told.pop("seconds"), told
            elif event == "failed":
                self.text = told["text"]
            elif event == "peak":
                self.peak_mib = told["mib"]


def run(task: Task, grace: float = 30.0) -> Ran:
    """Run a task; half of the grace after its limit it gets Ctrl-C, at the end of the grace it is killed.

    The grace covers starting Python and reading the instance; it gives nothing to a method, whose seconds
    are told as they are.
    """
    found = Ran()
    with TemporaryFile() as errors:
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", MODULE], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=errors, cwd=HOME, env=_environment(), start_new_session=True,
        )  # fmt: skip
        killed = threading.Event()
        clocks = [
            threading.Timer(task.seconds + grace / 2, _signal, (process.pid, signal.SIGINT)),
            threading.Timer(task.seconds + grace, _kill, (process.pid, killed)),
        ]
        for clock in clocks:
            clock.start()
        try:
            _talk(process, task, found.take)
            _, ended, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(ended)
        finally:
            for clock in clocks:
                clock.cancel()
            _signal(process.pid, signal.SIGKILL)
        # The system's figure is at least what we held when the process began; its own word is not.
        found.peak_mib = found.peak_mib or round(used.ru_maxrss * KIB / 2**20, 1)
        if found.answer is None:
            found.seconds = round(time.monotonic() - began, 2)
            found.ended = "killed" if killed.is_set() else "failed"
            found.text = found.text or _last(errors)
    return found


def _talk(process: subprocess.Popen[bytes], task: Task, take: Callable[[str], None]) -> None:
    assert process.stdin
    assert process.stdout
    with suppress(BrokenPipeError), process.stdin as into:
        into.write(f"{task.to_json()}\n".encode())
    with process.stdout as told:
        for line in told:
            take(line.decode())


def _environment() -> dict[str, str]:
    """The same for all: hashes do not differ from run to run."""
    return {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": str(HOME)}


def _signal(group: int, sign: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, sign)


def _kill(group: int, killed: threading.Event) -> None:
    killed.set()
    _signal(group, signal.SIGKILL)


def _last(errors: Any) -> str:
    """The end of what a process that failed wrote."""
    errors.seek(0)
    lines = [line for line in errors.read().decode(errors="replace").splitlines() if line.strip()]
    return lines[-1][:LAST_WORDS] if lines else "ended without an answer"
