"""What the commands do: gather every mistake of an order, run the pipeline, write and show what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from models import Fault, Faults, Finding, Leave, Limits, PatrolTier, Plan, Settings, Station, Waiver
from scheduler.i18n import Text, tr, use
from scheduler.intake import Loaded, load_station
from scheduler.intake.arguments import parse_aways, parse_settings, parse_tiers, parse_waivers
from scheduler.intake.dates import parse_date
from scheduler.pipeline import Order
from scheduler.posture import Request, monday_of
from scheduler.rulebook import BY_ID
from scheduler.rulebook.book import Book, check_profiles, check_settings, check_waivers

if TYPE_CHECKING:
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
    lang: str = ""


class _Gather:
    """Collects the faults of several readers, so that all are reported at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def __call__(self, read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except Faults as faults:
            self.faults += faults.faults
            return otherwise

    def check(self, faults: Iterable[Fault], where: str) -> None:
        self.faults += [Fault(one.text, one.where or where, one.path) for one in faults]

    def close(self) -> None:
        if self.faults:
            raise Faults(self.faults)


def read_order(options: Options) -> Order:
    """The order behind the options; raises Faults with every mistake in files and arguments."""
    gather = _Gather()
    first = gather(lambda: _first(options.week), None)
    loaded = gather(lambda: _load(options, first), None)
    station = loaded.station if loaded else None
    use(options.lang or (station.lang if station else "zh"))
    tiers: dict[date, PatrolTier] = gather(lambda: parse_tiers(options.tier), {})
    settings: Settings = gather(lambda: parse_settings(options.set), {})
    waivers: tuple[Waiver, ...] = gather(lambda: parse_waivers(options.waive), ())
    away: tuple[Leave, ...] = gather(lambda: parse_aways(options.away, station), ()) if station else ()
    after = gather(lambda: read_plan(options.after), None) if options.after else None
    gather.check(check_settings(settings), "--set")
    gather.check(check_profiles(options.profile), "--profile")
    gather.check(check_waivers(waivers), "--waive")
    if station is None or first is None or loaded is None:
        gather.close()
        raise AssertionError("no station and no fault")
    request = Request(first, options.weeks, tiers, away, after, options.short)
    gather(lambda: _fits(station, request), None)
    patrols = gather(lambda: _patrols(options.station, station), None)
    gather.close()
    return Order(
        station=station.model_copy(update={"lang": options.lang or station.lang}),
        request=request,
        settings=settings,
        profiles=tuple(options.profile),
        waivers=waivers,
        limits=options.limits,
        input_hash=_hash(options, loaded),
        patrols=patrols,
    )


def _load(options: Options, first: date | None) -> Loaded:
    earliest = first - timedelta(days=7) if first else None
    return load_station(options.station, _check_rules, first=earliest)


def _check_rules(settings: Settings, profiles: tuple[str, ...]) -> Iterable[Fault]:
    return [*check_settings(settings), *check_profiles(profiles)]


def _first(week: str) -> date:
    """The Monday of the week that is asked for; next week by default."""
    if not week:
        return monday_of(date.today()) + timedelta(days=7)
    try:
        return monday_of(date.fromisoformat(str(parse_date(week))))
    except ValueError as error:
        text = Text("'{text}' is not a date; write it as 2026-11-23", text=week)
        raise Faults([Fault(text, "--week")]) from error


def _fits(station: Station, request: Request) -> None:
    from scheduler.posture import open_week

    open_week(station, request)


def _patrols(path: Path, station: Station) -> Patrols | None:
    """The station's road map with its loops, or none for a station without a map."""
    if not station.roads or not station.places:
        return None
    from scheduler.roads.patrol import Patrols
    from scheduler.roads.read import read_roads

    folder = path if path.is_dir() else path.parent
    return Patrols(read_roads(folder / station.roads), station.places)


def _hash(options: Options, loaded: Loaded) -> str:
    """One hash over the station's files and everything else that decides the roster."""
    import hashlib

    after = options.after.read_bytes() if options.after else b""
    typed = [
        options.week,
        options.weeks,
        options.tier,
        options.away,
        options.profile,
        options.set,
        options.waive,
    ]
    text = f"{loaded.digest} {typed} {options.short} {hashlib.sha256(after).hexdigest()}"
    return hashlib.sha256(text.encode()).hexdigest()


def read_plan(path: Path | None) -> Plan:
    """A plan.json of ours; raises Faults when it cannot be read or is something else."""
    try:
        return Plan.model_validate_json((path or Path()).read_bytes())
    except OSError as error:
        text = Text("cannot be read ({reason}); name a plan.json", reason=error.strerror or str(error))
        raise Faults([Fault(text, str(path))]) from error
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        text = Text(
            "is not a plan of ours (at '{place}'); name a plan.json from an output folder", place=place
        )
        raise Faults([Fault(text, str(path))]) from error


def judge_file(options: Options, roster: Path) -> tuple[Finding, ...]:
    """Audit a plan.json or roster.xlsx against a station; raises Faults for mistakes in either.

    Days, tiers, absences, settings and waivers come from the plan (or the plan.json beside the workbook),
    and from the options where they are given.
    """
    from scheduler.intake.roster_workbook import read_days, read_roster
    from scheduler.pipeline import judge

    if not roster.exists():
        raise Faults([Fault(Text("there is no such file or folder"), str(roster))])
    beside = roster.with_name("plan.json")
    is_book = roster.suffix.lower() != ".json"
    days: dict[date, PatrolTier] = read_days(roster) if is_book else {}
    known = read_plan(roster) if not is_book else read_plan(beside) if beside.is_file() else None
    if known and days and {day.date for day in known.days} != set(days):
        known = None
    order = _audit_order(options, known, days)
    people = order.station.by_id
    pairs = read_roster(roster, people) if is_book else _pairs(known, people)
    return judge(order, pairs, known.walks if known and not is_book else ())


def _pairs(known: Plan | None, people: object) -> tuple[tuple[str, str], ...]:
    assert isinstance(people, dict)
    turns = known.turns if known else ()
    faults = [
        Fault(Text("'{who}' serves in the plan but is nobody at the station", who=turn.person), "plan.json")
        for turn in turns
        if turn.person not in people
    ]
    if faults:
        raise Faults(faults)
    return tuple((turn.person, turn.crew) for turn in turns)


def _audit_order(options: Options, known: Plan | None, days: dict[date, PatrolTier]) -> Order:
    tiers = {day.date: day.tier for day in known.days} if known else days
    options.week = str(min(tiers))
    options.weeks = len(tiers) // 7
    order = read_order(options)
    after = order.request.after or (_before(known) if known else None)
    away = order.request.away or (_extra_leave(known, order.station) if known else ())
    request = Request(min(tiers), options.weeks, {**tiers, **order.request.tiers}, away, after, options.short)
    return Order(
        station=order.station,
        request=request,
        settings={**(known.settings if known else {}), **order.settings},
        profiles=order.profiles,
        waivers=order.waivers or (known.waivers if known else ()),
        patrols=order.patrols,
    )


def _extra_leave(known: Plan, station: Station) -> tuple[Leave, ...]:
    """Absences that the plan was made with and the station's file does not hold."""
    return tuple(leave for leave in known.leave if leave not in station.leave)


def _before(known: Plan) -> Plan | None:
    """The past that a plan carries, as if it were the plan before it."""
    if not known.past:
        return None
    days = tuple(day.model_copy(update={"date": day.date - timedelta(days=7)}) for day in known.days[:7])
    return Plan.model_validate(
        {
            **{name: getattr(known, name) for name in Plan.model_fields},
            "days": days, "crews": (), "turns": (),
            "ledger": tuple(line for line in known.ledger if line.week < known.first),
        }
    )  # fmt: skip


def sorry(rules: Iterable[str], book: Book) -> str:
    """The rules of a conflict in the chief's words, one line each."""
    found = [BY_ID[name] for name in rules]
    lines = [f"  · {rule.say(book.values(rule))} [{rule.id}; {', '.join(rule.sources)}]" for rule in found]
    return "\n".join([tr("There is no lawful roster (proven). These rules cannot hold together:"), *lines])
