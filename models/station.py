"""A station: its people, zones, duties, events and the rules it has switched on."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from pydantic import Field, model_validator

from models._base import Frozen, fault
from models.duty import Duty
from models.event import Event
from models.facts import Fact
from models.people import Leave, Person, Role, Wish
from models.places import Place, RoadSpeeds
from models.team import Team


class Zone(Frozen):
    """A patrol zone 巡区."""

    id: str
    name: str
    note: str = ""


class DutyTeam(Frozen):
    """A duty team of the four-team cycle (T13): its people stand main and deputy duty together."""

    id: str
    members: tuple[str, ...]


class Cycle(Frozen):
    """Duty teams that follow each other day by day; the first team stands on `anchor`."""

    anchor: date
    teams: tuple[DutyTeam, ...]


Settings = dict[str, dict[str, object]]


class Station(Frozen):
    """One police station as its chief describes it."""

    id: str
    name: str
    phone: str = ""
    lang: str = "zh"
    default_tier: int = Field(default=3, ge=1, le=3)
    profiles: tuple[str, ...] = ("law",)
    zones: tuple[Zone, ...] = ()
    duties: tuple[Duty, ...]
    events: tuple[Event, ...] = ()
    teams: tuple[Team, ...] = ()
    cycle: Cycle | None = None
    people: tuple[Person, ...]
    places: tuple[Place, ...] = ()
    roads: str = Field(default="", description="file or folder of the road map, beside the station file")
    speeds: RoadSpeeds | None = Field(default=None, description="measured here, over the default ones")
    facts: tuple[Fact, ...] = Field(default=(), description="of the place: people, land, villages")
    leave: tuple[Leave, ...] = ()
    wishes: tuple[Wish, ...] = ()
    rules: Settings = Field(default_factory=dict, description="rule id → setting → value")
    holidays: dict[date, str] = Field(default_factory=dict, description="beside the national calendar")
    workdays: tuple[date, ...] = Field(default=(), description="weekend days worked in exchange")

    @cached_property
    def by_id(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def dedicated(self) -> frozenset[str]:
        """Dedicated community officers 专职社区民警; where nobody has that role, every community officer."""
        named = {one.id for one in self.people if Role.DEDICATED in one.roles}
        return frozenset(named or {one.id for one in self.people if Role.COMMUNITY_OFFICER in one.roles})

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Station:
        ids = {
            "people": [person.id for person in self.people],
            "duties": [duty.id for duty in self.duties],
            "zones": [zone.id for zone in self.zones],
            "events": [event.id for event in self.events],
            "places": [place.id for place in self.places],
            "facts": [str(fact.id) for fact in self.facts],
            "teams": [team.id for team in self.teams],
        }
        for what, used in ids.items():
            if twice := sorted({one for one in used if used.count(one) > 1}):
                raise fault("{what}: id used twice: {ids}", what=what, ids=", ".join(twice))
        return self
