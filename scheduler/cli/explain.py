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
    StationPath,
    Tier,
    Waive,
    Week,
    Weeks,
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
    set_: Annotated[list[str] | None, typer.Option("--set", help="规则设置 · RULE.SETTING=VALUE")] = None,
    waive: Waive = None,
    seconds: Annotated[float, typer.Option(min=0.01, help="求解秒数上限 · search limit in seconds")] = 30.0,
    workers: Annotated[int, typer.Option(min=1, max=64, help="求解线程 · solver workers")] = 3,
    seed: Annotated[int, typer.Option(min=0, help="随机种子 · seed")] = 1,
    short: Annotated[bool, typer.Option(help="缺人也排 · leave the fewest seats empty")] = False,
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
