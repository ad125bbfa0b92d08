"""The drawn map: roads in grey, ways with their direction, numbered stops, names, scale bar and north."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from models import Place, PlaceKind
from models.route import Point
from scheduler.i18n import language, tr
from scheduler.render.names import width
from scheduler.render.routes_frame import Frame, arrows, beside, path
from scheduler.render.routes_labels import LEADING, Label, Mark, placed
from scheduler.render.routes_walk import Polyline, Walk
from scheduler.roads.geometry import Crs

ROUNDS = (("#0b4f9e", ""), ("#b4380c", "9 4"), ("#1b6e3c", "2.5 3.5"), ("#6a2c91", "12 3 3 3"))
"""Colour and dashes of the rounds of a route, so that they differ in black and white as well."""

CREWS = (
    "#0b4f9e", "#b4380c", "#1b6e3c", "#6a2c91", "#8a6100", "#007a87", "#a3195b", "#444444", "#3f7fd0",
    "#e07b39", "#5aa02c", "#a97bd0", "#c9a300", "#2fb5b5", "#e0559b", "#9a9a9a",
)  # fmt: skip
"""Colours of the crews of a night, taken in turn."""

ASIDE = 2.4
"""Picture units by which a way is drawn right of the middle of its road, and each further one beside it."""

LANES = 4

NUMBERS = 3
"""Numbers of calls that a stop shows; of more it shows the first ones, the table has all."""

NAMED = 20
"""Places called at up to which the other places on the map have names too."""

HOME = (PlaceKind.STATION, PlaceKind.POLICE_ROOM)


@dataclass(frozen=True)
class Way:
    """A line of the route with its arrowheads."""

    line: tuple[Point, ...]
    color: str
    dash: str

    @property
    def d(self) -> str:
        """The line as an SVG path."""
        return path(self.line)

    @property
    def heads(self) -> tuple[tuple[float, float, float], ...]:
        """(x, y, degrees) of the arrowheads."""
        return tuple(arrows(self.line))


@dataclass(frozen=True)
class Sign:
    """A place on the map: `base`, `stop` with its numbers, or `place`."""

    kind: str
    at: Point
    half: float
    text: str = ""


@dataclass(frozen=True)
class Picture:
    """Everything the SVG template draws; lengths in picture units."""

    width: float
    height: float
    roads: tuple[str, ...]
    ways: tuple[Way, ...]
    links: tuple[tuple[Point, Point], ...]
    signs: tuple[Sign, ...]
    labels: tuple[Label, ...]
    bar: float
    bar_text: str


@dataclass(frozen=True)
class Ground:
    """What all maps of a plan share: its places, the roads behind them, and what coordinates are."""

    places: tuple[Place, ...]
    background: Sequence[Polyline]
    crs: Crs


def route_map(ground: Ground, walk: Walk, width: float, height: float) -> Picture:
    """The route of one crew: its stops numbered, other places as small dots."""
    lines = [call.line for call in walk.calls]
    seen = [point for line in lines for point in line] + [(place.x, place.y) for place in walk.places]
    frame = Frame.around(seen, ground.crs, width, height)
    numbers: dict[str, list[str]] = {place.id: [] for place in walk.places}
    for call in walk.calls:
        if call.number:
            numbers[call.place.id].append(str(call.number))
    stops = [_stop(frame, place, numbers[place.id], place == walk.base) for place in walk.places]
    called = {place.id for place in walk.places}
    ways = tuple(
        _way(frame, call.line, n, *ROUNDS[n % len(ROUNDS)])
        for n, calls in enumerate(walk.rounds)
        for call in calls
    )
    links = tuple(_links(frame, walk))
    return _picture(frame, ground, ways, links, [*stops, *_others(frame, ground.places, called)])


def station_frame(ground: Ground, walks: Sequence[Walk], width: float, height: float) -> Frame:
    """The frame that shows all places and routes; the roads alone, when there is neither."""
    points = [(place.x, place.y) for place in ground.places]
    points += [point for walk in walks for call in walk.calls for point in call.line]
    points = points or [point for line in ground.background for point in line] or [(0.0, 0.0)]
    return Frame.around(points, ground.crs, width, height)


def station_map(ground: Ground, frame: Frame, walks: Sequence[Walk] = ()) -> Picture:
    """All places of the station, and the routes of several crews in their colours."""
    bases = {walk.base.id for walk in walks}
    signs = [
        _stop(frame, place, [], True) if place.id in bases or place.kind in HOME else _dot(frame, place)
        for place in ground.places
    ]
    ways = [
        _way(frame, call.line, n, CREWS[n % len(CREWS)])
        for n, walk in enumerate(walks)
        for call in walk.calls
    ]
    return _picture(frame, ground, tuple(dict.fromkeys(ways)), (), signs)


def svg(picture: Picture, inside: str = "", roads: str = "") -> Markup:
    """The picture as an SVG element, with `inside` on top.

    `roads` is an id in the page: a picture with roads gives them this id, one without draws those of the id.
    """
    drawn = template("routes_map.svg.j2").render(
        map=picture, inside=inside, roads=roads, fonts=FONTS, north=tr("N"), leading=LEADING
    )
    return Markup(drawn)  # noqa: S704


FONTS = (
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', 'Hiragino Sans GB', "
    "'WenQuanYi Micro Hei', SimHei, SimSun, 'Droid Sans Fallback', sans-serif"
)
"""Fonts with Chinese letters that Windows, macOS, Linux and Android come with."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals["tr"] = tr
    environment.globals["lang"] = lambda: "zh-CN" if language() == "zh" else "en"
    return environment


