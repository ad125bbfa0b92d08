"""The command about an order that has no lawful roster: explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.app import (
    After,
    Away,
    Language,
    Profile,
    Seconds,
    Seed,
    SetOption,
    Short,
    StationPath,
    Tier,
    Waive,
    Week,
    Weeks,
    Workers,
    app,
    mistakes,
)


@app.command()
def explain(
    station: StationPath,
    week: Week = "",
    weeks: Weeks = 1,
    tier: Tier = None,
    away: Away = None,
    after: After = None,
    profile: Profile = None,
    set_: SetOption = None,
    waive: Waive = None,
    seconds: Seconds = 30.0,
    workers: Workers = 3,
    seed: Seed = 1,
    short: Short = False,
    json: Annotated[Path | None, typer.Option(help="另存为 JSON · also write it as JSON")] = None,
    lang: Language = None,
) -> None:
    """解释 · Why there is no lawful roster, and what would give one, cheapest first."""
    with mistakes(lang):
        from models import Limits
        from scheduler.commands import Options, read_order
        from scheduler.terminal_explain import run_explain

        options = Options(
            station, week, weeks, tier or [], away or [], after, profile or [], set_ or [], waive or [],
            Limits(seconds=seconds, workers=workers, seed=seed), short, False, lang or "",
        )  # fmt: skip
        raise typer.Exit(run_explain(read_order(options), json))
