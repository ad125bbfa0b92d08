"""The clauses of the documents over a bureau: what is asked of all stations, and who lacks most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scheduler.i18n import tr
from scheduler.reports.figures import Figure, whole
from scheduler.reports.report import Line, Part, Table, counted
from scheduler.reports.staffing import asked_text, gap_text, ratio_of


def clauses(stations: Mapping[str, tuple[Figure, ...]]) -> Iterator[Part]:
    """A line a clause: asked and here, added up; the gap of the whole; where it is greatest.

    Takes the gaps of each station by its name. What one has too much does not mend what another lacks: told
    are the gap of the sums, and what is missing in the stations that are short.
    """
    heads = (tr("Source"), tr("What it asks"), tr("Asked"), tr("On hand"), tr("Gap"), tr("Short"),
             tr("Missing"), tr("Greatest gap"), tr("Not given"))  # fmt: skip
    lines = [(whole(mine), mine) for mine in zip(*stations.values(), strict=True)]
    rows = tuple(_line(tuple(stations), every, mine) for every, mine in lines if every.numbers)
    yield Table(heads, rows, tr("By clause"), left=(1, 7))
    yield tr("Gap is that of the sums; short are stations below what is asked of them, missing is what they "
             "lack together.")  # fmt: skip
    if unknown := [every.head for every, _ in lines if not every.numbers]:
        yield tr("Not given by any station: {sources}.", sources=", ".join(unknown))


def _line(names: tuple[str, ...], every: Figure, mine: tuple[Figure, ...]) -> Line:
    added = ratio_of(every.numbers)
    told = (every.head, every.note, asked_text(added), counted(every.numbers[0]), gap_text(added))
    if every.once:
        return (*told, None, None, tr("of the whole bureau"), None)
    short = sorted((gap, name) for name, one in zip(names, mine, strict=True) if (gap := _gap(one)) < 0)
    missing = counted(-sum(gap for gap, _ in short)) if short else "0"
    worst = f"{short[0][1]} −{counted(-short[0][0])}" if short else "—"
    return (*told, len(short), missing, worst, sum(not one.numbers for one in mine) or None)


def _gap(one: Figure) -> float:
    """Rounded as it is shown."""
    return round((ratio_of(one.numbers).gap or 0.0) if one.numbers else 0.0, 1)
