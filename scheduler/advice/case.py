"""A case: a station, a request and a book that have no lawful roster, and the same with something changed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, Protocol

from models import Crew, Importance, Leave, Limits, Station, Waiver, Week
from scheduler.kernel.problem import Problem, Ruling
from scheduler.posture import Request
from scheduler.rulebook import BY_ID, RULES
from scheduler.rulebook.book import Book

Reopen = Callable[[Station, Request, Book], Week]
Further = Callable[[Week], tuple[Ruling, ...]]

JUST = ("nights-fair", "hours-fair")
"""Rules beside law and cover by which a repair is solved: its hours and nights are shown."""


class Order(Protocol):
    """What of an order is looked at here."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def station(self) -> Station:
        """Whose week it is."""

    @property
    def request(self) -> Request:
        """What is asked for."""

    @property
    def limits(self) -> Limits:
        """How long the search may take."""

    @property
    def patrols(self) -> object:
        """The streets, where they are planned too."""

    def book(self) -> Book:
        """The rulebook in force."""

    def open_week(self, book: Book) -> Week:
        """The week with its crews."""


def case_of(order: Order) -> Case:
    """The order as a case."""

    def reopen(station: Station, request: Request, book: Book) -> Week:
        return replace(order, station=station, request=request).open_week(book)

    return Case(order.station, order.request, order.book(), reopen)


def _nothing(week: Week) -> tuple[Ruling, ...]:
    del week
    return ()


@dataclass(frozen=True)
class Case:
    """One week to plan; `struck` crews do not stand, `further` rulings come on top.

    `near` is a case with the same crews and people, of which only some rules are to be read anew. What
    started before `since` is fact.
    """

    station: Station
    request: Request
    book: Book
    reopen: Reopen
    struck: frozenset[str] = frozenset()
    further: Further = _nothing
    near: tuple[Case, frozenset[str]] | None = None
    since: datetime | None = None

    def to_come(self, crew: Crew) -> bool:
        """Whether the crew has not started yet."""
        return self.since is None or crew.start >= self.since

    @cached_property
    def week(self) -> Week:
        """The week with the crews that stand."""
        if self.near:
            week, leave = self.near[0].week, (*self.station.leave, *self.request.away)
            if (week.short, week.leave) == (self.request.short, leave):
                return week
            return replace(week, station=self.station, short=self.request.short, leave=leave)
        week = self.reopen(self.station, self.request, self.book)
        return replace(week, crews=tuple(crew for crew in week.crews if crew.id not in self.struck))

    @cached_property
    def problem(self) -> Problem:
        """What law, cover and the shares of nights and hours say about the week."""
        if self.near is None:
            read = _only(self.book, _needed(self.book)).read(self.week)
            return Problem((*read.rulings, *self.further(self.week)), read.facts)
        near, rules = self.near
        anew = {ruling.rule: ruling for ruling in _only(self.book, rules).read(self.week).rulings}
        rulings = (anew.get(ruling.rule, ruling) for ruling in near.problem.rulings)
        return Problem((*rulings, *self.further(self.week)), near.problem.facts)

    def waiving(self, *waivers: Waiver) -> Case:
        """The case with some laws set aside."""
        waived = {**self.book.waived, **{one.rule: one.reason for one in waivers}}
        rules = frozenset(one.rule for one in waivers)
        return replace(self, book=replace(self.book, waived=waived), near=(self, rules))

    def setting(self, rule: str, name: str, value: object) -> Case:
        """The case with one setting changed."""
        mine = {**self.book.settings.get(rule, {}), name: value}
        book = replace(self.book, settings={**self.book.settings, rule: mine})
        return replace(self, book=book, near=(self, frozenset({rule})))

    def absent(self, leave: tuple[Leave, ...], other: Case) -> Case:
        """The case with these absences only; rules that say something else in `other` are read anew."""
        rules = frozenset(rule for rule in BY_ID if _shapes(self, rule) != _shapes(other, rule))
        station = other_station(self.station, leave=leave)
        return replace(self, station=station, request=replace(self.request, away=()), near=(self, rules))

    def with_gaps(self) -> Case:
        """The case in which seats may stay empty (--short)."""
        rules = frozenset(
            rule.id for rule in RULES if rule.yields_when_short or rule.id == "least-important-seats-empty"
        )
        return replace(self, request=replace(self.request, short=True), near=(self, rules))


def _needed(book: Book) -> Collection[str]:
    firm = (Importance.LAW, Importance.COVER)
    return {rule.id for rule in RULES if book.importance(rule) in firm or rule.id in JUST}


def _only(book: Book, rules: Collection[str]) -> Book:
    """The book with all other rules switched off."""
    off = {rule: {**book.settings.get(rule, {}), "on": False} for rule in BY_ID if rule not in rules}
    return replace(book, settings={**book.settings, **off})


def _shapes(case: Case, rule: str) -> list[object]:
    """The counts of a rule without their sentences."""
    tallies = [t for ruling in case.problem.rulings if ruling.rule == rule for t in ruling.tallies]
    return [(tally.terms, tally.low, tally.high, tally.constant) for tally in tallies]


def other_station(station: Station, **update: object) -> Station:
    """The station with some fields changed; a plain copy would keep what was worked out from the old ones."""
    fields = {name: getattr(station, name) for name in Station.model_fields}
    return Station.model_construct(**{**fields, **update})
