"""What things are: the nouns of a station, its week and its plan. Imports nothing of ours."""

from models.clock import Span, Window, minutes_between
from models.duty import Duty, DutyKind, Event, PatrolMode, PatrolTier, Seat, Seats
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
from models.route import Leg, Loop, Pool, Route, Slot, Stop
from models.station import Cycle, Settings, Station, Team, Zone
from models.week import Carried, Crew, Day, Week, may_serve

__all__ = [
    "Carried", "Crew", "Cycle", "Day", "Duty", "DutyKind", "Event", "Fault", "Faults", "Finding",
    "Importance", "Leave", "LeaveKind", "LedgerLine", "Leg", "Limits", "Loop", "Note", "PassResult",
    "PatrolMode", "PatrolTier", "Person", "Place", "PlaceKind", "Plan", "Pool", "Provenance", "Rank",
    "RoadSpeeds", "Role", "Route", "Seat", "Seats", "Settings", "Sex", "Slot", "Span", "StaffKind",
    "Station", "Status", "Stop", "Team", "Turn", "Waiver", "Week", "Window", "Wish", "Zone",
    "may_serve", "minutes_between",
]  # fmt: skip
