"""The menu of repairs: every remedy solved in the time there is, what helps in the order of its price."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from models import Limits, StaffKind, Status
from scheduler.advice.explanation import Refusal, Repair
from scheduler.advice.load import load
from scheduler.advice.remedy import Ladder, Remedy
from scheduler.advice.trial import Trial, attempt
from scheduler.kernel.solve import possible
from scheduler.kernel.tally import Cell

TRIAL, FIRST_TRIAL = 3.0, 6.0
"""Seconds that one remedy may take; the first one has no roster to start from."""

DOUBTFUL = ("loosen", "waive", "strike", "tier")
"""Sorts that often do not help: whether the laws alone have a roster is asked first, and quick to deny."""

ORDER = ("loosen", "waive", "gaps", "strike", "borrow", "recall", "tier", "together")
"""Which sort comes first where the same amount is given up (ours: people are disturbed last)."""

Say = Callable[[str, Status], None]


@dataclass
class Menu:
    """Tries remedies one by one until the time is up."""

    kinds: tuple[StaffKind, ...]
    limits: Limits
    until: float
    say: Say
    repairs: list[Repair] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    start: frozenset[Cell] = frozenset()

    def climb(self, ladder: Ladder) -> None:
        """The gentlest step that helps, and where that is the first one, all that is like it."""
        first, *more = ladder.rungs
        trial = self.attempt(first)
        if trial.helps:
            self.take(first, trial)
            for remedy in ladder.likewise:
                self.take(remedy, self.attempt(remedy))
        elif more:
            self._find(more)
        else:
            self.take(first, trial)

    def _find(self, rungs: list[Remedy]) -> None:
        """The gentlest of several steps that helps, by halves: what helps helps further up as well."""
        best, trial = rungs[-1], self.attempt(rungs[-1])
        below = rungs[:-1] if trial.helps else []
        while below:
            middle = len(below) // 2
            tried = self.attempt(below[middle])
            if tried.helps:
                best, trial, below = below[middle], tried, below[:middle]
            else:
                below = below[middle + 1 :]
        self.take(best, trial)

    def attempt(self, remedy: Remedy) -> Trial:
        """One remedy solved in the time left; the first roster found is where later ones start."""
        left = self.until - time.monotonic()
        if left <= 0 and not self.limits.reproducible:
            return Trial(remedy.case, Status.UNDECIDED)
        most = TRIAL if self.start else FIRST_TRIAL
        seconds = most if self.limits.reproducible else min(most, left)
        limits = self.limits.model_copy(update={"seconds": seconds, "workers": 1})
        if remedy.sort in DOUBTFUL and possible(remedy.case.problem, limits) is Status.IMPOSSIBLE:
            trial = Trial(remedy.case, Status.IMPOSSIBLE)
        else:
            trial = attempt(remedy.case, limits, self.start)
        self.say(str(remedy.title), trial.status)
        if trial.helps and not self.start:
            self.start = frozenset(trial.turns)
        return trial

    def take(self, remedy: Remedy, trial: Trial) -> None:
        """Put what came out among the repairs, or among what does not help."""
        if not trial.helps:
            self.refused.append(Refusal(text=str(remedy.title), status=trial.status))
            return
        told = remedy.tell(trial)
        self.repairs.append(
            Repair(
                sort=remedy.sort,
                text=str(told.text),
                load=load(trial, self.kinds, told.who),
                option=told.option,
                amount=told.amount,
                least=trial.least,
                who=told.who,
                dates=tuple(sorted({crew.date for crew in told.crews})),
                turns=tuple((cell.who, cell.what) for cell in trial.turns),
            )
        )


def ordered(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """The cheapest first: by what is given up, then by sort."""
    return tuple(sorted(repairs, key=lambda one: (one.amount, ORDER.index(one.sort))))
