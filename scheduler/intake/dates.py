"""Dates as people write them: 2026-11-23, 2026/11/23, 2026年11月23日, 20261123, an Excel serial number."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

from scheduler.i18n import Text

_WRITTEN = re.compile(
    r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?"
    r"(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$"
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"^(\d{5})(?:\.\d+)?$")
_EXCEL_DAY_0 = date(1899, 12, 30)
"""Day 0 of Excel's serial numbers as they count from 1 March 1900 on (1900 was no leap year)."""


def parse_date(value: object) -> date | None:
    """The date that a cell or a text means; None when it is none, or not plain enough to be sure of."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = unicodedata.normalize("NFKC", str(value)).replace("－", "-").strip()
    if match := _WRITTEN.match(text) or _COMPACT.match(text):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            return None
    serial = _SERIAL.match(text)
    return _EXCEL_DAY_0 + timedelta(days=int(serial[1])) if serial else None


def not_a_date(value: object) -> Text:
    """The sentence about something that should be a date."""
    return Text("'{value}' is not a date; write it as 2026-11-23", value=value)


def turned_round(first: date, last: date) -> Text:
    """The sentence about an absence that ends before it begins."""
    return Text("the last day {last} is before the first day {first}; swap them", last=last, first=first)
