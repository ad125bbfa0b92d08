"""Station class 派出所类别 by calls a day (U01), read as I-11 proposes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from models import FactKind, Fault, Faults, Station
from scheduler.i18n import Text, tr
from scheduler.render import words
from scheduler.reports.calls import Calls
from scheduler.reports.figures import Entry, Figure, count
from scheduler.reports.place import Known
from scheduler.reports.report import Facts, Line, Report, Section, Table, counted, shades
from scheduler.rulebook.book import open_book
from scheduler.rulebook.paper import station_class as rule

BOUNDS = (15.0, 10.0)
"""Calls a day from which a station is of class 1 and of class 2 (U01)."""


def class_of(per_day: float, exactly: str = "higher") -> int:
    """1 from 15 calls a day, 2 from 10, else 3; 15 and 10 themselves belong to the higher class (I-11)."""
    return 1 + sum(per_day < bound or (per_day == bound and exactly == "lower") for bound in BOUNDS)


def exactly_of(station: Station) -> str:
    """To which class the bounds themselves belong here: `higher` or `lower`."""
    return str(open_book(station.profiles, station.rules).values(rule)["exactly"])


def calls_a_day(station: Station, calls: Calls | None) -> float | None:
    """From a file of calls, else from the fact `calls_per_day`."""
    return calls.per_day if calls else Known(station).fact(FactKind.CALLS_PER_DAY)


def not_given(where: str) -> Faults:
    """That there are no calls, and what to write."""
    text = Text("the calls are not given; name them with --calls, or write the fact calls_per_day")
    return Faults([Fault(text, where)])


def class_entries(station: Station, calls: Calls | None) -> tuple[Entry, ...]:
    """Calls a day and the class; over stations the number of stations in each class."""
    per_day = calls_a_day(station, calls)
    number = class_of(per_day, exactly_of(station)) if per_day is not None else 0
    one_of = tuple(float(number == one) for one in (1, 2, 3)) if number else ()
    figures = (count(tr("Calls a day"), per_day), Figure(tr("Class"), one_of, _classes))
    return (Entry(tr("Class"), figures),)


def _classes(numbers: Sequence[float]) -> str:
    """The class of one station, or how many stations are in each."""
    if sum(numbers) == 1:
        return str(numbers.index(1) + 1)
    return ", ".join(tr("{n} of class {number}", n=int(n), number=at + 1) for at, n in enumerate(numbers))


def station_class(station: Station, calls: Calls | None) -> Report:
    """The class from a file of calls, else from the fact `calls_per_day`; raises Faults without either."""
    per_day = calls_a_day(station, calls)
    if per_day is None:
        raise not_given(station.id)
    number = class_of(per_day, exactly_of(station))
    pairs = [(tr("Calls a day"), f"{per_day:.2f}"), (tr("Class"), str(number))]
    if calls:
        first, last = min(calls.by_date), max(calls.by_date)
        pairs[0:0] = [(tr("From, to"), f"{first} – {last}"), (tr("Days"), str(len(calls.by_date))),
                      (tr("Calls"), counted(calls.total))]  # fmt: skip
    tables = (_weekdays(calls), *_hours(calls)) if calls else ()
    section = Section(tr("Class"), (Facts(tuple(pairs)), *tables, *class_notes()))
    return Report("class", tr("{station}: station class by calls", station=station.name), (section,))


def class_notes() -> tuple[str, ...]:
    """Where the bounds come from."""
    return (
        tr("U01: class 1 from 15 calls a day, class 2 from 10 to 15, class 3 below 10. In force only where "
           "the profile wuhai-2018 is switched on; elsewhere it is a reference."),
        tr("The text puts exactly 15 and exactly 10 into two classes; they are in the higher one,"
           " or in the lower where the setting station-class.exactly says so (I-11)."),
    )  # fmt: skip


def _weekdays(calls: Calls) -> Table:
    """Calls a day by day of the week, and the class such days alone would give."""
    monday = min(calls.by_date) - timedelta(days=min(calls.by_date).weekday())
    rows: list[Line] = []
    for n in range(7):
        mine = [number for day, number in calls.by_date.items() if day.weekday() == n]
        mean = sum(mine) / len(mine) if mine else None
        busiest = max(mine, default=None)
        rows.append((words.weekday(monday + timedelta(days=n)), len(mine), sum(mine), mean, busiest,
                     class_of(mean) if mean is not None else None))  # fmt: skip
    heads = (
        tr("Day of the week"),
        tr("Days"),
        tr("Calls"),
        tr("Calls a day"),
        tr("Busiest day"),
        tr("Class alone"),
    )
    return Table(heads, tuple(rows), tr("By day of the week"))


def _hours(calls: Calls) -> tuple[Table, ...]:
    """Calls by hour, where the file has times."""
    if not calls.hours:
        return ()
    numbers = (calls.hours[:12], calls.hours[12:])
    tones = shades([(0, *row) for row in numbers], max(calls.hours))
    heads = (tr("Clock"), *(f"+{n}" for n in range(12)))
    rows: tuple[Line, ...] = tuple((f"{12 * n:02d}–{12 * n + 12}", *row) for n, row in enumerate(numbers))
    return (Table(heads, rows, tr("By hour"), tones=tones),)
