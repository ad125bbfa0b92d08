"""Commands about routes: routes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.app import (
    After,
    By,
    Language,
    Out,
    Profile,
    Redact,
    RosterPath,
    Seconds,
    Seed,
    SetOption,
    StationPath,
    Waive,
    Workers,
    app,
    mistakes,
)


@app.command()
def routes(
    station: StationPath,
    roster: RosterPath,
    after: After = None,
    profile: Profile = None,
    set_: SetOption = None,
    waive: Waive = None,
    seconds: Seconds = 60.0,
    workers: Workers = 3,
    seed: Seed = 1,
    reproducible: Annotated[bool, typer.Option(help="可复现 · same inputs, same routes")] = False,
    redact: Redact = False,
    out: Out = Path("out"),
    by: By = "",
    lang: Language = None,
) -> None:
    """路线 · Plan the routes alone for a given roster; its people stay as they are."""
    with mistakes(lang):
        from models import Limits
        from scheduler.commands import Options
        from scheduler.terminal_routes import run_routes

        limits = Limits(seconds=seconds, workers=workers, seed=seed, reproducible=reproducible)
        options = Options(
            station, after=after, profile=profile or [], set=set_ or [], waive=waive or [], limits=limits,
            routes=True, lang=lang or "", by=by.strip(),
        )  # fmt: skip
        raise typer.Exit(run_routes(options, roster, out, redact))
