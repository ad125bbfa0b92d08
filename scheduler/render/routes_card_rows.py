"""The table of a route card: rounds, and for each stop its hours, its way, its deadline, whom it meets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import atan2, ceil, degrees

from models import Span
from scheduler.i18n import tr
from scheduler.render.routes_map import ROUNDS
from scheduler.render.routes_meetings import Met
from scheduler.render.routes_walk import Call, Walk
from scheduler.roads.geometry import Crs, Plane, cut


@dataclass(frozen=True)
class Line:
    """One stop of the card; `number` is empty for the return to the base.

    `part` says in which piece of the night a check-in point is due, `span` is that alone; `met` are lines to
    be signed by two.
    """

    number: str
    place: str
    zone: str
    due: str
    stay: str
    way: str
    length: str
    minutes: str
    part: str = ""
    span: str = ""
    met: tuple[str, ...] = ()


@dataclass(frozen=True)
class Round:
    """One round: its name, where and when it begins, how it is drawn, and its stops."""

    name: str
    head: str
    color: str
    dash: str
    lines: tuple[Line, ...]


def rounds_of(crs: Crs, walk: Walk) -> Iterator[Round]:
    """The rounds of a crew in words."""
    for n, calls in enumerate(walk.rounds):
        color, dash = ROUNDS[n % len(ROUNDS)]
        yield Round(
            tr("Round {n}", n=n + 1),
            tr(
                "Round {n}: set out from {base} at {time}; {length}, back at {end}",
                n=n + 1, base=walk.base.name, time=_minute(calls[0].depart),
                length=distance(sum(call.leg.metres for call in calls)), end=f"{calls[-1].due:%H:%M}",
            ),
            color, dash, tuple(_line(crs, call) for call in calls),
        )  # fmt: skip


def _minute(at: datetime) -> str:
    """The nearest full minute."""
    return f"{at + timedelta(seconds=30):%H:%M}"


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
        part=tr("due {span}", span=_span(call.part)) if call.part else "",
        span=_span(call.part),
        met=tuple(map(_met, call.met)),
    )


def _span(part: Span | None) -> str:
    return f"{part.start:%H:%M}–{part.end:%H:%M}" if part else ""


def _met(met: Met) -> str:
    return tr("meets {crew}, due {time}", crew=met.crew.name, time=f"{met.at:%H:%M}")


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
