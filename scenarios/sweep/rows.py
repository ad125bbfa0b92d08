"""The rows of a sweep as CSV: each appended as it comes, so that a kill loses at most half a line."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from models import Fault, Faults
from scenarios.sweep.columns import Column, Row
from scheduler.i18n import Text

BOM = b"\xef\xbb\xbf"
"""For Excel, which takes the file for UTF-8 then."""


class Rows:
    """A table that grows; rows that are there already, by key, stay and are not written again."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self.path, self.columns = path, columns
        self._head = BOM + _line([one.name for one in columns])
        self._file: BinaryIO | None = None

    def open(self) -> set[str]:
        """Make or take up the file and return the keys in it; raises Faults for another sweep's file.

        A last line that is not whole is taken away: its point is planned again.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("r+b" if self.path.exists() else "w+b")
            self._repair(self._file)
            return {str(row["key"]) for row in self.read()}
        except (OSError, Faults) as error:
            if self._file is not None:
                self._file.close()
            if isinstance(error, Faults):
                raise
            text = "this cannot be written ({problem}); close it in other programs, or name another --out"
            raise Faults([Fault(Text(text, problem=error.strerror or "?"), str(self.path))]) from error

    def _repair(self, file: BinaryIO) -> None:
        content = file.read(len(self._head))
        if content and not self._head.startswith(content):
            text = Text("this holds something else than the rows of this sweep; name another --out")
            raise Faults([Fault(text, str(self.path))])
        if content != self._head:  # nothing, or killed within the first line
            self._cut(file, 0)
            file.write(self._head)
        else:
            self._cut(file, _whole(file))
        file.flush()

    def _cut(self, file: BinaryIO, size: int) -> None:
        file.seek(size)
        file.truncate()

    def add(self, row: Row) -> None:
        """Append a row in one piece; it is with the system, not in this process, when this returns."""
        assert self._file is not None
        self._file.write(_line([one.write(row.get(one.name)) for one in self.columns]))
        self._file.flush()

    def clear(self) -> None:
        """Take all rows away; the heading stays."""
        assert self._file is not None
        self._cut(self._file, len(self._head))
        self._file.flush()

    def close(self) -> None:
        """Write everything to the disk."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None

    def read(self) -> Iterator[Row]:
        """Every row once, the first of those with one key; raises Faults for a field that is no number."""
        seen: set[str] = set()
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            for number, fields in enumerate(csv.DictReader(file), start=2):
                row = self._parsed(fields, number)
                if (key := str(row["key"])) not in seen:
                    seen.add(key)
                    yield row

    def _parsed(self, fields: dict[str, str], number: int) -> Row:
        try:
            return {one.name: one.parse(fields[one.name]) for one in self.columns}
        except (KeyError, TypeError, ValueError):
            where = str(Text("{file}, row {row}", file=self.path.name, row=number))
            text = Text("this row was changed by hand; delete it, and its point is planned again")
            raise Faults([Fault(text, where)]) from None


def _line(values: Sequence[str]) -> bytes:
    """One line of the file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(values)
    return text.getvalue().encode()


def _whole(file: BinaryIO, block: int = 65536) -> int:
    """Bytes up to the end of the last whole line."""
    end = file.seek(0, os.SEEK_END)
    while end > 0:
        start = max(0, end - block)
        file.seek(start)
        if (found := file.read(end - start).rfind(b"\n")) >= 0:
            return start + found + 1
        end = start
    return 0
