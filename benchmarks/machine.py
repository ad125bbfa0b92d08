"""Where a run took place: cores, commit, machine, versions."""

from __future__ import annotations

import os
import platform
import subprocess
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HOME = Path(__file__).parents[1]
LIBRARIES = ("ortools", "highspy", "pyvrp", "numpy")


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@cache
def commit() -> str:
    """The commit of the source, with a + where it was changed since; empty outside a repository."""
    with suppress(OSError, subprocess.CalledProcessError):
        head = _git("rev-parse", "--short=12", "HEAD")
        return head + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")
    return ""


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=HOME, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@cache
def machine() -> str:
    """The processor and the system, without the machine's name."""
    model = platform.processor() or platform.machine()
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
        model = next(named, model)
    return f"{model}, {platform.system()} {platform.machine()}"


@cache
def versions() -> str:
    """Python and the solvers at hand."""
    found = [f"python {platform.python_version()}"]
    for library in LIBRARIES:
        with suppress(PackageNotFoundError):
            found.append(f"{library} {version(library)}")
    return "; ".join(found)
