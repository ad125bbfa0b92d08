"""The commands seal, coverage and map: read what they need, answer, show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from rich.console import Console

from models import DutyKind, Fault, Faults, PatrolMode, Place, PlaceKind, Plan
from scheduler.beside import write_text
from scheduler.i18n import Text, tr
from scheduler.render import words
from scheduler.render.routes_map import Ground
from scheduler.render.routes_walk import Walk, walks
from scheduler.render.station_svg import draw
from scheduler.render.svg_file import check_name
from scheduler.roads.words import by_mode
from scheduler.streets.asked import Question, Reading, parse_day
from scheduler.streets.coverage_words import show_coverage
from scheduler.streets.covering import Wish, covered
from scheduler.streets.crews import Crews
from scheduler.streets.posts import FIXED, Post, post_at, titles
from scheduler.streets.reach import Reach
from scheduler.streets.seal_words import show_nights, show_seal
from scheduler.streets.sealing import sealed, sealed_nights
from scheduler.streets.town import Town


def run_seal(question: Question, mode: PatrolMode) -> None:
    """Print who closes which exit: from the fixed posts, at a minute of a plan, or at its worst minute.

    Raises Faults with every mistake in the question.
    """
    reading = Reading(question)
    minute = reading.minute()
    reading.need(lambda town: town.base)
    exits = reading.need(lambda town: town.exits)
    town = reading.close()
    reach, console = Reach(town, exits or ()), Console()
    if reading.plan is None:
        posts = _fixed(town, mode)
        title = tr("{station}: closing {n} exits from {posts} fixed posts, {by}",
                   station=town.station.name, n=len(reach.places), posts=len(posts),
                   by=by_mode(mode))  # fmt: skip
        return show_seal(sealed(reach, posts), title, console)
    crews = Crews(reading.plan, town, mode)
    if minute is None:
        minute = _worst(reading.plan, crews, reach, console)
    posts = crews.at(minute)
    title = tr("{station}: call at {time}, closing {n} exits from {posts} crews on duty",
               station=town.station.name, time=f"{minute:%Y-%m-%d %H:%M}", n=len(reach.places),
               posts=len(posts))  # fmt: skip
    return show_seal(sealed(reach, posts), title, console)


def _worst(plan: Plan, crews: Crews, reach: Reach, console: Console) -> datetime:
    """Print the nights of the plan and return the worst minute of all."""
    nights = tuple(sealed_nights(plan, crews, reach))
    if not nights:
        text = Text("no night patrol stands in the plan, so it has no night to look at; ask for one minute")
        raise Faults([Fault(text, "--at")])
    title = tr("{station}: closing {n} exits, the worst minute of each night",
               station=plan.name, n=len(reach.places))  # fmt: skip
    show_nights(nights, title, titles(reach.places), console)
    return max(nights, key=lambda night: night.sealed.seal.rank).worst


def run_coverage(question: Question, minutes: float, mode: PatrolMode, sites: str) -> None:
    """Print what lies beyond reach of the posts, or of the crews at a minute, and the fewest further posts.

    Raises Faults with every mistake in the question.
    """
    reading = Reading(question)
    minute = reading.minute()
    if question.plan and not question.at:
        reading.note(Text('say for which minute of the plan; write --at "2026-11-28 02:40"'), "--plan")
    reading.need(lambda town: town.base)
    kinds = reading.tried(partial(parse_sites, sites, reading.town.places if reading.town else ()))
    town = reading.close()
    reach = Reach(town, town.places)
    said = {"station": town.station.name, "n": len(town.places)}
    if reading.plan and minute:
        posts = Crews(reading.plan, town, mode).at(minute)
        title = tr("{station}: {n} places from {posts} crews on duty at {time}",
                   posts=len(posts), time=f"{minute:%Y-%m-%d %H:%M}", **said)  # fmt: skip
    else:
        posts = _fixed(town, mode)
        title = tr("{station}: {n} places from {posts} fixed posts, {by}",
                   posts=len(posts), by=by_mode(mode), **said)  # fmt: skip
    wish = Wish(minutes, town.of(kinds or PlaceKind), mode)
    show_coverage(covered(reach, posts, wish), title, minutes, Console())


def parse_sites(text: str, places: Sequence[Place]) -> tuple[PlaceKind, ...]:
    """`kiosk,police_room`, every kind when empty; raises Faults for kinds that no place is of."""
    names = [part for part in re.split(r"[,，、;；\s]+", text) if part]
    known = [str(kind) for kind in PlaceKind]
    faults = [
        Fault(Text("no kind of place '{kind}'; write one of {known}", kind=name, known=", ".join(known)))
        for name in names
        if name not in known
    ]
    there = {str(place.kind) for place in places}
    faults += [
        Fault(Text("the station has no place of kind '{kind}'; write another", kind=name))
        for name in names
        if places and name in known and name not in there
    ]
    if faults:
        raise Faults([Fault(one.text, "--sites") for one in faults])
    return tuple(map(PlaceKind, names))


def run_map(question: Question, out: Path) -> None:
    """Write the drawn map of a station, with a plan the routes of one of its nights.

    Raises Faults with every mistake in the question, and for a file that cannot be written.
    """
    reading = Reading(question)
    reading.tried(lambda: check_name(out))
    night = reading.tried(partial(_night, reading.plan, question.at)) if reading.plan else ()
    town = reading.close()
    title = town.station.name
    if night:
        day = night[0].crew.date
        title = tr("{station}: night patrols of {day}", station=title, day=f"{day} {words.weekday(day)}")
    ground = Ground(town.places, tuple(one.line for one in town.roads.sections), town.roads.crs)
    write_text(out, draw(ground, night or (), title, {zone.id: zone.name for zone in town.station.zones}))
    Console().print(tr("Written: {file}", file=out), soft_wrap=True, markup=False)


def _night(plan: Plan, at: str) -> tuple[Walk, ...]:
    """The night patrols' routes of a date, the first by default; raises Faults for a date without any."""
    found = [walk for walk in walks(plan) if walk.crew.kind is DutyKind.NIGHT]
    days = list(dict.fromkeys(walk.crew.date for walk in found))
    day = parse_day(at) if at else (days or [plan.first])[0]
    if day not in days:
        text = Text("no night patrol has a route on {day}; nights with routes: {days}",
                    day=day, days=", ".join(map(str, days)) or "—")  # fmt: skip
        raise Faults([Fault(text, "--at")])
    return tuple(walk for walk in found if walk.crew.date == day)


def _fixed(town: Town, mode: PatrolMode) -> tuple[Post, ...]:
    """The manned places of a station."""
    return tuple(post_at(place, mode) for place in town.of(FIXED))
