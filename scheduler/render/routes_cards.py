"""Route cards: one page a crew and date, with its map, its ways and its stops to be signed (Z08, C07)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, ceil, degrees

from markupsafe import Markup

from models import Plan
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.layout import wrapped
from scheduler.render.names import printed
from scheduler.render.routes_map import ROUNDS, Ground, route_map, svg, template
from scheduler.render.routes_walk import Call, Walk
from scheduler.render.routes_zones import zone_order
from scheduler.roads.geometry import Crs, Plane, cut

WIDE = 190.0
"""Printed width of A4 portrait in mm; a map has `UNITS` picture units a mm."""

UNITS = 4.0
BODY = 225.0
"""Height in mm for map and table, below the facts and above the foot."""

LEAST_MAP, LARGEST_MAP = 72.0, 150.0
ROW, LINE = 6.5, 4.1
"""Height in mm of a row of one line, and of each further line, at full print size."""

WAY_WIDTH, PLACE_WIDTH = 13.2, 8.7
"""Full-width characters of full print in a line of the columns of ways and places."""

WORDS = 0.85
"""Share of a line that is filled where it breaks between words only."""

SIZES = tuple(size / 100 for size in range(100, 66, -3))


@dataclass(frozen=True)
class Line:
    """One stop of the card; `number` is empty for the return to the base."""

    number: str
    place: str
    zone: str
    due: str
    stay: str
    way: str
    length: str
    minutes: str


@dataclass(frozen=True)
class Round:
    """One round: where and when it begins, how it is drawn, and its stops."""

    head: str
    color: str
    dash: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Card:
    """What stands on one page."""

    title: str
    facts: tuple[tuple[str, str], ...]
    members: tuple[tuple[str, bool], ...]
    map: Markup
    rounds: tuple[Round, ...]
    feet: tuple[str, ...]
    size: float


def cards_page(plan: Plan, ground: Ground, walks: tuple[Walk, ...]) -> str:
    """cards.html as text."""
    cards = [card(plan, ground, walk) for walk in walks]
    return template("routes_cards.html.j2").render(cards=cards)


def card(plan: Plan, ground: Ground, walk: Walk) -> Card:
    """The card of one crew; the print gets smaller and the map lower when there are many stops."""
    rounds = tuple(_rounds(ground.crs, walk))
    size, height = _fit(rounds)
    names = printed(plan.people)
    members = tuple(
        (names[turn.person], turn.role == "leader") for turn in plan.members.get(walk.crew.id, ())
    )
    title = tr("{station}: route card", station=plan.name)
    picture = route_map(ground, walk, WIDE * UNITS, height * UNITS)
    return Card(title, tuple(_facts(plan, walk)), members, svg(picture), rounds, tuple(_feet(plan)), size)


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


def _rounds(crs: Crs, walk: Walk) -> Iterator[Round]:
    for n, calls in enumerate(walk.rounds):
        color, dash = ROUNDS[n % len(ROUNDS)]
        yield Round(
            tr(
                "Round {n}: set out from {base} at {time}; {length}, back at {end}",
                n=n + 1, base=walk.base.name, time=f"{calls[0].depart:%H:%M}",
                length=distance(sum(call.leg.metres for call in calls)), end=f"{calls[-1].due:%H:%M}",
            ),
            color, dash, tuple(_line(crs, call) for call in calls),
        )  # fmt: skip


def _line(crs: Crs, call: Call) -> Line:
    stay = round((call.leave - call.due).total_seconds() / 60)
    return Line(
        number=str(call.number or ""),
        place=call.place.name,
        zone=call.place.zone,
        due=f"{call.due:%H:%M}",
        stay=tr("{n} min", n=stay) if stay else "",
        way=_way(crs, call),
        length=distance(call.leg.metres) if call.leg.metres >= 1 else "",
        minutes=tr("{n} min", n=ceil(call.leg.minutes - 0.01)) if call.leg.metres >= 1 else "",
    )


def _way(crs: Crs, call: Call) -> str:
    if call.leg.metres < 1:
        return tr("on the spot")
    roads = "→".join(road for road in call.leg.roads if road) or tr("unnamed way")
    return tr("{course} along {roads}", course=course(call.line, crs), roads=roads)


def course(line: tuple[tuple[float, float], ...], crs: Crs) -> str:
    """The compass direction in which a line sets out, by its first tenth."""
    (x, y), (x2, y2) = Plane(line, crs).flat([line[0], cut(line, 0.0, 0.1)[-1]])
    names = (tr("east"), tr("north-east"), tr("north"), tr("north-west"), tr("west"), tr("south-west"),
             tr("south"), tr("south-east"))  # fmt: skip
    return names[round(degrees(atan2(y2 - y, x2 - x)) / 45) % 8]


def distance(metres: float) -> str:
    """`850 m`, from a kilometre on `3.4 km`."""
    return f"{metres / 1000:.1f} km" if metres >= 1000 else f"{round(metres, -1):.0f} m"


def _fit(rounds: tuple[Round, ...]) -> tuple[float, float]:
    """The largest print at which the table leaves room for the map, and the height of the map in mm."""
    for size in SIZES:
        room = BODY - _height(rounds, size)
        if room >= LEAST_MAP:
            break
    return size, min(LARGEST_MAP, max(LEAST_MAP, room))


def _height(rounds: tuple[Round, ...], size: float) -> float:
    """Height of the table in mm."""
    lines = [line for one in rounds for line in one.lines]
    further = sum(_lines(line, size) - 1 for line in lines)
    return ((1 + len(rounds) + len(lines)) * ROW + further * LINE) * size


def _lines(line: Line, size: float) -> int:
    """Lines of print that a row takes."""
    share = WORDS if " " in line.way + line.place else 1.0
    return max(wrapped(line.way, share * WAY_WIDTH / size), wrapped(line.place, share * PLACE_WIDTH / size))
