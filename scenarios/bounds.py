"""Bounds of what is expected: `3`, `2-5`, `<=5`, `>=2`; and the figures of a result they may be about."""

from __future__ import annotations

import re

BOUND = re.compile(r"^\s*(?:(<=|>=|≤|≥)\s*)?(\d+(?:\.\d+)?)(?:\s*-\s*(\d+(?:\.\d+)?))?\s*$")

FIGURES = (
    "people", "turns", "hours", "nights", "empty", "worst_hours", "worst_nights", "spread_hours",
    "spread_nights", "patrol_minutes", "visits", "risk_visited", "changes",
)  # fmt: skip
"""Numbers of a plan that `scenario`, `compare` and `sweep` show; docs/what-if.md says what each counts."""


def holds(bound: str, value: float) -> bool:
    """Whether a number keeps a bound; raises ValueError for a text that is none."""
    match = BOUND.match(bound)
    if not match:
        raise ValueError(f"'{bound}' is no bound; write 3, 2-5, <=5 or >=2")
    sign, low, high = match.groups()
    if sign in ("<=", "≤"):
        return value <= float(low)
    if sign in (">=", "≥"):
        return value >= float(low)
    return float(low) <= value <= float(high or low)
