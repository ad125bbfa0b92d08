"""What a field of a model holds: one value or many, and of which type."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from models.duty import Duty
from models.event import Event
from models.facts import Fact
from models.faults import Path
from models.people import Leave, Person, Wish
from models.places import Place
from models.station import DutyTeam, Station, Zone
from models.team import Team
from scheduler.intake.speeds import SpeedRow

_MODELS: dict[str, type[BaseModel]] = {
    "station": Station, "zones": Zone, "duties": Duty, "events": Event, "teams": Team, "cycle": DutyTeam,
    "people": Person, "leave": Leave, "wishes": Wish, "places": Place, "speeds": SpeedRow, "facts": Fact,
}  # fmt: skip
MANDATORY = ("people", "duties")
"""Sections that no station can do without."""


@dataclass(frozen=True)
class Shape:
    """What a field holds. `table` names its words in `words.csv`, if it has any."""

    base: Any
    many: bool = False
    table: str = ""
    low: int | None = None
    high: int | None = None

    @property
    def model(self) -> type[BaseModel] | None:
        """The model of a nested record."""
        return self.base if isinstance(self.base, type) and issubclass(self.base, BaseModel) else None


_AS_ROWS = {"speeds": Shape(SpeedRow, many=True)}
"""Fields that are written as rows and become one thing."""


@cache
def fields(model: type[BaseModel]) -> dict[str, Shape]:
    """The shapes of a model's fields."""
    return {name: _AS_ROWS.get(name) or _shape(info) for name, info in model.model_fields.items()}


def model_of(section: str) -> type[BaseModel] | None:
    """The model of a section's rows; None for rules and holidays."""
    return _MODELS.get(section)


def required(section: str) -> tuple[str, ...]:
    """The columns that every row of a section must fill in."""
    if section in _MODELS:
        return tuple(name for name, info in _MODELS[section].model_fields.items() if info.is_required())
    return {"rules": ("rule",), "holidays": ("date", "name")}[section]


def _shape(info: FieldInfo) -> Shape:
    base, many = info.annotation, False
    if get_origin(base) in (Union, UnionType):
        base = next(one for one in get_args(base) if one is not NoneType)
    if get_origin(base) is tuple:
        base, many = get_args(base)[0], True
    bounds = {type(one).__name__: getattr(one, type(one).__name__.lower(), None) for one in info.metadata}
    return Shape(base, many, _table(base), bounds.get("Ge"), bounds.get("Le"))


def _table(base: Any) -> str:
    if get_origin(base) is Literal:
        return "Weekday"
    if base in (bool, int):
        return str(base.__name__)
    return base.__name__ if isinstance(base, type) and issubclass(base, Enum) else ""


def shape_at(path: Path) -> tuple[str, str, Shape | None]:
    """(section, key, shape) of a path into a station; no shape for a key that no model has."""
    model: type[BaseModel] | None = Station
    key, shape = "", None
    for part in path:
        if isinstance(part, str):
            key, shape = part, fields(model).get(part) if model else None
            model = shape.model if shape else None
    if path[0] == "cycle":
        return "cycle" if "teams" in path else "station", key, shape
    return str(path[0]) if len(path) > 1 else "station", key, shape
