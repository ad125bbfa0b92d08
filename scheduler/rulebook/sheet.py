"""A roster with the week and the rules it was made for: what a reading looks at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from models import Week
from scheduler.kernel.tally import Cell
from scheduler.rulebook.book import Book

Chosen = Collection[Cell]


@dataclass(frozen=True)
class Sheet:
    """A roster with the week and the rules it was made for."""

    week: Week
    book: Book
    chosen: Chosen
