"""How long a problem takes to be read and written, and what memory that needs; nothing is searched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from benchmarks.card import Suite, Verdict
from benchmarks.shift_scheduling.drawn import drawn
from benchmarks.shift_scheduling.instance import Instance

if TYPE_CHECKING:
    from scheduler.order import Order

WEEKS = 4
SHIFTS = 8
SIZES = {"100": 100, "1000": 1000, "2600": 2600}
"""People of a drawn instance; a station has the nearest multiple of 26."""


class Build(Suite):
    """Four weeks of drawn shifts, or of a station that grew; its seconds count from the rules on."""

    name = "build"
    about = "reading rules and writing models, 28 days: processor seconds in build_seconds, peak memory"
    source = "drawn from a seed (8 shift types), and the growing station of benchmarks.scale"
    cost = "none; only its seconds and its memory count"
    methods: ClassVar[Mapping[str, str]] = {
        "write-cp-sat": "benchmarks.ours.build:write",
        "read-columns": "benchmarks.ours.build:read",
    }
    usual = ("write-cp-sat",)

    def names(self, data: Path | None) -> Iterable[str]:
        """Shifts and stations of each size."""
        return (f"{kind}-{size}" for size in SIZES for kind in ("shifts", "station"))

    def knows(self, method: str, name: str) -> bool:
        """A station's counts link people in marks: columns leave it to CP-SAT."""
        return method == "write-cp-sat" or name.startswith("shifts")

    def open(self, name: str, data: Path | None) -> Instance | Order:
        """Draw or grow it; its folder is written and read."""
        kind, _, size = name.partition("-")
        if kind == "shifts":
            return drawn(SIZES[size], 7 * WEEKS, SHIFTS)
        from benchmarks.scale_work import PEOPLE, Size, grown_order
        from models import Limits

        return grown_order(Size(PEOPLE * round(SIZES[size] / PEOPLE), WEEKS, Limits()))

    def size(self, opened: Instance | Order) -> str:
        """People and days."""
        people = opened.staff if isinstance(opened, Instance) else opened.station.people
        return f"{len(people)} people, {7 * WEEKS} days"

    def judge(self, opened: Any, answer: Any) -> Verdict:
        """Nothing to judge."""
        return Verdict(None)
