"""A scenario becomes an order: its changes are done to the station as read from its folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from models import Fault, Faults, Leave, Record, Station, Waiver
from models.faults import Path as FaultPath
from scenarios import change_duties, change_people, change_places, change_rules
from scenarios.base import Base, base_of
from scenarios.draft import Draft
from scenarios.road_changes import changed_roads
from scenarios.scenario import Scenario
from scheduler.commands import Options
from scheduler.decision.record import record
from scheduler.i18n import Text
from scheduler.intake.arguments import parse_aways
from scheduler.intake.raw import Place
from scheduler.intake.words import word
from scheduler.order import Order
from scheduler.posture import Request, open_week
from scheduler.roads.patrol import Patrols
from scheduler.rulebook.book import check_profiles
from scheduler.rulebook.leaders import check_leaders
from scheduler.rulebook.profile_duties import with_duties
from scheduler.rulebook.profile_events import with_events
from scheduler.rulebook.switches import check_switches

__all__ = ["Base", "base_of", "order_of"]

Do = Callable[[Draft, str, object, Place], None]

DO: dict[str, Do] = {
    "people": change_people.people,
    "groups": change_duties.groups,
    "duties": change_duties.duties,
    "windows": change_duties.windows,
    "seats": change_duties.seats,
    "leave": change_people.leave,
    "tier_days": change_rules.tier_days,
    "tiers": change_rules.tiers,
    "rules": change_rules.rules,
    "set": change_rules.set_,
    "roads": change_places.roads,
    "load": change_places.load,
    "hours": change_places.hours,
    "events": change_duties.events,
    "waive": change_rules.waive,
}
"""What each verb of a change does; `profiles` come before all of them, since they bring events along."""


def order_of(scenario: Scenario, base: Base | None = None) -> Order:
    """The order of a scenario; raises Faults with every mistake, each with file and line.

    `base` is that of the same station and week, when it is read already.
    """
    base = base or base_of(scenario)
    faults: list[Fault] = []
    profiles = _profiles(scenario, base.loaded.station, faults)
    before = with_duties(with_events(base.loaded.station.model_copy(update={"profiles": profiles})))
    days = tuple(base.first + timedelta(days=n) for n in range(7 * scenario.weeks))
    draft = Draft.of(before, days)
    faults += _done(scenario, draft)
    station = _station(draft, before, faults)
    away = _away(draft, station or before, faults)
    if faults or station is None:
        raise Faults(faults)
    request = Request(base.first, scenario.weeks, draft.tiers, away, base.after, scenario.short)
    faults += _of_week(scenario, station, request)
    patrols, station = _patrols(scenario, base, draft, station, faults)
    if faults:
        raise Faults(faults)
    waivers = tuple(Waiver(rule=rule, reason=reason) for rule, reason in draft.waivers.items())
    made = Order(station, request, draft.settings, (), waivers, scenario.limits, patrols=patrols)
    return replace(made, record=_recorded(scenario, base, draft, made))


def _profiles(scenario: Scenario, station: Station, faults: list[Fault]) -> tuple[str, ...]:
    """The station's profiles with those that the scenario adds or takes away."""
    wanted: list[tuple[FaultPath, str, str]] = [
        (("profiles", n), name, "yes") for n, name in enumerate(scenario.profiles)
    ]
    wanted += [
        (("changes", n, "profiles", name), name, str(on))
        for n, change in enumerate(scenario.changes)
        for name, on in change.profiles.items()
    ]
    found = dict.fromkeys(station.profiles)
    for path, name, on in wanted:
        at, is_on = str(scenario.at(path)), word("bool", on)
        faults += [Fault(one.text, at) for one in check_profiles([name])]
        if is_on == "yes":
            found[name] = None
        elif is_on == "no":
            found.pop(name, None)
        else:
            faults.append(Fault(Text("'{value}' is neither on nor off", value=on), at))
    return tuple(name for name in found if not list(check_profiles([name])))


