"""Which places were called at: on time, late, early or missed, and whether the crew stayed as planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np

from scheduler.render.routes_walk import Call
from scheduler.tracking.pieces import Floats
from scheduler.tracking.planned import Planned
from scheduler.tracking.strands import Strand

NEAR = 40.0
"""Metres from a place, or from its point on the road, at which a crew is there; ours."""

TOLERANCE = 10.0
"""Minutes that a crew may come late or early; ours."""

STEP, AGAIN = 5.0, 120.0
"""Seconds between the points looked at, and seconds away that do not yet end a visit (noise)."""

SLACK = 0.5
"""Minutes of dwell that do not count as missing."""

Visit = tuple[float, float]
"""First and last second near a place."""


class Kept(StrEnum):
    """How a call was kept."""

    ON_TIME = "on_time"
    LATE = "late"
    EARLY = "early"
    MISSED = "missed"


@dataclass(frozen=True)
class Arrival:
    """A planned call and what became of it; minutes are whole, `off` is late (+) or early (-)."""

    call: Call
    kept: Kept
    arrived: datetime | None = None
    off: int = 0
    stayed: int = 0
    dwell_short: int = 0


def visits(spots: Floats, strands: Iterable[Strand], near: float = NEAR) -> list[Visit]:
    """When a crew was near any of some flat points, in order."""
    found: list[Visit] = []
    for strand in strands:
        fine = strand.resampled(STEP)
        away = np.min([np.hypot(*(fine.at - spot).T) for spot in spots], axis=0)
        found += [(second, second) for second in fine.seconds[away <= near].tolist()]
    joined: list[Visit] = []
    for first, last in sorted(found):
        if joined and first <= joined[-1][1] + AGAIN:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined


def arrivals(planned: Planned, strands: Sequence[Strand], late: float = TOLERANCE) -> tuple[Arrival, ...]:
    """Every planned call; of several visits to its place it takes the one that fits it best.

    `late` are the minutes that it may be off.
    """
    at = {call.place.id: visits(planned.spots(call.place), strands) for call in planned.calls}
    pairs = (
        (_cost(planned, call, visit), call.number, call.place.id, visit)
        for call in planned.calls
        for visit in at[call.place.id]
    )
    taken: dict[int, Visit] = {}
    used: set[tuple[str, Visit]] = set()
    for _, number, place, visit in sorted(pairs):
        if number not in taken and (place, visit) not in used:
            taken[number] = visit
            used.add((place, visit))
    return tuple(_arrival(planned, call, taken.get(call.number), late) for call in planned.calls)


def _cost(planned: Planned, call: Call, visit: Visit) -> float:
    """Seconds by which a visit misses a call: late or early, and the dwell that it lacks when passing by."""
    lacking = (call.leave - call.due).total_seconds() - (visit[1] - visit[0])
    return abs(_off(visit, planned.ground.seconds(call.due))) + max(0.0, lacking)


def _off(visit: Visit, due: float) -> float:
    """Seconds late (+) or early (-); nothing when the crew is there at the minute it is due."""
    return 0.0 if visit[0] <= due <= visit[1] else visit[0] - due


def _arrival(planned: Planned, call: Call, visit: Visit | None, tolerance: float) -> Arrival:
    if visit is None:
        return Arrival(call, Kept.MISSED)
    off = _off(visit, planned.ground.seconds(call.due)) / 60
    stayed = (visit[1] - visit[0]) / 60
    short = (call.leave - call.due).total_seconds() / 60 - stayed
    kept = Kept.LATE if off > tolerance else Kept.EARLY if off < -tolerance else Kept.ON_TIME
    return Arrival(
        call, kept, planned.ground.time(visit[0]), round(off), round(stayed),
        max(1, round(short)) if short > SLACK else 0,
    )  # fmt: skip
