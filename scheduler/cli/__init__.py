"""The command `xunfang`: a thin skin that parses, calls the engine and shows what comes out."""

from __future__ import annotations

import sys

import typer

from scheduler.cli import (
    bureau,
    changes,
    decisions,
    explain,
    maps,
    questions,
    reports,
    roster,
    streets,
    sweep,
    track,
    whatif,
)
from scheduler.cli.app import app

__all__ = [
    "app", "bureau", "changes", "decisions", "explain", "main", "maps", "questions", "reports",
    "roster", "streets", "sweep", "track", "whatif",
]  # fmt: skip


def main() -> None:
    """Run the command; wrong options exit with 1, since 2 means that no lawful roster exists."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(standalone_mode=False)
    except typer.Abort:
        code = 1
    except Exception as error:
        # typer keeps its usage errors in different places over its versions; all of them can show themselves
        if not hasattr(error, "show"):
            raise
        error.show()
        code = 1
    sys.exit(code or 0)
