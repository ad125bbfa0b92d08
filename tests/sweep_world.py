"""A sweep over a tiny station (tests/bureau_world.py): 14 places of auxiliaries a week, 6 turns each at most.

So two auxiliaries (12 turns) are too few, three (18) enough; with two rest days (5 turns each) three give 15.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scenarios.sweep.read import Study, read_study
from tests.bureau_world import station

BASE = """\
name: base
station: small
week: 2026-11-23
limits: {seconds: 20, workers: 1, reproducible: yes}
"""


def sweep(folder: Path, text: str, auxiliaries: int = 2) -> Path:
    """Write the station `small`, a scenario over it, and a sweep; returns the sweep's file."""
    if not (folder / "small").exists():
        station(folder / "small", auxiliaries)
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    path = folder / "many.yaml"
    path.write_text(f"base: base.yaml\n{text}", encoding="utf-8")
    return path


def study(folder: Path, text: str, auxiliaries: int = 2) -> Study:
    """The sweep as read."""
    return read_study(sweep(folder, text, auxiliaries))


def without_time(rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """Rows in the order of their keys, without what no two runs have alike."""
    kept = [{name: value for name, value in row.items() if name != "seconds"} for row in rows]
    return sorted(kept, key=lambda row: str(row["key"]))
