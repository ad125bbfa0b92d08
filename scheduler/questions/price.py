"""The price of moving each published turn: its person taken out of the crew, everybody else free to move."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from models import Crew, Person
from scheduler.beside import beside
from scheduler.kernel.tally import Cell
from scheduler.questions.answer import Answer, Verdict, ask
from scheduler.questions.case import Case
from scheduler.questions.counts import Counts
from scheduler.questions.exchange import exchanges
from scheduler.questions.force import Force
from scheduler.render.assignments import harmless

COLUMNS = (
    "date", "duty", "person", "name", "price", "importance", "rules", "before", "after", "bound", "says",
    "turns_changed",
)  # fmt: skip
"""Of prices.csv: never renamed, never reordered. `bound`: no plan without the turn costs less there."""


@dataclass(frozen=True)
class Price:
    """What it costs to move one turn."""

    person: Person
    crew: Crew
    answer: Answer


def priced_turns(case: Case, who: Person | None = None, day: date | None = None) -> tuple[Cell, ...]:
    """The published turns to price: not meetings, and patrols inside another turn only for one person."""
    found = []
    for crew in sorted(case.week.crews, key=lambda one: (one.start, one.id)):
        if crew.invited or (crew.only_within and not who) or day not in (None, crew.date):
            continue
        people = sorted(cell.who for cell in case.chosen if cell.what == crew.id)
        found += [Cell(one, crew.id) for one in people if who is None or one == who.id]
    return tuple(found)


def prices(case: Case, turns: Iterable[Cell]) -> Iterator[Price]:
    """The price of each turn, one after the other."""
    pricer = Pricer(case)
    for turn in turns:
        yield Price(case.week.station.by_id[turn.who], case.week.by_id[turn.what], pricer.price(turn))


class Pricer:
    """Prices one turn after the other, and remembers the plans just as good that it came upon.

    A turn that one of them does not have can be moved for nothing: no search is needed to know it.
    """

    def __init__(self, case: Case) -> None:
        self._case, self._counts = case, Counts(case.problem, case.chosen)
        self._equals: list[frozenset[Cell]] = []

    def price(self, turn: Cell) -> Answer:
        """What it costs to move a turn."""
        known = [chosen for chosen in self._equals if turn not in chosen]
        if known:
            nearest = min(known, key=lambda chosen: len(self._case.chosen - chosen))
            return Answer(Verdict.EQUAL, chosen=nearest)
        week, chosen = self._case.week, self._case.chosen
        crew = week.by_id[turn.what]
        others = [one.id for one in week.candidates(crew) if Cell(one.id, crew.id) not in chosen]
        ways = exchanges(week, chosen, crew, turn.who, others)
        answer = ask(self._case, Force(turn), self._counts, ways, tell_all=False)
        if answer.verdict is Verdict.EQUAL:
            self._equals.append(answer.chosen)
        return answer


def write_prices(case: Case, found: Iterable[Price], folder: Path) -> Path:
    """Write prices.csv beside and rename it; raises Faults when it cannot be written."""
    path = folder / "prices.csv"
    with beside(path, make=True) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(map(partial(_line, case), found))
    return path


def _line(case: Case, one: Price) -> tuple[str, ...]:
    level, chosen = one.answer.level, one.answer.chosen
    about: tuple[object, ...] = ("", "", "", "", "", "")
    if level:
        told = "; ".join(sentence for rule in level.rules for sentence in rule.new)
        rules = " ".join(rule.rule for rule in level.rules)
        about = (level.importance, rules, level.before, level.after, level.bound, told)
    changed = len(case.chosen - chosen) if chosen else ""
    values = (
        one.crew.date, one.crew.id.partition("/")[2], one.person.id, one.person.name, one.answer.verdict,
        *about, changed,
    )  # fmt: skip
    return tuple(harmless(str(value)) for value in values)
