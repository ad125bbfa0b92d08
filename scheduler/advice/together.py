"""Several measures at once, where none alone helps: gaps, and a waiver for each law still in the way."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from models import Importance, Status
from scheduler.advice.by_rules import told_gaps, told_waived, waiver
from scheduler.advice.case import Case
from scheduler.advice.loosening import NEVER
from scheduler.advice.menu import Menu
from scheduler.advice.remedy import Remedy, Told
from scheduler.advice.trial import Trial
from scheduler.i18n import Text
from scheduler.kernel.conflict import find_conflict
from scheduler.rulebook import BY_ID

ROUNDS = 4
"""How many conflicts are set aside one after the other."""


def try_together(menu: Menu, case: Case) -> None:
    """Add to the menu what helps once gaps are allowed and law after law is waived, each as little as can."""
    now = case if case.request.short else case.with_gaps()
    rules: list[str] = []
    for _ in range(ROUNDS):
        remedy = Remedy(
            "together", Text("gaps and waivers together"), now, _Told(now is not case, tuple(rules))
        )
        trial = menu.attempt(remedy)
        if trial.status is not Status.IMPOSSIBLE:
            break
        more = [rule for rule in _in_the_way(menu, now) if rule not in rules]
        if not more:
            break
        rules += more
        now = now.waiving(*map(waiver, more))
    menu.take(remedy, trial)


def _in_the_way(menu: Menu, case: Case) -> list[str]:
    left = menu.limits.seconds if menu.limits.reproducible else menu.until - time.monotonic()
    limits = menu.limits.model_copy(update={"seconds": max(0.1, left)})
    found = find_conflict(case.problem, limits).rules
    return [rule for rule in found if rule not in NEVER and BY_ID[rule].importance is Importance.LAW]


@dataclass(frozen=True)
class _Told:
    """How the measures are told: only those that the roster makes use of."""

    gaps: bool
    rules: Sequence[str]

    def __call__(self, trial: Trial) -> Told:
        parts = [told_gaps(trial)] if self.gaps else []
        parts += [told_waived(rule, trial) for rule in self.rules]
        used = [part for part in parts if part.amount]
        return Told(
            "; ".join(str(part.text) for part in used),
            " ".join(part.option for part in used),
            sum(part.amount for part in used),
            tuple(dict.fromkeys(who for part in used for who in part.who)),
            tuple(crew for part in used for crew in part.crews),
        )
