"""Calls of a station from a CSV file: a date and a count a row, or one call a row with its time."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from models import Fault, Faults
from scheduler.i18n import Text
from scheduler.intake.csv_source import decode
from scheduler.intake.dates import not_a_date, parse_date

DATE = ("date", "日期", "time", "时间", "接警时间", "报警时间", "发案时间", "datetime")
COUNT = ("count", "calls", "件数", "起数", "接警数", "数量", "警情数")
_CLOCK = re.compile(r"[ T](\d{1,2}):\d{2}")


@dataclass(frozen=True)
class Calls:
    """Calls by date, every day of the file; `hours` are 24 counts, or none where no times are given."""

    by_date: dict[date, int]
    hours: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        """All calls."""
        return sum(self.by_date.values())

    @property
    def per_day(self) -> float:
        """Calls a day, over the days of the file."""
        return self.total / len(self.by_date)


def read_calls(path: Path) -> Calls:
    """Read a calls file; raises Faults with every row that cannot be read.

    With a count, only the dates written count as days; with one call a row, every day from first to last.
    """
    rows = _rows(path)
    heads = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    at = next((heads.index(name) for name in DATE if name in heads), None)
    if at is None:
        text = Text(
            "there is no column 'date' or 'time' in it; write date,count or one call a row with its time"
        )
        raise Faults([Fault(text, path.name)])
    count = next((heads.index(name) for name in COUNT if name in heads), None)
    faults: list[Fault] = []
    found = [_row(cells, at, count, f"{path.name}:{number}", faults) for number, cells in rows[1:]]
    if not found and not faults:
        faults.append(Fault(Text("there is no call in it; give the calls of some weeks"), path.name))
    if faults:
        raise Faults(faults)
    kept = [one for one in found if one]
    return _counted(kept) if count is not None else _listed(kept)


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        problem = error.strerror or str(error)
        raise Faults(
            [Fault(Text("cannot be read ({reason}); name a CSV file of calls", reason=problem), str(path))]
        ) from error
    if text is None:
        raise Faults([Fault(Text("this is not a text file; save it as UTF-8"), path.name)])
    reader = csv.reader(io.StringIO(text))
    return [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]


Row = tuple[date, int, int | None]
"""Date, number of calls, hour of the day."""


def _row(cells: list[str], at: int, count: int | None, where: str, faults: list[Fault]) -> Row | None:
    written = cells[at] if at < len(cells) else ""
    number = "1" if count is None else (cells[count].strip() if count < len(cells) else "")
    day = parse_date(written)
    if day is None:
        faults.append(Fault(not_a_date(written), where))
    if not number.isdecimal():
        faults.append(Fault(Text("'{value}' is no number of calls; write 0 or more", value=number), where))
    if day is None or not number.isdecimal():
        return None
    clock = _CLOCK.search(written)
    return day, int(number), int(clock[1]) % 24 if clock else None


def _counted(rows: list[Row]) -> Calls:
    by_date: dict[date, int] = {}
    for day, number, _ in rows:
        by_date[day] = by_date.get(day, 0) + number
    return Calls(by_date)


def _listed(rows: list[Row]) -> Calls:
    first, last = min(row[0] for row in rows), max(row[0] for row in rows)
    by_date = {first + timedelta(days=n): 0 for n in range((last - first).days + 1)}
    hours = [0] * 24
    for day, number, hour in rows:
        by_date[day] += number
        if hour is not None:
            hours[hour] += number
    return Calls(by_date, tuple(hours) if any(row[2] is not None for row in rows) else ())
