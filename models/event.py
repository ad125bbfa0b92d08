"""Events: meetings, drills, training and open days, and the rule by which each recurs."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Literal

from pydantic import Field, GetCoreSchemaHandler, field_validator, model_validator
from pydantic_core import CoreSchema, core_schema

from models._base import Frozen, fault
from models.clock import Window

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip


class Nth(StrEnum):
    """Which of the equal weekdays of a month."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    LAST = "last"


class OnHoliday(StrEnum):
    """What becomes of an event on a day off: it stays, moves to the next working day, or is left out."""

    KEEP = "keep"
    NEXT = "next"
    SKIP = "skip"


_RUN = re.compile(r"^\s*(\d{1,2})\s*(?:[-–—~～至到]\s*(\d{1,2}))?\s*日?\s*$")


class DayRun(tuple[int, int]):
    """A run of days of the month, both included, written `1-5`; at most seven, so it touches two weeks.

    Days that a month does not have are left out: `25-31` ends with the month.
    """

    @classmethod
    def parse(cls, text: object) -> DayRun:
        """Read a run from text; raises ValueError with the form to write instead."""
        if isinstance(text, DayRun):
            return text
        match = _RUN.match(str(text))
        if not match:
            raise fault("'{text}' is not a run of days; write it as 1-5", text=str(text))
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= 31:
            raise fault("'{text}' has a day outside 1 to 31; write it as 1-5", text=str(text))
        if last - first > 6:
            raise fault("'{text}' is longer than seven days; write it as 1-5", text=str(text))
        return cls((first, last))

    def __str__(self) -> str:
        return f"{self[0]}-{self[1]}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate from text, serialise to text."""
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.to_string_ser_schema()
        )


class Event(Frozen):
    """A meeting, drill or open day that asks for people beside the duties.

    It recurs by one of `weekday` (with `nth`: once a month), `day_of_month`, `days` or `date`; `months`
    and `first` to `last` narrow it. The engine chooses the dates where it may: one day of a run (`days`),
    `times` days a week, or as many `sessions`, of which each person attends one.
    """

    id: str = Field(min_length=1)
    name: str
    window: Window
    weekday: tuple[Weekday, ...] = ()
    nth: Nth | None = Field(default=None, description="of the month's weekdays of that name")
    day_of_month: int | None = Field(default=None, ge=1, le=31)
    days: DayRun | None = Field(default=None, description="held on one working day of the run")
    months: tuple[int, ...] = Field(default=(), description="1 to 12; none means every month")
    date: dt.date | None = Field(default=None, description="held once")
    first: dt.date | None = Field(default=None, description="not before this date")
    last: dt.date | None = Field(default=None, description="not after this date")
    times: int | None = Field(default=None, ge=1, le=7, description="days of the week, or of the run")
    sessions: int | None = Field(default=None, ge=2, le=7, description="at most; each person attends one")
    if_holiday: OnHoliday = OnHoliday.KEEP
    who: tuple[str, ...] = Field(default=(), description="tags; anybody with one of them is invited")
    led_by: tuple[str, ...] = Field(default=(), description="tags; somebody with one of them is there")
    needs: tuple[str, ...] = Field(default=(), description="tags; somebody is there for each of them")
    least: int = Field(default=0, ge=0, description="people, guests counted")
    guests: int = Field(default=0, ge=0, description="people from outside")
    source: str = Field(default="", description="ids of the rules that ask for it")
    note: str = ""

    @field_validator("weekday", mode="before")
    @classmethod
    def _one_weekday(cls, value: object) -> object:
        return tuple(value.split()) if isinstance(value, str) else value or ()

    @field_validator("months")
    @classmethod
    def _are_months(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if wrong := [month for month in value if not 1 <= month <= 12]:
            raise fault("there is no month {month}; write numbers from 1 to 12", month=str(wrong[0]))
        return value

    @model_validator(mode="after")
    def _recurs(self) -> Event:
        given = [key for key in ("weekday", "day_of_month", "days", "date") if getattr(self, key)]
        if len(given) > 1:
            raise fault("an event recurs by one of {keys}; keep one of them", keys=", ".join(given))
        if not given and not (self.times or self.sessions or (self.first and self.last)):
            text = "an event needs its day: weekday, day_of_month, days or date, or how many times a week"
            raise fault(text)
        if self.nth and len(self.weekday) != 1:
            raise fault("nth '{nth}' needs one weekday beside it", nth=str(self.nth))
        if self.date and self.months:
            raise fault("an event on one date has no months; leave one of them out")
        if self.first and self.last and self.last < self.first:
            raise fault("the last date lies before the first; turn them round")
        return self

    @model_validator(mode="after")
    def _chosen(self) -> Event:
        if self.times and self.sessions:
            raise fault("times and sessions exclude each other; keep one of them")
        if self.number and (self.date or self.day_of_month or self.nth):
            raise fault("times and sessions need several days to choose from; write weekday or days")
        if self.times and self.weekday and self.times > len(self.weekday):
            raise fault("{times} times a week need as many weekdays to choose from", times=str(self.times))
        if self.least and self.guests > self.least:
            raise fault("guests are counted among the least; write a larger least or fewer guests")
        return self

    @property
    def number(self) -> int:
        """On how many of its days it is held at most; 0 when no day is chosen: each is held."""
        return self.times or self.sessions or (1 if self.days else 0)

    @property
    def asked(self) -> int:
        """How often each person invited attends it, of the days chosen."""
        return 1 if self.sessions else self.number
