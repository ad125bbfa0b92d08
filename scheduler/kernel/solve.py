"""Solve a problem tier by tier with CP-SAT."""

from __future__ import annotations

import math
import time
from functools import partial
from itertools import accumulate

from ortools.sat.python import cp_model

from models import Limits, Method, Status
from scheduler.kernel.audit import chosen_with_past, keeps, price
from scheduler.kernel.front import Front, Hear
from scheduler.kernel.outcome import Known, Outcome, Pass, Watch
from scheduler.kernel.parts import Part, Parts
from scheduler.kernel.piece import Piece
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell, Tally, cells_of
from scheduler.kernel.uncollected import lasting

SHARE = 0.6
"""Part of the time left that one pass may use; the rest is for the passes after it. The last takes all."""

LEAST = 0.01
"""Seconds below which a search is not begun when a roster is known already."""


def solve(
    problem: Problem, limits: Limits, watch: Watch | None = None, known: Known | None = None
) -> Outcome:
    """Minimise level after level, none at the cost of an earlier one; `known` is where to start.

    The outcome is `IMPOSSIBLE` when the laws alone have no roster (proven), `UNDECIDED` when the limits
    ended before any roster was found, `PROVEN` when every pass ended with its proof, else `FOUND`.
    """
    with lasting():
        return _Search(problem, limits, watch, known).run()


def possible(problem: Problem, limits: Limits) -> Status:
    """Whether the laws alone have a roster: `PROVEN` yes, `IMPOSSIBLE` no, or `UNDECIDED`."""
    return solve(problem.only_law(), limits).status


