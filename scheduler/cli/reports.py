"""The command `report`: one report of a station, as workbook and printable page."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.app import Language, Out, StationPath, app, mistakes


class Kind(StrEnum):
    """Kinds of report."""

    staffing = "staffing"
    station_class = "class"
    strength = "strength"
    visibility = "visibility"
    filing = "filing"
    handover = "handover"
    month = "month"
    volunteers = "volunteers"


@app.command()
def report(
    station: StationPath,
    kind: Annotated[
        Kind,
        typer.Option(help="编制、类别、同时在岗、见警率、报备、交接班、月度、群防 · kind of report"),
    ],
    plan: Annotated[
        list[Path] | None, typer.Option(help="依据的 plan.json；month 可多份 · plan.json (month: repeat)")
    ] = None,
    calls: Annotated[
        Path | None, typer.Option(help="接警记录 CSV，用于 class · calls as CSV, for the kind class")
    ] = None,
    out: Out = Path("out"),
    lang: Language = None,
) -> None:
    """报表 · A report: staffing, class, strength, visibility, duty filing, handover, month, volunteers."""
    with mistakes(lang):
        from scheduler.reports.run import read_given, run_report

        run_report(read_given(station, kind, plan or [], calls, lang or ""), kind, out)
