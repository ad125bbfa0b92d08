"""A plan: who serves where, how good it is, how that was proven, and what it was made from."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from models._base import Frozen
from models.change import Change, Promise
from models.crew import Crew, Day
from models.importance import Importance
from models.people import Leave, Person
from models.places import Place
from models.record import Decision, Typed
from models.route import Route
from models.team import Team
from models.tuning import Method, Tuning


class Status(StrEnum):
    """What is known about an answer; a time-out never looks like one."""

    PROVEN = "PROVEN"
    FOUND = "FOUND"
    IMPOSSIBLE = "IMPOSSIBLE"
    UNDECIDED = "UNDECIDED"


class Turn(Frozen):
    """One person in one crew."""

    person: str
    crew: str
    role: str = "member"
    note: str = ""


class PassResult(Frozen):
    """How one step of a tier of importance ended: the cost reached, and no plan can go below `bound`."""

    importance: Importance
    rules: tuple[str, ...]
    status: Status
    value: int
    bound: int
    seconds: float
    method: Method = Field(default=Method.CP_SAT, description="how it was searched")


class Finding(Frozen):
    """One place where a rule is not kept: which, who, when, and by how much."""

    rule: str
    importance: Importance
    source: str
    text: str
    who: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    amount: int = 1
    waived: str = ""


class Note(Frozen):
    """A remark printed on the roster, such as an inconsistency of the source that bites this week."""

    id: str
    text: str
    setting: str = Field(default="", description="the rule setting that decides it")


class Waiver(Frozen):
    """A rule set aside by name, with the reason that is printed on the roster."""

    rule: str
    reason: str


class LedgerLine(Frozen):
    """What one person served in one week, beside the fair share of it; minutes of presence."""

    week: date
    person: str
    turns: int
    nights: int
    weekends: int
    holidays: int
    minutes: int
    fair_turns: float
    fair_nights: float
    fair_weekends: float
    fair_holidays: float
    fair_minutes: float
    owed_minutes: int = Field(default=0, description="presence beyond 40 h")


class Limits(Frozen):
    """How long and how the solver may search."""

    seconds: float = Field(default=60.0, gt=0)
    workers: int = Field(default=3, ge=1)
    seed: int = 1
    reproducible: bool = False
    tuning: Tuning = Tuning()


class Provenance(Frozen):
    """What a plan was made from and with."""

    made_at: str
    input_hash: str
    rulebook_hash: str
    versions: dict[str, str]
    limits: Limits
    after: str = Field(default="", description="number of the plan before, when it was carried in")
    before: str = Field(default="", description="seal of the plan before, when it was carried in")
    changed_from: str = Field(default="", description="seal of the plan of which this one is a change")
    redaction_of: str = Field(default="", description="seal of the plan with names, when this one has none")
    inputs: dict[str, str] = Field(default_factory=dict, description="input file → sha256 of its content")
    folder: str = Field(default="", description="the station's folder or workbook as it was typed")
    typed: Typed | None = None


class Plan(Frozen):
    """A roster for whole weeks with its proof, its audit and its provenance; what `plan.json` holds."""

    format: int = 1
    number: str
    station: str
    name: str
    phone: str = ""
    lang: str = "zh"
    days: tuple[Day, ...]
    people: tuple[Person, ...]
    teams: tuple[Team, ...] = Field(default=(), description="teams and rooms of the station")
    leave: tuple[Leave, ...] = ()
    crews: tuple[Crew, ...]
    turns: tuple[Turn, ...]
    status: Status
    passes: tuple[PassResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    decisions: tuple[Decision, ...] = Field(default=(), description="what people decided, when and why")
    settings: dict[str, dict[str, object]] = Field(default_factory=dict)
    past: tuple[Crew, ...] = Field(default=(), description="crews before this plan that its rules looked at")
    served: tuple[tuple[str, str], ...] = Field(default=(), description="(person, past crew)")
    ledger: tuple[LedgerLine, ...] = ()
    places: tuple[Place, ...] = Field(default=(), description="places of the station, when it has a map")
    routes: tuple[Route, ...] = Field(default=(), description="what the patrol crews walk")
    walks: tuple[tuple[str, str], ...] = Field(default=(), description="(crew, loop@slot) behind the routes")
    change: Change | None = Field(default=None, description="when it replaces a published plan: how")
    contingent: tuple[Promise, ...] = Field(default=(), description="what a raised tier would take")
    provenance: Provenance
    seal: str = Field(default="", description="see models.sealing; empty until the plan is written")

    @property
    def first(self) -> date:
        """The first date of the plan."""
        return self.days[0].date

    @cached_property
    def crew_by_id(self) -> dict[str, Crew]:
        """Crews by id."""
        return {crew.id: crew for crew in self.crews}

    @cached_property
    def person_by_id(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def members(self) -> dict[str, tuple[Turn, ...]]:
        """Turns by crew id, group leader first."""
        found: dict[str, list[Turn]] = {crew.id: [] for crew in self.crews}
        for turn in self.turns:
            found[turn.crew].append(turn)
        return {crew: tuple(turns) for crew, turns in found.items()}
