"""Whether the time was shortened (C02): when a crew left its base and when it was back, beside the plan."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from scheduler.tracking.calls import NEAR, STEP
from scheduler.tracking.pieces import Floats
from scheduler.tracking.planned import Planned
from scheduler.tracking.strands import Strand

Outing = tuple[float, float]
"""First and last second away from the base."""


def outing(base: Floats, strands: Iterable[Strand]) -> Outing | None:
    """From the first to the last second away from the base; None when the crew never left it."""
    found: list[float] = []
    for strand in strands:
        fine = strand.resampled(STEP)
        out = np.min([np.hypot(*(fine.at - spot).T) for spot in base], axis=0) > NEAR
        found += fine.seconds[out][[0, -1]].tolist() if out.any() else []
    return (min(found), max(found)) if found else None


def minutes_short(planned: Planned, walked: Outing | None) -> tuple[int, int]:
    """Whole minutes that the crew set out too late and was back too early.

    Plan and track are measured alike, at the same circle around the base. A crew that never left it is short
    of its whole time at the start.
    """
    wanted = outing(planned.spots(planned.walk.base), [planned.strand])
    if wanted is None:
        return 0, 0
    if walked is None:
        return round((wanted[1] - wanted[0]) / 60), 0
    return max(0, round((walked[0] - wanted[0]) / 60)), max(0, round((wanted[1] - walked[1]) / 60))
