"""Cells that hang together: a union-find whose groups list their members in an order that does not change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from scheduler.kernel.tally import Cell, Mark, Term, cells_alone, cells_of

SETTLED = -1
"""The group of counts that look at no open cell."""

Moved = Callable[[int, int], None]
"""Called with (group that grew, group that went into it), each by its root."""


class Groups:
    """Open cells by number, each at first a group of its own; a group is known by the number of its root.

    The root stands first in its group; the members of a smaller group follow those of the larger one.
    """

    def __init__(self, cells: Iterable[Cell]) -> None:
        self._cells = tuple(cells)
        self._number = {cell: number for number, cell in enumerate(self._cells)}
        self._parent = list(self._number.values())
        self._last = self._parent.copy()
        self._next = [SETTLED] * len(self._cells)
        self._size = [1] * len(self._cells)
        self._marks: dict[str, tuple[Mark, tuple[int, ...]]] = {}

    def roots(self) -> Iterator[int]:
        """The roots of all groups."""
        return (number for number, parent in enumerate(self._parent) if number == parent)

    def size(self, root: int) -> int:
        """How many cells a group has."""
        return 0 if root == SETTLED else self._size[root]

    def members(self, root: int) -> tuple[Cell, ...]:
        """The cells of a group."""
        return tuple(self._cells[number] for number in self._walk(root))

    def _walk(self, number: int) -> Iterator[int]:
        while number != SETTLED:
            yield number
            number = self._next[number]

    def link(self, terms: Sequence[Term], moved: Moved) -> int:
        """Join the groups of all open cells in the terms; the root of what they are now, or `SETTLED`."""
        numbers = self._open(terms)
        if not numbers:
            return SETTLED
        # Most cells of a count lead to one parent already.
        for parent in dict.fromkeys(map(self._parent.__getitem__, numbers)):
            self._join(self._root(numbers[0]), self._root(parent), moved)
        return self._root(numbers[0])

    def _open(self, terms: Sequence[Term]) -> list[int]:
        """The open cells of the terms; one of each mark that was linked before."""
        if (cells := cells_alone(terms)) is not None:
            return [number for number in map(self._number.get, cells) if number is not None]
        found: list[int] = []
        for _, fact in terms:
            if isinstance(fact, Cell):
                if (number := self._number.get(fact)) is not None:
                    found.append(number)
                continue
            mark, linked = self._marks.get(fact.name, (None, ()))
            if mark is not fact:
                mine = cells_of(((1, fact),))
                linked = tuple(self._number[cell] for cell in mine if cell in self._number)
                self._marks[fact.name] = fact, linked[:1]
            found += linked
        return found

    def _root(self, number: int) -> int:
        parent = self._parent
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    def _join(self, one: int, other: int, moved: Moved) -> None:
        if one == other:
            return
        if self._size[one] < self._size[other]:
            one, other = other, one
        self._parent[other] = one
        self._next[self._last[one]] = other
        self._last[one] = self._last[other]
        self._size[one] += self._size[other]
        moved(one, other)
