"""Calls of a station from a CSV file: dates with a count a row, or one call a row; times where they stand."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from models import Fault, Faults
from scheduler.i18n import Text
from scheduler.intake.csv_source import decode
from scheduler.intake.dates import not_a_date, parse_date

DATE = ("date", "日期", "接警日期", "报警日期", "发案日期", "datetime")
TIME = ("time", "时间", "接警时间", "报警时间", "发案时间", "hour", "小时", "时")
COUNT = ("count", "calls", "件数", "起数", "接警数", "数量", "警情数")
ZONE = ("zone", "巡区", "警务区", "责任区", "社区")
TYPE = ("type", "类别", "警情类别", "案别", "案件类别")
"""Headings; a time may stand behind the date in one column, or in a column of its own."""

_CLOCK = re.compile(r"(?:^|[ T])(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?)?$")


@dataclass(frozen=True)
class Calls:
    """Calls by date, every day of the file; `hours` are 24 counts, or none where no times are given.

    `zones` and `types` are counts by what stands in those columns, where there are such columns.
    """

    by_date: dict[date, int]
    hours: tuple[int, ...] = ()
    zones: dict[str, int] = field(default_factory=dict)
    types: dict[str, int] = field(default_factory=dict)

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
    named = [heads.index(name) for name in (*DATE, *TIME) if name in heads]
    if not named:
        text = Text(
            "there is no column 'date' or 'time' in it; write date,count or one call a row with its time"
        )
        raise Faults([Fault(text, path.name)])
    count = next((heads.index(name) for name in COUNT if name in heads), None)
    own_time = next((n for n in named[1:] if heads[n] in TIME), None)
    zone, kind = (next((heads.index(one) for one in names if one in heads), None) for names in (ZONE, TYPE))
    columns = _Columns(named[0], own_time, count, zone, kind)
    faults: list[Fault] = []
    found = [_row(cells, columns, f"{path.name}:{number}", faults) for number, cells in rows[1:]]
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


Row = tuple[date, int, int | None, str, str]
"""Date, number of calls, hour of the day, zone, type."""


@dataclass(frozen=True)
class _Columns:
    """Where each thing stands; none for a column that is not there."""

    date: int
    time: int | None
    count: int | None
    zone: int | None
    kind: int | None


def _cell(cells: list[str], column: int | None) -> str:
    text = cells[column] if column is not None and column < len(cells) else ""
    return unicodedata.normalize("NFKC", text).strip()


def _row(cells: list[str], columns: _Columns, where: str, faults: list[Fault]) -> Row | None:
    written, clock = _cell(cells, columns.date), _cell(cells, columns.time)
    number = "1" if columns.count is None else _cell(cells, columns.count)
    day = parse_date(written)
    match = _CLOCK.search(clock or written)
    wrong = []
    if day is None:
        wrong.append(not_a_date(written))
    if (clock and not match) or (match and not _is_time(match)):
        wrong.append(Text("'{value}' is no time of the day; write it as 08:30", value=clock or written))
    if not number.isdecimal():
        wrong.append(Text("'{value}' is no number of calls; write 0 or more", value=number))
    faults += [Fault(text, where) for text in wrong]
    if day is None or wrong:
        return None
    hour = int(match[1]) if match else None
    return day, int(number), hour, _cell(cells, columns.zone), _cell(cells, columns.kind)


def _is_time(match: re.Match[str]) -> bool:
    return int(match[1]) < 24 and int(match[2] or 0) < 60


def _counted(rows: list[Row]) -> Calls:
    by_date: dict[date, int] = {}
    for row in rows:
        by_date[row[0]] = by_date.get(row[0], 0) + row[1]
    return Calls(by_date, _by_hour(rows), _by(rows, 3), _by(rows, 4))


def _listed(rows: list[Row]) -> Calls:
    first, last = min(row[0] for row in rows), max(row[0] for row in rows)
    by_date = {first + timedelta(days=n): 0 for n in range((last - first).days + 1)}
    for row in rows:
        by_date[row[0]] += row[1]
    return Calls(by_date, _by_hour(rows), _by(rows, 3), _by(rows, 4))


def _by(rows: list[Row], column: int) -> dict[str, int]:
    """Calls by the zone (3) or type (4) of their rows; those without one are left out."""
    found: Counter[str] = Counter()
    for row in rows:
        if name := str(row[column] or ""):
            found[name] += row[1]
    return dict(found)


def _by_hour(rows: list[Row]) -> tuple[int, ...]:
    """Calls by hour of the day; nothing where no row has a time."""
    hours = [0] * 24
    for _, number, hour, *_rest in rows:
        if hour is not None:
            hours[hour] += number
    return tuple(hours) if any(row[2] is not None for row in rows) else ()
