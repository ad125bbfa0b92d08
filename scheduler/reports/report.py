"""A report before it is shown: sections of paragraphs, tables, charts and lines to sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Value = str | int | float | None
Line = tuple[Value, ...]


@dataclass(frozen=True)
class Table:
    """A table; `left` are columns (from 0) that are left aligned, `tones` a shade from 0 to 1 a cell.

    `wide` are columns left empty for handwriting, `high` rows are high enough to write in; `paper`
    has too many columns for a terminal.
    """

    heads: tuple[str, ...]
    rows: tuple[Line, ...]
    title: str = ""
    left: tuple[int, ...] = ()
    tones: tuple[tuple[float, ...], ...] = ()
    wide: tuple[int, ...] = ()
    high: bool = False
    paper: bool = False

    def tone(self, row: int, column: int) -> float:
        """The shade of a cell; 0 is plain."""
        line = self.tones[row] if row < len(self.tones) else ()
        return line[column] if column < len(line) else 0.0


@dataclass(frozen=True)
class Chart:
    """Steps over time: one value a step, names under some of the steps, and level lines with their names."""

    title: str
    values: tuple[float, ...]
    ticks: tuple[tuple[int, str], ...] = ()
    levels: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class Facts:
    """Short facts in pairs: what, and how much."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Signatures:
    """Lines to be signed at the foot."""

    lines: tuple[str, ...]


Part = str | Table | Chart | Facts | Signatures


@dataclass(frozen=True)
class Section:
    """One page of paper, one sheet of the workbook."""

    name: str
    parts: tuple[Part, ...]
    title: str = ""


@dataclass(frozen=True)
class Report:
    """A report of one kind; `wide` pages lie across."""

    kind: str
    title: str
    sections: tuple[Section, ...]
    wide: bool = False

    @property
    def tables(self) -> Iterator[Table]:
        """Every table, in order."""
        return (part for one in self.sections for part in one.parts if isinstance(part, Table))


def shown(value: Value) -> str:
    """A value as text: a float with one decimal, nothing for none."""
    if value is None:
        return ""
    return f"{round(value, 1) + 0.0:.1f}" if isinstance(value, float) else str(value)


def counted(number: float) -> str:
    """A number of the documents: `32,700`, or `4.1` when it is no whole one; nought has no sign."""
    if abs(number - round(number)) < 1e-9:
        return f"{round(number):,}"
    return f"{round(number, 1) + 0.0:,.1f}"


def shades(rows: Iterable[Iterable[float]], most: float = 0.0) -> tuple[tuple[float, ...], ...]:
    """Shades of numbers from 0 to 1, the largest (or `most`) the darkest."""
    numbers = [tuple(row) for row in rows]
    top = most or max((one for row in numbers for one in row), default=0.0)
    return tuple(tuple(min(1.0, one / top) if top else 0.0 for one in row) for row in numbers)
