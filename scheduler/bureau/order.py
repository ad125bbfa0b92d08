"""What a bureau is asked to do, its stations as tasks; mistakes that all would share are found first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from models import Fault, Faults
from scheduler.bureau.bureau import Bureau
from scheduler.bureau.read import read_bureau
from scheduler.bureau.task import Task
from scheduler.commands import Options
from scheduler.i18n import Text, use
from scheduler.intake.arguments import parse_settings, parse_tiers
from scheduler.intake.dates import parse_date
from scheduler.posture import monday_of
from scheduler.rulebook.book import check_profiles, check_settings


@dataclass(frozen=True)
class BureauOrder:
    """A bureau's week: a task for each station; `ledger` is the file of loans."""

    bureau: Bureau
    week: date
    tasks: tuple[Task, ...]
    out: Path
    lend: bool
    ledger: Path


@dataclass
class BureauOptions:
    """The options of `xunfang bureau` as they were typed; `options` are for every station.

    `after` is the output folder of the week before; `ledger` lies in the output folder by default; `resume`
    leaves stations alone whose plan is there already.
    """

    bureau: Path
    options: Options
    out: Path
    only: list[str] = field(default_factory=list)
    after: Path | None = None
    ledger: Path | None = None
    lend: bool = False
    resume: bool = False


def read_bureau_order(given: BureauOptions) -> BureauOrder:
    """The order behind the options; raises Faults with every mistake that is not one station's own."""
    faults: list[Fault] = []
    bureau, folder = read_bureau(given.bureau)
    options = given.options
    use(options.lang or bureau.lang)
    week = _week(options.week, faults)
    for check in (_tiers, _settings, _profiles):
        check(options, faults)
    known = {one.id: one for one in bureau.stations}
    unknown = (name for name in given.only if name not in known)
    text = "there is no station '{name}' in the bureau; write folders of bureau.yaml"
    faults += [Fault(Text(text, name=name), "--only") for name in unknown]
    if faults or week is None:
        raise Faults(faults)
    mine = replace(options, week=str(week), lang=options.lang or bureau.lang)
    tasks = tuple(
        Task(
            one.id,
            replace(mine, station=folder / one.folder, after=_after(given, one.id)),
            given.out / one.id,
            resume=given.resume,
        )
        for one in bureau.stations
        if not given.only or one.id in given.only
    )
    return BureauOrder(bureau, week, tasks, given.out, given.lend, given.ledger or given.out / "loans.csv")


def _after(given: BureauOptions, station: str) -> Path | None:
    """The station's plan of the week before, where there is one."""
    path = given.after / station / "plan.json" if given.after else None
    return path if path and path.is_file() else None


def _week(text: str, faults: list[Fault]) -> date | None:
    """The Monday of the week asked for; next week by default."""
    if not text:
        return monday_of(date.today()) + timedelta(days=7)
    try:
        return monday_of(date.fromisoformat(str(parse_date(text))))
    except ValueError:
        faults.append(Fault(Text("'{text}' is not a date; write it as 2026-11-23", text=text), "--week"))
        return None


def _tiers(options: Options, faults: list[Fault]) -> None:
    try:
        parse_tiers(options.tier)
    except Faults as found:
        faults += found.faults


def _settings(options: Options, faults: list[Fault]) -> None:
    try:
        faults += [Fault(one.text, "--set") for one in check_settings(parse_settings(options.set))]
    except Faults as found:
        faults += found.faults


def _profiles(options: Options, faults: list[Fault]) -> None:
    faults += [Fault(one.text, "--profile") for one in check_profiles(options.profile)]
