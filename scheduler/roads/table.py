"""Road tables: a CSV text becomes rows with their numbers, its columns named in Chinese or English."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from scheduler.i18n import Text
from scheduler.roads.faults import Report
from scheduler.roads.text_file import decode

_DELIMITERS = (",", "\t", ";", "，", "；", "|")


@dataclass(frozen=True)
class Row:
    """One line of a table: its number in the file and its cells by column, without empty ones."""

    number: int
    cells: Mapping[str, str]


def read_table(
    path: Path, columns: Mapping[str, Sequence[str]], needed: Sequence[Sequence[str]], report: Report
) -> list[Row]:
    """The rows of a CSV file; `columns` gives their headers, `needed` groups of which one must be there.

    Blank lines and lines that begin with `#` are passed over. A column that is not known is passed over too,
    unless it is nearly one of ours: then it is a mistake.
    """
    rows = list(_split(decode(path)))
    if not rows:
        report.whole(Text("the file is empty"))
        return []
    number, header = rows[0]
    keys = [_key(cell, columns, number, report) for cell in header]
    if not any(all(key in keys for key in group) for group in needed):
        wanted = " / ".join("、".join(group) for group in needed)
        report.row(number, Text("columns are missing in the header; needed are {wanted}", wanted=wanted))
        return []
    found = []
    for at, cells in rows[1:]:
        named = zip(keys, cells, strict=False)
        found.append(Row(at, {key: cell.strip() for key, cell in named if key and cell.strip()}))
    return found


def _split(text: str) -> Iterator[tuple[int, list[str]]]:
    lines = text.splitlines()
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    reader = csv.reader(io.StringIO(text), delimiter=max(_DELIMITERS, key=first.count), skipinitialspace=True)
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
            yield start, cells
        start = reader.line_num + 1


def _key(header: str, columns: Mapping[str, Sequence[str]], row: int, report: Report) -> str:
    word = header.strip().lower()
    for key, names in columns.items():
        if word == key or word in names:
            return key
    names = [name for key, also in columns.items() for name in (key, *also)]
    if near := get_close_matches(word, names, 1, 0.75):
        report.row(
            row, Text("unknown column '{header}'; maybe '{near}'?", header=header.strip(), near=near[0])
        )
    return ""
