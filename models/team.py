"""Teams and rooms of a station: two teams and one room, three teams and two rooms (U02, W07, A15)."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from models._base import Frozen


class TeamKind(StrEnum):
    """What a team or room is for; the words are those of the station file and never change."""

    CASE = "case"
    COMMUNITY = "community"
    PATROL = "patrol"
    COMMAND = "command"
    GENERAL = "general"

    @property
    def is_room(self) -> bool:
        """Whether it is a room 室: the command room, the general office."""
        return self in (TeamKind.COMMAND, TeamKind.GENERAL)


class Team(Frozen):
    """A standing team or room; its id is a tag of its people, so that seats and events may ask for it."""

    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    kind: TeamKind
    leader: str = Field(default="", description="who leads it; he belongs to it")
    members: tuple[str, ...] = Field(default=(), description="everybody in it, the leader too")
