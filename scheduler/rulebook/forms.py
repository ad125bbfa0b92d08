"""Forms: how the texts among the settings of rules are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from fractions import Fraction

from models import Seats
from models.clock import Window
from scheduler.rulebook.beat_tasks import amounts


def one_of(*words: str) -> Callable[[str], str]:
    """A reader of one of some words; raises ValueError for any other."""

    def read(text: str) -> str:
        if text not in words:
            raise ValueError(f"'{text}' is none of {', '.join(words)}; write one of them")
        return text

    return read


def dates(text: str) -> tuple[date, ...]:
    """Dates divided by spaces or commas; raises ValueError for anything else."""
    return tuple(date.fromisoformat(part) for part in text.replace(",", " ").split())


FORMS: dict[tuple[str, str], Callable[[str], object]] = {
    ("rest-between-duties", "after_24h_until"): time.fromisoformat,
    ("dated-event-attendance", "after_24h_until"): time.fromisoformat,
    ("weekly-hours-cap", "counts"): one_of("active", "present"),
    ("zone-groups", "reading"): one_of("a", "b", "c"),
    ("checkpoints-manned", "by"): one_of("village", "guards"),
    ("team-at-work", "form"): one_of("2+1", "2+2", "3+2"),
    ("desks-manned", "command"): one_of("day", "round"),
    ("street-calls", "by"): one_of("station", "patrol"),
    ("bureau-by-day", "hours"): Window.parse,
    ("weather-mode", "days"): dates,
    ("flexible-hours", "ordinary"): Window.parse,
    **{("beat-tasks", period): amounts for period in ("monthly", "weekly", "daily", "rounds")},
    ("beat-tasks", "every"): one_of("month", "quarter", "half-year", "year"),
    ("station-class", "exactly"): one_of("higher", "lower"),
    ("community-no-duty-after-22", "on_call"): one_of("allowed", "barred"),
    ("ab-one-reachable", "days"): one_of("working", "all"),
    **{
        (rule, f"tier{n}"): Seats.parse
        for rule in ("tier-strength", "tier-strength-target")
        for n in (1, 2, 3)
    },
    **{("count-fraction-of-force", f"tier{n}"): Fraction for n in (1, 2, 3)},
}
"""How texts among the settings are read; a ValueError becomes a fault."""
