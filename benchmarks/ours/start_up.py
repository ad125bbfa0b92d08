"""Start the command several times and take the median."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import Any

from benchmarks.task import Answer, Report, Task

TIMES = 5
COMMAND = (sys.executable, "-c", "from scheduler.cli import main; main()", "--help")


def run(_opened: Any, _task: Task, report: Report) -> Answer:
    """The median of five, told as the seconds of the run."""
    spent = []
    for _ in range(TIMES):
        began = time.monotonic()
        subprocess.run(COMMAND, capture_output=True, check=True)
        spent.append(time.monotonic() - began)
    middle = statistics.median(spent)
    report.began = time.monotonic() - middle
    return Answer("RAN")
