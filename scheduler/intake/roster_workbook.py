"""Read an edited roster.xlsx back: who serves where, found by the hidden anchors of the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zipfile import BadZipFile

from models import Fault, Faults, PatrolTier, Person
from scheduler.i18n import Text
from scheduler.intake.name_cells import NameReader

WEEK_MARK = "xunfang-week/1"
"""Stands in the hidden first row of a week; below it the anchors, beside it in its row the dates."""

EVENTS_MARK = "xunfang-events/1"
"""Heads the hidden column of crew ids of events; followed by the number of the column of members."""

OWN = "-"
"""Anchor of our own rows that name nobody: headings, remarks, signatures."""

_NOT_OURS = "not a roster of ours, its hidden anchors are missing; name a roster.xlsx from an output folder"

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2}) ([123])")


@dataclass(frozen=True)
class _Sheet:
    """A sheet as text: (row, column) → what stands there, merged cells filled."""

    title: str
    cells: Mapping[tuple[int, int], str]
    last_row: int

    def text(self, row: int, column: int) -> str:
        return self.cells.get((row, column), "")

    def find(self, mark: str) -> Iterator[tuple[int, int]]:
        return (place for place, text in self.cells.items() if text.startswith(mark))


@dataclass
class _Reading:
    """What is read so far: people by crew id, and the mistakes."""

    people: Mapping[str, Person]
    names: NameReader
    file: str
    served: dict[str, list[str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def cell(self, sheet: _Sheet, row: int, column: int) -> list[str]:
        """The people named in one cell; unknown names become faults of that cell."""
        people, mistakes = self.names.read(sheet.text(row, column))
        self.faults += [Fault(text, self.place(sheet, row, column)) for text in mistakes]
        return people

    def add(self, crew: str, people: list[str]) -> None:
        """Put people into a crew, each once."""
        self.served[crew] = list(dict.fromkeys([*self.served.get(crew, []), *people]))

    def of_kind(self, crew: str, kind: str) -> list[str]:
        """Those of one kind who serve in a crew."""
        return [who for who in self.served.get(crew, []) if self.people[who].kind == kind]

    def place(self, sheet: _Sheet, row: int, column: int) -> str:
        """File, sheet and cell of a mistake."""
        from openpyxl.utils import get_column_letter

        return f"{self.file}, {sheet.title}, {get_column_letter(column)}{row}"


def read_roster(path: Path, people: Mapping[str, Person]) -> tuple[tuple[str, str], ...]:
    """The pairs (person id, crew id) of a roster.xlsx written by us and perhaps edited by hand.

    Turns are read from the printed weeks, attendance at events from the sheet of patrols. Raises Faults
    with sheet and cell for names nobody has, and for a workbook that is not one of ours.
    """
    sheets = _open(path)
    reading = _Reading(people, NameReader(people), path.name)
    weeks = [(sheet, *place) for sheet in sheets for place in sheet.find(WEEK_MARK)]
    if not weeks:
        raise Faults([Fault(Text(_NOT_OURS), path.name)])
    for sheet, row, column in weeks:
        _read_week(reading, sheet, row, column)
    for sheet in sheets:
        for row, column in sheet.find(EVENTS_MARK):
            _read_events(reading, sheet, row, column)
    if reading.faults:
        raise Faults(reading.faults)
    return tuple((who, crew) for crew, served in reading.served.items() for who in served)


def read_days(path: Path) -> dict[date, PatrolTier]:
    """The dates of a roster.xlsx of ours, with their patrol tiers; raises Faults like `read_roster`."""
    found = {
        date.fromisoformat(match[1]): PatrolTier(int(match[2]))
        for sheet in _open(path)
        for top, column in sheet.find(WEEK_MARK)
        for n in range(1, column)
        if (match := _DAY.match(sheet.text(top, n)))
    }
    if not found:
        raise Faults([Fault(Text(_NOT_OURS), path.name)])
    return found


def _open(path: Path) -> list[_Sheet]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, data_only=True)
    except OSError as error:
        text = "cannot be read ({reason}); check the name, or close it in other programs"
        raise Faults([Fault(Text(text, reason=error.strerror or str(error)), str(path))]) from error
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        text = "is not an Excel workbook; save it as .xlsx"
        raise Faults([Fault(Text(text), path.name)]) from error
    return [_sheet(sheet) for sheet in book.worksheets]


def _sheet(sheet: object) -> _Sheet:
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(sheet, Worksheet)
    cells = {
        (at, column): str(value)
        for at, row in enumerate(sheet.iter_rows(values_only=True), start=1)
        for column, value in enumerate(row, start=1)
        if value is not None
    }
    for merged in sheet.merged_cells.ranges:
        if text := cells.get((merged.min_row, merged.min_col)):
            columns = range(merged.min_col, merged.max_col + 1)
            rows = range(merged.min_row, merged.max_row + 1)
            cells.update({(row, column): text for row in rows for column in columns})
    return _Sheet(sheet.title, cells, sheet.max_row)


def _read_week(reading: _Reading, sheet: _Sheet, top: int, column: int) -> None:
    """Every row of a printed week; people of a host's row join the crews it hosts when all are read."""
    days = {n: found[0] for n in range(1, column) if (found := _DATE.match(sheet.text(top, n)))}
    hosted: list[tuple[str, str]] = []
    for row in range(top + 1, sheet.last_row + 1):
        anchor, stands, hosts = (sheet.text(row, column + n) for n in range(3))
        for n, (at, day) in enumerate(days.items()):
            if not anchor:
                _refuse_stray(reading, sheet, row, at)
            elif anchor != OWN:
                sign = stands[n : n + 1]
                _read_crew(reading, sheet, (row, at), f"{day}/{anchor}", sign)
                hosted += [(f"{day}/{anchor}", f"{day}/{hosts}")] if hosts and sign == "1" else []
    for crew, host in hosted:
        host_crew, _, kind = host.partition(":")
        if not reading.of_kind(crew, kind):
            reading.served[crew] = [*reading.of_kind(host_crew, kind), *reading.served.get(crew, [])]


def _read_crew(reading: _Reading, sheet: _Sheet, place: tuple[int, int], crew: str, sign: str) -> None:
    named = reading.cell(sheet, *place)
    if named and sign == "0":
        text = "no such duty on this day: clear the cell, or plan the day with a tier that has it"
        reading.faults.append(Fault(Text(text), reading.place(sheet, *place)))
    reading.add(crew, named)


def _refuse_stray(reading: _Reading, sheet: _Sheet, row: int, column: int) -> None:
    """A row written by hand has no anchor: nobody can tell which duty it is."""
    named, _ = reading.names.read(sheet.text(row, column))
    if named:
        text = "this row was added by hand and belongs to no duty; write the names into a printed row"
        reading.faults.append(Fault(Text(text), reading.place(sheet, row, column)))


def _read_events(reading: _Reading, sheet: _Sheet, top: int, column: int) -> None:
    members = int(sheet.text(top, column).split()[-1])
    for row in range(top + 1, sheet.last_row + 1):
        if crew := sheet.text(row, column):
            reading.add(crew, reading.cell(sheet, row, members))
