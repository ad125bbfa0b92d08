"""A swap in words: read from `F03:F07=2026-11-26/night`, and the verdict said tier by tier."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from models import Crew, Fault, Faults, Week
from scheduler.changes.basis import Basis
from scheduler.changes.say import crew_in_words
from scheduler.changes.swaps import Prices, Swap, Verdict, possible_swaps
from scheduler.i18n import Text, tr
from scheduler.intake.dates import parse_date
from scheduler.kernel.tally import Cell
from scheduler.questions.choose import person_of
from scheduler.render import words
from scheduler.rulebook.book import Book
from scheduler.rulebook.words import hours


def read_swap(text: str, basis: Basis, week: Week) -> tuple[Swap, ...]:
    """The ways in which a swap can be meant; raises Faults when it cannot be read or names no such turn."""
    pair, _, turn = _half_width(text).partition("=")
    one, _, other = pair.partition(":")
    day_text, _, duty = turn.partition("/")
    day = parse_date(day_text.strip())
    if not (one.strip() and other.strip() and day and duty.strip()):
        raise _fault(
            text, Text("write it as F03:F07=2026-11-26/night: whose turn, who takes it, date and duty")
        )
    people = week.station.people
    giver, taker = (person_of(who, f"--swap {text}", people).id for who in (one, other))
    mine = [crew for crew in week.crews if crew.date == day and Cell(giver, crew.id) in basis.served]
    crew = next((crew for crew in mine if duty.strip() in (crew.duty, str(crew.kind), crew.name)), None)
    if crew is None:
        known = ", ".join(crew.duty for crew in mine) or "-"
        raise _fault(text, Text("{who} does not serve in '{duty}' that day; his duties: {known}",
                                who=giver, duty=duty.strip(), known=known))  # fmt: skip
    if crew.start < basis.now:
        raise _fault(text, Text("{crew} has begun already", crew=crew_in_words(crew)))
    ways = tuple(possible_swaps(text, (giver, taker), crew, basis, week))
    if not ways:
        raise _fault(text, Text("{who} serves there himself", who=taker))
    return ways


def _fault(text: str, says: Text) -> Faults:
    return Faults([Fault(says, f"--swap {text}")])


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def say_verdict(verdict: Verdict, week: Week, book: Book) -> Iterator[str]:
    """Lawful or not, which law in words, and the difference tier by tier."""
    swap, people = verdict.swap, week.station.by_id
    names = {"giver": people[swap.giver].name, "taker": people[swap.taker].name}
    yield tr("{taker} takes from {giver}: {crews}", **names, crews=_crews(swap.crews, week))
    if swap.back:
        yield tr("in exchange {giver} takes from {taker}: {crews}", **names, crews=_crews(swap.back, week))
    if verdict.lawful:
        yield tr("The swap is lawful.")
    else:
        yield tr("The swap is not lawful:")
        yield from (f"  · {says} [{rule}]" for rule, says in verdict.broken)
    for load in verdict.loads:
        yield tr(
            "{name}: {hours} h → {hours_after} h, nights {nights} → {nights_after}",
            name=load.person.name,
            hours=hours(load.minutes[0]), hours_after=hours(load.minutes[1]),
            nights=load.nights[0], nights_after=load.nights[1],
        )  # fmt: skip
    yield from say_prices(verdict.prices, book)


def say_prices(prices: Prices, book: Book) -> Iterator[str]:
    """What costs more or less, rule by rule."""
    for importance, rule, before, after in prices:
        told = {"tier": words.importance(importance), "rule": book.say(rule)}
        yield tr("{tier}: {rule} Cost {before} → {after}", **told, before=before, after=after)
    if not prices:
        yield tr("No rule that may yield costs more or less.")


def _crews(names: tuple[str, ...], week: Week) -> str:
    crews: list[Crew] = [week.by_id[name] for name in names]
    return tr(", ").join(map(crew_in_words, crews))
