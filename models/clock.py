"""Clock time: windows of a day that may cross midnight, and spans of real time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from models._base import Frozen, fault

DAY = 24 * 60
_WINDOW = re.compile(r"^\s*(次日)?\s*(\d{1,2}):?(\d{2})\s*[-–—~～至到]\s*(次日)?\s*(\d{1,2}):?(\d{2})\s*$")
LATEST = DAY + 60
"""The second half of a night may be written from 24:00 of its evening on (later hours with 次日)."""


class Window(tuple[int, int]):
    """A window of the day, `(start, end)` in minutes after midnight; `end` may lie past 24:00.

    Written `08:30-11:20` or `0830-1120`. An end that is not after the start falls on the next day, so
    `23:00-05:00` is six hours and `08:30-08:30` is 24 hours. `24:00-04:00` (or 次日00:00-04:00) is the second
    half of the night that began the evening before.
    """

    @classmethod
    def parse(cls, text: object) -> Window:
        """Read a window from text; raises ValueError with the form to write instead."""
        if isinstance(text, Window):
            return text
        match = _WINDOW.match(str(text).replace("：", ":"))
        if not match:
            raise fault("'{text}' is not a window; write it as 08:30-11:20", text=str(text))
        later, hour, minute, next_day, end_hour, end_minute = match.groups()
        start, end = int(hour) * 60 + int(minute), int(end_hour) * 60 + int(end_minute)
        if start >= LATEST or end > DAY or int(minute) > 59 or int(end_minute) > 59:
            raise fault("'{text}' has a time past 24:00; write it as 23:00-05:00", text=str(text))
        start += DAY if later and start < DAY else 0
        window = cls((start, end if end > start and not next_day else end + DAY))
        if not 0 < window.minutes <= DAY:
            raise fault("'{text}' is no window of at most 24 hours; write it as 23:00-05:00", text=str(text))
        return window

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return self[1] - self[0]

    def on(self, day: date) -> Span:
        """The window on one date, as real time."""
        midnight = datetime.combine(day, time())
        return Span(start=midnight + timedelta(minutes=self[0]), end=midnight + timedelta(minutes=self[1]))

    def __str__(self) -> str:
        start, end = self[0], self[1] % DAY
        if start >= LATEST:
            return f"次日{start // 60 - 24:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"
        return f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate from text, serialise to text."""
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.to_string_ser_schema()
        )


class Span(Frozen):
    """A piece of real time, local and half open: `start <= t < end`."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return minutes_between(self.start, self.end)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a minute."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def cut(self, others: Iterable[Span]) -> tuple[Span, ...]:
        """The span in pieces, cut wherever another one begins or ends inside it."""
        edges = {edge for one in others for edge in (one.start, one.end) if self.start < edge < self.end}
        return tuple(Span(start=a, end=b) for a, b in pairwise(sorted({self.start, self.end, *edges})))


def months_between(earlier: date, later: date) -> int:
    """Whole months from one date to a later one: a month is over on its own day of the next."""
    return 12 * (later.year - earlier.year) + later.month - earlier.month - (later.day < earlier.day)


def minutes_between(earlier: datetime, later: datetime) -> int:
    """Whole minutes from `earlier` to `later`; negative when they are the other way round."""
    return int((later - earlier).total_seconds() // 60)
