"""The record of a decision: what was asked, from which files, and what the chief decided, when and why."""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum

from pydantic import Field

from models._base import Frozen


class DecisionKind(StrEnum):
    """What a chief can decide about a roster."""

    TIER = "tier"
    ABSENCE = "absence"
    PROFILE = "profile"
    SETTING = "setting"
    WAIVER = "waiver"
    SHORT = "short"
    EDIT = "edit"
    STRIKE = "strike"
    BORROW = "borrow"


class Decision(Frozen):
    """One thing that a person decided and the engine did not."""

    kind: DecisionKind
    what: str = Field(description="as it is written on the command line, or the turn that was changed")
    reason: str = ""
    who: str = Field(default="", description="who decided, when that was said")
    when: str = Field(default="", description="ISO time with its offset from UTC")


class Typed(Frozen):
    """The options of an order as they were typed, but for the week, which is the Monday they meant."""

    week: str
    weeks: int = 1
    tier: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    profile: tuple[str, ...] = ()
    set: tuple[str, ...] = ()
    waive: tuple[str, ...] = ()
    strike: tuple[str, ...] = ()
    borrow: tuple[str, ...] = ()
    short: bool = False
    routes: bool = False
    by: str = ""


class Record(Frozen):
    """What an order was made of, kept in its plan so that it can be checked and planned again."""

    inputs: dict[str, str] = Field(default_factory=dict, description="input file → sha256 of its content")
    typed: Typed | None = None
    folder: str = Field(default="", description="the station's folder or workbook as it was typed")
    decisions: tuple[Decision, ...] = ()
    changed_from: str = Field(default="", description="seal of the plan of which this one is a change")

    def digest(self, before: str) -> str:
        """sha256 over everything that decides the roster but the rules; `before` is the seal carried in."""
        typed = self.typed.model_dump(exclude={"by"}) if self.typed else {}
        parts = [self.inputs, typed, before, self.changed_from]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
