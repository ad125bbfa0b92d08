"""Crews and days: who stands when, with which seats, and how long it lasts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cached_property

from models._base import Frozen
from models.clock import Span, minutes_between
from models.duty import DutyKind, PatrolMode, PatrolTier, Seats

NIGHT_FROM = 22  # night work: 22:00-06:00


class Earlier(Frozen):
    """A tier that was in force earlier on a day, until a moment."""

    until: datetime
    tier: PatrolTier


class Day(Frozen):
    """One date of the horizon with its patrol tier and its place in the calendar.

    `tier` is the last one of the day; `earlier` are those before it, when it changed in the course of it.
    """

    date: date
    tier: PatrolTier
    holiday: str = ""
    working: bool = True
    earlier: tuple[Earlier, ...] = ()

    @property
    def calmest(self) -> PatrolTier:
        """The lowest posture of the day: what the strength of the whole day is asked at."""
        return max(self.tier, *(one.tier for one in self.earlier)) if self.earlier else self.tier

    @property
    def weekend(self) -> bool:
        """Whether the date is a Saturday or Sunday."""
        return self.date.weekday() >= 5


class Crew(Frozen):
    """One crew: a duty on a date, with clock times, seats and mode. A person serves in it or not."""

    id: str
    date: date
    duty: str
    kind: DutyKind
    name: str
    group: int = 1
    spans: tuple[Span, ...]
    seats: Seats = Seats()
    mode: PatrolMode = PatrolMode.POST
    zones: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    only_within: bool = False
    enforcement: bool = False
    armed: bool = False
    on_call: bool = False
    active_minutes: int = 0
    invited: tuple[str, ...] = ()
    place: str = ""
    meets: tuple[str, ...] = ()
    own: str = ""
    occasion: str = ""
    note: str = ""

    @property
    def start(self) -> datetime:
        """When the turn begins."""
        return self.spans[0].start

    @property
    def end(self) -> datetime:
        """When the turn is over."""
        return self.spans[-1].end

    @property
    def presence_minutes(self) -> int:
        """Minutes present on duty: the windows, without the pauses between them; 0 on call."""
        return 0 if self.on_call else sum(span.minutes for span in self.spans)

    @property
    def standby_minutes(self) -> int:
        """Presence that is not active work."""
        return self.presence_minutes - self.active_minutes

    @cached_property
    def night_minutes(self) -> int:
        """Minutes between 22:00 and 06:00."""
        total = 0
        for span in self.spans:
            for offset in (-1, 0, 1):
                evening = datetime.combine(span.start.date() + timedelta(days=offset), time(NIGHT_FROM))
                start, end = max(evening, span.start), min(evening + timedelta(hours=8), span.end)
                total += max(0, minutes_between(start, end))
        return total

    @property
    def is_night(self) -> bool:
        """Whether the turn counts as a night: at least three hours of it lie between 22:00 and 06:00."""
        return self.night_minutes >= 180

    @property
    def is_turn(self) -> bool:
        """Whether serving is a turn of its own: neither on call nor only inside another turn."""
        return not (self.on_call or self.only_within)

    def goes_with(self, other: Crew) -> bool:
        """Whether one person may serve both at once, one inside the other."""
        return other.duty in self.within or self.duty in other.within

    def inside(self, other: Crew) -> bool:
        """Whether this crew's whole time lies inside the other's."""
        return other.start <= self.start and self.end <= other.end

    def is_there(self, piece: Span) -> bool:
        """Whether the crew is present for all of a piece of time: not in a pause between its windows."""
        return any(span.holds(piece) for span in self.spans)

    def overlaps(self, other: Crew) -> bool:
        """Whether both are under way at the same minute, from first start to last end."""
        return self.start < other.end and other.start < self.end
