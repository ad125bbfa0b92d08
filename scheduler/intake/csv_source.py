"""A CSV file becomes a grid of texts, whatever its encoding and its delimiter."""

from __future__ import annotations

import csv
import io

from scheduler.i18n import Text
from scheduler.intake.raw import Place, Raw
from scheduler.intake.table import Grid, filled, put, read_table

_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = (",", "\t", ";", "，", "；", "|")


def decode(content: bytes) -> str | None:
    """The text of a file in UTF-8 (with or without BOM), UTF-16 with BOM or GB18030; None when in none."""
    boms = (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if content.startswith(boms) else _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text.replace("\r\n", "\n").replace("\r", "\n")
    return None


def read_csv(text: str, name: str, section: str, raw: Raw) -> None:
    """Read one table into `raw.data[section]`."""
    place = Place(name)
    raw.places[section,] = place
    try:
        grid = Grid(place, _split(text))
    except csv.Error as error:
        raw.add(place, Text("this is not CSV: {problem}", problem=error), (section,))
        raw.absent.add((section,))
        return
    raw.data[section] = put(read_table(grid, section, raw), (section,), raw)


def _split(text: str) -> list[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
    rows, start = [], 1
    for cells in reader:
        rows.append((start, _again(cells, delimiter)))
        start = reader.line_num + 1
    return rows


def _again(cells: list[str], usual: str) -> list[str]:
    """Split a row once more that was written with another delimiter than the first row."""
    if sum(map(filled, cells)) != 1 or cells[0].lstrip().startswith("#"):
        return cells
    other = max((one for one in _DELIMITERS if one != usual), key=cells[0].count)
    return next(csv.reader([cells[0]], delimiter=other)) if other in cells[0] else cells
