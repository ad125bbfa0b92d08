"""What is known of a station's place and people, for reports that compare."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models import FactKind, PlaceKind, Plan, Role, StaffKind, Station


@dataclass(frozen=True)
class Known:
    """Facts of a station by name; None is not given, which is not nought. `before` is an earlier plan."""

    station: Station
    before: Plan | None = None

    def fact(self, kind: FactKind) -> float | None:
        """One fact as it was written."""
        return next((fact.value for fact in self.station.facts if fact.id is kind), None)

    def count(self, kind: StaffKind) -> int:
        """People of one kind."""
        return sum(person.kind is kind for person in self.station.people)

    def in_role(self, *roles: Role) -> int:
        """Officers with any of some roles."""
        return sum(bool(set(roles) & {*person.roles}) for person in self.station.people)

    @property
    def officers(self) -> int:
        """Officers of the station."""
        return self.count(StaffKind.OFFICER)

    @property
    def community(self) -> int:
        """Community officers, dedicated ones among them."""
        return self.in_role(Role.COMMUNITY_OFFICER, Role.DEDICATED)

    @property
    def dedicated(self) -> int:
        """Dedicated community officers; every community officer where nobody has that role."""
        return len(self.station.dedicated)

    @property
    def auxiliaries(self) -> int:
        """Auxiliaries of the station."""
        return self.count(StaffKind.AUXILIARY)

    @property
    def population(self) -> float | None:
        """Residents and migrants together; None unless both are given."""
        residents, migrants = self.fact(FactKind.RESIDENTS), self.fact(FactKind.MIGRANTS)
        return None if residents is None or migrants is None else residents + migrants

    @property
    def beats(self) -> float | None:
        """Beats: the fact, else the different beats of community officers."""
        own = {one.beat for one in self.station.people if one.beat and Role.COMMUNITY_OFFICER in one.roles}
        given = self.fact(FactKind.BEATS)
        return given if given is not None else float(len(own)) if own else None

    @cached_property
    def rooms(self) -> float | None:
        """Police rooms: the fact, else those among the places."""
        given = self.fact(FactKind.POLICE_ROOMS)
        marked = sum(place.kind is PlaceKind.POLICE_ROOM for place in self.station.places)
        return given if given is not None else float(marked) if marked else None
