"""Written values become plain ones, field by field: Chinese words, numbers as text, lists in one cell."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from models.clock import Window
from models.duty import Seats
from models.event import DayRun
from scheduler.intake.dates import not_a_date, parse_date
from scheduler.intake.raw import Raw
from scheduler.intake.shapes import Shape, fields
from scheduler.intake.words import word

_FREE = {"skills": "Tag", "who": "Tag", "led_by": "Tag", "needs": "Tag", "lang": "lang", "road": "RoadClass"}
"""Fields of free text in which words of ours are translated, and others kept."""
_PROSE = {"name", "note", "reason", "phone"}
_BETWEEN = re.compile(r"[\s、,;]+")
_AROUND_DASH = re.compile(r"\s*([-–—~至到])\s*(次日\s*)?")
_INTEGER = re.compile(r"^([+-]?\d+)(?:\.0+)?\s*(?:级|日|号|组|月|分钟|分)?$")
_WHOLE = re.compile(r"^(\d+)\.0+$")


class Unread:
    """A value that cannot be read as what its field holds; no model accepts it, `str()` is as written."""

    def __init__(self, value: object) -> None:
        self.text = as_text(value)

    def __str__(self) -> str:
        return self.text


def tidy_station(model: type[BaseModel], raw: Raw) -> dict[str, Any]:
    """The station's dict with every value as its model wants it; values that cannot be read stay marked."""
    data = _record(model, raw.data)
    if isinstance(days := data.get("holidays"), dict):
        data["holidays"] = {}
        for key, name in days.items():
            if (day := parse_date(key)) is None:
                raw.add_at(("holidays", key), not_a_date(key))
            else:
                data["holidays"][day] = as_text(name)
    return data


def _record(model: type[BaseModel], data: dict[str, Any]) -> dict[str, Any]:
    shapes = fields(model)
    return {
        key: _field(shapes[key], key, value) if key in shapes else value
        for key, value in data.items()
        if key not in shapes or not _blank(value)
    }


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _field(shape: Shape, key: str, value: Any) -> Any:
    if not shape.many:
        return _one(shape, key, value)
    if shape.model is None and not isinstance(value, (list, dict)):
        value = _parts(shape, as_text(value))
    return [_one(shape, key, one) for one in value] if isinstance(value, list) else value


def _parts(shape: Shape, text: str) -> list[str]:
    if shape.table and word(shape.table, text):
        return [text]
    text = unicodedata.normalize("NFKC", text)
    if shape.base is Window:
        text = _AROUND_DASH.sub(lambda dash: dash[1] + (dash[2] or "").strip(), text)
    return [part for part in _BETWEEN.split(text) if part]


def _one(shape: Shape, key: str, value: Any) -> Any:
    if shape.model is not None:
        return _record(shape.model, value) if isinstance(value, dict) else value
    if isinstance(value, (list, dict)):
        return value
    if shape.base is str:
        return _text(key, value)
    if shape.base in _READ:
        return _READ[shape.base](value)
    return (word(shape.table, as_text(value)) or as_text(value)) if shape.table else value


def as_text(value: object) -> str:
    """A cell as text: 1.0 is `1`, a date is written out."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ")
    return str(value).strip()


def _text(key: str, value: object) -> str:
    text = as_text(value)
    if key in _PROSE:
        return text
    text = unicodedata.normalize("NFKC", text).strip()
    whole = _WHOLE.match(text)
    return (word(_FREE[key], text) or text) if key in _FREE else whole[1] if whole else text


def _bool(value: object) -> bool | Unread:
    found = word("bool", as_text(value))
    return found == "yes" if found else Unread(value)


def _int(value: object) -> int | Unread:
    text = unicodedata.normalize("NFKC", as_text(value))
    match = _INTEGER.match(text)
    found = match[1] if match else word("int", text)
    return int(found) if found else Unread(value)


def _number(value: object) -> object:
    return unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else value


def _date(value: object) -> date | Unread:
    return parse_date(value) or Unread(value)


def _window(value: object) -> str:
    return unicodedata.normalize("NFKC", as_text(value))


def _seats(value: object) -> str:
    text = unicodedata.normalize("NFKC", as_text(value)).replace("、", "+")
    return re.sub(r"\[([^\]]+)\]", lambda tag: f"[{word('Tag', tag[1]) or tag[1]}]", text)


_READ: dict[object, Any] = {
    bool: _bool, int: _int, float: _number, date: _date, Window: _window, DayRun: _window, Seats: _seats,
}  # fmt: skip
