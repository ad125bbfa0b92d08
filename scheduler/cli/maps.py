"""Commands about routes: routes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.app import After, Language, Profile, StationPath, Waive, app, mistakes


@app.command()
def routes(
    station: StationPath,
    roster: Annotated[Path, typer.Argument(help="plan.json 或改过的 roster.xlsx · plan.json or roster.xlsx")],
    after: After = None,
    profile: Profile = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="规则设置 · RULE.SETTING=VALUE")] = None,
    waive: Waive = None,
    seconds: Annotated[float, typer.Option(min=0.01, help="求解秒数上限 · search limit in seconds")] = 60.0,
    workers: Annotated[int, typer.Option(min=1, max=64, help="求解线程 · solver workers")] = 3,
    seed: Annotated[int, typer.Option(min=0, help="随机种子 · seed")] = 1,
    reproducible: Annotated[bool, typer.Option(help="可复现 · same inputs, same routes")] = False,
    redact: Annotated[bool, typer.Option(help="输出不含姓名 · ids instead of names")] = False,
    out: Annotated[Path, typer.Option(help="输出文件夹 · output folder")] = Path("out"),
    by: Annotated[str, typer.Option(help="决定人 · who decides, kept in plan.json")] = "",
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
