"""A shape compiled: for each step the states that open counters can be in, and the arcs between them.

States are what the rest of the horizon needs to know: the partial count of every open counter, clipped where
it no longer matters. So a run of days is remembered as its length, without anybody having said "run".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduler.kernel.columns.counters import Counter, Ints, span_of, unique_rows
from scheduler.kernel.columns.shape import Either, Shape, Sum
from scheduler.kernel.columns.split import LAW, NotSuited

MOST_STATES = 20_000
"""States of one step beyond which a shape is not compiled."""


@dataclass(frozen=True)
class Arcs:
    """All ways over one step, sorted by `head`.

    Arc i goes from state `tail[i]` to state `head[i]`, takes a cell of class `kind[i]` (0: none), adds
    `adds[i]` to the long sums, costs `costs[:, i]` by level for counters that close, and makes the linked
    marks of row i of `fires` true.
    """

    classes: tuple[tuple[int, ...], ...]
    tail: Ints
    head: Ints
    kind: Ints
    adds: Ints
    costs: Ints
    fires: NDArray[np.bool_]
    tails: int
    heads: int


class _Builder:
    """States and arcs, step by step, all states at once."""

    def __init__(self, shape: Shape, counters: list[Counter], long: Sequence[Sum], levels: int) -> None:
        self.shape, self.long, self.levels = shape, long, levels
        self.step_of = {cell: s for s, step in enumerate(shape.steps) for cell in step}
        self.marks = self._marks()
        self.waiting = self._waiting()
        self.counters = counters
        self.mark_span = [span_of(mark.members, self.step_of) for mark in self.marks]
        # Behind the marks stand the first cells of pairs, remembered until the last of their partners.
        self.mark_span += [(self.step_of[cell], last) for cell, last in self.waiting.items()]
        self.counters_from: dict[int, list[int]] = defaultdict(list)
        self.marks_from: dict[int, list[int]] = defaultdict(list)
        for i, counter in enumerate(counters):
            self.counters_from[counter.first].append(i)
        for i, span in enumerate(self.mark_span):
            self.marks_from[span[0]].append(i)
        place = {cell: len(self.marks) + i for i, cell in enumerate(self.waiting)}
        self.of_mark: dict[int, list[int]] = defaultdict(list)
        self.of_pair: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, mark in enumerate(self.marks):
            for cell in mark.cells:
                self.of_mark[cell].append(number)
            for first, second in mark.pairs:
                self.of_pair[second].append((number, place[first]))
        for cell, number in place.items():
            self.of_mark[cell].append(number)
        self.cell_terms: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.mark_terms: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.cell_long: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.mark_long: dict[int, list[tuple[int, int]]] = defaultdict(list)
        index = {mark: number for number, mark in enumerate(self.marks)}
        for sums, of_cell, of_mark in (
            ([c.sum for c in self.counters], self.cell_terms, self.mark_terms),
            (list(long), self.cell_long, self.mark_long),
        ):
            for i, one in enumerate(sums):
                for coefficient, fact in one.terms:
                    if isinstance(fact, int):
                        of_cell[fact].append((i, coefficient))
                    else:
                        of_mark[index[fact]].append((i, coefficient))
        self.linked = {index[mark]: i for i, mark in enumerate(shape.marks)}

    def _waiting(self) -> dict[int, int]:
        """The first cell of every pair, and the last step of a partner."""
        found: dict[int, int] = {}
        for mark in self.marks:
            for first, second in mark.pairs:
                if self.step_of[first] >= self.step_of[second]:
                    raise NotSuited("a pair within one step, or against the order of the steps")
                found[first] = max(found.get(first, 0), self.step_of[second])
        return found

    def _marks(self) -> list[Either]:
        sums = (*self.shape.counters, *self.long)
        found = {fact: None for one in sums for _, fact in one.terms if not isinstance(fact, int)}
        found.update(dict.fromkeys(self.shape.marks))
        return list(found)

    def build(self) -> list[Arcs]:
        """The arcs of every step; ends in one state."""
        states = np.zeros((1, 0), dtype=np.int64)
        open_counters: list[int] = []
        open_marks: list[int] = []
        found = []
        for step in range(len(self.shape.steps)):
            arcs, states, open_counters, open_marks = self._step(step, states, open_counters, open_marks)
            if len(states) > MOST_STATES:
                raise NotSuited(f"{len(states)} states at step {step}")
            found.append(arcs)
        return found

    def _step(
        self, step: int, states: Ints, open_counters: list[int], open_marks: list[int]
    ) -> tuple[Arcs, Ints, list[int], list[int]]:
        counters = open_counters + self.counters_from[step]
        marks = open_marks + self.marks_from[step]
        column = {i: k for k, i in enumerate(counters)}
        bit = {i: k for k, i in enumerate(marks)}
        old_marks = states[:, : len(open_marks)]
        old_counts = states[:, len(open_marks) :]
        new = [self.counters[i].sum.constant for i in counters[len(open_counters) :]]
        counts = np.hstack([old_counts, np.tile(np.array(new, dtype=np.int64), (len(states), 1))])
        bits = np.hstack([old_marks, np.zeros((len(states), len(marks) - len(open_marks)), dtype=np.int64)])
        classes = self._classes(step)
        keep_marks = [i for i in marks if self.mark_span[i][1] > step]
        keep_counters = [i for i in counters if self.counters[i].last > step]
        parts: list[tuple[Any, ...]] = []
        for kind, cells in enumerate(classes):
            parts.append(self._take(kind, cells[0] if kind else -1, counts, bits, column, bit))
        tail, kinds = (np.concatenate([part[i] for part in parts]) for i in (0, 1))
        counts = np.concatenate([part[2] for part in parts])
        bits = np.concatenate([part[3] for part in parts])
        adds = np.concatenate([part[4] for part in parts])
        fires = np.concatenate([part[5] for part in parts])
        good = np.ones(len(counts), dtype=np.bool_)
        costs = np.zeros((self.levels, len(counts)), dtype=np.int64)
        for k, i in enumerate(counters):
            one = self.counters[i]
            if one.sum.level == LAW:
                good &= one.possible(counts[:, k], step)
            elif one.last == step:
                costs[one.sum.level] += one.cost(counts[:, k])
        tail, kinds, counts, bits = tail[good], kinds[good], counts[good], bits[good]
        adds, fires, costs = adds[good], fires[good], costs[:, good]
        kept = np.hstack(
            [
                bits[:, [bit[i] for i in keep_marks]],
                *(self.counters[i].clipped(counts[:, [column[i]]], step) for i in keep_counters),
            ]
        )
        if not len(kept):
            raise NotSuited(f"no way on at step {step}")
        if kept.shape[1]:
            after, head = unique_rows(kept)
        else:
            after, head = np.zeros((1, 0), dtype=np.int64), np.zeros(len(kept), dtype=np.int64)
        order = np.lexsort((kinds, head))
        arcs = Arcs(
            tuple(classes),
            tail[order],
            head[order],
            kinds[order],
            adds[order],
            costs[:, order],
            fires[order],
            len(states),
            len(after),
        )
        return arcs, after, keep_counters, keep_marks

    def _classes(self, step: int) -> list[tuple[int, ...]]:
        """Cells of a step that read alike, after the class of taking none."""
        found: dict[object, list[int]] = defaultdict(list)
        for cell in self.shape.steps[step]:
            key = (
                tuple(self.cell_terms[cell]), tuple(self.cell_long[cell]), tuple(self.of_mark[cell]),
                tuple(self.of_pair[cell]),
            )  # fmt: skip
            found[key].append(cell)
        return [(), *(tuple(cells) for cells in found.values())]

    def _take(
        self,
        kind: int,
        cell: int,
        counts: Ints,
        bits: Ints,
        column: dict[int, int],
        bit: dict[int, int],
    ) -> tuple[Any, ...]:
        """Every state after taking a cell (-1: none)."""
        number = len(counts)
        counts, bits = counts.copy(), bits.copy()
        adds = np.zeros((number, len(self.long)), dtype=np.int64)
        fires = np.zeros((number, len(self.shape.marks)), dtype=np.bool_)
        if cell >= 0:
            for i, coefficient in self.cell_terms[cell]:
                counts[:, column[i]] += coefficient
            for i, coefficient in self.cell_long[cell]:
                adds[:, i] += coefficient
            fired = [(mark, 1 - bits[:, bit[mark]]) for mark in self.of_mark[cell]]
            fired += [
                (mark, (1 - bits[:, bit[mark]]) * bits[:, bit[one]]) for mark, one in self.of_pair[cell]
            ]
            for mark, may in fired:
                first = may * (1 - bits[:, bit[mark]])
                for i, coefficient in self.mark_terms[mark]:
                    counts[:, column[i]] += coefficient * first
                for i, coefficient in self.mark_long[mark]:
                    adds[:, i] += coefficient * first
                if mark in self.linked:
                    fires[:, self.linked[mark]] |= first == 1
                bits[:, bit[mark]] |= first
        kinds = np.full(number, kind, dtype=np.int64)
        return np.arange(number), kinds, counts, bits, adds, fires


def counters_of(shape: Shape) -> list[Counter]:
    """The counters of a shape, which all its compilations share."""
    step_of = {cell: s for s, step in enumerate(shape.steps) for cell in step}
    return [Counter(one, step_of) for one in shape.counters]


def compile_shape(shape: Shape, counters: list[Counter], long: Sequence[Sum], levels: int) -> list[Arcs]:
    """The arcs of every step of a shape, adding up the long sums given.

    Raises NotSuited where too much must be remembered, or where the person has no lawful roster at all.
    """
    return _Builder(shape, counters, long, levels).build()
