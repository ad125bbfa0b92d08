"""The command `report`: one report of a station or a bureau, as workbook and printable page."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.app import Language, Out, app, mistakes


class Kind(StrEnum):
    """Kinds of report."""

    staffing = "staffing"
    station_class = "class"
    strength = "strength"
    visibility = "visibility"
    filing = "filing"
    handover = "handover"
    briefing = "briefing"
    month = "month"
    volunteers = "volunteers"


@app.command()
def report(
    station: Annotated[
        Path, typer.Argument(help="派出所或分局文件夹 · station folder or .xlsx, or folder with bureau.yaml")
    ],
    kind: Annotated[
        Kind,
        typer.Option(help="编制、类别、同时在岗、见警率、报备、交接班、简报、月度、群防 · kind of report"),
    ],
    plan: Annotated[
        list[Path] | None,
        typer.Option(
            help="plan.json，分局为输出文件夹 · plan.json, bureau: its output folder (month: repeat)"
        ),
    ] = None,
    calls: Annotated[
        Path | None,
        typer.Option(
            help="接警记录 CSV，用于 class、visibility · calls as CSV, class, visibility; bureau: a folder"
        ),
    ] = None,
    out: Out = Path("out"),
    lang: Language = None,
) -> None:
    """报表 · A report: staffing, class, strength, visibility, duty filing, handover, month, volunteers."""
    with mistakes(lang):
        from scheduler.reports.asked import Asked
        from scheduler.reports.run import run_report

        run_report(Asked(station, kind, tuple(plan or ()), calls, lang or ""), out)
