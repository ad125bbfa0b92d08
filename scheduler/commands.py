"""What the commands do: gather every mistake of an order, run the pipeline, write and show what comes out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from models import Fault, Faults, Leave, Limits, PatrolTier, Settings, Station, Team, Waiver
from scheduler.decision.record import record
from scheduler.i18n import Text, use
from scheduler.intake import Loaded, load_station, station_folder
from scheduler.intake.arguments import (
    Loan,
    parse_aways,
    parse_loans,
    parse_settings,
    parse_tiers,
    parse_waivers,
)
from scheduler.intake.dates import parse_date
from scheduler.order import Order
from scheduler.posture import Request, monday_of, open_week
from scheduler.rulebook.book import Book, check_profiles, check_settings, check_waivers, open_book
from scheduler.rulebook.clashes import Clash, clashes
from scheduler.rulebook.leaders import check_leaders
from scheduler.rulebook.profile_duties import with_duties
from scheduler.rulebook.profile_events import with_events
from scheduler.rulebook.switches import check_switches
from scheduler.saved_plan import read_plan

if TYPE_CHECKING:
    from scheduler.roads.graph import RoadGraph
    from scheduler.roads.patrol import Patrols

T = TypeVar("T")


@dataclass
class Options:
    """The options of `plan` and `audit` as they were typed."""

    station: Path
    week: str = ""
    weeks: int = 1
    tier: list[str] = field(default_factory=list)
    away: list[str] = field(default_factory=list)
    after: Path | None = None
    profile: list[str] = field(default_factory=list)
    set: list[str] = field(default_factory=list)
    waive: list[str] = field(default_factory=list)
    limits: Limits = field(default_factory=Limits)
    short: bool = False
    routes: bool | None = False  # none: where the station has a map
    lang: str = ""
    by: str = ""
    strike: list[str] = field(default_factory=list)
    borrow: list[str] = field(default_factory=list)


class Gather:
    """Collects the faults of several readers, so that all are reported at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def __call__(self, read: Callable[[], T], otherwise: T) -> T:
        """What can be read; its faults are kept and `otherwise` stands in for it."""
        try:
            return read()
        except Faults as faults:
            self.faults += faults.faults
            return otherwise

    def each(self, read: Callable[[list[str]], T], texts: list[str], nothing: T) -> T:
        """What can be read of several arguments: one that cannot does not hide faults of the others."""
        try:
            return read(texts)
        except Faults as faults:
            self.faults += faults.faults
        try:
            return read([text for text in texts if _reads(read, text)])
        except Faults:
            return nothing

    def check(self, faults: Iterable[Fault], where: str) -> None:
        """Take faults found otherwise, told to be at `where` if they do not say."""
        self.faults += [Fault(one.text, one.where or where, one.path) for one in faults]

    def close(self) -> None:
        """Raise Faults for everything gathered, if there is anything."""
        if self.faults:
            raise Faults(self.faults)


def _reads(read: Callable[[list[str]], object], text: str) -> bool:
    try:
        read([text])
    except Faults:
        return False
    return True


def _aways(station: Station | None, texts: list[str]) -> tuple[Leave, ...]:
    return parse_aways(texts, station) if station else ()


def read_order(options: Options) -> Order:
    """The order behind the options; raises Faults with every mistake in files and arguments.

    Settings that cannot hold together here are said on stderr: a warning, no mistake.
    """
    gather = Gather()
    first = gather(lambda: _first(options.week), None)
    loaded = gather(lambda: _load(options, first), None)
    station = _of_profiles(loaded.station, options.profile) if loaded else None
    use(options.lang or (station.lang if station else "zh"))
    if options.routes is None:
        options.routes = bool(station and station.roads and station.places)
    tiers: dict[date, PatrolTier] = gather.each(parse_tiers, options.tier, {})
    settings: Settings = gather.each(parse_settings, options.set, {})
    waivers: tuple[Waiver, ...] = gather.each(parse_waivers, options.waive, ())
    away: tuple[Leave, ...] = gather.each(partial(_aways, station), options.away, ())
    _: tuple[Loan, ...] = gather.each(parse_loans, options.borrow, ())
    after = gather(lambda: read_plan(options.after), None) if options.after else None
    gather.check(check_settings(settings), "--set")
    gather.check(check_profiles(options.profile), "--profile")
    gather.check(check_waivers(waivers), "--waive")
    if station is None or first is None or loaded is None:
        gather.close()
        raise AssertionError("no station and no fault")
    wrong = check_switches(station.duties)
    gather.check((Fault(one.text, loaded.where(one.path), one.path) for one in wrong), "")
    request = Request(first, options.weeks, tiers, away, after, options.short)
    gather(lambda: open_week(station, request), None)
    patrols = gather(lambda: station_patrols(options.station, station), None) if options.routes else None
    gather.close()
    order = Order(
        station=station.model_copy(update={"lang": options.lang or station.lang}),
        request=request,
        settings=settings,
        profiles=tuple(options.profile),
        waivers=waivers,
        limits=options.limits,
        record=record(options, loaded, first, away, waivers),
        patrols=patrols,
    )
    sys.stderr.writelines(f"{clash}\n" for clash in clashes(order.book(), station))
    return order


def _load(options: Options, first: date | None) -> Loaded:
    earliest = first - timedelta(days=7) if first else None
    return load_station(options.station, partial(_check_rules, options=options), first=earliest)


def _of_profiles(station: Station, more: Iterable[str]) -> Station:
    """The station with the events and duties of its profiles and of those typed."""
    names = tuple(more)
    return with_duties(with_events(station, names), names)


def _check_rules(
    settings: Settings, profiles: tuple[str, ...], teams: tuple[Team, ...], options: Options | None = None
) -> Iterable[Fault]:
    """Faults in the rules and profiles of a station, and teams without a leader where those ask for one."""
    yield from (*check_settings(settings), *check_profiles(profiles))
    try:
        typed = parse_settings(options.set) if options else {}
    except Faults:
        return  # said where the options are read
    more = options.profile if options else ()
    yield from check_leaders(teams, (*profiles, *more), settings, typed)


def _first(week: str) -> date:
    """The Monday of the week that is asked for; next week by default."""
    if not week:
        return monday_of(date.today()) + timedelta(days=7)
    try:
        return monday_of(date.fromisoformat(str(parse_date(week))))
    except ValueError as error:
        text = Text("'{text}' is not a date; write it as 2026-11-23", text=week)
        raise Faults([Fault(text, "--week")]) from error


def station_patrols(path: Path, station: Station) -> Patrols:
    """The station's road map with its loops; raises Faults for a station without a map."""
    roads = station_roads(path, station)
    from scheduler.roads.patrol import Patrols

    return Patrols(roads, station.places, station.speeds)


def station_roads(path: Path, station: Station) -> RoadGraph:
    """The station's road map; raises Faults for a station without one."""
    if not station.roads or not station.places:
        text = Text("the station has no road map; write `roads:` in station.yaml and add places.csv")
        raise Faults([Fault(text, str(path))])
    from scheduler.roads.read import read_roads

    return read_roads(station_folder(path) / station.roads)


def station_book(station: Path | None, profiles: tuple[str, ...]) -> tuple[Book, str, tuple[Clash, ...]]:
    """The rules in force at a station (those of the law without one), its language, what clashes."""
    if station is None:
        return open_book(("law", *profiles)), "zh", ()
    loaded = load_station(station, _check_rules)
    book = open_book((*loaded.station.profiles, *profiles), loaded.station.rules)
    return book, loaded.station.lang, clashes(book, loaded.station)
