"""What a scenario starts from: the station as its folder says it, the Monday, and the plan before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import scenarios
from models import Fault, Faults, Plan, Settings, Team
from scenarios.scenario import Scenario
from scheduler.commands import station_patrols
from scheduler.i18n import Text
from scheduler.intake import Loaded, load_station
from scheduler.intake.dates import not_a_date, parse_date
from scheduler.posture import monday_of
from scheduler.roads.patrol import Patrols
from scheduler.rulebook.book import check_profiles, check_settings
from scheduler.rulebook.leaders import check_leaders
from scheduler.saved_plan import read_plan


@dataclass(frozen=True)
class Base:
    """What a scenario starts from, unchanged; one may serve many variants of a scenario."""

    path: Path
    first: date
    loaded: Loaded
    after: Plan | None = None

    @cached_property
    def patrols(self) -> Patrols:
        """The road map as it is."""
        return station_patrols(self.path, self.loaded.station)


def station_path(scenario: Scenario) -> Path:
    """The station's folder or workbook: from the scenario's file, else one that ships; raises Faults."""
    shipped = Path(scenarios.__file__).parent / scenario.station
    for path in (scenario.file.parent / scenario.station, shipped):
        if path.exists():
            return path
    text = "there is no station '{name}' beside this file, and none of that name ships"
    raise Faults([Fault(Text(text, name=scenario.station), str(scenario.at(("station",))))])


def base_of(scenario: Scenario) -> Base:
    """The station, the Monday and the plan before; raises Faults with every mistake in them."""
    faults: list[Fault] = []
    day = parse_date(scenario.week)
    if day is None:
        faults.append(Fault(not_a_date(scenario.week), str(scenario.at(("week",)))))
    first = monday_of(day) if day else None
    loaded, after, path = None, None, Path()
    try:
        path = station_path(scenario)
        loaded = load_station(path, _check, first=first - timedelta(days=7) if first else None)
    except Faults as found:
        faults += found.faults
    try:
        after = read_plan(scenario.file.parent / scenario.after) if scenario.after else None
    except Faults as found:
        faults += (Fault(one, str(scenario.at(("after",)))) for one in found.faults)
    if faults or loaded is None or first is None:
        raise Faults(faults)
    return Base(path, first, loaded, after)


def _check(settings: Settings, profiles: tuple[str, ...], teams: tuple[Team, ...]) -> Iterator[Fault]:
    yield from check_settings(settings)
    yield from check_profiles(profiles)
    yield from check_leaders(teams, profiles, settings)
