"""Read a public shift scheduling instance, or say which line of which file is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from benchmarks.shift_scheduling.instance import Demand, Employee, Instance, Request, Shift
from models import Fault, Faults

FORMS = {
    "SECTION_HORIZON": "14",
    "SECTION_SHIFTS": "D,480,E|L",
    "SECTION_STAFF": "A,D=14|E=0,4320,3360,5,2,2,1",
    "SECTION_DAYS_OFF": "A,0,7",
    "SECTION_SHIFT_ON_REQUESTS": "A,2,D,2",
    "SECTION_SHIFT_OFF_REQUESTS": "A,2,D,2",
    "SECTION_COVER": "0,D,5,100,1",
}
"""Every section of a file, with a line as it should be written."""

Fields = tuple[str, ...]
T = TypeVar("T")


def read_instance(path: Path) -> Instance:
    """Read one instance file; raises Faults with every mistake in it, OSError where there is no file."""
    return parse_instance(path.read_text(encoding="utf-8-sig"), path.name)


def parse_instance(text: str, file: str) -> Instance:
    """Read one instance from text; `file` is its name in errors, and without its ending the instance's."""
    reader = _Reader(text, file)
    instance = reader.instance()
    if reader.faults:
        raise Faults(reader.faults)
    return instance


class _Reader:
    """Sections of numbered lines; a line that cannot be read becomes a fault, and the next one is read."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.sections: dict[str, list[tuple[int, Fields]]] = {}
        self.days = 0
        self.shift_ids: tuple[str, ...] = ()
        self.staff_ids: tuple[str, ...] = ()
        self._split(text)

    def _split(self, text: str) -> None:
        lines: list[tuple[int, Fields]] | None = None
        for number, line in enumerate(map(str.strip, text.splitlines()), start=1):
            if line.startswith("SECTION_"):
                lines = self.sections.setdefault(line, [])
                if line not in FORMS:
                    self._fault(f"no section '{line}'; write one of {', '.join(FORMS)}", number)
            elif line and not line.startswith("#"):
                if lines is None:
                    self._fault(f"'{line}' stands before any section; begin with SECTION_HORIZON", number)
                else:
                    lines.append((number, tuple(part.strip() for part in line.split(","))))
        for section, form in FORMS.items():
            if section not in self.sections:
                self._fault(f"{section} is missing; write it with lines such as {form}")

    def _fault(self, text: str, line: int | None = None) -> None:
        self.faults.append(Fault(text, self.file if line is None else f"{self.file}, line {line}"))

    def _each(self, section: str, read: Callable[[Fields], T]) -> Iterator[T]:
        """Each line of a section that can be read; the others become faults."""
        for number, fields in self.sections.get(section, ()):
            try:
                yield read(fields)
            except ValueError as error:
                self._fault(f"{error}; write it as {FORMS[section]}", number)

    def instance(self) -> Instance:
        """Everything that can be read; in an order in which each section knows those it speaks of."""
        self.days = next(self._each("SECTION_HORIZON", _horizon), 0)
        self.shift_ids = self._ids("SECTION_SHIFTS", "shift")
        self.staff_ids = self._ids("SECTION_STAFF", "employee")
        shifts = tuple(self._each("SECTION_SHIFTS", self._shift))
        staff = tuple(self._each("SECTION_STAFF", self._employee))
        off = dict(self._each("SECTION_DAYS_OFF", self._days_off))
        wishes = (
            *self._each("SECTION_SHIFT_ON_REQUESTS", lambda fields: self._request(fields, on=True)),
            *self._each("SECTION_SHIFT_OFF_REQUESTS", lambda fields: self._request(fields, on=False)),
        )
        demands = tuple(self._each("SECTION_COVER", self._demand))
        staff = tuple(replace(person, days_off=off.get(person.id, frozenset())) for person in staff)
        return Instance(Path(self.file).stem, self.days, shifts, staff, wishes, demands)

    def _ids(self, section: str, what: str) -> tuple[str, ...]:
        found: dict[str, int] = {}
        for number, fields in self.sections.get(section, ()):
            if fields[0] in found:
                first = found[fields[0]]
                self._fault(f"{what} '{fields[0]}' stands in line {first} already; delete one", number)
            found.setdefault(fields[0], number)
        return tuple(found)

    def _shift(self, fields: Fields) -> Shift:
        name, minutes, after = _exactly(3, fields)
        not_before = frozenset(self._shift_id(part) for part in after.split("|") if part)
        return Shift(name, _number(minutes, "minutes"), not_before)

    def _employee(self, fields: Fields) -> Employee:
        name, most, *texts = _exactly(8, fields)
        longest, shortest, *limits = (_number(text, "limit") for text in texts)
        if shortest > longest:
            raise ValueError(f"{shortest} minutes at least is more than {longest} at most")
        max_run, min_run, min_days_off, max_weekends = limits
        return Employee(
            name, dict(self._most(most)), longest, shortest, max_run, min_run, min_days_off, max_weekends
        )

    def _most(self, text: str) -> Iterator[tuple[str, int]]:
        pairs = [part.partition("=") for part in text.split("|")]
        missing = set(self.shift_ids) - {name for name, _, _ in pairs}
        if missing:
            raise ValueError(f"no number for shift {', '.join(sorted(missing))} in '{text}'")
        for name, _, number in pairs:
            yield self._shift_id(name), _number(number, "number of shifts")

    def _days_off(self, fields: Fields) -> tuple[str, frozenset[int]]:
        name, *days = fields
        return self._employee_id(name), frozenset(self._day(day) for day in days)

    def _request(self, fields: Fields, *, on: bool) -> Request:
        name, day, shift, weight = _exactly(4, fields)
        return Request(
            self._employee_id(name), self._day(day), self._shift_id(shift), _number(weight, "weight"), on
        )

    def _demand(self, fields: Fields) -> Demand:
        day, shift, *numbers = _exactly(5, fields)
        return Demand(self._day(day), self._shift_id(shift), *(_number(text, "number") for text in numbers))

    def _day(self, text: str) -> int:
        day = _number(text, "day")
        if self.days and day >= self.days:
            raise ValueError(f"day {day} lies outside 0 to {self.days - 1}")
        return day

    def _shift_id(self, text: str) -> str:
        return _known(text, self.shift_ids, "shift")

    def _employee_id(self, text: str) -> str:
        return _known(text, self.staff_ids, "employee")


def _horizon(fields: Fields) -> int:
    (days,) = _exactly(1, fields)
    return _number(days, "number of days")


def _exactly(count: int, fields: Fields) -> Fields:
    if len(fields) != count:
        raise ValueError(f"{len(fields)} fields where {count} are due")
    return fields


def _number(text: str, what: str) -> int:
    # The public files write some zeros as -0.
    if not re.fullmatch(r"[0-9]+|-0", text):
        raise ValueError(f"'{text}' is no {what}")
    return int(text)


def _known(text: str, ids: tuple[str, ...], what: str) -> str:
    if text not in ids:
        raise ValueError(f"no {what} '{text}' among {', '.join(ids)}")
    return text
