"""A draft: the station of a scenario as it is changed, and the place where each part of it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models import Fault, Faults, PatrolTier, Settings, Station
from models.faults import Path
from scheduler.i18n import Text
from scheduler.intake.checks import check_parts
from scheduler.intake.raw import Place, Raw
from scheduler.intake.references import Names
from scheduler.intake.tidy import tidy_station
from scheduler.intake.validate import validate


def wrong(text: Text) -> Faults:
    """One mistake, to be raised; the place is added where it is caught."""
    return Faults([Fault(text)])


@dataclass
class Draft:
    """A station as plain rows, and the parts of an order beside it; verbs change both.

    `roads`: speed factor by road, 0 for a closed one, with its place; `aways`: absences as texts; `risks`: of
    places before they were changed.
    """

    data: dict[str, Any]
    days: tuple[date, ...]
    lang: str
    like: str = ""
    tiers: dict[date, PatrolTier] = field(default_factory=dict)
    settings: Settings = field(default_factory=dict)
    waivers: dict[str, str] = field(default_factory=dict)
    aways: list[tuple[str, Place]] = field(default_factory=list)
    roads: dict[str, tuple[float, Place]] = field(default_factory=dict)
    risks: dict[str, float] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)

    @classmethod
    def of(cls, station: Station, days: tuple[date, ...]) -> Draft:
        """The station unchanged."""
        data = station.model_dump(mode="json", exclude={"speeds"})
        return cls(data, days, station.lang)

    def rows(self, section: str) -> list[dict[str, Any]]:
        """The rows of a section."""
        found: list[dict[str, Any]] = self.data.setdefault(section, [])
        return found

    def put(self, section: str, row: dict[str, Any], key: str, value: object, at: Place) -> None:
        """Write a field of a row, and remember where that was asked for."""
        row[key] = value
        self.places[section, row["id"], key] = at

    def find(self, section: str, name: str) -> dict[str, Any]:
        """The row with an id or name; raises Faults with the nearest when nothing has it."""
        rows = self.rows(section)
        known = Names.of(rows)
        found = known.find(name)
        if len(found) != 1:
            raise wrong(known.unknown(section, name, [str(one.get("name", "")) for one in rows]))
        return next(row for row in rows if row["id"] == found[0])

    def station(self, before: Station) -> Station:
        """The changed station, judged like any that is read; raises Faults with every mistake."""
        raw = Raw(self.data, self._places())
        data = tidy_station(Station, raw)
        check_parts(data, raw)
        station = validate(data, raw)
        if station is None or raw.faults:
            raise Faults(raw.faults)
        return station.model_copy(update={"speeds": before.speeds})

    def _places(self) -> dict[Path, Place]:
        """Places by number of the row, as the readers of a station have them."""
        found: dict[Path, Place] = {}
        for (section, id_, *key), place in self.places.items():
            for number, row in enumerate(self.data.get(str(section), ())):
                if row.get("id") == id_:
                    found[section, number, *key] = place
        return found
