"""The comparison as tables: tracking.csv has a row a crew, tracking_calls.csv a row a planned call."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from scheduler.beside import write_text
from scheduler.tracking.calls import Kept
from scheduler.tracking.compare import Outcome
from scheduler.tracking.run import Tracked

Row = Sequence[object]
CREWS = (
    "crew", "planned_metres", "walked_metres", "share", "calls", "on_time", "late", "early", "missed",
    "late_start_minutes", "early_end_minutes", "silent_minutes", "points_dropped",
)  # fmt: skip
CALLS = (
    "crew", "number", "place", "due", "arrived", "kept",
    "minutes_off", "stayed_minutes", "dwell_short_minutes",
)  # fmt: skip


def write_tables(tracked: Tracked, out: Path) -> None:
    """Write both tables into a folder; raises Faults when they cannot be."""
    outcomes = [one for night in tracked.nights for one in night.outcomes]
    write_text(out / "tracking.csv", _csv(CREWS, map(_crew, outcomes)), make=True)
    write_text(out / "tracking_calls.csv", _csv(CALLS, (row for one in outcomes for row in _calls(one))))


def _crew(one: Outcome) -> Row:
    kept = [len(one.having(each)) for each in (Kept.ON_TIME, Kept.LATE, Kept.EARLY, Kept.MISSED)]
    return (
        one.walk.crew.id, round(one.planned), round(one.walked), f"{one.share:.3f}", len(one.arrivals), *kept,
        one.late_start, one.early_end, one.silent, one.dropped,
    )  # fmt: skip


def _calls(one: Outcome) -> Iterator[Row]:
    for arrival in one.arrivals:
        call, arrived = arrival.call, arrival.arrived
        yield (
            one.walk.crew.id, call.number, call.place.id, f"{call.due:%Y-%m-%dT%H:%M}",
            f"{arrived:%Y-%m-%dT%H:%M}" if arrived else "", arrival.kept,
            *((arrival.off, arrival.stayed, arrival.dwell_short) if arrived else ("", "", "")),
        )  # fmt: skip


def _csv(header: Row, rows: Iterable[Row]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()
