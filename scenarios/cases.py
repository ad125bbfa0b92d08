"""What is compared: scenarios and stations, which are planned first, and plans that are published already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models import Fault, Faults, Limits, Plan, Station, Status
from scenarios.order import Base, base_of, order_of
from scenarios.read import find_scenario, read_scenario
from scenarios.run import run
from scenarios.scenario import Scenario
from scheduler.i18n import Text, language
from scheduler.intake import load_station
from scheduler.order import Order
from scheduler.published import station_of
from scheduler.saved_plan import read_plan
from scheduler.streets.town import Town, open_town
from scheduler.terminal_explain import sorry

PLAN = "plan.json"


@dataclass(frozen=True)
class Case:
    """A plan, or why there is none; `station` and `town` (with its road map) where they are known."""

    name: str
    title: str
    status: Status
    plan: Plan | None = None
    says: str = ""
    station: Station | None = None
    town: Town | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Wanted:
    """A column that is read, and not planned yet: a scenario with its station, or a plan."""

    name: str
    scenario: Scenario | None = None
    base: Base | None = None
    plan: Plan | None = None
    path: Path = Path()


@dataclass(frozen=True)
class Asked:
    """What a station folder is planned for; a scenario says it itself."""

    week: str = ""
    routes: bool = False
    limits: Limits = field(default_factory=Limits)


def read_wanted(paths: Sequence[Path], asked: Asked) -> list[Wanted]:
    """Everything that is to be compared; raises Faults with every mistake in all of it."""
    found: list[Wanted] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            found.append(_read(path, asked))
        except Faults as wrong:
            faults += wrong.faults
    if faults:
        raise Faults(faults)
    return [_named(one, n, found) for n, one in enumerate(found)]


def _read(path: Path, asked: Asked) -> Wanted:
    file = path / PLAN if (path / PLAN).is_file() else path
    if file.suffix == ".json":
        return Wanted(file.parent.name or file.stem, plan=read_plan(file), path=file)
    if (path / "station.yaml").is_file() or path.suffix.lower() in (".xlsx", ".xlsm"):
        scenario = _of_station(path, asked)
    elif path.is_dir():
        text = "there is neither a station.yaml nor a plan.json in it; name a scenario, a station or a plan"
        raise Faults([Fault(Text(text), str(path))])
    else:
        scenario = read_scenario(find_scenario(path))
    base = base_of(scenario)
    order_of(scenario, base)
    return Wanted(scenario.name, scenario, base)


def _of_station(path: Path, asked: Asked) -> Scenario:
    """A scenario that changes nothing."""
    if not asked.week:
        raise Faults([Fault(Text("say for which week it is planned; write --week 2026-11-23"), str(path))])
    name = path.name if path.is_dir() else path.stem
    title = load_station(path).station.name
    made = Scenario(
        name=name, title={"zh": title, "en": title}, station=str(path.resolve()), week=asked.week,
        routes=asked.routes, limits=asked.limits,
    )  # fmt: skip
    return made.written(Path(path.name), {})


def _named(one: Wanted, number: int, every: Sequence[Wanted]) -> Wanted:
    """Names that are taken get a number, so that no column is mistaken for another."""
    before = sum(other.name == one.name for other in every[:number])
    return Wanted(f"{one.name} ({before + 1})", one.scenario, one.base, one.plan, one.path) if before else one


def planned(wanted: Wanted, tell: Callable[[str], None]) -> Case:
    """Plan what is not planned yet; raises Faults for mistakes that only planning finds."""
    if plan := wanted.plan:
        station, town = _of_plan(wanted.path)
        return Case(wanted.name, plan.name, plan.status, plan, "", station, town)
    assert wanted.scenario is not None
    tell(wanted.name)
    result = run(wanted.scenario, wanted.base)
    title = wanted.scenario.spoken(language())
    says = sorry(result.conflict, result.order.book()) if result.conflict else ""
    station, town = result.order.station, _town(result.order)
    return Case(wanted.name, title, result.status, result.plan, says, station, town, result.seconds)


def _town(order: Order) -> Town | None:
    return Town(order.station, order.patrols.roads) if order.patrols else None


def _of_plan(path: Path) -> tuple[Station | None, Town | None]:
    """A published plan's station and map as they are now; none where they are not there any more."""
    station = None
    try:
        folder = station_of(path)
        station = load_station(folder).station
        return station, open_town(folder, station)
    except Faults:
        return station, None
