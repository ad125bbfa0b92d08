"""Patrols of a week: the loops its crews may walk, the meetings they allow, and the routes chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from models import Route, Week
from scheduler.kernel.tally import Cell
from scheduler.rulebook.book import Book
from scheduler.rulebook.forms import dates
from scheduler.rulebook.meetings import car_meets_groups, find_meetings, held
from scheduler.rulebook.weather import weather_mode

if TYPE_CHECKING:
    from scheduler.roads.patrol import Patrols

Walks = tuple[tuple[str, str], ...]
"""(who, what) of chosen walks and meetings: a crew and its `loop@slot`; `meet CAR` and whom, where, when."""


def with_patrols(week: Week, patrols: Patrols, book: Book) -> Week:
    """The week with its loops, its lanes and the meetings that the loops allow."""
    pools = patrols.pools(week.crews, _outdoor(book))
    week = replace(week, pools=pools, lanes=patrols.lanes)
    tolerance = int(str(book.values(car_meets_groups)["tolerance"]))
    return replace(week, meetings=tuple(find_meetings(week, tolerance)))


def walks_of(week: Week, chosen: Iterable[Cell]) -> Walks:
    """What crews walk and whom they meet, out of everything that was chosen."""
    met = {held(one) for one in week.meetings}
    return tuple(sorted((c.who, c.what) for c in chosen if c.who in week.pools or c in met))


def routes_of(week: Week, walks: Walks, patrols: Patrols) -> tuple[Route, ...]:
    """The routes behind some walks."""
    chosen = {Cell(*walk) for walk in walks}
    return patrols.routes(week, walks, (one for one in week.meetings if held(one) in chosen))


def _outdoor(book: Book) -> dict[date, int]:
    """Minutes that a patrol may be outdoors at a time, by date; dates without bad weather have none."""
    if not book.on(weather_mode):
        return {}
    values = book.values(weather_mode)
    return dict.fromkeys(dates(str(values["days"])), int(str(values["outdoor"])))