def template(name: str) -> Template:
    """A template of this folder; everything from the plan is escaped in it."""
    return _environment().get_template(name)


def _stop(frame: Frame, place: Place, numbers: Sequence[str], base: bool) -> tuple[Sign, str]:
    text = "·".join(numbers[:NUMBERS]) + "…" * (len(numbers) > NUMBERS)
    half = max(7.5, width(text) * 5.4 + 3.5)
    kind = "base" if base else "stop"
    return Sign(kind, frame.at((place.x, place.y)), half, text), place.name


def _dot(frame: Frame, place: Place) -> tuple[Sign, str]:
    return Sign("place", frame.at((place.x, place.y)), 2.6), place.name


def _others(frame: Frame, places: Iterable[Place], called: set[str]) -> Iterator[tuple[Sign, str]]:
    """Places that the crew does not call at, as far as they are in the picture."""
    for place in places:
        sign, name = _dot(frame, place)
        (x, y), edge = sign.at, 12.0
        if place.id not in called and edge < x < frame.width - edge and edge < y < frame.height - edge:
            yield sign, name if len(called) <= NAMED else ""


def _way(frame: Frame, line: Polyline, n: int, color: str, dash: str = "") -> Way:
    """The way of the n-th round or crew, so far to the right that it does not hide the one before."""
    return Way(beside(frame.drawn(line), ASIDE * (1 + n % LANES)), color, dash)


def _links(frame: Frame, walk: Walk) -> Iterator[tuple[Point, Point]]:
    """From the road to each place that lies off it."""
    for call in walk.calls:
        place, road = frame.at((call.place.x, call.place.y)), frame.at(call.line[-1])
        if abs(place[0] - road[0]) + abs(place[1] - road[1]) > 8:
            yield road, place


def _picture(
    frame: Frame, ground: Ground, ways: tuple[Way, ...], links: tuple[tuple[Point, Point], ...],
    signs: Sequence[tuple[Sign, str]],
) -> Picture:  # fmt: skip
    marks = [Mark(sign.at, name, sign.half, min(sign.half, 7.5)) for sign, name in signs]
    labels = tuple(placed(marks, [way.line for way in ways], (frame.width, frame.height)))
    bar, bar_text = frame.bar()
    roads = tuple(frame.roads(ground.background))
    return Picture(
        frame.width, frame.height, roads, ways, links, tuple(sign for sign, _ in signs), labels, bar, bar_text
    )
