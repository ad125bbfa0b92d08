"""What pydantic finds wrong becomes a sentence that says what to write instead."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from models.clock import Window
from models.duty import Seats
from models.faults import Path
from models.places import RoadSpeeds
from models.station import Station
from scheduler.i18n import Text
from scheduler.intake.dates import not_a_date
from scheduler.intake.raw import Raw
from scheduler.intake.shapes import Shape, fields, shape_at
from scheduler.intake.speeds import SpeedRow, road_speeds
from scheduler.intake.words import Word, Words, label, nearest, nearest_word, words

_MISSING = ("missing", "too_short", "string_too_short")


def validate(data: dict[str, Any], raw: Raw) -> Station | None:
    """The station, or None with every mistake noted in `raw`."""
    speeds = _speeds(data.get("speeds"), raw)
    try:
        return Station.model_validate({**data, "speeds": speeds})
    except ValidationError as errors:
        _note(errors, (), raw)
        return None


def _speeds(rows: Any, raw: Raw) -> RoadSpeeds | None:
    """The station's own speeds from their rows; no mode has two for one road class."""
    seen: set[object] = set()
    for i, row in enumerate(rows if isinstance(rows, list) else ()):
        pair = (row.get("mode"), row.get("road", "")) if isinstance(row, dict) else i
        if pair in seen:
            written = " ".join(filter(None, map(str, pair if isinstance(pair, tuple) else ())))
            raw.add_at(("speeds", i), Text("'{key}' is written twice; keep one of them", key=written))
        seen.add(pair)
    try:
        return road_speeds(TypeAdapter(tuple[SpeedRow, ...]).validate_python(rows or ()))
    except ValidationError as errors:
        _note(errors, ("speeds",), raw)
        return None


def _note(errors: ValidationError, under: Path, raw: Raw) -> None:
    for error in errors.errors(include_url=False):
        path = (*under, *error["loc"])
        if not (_reported(error["type"], path, raw) or _repeats(error)):
            raw.add_at(path, _sentence(error["type"], path, error["input"], error.get("ctx", {})))


def _reported(kind: str, path: Path, raw: Raw) -> bool:
    """Whether a file, sheet, column or cell is known to be missing."""
    if kind != "missing":
        return False
    keys = tuple(part for part in path if isinstance(part, str))
    in_station = keys[0] == "cycle" or (len(keys) == 1 and keys != ("people",))
    return keys in raw.absent or raw.is_faulty(path) or (in_station and ("station",) in raw.absent)


def _repeats(error: ErrorDetails) -> bool:
    """Whether others say it better: ids used twice (`checks`), or a list short of what is wrong in it."""
    return (error["type"] == "fault" and not error["loc"]) or (
        error["type"] == "too_short" and bool(error["input"])
    )


def _sentence(kind: str, path: Path, value: Any, context: dict[str, Any]) -> Text:
    section, key, shape = shape_at(path)
    name = label(section, key)
    if kind == "fault":
        return Text(context["template"], **{one: text for one, text in context.items() if one != "template"})
    if kind == "extra_forbidden":
        return _unknown_key(path, key)
    if kind in _MISSING:
        return _missing(name, shape)
    if isinstance(value, (list, dict)) or shape is None or shape.model or shape.base in (Window, Seats):
        return _structure(name, path, shape, value)
    return _wrong_value(name, shape, value)


def _unknown_key(path: Path, key: str) -> Text:
    inside = shape_at(path[:-1])[2] if len(path) > 1 else Shape(Station)
    known = [*fields(inside.model)] if inside and inside.model else []
    if near := nearest(key, known):
        return Text("unknown key '{key}'; maybe '{near}'?", key=key, near=near)
    return Text("unknown key '{key}'; known are {words}", key=key, words=", ".join(known))


def _missing(name: Word, shape: Shape | None) -> Text:
    if shape and shape.table:
        return Text("'{key}' is missing; write one of {words}", key=name, words=words(shape.table))
    return Text("'{key}' is missing; fill it in", key=name)


def _structure(name: Word, path: Path, shape: Shape | None, value: Any) -> Text:
    if path[0] == "rules":
        return Text("'{key}' needs its settings below it, each as 'setting: value'", key=path[-1])
    if shape and shape.many and not isinstance(path[-1], int):
        return Text("'{key}' should be a list; start each entry with '- '", key=name)
    if (shape and shape.model) or isinstance(value, str):
        return Text("'{key}' should hold 'key: value' lines, not '{value}'", key=name, value=str(value))
    return Text("'{key}' should be one value, not a list", key=name)


def _wrong_value(name: Word, shape: Shape, value: Any) -> Text:
    known: Words = words(shape.table)
    if shape.table == "bool":
        return Text("'{value}' is neither yes nor no; write one of {words}", value=value, words=known)
    if shape.table == "int" and shape.low is not None and shape.high is not None:
        bounds: dict[str, object] = {"key": name, "value": value, "low": shape.low, "high": shape.high}
        return Text("{key} is '{value}'; write a number from {low} to {high}", **bounds)
    if shape.table == "int":
        low = shape.low or 0
        return Text("{key} is '{value}'; write a whole number, {low} or more", key=name, value=value, low=low)
    if shape.table:
        if near := nearest_word(shape.table, value):
            return Text("'{value}' is no word for {key}; maybe '{near}'?", value=value, key=name, near=near)
        return Text(
            "'{value}' is no word for {key}; write one of {words}", value=value, key=name, words=known
        )
    if shape.base is float and shape.low is not None:
        return Text("{key} is '{value}'; write a number, {low} or more", key=name, value=value, low=shape.low)
    if shape.base is float:
        return Text("{key} is '{value}'; write a number such as 4.5", key=name, value=value)
    if shape.base is str:
        return Text("'{value}' does not fit '{key}'; write a text", value=value, key=name)
    return not_a_date(value)
