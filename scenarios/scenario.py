"""A scenario: a station, a week, and the changes whose effect one wants to see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, PrivateAttr, field_validator

from models import Limits
from models._base import Frozen, fault
from models.faults import Path as FaultPath
from scheduler.intake.raw import Place

Values = dict[str, Any]
"""What a verb changes: by key, the new value as it was written."""

VERBS = (
    "profiles", "people", "groups", "duties", "windows", "seats", "leave", "tier_days", "tiers", "rules",
    "set", "roads", "load", "hours", "events", "waive",
)  # fmt: skip
"""What a change can do, in the order in which the parts of one change are done."""


class Change(Frozen):
    """One named change: every part says what becomes of what. docs/what-if.md shows each by example."""

    name: str = ""
    profiles: Values = Field(default_factory=dict, description="profile → yes or no")
    people: Values = Field(
        default_factory=dict, description="kind → 20, +2 or -1; person → no; like → person"
    )
    groups: Values = Field(default_factory=dict, description="kind of duty → number of its groups")
    duties: Values = Field(default_factory=dict, description="duty → no, or the fields of a new one")
    windows: Values = Field(default_factory=dict, description="duty → its windows")
    seats: Values = Field(default_factory=dict, description="duty, or duty.tier2 → seats; 0 for none")
    leave: Values = Field(default_factory=dict, description="person → 2026-11-23..2026-11-29:reason")
    tier_days: Values = Field(default_factory=dict, description="tier → on so many days of each week")
    tiers: Values = Field(default_factory=dict, description="date or weekday → 1, 2 or 3")
    rules: Values = Field(default_factory=dict, description="rule → on or off")
    set: Values = Field(default_factory=dict, description="rule.setting → value")
    roads: Values = Field(default_factory=dict, description="road, a-b or zone 3 → closed, or a speed factor")
    load: Values = Field(
        default_factory=dict, description="place, kind of place or zone 3 → factor of its risk"
    )
    hours: Values = Field(
        default_factory=dict, description="place, kind or zone 3 → hours in which it matters"
    )
    events: Values = Field(default_factory=dict, description="event → no, or its fields")
    waive: Values = Field(default_factory=dict, description="rule of law → the reason")

    @property
    def parts(self) -> dict[str, Values]:
        """What it says, verb by verb, in the order in which it is done."""
        return {verb: getattr(self, verb) for verb in VERBS if getattr(self, verb)}


class Expect(Frozen):
    """What must come out. Bounds are written `3`, `2-5`, `<=5` or `>=2`."""

    status: str = ""
    conflict: tuple[str, ...] = ()
    cost: dict[str, str] = Field(default_factory=dict, description="rule or importance → bound")
    figures: dict[str, str] = Field(default_factory=dict, description="figure of `scenario` → bound")

    @field_validator("status")
    @classmethod
    def _is_known(cls, value: str) -> str:
        known = ("possible", "proven", "impossible", "")
        if value not in known:
            raise fault("'{value}' is no status; write possible, proven or impossible", value=value)
        return value


class Scenario(Frozen):
    """A what-if question. `home` is the folder of its file, in which the station's path begins."""

    name: str = Field(min_length=1)
    title: dict[str, str] = Field(default_factory=dict, description="by language, zh and en")
    note: str = ""
    station: str = Field(min_length=1, description="path from this file, or the name of a shipped station")
    week: str = Field(min_length=1, description="any date of it")
    weeks: int = Field(default=1, ge=1, le=12)
    routes: bool = Field(default=False, description="plan routes as well, where there is a map")
    short: bool = Field(default=False, description="leave seats empty where people are missing")
    after: str = Field(default="", description="plan.json of the week before, from this file")
    profiles: tuple[str, ...] = Field(default=(), description="beside the station's own")
    limits: Limits = Limits(seconds=60.0, workers=2, seed=1, reproducible=False)
    changes: tuple[Change, ...] = ()
    expect: Expect | None = None

    _file: Path = PrivateAttr(default=Path())
    _places: dict[FaultPath, Place] = PrivateAttr(default_factory=dict)

    @field_validator("title", mode="before")
    @classmethod
    def _one_title(cls, value: object) -> object:
        return {"zh": value, "en": value} if isinstance(value, str) else value

    @property
    def file(self) -> Path:
        """The file it was read from; none for one made in Python."""
        return self._file

    def at(self, path: FaultPath) -> Place:
        """File and line of a path such as ("changes", 2, "seats", "night-2"), or of what contains it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self._places:
                return self._places[path[:end]]
        return Place(self._file.name or self.name)

    def written(self, file: Path, places: dict[FaultPath, Place]) -> Scenario:
        """The same with the file and the lines it was written in."""
        one = self.model_copy()
        one._file, one._places = file, places
        return one

    def spoken(self, lang: str) -> str:
        """Its title in a language, else its name."""
        return self.title.get(lang) or next(iter(self.title.values()), self.name)


MODELS: dict[str, type[BaseModel]] = {
    "": Scenario, "changes": Change, "expect": Expect, "limits": Limits,
}  # fmt: skip
"""The model of a scenario's file, and of its sections by their keys."""
