"""What an explanation says: the conflict, the sums that prove it, and the menu of repairs."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from models import StaffKind, Status
from models._base import Frozen


class Step(Frozen):
    """What came out when one rule, person or day was left out: `PROVEN` is needed, `IMPOSSIBLE` is not."""

    what: str
    status: Status


class Clash(Frozen):
    """A conflict: rules that cannot hold together, for these people, on these days.

    `minimal`: without any one of them the rest was proven possible. `only`: no other set of rules is a
    minimal conflict (proven), another one is (false), or that stayed undecided (none).
    """

    rules: tuple[str, ...]
    people: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    minimal: bool
    only: bool | None = None
    sentences: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


class Share(Frozen):
    """So many people who can give so much each."""

    people: int
    each: int


class Shortage(Frozen):
    """More is due than the people can give, each under his own laws: a proof by counting.

    `unit` is `turns`, `active` or `present` (minutes).
    """

    kind: StaffKind
    tag: str = ""
    first: date
    last: date
    nights: bool = False
    unit: str = "turns"
    due: int
    capacity: int
    shares: tuple[Share, ...]
    rules: tuple[str, ...] = Field(default=(), description="laws that limit what one person can give")
    text: str = ""


class Repair(Frozen):
    """One way out, solved and audited. `amount` counts what is given up: breaches, seats, turns, days."""

    sort: str
    text: str
    load: str = Field(description="what it does to hours and nights")
    option: str = Field(description="what to type, or where to write it")
    amount: int
    least: bool = Field(description="proven: it cannot be had for less")
    who: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    turns: tuple[tuple[str, str], ...] = Field(default=(), description="(person, crew) of the roster found")


class Refusal(Frozen):
    """A measure that does not help (`IMPOSSIBLE`, proven), or of which that is not known (`UNDECIDED`)."""

    text: str
    status: Status


class Explanation(Frozen):
    """Why there is no lawful roster and what would give one; with `PROVEN` there is one."""

    status: Status
    conflict: Clash | None = None
    arithmetic: tuple[Shortage, ...] = ()
    repairs: tuple[Repair, ...] = ()
    refused: tuple[Refusal, ...] = ()
    seconds: float = 0.0
