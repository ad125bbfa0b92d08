"""Arguments of the command line: tiers, absences, settings and waivers; every mistake in them at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from models import Fault, Faults, Leave, LeaveKind, PatrolTier, Settings, StaffKind, Station, Waiver
from scheduler.i18n import Text
from scheduler.intake.dates import not_a_date, parse_date, turned_round
from scheduler.intake.references import Names, several
from scheduler.intake.words import word
from scheduler.intake.yaml_source import parse_value

T = TypeVar("T")
_AWAY = re.compile(r"^([^=]+)=([^:]+?)(?::(.*))?$", re.DOTALL)


def _each(option: str, arguments: Iterable[str], read: Callable[[str], T]) -> list[T]:
    """Read every argument; raises Faults with all that cannot be read."""
    found, faults = [], []
    for argument in arguments:
        try:
            found.append(read(_half_width(argument)))
        except _Wrong as wrong:
            faults.append(Fault(wrong.text, f"{option} {argument}"))
    if faults:
        raise Faults(faults)
    return found


class _Wrong(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, text: Text) -> None:
        super().__init__()
        self.text = text


def _half_width(argument: str) -> str:
    """The punctuation that divides an argument in its half-width form, the rest as it is."""
    return argument.strip().translate(str.maketrans("＝：．", "=:."))


def parse_tiers(arguments: Iterable[str]) -> dict[date, PatrolTier]:
    """Dates with their tier, from `2026-11-28=1`; raises Faults."""
    found: dict[date, PatrolTier] = {}

    def read(argument: str) -> None:
        left, _, right = argument.partition("=")
        tier = word("int", right) or unicodedata.normalize("NFKC", right).strip()
        if tier not in ("1", "2", "3"):
            raise _Wrong(
                Text("'{value}' is no tier; write 1, 2 or 3 after =, as in 2026-11-28=1", value=right)
            )
        day = _day(left)
        if found.setdefault(day, PatrolTier(int(tier))) != int(tier):
            raise _Wrong(Text("{day} has another tier already; keep one of them", day=day))

    _each("--tier", arguments, read)
    return found


def parse_aways(arguments: Iterable[str], station: Station) -> tuple[Leave, ...]:
    """Absences, from `O3=2026-11-23..2026-11-29:reason` or `O3=2026-11-24`; raises Faults.

    The person is an id or a name. A reason such as `training` or `病假` gives the kind as well.
    """
    known = Names.of([{"id": one.id, "name": one.name} for one in station.people])

    def read(argument: str) -> Leave:
        parts = _AWAY.match(argument)
        if not parts:
            raise _Wrong(Text("write it as O3=2026-11-23..2026-11-29:reason, or O3=2026-11-24"))
        person, reason = _person(parts[1].strip(), known, station), (parts[3] or "").strip()
        start, end = _dates(parts[2])
        kind = LeaveKind(word("LeaveKind", reason) or LeaveKind.OTHER)
        return Leave(person=person, first=start, last=end, kind=kind, reason=reason)

    return tuple(_each("--away", arguments, read))


@dataclass(frozen=True)
class Loan:
    """Somebody from outside, of a kind, who comes on some dates; `name` where it is known."""

    kind: StaffKind
    first: date
    last: date
    name: str = ""

    def __str__(self) -> str:
        return f"{self.kind}={self.first}..{self.last}"


def parse_loans(arguments: Iterable[str]) -> tuple[Loan, ...]:
    """People borrowed, from `auxiliary=2026-11-26..2026-11-27:name` or `辅警=2026-11-26`; raises Faults."""

    def read(argument: str) -> Loan:
        parts = _AWAY.match(argument)
        kind = word("StaffKind", parts[1]) if parts else None
        if not parts or not kind:
            text = "write it as auxiliary=2026-11-26..2026-11-27:name, or officer=2026-11-26"
            raise _Wrong(Text(text))
        return Loan(StaffKind(kind), *_dates(parts[2]), (parts[3] or "").strip())

    return tuple(_each("--borrow", arguments, read))


def _dates(text: str) -> tuple[date, date]:
    """A date, or the first and the last of a run of them."""
    first, dots, last = text.partition("..")
    start = _day(first)
    end = _day(last.lstrip(".")) if dots else start
    if end < start:
        raise _Wrong(turned_round(start, end))
    return start, end


def _person(text: str, known: Names, station: Station) -> str:
    found = known.find(text)
    if len(found) == 1:
        return found[0]
    if found:
        raise _Wrong(several(text, found))
    raise _Wrong(known.unknown("people", text, [one.name for one in station.people]))


def _day(text: str) -> date:
    day = parse_date(text)
    if day is None:
        raise _Wrong(not_a_date(text.strip()))
    return day


def parse_settings(arguments: Iterable[str]) -> Settings:
    """Rule settings, from `weekly-rest-day.days=2`; values are read as YAML. Raises Faults."""
    settings: Settings = {}

    def read(argument: str) -> None:
        name, equals, value = argument.partition("=")
        rule, dot, setting = name.strip().partition(".")
        if not (equals and dot and rule.strip() and setting.strip() and value.strip()):
            raise _Wrong(Text("write it as RULE.SETTING=VALUE, such as weekly-rest-day.days=2"))
        mine = settings.setdefault(rule.strip(), {})
        if setting.strip() in mine:
            raise _Wrong(Text("'{key}' is written twice; keep one of them", key=name.strip()))
        mine[setting.strip()] = parse_value(value.strip())

    _each("--set", arguments, read)
    return settings


def parse_waivers(arguments: Iterable[str]) -> tuple[Waiver, ...]:
    """Rules set aside, from `rule:reason`; the reason is printed on the roster. Raises Faults."""

    def read(argument: str) -> Waiver:
        rule, _, reason = argument.partition(":")
        if not rule.strip() or not reason.strip():
            text = Text("a waiver needs a reason, which is printed on the roster; write it as RULE:reason")
            raise _Wrong(text)
        return Waiver(rule=rule.strip(), reason=reason.strip())

    return tuple(_each("--waive", arguments, read))
