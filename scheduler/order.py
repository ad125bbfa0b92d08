"""An order: everything the chief gives, and how it opens a rulebook and a week."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from models import Limits, Record, Settings, Station, Waiver, Week
from models.route import Point
from models.sealing import seal_of
from scheduler.patrolling import with_patrols
from scheduler.posture import Request, open_week
from scheduler.rulebook.book import Book, open_book

if TYPE_CHECKING:
    from scheduler.roads.patrol import Patrols


@dataclass(frozen=True)
class Order:
    """Everything the chief gives: the station, what he asks for, his settings, waivers and limits.

    `now`: what started before it is fact, when a published plan is changed or such a change is judged.
    """

    station: Station
    request: Request
    settings: Settings = field(default_factory=dict)
    profiles: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    limits: Limits = field(default_factory=Limits)
    record: Record = field(default_factory=Record)
    patrols: Patrols | None = None
    now: datetime | None = None

    @property
    def before(self) -> str:
        """The seal of the plan before: its own, or what it would be for a plan not written yet."""
        after = self.request.after
        return (after.seal or seal_of(after)) if after else ""

    @property
    def background(self) -> tuple[tuple[Point, ...], ...]:
        """The roads drawn grey behind the routes, where the station has a map."""
        return tuple(one.line for one in self.patrols.roads.sections) if self.patrols else ()

    def book(self) -> Book:
        """The rulebook in force; raises Faults for unknown rules, settings, profiles and waivers."""
        profiles = tuple(dict.fromkeys((*self.station.profiles, *self.profiles)))
        return open_book(profiles, self.station.rules, self.settings, waivers=self.waivers)

    def open_week(self, book: Book) -> Week:
        """The weeks asked for, with their crews and, where the station has a map, the crews' loops."""
        week = open_week(self.station, self.request, book.reseat)
        return with_patrols(week, self.patrols, book) if self.patrols else week
