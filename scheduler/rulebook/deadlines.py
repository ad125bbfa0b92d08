"""Check-in deadlines: the parts of a night in which a check-in point is due, other ones every night."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from models import Crew, Place, Span
from models.clock import DAY


def deadlines(place: Place, crews: Sequence[Crew], vary: int) -> tuple[Span, ...]:
    """The parts of the night of some crews of one date in which a place is due, one for each call it asks.

    The night, as far as it lies in the place's own hours, is cut in `place.visits` equal parts and each
    border moved by up to `vary` minutes, but never over a quarter of a part, so that each keeps half its
    length: who knows yesterday's hours does not know today's (practice of Deqing, practice-and-law 2.1).
    The move depends on place, date and number alone.
    """
    night = _in_hours(place, Span(start=min(c.start for c in crews), end=max(c.end for c in crews)))
    step = night.minutes / place.visits
    borders = [night.start]
    for number in range(1, place.visits):
        moved = _draw(f"{place.id} {crews[0].date} {number}", int(min(vary, step / 4)))
        borders.append(night.start + timedelta(minutes=round(step * number) + moved))
    return tuple(Span(start=a, end=b) for a, b in zip(borders, [*borders[1:], night.end], strict=True))


def _in_hours(place: Place, night: Span) -> Span:
    """The part of a night in the first of the place's hours that touch it; the whole, if none does."""
    for span in place.hours(night.start.date()):
        if span.overlaps(night):
            return Span(start=max(span.start, night.start), end=min(span.end, night.end))
    return night


def in_hours(place: Place, at: datetime) -> bool:
    """Whether a moment lies in a place's hours; a place without hours always counts."""
    minute = at.hour * 60 + at.minute + at.second / 60
    return not place.windows or any(
        start <= minute + before < end for start, end in place.windows for before in (0, DAY)
    )


def _draw(text: str, most: int) -> int:
    """A whole number from -most to most that is always the same for a text."""
    return int(sha256(text.encode()).hexdigest(), 16) % (2 * most + 1) - most
