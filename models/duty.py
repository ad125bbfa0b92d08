"""Duties: what a station keeps manned, in which windows, with which seats at each patrol tier."""

from __future__ import annotations

import re
from enum import IntEnum, StrEnum

from pydantic import Field, GetCoreSchemaHandler, field_validator, model_validator
from pydantic_core import CoreSchema, core_schema

from models._base import Frozen, fault
from models.clock import Window
from models.event import Weekday
from models.people import StaffKind


class PatrolTier(IntEnum):
    """Tiered patrol 分级巡防: 1 is the highest posture, 3 the ordinary day."""

    ONE = 1
    TWO = 2
    THREE = 3


class DutyKind(StrEnum):
    """Kinds of duty; the words are those of `assignments.csv` and never change."""

    MAIN = "main"
    DEPUTY = "deputy"
    DUTY = "duty"
    DAY_PATROL = "day_patrol"
    NIGHT = "night"
    CHECKPOINT = "checkpoint"
    SWEEP = "sweep"
    MOBILE = "mobile"
    VILLAGE = "village"
    LEADER = "leader"
    STANDBY = "standby"
    EVENT = "event"
    BEAT = "beat"
    DESK = "desk"


class PatrolMode(StrEnum):
    """How a crew moves."""

    FOOT = "foot"
    BICYCLE = "bicycle"
    EBIKE = "ebike"
    CAR = "car"
    VIDEO = "video"
    POST = "post"


_KIND_WORDS = {
    "officer": StaffKind.OFFICER, "民警": StaffKind.OFFICER,
    "auxiliary": StaffKind.AUXILIARY, "auxiliaries": StaffKind.AUXILIARY, "辅警": StaffKind.AUXILIARY,
    "guard": StaffKind.PATROL_GUARD, "专职队员": StaffKind.PATROL_GUARD,
    "village": StaffKind.VILLAGE_GUARD, "village guard": StaffKind.VILLAGE_GUARD,
    "护村队员": StaffKind.VILLAGE_GUARD, "volunteer": StaffKind.VOLUNTEER, "志愿者": StaffKind.VOLUNTEER,
    "bureau": StaffKind.BUREAU, "bureau officer": StaffKind.BUREAU, "机关民警": StaffKind.BUREAU,
    "cadre": StaffKind.CADRE, "社区干部": StaffKind.CADRE,
}  # fmt: skip
_SEAT = re.compile(r"^(\d+)(?:\s*[-–~]\s*(\d+))?\s*名?\s*([^\d\[\]]+?)\s*(?:\[([\w, ]+)\])?$")


class Seat(Frozen):
    """Places of one kind in a crew: at least `floor` must be filled, at most `target` may be.

    Written `5 auxiliary`, `1-2 auxiliary` (one must, two should) or `1 officer[leader]` (with a tag).
    """

    kind: StaffKind
    floor: int = Field(ge=0)
    target: int = Field(ge=0)
    tag: str | None = None

    @classmethod
    def parse(cls, text: str) -> Seat:
        """Read one seat; raises ValueError with the form to write instead."""
        match = _SEAT.match(text.strip())
        word = match[3].strip() if match else ""
        kind = _KIND_WORDS.get(word) or _KIND_WORDS.get(word.removesuffix("s"))
        if not match or kind is None:
            raise fault("'{text}' is not a seat; write it as '1 officer' or '1-2 auxiliary'", text=text)
        floor = int(match[1])
        target = int(match[2]) if match[2] else floor
        if target < floor:
            raise fault("'{text}' asks for more at least than at most; turn the numbers round", text=text)
        return cls(kind=kind, floor=floor, target=target, tag=match[4])

    def __str__(self) -> str:
        number = str(self.floor) if self.floor == self.target else f"{self.floor}-{self.target}"
        return f"{number} {self.kind}" + (f"[{self.tag}]" if self.tag else "")


class Seats(tuple[Seat, ...]):
    """The seats of a crew, written `1 officer + 2 auxiliary` (or `1民警+2辅警`)."""

    @classmethod
    def parse(cls, text: object) -> Seats:
        """Read the seats of a crew from text; empty text, `0` or `-` is no crew."""
        if isinstance(text, Seats):
            return text
        plain = str(text if text is not None else "").strip()
        if plain in ("", "0", "-", "—", "None"):
            return cls()
        return cls(Seat.parse(part) for part in re.split(r"[+＋]", plain))

    def of(self, kind: StaffKind) -> tuple[int, int]:
        """(floor, target) of one kind, over all its seats."""
        mine = [seat for seat in self if seat.kind == kind]
        return sum(seat.floor for seat in mine), sum(seat.target for seat in mine)

    def __str__(self) -> str:
        return " + ".join(map(str, self))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate from text, serialise to text."""
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.to_string_ser_schema()
        )


class Duty(Frozen):
    """A duty of the station: one crew of it stands on every day whose tier gives it seats."""

    id: str = Field(min_length=1)
    kind: DutyKind
    name: str
    group: int = Field(default=1, ge=1)
    windows: tuple[Window, ...] = Field(min_length=1)
    split: bool = Field(default=False, description="each window is a turn of its own")
    tier3: Seats = Seats()
    tier2: Seats = Seats()
    tier1: Seats = Seats()
    mode: PatrolMode = PatrolMode.POST
    zones: tuple[str, ...] = ()
    within: tuple[str, ...] = Field(
        default=(), description="duties during which this turn may be served as well"
    )
    only_within: bool = Field(default=False, description="served during one of `within`, never alone")
    enforcement: bool = Field(default=False, description="needs an officer whenever anybody serves (L03)")
    armed: bool = False
    on_call: bool = Field(default=False, description="reachable, not on duty: no turn, no hours")
    active_minutes: int | None = Field(default=None, ge=0, description="of the presence; none means all")
    place: str = Field(default="", description="id of the place where the crew stands, such as a kiosk")
    meets: tuple[str, ...] = Field(
        default=(), description="duties whose crews this one meets on its round, to sign (Z08)"
    )
    own: str = Field(default="", description="tag of the people whose own group it is, e.g. group1")
    weekdays: tuple[Weekday, ...] = Field(
        default=(), description="on which it stands; none means every day, or every working day for `beat`"
    )
    only_if: str = Field(
        default="", description="settings under which the duty stands, e.g. `zone-groups.reading=b`"
    )
    note: str = ""

    @field_validator("windows", mode="before")
    @classmethod
    def _windows(cls, value: object) -> object:
        if isinstance(value, str):
            joined = re.sub(r"\s*([-–—~～至到])\s*", r"\1", value)
            return [part for part in re.split(r"[;；,，、\s]+", joined) if part]
        return value

    @model_validator(mode="after")
    def _windows_in_order(self) -> Duty:
        for earlier, later in zip(self.windows, self.windows[1:], strict=False):
            if later[0] < earlier[1]:
                raise fault(
                    "windows {earlier} and {later} overlap or are out of order; write them apart",
                    earlier=str(earlier),
                    later=str(later),
                )
        if self.windows[-1][1] - self.windows[0][0] > 24 * 60:
            raise fault("a turn may last 24 hours at most; shorten the windows")
        return self

    def seats(self, tier: PatrolTier) -> Seats:
        """The seats at one tier; none means the crew does not stand."""
        return {PatrolTier.ONE: self.tier1, PatrolTier.TWO: self.tier2, PatrolTier.THREE: self.tier3}[tier]
