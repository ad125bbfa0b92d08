"""Staffing 编制对照: the station beside the ratios of the documents, as reference and not as a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil, inf

from models import FactKind, Plan, StaffKind, Station
from scheduler.i18n import tr
from scheduler.intake.words import spoken
from scheduler.reports.figures import Entry, Figure, count, mean, ratio
from scheduler.reports.place import Known
from scheduler.reports.ratio import Ratio
from scheduler.reports.ratios import PROFILES, ratios
from scheduler.reports.report import Facts, Line, Report, Section, Table, Value, counted


def staffing(station: Station, before: Plan | None = None) -> Report:
    """A line a clause: its source, what it asks with the formula, what is here (and was before), the gap."""
    known = Known(station, before)
    heads = (tr("Source"), tr("Document"), tr("What it asks"), tr("Formula"), tr("Asked"), tr("Here"),
             tr("Gap"), tr("Remark"))  # fmt: skip
    rows = tuple(_row(station, one) for one in ratios(known))
    table = Table(heads, rows, left=(2, 7))
    text = tr(
        "The documents bind different cities and are shown as reference, not as a verdict; in force are only "
        "those of the profiles of this station. A gap below zero is missing; none stands where a number "
        "is not given."
    )
    section = Section(tr("Staffing"), (strength_of(known).facts, *_place(known), table, text))
    return Report(
        "staffing", tr("{station}: staffing beside the documents", station=station.name), (section,), True
    )


def _place(known: Known) -> Iterator[Facts]:
    """What else is known of the place and cannot be added up over stations (T03)."""
    kinds = (FactKind.SMALL_BUSINESSES, FactKind.COMPLEXITY)
    given = [(spoken("FactKind", kind), known.fact(kind)) for kind in kinds]
    if told := tuple((name, counted(value)) for name, value in given if value is not None):
        yield Facts(told)


def staffing_entries(station: Station, before: Plan | None = None) -> tuple[Entry, ...]:
    """The people and the place; then the gap of each clause, with its numbers for `ratio_of`."""
    known = Known(station, before)
    gaps = tuple(map(_figure, *zip(*_numbered(known), strict=True)))
    return strength_of(known), Entry(tr("Gaps"), gaps)


def strength_of(known: Known) -> Entry:
    """People by kind and the numbers of the place."""
    place = (FactKind.KM2, FactKind.VILLAGES, FactKind.COMMUNITIES)
    return Entry(tr("Staffing"), (
        count(tr("Officers"), known.officers),
        count(tr("Community officers"), known.community),
        ratio(tr("Their share (U03: 40 %)"), known.community, known.officers),
        count(tr("Auxiliaries"), known.auxiliaries),
        count(tr("Village guards"), known.count(StaffKind.VILLAGE_GUARD)),
        count(tr("People"), known.population),
        *(count(spoken("FactKind", kind), known.fact(kind)) for kind in place),
        count(spoken("FactKind", FactKind.BEATS), known.beats),
        ratio(tr("People an officer"), known.population, known.officers, _whole_mean),
    ))  # fmt: skip


def _whole_mean(numbers: Sequence[float]) -> Value:
    value = mean(numbers)
    return round(value) if isinstance(value, float) else value


def _numbered(known: Known) -> Iterator[tuple[str, Ratio]]:
    """Every line with its source; several lines of one source are numbered."""
    every = ratios(known)
    many, seen = Counter(one.source for one in every), Counter[str]()
    for one in every:
        seen[one.source] += 1
        yield f"{one.source}·{seen[one.source]}" if many[one.source] > 1 else one.source, one


def _figure(head: str, one: Ratio) -> Figure:
    if one.low is None or one.has is None or one.gap is None:
        return Figure(head, note=one.asks, once=one.bureau)
    high, exact = inf if one.high is None else one.high, one.exact is not None
    numbers = (one.has, one.exact if one.exact is not None else one.low, high, exact)
    tone = max(0.0, -one.gap / one.low) if one.low else 0.0
    return Figure(head, numbers, lambda found: gap_text(ratio_of(found)), one.asks, one.bureau, tone)


def ratio_of(numbers: Sequence[float]) -> Ratio:
    """A line made again from here, lowest, highest and whether to round up, also of many stations."""
    has, low, high, exact = numbers
    low = float(ceil(round(low, 6))) if exact else low
    return Ratio("", "", low=low, high=None if high == inf else high, has=has)


def _row(station: Station, one: Ratio) -> Line:
    profile = PROFILES[one.source[0]]
    force = tr("in force") if profile in station.profiles else tr("reference")
    here = tr("not given") if one.has is None else counted(one.has)
    return (one.source, f"{profile}\n{force}", one.asks, one.formula or tr("not given"), asked_text(one),
            here, gap_text(one), one.note)  # fmt: skip


def asked_text(one: Ratio) -> str:
    """What is asked: a number, a least one, or from one to another."""
    if one.low is None:
        return "—"
    low = ("≈ " if one.about else "") + counted(one.low)
    if one.high is None:
        return low if one.about else f"≥ {low}"
    return low if one.high == one.low else f"{low}–{counted(one.high)}"


def gap_text(one: Ratio) -> str:
    """What is missing with −, what is beyond with +, nought without a sign."""
    if one.gap is None:
        return "—"
    gap = round(one.gap, 1)
    return f"{'−' if gap < 0 else '+'}{counted(abs(gap))}" if gap else "0"
