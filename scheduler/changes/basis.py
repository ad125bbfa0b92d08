"""What a change starts from: the published plan, who serves in it, and what may not move any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property

from models import Cause, Crew, Left, Plan, Week
from scheduler.changes.facts import worked
from scheduler.kernel.tally import Cell

FREEZE = timedelta(hours=48)
"""How long before its start a turn changes only if it must (users.md, request 11)."""


@dataclass(frozen=True)
class Basis:
    """A published plan to change from a moment on.

    `served` is who serves where, approved swaps carried out; `pinned` are turns that may not be decided
    otherwise, settled `pinned_as` a swap or an edit, and with `still` none may. Crews that start within
    `freeze` change only if they must.
    """

    plan: Plan
    now: datetime
    served: frozenset[Cell]
    freeze: timedelta = FREEZE
    pinned: dict[Cell, bool] = field(default_factory=dict)
    pinned_as: Cause = Cause.SWAP
    still: bool = False

    @cached_property
    def published(self) -> frozenset[Cell]:
        """Who serves where in the plan as it was published."""
        return frozenset(Cell(turn.person, turn.crew) for turn in self.plan.turns)

    def stands(self, crew: Crew) -> bool:
        """Whether the crew is one of the plan's, at the same hours."""
        known = self.plan.crew_by_id.get(crew.id)
        return known is not None and known.spans == crew.spans

    def ahead(self, week: Week) -> tuple[Crew, ...]:
        """Crews that have not started yet."""
        return tuple(crew for crew in week.crews if crew.start >= self.now)

    def facts(self, week: Week) -> dict[Cell, bool]:
        """Turns that nobody decides any more: worked, pinned, walked as published."""
        moment = datetime.max if self.still else self.now
        walks = {Cell(*walk): True for walk in self.plan.walks if walk[0] in week.pools}
        return {**worked(week, self.served, moment), **self.pinned, **walks}

    @property
    def known(self) -> frozenset[Cell]:
        """Where the search starts."""
        return self.served | {Cell(*walk) for walk in self.plan.walks}

    def left(self, week: Week) -> Iterator[Left]:
        """Who leaves a crew that is under way, since an absence that the plan did not know begins."""
        for leave in (one for one in week.leave if one not in self.plan.leave):
            begins = max(self.now, datetime.combine(leave.first, time()))
            for crew in week.crews:
                if crew.start < self.now and begins < crew.end and Cell(leave.person, crew.id) in self.served:
                    yield Left(person=leave.person, crew=crew.id, since=begins)
