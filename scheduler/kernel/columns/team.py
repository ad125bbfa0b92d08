"""Everybody's shape and prices, and what a choice of one path for each person costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from scheduler.kernel.columns.automaton import Known
from scheduler.kernel.columns.counters import Ints
from scheduler.kernel.columns.days import Days
from scheduler.kernel.columns.facts import Either, Sum, holds
from scheduler.kernel.columns.pricing import Floats, Path, Pricer
from scheduler.kernel.columns.rows import Band, Column, Row, band_of, row_of
from scheduler.kernel.columns.shape import Shape, read
from scheduler.kernel.columns.split import LAW, Link, Split
from scheduler.kernel.columns.usual import Usual
from scheduler.kernel.tally import Cell, Mark


class Team:
    """The people of a part, each with a pricer, and the rows that link them.

    `members` and `linking` are the counts themselves, by person and by row; `index`: people by their names.
    `check` is called before each person is read and may raise.
    """

    def __init__(
        self, parted: Split, rank: Mapping[Cell, int], check: Callable[[], None] = lambda: None
    ) -> None:
        marks: dict[str, dict[Mark, None]] = {member.who: {} for member in parted.members}
        for link in parted.links:
            for who, terms in link.shares.items():
                marks[who].update({fact: None for _, fact in terms if isinstance(fact, Mark)})
        self.levels = parted.levels
        self.shapes: list[Shape] = []
        for member in parted.members:
            check()
            self.shapes.append(read(member, parted.settled, rank, tuple(marks[member.who])))
        self.members, self.linking = parted.members, tuple(link.count for link in parted.links)
        self.index = {member.who: i for i, member in enumerate(parted.members)}
        self.rows: list[Row] = []
        self.cell_rows: list[list[tuple[int, int, int]]] = [[] for _ in self.shapes]
        self.mark_rows: list[list[tuple[int, int, int]]] = [[] for _ in self.shapes]
        self._add_links(parted.links, marks)
        self.days = Days(self._rows_of(), len(self.rows))
        across = {me: day_of for me, day_of in enumerate(self._across()) if day_of}
        for me, day_of in across.items():
            member = parted.members[me]
            self.shapes[me] = read(member, parted.settled, rank, tuple(marks[member.who]), day_of)
        if across:
            self.days = Days(self._rows_of(), len(self.rows))
        known: Known = {}
        usual = Usual()
        self.pricers = [Pricer(shape, self.levels, known, usual) for shape in self.shapes]
        self._add_apart()

    def _rows_of(self) -> list[list[frozenset[int]]]:
        """For each person and step, the rows that the step's cells count in."""
        found = []
        for me, shape in enumerate(self.shapes):
            rows = defaultdict(set)
            for cell, row, _ in self.cell_rows[me]:
                rows[cell].add(row)
            found.append([frozenset().union(*(rows[cell] for cell in step)) for step in shape.steps])
        return found

    def _across(self) -> Iterator[dict[int, int]]:
        """For each person the day of each cell, if steps lie across days; else nothing."""
        for me, shape in enumerate(self.shapes):
            day_of = {
                cell: self.days.of_row[row] for cell, row, _ in self.cell_rows[me] if row in self.days.of_row
            }
            across = any(len({day_of.get(cell, -1) for cell in step}) > 1 for step in shape.steps)
            yield day_of if across else {}

    def _add_links(self, links: Iterable[Link], marks: Mapping[str, Mapping[Mark, None]]) -> None:
        number = self.numbers
        place = {
            who: dict(zip(mine, self.shapes[self.index[who]].linked, strict=True))
            for who, mine in marks.items()
        }
        for link in links:
            for who, terms in link.shares.items():
                me = self.index[who]
                for coefficient, fact in terms:
                    if isinstance(fact, Mark):
                        self.mark_rows[me].append((place[who][fact], len(self.rows), coefficient))
                    else:
                        self.cell_rows[me].append((number[me][fact], len(self.rows), coefficient))
            self.rows.append(row_of(link))

    def _add_apart(self) -> None:
        """One person's long counts that may cost: rows of their own."""
        for me, shape in enumerate(self.shapes):
            for one in shape.apart:
                for coefficient, fact in one.terms:
                    if isinstance(fact, Either):
                        self.mark_rows[me].append((shape.marks.index(fact), len(self.rows), coefficient))
                    else:
                        self.cell_rows[me].append((fact, len(self.rows), coefficient))
                self.rows.append(band_of(one.low, one.high, one.constant, one))

    @cached_property
    def numbers(self) -> list[dict[Cell, int]]:
        """For each person, the numbers of the cells."""
        return [{cell: i for i, cell in enumerate(shape.cells)} for shape in self.shapes]

    @cached_property
    def cell_costs(self) -> list[Floats]:
        """For each person, what each cell costs by level (levels x cells)."""
        found = []
        for shape in self.shapes:
            costs = np.zeros((self.levels, len(shape.cells)))
            for level, cell, cost in shape.costs:
                costs[level, cell] += cost
            found.append(costs)
        return found

    @cached_property
    def constants(self) -> Floats:
        """What each person costs by level whatever the roster (people x levels)."""
        found = np.zeros((len(self.shapes), self.levels))
        for me, shape in enumerate(self.shapes):
            for level, cost in shape.constants:
                found[me, level] += cost
        return found

    @cached_property
    def band(self) -> Band:
        """The rows as arrays."""
        return Band(
            np.array([row.low for row in self.rows]),
            np.array([row.high for row in self.rows]),
            np.array([row.under for row in self.rows], dtype=float),
            np.array([row.over for row in self.rows], dtype=float),
            np.array([row.level for row in self.rows], dtype=np.int64),
        )

    @cached_property
    def cell_terms(self) -> list[Ints]:
        """For each person, an array of (cell, row, coefficient)."""
        return [_terms(terms) for terms in self.cell_rows]

    @cached_property
    def mark_terms(self) -> list[Ints]:
        """For each person, an array of (linked mark, row, coefficient)."""
        return [_terms(terms) for terms in self.mark_rows]

    @cached_property
    def _rows_by_cell(self) -> list[dict[int, set[int]]]:
        """For each person, the rows that each cell counts in."""
        found: list[dict[int, set[int]]] = [defaultdict(set) for _ in self.shapes]
        for me, terms in enumerate(self.cell_rows):
            for cell, row, _ in terms:
                found[me][cell].add(row)
        return found

    @cached_property
    def _rows_by_mark(self) -> list[dict[int, set[int]]]:
        """For each person, the rows of the linked marks that look at each cell."""
        found: list[dict[int, set[int]]] = [defaultdict(set) for _ in self.shapes]
        for me, terms in enumerate(self.mark_rows):
            for mark, row, _ in terms:
                for cell in self.shapes[me].marks[mark].members:
                    found[me][cell].add(row)
        return found

    def rows_of_cell(self, me: int, cell: int) -> Iterator[int]:
        """The rows that a cell of a person counts in, by itself or through a mark."""
        yield from self._rows_by_cell[me].get(cell, ())
        yield from self._rows_by_mark[me].get(cell, ())

    @cached_property
    def _costly(self) -> list[list[Sum]]:
        """For each person, the counters that may cost."""
        return [[one for one in shape.counters if one.level != LAW] for shape in self.shapes]

    @cached_property
    def step_of(self) -> list[Ints]:
        """For each person, the step of each cell."""
        found = [np.zeros(len(shape.cells), dtype=np.int64) for shape in self.shapes]
        for me, shape in enumerate(self.shapes):
            for number, step in enumerate(shape.steps):
                found[me][list(step)] = number
        return found

    def column(self, me: int, path: Path) -> Column:
        """A path with its costs and what it adds to the rows."""
        shape, cells = self.shapes[me], np.array(path, dtype=np.int64)
        costs = self.constants[me] + self.cell_costs[me][:, cells].sum(axis=1)
        mine, marked = self.cell_terms[me], self.mark_terms[me]
        taken = set(path) if len(marked) or self._costly[me] else set()
        for one in self._costly[me]:
            count = one.constant + sum(c for c, fact in one.terms if holds(fact, taken))
            costs[one.level] += one.price(count)
        held = np.zeros(len(shape.cells), dtype=np.bool_)
        held[cells] = True
        terms = mine[held[mine[:, 0]]]
        if len(marked):
            true = np.array([mark.holds(taken) for mark in shape.marks])
            terms = np.concatenate([terms, marked[true[marked[:, 0]]]])
        adds = np.bincount(terms[:, 1], terms[:, 2]).astype(float)
        rows = np.flatnonzero(adds)
        return Column(path, tuple(int(cost) for cost in costs), rows, adds[rows])

    def counts(self, columns: Sequence[Column]) -> Floats:
        """The count of every row."""
        found = np.zeros(len(self.rows))
        for column in columns:
            found[column.rows] += column.adds
        return found

    def cells(self, columns: Sequence[Column]) -> frozenset[Cell]:
        """The cells that a roster takes."""
        return frozenset(
            self.shapes[me].cells[cell] for me, column in enumerate(columns) for cell in column.path
        )  # fmt: skip


def _terms(terms: Sequence[tuple[int, int, int]]) -> Ints:
    """Facts, rows and coefficients; each lie together, as pricing asks for one at a time."""
    found: dict[tuple[int, int], int] = defaultdict(int)
    for fact, row, coefficient in terms:
        found[fact, row] += coefficient
    whole = [(fact, row, coefficient) for (fact, row), coefficient in found.items()]
    return np.array(whole, dtype=np.int64, order="F").reshape(-1, 3, order="A")
