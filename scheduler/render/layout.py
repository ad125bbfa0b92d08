"""How large the printed week can be, so that page and workbook fit one sheet of A4 landscape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from scheduler.render.names import width
from scheduler.render.remarks import Remark
from scheduler.render.rows import SMALL, SUB_WIDTH, Cell, Row

LINE = 1.3
"""Height of a line, in body sizes."""

PADDING = 0.5
"""Height of the padding and border of a row, in body sizes."""

LABEL_WIDTH = 6.0
"""Width of the column of labels, in full-width characters."""

PAGE_WIDTH, PAGE_HEIGHT = 78.5, 55.0
"""The printed area of A4 landscape with margins of 9 to 10 mm, in body sizes of 10 pt.

`height` was measured in a browser to be 3 to 5 % above what is printed, so 55 here is 53 on paper (54.4 fit).
"""

SIZES = tuple(size / 100 for size in range(100, 48, -2))
"""Print sizes that are tried, largest first."""


def budget(size: float, days: int = 7) -> float:
    """Full-width characters of body print in a day's column: smaller print leaves room for more."""
    return (PAGE_WIDTH / size - 15.2) / days - 1.0


def row_height(row: Row, room: float) -> float:
    """Height of one row in body sizes, without its padding; `room` is the budget of a day's column."""
    label = LINE * wrapped(row.label, LABEL_WIDTH) if row.span == 1 else 0.0
    sub = LINE * SMALL * sum(wrapped(line, SUB_WIDTH) for line in row.sub)
    return max(LINE, label, sub, *(_cell_height(cell, row, room) for cell in row.cells))


def _cell_height(cell: Cell, row: Row, room: float) -> float:
    small = room / SMALL
    size, fits = (SMALL, small) if row.dense else (1.0, room)
    below = cell.missing if row.tight else (*cell.notes, *cell.missing)
    notes = sum(wrapped(note, small) for note in below)
    names = sum(max(1, ceil(sum(piece.width for piece in line) / fits - 0.01)) for line in cell.lines)
    return LINE * (names * size + notes * SMALL)


def wrapped(text: str, room: float) -> int:
    """Lines that a text takes in a column."""
    return max(1, ceil(width(text) / room - 0.01))


def remarks_lines(remarks: Iterable[Remark], size: float) -> int:
    """Lines of small print below the table; remarks run on one after the other."""
    return max(1, ceil(sum(width(one.head + one.text) + 2 for one in remarks) * SMALL * size / PAGE_WIDTH))


def height(rows: Sequence[Row], remarks: Sequence[Remark], size: float) -> float:
    """Height of title, table, remarks and signatures at one print size, in body sizes of 10 pt."""
    table = sum(row_height(row, budget(size)) + PADDING for row in rows)
    head = 2.9 + 1.8 + 2 * (LINE + PADDING) + 1.0
    below = remarks_lines(remarks, size) * 1.35 * SMALL + 3.2
    return (head + table + below) * size


def air(rows: Sequence[Row], remarks: Sequence[Remark], size: float) -> float:
    """Padding to add to each row, in body sizes of the print, when the sheet has room left."""
    spare = (PAGE_HEIGHT - height(rows, remarks, size)) / size
    return round(min(0.6, max(0.0, spare) / (len(rows) + 2)), 2)
