"""What people settled by hand: swaps, or turns of an edited workbook; judged, then fixed in the change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from models import Cause, Decision, DecisionKind, Fault, Faults, Week
from scheduler.changes.asked import Asked, Ready
from scheduler.changes.basis import Basis
from scheduler.changes.say import crew_in_words
from scheduler.changes.swap_words import read_swap, say_prices, say_verdict
from scheduler.changes.swaps import compared, judge_swap
from scheduler.i18n import Text, tr
from scheduler.intake.roster_workbook import read_days, read_roster
from scheduler.kernel.tally import Cell
from scheduler.order import Order
from scheduler.rulebook.book import Book

SWAP, WORKBOOK = "swap", "workbook"
"""Why a turn was changed by hand, as the decisions keep it."""


@dataclass(frozen=True)
class ByHand:
    """The change with what was settled by hand fixed in it, what is said of it, and whether it is lawful."""

    ready: Ready
    told: tuple[str, ...]
    lawful: bool


def by_hand(ready: Ready, asked: Asked) -> ByHand:
    """Judge what was settled by hand and fix it; nothing else moves unless more is asked for."""
    book = ready.order.book()
    week = replace(ready.order, patrols=None).open_week(book)
    read = _edited if asked.workbook or asked.edits else _swapped
    basis, told, lawful, made = read(asked, ready.basis, book, week)
    options = asked.options
    more = (options.away, options.tier, options.set, options.waive, options.strike, options.borrow)
    basis = replace(basis, still=not (any(more) or options.short))
    return ByHand(replace(ready, order=_decided(ready.order, made, asked), basis=basis), told, lawful)


Settled = tuple[Basis, tuple[str, ...], bool, dict[str, str]]
"""The basis, what is said, whether it is lawful, and each decision with its reason."""


def _swapped(asked: Asked, basis: Basis, book: Book, week: Week) -> Settled:
    told: list[str] = []
    lawful = True
    for text in asked.swaps:
        verdict = judge_swap(read_swap(text, basis, week), book, week, basis)
        told += say_verdict(verdict, week, book)
        lawful &= verdict.lawful
        pinned = {**basis.pinned, **verdict.swap.cells}
        basis = replace(basis, served=verdict.swap.on(basis.served), pinned=pinned)
    return basis, tuple(told), lawful, dict.fromkeys(asked.swaps, SWAP)


def _edited(asked: Asked, basis: Basis, book: Book, week: Week) -> Settled:
    after = _read(asked, basis, week)
    cells = {cell: cell in after for cell in sorted(after ^ basis.served, key=lambda one: one[::-1])}
    _check(cells, basis, week)
    broken, prices = compared(book, week, basis, after)
    lines = [_line(cell, holds, week) for cell, holds in cells.items()]
    verdict = tr("The edited roster breaks no law that the published one keeps.")
    if broken:
        verdict = tr("The edited roster breaks a law:")
    told = (*lines, verdict, *(f"  · {says} [{rule}]" for rule, says in broken), *say_prices(prices, book))
    fixed = replace(basis, served=after, pinned={**basis.pinned, **cells}, pinned_as=Cause.EDIT)
    made = {f"{'+' if holds else '-'}{cell.who}={cell.what}": WORKBOOK for cell, holds in cells.items()}
    return fixed, told, not broken, made


def _read(asked: Asked, basis: Basis, week: Week) -> frozenset[Cell]:
    """Who serves where once it is edited: as the workbook says, or edit by edit."""
    if asked.workbook is None:
        cells = {Cell(*text[1:].partition("=")[::2]): text[0] == "+" for text in asked.edits}
        return frozenset((basis.served - cells.keys()) | {cell for cell, holds in cells.items() if holds})
    if set(read_days(asked.workbook)) != set(week.dates):
        says = Text("is a roster of other dates than the plan, {first} to {last}", first=week.first,
                    last=week.dates[-1])  # fmt: skip
        raise Faults([Fault(says, str(asked.workbook))])
    pairs = read_roster(asked.workbook, week.station.by_id)
    return frozenset(Cell(*pair) for pair in pairs)


def _check(cells: Iterable[Cell], basis: Basis, week: Week) -> None:
    """Raises Faults where nothing is edited, and for edits of what has begun or does not stand."""
    faults = []
    for cell in cells:
        crew = week.by_id.get(cell.what)
        if crew is None:
            faults.append(Fault(Text("no crew '{crew}' stands", crew=cell.what), "--from-workbook"))
        elif crew.start < basis.now:
            says = Text("{crew} has begun already", crew=crew_in_words(crew))
            faults.append(Fault(says, "--from-workbook"))
    if not cells:
        says = Text("says what the published plan says; edit its cells first")
        faults.append(Fault(says, "--from-workbook"))
    if faults:
        raise Faults(faults)


def _line(cell: Cell, holds: bool, week: Week) -> str:
    told = {"crew": crew_in_words(week.by_id[cell.what]), "who": week.station.by_id[cell.who].name}
    return tr("+ {crew}: {who}", **told) if holds else tr("- {crew}: {who}", **told)


def _decided(order: Order, made: dict[str, str], asked: Asked) -> Order:
    """The order with what was settled by hand among its decisions."""
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    edits = [
        Decision(kind=DecisionKind.EDIT, what=what, reason=reason, who=asked.options.by, when=when)
        for what, reason in made.items()
    ]
    decisions = (*order.record.decisions, *edits)
    return replace(order, record=order.record.model_copy(update={"decisions": decisions}))


def edits_in(decisions: Iterable[Decision], reason: str) -> Iterator[str]:
    """The edits of one sort among some decisions, as they were typed or told."""
    return (one.what for one in decisions if one.kind is DecisionKind.EDIT and one.reason == reason)
