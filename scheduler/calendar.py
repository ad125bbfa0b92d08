"""The Chinese calendar: public holidays and make-up working days, national and the station's own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import chinese_calendar


@cache
def _known(day: date) -> tuple[bool, str | None]:
    """(is a day off, holiday name); plain weekends for years the calendar does not cover yet."""
    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return day.weekday() >= 5, None
    return bool(off), name


def covers(day: date) -> bool:
    """Whether the holidays of that year are known; the State Council names them each November."""
    try:
        chinese_calendar.is_workday(day)
    except NotImplementedError:
        return False
    return True


def is_working_day(day: date, holidays: Collection[date] = (), workdays: Collection[date] = ()) -> bool:
    """Whether an ordinary office works on that date, make-up days counted.

    `holidays` and `workdays` are days off and make-up working days beside the national calendar.
    """
    return day in workdays or (day not in holidays and not _known(day)[0])


def holiday_name(day: date) -> str:
    """Name of the public holiday (English key, e.g. `National Day`), or nothing on other days."""
    off, name = _known(day)
    return name if off and name else ""


@dataclass(frozen=True)
class Calendar:
    """The calendar of a station: the national one, with the station's own days off and make-up days."""

    holidays: Mapping[date, str] = field(default_factory=dict)
    workdays: Collection[date] = ()

    def works(self, day: date) -> bool:
        """Whether an ordinary office works on that date."""
        return is_working_day(day, self.holidays, self.workdays)

    def holiday(self, day: date) -> str:
        """Name of the holiday on that date, the station's own first; nothing on other days."""
        return "" if day in self.workdays else self.holidays.get(day) or holiday_name(day)

    def knows(self, day: date) -> bool:
        """Whether the holidays of that year are known: nationally, or written down at the station."""
        return covers(day) or day.year in {one.year for one in (*self.holidays, *self.workdays)}
