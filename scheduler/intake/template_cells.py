"""A station as rows of cells, in the words of the language spoken now: what `template` writes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import yaml
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from pydantic import BaseModel

from models import Seat, Seats, Station, Window
from scheduler.intake.shapes import Shape, fields
from scheduler.intake.speeds import SpeedRow
from scheduler.intake.words import columns, spoken

Value = str | int | date | None

_FREE = {"skills": "Tag", "who": "Tag", "led_by": "Tag", "needs": "Tag", "road": "RoadClass"}
"""Fields of free text that are written in the words of the reader."""


def cells(station: Station, section: str) -> list[list[Value]]:
    """The rows of one section, each in the order of its columns."""
    if section == "rules":
        return [row for rule, settings in station.rules.items() for row in _rule(rule, settings)]
    if section == "holidays":
        return [[day, _plain(name)] for day, name in sorted(station.holidays.items())]
    if section == "station":
        return [[_fact(station, column.key)] for column in columns(section)]
    if section == "cycle":
        return _records(section, station.cycle.teams if station.cycle else ())
    if section == "speeds":
        return _records(section, _speed_rows(station))
    return _records(section, getattr(station, section))


def _speed_rows(station: Station) -> Iterable[SpeedRow]:
    for mode, speeds in station.speeds.kmh.items() if station.speeds else ():
        yield from (SpeedRow(mode=mode, road=road, kmh=kmh) for road, kmh in speeds.items())


def _records(section: str, records: Iterable[BaseModel]) -> list[list[Value]]:
    return [[_cell(record, column.key) for column in columns(section)] for record in records]


def _fact(station: Station, key: str) -> Value:
    if key == "anchor":
        return station.cycle.anchor if station.cycle else None
    return _cell(station, key)


def _cell(record: BaseModel, key: str) -> Value:
    shape, value = fields(type(record))[key], getattr(record, key)
    if not shape.many:
        return _one(shape, key, value)
    between = "; " if shape.base is Window else " "
    return _plain(between.join(str(_one(shape, key, one)) for one in value)) if value else None


def _one(shape: Shape, key: str, value: Any) -> Value:
    if value is None or value == "" or isinstance(value, date):
        return value or None
    if shape.table == "bool":
        return spoken("bool", "yes" if value else "no") if value or key == "want" else None
    if shape.table == "int":
        return int(value)
    if shape.base is Seats:
        return _seats(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _plain(spoken(shape.table or _FREE.get(key, ""), str(value)))


def _seats(seats: Seats) -> str | None:
    """Seats as text: `1民警+1-2辅警` in Chinese, `1 officer+1-2 auxiliary` in English."""
    return "+".join(map(_seat, seats)) or None


def _seat(seat: Seat) -> str:
    number, kind = str(seat).split(" ", 1)[0], spoken("StaffKind", seat.kind)
    tag = f"[{spoken('Tag', seat.tag)}]" if seat.tag else ""
    return f"{number}{' ' if kind.isascii() else ''}{kind}{tag}"


def _rule(rule: str, settings: dict[str, object]) -> Iterable[list[Value]]:
    if not settings:
        yield [rule, None, None, None]
    for setting, value in settings.items():
        whole = isinstance(value, int) and not isinstance(value, bool)
        yield [rule, setting, int(str(value)) if whole else _yaml(value), None]


def _yaml(value: object) -> str:
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6)
    return re.sub(r"\n\.\.\.\s*$", "", text).strip()


def _plain(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)
