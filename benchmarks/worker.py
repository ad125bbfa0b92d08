"""One run in a process of its own: reads a task as a line, writes events as lines.

Only the suite and the one method are imported, so that two solvers which cannot live together never meet.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TextIO

from benchmarks.registry import SUITES
from benchmarks.task import Method, Report, Task
from models import Faults


def method_of(task: Task) -> Method:
    """The function behind a method; imports what it needs."""
    module, _, name = SUITES[task.suite].methods[task.method].partition(":")
    found: Method = getattr(import_module(module), name)
    return found


def work(task: Task, out: TextIO) -> None:
    """Run the task and tell of it; a mistake in the input is told too."""
    report = Report(out)
    try:
        opened = SUITES[task.suite].open(task.instance, task.folder)
        method = method_of(task)
    except (Faults, OSError, ImportError) as error:
        report.say("failed", text=str(error))
        return
    report = Report(out)
    report.say("ready")
    try:
        answer = method(opened, task, report)
    except KeyboardInterrupt:
        report.say("failed", text="interrupted without an answer")
        return
    seconds = report.seconds
    report.say("answer", seconds=seconds, **asdict(answer))


def peak() -> float:
    """The most memory that this process held, or one that it started, in MiB; 0 where Linux does not tell."""
    try:
        text = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    import resource

    own = next((int(line.split()[1]) for line in text.splitlines() if line.startswith("VmHWM:")), 0)
    return round(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024, 1)


def main() -> int:
    """Keep the real output for events; whatever a solver prints goes to the errors."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    task = Task(**json.loads(sys.stdin.readline()))
    with contextlib.redirect_stdout(sys.stderr):
        work(task, out)
    if mib := peak():
        Report(out).say("peak", mib=mib)
    out.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
