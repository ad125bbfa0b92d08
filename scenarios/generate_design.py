"""What a generated station is to be: place, strength, posts and rooms, by the ratios of the documents."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.generate_land import Land


@dataclass(frozen=True)
class Room:
    """A police room in a zone, open at `hours` for the `beats` (zones) of the officers who share it."""

    zone: str
    beats: tuple[str, ...]
    hours: str


@dataclass(frozen=True)
class TeamPlan:
    """A team or room of the station: who leads it and who else is in it, by number or roles of people.csv."""

    id: str
    name: str
    kind: str
    leader: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Design:
    """One station before anybody has a name.

    `officers` are all officers, `leaders` and `community` among them. `posts` are the auxiliaries of the day
    squad, the evening patrol and each night group; `groups` is the number of night groups. `facts` are
    (kind, value, note); `zones` names. `beats` are the zones of each community officer; none: in turn.
    `community_auxiliaries` are the first so many auxiliaries, each with the beats of a room. `mobile` is the
    place id where the mobile police room stands; `rules` are lines of the station's own settings.
    """

    id: str
    name: str
    phone: str
    profiles: tuple[str, ...]
    source: str
    zones: tuple[str, ...]
    facts: tuple[tuple[str, int, str], ...]
    officers: int
    leaders: int
    community: int
    auxiliaries: int
    posts: tuple[int, int, int]
    groups: int
    community_stand_duty: bool
    beats: tuple[tuple[str, ...], ...] = ()
    rooms: tuple[Room, ...] = ()
    community_auxiliaries: int = 0
    mobile: str = ""
    rules: tuple[str, ...] = ()
    teams: tuple[TeamPlan, ...] = ()
    training_days: int = 0
    night_mode: str = "ebike"
    land: Land | None = None

    @property
    def all_have_rooms(self) -> bool:
        """Whether every beat is served by a room; where some are not, their officers use any room."""
        served = {zone for room in self.rooms for zone in room.beats}
        return bool(self.rooms) and all(served.intersection(beat) for beat in self.beats)

    @property
    def in_rooms(self) -> int:
        """Turns of auxiliaries in police rooms on a working day."""
        return len(self.rooms)

    @property
    def a_day(self) -> int:
        """Auxiliaries who serve on an ordinary day."""
        day, evening, night = self.posts
        return day + evening + night * self.groups

    def check(self) -> None:
        """Whether the week is feasible by arithmetic; raises ValueError with the sum that fails.

        Each day has 2 officers for 24 h who then rest a day, 1 for the evening patrol, a leader in charge;
        two rest days leave an auxiliary 5 turns a week.
        """
        on_duty = self.officers if self.community_stand_duty else self.officers - self.community
        sums = {
            f"{self.leaders} leaders in turn": self.leaders >= 3,
            f"{on_duty} officers for 2 places of 24 h with 2 free days between": on_duty >= 6,
            f"{self.auxiliaries} auxiliaries x 5 for {self.a_day} x 7 places": self.auxiliaries * 5
            >= self.a_day * 7,
            f"{self.auxiliaries} auxiliaries x 5 with {self.in_rooms} rooms x 5": self.auxiliaries * 5
            >= self.a_day * 7 + self.in_rooms * 5,
            "a patrol of two": min(self.posts) >= 2,
        }
        if failed := [text for text, holds in sums.items() if not holds]:
            raise ValueError(f"{self.id}: not feasible: {'; '.join(failed)}")
