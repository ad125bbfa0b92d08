"""Commands of what-if questions: scenario, compare."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.app import Language, Seconds, Seed, Workers, app, mistakes


@app.command()
def scenario(
    files: Annotated[
        list[Path] | None, typer.Argument(help="情景 .yaml 或自带情景名 · scenario file, or one that ships")
    ] = None,
    check: Annotated[bool, typer.Option(help="只检查不排班 · read it, plan nothing")] = False,
    out: Annotated[Path | None, typer.Option(help="写出勤务表的文件夹 · folder for the plan")] = None,
    lang: Language = None,
) -> None:
    """情景 · Plan what-if scenarios, held against their `expect`; without one: list those that ship."""
    with mistakes(lang):
        from scenarios.say import list_shipped, run_scenarios

        if not files:
            return list_shipped()
        raise typer.Exit(run_scenarios(files, out, check, lang or ""))


@app.command()
def compare(
    what: Annotated[
        list[Path],
        typer.Argument(help="情景、派出所文件夹或 plan.json · scenarios, stations, plans (two or more)"),
    ],
    published: Annotated[
        Path | None, typer.Option(help="与此已发布 plan.json 比较变动 · count changes against this plan.json")
    ] = None,
    week: Annotated[str, typer.Option(help="派出所所排的周 · week of station folders, e.g. 2026-11-23")] = "",
    routes: Annotated[bool, typer.Option(help="派出所排巡逻路线 · plan routes for station folders")] = False,
    seconds: Seconds = 60.0,
    workers: Workers = 2,
    seed: Seed = 1,
    out: Annotated[Path | None, typer.Option(help="写出工作簿和网页 · folder for workbook and page")] = None,
    lang: Language = None,
) -> None:
    """对比 · Set scenarios, stations and plans side by side: seats, hours, nights, patrol, reach, price."""
    with mistakes(lang):
        from models import Limits
        from scenarios.cases import Asked
        from scenarios.compare import run_compare

        asked = Asked(week, routes, Limits(seconds=seconds, workers=workers, seed=seed))
        raise typer.Exit(run_compare(what, asked, published, out, lang or ""))
