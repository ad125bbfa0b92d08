"""Route cards: one page a crew and date, with its map, its ways and its stops to be signed (Z08, C07)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from models import Plan
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.routes_card_fit import Fit, fitted
from scheduler.render.routes_card_rows import distance, rounds_of
from scheduler.render.routes_map import Ground, route_map, svg, template
from scheduler.render.routes_rows import CardRow, card_rows
from scheduler.render.routes_walk import Walk, members
from scheduler.render.routes_zones import zone_order

WIDE = 190.0
"""Printed width of A4 portrait in mm."""


@dataclass(frozen=True)
class Card:
    """What stands on one page."""

    title: str
    facts: tuple[tuple[str, str], ...]
    members: tuple[tuple[str, bool], ...]
    rows: tuple[CardRow, ...]
    map: Markup
    fit: Fit
    feet: tuple[str, ...]


def cards_page(plan: Plan, ground: Ground, walks: tuple[Walk, ...]) -> str:
    """cards.html as text."""
    cards = [card(plan, ground, walk) for walk in walks]
    return template("routes_cards.html.j2").render(cards=cards)


def card(plan: Plan, ground: Ground, walk: Walk) -> Card:
    """The card of one crew; many stops make the print smaller, the map lower, and two columns of one."""
    rows = card_rows(plan, walk.crew)
    fit = fitted(tuple(rounds_of(ground.crs, walk)), sum(row.height for row in rows))
    title = tr("{station}: route card", station=plan.name)
    picture = route_map(ground, walk, WIDE * fit.form.units, fit.height * fit.form.units)
    people = members(plan, walk.crew)
    return Card(title, tuple(_facts(plan, walk)), people, rows, svg(picture), fit, tuple(_feet(plan)))


def _feet(plan: Plan) -> Iterator[str]:
    line = "__________"
    yield tr("Handed over by: {line}", line=line)
    yield tr("Taken over by: {line}", line=line)
    yield tr("Duty telephone: {phone}", phone=plan.phone or line)
    yield tr("No. {number}", number=plan.number)


def _facts(plan: Plan, walk: Walk) -> Iterator[tuple[str, str]]:
    crew = walk.crew
    yield tr("Crew"), crew.name
    yield tr("Date"), f"{words.month_day(crew.date)} {words.weekday(crew.date)}"
    yield tr("Window"), "; ".join(map(words.window, crew.spans))
    yield tr("Mode"), words.mode(walk.route.mode)
    yield tr("Zones in order"), "→".join(zone_order(plan, crew))
    yield tr("Base"), walk.base.name
    yield tr("Length"), distance(walk.route.metres)
    yield tr("Radio"), ""
