"""A table of cells becomes records: find the header row, name the columns, keep the place of every cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.faults import Path
from scheduler.i18n import Text
from scheduler.intake.raw import Place, Raw
from scheduler.intake.shapes import MANDATORY, required
from scheduler.intake.words import column_named, columns, label, nearest_column

_DEPTH = 30
"""Rows searched for the header: title and remarks may stand above it."""


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet or CSV file, row by row with row numbers; `letters`: columns are named A, B, C."""

    place: Place
    rows: Sequence[tuple[int, Sequence[object]]]
    letters: bool = False

    def at(self, row: int, column: int | None = None, header: object = "") -> Place:
        """The place of a row or a cell; columns count from 0."""
        name = "" if column is None else column_letter(column) if self.letters else str(header)
        return Place(self.place.file, self.place.sheet, row, name)


@dataclass
class Record:
    """One filled-in row: its values by key and their places."""

    place: Place
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


def column_letter(index: int) -> str:
    """The letter of a column counted from 0: A, B, …, Z, AA."""
    first, last = divmod(index, 26)
    return (column_letter(first - 1) if first else "") + chr(ord("A") + last)


def filled(cell: object) -> bool:
    """Whether a cell holds anything."""
    return cell is not None and str(cell).strip() != ""


def read_table(grid: Grid, section: str, raw: Raw) -> list[Record]:
    """The records of a table; a table without header and unknown columns are noted in `raw`."""
    rows = [(number, cells) for number, cells in grid.rows if any(map(filled, cells)) and not _remark(cells)]
    header = _header_row(rows, section)
    if header is None:
        if rows or section in MANDATORY:
            raw.add(grid.place, _no_header(section), (section,))
            raw.absent.add((section,))
        return []
    keys = _keys(grid, rows[header], section, raw)
    return [_record(grid, row, keys, raw) for row in rows[header + 1 :]]


def put(records: Iterable[Record], path: Path, raw: Raw) -> list[dict[str, Any]]:
    """The values of the records as a list, their places noted under `path`."""
    values = []
    for i, record in enumerate(records):
        raw.places[*path, i] = record.place
        raw.places.update({(*path, i, key): place for key, place in record.places.items()})
        values.append(record.values)
    return values


def _remark(cells: Sequence[object]) -> bool:
    first = next((str(cell).strip() for cell in cells if filled(cell)), "")
    return first.startswith("#") and len(first) > 1


def _header_row(rows: list[tuple[int, Sequence[object]]], section: str) -> int | None:
    """Index of the row with most known headers; of equal ones the lower (headers may be merged)."""
    scores = [len({column_named(section, cell) for cell in cells} - {None}) for _, cells in rows[:_DEPTH]]
    best = max(scores, default=0)
    return None if best < 2 else max(i for i, score in enumerate(scores) if score == best)


def _no_header(section: str) -> Text:
    wanted = " | ".join(column.header for column in columns(section)[:5])
    return Text("no row with column headers found; the first row should read: {wanted}", wanted=wanted)


def _keys(grid: Grid, row: tuple[int, Sequence[object]], section: str, raw: Raw) -> list[tuple[str, str]]:
    """(key, header) of every column; key `` for none, `?` for an unknown one."""
    number, cells = row
    keys: list[tuple[str, str]] = []
    for i, cell in enumerate(cells):
        header = " ".join(str(cell).split()) if filled(cell) else ""
        key = column_named(section, header) if header else ""
        if key is None:
            raw.add(grid.at(number, i, header), _unknown(section, header), (section, header))
        elif key and key != "-" and key in [one for one, _ in keys]:
            text = Text("two columns mean '{key}'; keep one of them", key=label(section, key))
            raw.add(grid.at(number, i, header), text, (section, key))
        keys.append(("?" if key is None else key, header))
    present = {key.removesuffix("?") for key, _ in keys}
    for key in required(section):
        if key not in present:
            raw.absent.add((section, key))
            text = Text("the column '{key}' is missing; add it", key=label(section, key))
            raw.add(grid.at(number), text, (section, key))
    return keys


def _unknown(section: str, header: str) -> Text:
    if near := nearest_column(section, header):
        return Text("unknown column '{header}'; maybe '{near}'?", header=header, near=near)
    known = "、".join(column.chinese for column in columns(section))
    words = ", ".join(column.key for column in columns(section))
    return Text("unknown column '{header}'; known are {words}", header=header, words=f"{known} ({words})")


def _record(grid: Grid, row: tuple[int, Sequence[object]], keys: list[tuple[str, str]], raw: Raw) -> Record:
    number, cells = row
    record = Record(grid.at(number))
    for i, cell in enumerate(cells):
        key, header = keys[i] if i < len(keys) else ("", "")
        if not key and filled(cell):
            text = Text("'{value}' stands beside the columns; put it under a header or delete it", value=cell)
            raw.add(grid.at(number, i, i + 1), text)
        elif key.isidentifier() and key not in record.places:
            record.places[key] = grid.at(number, i, header)
            record.values[key] = cell
    for i, (key, header) in enumerate(keys[: len(cells)]):
        wanted = key.removesuffix("?")
        if key.endswith("?") and wanted and filled(cells[i]) and not filled(record.values.get(wanted)):
            record.values[wanted], record.places[wanted] = cells[i], grid.at(number, i, header)
    return record
