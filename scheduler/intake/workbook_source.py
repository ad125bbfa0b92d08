"""A workbook: merged cells and formulas become the values one sees, sheets become sections."""

from __future__ import annotations

import io
import warnings

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.i18n import Text
from scheduler.intake.raw import Place, Raw
from scheduler.intake.shapes import MANDATORY
from scheduler.intake.sheets import READERS, read_list
from scheduler.intake.table import Grid, column_letter, filled
from scheduler.intake.words import nearest, section_named, sections

At = tuple[int, int]
"""Row and column of a cell, from 1."""
_SKIPPED = ("说明", "备注", "图例", "instruction", "note", "legend", "readme")


def read_workbook(content: bytes, name: str) -> Raw:
    """Everything a workbook says; missing and unknown sheets are noted."""
    raw = Raw()
    raw.feed("workbook", content)
    raw.places[()] = Place(name)
    try:
        formulas, book = _load(content)
    except Exception:  # openpyxl raises whatever its parsers meet in a damaged file
        raw.add(Place(name), Text("this is not a readable workbook; save it again as .xlsx in Excel or WPS"))
        raw.absent |= {("station",), *((part,) for part in MANDATORY)}
        return raw
    chosen = _choose(book, name, raw)
    _missing(chosen, name, raw)
    for section, sheet in chosen.items():
        place = Place(name, sheet.title)
        raw.places[section,] = place
        _broken(sheet, formulas[sheet.title], place, raw)
        READERS.get(section, read_list)(Grid(place, _rows(sheet), letters=True), section, raw)
    return raw


def _load(content: bytes) -> tuple[dict[str, set[At]], Workbook]:
    """Cells with formulas by sheet, and the workbook with their stored values."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about drop-downs and styles that openpyxl would not write back
        book = load_workbook(io.BytesIO(content))
        formulas = {
            sheet.title: {at for at, cell in sheet._cells.items() if cell.data_type == "f"}
            for sheet in book.worksheets
        }
        if any(formulas.values()):
            book = load_workbook(io.BytesIO(content), data_only=True)
    return formulas, book


def _broken(sheet: Worksheet, formulas: set[At], place: Place, raw: Raw) -> None:
    """Note formulas that show an error, or whose value was never stored."""
    for (row, column), cell in sheet._cells.items():
        if cell.data_type == "e" or ((row, column) in formulas and cell.value is None):
            text = Text("this formula has no value; save the file in Excel or WPS, or write the value")
            raw.add(Place(place.file, place.sheet, row, column_letter(column - 1)), text)


def _values(sheet: Worksheet) -> dict[At, object]:
    """What is written, without the empty cells: formatting may reach down to row 1048576."""
    return {
        at: cell.value
        for at, cell in sorted(sheet._cells.items())
        if cell.data_type != "e" and filled(cell.value)
    }


def _rows(sheet: Worksheet) -> list[tuple[int, list[object]]]:
    """The rows that hold anything; a value merged downwards belongs to each of them."""
    values = _values(sheet)
    own = list(dict.fromkeys(row for row, _ in values))
    for merge in sheet.merged_cells.ranges:
        if top := values.get((merge.min_row, merge.min_col)):
            values.update({(row, merge.min_col): top for row in own if merge.min_row < row <= merge.max_row})
    wide = range(1, max((column for _, column in values), default=0) + 1)
    return [(row, [values.get((row, column)) for column in wide]) for row in own]


def _choose(book: Workbook, name: str, raw: Raw) -> dict[str, Worksheet]:
    """The sheet of each section; sheets that are not known but hold something are noted."""
    chosen: dict[str, Worksheet] = {}
    for sheet in book.worksheets:
        section = section_named(sheet.title)
        if section in chosen:
            text = Text("sheet '{other}' means the same; keep one of them", other=chosen[section].title)
            raw.add(Place(name, sheet.title), text)
        elif section:
            chosen[section] = sheet
        elif _values(sheet) and not _is_remark(sheet):
            raw.add(Place(name, sheet.title), _unknown(sheet.title))
    return chosen


def _unknown(title: str) -> Text:
    names = (name for part in sections().values() for name in (part.chinese, part.english, *part.also))
    if near := nearest(title, names):
        return Text("unknown sheet '{name}'; maybe '{near}'?", name=title, near=near)
    return Text("unknown sheet '{name}'; delete it, or put 'note' into its name", name=title)


def _is_remark(sheet: Worksheet) -> bool:
    return sheet.sheet_state != "visible" or any(part in sheet.title.lower() for part in _SKIPPED)


def _missing(chosen: dict[str, Worksheet], name: str, raw: Raw) -> None:
    for section in ("station", *MANDATORY):
        if section not in chosen:
            raw.absent.add((section,))
            part = sections()[section]
            sheet = f"{part.chinese} {part.english}"
            text = Text("the sheet '{sheet}' is missing; add it (see xunfang template)", sheet=sheet)
            raw.add(Place(name), text)
