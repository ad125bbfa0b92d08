"""What a change of a published plan did: which turns, for whose sake, and what it promises for a raised tier.

People, crews and rules are named by id alone, so that a plan without names needs nothing taken out.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from models._base import Frozen
from models.duty import PatrolTier


class Cause(StrEnum):
    """Why a turn changed."""

    AWAY = "away"
    TIER = "tier"
    SWAP = "swap"
    PLACE = "place"
    RULE = "rule"
    STRUCK = "struck"
    EDIT = "edit"
    BETTER = "better"


class TurnChange(Frozen):
    """One person takes a turn, or gives it up (`taken` false), and why.

    `because` are the people for whose sake; `rule` is the rule that would be broken otherwise, `beside` his
    changed crews that it looks at.
    """

    person: str
    crew: str
    taken: bool
    cause: Cause = Cause.BETTER
    because: tuple[str, ...] = ()
    rule: str = ""
    beside: tuple[str, ...] = ()


class Left(Frozen):
    """Somebody who left a crew that was under way: his place is empty from then on."""

    person: str
    crew: str
    since: datetime


class Change(Frozen):
    """How a plan differs from the published one that it replaces; what started before `now` is fact."""

    now: datetime
    freeze_minutes: int
    replaces: str = Field(description="number of the plan that this one replaces")
    turns: tuple[TurnChange, ...] = ()
    left: tuple[Left, ...] = ()


class Promise(Frozen):
    """What raising the tier on one evening would take: who is recalled, and which later turns change.

    `kept`: there is a lawful roster. `proven`: no roster disturbs fewer people. Where none is lawful,
    `short` names the crews with empty seats. `decided`: the limits did not end before that was known.
    """

    date: date
    tier: PatrolTier
    kept: bool
    decided: bool = True
    proven: bool = False
    recalled: tuple[tuple[str, str], ...] = Field(default=(), description="(person, crew)")
    moved: tuple[TurnChange, ...] = ()
    short: tuple[tuple[str, int], ...] = Field(default=(), description="(crew, empty seats)")
