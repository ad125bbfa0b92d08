"""A report over a bureau is a report's figures over stations: a line each, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scheduler.i18n import tr
from scheduler.reports.clauses import clauses
from scheduler.reports.figures import Entry, Figure, whole
from scheduler.reports.report import Line, Part, Section, Table, Value, shades

WIDE = 7
"""Columns up to which a table of all stations is shown in a terminal."""


@dataclass(frozen=True)
class Voice:
    """What one station says on its pages; nothing where it has no plan. `reserve`: a bureau's own force."""

    name: str
    entries: tuple[Entry, ...] = ()
    reserve: bool = False


@dataclass(frozen=True)
class Page:
    """One page of every station, and of the reserves that have it too."""

    name: str
    stations: dict[str, Entry | None]
    reserves: dict[str, Entry]

    @property
    def said(self) -> list[Entry]:
        """Of the stations that have it."""
        return [entry for entry in self.stations.values() if entry]

    @property
    def every(self) -> tuple[str, ...]:
        """Headings of every figure that stations differ in, as they come."""
        return _once(one.head for entry in self.said for one in entry.figures if not one.once)

    @property
    def heads(self) -> tuple[str, ...]:
        """Those that some station gives."""
        given = {one.head for entry in self.said for one in entry.figures if one.numbers}
        return tuple(head for head in self.every if head in given)

    @property
    def texts(self) -> tuple[str, ...]:
        """Headings of every text, as they come."""
        return _once(head for entry in self.said for head, _ in entry.texts)


def pages(voices: Sequence[Voice]) -> tuple[Page, ...]:
    """The pages in the order in which they come."""
    names = _once(entry.page for voice in voices for entry in voice.entries)
    return tuple(
        Page(
            name,
            {voice.name: _entry(voice, name) for voice in voices if not voice.reserve},
            {voice.name: one for voice in voices if voice.reserve and (one := _entry(voice, name))},
        )
        for name in names
    )


def _entry(voice: Voice, page: str) -> Entry | None:
    return next((entry for entry in voice.entries if entry.page == page), None)


def wholes(every: Sequence[Page]) -> Iterator[Part]:
    """What all stations add up to: a line a figure, or a line a page where several pages have the same."""
    if len(every) > 1 and every[0].heads == every[1].heads:
        heads = _once(head for page in every for head in page.heads)
        rows = tuple((page.name, *(_value(_added(page.said, head)) for head in heads)) for page in every)
        yield Table((tr("Day"), *heads), rows, tr("All stations"), (0,))
        return
    for page in every:
        if any(one.note for entry in page.said for one in entry.figures):
            yield from clauses({name: entry.figures for name, entry in page.stations.items() if entry})
        else:
            yield _whole(page)


def _whole(page: Page) -> Table:
    both = (*page.said, *page.reserves.values())
    more = (tr("With the reserves"),) if page.reserves else ()
    groups = (page.said, both) if page.reserves else (page.said,)
    rows = tuple(
        (head.replace("\n", " "), *(_value(_added(one, head)) for one in groups), _without(page.said, head))
        for head in page.every
    )
    return Table((tr("Figure"), tr("All stations"), *more, tr("Stations without it")), rows, page.name, (0,))


def by_station(page: Page) -> Section:
    """A line a station, then the sum, the reserves, and who does not give a figure."""
    heads, texts = page.heads, page.texts
    rows = [_row(name, page, entry) for name, entry in page.stations.items()]
    rows.append(_sum(tr("All stations"), page, page.said))
    if page.reserves:
        rows += [_row(name, page, entry) for name, entry in page.reserves.items()]
        rows.append(_sum(tr("With the reserves"), page, [*page.said, *page.reserves.values()]))
    lacking = [_without(page.said, head) for head in heads]
    if any(lacking):
        rows.append((tr("Stations without it"), *("" for _ in texts), *lacking))
    tones = [_tones(page, entry) for entry in page.stations.values()]
    shaded = shades(tones) if any(map(any, tones)) else ()
    columns = (tr("Station"), *texts, *heads)
    table = Table(columns, tuple(rows), left=(0,), tones=shaded, paper=len(columns) > WIDE)
    return Section(page.name, (table,))


def _once(heads: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(heads))


def _figure(entry: Entry | None, head: str) -> Figure | None:
    return next((one for one in entry.figures if one.head == head), None) if entry else None


def _added(entries: Iterable[Entry], head: str) -> Figure:
    return whole(one for entry in entries if (one := _figure(entry, head)))


def _value(figure: Figure | None) -> Value:
    """The value of a figure; a dash where it is not given, nothing where a station has no such line."""
    if figure is None:
        return None
    return figure.value if figure.numbers else "—"


def _row(name: str, page: Page, entry: Entry | None) -> Line:
    if entry is None:
        return (name, tr("no plan"), *[None] * (len(page.texts) + len(page.heads) - 1))
    said = dict(entry.texts)
    texts = (said.get(head, "") for head in page.texts)
    return (name, *texts, *(_value(_figure(entry, head)) for head in page.heads))


def _sum(name: str, page: Page, entries: Sequence[Entry]) -> Line:
    return (name, *("" for _ in page.texts), *(_value(_added(entries, head)) for head in page.heads))


def _without(entries: Sequence[Entry], head: str) -> int | None:
    """How many stations do not give a figure, so that nobody takes a sum for the whole."""
    return sum(not one.numbers for entry in entries if (one := _figure(entry, head))) or None


def _tones(page: Page, entry: Entry | None) -> tuple[float, ...]:
    found = (one.tone if (one := _figure(entry, head)) else 0.0 for head in page.heads)
    return (0.0, *(0.0 for _ in page.texts), *found)
