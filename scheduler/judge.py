"""Judge any roster for the weeks of an order, also one written or edited by hand; knows no solver."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models import Finding
from scheduler.changes import settled
from scheduler.kernel.audit import audit
from scheduler.kernel.tally import Cell
from scheduler.order import Order
from scheduler.posture import open_week
from scheduler.rulebook.findings import findings

Pairs = Iterable[tuple[str, str]]
"""(person, crew id) each; of walks (crew id, loop@slot)."""


def judge(order: Order, pairs: Pairs, walks: Pairs = ()) -> tuple[Finding, ...]:
    """What the rules find about a roster.

    Routes are judged where `walks` are given; a workbook holds none.
    """
    book = order.book()
    served, walked = frozenset(pairs), frozenset(walks)
    week = order.open_week(book) if walked else open_week(order.station, order.request, book.reseat)
    problem = book.read(replace(week, also=served))
    problem = settled(problem, week, served, order.now)
    return findings(book, audit(problem, (Cell(*pair) for pair in served | walked)))