def _done(scenario: Scenario, draft: Draft) -> Iterator[Fault]:
    """Do every change; what cannot be done is yielded with its place."""
    for number, change in enumerate(scenario.changes):
        for verb, values in change.parts.items():
            for key, value in sorted(values.items(), key=lambda one: one[0] != "like"):
                at = scenario.at(("changes", number, verb, key))
                try:
                    if verb in DO:
                        DO[verb](draft, key, value, at)
                except Faults as found:
                    yield from (Fault(one.text, str(at)) for one in found.faults)
        draft.like = ""


def _station(draft: Draft, before: Station, faults: list[Fault]) -> Station | None:
    try:
        station = draft.station(before)
    except Faults as found:
        faults += found.faults
        return None
    for one in check_switches(station.duties):
        duty = station.duties[int(one.path[1])].id
        place = draft.places.get(("duties", duty, "only_if"), draft.places.get(("duties", duty), ""))
        faults.append(Fault(one.text, str(place)))
    led = check_leaders(station.teams, station.profiles, station.rules, draft.settings)
    faults += (Fault(one.text, str(draft.places.get((), ""))) for one in led)
    return station


def _away(draft: Draft, station: Station, faults: list[Fault]) -> tuple[Leave, ...]:
    found: list[Leave] = []
    first, last = draft.days[0], draft.days[-1]
    for text, at in draft.aways:
        if text.partition("=")[0] not in station.by_id:
            continue  # somebody new, in a station that has mistakes elsewhere
        try:
            leave = parse_aways([text], station)[0]
        except Faults as wrong:
            faults += (Fault(one.text, str(at)) for one in wrong.faults)
            continue
        if leave.last < first or leave.first > last:
            template = (
                "{who} is away {start} to {end}, which does not touch {first} to {last}; correct the dates"
            )
            values = {
                "who": leave.person,
                "start": leave.first,
                "end": leave.last,
                "first": first,
                "last": last,
            }
            faults.append(Fault(Text(template, **values), str(at)))
        found.append(leave)
    return tuple(found)


def _of_week(scenario: Scenario, station: Station, request: Request) -> Iterator[Fault]:
    """What does not fit the week, where nothing else is wrong: the plan before."""
    try:
        open_week(station, replace(request, away=()))
    except Faults as found:
        yield from (Fault(one.text, str(scenario.at(("after",)))) for one in found.faults)


def _patrols(
    scenario: Scenario, base: Base, draft: Draft, station: Station, faults: list[Fault]
) -> tuple[Patrols | None, Station]:
    """The road map as the scenario has it, and the station with the speeds on it."""
    if not scenario.routes:
        return None, station
    try:
        known = base.patrols
        roads, speeds = changed_roads(known.roads, draft.roads, station.places, station.speeds)
    except Faults as found:
        at = str(scenario.at(("routes",)))
        faults += (one if one.where else Fault(one.text, at) for one in found.faults)
        return None, station
    same = roads is known.roads and station.places == known.places
    station = station.model_copy(update={"speeds": speeds})
    return known if same else Patrols(roads, station.places, speeds), station


def _recorded(scenario: Scenario, base: Base, draft: Draft, made: Order) -> Record:
    """Where the order comes from: the station's files as they are, and a digest of the scenario itself."""
    options = Options(
        base.path,
        str(base.first),
        scenario.weeks,
        tier=[f"{day}={int(tier)}" for day, tier in draft.tiers.items()],
        away=[text for text, _ in draft.aways],
        profile=list(scenario.profiles),
        set=[
            f"{rule}.{key}={value}"
            for rule, values in draft.settings.items()
            for key, value in values.items()
        ],
        waive=[f"{one.rule}:{one.reason}" for one in made.waivers],
        limits=scenario.limits,
        short=scenario.short,
        routes=made.patrols is not None,
    )
    known = record(options, base.loaded, base.first, made.request.away, made.waivers)
    text = scenario.model_dump_json(include={"changes"})
    inputs = {**known.inputs, "scenario": hashlib.sha256(text.encode()).hexdigest()}
    return known.model_copy(update={"inputs": inputs})
