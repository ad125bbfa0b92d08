"""Coverage in the terminal: what lies beyond each ring, the worst place, the fewest further posts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from models import Status
from scheduler.i18n import tr
from scheduler.render.names import comma
from scheduler.render.summary import WIDTH
from scheduler.response.coverage import RINGS
from scheduler.response.ticks import ticks
from scheduler.streets.covering import Covering
from scheduler.streets.posts import titles


def show_coverage(found: Covering, title: str, minutes: float, console: Console) -> None:
    """The rings with their places, the worst place, and the fewest posts for the limit asked for."""
    console.print(Text(title, style="bold"), width=WIDTH)
    console.print(_rings(found, minutes), width=WIDTH)
    for line in _lines(found, minutes):
        console.print(Text(line), width=WIDTH)
    if found.more.posts:
        console.print(_posts(found), width=WIDTH)


def _rings(found: Covering, minutes: float) -> Table:
    table = Table(box=SIMPLE, padding=(0, 1))
    table.add_column(tr("Minutes away"), no_wrap=True)
    table.add_column(tr("Places"), justify="right")
    table.add_column(tr("Which, with minutes"), overflow="fold")
    for n, (name, places) in enumerate(_bands(found, sorted({*RINGS, minutes}))):
        table.add_row(name, str(len(places)), Text(_named(found, places) if n else ""))
    return table


def _bands(found: Covering, rings: list[float]) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    """Each place in its band: within the first ring, between two, beyond the last, out of reach."""
    far = sorted(zip(found.today.places, found.today.minutes, strict=True), key=lambda one: round(one[1], 6))
    bounds = [-1.0, *rings, math.inf]
    for low, high in pairwise(bounds):
        there = [one for one in far if _between(one[1], low, high)]
        if low < 0:
            yield tr("within {minutes:g}", minutes=high), there
        elif high == math.inf:
            yield tr("beyond {minutes:g}", minutes=low), there
        else:
            yield tr("beyond {low:g}, within {high:g}", low=low, high=high), there
    if lost := [one for one in far if math.isinf(one[1])]:
        yield tr("no way there"), lost


def _between(minutes: float, low: float, high: float) -> bool:
    """Whether a place lies beyond `low` and within `high` minutes; one out of reach lies nowhere."""
    if math.isinf(minutes):
        return False
    return bool(ticks(low) < ticks(minutes) <= ticks(high))


def _named(found: Covering, places: Iterable[tuple[str, float]]) -> str:
    names = titles(found.places)
    said = (
        names[one] if math.isinf(m) else tr("{place} ({minutes:.1f})", place=names[one], minutes=m)
        for one, m in places
    )
    # the terminal breaks lines at spaces only
    return f"{comma().rstrip()} ".join(said)


def _lines(found: Covering, minutes: float) -> Iterator[str]:
    names, posts = titles(found.places), {post.id: post.name for post in found.posts}
    far, worst = found.today.worst
    nearest = found.today.nearest[found.today.places.index(far)]
    if nearest is not None:
        yield tr("Farthest: {place}, {minutes:.1f} min from the nearest, {post}.",
                 place=names[far], minutes=worst, post=posts[nearest])  # fmt: skip
    yield from map(str, found.refused)
    if found.more.never:
        never = comma().join(names[one] for one in found.more.never)
        yield tr(
            "Beyond {minutes:g} min wherever a further post may stand: {places}.",
            minutes=minutes,
            places=never,
        )
    yield _more(found, minutes)


def _more(found: Covering, minutes: float) -> str:
    more, far = found.more, found.today.beyond(minutes)
    said = {"n": len(more.posts), "minutes": minutes, "least": more.least}
    if not far:
        return tr("Every place lies within {minutes:g} min; no further post is needed.", **said)
    if not more.posts:
        return tr("No further post would help within {minutes:g} min.", **said)
    if not more.fewest:
        text = "{n} further posts bring the rest within {minutes:g} min; not below {least} (time ran out)."
        return tr(text, **said)
    if more.status is Status.PROVEN:
        text = (
            "Fewest further posts that bring the rest within {minutes:g} min: {n}. Proven: fewer cannot, "
            "and no others of that number are nearer in all."
        )
        return tr(text, **said)
    text = "Fewest further posts that bring the rest within {minutes:g} min: {n}. Proven: fewer cannot."
    return tr(text, **said)


def _posts(found: Covering) -> Table:
    names = titles(found.places)
    table = Table(box=SIMPLE, padding=(0, 1))
    table.add_column(tr("Further post"), no_wrap=True)
    table.add_column(tr("Brings near, with minutes"), overflow="fold")
    for site, places in found.serves.items():
        table.add_row(Text(names[site]), Text(_named(found, places)))
    return table
