"""What sets another choice apart from the published one: the level it differs in, its rules, the turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from models import Crew, Importance
from scheduler.kernel.audit import chosen_with_past, price
from scheduler.kernel.problem import Ruling
from scheduler.kernel.tally import Cell
from scheduler.questions.case import Case
from scheduler.rulebook import BY_ID


@dataclass(frozen=True)
class RuleChange:
    """What one rule costs before and after, with the sentences that are new and those that are gone."""

    rule: str
    before: int
    after: int
    new: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True)
class LevelChange:
    """One level: its cost before and after; no choice of the kind asked for costs less than `bound`."""

    number: int
    importance: Importance
    before: int
    after: int
    bound: int
    rules: tuple[RuleChange, ...]


@dataclass(frozen=True)
class CrewChange:
    """Who leaves a crew and who comes into it."""

    crew: Crew
    out: tuple[str, ...]
    into: tuple[str, ...]


def level_change(case: Case, chosen: frozenset[Cell], number: int, bound: int | None = None) -> LevelChange:
    """What one level costs in another choice, rule by rule; `bound` is the cost after unless given."""
    then = chosen_with_past(case.problem, case.chosen)
    now = chosen_with_past(case.problem, chosen)
    level = case.problem.levels[number]
    rules = tuple(_rule_changes(level, then, now))
    before = case.prices[number]
    after = before + sum(one.after - one.before for one in rules)
    return LevelChange(
        number, level[0].importance, before, after, after if bound is None else bound, rules
    )  # fmt: skip


def _rule_changes(
    level: tuple[Ruling, ...], then: frozenset[Cell], now: frozenset[Cell]
) -> Iterator[RuleChange]:
    for ruling in level:
        before, after = price(ruling.tallies, then), price(ruling.tallies, now)
        was, is_ = _said(ruling, then), _said(ruling, now)
        if before != after or was != is_:
            yield RuleChange(
                ruling.rule, before, after, tuple((is_ - was).elements()), tuple((was - is_).elements())
            )


def _said(ruling: Ruling, chosen: frozenset[Cell]) -> Counter[str]:
    """The sentences of a rule where it is not kept; a goal has none, for it is never kept in full."""
    if ruling.rule in BY_ID and BY_ID[ruling.rule].goal:
        return Counter()
    return Counter(str(tally.says) for tally in ruling.tallies if tally.cost(chosen))


def crew_changes(case: Case, chosen: frozenset[Cell]) -> tuple[CrewChange, ...]:
    """Every crew in which other people serve, in the order of the plan."""
    gone, come = case.chosen - chosen, chosen - case.chosen
    found = []
    for crew in sorted(case.week.crews, key=lambda one: (one.start, one.id)):
        out = tuple(sorted(cell.who for cell in gone if cell.what == crew.id))
        into = tuple(sorted(cell.who for cell in come if cell.what == crew.id))
        if out or into:
            found.append(CrewChange(crew, out, into))
    return tuple(found)
