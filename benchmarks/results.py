"""The results of a folder: `results.csv`, the curves of cost and bound, and the steps of our tiers."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from benchmarks import Row, write_rows
from models import Fault, Faults

RESULTS, CURVES, STEPS = "results.csv", "curves.csv", "steps.csv"


@dataclass(frozen=True)
class Result(Row):
    """One run as the laboratory believes it.

    `status` in capitals is the method's word (PROVEN, FOUND, IMPOSSIBLE, UNDECIDED, RAN), in small letters
    ours: `wrong` (the judge refuses the answer or prices it otherwise), `killed`, `failed`; then there is no
    cost. `gap_bound` is by how many percent of the cost it lies from the bound; `tuning` are the settings of
    our own search that are not today's.
    """

    cores: int
    commit: str
    machine: str
    versions: str
    gap_bound: float | None
    first_solution: float | None
    peak_mib: float
    limit: float
    workers: int | None
    build_seconds: float
    most: bool
    tuning: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What another run of the same has too."""
        return self.suite, self.instance, self.method, self.seed, self.limit


@dataclass(frozen=True)
class Point:
    """One point of a curve: what a method knew after so many seconds, in its own words."""

    suite: str
    instance: str
    method: str
    seed: int
    limit: float
    seconds: float
    cost: float | None
    bound: float | None

    @property
    def key(self) -> tuple[object, ...]:
        """The run it belongs to."""
        return self.suite, self.instance, self.method, self.seed, self.limit


@dataclass(frozen=True)
class StepLine:
    """One step of a run."""

    suite: str
    instance: str
    method: str
    seed: int
    limit: float
    importance: str
    rules: str
    value: int
    bound: int | None
    status: str
    seconds: float | None

    @property
    def key(self) -> tuple[object, ...]:
        """The run it belongs to."""
        return self.suite, self.instance, self.method, self.seed, self.limit


Line = TypeVar("Line", Result, Point, StepLine)


def read_lines(path: Path, kind: type[Line]) -> list[Line]:
    """Every line of a table; raises Faults naming file and line, OSError where there is no file."""
    hints = get_type_hints(kind)
    found, faults = [], []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                values = {one.name: _value(row[one.name], hints[one.name]) for one in fields(kind)}
                found.append(kind(**values))
            except (KeyError, ValueError, TypeError) as error:
                text = f"is no line of results ({error}); name a file that `benchmarks run` wrote"
                faults.append(Fault(text, f"{path}, line {number}"))
    if faults:
        raise Faults(faults)
    return found


def _value(text: str, kind: Any) -> Any:
    if kind is bool:
        return text == "True"
    if text == "" and kind is not str:
        if type(None) not in getattr(kind, "__args__", ()):
            raise ValueError("an empty field")
        return None
    if kind is str:
        return text
    if "float" in str(kind):
        return number(float(text))
    return int(text)


def number(value: float | None) -> float | None:
    """Six decimals at most, and a whole number without its point."""
    short = None if value is None else round(float(value), 6)
    return int(short) if short is not None and short.is_integer() else short


class Book:
    """The tables of a folder: a run takes the place of an earlier one of the same, all others stay."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.results = _read(folder / RESULTS, Result)
        self.points = _read(folder / CURVES, Point)
        self.steps = _read(folder / STEPS, StepLine)

    def add(self, result: Result, points: Sequence[Point], steps: Sequence[StepLine]) -> None:
        """Put one run in and write the files, each beside first and then renamed."""
        self.results = [one for one in self.results if one.key != result.key] + [result]
        self.points = [one for one in self.points if one.key != result.key] + [*points]
        self.steps = [one for one in self.steps if one.key != result.key] + [*steps]
        write_rows(self.folder / RESULTS, self.results)
        if self.points:
            write_rows(self.folder / CURVES, self.points)
        if self.steps:
            write_rows(self.folder / STEPS, self.steps)


def _read(path: Path, kind: type[Line]) -> list[Line]:
    return read_lines(path, kind) if path.is_file() else []


def part(result: Result) -> dict[str, Any]:
    """The fields that name a run."""
    names = ("suite", "instance", "method", "seed", "limit")
    return {name: value for name, value in asdict(result).items() if name in names}