class _Search:
    def __init__(
        self, problem: Problem, limits: Limits, watch: Watch | None, known: Known | None = None
    ) -> None:
        self.problem, self.limits, self.watch, self.known = problem, limits, watch, known
        self.start = time.monotonic()
        self.past = chosen_with_past(problem, ())
        self.parts = Parts(problem)
        self.settled = dict.fromkeys(self.parts.barred, False) | problem.facts
        chosen = known.chosen | self.past if known else frozenset()
        self.moved = {cell for cell, value in self.settled.items() if known and value != (cell in chosen)}
        self.pieces: dict[frozenset[Cell], Piece] = {}
        self.chosen: frozenset[Cell] | None = None
        self.spent = 0.0
        self.passes: list[Pass] = []
        self.methods: set[Method] = set()
        self.hear: Hear | None = None
        self.front = Front(problem, self.settled, self.past, limits)
        if not limits.reproducible:
            # Reading a large problem takes long enough to count.
            self.spent = time.monotonic() - self.start

    def run(self) -> Outcome:
        levels = self.problem.levels or ((),)
        try:
            for number, level in enumerate(levels):
                if (failed := self._pass(number, level)) is not None:
                    return Outcome(failed)
                if level and self._dearer(level):
                    break
        except KeyboardInterrupt:
            # Whoever presses Ctrl-C wants the best roster so far; without one there is nothing to give.
            if self.chosen is None:
                raise
        done = [one.status for one in self.passes]
        proven = len(done) == len(self.problem.levels) and all(status is Status.PROVEN for status in done)
        status = Status.PROVEN if proven else Status.FOUND
        return Outcome(status, self.chosen or frozenset(), tuple(self.passes))

    def _method(self) -> Method:
        return Method.COLUMNS if Method.COLUMNS in self.methods else Method.CP_SAT

    def _dearer(self, level: tuple[Ruling, ...]) -> bool:
        """Whether to stop here: this level costs more than the choice known beforehand."""
        if self.known is None or not self.known.stop:
            return False
        tallies = [tally for ruling in level for tally in ruling.tallies]
        return self.passes[-1].value > price(tallies, self.known.chosen | self.past)

    def _pass(self, number: int, level: tuple[Ruling, ...]) -> Status | None:
        """One level over all parts; returns a status only when the laws have no answer in time."""
        began = time.monotonic()
        self.methods.clear()
        value = bound = 0
        chosen: set[Cell] = set()
        parts = list(self.parts.up_to(number))
        if (failed := self._open(parts)) is not None:
            return failed
        known = [self._known_cost(part) for part in parts] if self.watch else [0.0] * len(parts)
        # What the parts after each one cost.
        rest = [*accumulate(reversed(known), initial=0.0)][-2::-1]
        for part, after in zip(parts, rest, strict=True):
            piece = self._piece(part)
            cost_now = part.levels[-1] if part.levels else ()
            self.hear = partial(self._heard, level, value + after, bound)
            status, low = self._improve(piece, part, cost_now)
            if piece.chosen is None:
                return status
            value += price(cost_now, piece.chosen)
            bound += low
            chosen |= piece.chosen
        self.chosen = frozenset(chosen)
        if level:
            status = Status.PROVEN if bound >= value else Status.FOUND
            self.passes.append(Pass(level, status, value, bound, time.monotonic() - began, self._method()))
            self._tell(level, value, bound)
        return None

    def _known_cost(self, part: Part) -> float:
        """What a part costs on its last level by the choice known of it; endless where it needs one yet."""
        level, chosen = (part.levels[-1] if part.levels else ()), self._piece(part).chosen
        if chosen is None:
            return math.inf if level or part.laws else 0
        return price(level, chosen)

    def _open(self, parts: list[Part]) -> Status | None:
        """A first choice for all parts that cost nothing yet, in one search; a status when there is none."""
        idle = [part for part in parts if part.laws and not (part.levels and part.levels[-1])]
        idle = [part for part in idle if self._piece(part).chosen is None] if self.chosen is None else []
        if len(idle) < 2:
            return None
        cells = tuple(cell for part in idle for cell in part.order)
        whole = Piece(
            Part(frozenset(cells), cells, tuple(law for part in idle for law in part.laws), ()),
            self.settled,
            None,
            cp_model.CpModel(),
        )
        status, _ = self._search(whole, whole.part)
        if whole.chosen is None:
            return status
        for part in idle:
            self.pieces[part.cells] = self._new_piece(part, (whole.chosen & part.cells) | self.past)
        return None

    def _piece(self, part: Part) -> Piece:
        if part.cells not in self.pieces:
            chosen = None
            if self.chosen is not None:
                chosen = frozenset(cell for cell in self.chosen if cell in part.cells) | self.past
            self.pieces[part.cells] = self._new_piece(part, chosen)
        return self.pieces[part.cells]

    def _new_piece(self, part: Part, chosen: frozenset[Cell] | None) -> Piece:
        start = None if self.known is None else (self.known.chosen & part.cells) | self.past
        if chosen is None and start is not None and keeps(part.laws, start):
            chosen = start
        piece = Piece(part, self.settled, chosen, cp_model.CpModel())
        piece.start, piece.floors = start, self._floors(part, chosen)
        return piece

    def _floors(self, part: Part, chosen: frozenset[Cell] | None) -> bool:
        """Whether the known choice bounds what comes: its cells as they are, all levels at its price."""
        if self.known is None or not self.known.best:
            return False
        if any(self._moved(tallies) for tallies in (part.laws, *part.levels)):
            return False
        best = self.known.chosen | self.past
        return chosen is None or all(price(level, chosen) == price(level, best) for level in part.levels[:-1])

    def _moved(self, tallies: tuple[Tally, ...]) -> bool:
        """Whether the counts look at a cell that is settled otherwise than in the known choice.

        Then the part was one with others where the choice was best, and may cost less than its share there.
        """
        return bool(self.moved) and any(cell in self.moved for t in tallies for cell in cells_of(t.terms))

    def _improve(self, piece: Piece, part: Part, level: tuple[Tally, ...]) -> tuple[Status, int]:
        """Minimise one level of one piece; the bound is proven for it."""
        piece.take_level(level)
        best = None if piece.chosen is None else price(level, piece.chosen)
        piece.floors = piece.floors and not self._moved(level)
        floor = price(level, self.known.chosen | self.past) if self.known and piece.floors else 0
        if best == floor:
            piece.hold(best)
            return Status.PROVEN, best
        piece.bound(floor)
        status, bound = self._search(piece, part)
        if piece.chosen is None:
            return status, 0
        best = price(level, piece.chosen)
        piece.floors = piece.floors and best == floor
        piece.hold(best)
        return status, best if status is Status.PROVEN else min(bound, best)

    def _search(self, piece: Piece, part: Part) -> tuple[Status, int]:
        share = 1.0 if len(self.passes) + 1 >= len(self.problem.levels) else SHARE
        seconds = max(LEAST, (self.limits.seconds - self.spent) * share)
        if seconds <= LEAST and piece.chosen is not None:
            return Status.FOUND, 0
        found = self.front.search(piece, part, seconds, self.hear if self.watch else None)
        self.spent = self.limits.seconds if found.interrupted else self.spent + found.spent
        piece.chosen = found.chosen
        self.methods.add(found.method)
        if found.chosen is None:
            return (Status.IMPOSSIBLE if found.impossible else Status.UNDECIDED), 0
        return (Status.PROVEN if found.proven else Status.FOUND), found.bound

    def _heard(self, level: tuple[Ruling, ...], others: float, bound: int, value: int, low: int) -> None:
        """A better roster of one part: told with what all others cost, once there is one of each."""
        self._tell(level, None if others == math.inf else int(others) + value, bound + low)

    def _tell(self, level: tuple[Ruling, ...], value: int | None, bound: int | None) -> None:
        if self.watch:
            self.watch(level, value, bound, time.monotonic() - self.start)
