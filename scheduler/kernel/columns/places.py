"""Where each cell and mark of a shape counts, and what the ways over a step depend on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from scheduler.kernel.columns.counters import Counter, Ints
from scheduler.kernel.columns.facts import Either, Sum
from scheduler.kernel.columns.shape import Shape
from scheduler.kernel.columns.split import NotSuited

Classes = list[tuple[int, ...]]
"""Cells of a step that read alike, after the class of taking none."""


class Places:
    """The counters, marks and long sums of each cell, and the steps that they are open on."""

    def __init__(self, shape: Shape, counters: list[Counter], long: Sequence[Sum], levels: int) -> None:
        self.shape, self.long, self.levels = shape, long, levels
        self.spans = spans = shape.spans
        self.marks = self._marks()
        self.waiting = self._waiting()
        self.counters = counters
        self.mark_span = [spans[mark] for mark in self.marks]
        # Behind the marks stand the first cells of pairs, remembered until the last of their partners.
        self.mark_span += [(spans[cell][0], last) for cell, last in self.waiting.items()]
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
                if self.spans[first] >= self.spans[second]:
                    raise NotSuited("a pair within one step, or against the order of the steps")
                found[first] = max(found.get(first, 0), self.spans[second][0])
        return found

    def _marks(self) -> list[Either]:
        sums = (*self.shape.counters, *self.long)
        found = {fact: None for one in sums for _, fact in one.terms if not isinstance(fact, int)}
        found.update(dict.fromkeys(self.shape.marks))
        return list(found)

    def classes(self, step: int) -> Classes:
        """Cells of a step that read alike, after the class of taking none."""
        found: dict[object, list[int]] = defaultdict(list)
        for cell in self.shape.steps[step]:
            key = (
                tuple(self.cell_terms[cell]), tuple(self.cell_long[cell]), tuple(self.of_mark[cell]),
                tuple(self.of_pair[cell]),
            )  # fmt: skip
            found[key].append(cell)
        return [(), *(tuple(cells) for cells in found.values())]

    def key(
        self, step: int, states: Ints, counters: list[int], marks: list[int], opened: int, classes: Classes
    ) -> object:
        """All that the ways over a step depend on: where counters and marks stand, not which they are."""
        column = {i: k for k, i in enumerate(counters)}
        bit = {i: k for k, i in enumerate(marks)}

        def gains(terms: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
            return tuple((column[i], coefficient) for i, coefficient in terms)

        return (
            states.shape, states.tobytes(), opened, self.levels, len(self.long),
            tuple(self.counters[i].at(step) for i in counters),
            tuple(
                (
                    self.mark_span[i][1] > step, i in self.linked, gains(self.mark_terms[i]),
                    *self.mark_long[i],
                )
                for i in marks
            ),
            tuple(
                (
                    gains(self.cell_terms[cell]), tuple(self.cell_long[cell]),
                    tuple(bit[mark] for mark in self.of_mark[cell]),
                    tuple((bit[mark], bit[one]) for mark, one in self.of_pair[cell]),
                )
                for cell, *_ in classes[1:]
            ),
        )  # fmt: skip
