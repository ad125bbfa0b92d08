"""What things are: the nouns of a station, its week and its plan. Imports nothing of ours."""

from models.change import Cause, Change, Left, Promise, TurnChange
from models.clock import Span, Window, minutes_between, months_between
from models.crew import Crew, Day, Earlier
from models.duty import Duty, DutyKind, PatrolMode, PatrolTier, Seat, Seats
from models.event import DayRun, Event, Nth, OnHoliday
from models.facts import Fact, FactKind
from models.faults import Fault, Faults
from models.importance import Importance
from models.people import Leave, LeaveKind, Person, Rank, Role, Sex, StaffKind, Wish
from models.places import Place, PlaceKind, RoadSpeeds
from models.plan import (
    Finding,
    LedgerLine,
    Limits,
    Note,
    PassResult,
    Plan,
    Provenance,
    Status,
    Turn,
    Waiver,
)
from models.record import Decision, DecisionKind, Record, Typed
from models.route import Leg, Loop, Meeting, Pool, Route, Slot, Stop
from models.station import Cycle, DutyTeam, Settings, Station, Zone
from models.team import Team, TeamKind
from models.tuning import Method, Strategy, Tuning
from models.week import Carried, Week, may_serve

__all__ = [
    "Cause", "Change", "Earlier", "Left", "Promise", "TurnChange",
    "Carried", "Crew", "Cycle", "Day", "Decision", "DecisionKind", "Duty", "DutyKind", "DutyTeam", "DayRun",
    "Event", "Fact", "FactKind", "Fault", "Faults", "Finding", "Importance", "Leave", "LeaveKind",
    "LedgerLine", "Leg", "Limits", "Loop", "Meeting", "Method", "Note", "Nth", "OnHoliday", "PassResult",
    "PatrolMode", "PatrolTier",
    "Person", "Place", "PlaceKind", "Plan", "Pool", "Provenance", "Rank", "Record", "RoadSpeeds", "Role",
    "Route", "Seat", "Seats", "Settings", "Sex", "Slot", "Span", "StaffKind", "Station", "Status", "Stop",
    "Strategy", "Team", "TeamKind", "Tuning", "Turn", "Typed", "Waiver", "Week", "Window", "Wish", "Zone",
    "may_serve", "minutes_between", "months_between",
]  # fmt: skip
