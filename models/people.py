"""People: who serves, of which kind, rank, roles and skills; and when they are away."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from models._base import Frozen


class StaffKind(StrEnum):
    """The kind of a person; counts of different kinds never mix (practice-and-law L05)."""

    OFFICER = "officer"
    AUXILIARY = "auxiliary"
    PATROL_GUARD = "guard"
    VILLAGE_GUARD = "village"
    VOLUNTEER = "volunteer"
    BUREAU = "bureau"
    CADRE = "cadre"


class Rank(StrEnum):
    """Rank within the station; the first two are chief-level, the first three are leaders."""

    CHIEF = "chief"
    INSTRUCTOR = "instructor"
    DEPUTY_CHIEF = "deputy_chief"
    SERGEANT = "sergeant"
    MEMBER = "member"


class Role(StrEnum):
    """Standing tasks beside the rank."""

    COMMUNITY_OFFICER = "community_officer"
    DEDICATED = "dedicated"
    INTERNAL_AFFAIRS = "internal_affairs"
    PUBLIC_ORDER = "public_order"
    PATROL_CAPTAIN = "patrol_captain"
    LEGAL_OFFICER = "legal_officer"
    BACKBONE = "backbone"


class Sex(StrEnum):
    """Sex as it matters to the rules (practice-and-law L09, L19)."""

    MALE = "m"
    FEMALE = "f"


class LeaveKind(StrEnum):
    """Why a person is away; every kind bars every turn."""

    ANNUAL = "annual"
    SICK = "sick"
    TRAINING = "training"
    MATERNITY = "maternity"
    SECONDMENT = "secondment"
    COMP_REST = "comp_rest"
    OTHER = "other"


LEADERS = (Rank.CHIEF, Rank.INSTRUCTOR, Rank.DEPUTY_CHIEF)
CHIEF_LEVEL = (Rank.CHIEF, Rank.INSTRUCTOR)


class Person(Frozen):
    """One person of the station."""

    id: str = Field(min_length=1, description="unique, e.g. O1")
    name: str = Field(min_length=1)
    kind: StaffKind
    rank: Rank = Rank.MEMBER
    roles: tuple[Role, ...] = ()
    skills: tuple[str, ...] = Field(default=(), description="free tags, e.g. driver, armed, bicycle")
    sex: Sex | None = None
    born: date | None = None
    joined: date | None = None
    home_zone: str | None = None
    team: str = Field(default="", description="id of the team or room the person belongs to")
    beat: tuple[str, ...] = Field(
        default=(), description="zones a community officer or auxiliary looks after"
    )
    beat_since: date | None = Field(default=None, description="when the officer took up the beat (A07)")
    beat_before: date | None = Field(
        default=None, description="when the officer had taken up the beat before this one; empty: had none"
    )
    beat_approval: str = Field(default="", description="number or date of the approval of the change (A07)")
    promoted: date | None = Field(default=None, description="when the person last rose in rank (N02)")
    cover: str | None = Field(default=None, description="the other half of an A/B cover pair")
    protected_until: date | None = Field(
        default=None, description="no night work up to this date (practice-and-law L19)"
    )
    phone: str = ""

    @property
    def is_leader(self) -> bool:
        """Whether the person is a station leader 所领导."""
        return self.rank in LEADERS

    @property
    def is_chief_level(self) -> bool:
        """Whether the person is a chief-level leader 正职所领导."""
        return self.rank in CHIEF_LEVEL

    @cached_property
    def tags(self) -> frozenset[str]:
        """Every word a seat may ask for: kind, rank, roles, skills, team, `leader`, `chief_level`, `female`.

        An auxiliary with a beat is a `community_auxiliary` (U13).
        """
        extra = {"leader"} if self.is_leader else set()
        extra |= {"chief_level"} if self.is_chief_level else set()
        extra |= {"female"} if self.sex is Sex.FEMALE else set()
        extra |= {"community_auxiliary"} if self.kind is StaffKind.AUXILIARY and self.beat else set()
        extra |= {self.team} if self.team else set()
        return frozenset({str(self.kind), str(self.rank), *map(str, self.roles), *self.skills, *extra})


class Leave(Frozen):
    """An approved absence, both dates included: no turn may overlap it."""

    person: str
    first: date
    last: date
    kind: LeaveKind = LeaveKind.OTHER
    reason: str = ""


class Wish(Frozen):
    """A person's wish for one date: to serve (`want`), or not to."""

    person: str
    date: date
    want: bool = False
    duty: str | None = Field(default=None, description="a duty id; none means any turn")
    weight: int = Field(default=1, ge=1, le=9)
