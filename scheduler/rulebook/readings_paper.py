"""Readings of what is written down: steps that are not named, periods not given, numbers masked."""

from __future__ import annotations

from models import DutyKind
from scheduler.i18n import Text, tr
from scheduler.rulebook.book import Book
from scheduler.rulebook.events import occasions
from scheduler.rulebook.paper import STEPS_SAID, check_lists, parts
from scheduler.rulebook.sheet import Sheet

MASKED = "police-rooms"
"""The profile whose source masks its counts (I-20)."""


def quarter_in_half_years(on: Sheet) -> Text | None:
    """I-12: the half-yearly meeting that is to report a quarter; bites in the week in which it is held."""
    held = {crew for _, crew in on.chosen}
    for event, crews in occasions(on.week):
        if "I-12" in event.source and any(crew.id in held for crew in crews):
            text = "{event}: held every half-year, as the text says, though it is to report a quarter."
            return Text(text, event=event.name)
    return None


def steps_not_named(book: Book) -> Text | None:
    """I-13: seven steps are announced, six are named."""
    steps = len(parts(book.values(check_lists)["case"]))
    if not book.on(check_lists) or not 0 < steps < STEPS_SAID:
        return None
    text = "The text speaks of {said} online steps and names {named}; add the one missing if you know it."
    return Text(text, said=STEPS_SAID, named=steps)


def case_steps(on: Sheet) -> Text | None:
    """I-13, for a roster."""
    return steps_not_named(on.book)


def masked_numbers(on: Sheet) -> Text | None:
    """I-20: the source of the police rooms masks its counts."""
    if MASKED not in on.week.station.profiles:
        return None
    return Text(
        "Police rooms: the source masks its counts; quoted are 15 days, the 18th, 22:00 and 90 % alone,"
        " every other number is this station's own."
    )


def rounds_without_period(on: Sheet) -> Text | None:
    """U07: ten kinds of visits, but how often is not said; bites where work in the beat is planned."""
    values = on.book.settings.get("beat-tasks", {})
    if not (values.get("on") and values.get("rounds") and on.week.crews_of(DutyKind.BEAT)):
        return None
    every = str(values.get("every", "quarter"))
    text = "Ten kinds of visits: the text gives no period; once every {every} here (minutes are ours)."
    return Text(text, every=period(every))


def period(word: str) -> str:
    """A period in the language spoken."""
    names = {"month": tr("month"), "quarter": tr("quarter"), "half-year": tr("half-year"), "year": tr("year")}
    return names[word]
