"""Which numbers of which laws can be loosened, which way, and how far; and which laws are never offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.rulebook import BY_ID
from scheduler.rulebook.book import Book


@dataclass(frozen=True)
class Loosening:
    """A number of a law that may be moved in steps, as far as `end` and not beyond."""

    rule: str
    setting: str
    step: int
    end: int

    def values(self, book: Book) -> Iterator[int]:
        """The values beyond the one in force, the gentlest first."""
        now = int(str(book.values(BY_ID[self.rule])[self.setting]))
        yield from range(now + self.step, self.end + self.step // abs(self.step), self.step)


LOOSENINGS = (
    Loosening("weekly-rest-day", "days", -1, 1),
    Loosening("rest-between-duties", "hours", -1, 6),
    Loosening("weekly-hours-cap", "hours", 6, 84),
    Loosening("nights-per-week", "most", 1, 6),
    Loosening("consecutive-nights", "most", 1, 6),
    Loosening("eleven-hours-rest", "hours", -1, 8),
    Loosening("labour-law-strict", "week_hours", 4, 60),
    Loosening("labour-law-strict", "day_hours", 1, 13),
    Loosening("age-night-exempt", "men_from", 1, 60),
    Loosening("age-night-exempt", "women_from", 1, 55),
)
"""The ends are ours: beyond them a roster is no help to anybody (84 h = every second day round the clock)."""

NEVER = frozenset(
    {
        "post-filled", "one-place-at-once", "eligible-only", "unavailable-respected", "group-size-and-mix",
        "village-not-counted", "inside-only", "no-night-for-protected", "crew-has-driver", "armed-posts",
        "route-fits-window",
    }
)  # fmt: skip
"""Laws that no repair waives: what cannot be otherwise, what guards health, what gaps and recalls tell."""
