"""Prices and candidates as tables in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE
from rich.table import Table

from models import Crew, Person
from scheduler.i18n import tr
from scheduler.questions.answer import Answer, Verdict
from scheduler.questions.difference import LevelChange
from scheduler.questions.fill import Candidate
from scheduler.questions.price import Price
from scheduler.questions.why import said
from scheduler.questions.words import MOST
from scheduler.render import words
from scheduler.rulebook.book import Book


def price_table(found: Sequence[Price], book: Book) -> Table:
    """Every turn with its price."""
    table = _table(tr("Date"), tr("Duty"), tr("Person"), tr("Price of moving it"))
    for one in found:
        price = price_in_words(one.answer, book)
        table.add_row(f"{one.crew.date:%m-%d}", one.crew.name, said(one.person), price)
    return table


def price_summary(found: Iterable[Price]) -> str:
    """How many turns can be moved for nothing, at a price, or not at all."""
    count = Counter(one.answer.verdict for one in found)
    return tr(
        "{n} turns: {free} free, {dear} at a price, {fixed} impossible to move, {open} undecided.",
        n=count.total(), free=count[Verdict.EQUAL] + count[Verdict.BETTER], dear=count[Verdict.DEARER],
        fixed=count[Verdict.IMPOSSIBLE], open=count[Verdict.UNDECIDED],
    )  # fmt: skip


def price_in_words(answer: Answer, book: Book) -> str:
    """`free`, `impossible`, or the first tier that gets dearer, by how much, and why."""
    match answer.verdict, answer.level:
        case Verdict.EQUAL, _:
            return tr("free: as good in every tier")
        case Verdict.IMPOSSIBLE, _:
            return tr("impossible: no lawful plan")
        case Verdict.UNDECIDED, _:
            return tr("undecided")
        case _, LevelChange() as level:
            return level_in_words(level, book)
    return ""


def level_in_words(level: LevelChange, book: Book) -> str:
    """`orders +1: team C is not complete on 11-25`; the rules where they name no place."""
    more = f"{level.bound - level.before:+d}"
    if level.bound < level.after:
        more = f"≥{more} ≤{level.after - level.before:+d}"
    told = [sentence for one in level.rules for sentence in one.new][:MOST]
    why = told or [book.say(one.rule) for one in level.rules]
    return f"{words.importance(level.importance)} {more}: {tr('; ').join(why)}"


def fill_tables(found: Sequence[Candidate], crew: Crew, instead: Person | None, book: Book) -> list[Table]:
    """Those who could serve, cheapest first, and those whom a law forbids it."""
    moved = any(one.answer for one in found)
    can = [one for one in found if not _excluded(one)]
    cannot = [one for one in found if _excluded(one)]
    first = _table(tr("Rank"), tr("Could serve"), tr("Price"))
    for number, one in enumerate(can, start=1):
        first.add_row(str(number), said(one.person), _price(one, book))
    second = _table(tr("Cannot serve"), tr("Law that forbids it"))
    for one in cannot:
        told = (f"{law.text} [{law.rule}]" for law in one.broken[:MOST])
        second.add_row(said(one.person), tr("; ").join(told))
    name = f"{crew.date:%m-%d} {crew.name}"
    first.title = tr("{crew}, nobody else moves", crew=name)
    if moved:
        first.title = tr("{crew}, others may move", crew=name)
    if instead:
        first.title += " · " + tr("in place of {who}", who=said(instead))
    if not can and not moved:
        first.caption = tr("Nobody can without breaking a law; with --moves others make room.")
    return [first, *([second] if cannot else [])]


def _excluded(one: Candidate) -> bool:
    return one.answer.verdict is Verdict.IMPOSSIBLE if one.answer else bool(one.broken)


def _price(one: Candidate, book: Book) -> str:
    if one.answer:
        return price_in_words(one.answer, book)
    return "\n".join(level_in_words(level, book) for level in one.levels) or tr("free: as good in every tier")


def _table(*heads: str) -> Table:
    table = Table(box=SIMPLE, padding=(0, 1), title_justify="left")
    for head in heads:
        table.add_column(head, overflow="fold")
    return table
