"""What a bureau is: its stations and where they lie, how they may lend people, and its reserve forces."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot

from pydantic import Field

from models import Person, StaffKind
from models._base import Frozen


class Member(Frozen):
    """One station of the bureau; it is called by the name of its folder."""

    folder: str = Field(min_length=1, description="station folder or workbook, beside bureau.yaml")
    x: float | None = Field(default=None, allow_inf_nan=False, description="metres east")
    y: float | None = Field(default=None, allow_inf_nan=False, description="metres north")
    neighbours: tuple[str, ...] = Field(
        default=(), description="folders of those that may help it, nearest first"
    )

    @property
    def id(self) -> str:
        """The last part of the folder's name."""
        return self.folder.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1].removesuffix(".xlsx")


class Lending(Frozen):
    """How far neighbours may help (P01, A15); community officers are lent with approval only (A08)."""

    within: float = Field(default=15000, ge=0, description="metres between stations that help each other")
    days: int = Field(default=1, ge=1, le=7, description="days a person may be lent in the week")
    people: int = Field(default=2, ge=0, le=99, description="people of a kind a station may lend in the week")
    approved: tuple[str, ...] = Field(default=(), description="community officers who may be lent: s01/O05")


class Reserve(Frozen):
    """A force of the bureau that fills in where no neighbour can (A25)."""

    id: str = Field(min_length=1)
    name: str
    kind: StaffKind
    people: int = Field(ge=1, le=999)
    skills: tuple[str, ...] = ()

    def members(self) -> tuple[Person, ...]:
        """Its people; the bureau decides who goes, so they have numbers for names."""
        return tuple(
            Person(id=f"{self.id}.{n}", name=f"{self.name}{n}", kind=self.kind, skills=self.skills)
            for n in range(1, self.people + 1)
        )


class Bureau(Frozen):
    """A bureau as bureau.yaml describes it."""

    id: str = Field(min_length=1)
    name: str
    lang: str = "zh"
    stations: tuple[Member, ...] = Field(min_length=1)
    lending: Lending = Lending()
    reserves: tuple[Reserve, ...] = ()

    def neighbours(self, of: str) -> tuple[str, ...]:
        """Stations that may help one: those it names, else those within reach; the nearest first."""
        mine = next(one for one in self.stations if one.id == of)
        if mine.neighbours:
            return mine.neighbours
        near = [
            (far, one.id) for one in self.stations if one.id != of and (far := apart(mine, one)) is not None
        ]
        return tuple(name for far, name in sorted(near) if far <= self.lending.within)


def apart(one: Member, other: Member) -> float | None:
    """Metres between two stations as the crow flies; None where a place is not given."""
    if one.x is None or one.y is None or other.x is None or other.y is None:
        return None
    return hypot(one.x - other.x, one.y - other.y)


def twice(names: Iterable[str]) -> set[str]:
    """Names that come more than once."""
    seen: set[str] = set()
    return {name for name in names if name in seen or seen.add(name)}  # type: ignore[func-returns-value]
