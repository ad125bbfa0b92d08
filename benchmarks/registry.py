"""Every suite by its name; loading this loads no solver."""

from __future__ import annotations

from benchmarks.card import Suite
from benchmarks.suites.build import Build
from benchmarks.suites.replanning import Replanning
from benchmarks.suites.routed_week import RoutedWeek
from benchmarks.suites.sealing import Sealing
from benchmarks.suites.shift_scheduling import ShiftScheduling
from benchmarks.suites.start_up import StartUp
from benchmarks.suites.station_week import StationWeek
from benchmarks.suites.team_orienteering import TeamOrienteering

ALL = (
    StationWeek(),
    ShiftScheduling(),
    TeamOrienteering(),
    Sealing(),
    Replanning(),
    RoutedWeek(),
    StartUp(),
    Build(),
)

SUITES: dict[str, Suite] = {suite.name: suite for suite in ALL}
