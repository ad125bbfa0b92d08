"""A shape compiled: for each step the states that open counters can be in, and the arcs between them.

States are what the rest of the horizon needs to know: the partial count of every open counter, clipped where
it no longer matters. So a run of days is remembered as its length, without anybody having said "run".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduler.kernel.columns.counters import Counter, Ints, unique_rows
from scheduler.kernel.columns.facts import Sum
from scheduler.kernel.columns.places import Classes, Places
from scheduler.kernel.columns.shape import Shape
from scheduler.kernel.columns.split import LAW, NotSuited

MOST_STATES = 20_000
"""States of one step beyond which a shape is not compiled."""


@dataclass(frozen=True)
class Alike:
    """Arcs of a step that add the same to the long sums: rows sorted by `head`, with one slot for each."""

    adds: tuple[int, ...]
    rows: Ints
    tail: Ints
    head: Ints
    starts: Ints
    heads: Ints


@dataclass(frozen=True)
class Arcs:
    """All ways over one step, sorted by `head`.

    Arc i goes from state `tail[i]` to state `head[i]`, takes a cell of class `kind[i]` (0: none), adds
    `adds[i]` to the long sums, costs `costs[:, i]` by level for counters that close, and makes those
    of the marks `linked` true that row i of `fires` says. `alike`: the same by what they add.
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
    alike: tuple[Alike, ...]
    linked: tuple[int, ...] = ()


Known = dict[object, tuple[Arcs, Ints]]
"""Arcs of steps and the states after them, by all that they depend on: most days of most people are alike."""


class _Builder(Places):
    """States and arcs, step by step, all states at once; those of steps alike are `known`."""

    def __init__(
        self, shape: Shape, counters: list[Counter], long: Sequence[Sum], levels: int, known: Known
    ) -> None:
        super().__init__(shape, counters, long, levels)
        self.known = known

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
        classes = self.classes(step)
        key = self.key(step, states, counters, marks, len(open_marks), classes)
        if key not in self.known:
            self.known[key] = self._ways(step, states, counters, marks, len(open_marks), classes)
        arcs, after = self.known[key]
        linked = tuple(self.linked[i] for i in marks if i in self.linked)
        keep_counters = [i for i in counters if self.counters[i].last > step]
        keep_marks = [i for i in marks if self.mark_span[i][1] > step]
        return replace(arcs, classes=tuple(classes), linked=linked), after, keep_counters, keep_marks

    def _ways(
        self, step: int, states: Ints, counters: list[int], marks: list[int], opened: int, classes: Classes
    ) -> tuple[Arcs, Ints]:
        """The arcs over a step and the states after it."""
        column = {i: k for k, i in enumerate(counters)}
        bit = {i: k for k, i in enumerate(marks)}
        old_marks, old_counts = states[:, :opened], states[:, opened:]
        new = [self.counters[i].sum.constant for i in counters[old_counts.shape[1] :]]
        counts = np.hstack([old_counts, np.tile(np.array(new, dtype=np.int64), (len(states), 1))])
        bits = np.hstack([old_marks, np.zeros((len(states), len(marks) - opened), dtype=np.int64)])
        parts: list[tuple[Any, ...]] = []
        for kind, cells in enumerate(classes):
            parts.append(self._take(kind, cells[0] if kind else -1, counts, bits, column, bit))
        tail, kinds = (np.concatenate([part[i] for part in parts]) for i in (0, 1))
        counts = np.concatenate([part[2] for part in parts])
        bits = np.concatenate([part[3] for part in parts])
        adds = np.concatenate([part[4] for part in parts])
        fires = np.concatenate([part[5] for part in parts])[:, [bit[i] for i in marks if i in self.linked]]
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
                bits[:, [bit[i] for i in marks if self.mark_span[i][1] > step]],
                *(
                    self.counters[i].clipped(counts[:, [column[i]]], step)
                    for i in counters
                    if self.counters[i].last > step
                ),
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
            tuple(_alike(adds[order], tail[order], head[order])),
        )
        return arcs, after

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
        fires = np.zeros((number, len(bit)), dtype=np.bool_)
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
                fires[:, bit[mark]] |= first == 1
                bits[:, bit[mark]] |= first
        kinds = np.full(number, kind, dtype=np.int64)
        return np.arange(number), kinds, counts, bits, adds, fires


def _alike(adds: Ints, tail: Ints, head: Ints) -> Iterator[Alike]:
    number = unique_rows(adds)[1] if adds.shape[1] else np.zeros(len(adds), dtype=np.int64)
    for one in range(int(number.max()) + 1):
        rows = np.flatnonzero(number == one)
        heads = head[rows]  # in order, as arcs are
        starts = np.flatnonzero(np.diff(heads, prepend=-1))
        yield Alike(tuple(adds[rows[0]].tolist()), rows, tail[rows], heads, starts, heads[starts])


def counters_of(shape: Shape) -> list[Counter]:
    """The counters of a shape, which all its compilations share."""
    return [Counter(one, shape.spans) for one in shape.counters]


def compile_shape(
    shape: Shape, counters: list[Counter], long: Sequence[Sum], levels: int, known: Known
) -> list[Arcs]:
    """The arcs of every step of a shape, adding up the long sums given; adds new ones to those `known`.

    Raises NotSuited where too much must be remembered, or where the person has no lawful roster at all.
    """
    return _Builder(shape, counters, long, levels, known).build()
