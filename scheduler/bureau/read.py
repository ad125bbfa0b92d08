"""bureau.yaml becomes a bureau, or every mistake in it with its line and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from models import Fault, Faults, StaffKind
from models.faults import Path as FaultPath
from scheduler.bureau.bureau import Bureau, Lending, Member, Reserve, twice
from scheduler.i18n import LANGUAGES, Text
from scheduler.intake.csv_source import decode
from scheduler.intake.raw import Raw
from scheduler.intake.shapes import fields
from scheduler.intake.words import nearest
from scheduler.intake.yaml_source import read_yaml

FILE = "bureau.yaml"
_MODELS: dict[str, type[BaseModel]] = {"stations": Member, "lending": Lending, "reserves": Reserve}
_Entry = TypeVar("_Entry", bound=BaseModel)
_LISTS = ("stations", "reserves", "neighbours", "approved", "skills")


def read_bureau(path: Path) -> tuple[Bureau, Path]:
    """A bureau and its folder, from the file or the folder; raises Faults with every mistake."""
    file = path / FILE if path.is_dir() else path
    raw = Raw()
    try:
        text = decode(file.read_bytes())
    except OSError as error:
        why = Text(
            "this cannot be read ({problem}); name a folder with bureau.yaml", problem=error.strerror or "?"
        )
        raise Faults([Fault(why, str(file))]) from None
    if text is None:
        raise Faults([Fault(Text("this is not a text file; save it as UTF-8"), str(file))])
    read_yaml(text, file.name, raw)
    unread = bool(raw.faults)
    bureau = _validated(raw) if not unread else None
    for where, wrong in (
        _mistakes(_whole(bureau) if bureau else _readable(raw), file.parent) if not unread else ()
    ):
        raw.add_at(where, wrong)
    if raw.faults or bureau is None:
        raise Faults(raw.faults)
    return bureau, file.parent


@dataclass(frozen=True)
class _Parts:
    """What of a bureau can be read, beside what cannot: entries by their place in the list.

    `known` are the ids of all stations, of those too whose entry cannot be read.
    """

    known: list[str]
    stations: dict[int, Member]
    reserves: dict[int, Reserve]
    approved: tuple[str, ...] = ()
    lang: str = LANGUAGES[0]


def _readable(raw: Raw) -> _Parts:
    """The entries that are right by themselves, so that what they name is looked at all the same."""
    stations: dict[int, Member] = dict(_entries(raw.data.get("stations"), Member))
    reserves: dict[int, Reserve] = dict(_entries(raw.data.get("reserves"), Reserve))
    lending = raw.data.get("lending")
    approved = lending.get("approved") if isinstance(lending, dict) else None
    names = tuple(map(str, approved)) if isinstance(approved, list) else ()
    folders = (str(row.get("folder", "")) for row in _rows(raw.data.get("stations")))
    known = [Member.model_construct(folder=folder).id for folder in folders]
    return _Parts(known, stations, reserves, names)


def _entries(value: Any, model: type[_Entry]) -> Iterator[tuple[int, _Entry]]:
    for n, row in enumerate(value if isinstance(value, list) else ()):
        known = {key: one for key, one in row.items() if key in model.model_fields} if _is_row(row) else None
        try:
            if known is not None:
                yield n, model.model_validate(known)
        except ValidationError:
            continue  # said already


def _is_row(value: object) -> bool:
    return isinstance(value, dict)


def _whole(bureau: Bureau) -> _Parts:
    numbered = dict(enumerate(bureau.stations)), dict(enumerate(bureau.reserves))
    known = [one.id for one in bureau.stations]
    return _Parts(known, *numbered, tuple(bureau.lending.approved), bureau.lang)


def _validated(raw: Raw) -> Bureau | None:
    data = dict(raw.data)
    for key in _LISTS:  # `skills: driver armed` is a list as well
        for row in (
            data,
            *_rows(data.get("stations")),
            *_rows(data.get("reserves")),
            *_rows([data.get("lending")]),
        ):
            if isinstance(row.get(key), str):
                row[key] = row[key].split()
    try:
        return Bureau.model_validate(data)
    except ValidationError as errors:
        for error in errors.errors(include_url=False):
            if error["type"] != "too_short" or not error["input"]:  # else it only counts what is said below
                raw.add_at(error["loc"], _sentence(error))
        return None


def _rows(value: Any) -> Iterator[dict[str, Any]]:
    yield from (row for row in value or () if isinstance(row, dict)) if isinstance(value, list) else ()


def _sentence(error: ErrorDetails) -> Text:
    path: FaultPath = error["loc"]
    key, kind, value = _key(path), error["type"], error["input"]
    if kind == "extra_forbidden":
        known = list(_model(path).model_fields)
        if near := nearest(key, known):
            return Text("unknown key '{key}'; maybe '{near}'?", key=key, near=near)
        return Text("unknown key '{key}'; known are {words}", key=key, words=", ".join(known))
    if kind in ("missing", "too_short", "string_too_short"):
        return Text("'{key}' is missing; fill it in", key=key)
    if kind == "enum":
        words = ", ".join(StaffKind)
        return Text("'{value}' is no word for {key}; write one of {words}", value=value, key=key, words=words)
    if kind in ("tuple_type", "list_type"):
        return Text("'{key}' should be a list; start each entry with '- '", key=key)
    if isinstance(value, (dict, list)) or kind.startswith("model"):
        return Text("'{key}' should hold 'key: value' lines, not '{value}'", key=key, value=str(value))
    return _number(_model(path), key, value)


def _key(path: FaultPath) -> str:
    """The last key of a path; an entry of a list has its number, from 1."""
    return f"{path[-2]} {path[-1] + 1}" if isinstance(path[-1], int) and len(path) > 1 else str(path[-1])


def _model(path: FaultPath) -> type[BaseModel]:
    return _MODELS[str(path[0])] if len(path) > 1 else Bureau


def _number(model: type[BaseModel], key: str, value: object) -> Text:
    shape = fields(model).get(key)
    low, high = (shape.low, shape.high) if shape else (None, None)
    values: dict[str, object] = {"key": key, "value": value, "low": low, "high": high}
    if low is not None and high is not None:
        return Text("{key} is '{value}'; write a number from {low} to {high}", **values)
    if low is not None:
        return Text("{key} is '{value}'; write a number, {low} or more", **values)
    return Text("{key} is '{value}'; write a number such as 4.5", **values)


def _mistakes(parts: _Parts, folder: Path) -> Iterator[tuple[FaultPath, Text]]:
    """What each line cannot know: folders that are not there, names nobody has, ids used twice."""
    known = parts.known
    if parts.lang not in LANGUAGES:
        yield ("lang",), Text("no language '{name}'; write zh or en", name=parts.lang)
    for n, one in parts.stations.items():
        yield from ((("stations", n, *key), text) for key, text in _of_member(one, folder, known))
    for n, one_ in parts.reserves.items():
        if one_.id in {*known, *twice(reserve.id for reserve in parts.reserves.values())}:
            yield ("reserves", n, "id"), Text("the id '{id}' is taken; give each its own", id=one_.id)
    for name in parts.approved:
        if name.partition("/")[0] not in known or "/" not in name:
            yield (
                ("lending", "approved"),
                Text("'{name}' is nobody; write station/person, as in s01/O05", name=name),
            )


def _of_member(one: Member, folder: Path, known: list[str]) -> Iterator[tuple[FaultPath, Text]]:
    """What is wrong with one station's line, by its key."""
    if not (folder / one.folder).exists():
        text = "there is no station folder '{name}' beside this file; correct the name, or make the folder"
        yield ("folder",), Text(text, name=one.folder)
    if one.id in twice(known):
        yield ("folder",), Text("the station '{name}' stands here twice; keep one", name=one.id)
    if (one.x is None) != (one.y is None):
        yield (), Text("x and y go together; write both or neither")
    for name in one.neighbours:
        if name == one.id:
            text = "'{name}' is named as its own neighbour; leave it out, or name another station"
            yield ("neighbours",), Text(text, name=name)
        elif name not in known:
            yield ("neighbours",), _no_station(name, known)


def _no_station(name: str, known: list[str]) -> Text:
    if near := nearest(name, known):
        return Text("there is no station '{name}' here; maybe '{near}'?", name=name, near=near)
    return Text("there is no other station '{name}' here; write folders of this file", name=name)
