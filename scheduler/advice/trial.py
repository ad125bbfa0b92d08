"""One repair tried: the changed week solved, audited, and what it does to hours and nights."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from models import Importance, Limits, Status
from scheduler import ledger
from scheduler.advice.case import Case
from scheduler.kernel.audit import Breach, audit, chosen_with_past
from scheduler.kernel.clauses import Given, Keep
from scheduler.kernel.outcome import Known
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell, Tally

JUST = 0.6
"""Seconds for fair shares in the roster from which the others start."""


@dataclass(frozen=True)
class Trial:
    """What came out: `chosen` where there is a roster, `least` when law and cover ended with their proof."""

    case: Case
    status: Status
    chosen: frozenset[Cell] = frozenset()
    least: bool = False

    @property
    def helps(self) -> bool:
        """Whether there is a lawful roster."""
        return self.status in (Status.PROVEN, Status.FOUND)

    @cached_property
    def turns(self) -> tuple[Cell, ...]:
        """Who serves where in the weeks planned, in order."""
        crews = {crew.id for crew in self.case.week.crews}
        return tuple(
            sorted((cell for cell in self.chosen if cell.what in crews), key=lambda c: (c.what, c.who))
        )

    def breaches(self, rule: str) -> tuple[Breach, ...]:
        """Where the roster does not keep a rule."""
        return tuple(one for one in self.audited if one.ruling.rule == rule)

    @cached_property
    def audited(self) -> tuple[Breach, ...]:
        """Every count outside its band."""
        return tuple(audit(self.case.problem, self.chosen))

    @cached_property
    def loads(self) -> dict[str, tuple[int, int]]:
        """Minutes of presence and nights of each person, over all weeks planned."""
        found: dict[str, tuple[int, int]] = {}
        for line in ledger.lines_of(self.case.week, self.turns):
            minutes, nights = found.get(line.person, (0, 0))
            found[line.person] = (minutes + line.minutes, nights + line.nights)
        return found


def attempt(case: Case, limits: Limits, start: frozenset[Cell] = frozenset()) -> Trial:
    """Solve a changed case; raises AssertionError if the audit objects.

    Without a start the roster is made fair for a moment; from a start, which may break its laws, it is
    changed as little as can be, which is much quicker, and shows what the remedy itself does to hours and
    nights.
    """
    problem = _firm(case, start)
    outcome = solve(problem, limits, known=Known(start) if start else None)
    firm = [one for one in outcome.passes if one.rulings[0].importance is Importance.COVER]
    levels = [level for level in problem.levels if level[0].importance is Importance.COVER]
    least = len(firm) == len(levels) and all(one.status is Status.PROVEN for one in firm)
    chosen = outcome.chosen
    if outcome.chosen and not start:
        chosen = _fair(case.problem, chosen, limits)
    trial = Trial(case, outcome.status, chosen, least)
    broken = [one for one in trial.audited if one.ruling.hard] if trial.helps else []
    if broken:
        raise AssertionError(f"a repair broke a law, please report this: {broken[0].tally.says}")
    return trial


def _fair(problem: Problem, chosen: frozenset[Cell], limits: Limits) -> frozenset[Cell]:
    """A fairer roster in which no count of COVER is worse, as far as a moment allows."""
    known = chosen_with_past(problem, chosen)
    soft = [ruling for ruling in problem.rulings if ruling.importance is Importance.COVER]
    held = tuple(_no_worse(tally, tally.count(known)) for ruling in soft for tally in ruling.tallies)
    rest = [ruling for ruling in problem.rulings if ruling.importance is not Importance.COVER]
    firm = Problem((*rest, Ruling("held", Importance.LAW, (Given(held),))), problem.facts)
    short = limits.model_copy(update={"seconds": min(JUST, limits.seconds)})
    return solve(firm, short, known=Known(chosen)).chosen or chosen


def _no_worse(tally: Tally, now: int) -> Tally:
    low = None if tally.low is None else min(tally.low, now)
    return replace(tally, low=low, high=None if tally.high is None else max(tally.high, now))


def _firm(case: Case, start: frozenset[Cell]) -> Problem:
    """Law and cover of the case, and then as many turns of the start as possible."""
    crews = {crew.id for crew in case.week.crews}
    held = tuple(sorted(cell for cell in start if cell.what in crews))
    firm = (Importance.LAW, Importance.COVER)
    rulings = [ruling for ruling in case.problem.rulings if ruling.importance in firm]
    near = [Ruling("near", Importance.FAIR, (Keep(held),))] if held else []
    return Problem((*rulings, *near), case.problem.facts)
