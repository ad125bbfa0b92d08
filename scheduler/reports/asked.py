"""What a report is asked of, and the station, plans and calls behind it, with every mistake in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from models import Fault, Faults, Station
from scheduler.i18n import Text, use
from scheduler.intake import load_station
from scheduler.published import check_station
from scheduler.reports import NEED_PLAN, Given
from scheduler.reports.calls import read_calls
from scheduler.saved_plan import read_plan

T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """The options of `xunfang report` as they were typed."""

    path: Path
    kind: str
    plans: tuple[Path, ...] = ()
    calls: Path | None = None
    lang: str = ""


def read_given(asked: Asked) -> Given:
    """Station, plans and calls; raises Faults with every mistake in all of them."""
    faults: list[Fault] = []
    station = _read(lambda: load_station(asked.path).station, faults)
    use(asked.lang or (station.lang if station else "zh"))
    given = _read(lambda: given_of(asked, station), faults)
    faults += _plan_faults(asked)
    if faults or given is None:
        raise Faults(faults)
    return given


def given_of(asked: Asked, station: Station | None) -> Given:
    """What a report of a station is made from; raises Faults with every mistake in plans and calls."""
    faults: list[Fault] = []
    plans = []
    for path in asked.plans:
        if plan := _read(lambda path=path: read_plan(path), faults):  # type: ignore[misc]
            plans.append(plan)
            if station:
                _read(lambda plan=plan, path=path: check_station(plan, station, path), faults)  # type: ignore[misc]
    calls = asked.calls
    found = _read(lambda: read_calls(calls), faults) if calls else None
    if faults or station is None:
        raise Faults(faults)
    return Given(station, plans, found)


def _read(read: Callable[[], T], faults: list[Fault]) -> T | None:
    try:
        return read()
    except Faults as found:
        faults += found.faults
        return None


def _plan_faults(asked: Asked) -> Iterator[Fault]:
    if asked.kind in NEED_PLAN and not asked.plans:
        yield Fault(Text("this report is made from a plan; name one, such as out/plan.json"), "--plan")
    if asked.kind != "month" and len(asked.plans) > 1:
        yield Fault(Text("this report is made from one plan; only month takes several"), "--plan")
