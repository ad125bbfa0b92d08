"""The rows of a sweep as Parquet: a folder of numbered parts, with a journal of those not in a part yet.

A Parquet file is whole only at its end, so the rows first go to `_journal.csv` (readers of Parquet folders
skip names with an underscore); every so many become a part, written beside and renamed, and at the end the
rest. A kill in between leaves rows in both: those of the journal are dropped then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from models import Fault, Faults
from scenarios.sweep.columns import Column, Row
from scenarios.sweep.rows import Rows
from scheduler.beside import beside
from scheduler.i18n import Text

PART = 500
"""Rows of a part."""


class Parts:
    """A folder of parts that grows like `Rows`."""

    def __init__(self, folder: Path, columns: Sequence[Column], size: int = PART) -> None:
        self.folder, self.columns, self.size = folder, columns, size
        self._journal = Rows(folder / "_journal.csv", columns)
        self._arrow, self._parquet = _pyarrow()
        self._waiting = 0

    def open(self) -> set[str]:
        """Take up what is there; the keys in it. Raises Faults for another sweep's folder."""
        if self.folder.exists() and not self.folder.is_dir():
            text = Text("this is a file; rows as Parquet need a folder: name another --out")
            raise Faults([Fault(text, str(self.folder))])
        waiting = self._journal.open()
        try:
            kept = {str(row["key"]) for row in self._kept()}
        except Faults:
            self._journal.close()
            raise
        if waiting and waiting <= kept:  # killed between the part and the emptying of the journal
            self._journal.clear()
            waiting = set()
        self._waiting = len(waiting)
        return kept | waiting

    def add(self, row: Row) -> None:
        """Append a row."""
        self._journal.add(row)
        self._waiting += 1
        if self._waiting >= self.size:
            self._pack()

    def close(self) -> None:
        """What is left becomes the last part."""
        if self._waiting:
            self._pack()
        self._journal.close()

    def read(self) -> Iterator[Row]:
        """Every row once."""
        seen: set[str] = set()
        for rows in (self._kept(), self._journal.read()):
            for row in rows:
                if (key := str(row["key"])) not in seen:
                    seen.add(key)
                    yield row

    def _pack(self) -> None:
        rows = list(self._journal.read())
        table = self._arrow.Table.from_pylist(rows, schema=self._schema())
        number = 1 + max((int(path.stem.rpartition("-")[2]) for path in self._files()), default=0)
        with beside(self.folder / f"part-{number:05d}.parquet") as part:
            self._parquet.write_table(table, part)
        self._journal.clear()
        self._waiting = 0

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("part-*.parquet"))

    def _kept(self) -> Iterator[Row]:
        for path in self._files():
            table = self._parquet.read_table(path)
            if table.schema != self._schema():
                text = Text("this holds something else than the rows of this sweep; name another --out")
                raise Faults([Fault(text, str(path))])
            yield from table.to_pylist()

    def _schema(self) -> Any:
        kinds = {int: self._arrow.int64(), float: self._arrow.float64(), str: self._arrow.string()}
        return self._arrow.schema([(one.name, kinds[one.kind]) for one in self.columns])


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        text = Text("Parquet needs another package; install it with: pip install xunfang[parquet]")
        raise Faults([Fault(text, "--out")]) from error
    return pyarrow, parquet
