"""Three tiny stations on a line, 10 km apart, and their bureau: numbers one can do in one's head.

Each keeps one officer on duty all day, another on call, and a day squad of two auxiliaries: 14 places a week.
With one rest day an auxiliary serves 6 turns, so two serve 12: `small` is short by two turns, four at `big`
(24) can lend. `bad` has a mistake in its file.
"""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

from models import Limits
from scheduler.bureau.order import BureauOptions, BureauOrder, read_bureau_order
from scheduler.commands import Options

STATION = """\
id: {id}
name: {id}所
lang: en
duties:
  - {{id: main, kind: main, name: main, windows: "08:30-08:30", tier3: 1 officer, enforcement: true}}
  - {{id: standby, kind: standby, name: standby, windows: "08:30-08:30", tier3: 1 officer, on_call: true}}
  - {{id: squad, kind: duty, name: squad, windows: "08:30-17:30", tier3: 2 auxiliary}}
"""
OFFICERS = """\
id,name,kind,rank,roles
O1,Chief {id},officer,chief,
O2,Mentor {id},officer,instructor,
O3,Deputy {id},officer,deputy_chief,
O4,Other {id},officer,deputy_chief,
O5,Beat {id},officer,member,community_officer
"""
BUREAU = """\
id: line
name: Line
lang: en
stations:
  - {{folder: small, x: 0, y: 0}}
  - {{folder: big, x: 10000, y: 0}}
{more}lending: {{within: 12000, days: 1, people: 2}}
"""


def station(folder: Path, auxiliaries: int) -> None:
    """Write one station with five officers and so many auxiliaries."""
    folder.mkdir(parents=True)
    name = folder.name
    people = "".join(f"F{n},Aux {name} {n},auxiliary,member,\n" for n in range(1, auxiliaries + 1))
    (folder / "people.csv").write_text(OFFICERS.format(id=name) + people, encoding="utf-8")
    (folder / "station.yaml").write_text(STATION.format(id=name), encoding="utf-8")


def bureau(folder: Path, more: str = "", small: int = 2) -> Path:
    """Write `small` and `big` and their bureau; `more` are further lines of stations."""
    station(folder / "small", small)
    station(folder / "big", 4)
    (folder / "bureau.yaml").write_text(BUREAU.format(more=more), encoding="utf-8")
    return folder


def order(folder: Path, settings: list[str] | None = None, **more: object) -> BureauOrder:
    """The order for the week of 2026-11-23."""
    limits = Limits(seconds=20, workers=1, reproducible=True)
    options = Options(Path(), "2026-11-25", set=settings or [], limits=limits, lang="en")
    return read_bureau_order(BureauOptions(folder, options, folder / "out", **more))  # type: ignore[arg-type]


def here() -> Executor:
    """One thread of this process instead of processes: quick, and mistakes show."""
    return ThreadPoolExecutor(1)
