"""Names of figures in the language spoken now."""

from __future__ import annotations

from scenarios.bounds import FIGURES
from scheduler.i18n import tr


def named(column: str) -> str:
    """A column of a sweep in words where it is a figure; settings and rules are called as in the file."""
    return figure(column) if column in FIGURES else column


def figure(name: str) -> str:
    """The name of a figure in words."""
    named = {
        "people": tr("people"), "turns": tr("turns"), "hours": tr("hours"), "nights": tr("nights"),
        "empty": tr("empty seats"), "worst_hours": tr("most hours"), "worst_nights": tr("most nights"),
        "spread_hours": tr("spread of hours"), "spread_nights": tr("spread of nights"),
        "patrol_minutes": tr("patrol minutes"), "visits": tr("calls"), "risk_visited": tr("risk called at"),
        "changes": tr("changed turns"),
    }  # fmt: skip
    return named[name]
