"""What one person serves at two stations, judged as one week: no rule of a single station sees that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from models import Crew, minutes_between
from scheduler.i18n import Text
from scheduler.rulebook import BY_ID
from scheduler.rulebook.book import Book


def objections(crews: Iterable[Crew], book: Book) -> list[Text]:
    """Why somebody may not serve all of these in a week: rest, rest days, hours (H10, H12, H13)."""
    turns = sorted((one for one in crews if one.is_turn), key=lambda one: one.start)
    return [
        *_rest(turns, _number(book, "rest-between-duties", "hours")),
        *_days(turns, book),
        *_hours(turns, book),
    ]


def _number(book: Book, rule: str, name: str) -> float:
    return float(str(book.values(BY_ID[rule])[name]))


def _rest(turns: list[Crew], hours: float) -> Iterator[Text]:
    for one, other in pairwise(turns):
        apart = minutes_between(one.end, other.start)
        if apart < hours * 60 and not (one.goes_with(other) and one.overlaps(other)):
            yield Text("only {gap} h between turns at two stations", gap=round(apart / 60, 1))


def _days(turns: list[Crew], book: Book) -> Iterator[Text]:
    least = _number(book, "weekly-rest-day", "days")
    if len({one.date for one in turns}) > 7 - least:
        yield Text("no rest day left in the week")


def _hours(turns: list[Crew], book: Book) -> Iterator[Text]:
    most = _number(book, "weekly-hours-cap", "hours")
    worked = sum(one.active_minutes for one in turns) / 60
    if worked > most:
        yield Text("{hours} h in the week over both stations", hours=round(worked, 1))
