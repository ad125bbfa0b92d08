"""Clashes: settings of several documents that cannot hold together at a station, said before planning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models import Duty, DutyKind, DutyTeam, Person, Role, StaffKind, Station
from scheduler.i18n import Text
from scheduler.rulebook import BY_ID
from scheduler.rulebook.book import Book
from scheduler.rulebook.switches import stands

BY_DAY, AFTER_22 = "community-no-day-duty", "community-no-duty-after-22"
EVENING, TEN_AT_NIGHT, SIX = 18 * 60, 22 * 60, 6 * 60


@dataclass(frozen=True)
class Clash:
    """An inconsistency (rules.md 1.9) that bites here: what cannot hold, and which setting to relax."""

    id: str
    text: Text
    relax: tuple[str, ...]

    def __str__(self) -> str:
        relax = str(Text(" or ")).join(self.relax)
        return str(Text("{id}: {text} Write: {relax}.", id=self.id, text=self.text, relax=relax))


def clashes(book: Book, station: Station) -> tuple[Clash, ...]:
    """What the switched-on rules cannot do together at this station, as far as arithmetic tells.

    A warning, not a fault: that there is no roster is the solver's to prove.
    """
    return (*_station_duty(book, station), *_hours(book, station))


def _station_duty(book: Book, station: Station) -> Iterator[Clash]:
    """I-06: whoever is left when community officers are kept off duty by day, after 22:00, or both."""
    used = [name for name in (BY_DAY, AFTER_22) if book.on(BY_ID[name])]
    text = _too_few(book, station, used)
    if text:
        alone = [name for name in used if not _too_few(book, station, [one for one in used if one != name])]
        every = " ".join(f"--set {name}.on=false" for name in used)
        yield Clash("I-06", text, tuple(f"--set {name}.on=false" for name in alone) or (every,))


def _too_few(book: Book, station: Station, used: list[str]) -> Text | None:
    """What is left of the officers under some switches, where that is not enough for the station's duty."""
    barred = [duty for duty in _duties(book, station) if _barred(duty, used)]
    left = [person for person in _officers(station) if person.id not in station.dedicated]
    if not barred or len(left) == len(_officers(station)):
        return None
    hours = _week_hours(barred)
    each = hours / len(left) if left else hours
    teams = [team.id for team in _teams(station) if not _all_in(team.members, left)]
    if each <= _number(book, "weekly-hours-cap", "hours") and not teams:
        return None
    return Text(
        "without community officers {left} officers are left for {duties}, {hours} h a week: {each} h each;"
        " duty teams that cannot stand: {teams}.",
        left=len(left), duties=", ".join(duty.name for duty in barred), hours=f"{hours:.0f}",
        each=f"{each:.0f}", teams=", ".join(teams) or "-",
    )  # fmt: skip


def _hours(book: Book, station: Station) -> Iterator[Clash]:
    """I-08: the hours in the beat come on top of everybody's share of station duty."""
    used = [name for name in (BY_DAY, AFTER_22) if book.on(BY_ID[name])]
    duties = [duty for duty in _duties(book, station) if not _barred(duty, used)]
    planned = any(duty.kind is DutyKind.BEAT and stands(duty, book) for duty in station.duties)
    community = any(Role.COMMUNITY_OFFICER in person.roles for person in station.people)
    if not (planned and duties and community and _officers(station)):
        return
    beat = _number(book, "beat-hours-planned", "hours")
    duty = _week_hours(duties) / len(_officers(station))
    cap = _number(book, "weekly-hours-near", "hours") + _number(book, "weekly-hours-near", "within")
    if duty + beat > cap:
        text = Text(
            "{duty} h of duty and {beat} h in the beat are {total} h a week, more than {cap};"
            " what lies beyond is owed.",
            duty=f"{duty:.0f}", beat=beat, total=f"{duty + beat:.0f}", cap=cap,
        )  # fmt: skip
        yield Clash("I-08", text, ("--set beat-plan.on=false", "--set beat-hours-planned.hours=0"))


def _duties(book: Book, station: Station) -> list[Duty]:
    """The main and deputy duties that stand on an ordinary day."""
    kinds = (DutyKind.MAIN, DutyKind.DEPUTY)
    return [duty for duty in station.duties if duty.kind in kinds and duty.tier3 and stands(duty, book)]


def _barred(duty: Duty, used: list[str]) -> bool:
    """As the two rules have it: begun before 18:00, or with minutes between 22:00 and 06:00."""
    by_day = duty.windows[0][0] < EVENING
    late = any(end > TEN_AT_NIGHT or start < SIX for start, end in duty.windows)
    return (BY_DAY in used and by_day) or (AFTER_22 in used and late)


def _officers(station: Station) -> list[Person]:
    return [person for person in station.people if person.kind is StaffKind.OFFICER]


def _teams(station: Station) -> tuple[DutyTeam, ...]:
    return station.cycle.teams if station.cycle else ()


def _all_in(members: tuple[str, ...], people: list[Person]) -> bool:
    return set(members) <= {person.id for person in people}


def _week_hours(duties: list[Duty]) -> float:
    """Hours of presence a week that the officers' seats of some duties ask for."""
    daily = sum(duty.tier3.of(StaffKind.OFFICER)[0] * sum(w.minutes for w in duty.windows) for duty in duties)
    return 7 * daily / 60


def _number(book: Book, rule: str, setting: str) -> int:
    return int(str(book.values(BY_ID[rule])[setting]))
