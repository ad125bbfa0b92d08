"""Staffing 编制对照: the station beside the ratios of the documents, as reference and not as a verdict."""

from __future__ import annotations

from models import FactKind, Station
from scheduler.i18n import tr
from scheduler.intake.words import spoken
from scheduler.reports.place import Known
from scheduler.reports.ratios import PROFILES, Ratio, ratios
from scheduler.reports.report import Facts, Line, Report, Section, Table, counted


def staffing(station: Station) -> Report:
    """A line a clause: its source, what it asks with the formula, what is here, the gap."""
    known = Known(station)
    heads = (tr("Source"), tr("Document"), tr("What it asks"), tr("Formula"), tr("Asked"), tr("Here"),
             tr("Gap"), tr("Remark"))  # fmt: skip
    rows = tuple(_row(station, one) for one in ratios(known))
    table = Table(heads, rows, left=(2, 7))
    text = tr(
        "The documents bind different cities and are shown as reference, not as a verdict; in force are only "
        "those of the profiles of this station. A gap below zero is missing; none stands where a number "
        "is not given."
    )
    section = Section(tr("Staffing"), (Facts(_facts(known)), table, text))
    return Report(
        "staffing", tr("{station}: staffing beside the documents", station=station.name), (section,), True
    )


def _facts(known: Known) -> tuple[tuple[str, str], ...]:
    people = known.population
    shown = (FactKind.KM2, FactKind.VILLAGES, FactKind.COMMUNITIES)
    return (
        (tr("Officers"), str(known.officers)),
        (tr("Community officers"), str(known.community)),
        (tr("Auxiliaries"), str(known.auxiliaries)),
        (tr("People"), _given(people)),
        *((spoken("FactKind", kind), _given(known.fact(kind))) for kind in shown),
        (
            tr("People an officer"),
            _given(round(people / known.officers) if people and known.officers else None),
        ),
    )


def _given(value: float | None) -> str:
    return tr("not given") if value is None else counted(value)


def _row(station: Station, one: Ratio) -> Line:
    profile = PROFILES[one.source[0]]
    force = tr("in force") if profile in station.profiles else tr("reference")
    return (one.source, f"{profile}\n{force}", one.asks, one.formula or tr("not given"), _asked(one),
            _given(one.has), _gap(one), one.note)  # fmt: skip


def _asked(one: Ratio) -> str:
    if one.low is None:
        return "—"
    low = ("≈ " if one.about else "") + counted(one.low)
    if one.high is None:
        return low if one.about else f"≥ {low}"
    return low if one.high == one.low else f"{low}–{counted(one.high)}"


def _gap(one: Ratio) -> str:
    if one.gap is None:
        return "—"
    number = counted(abs(one.gap))
    return "0" if number == "0" else f"{'−' if one.gap < 0 else '+'}{number}"
