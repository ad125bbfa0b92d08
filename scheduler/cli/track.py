"""The command `track`: recordings of the crews' radios beside the plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.app import Language, StationPath, app, mistakes


@app.command()
def track(
    station: StationPath,
    plan: Annotated[Path, typer.Argument(help="带路线的 plan.json · plan.json with routes")],
    gpx: Annotated[list[str], typer.Argument(help="轨迹文件，或 巡组=文件 · recordings, or CREW=file.gpx")],
    update_speeds: Annotated[
        bool, typer.Option("--update-speeds", help="把实测速度写入 speeds.csv · write measured speeds")
    ] = False,
    tolerance: Annotated[
        float,
        typer.Option(min=1, max=500, help="偏离路线若干米以内 · metres beside the route that count"),
    ] = 30.0,
    late: Annotated[
        float, typer.Option(min=0, max=240, help="早晚不超过若干分钟 · minutes a call may be early or late")
    ] = 10.0,
    out: Annotated[Path | None, typer.Option(help="另存表格的文件夹 · folder for the tables")] = None,
    lang: Language = None,
) -> None:
    """轨迹比对 · Compare what was walked with the plan, and re-estimate the patrol speeds."""
    with mistakes(lang):
        from scheduler.i18n import tr
        from scheduler.tracking import run
        from scheduler.tracking.compare import Measure
        from scheduler.tracking.report import report
        from scheduler.tracking.speeds_file import check_place, write_speeds
        from scheduler.tracking.tables import write_tables

        found = run.track(station, plan, gpx, Measure(tolerance, late), lang or "")
        if update_speeds:
            check_place(station, found.station.speeds)
        for line in report(found):
            typer.echo(line)
        if out is not None:
            write_tables(found, out)
        if update_speeds:
            file = write_speeds(station, found)
            nothing = tr("No speed was measured over enough metres; nothing is written.")
            typer.echo(tr("Written: {file}", file=file) if file else nothing)
