"""A seal in the terminal: who closes which exit, how soon, and in words why it cannot be sooner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.names import comma
from scheduler.render.summary import WIDTH
from scheduler.response.seal import Shortage
from scheduler.roads.words import by_mode
from scheduler.streets.posts import titles
from scheduler.streets.sealing import Night, Sealing

LEAST = 0.05
"""Minutes that are printed as 0.0; nobody asks why that is not sooner."""


def show_seal(sealing: Sealing, title: str, console: Console) -> None:
    """The table of a seal, what it takes, and its proof."""
    console.print(Text(title, style="bold"), width=WIDTH)
    console.print(_closings(sealing), width=WIDTH)
    for line in seal_lines(sealing):
        console.print(Text(line), width=WIDTH)


def _closings(sealing: Sealing) -> Table:
    exits, posts = titles(sealing.exits), {post.id: post for post in sealing.posts}
    table = Table(box=SIMPLE, padding=(0, 1))
    moving = any(post.where for post in sealing.posts)
    for head in (tr("Exit"), tr("Closed by"), *((tr("From where"), tr("Goes")) if moving else ())):
        table.add_column(head)
    table.add_column(tr("Minutes needed"), justify="right")
    for one in sealing.seal.closings:
        post = posts[one.crew]
        how = (post.where, str(by_mode(post.mode))) if moving else ()
        table.add_row(*map(Text, (exits[one.exit], post.name, *how, f"{one.minutes:.1f}")))
    for exit_ in sealing.seal.left_open:
        blank = [Text()] * (2 * moving)
        table.add_row(Text(exits[exit_]), Text(tr("stays open"), style="bold red"), *blank, Text("—"))
    return table


def seal_lines(sealing: Sealing) -> Iterator[str]:
    """How soon the exits are closed, why not sooner, which stay open and why."""
    seal, exits = sealing.seal, titles(sealing.exits)
    if seal.complete:
        text = (
            "All {n} exits are closed after {last:.1f} min, {total:.1f} min on the way in all: proven least."
        )
        yield tr(text, n=len(exits), last=seal.last, total=seal.total)
    else:
        left = comma().join(exits[one] for one in seal.left_open)
        yield tr("Left open: {n} of {all} exits, proven the fewest: {exits}.",
                 n=len(seal.left_open), all=len(exits), exits=left)  # fmt: skip
    if seal.closings and not seal.complete:
        text = "The others are closed after {last:.1f} min, {total:.1f} min on the way in all: proven least."
        yield tr(text, last=seal.last, total=seal.total)
    if seal.why_last and seal.last >= LEAST:
        yield _why_last(sealing, seal.why_last)
        if still := len(seal.left_open):
            yield tr("Even with {left} of them left open, another waits that long.", left=still)
    if seal.why_open:
        yield _why_open(sealing, seal.why_open)
    yield from map(str, sealing.refused)
    if sealing.stuck:
        names = comma().join(post.name for post in sealing.stuck)
        yield tr("No exit can be reached from: {posts}.", posts=names)


def _why_last(sealing: Sealing, why: Shortage) -> str:
    text = (
        "Why not sooner: only {crews} can be at {exits} sooner than {minutes:.1f} min; {m} for {n} exits."
        if why.crews
        else "Why not sooner: nobody can be at {exits} sooner than {minutes:.1f} min."
    )
    return tr(text, **_said(sealing, why))


def _why_open(sealing: Sealing, why: Shortage) -> str:
    said = _said(sealing, why)
    if not why.crews:
        return tr("Why open: nobody can get to {exits} at all.", **said)
    return tr("Why open: only {crews} can get to {exits}; {m} for {n} exits.", **said)


def _said(sealing: Sealing, why: Shortage) -> dict[str, object]:
    exits, posts = titles(sealing.exits), {post.id: post.name for post in sealing.posts}
    return {
        "crews": comma().join(posts[one] for one in why.crews),
        "exits": comma().join(exits[one] for one in why.exits),
        "minutes": why.minutes,
        "n": len(why.exits),
        "m": len(why.crews),
    }


def show_nights(nights: Sequence[Night], title: str, exits: dict[str, str], console: Console) -> None:
    """The worst minute of each night, and what can be promised of all of them."""
    console.print(Text(title, style="bold"), width=WIDTH)
    table = Table(box=SIMPLE, padding=(0, 1))
    for head in (tr("Night"), tr("Looked at"), tr("Worst minute")):
        table.add_column(head)
    table.add_column(tr("Last exit closed after"), justify="right")
    table.add_column(tr("Exits left open"))
    for night in nights:
        seal = night.sealed.seal
        left = comma().join(exits[one] for one in seal.left_open)
        table.add_row(
            f"{words.month_day(night.date)} {words.weekday(night.date)}",
            f"{night.start:%H:%M}–{night.end:%H:%M}",
            f"{night.worst:%H:%M}",
            tr("{minutes:.1f} min", minutes=seal.last) if seal.closings else "—",
            Text(left or "—", style="bold red" if left else ""),
        )
    console.print(table, width=WIDTH)
    console.print(Text(_promise(nights)), width=WIDTH)


def _promise(nights: Sequence[Night]) -> str:
    short = sum(not night.sealed.seal.complete for night in nights)
    if short:
        return tr("In {n} of {all} nights there is a minute at which some exit stays open.",
                  n=short, all=len(nights))  # fmt: skip
    within = max(night.sealed.within for night in nights)
    text = "Whenever the call comes in these nights, every exit is closed within {minutes:.1f} min."
    return tr(text, minutes=within)
