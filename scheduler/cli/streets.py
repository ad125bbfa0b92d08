"""Commands about the streets: seal, coverage, map."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.app import Language, StationPath, app, mistakes


class Mode(StrEnum):
    """How those go who have no mode of their own."""

    foot = "foot"
    bicycle = "bicycle"
    ebike = "ebike"
    car = "car"


PlanFile = Annotated[
    Path | None, typer.Option(help="按此 plan.json 中各组的位置 · from where a plan's crews are")
]
Minute = Annotated[str, typer.Option(help='计划内的时刻 · minute of the plan, e.g. "2026-11-28 02:40"')]
Going = Annotated[
    Mode, typer.Option(help="岗位和无交通方式的组如何前往 · how those go who have no mode of their own")
]


@app.command()
def seal(
    station: StationPath,
    plan: PlanFile = None,
    at: Minute = "",
    mode: Going = Mode.car,
    lang: Language = None,
) -> None:
    """封控 · Who closes which exit soonest, with proof; with a plan also the worst minute of each night."""
    with mistakes(lang):
        from models import PatrolMode
        from scheduler.streets.asked import Question
        from scheduler.streets.commands import run_seal

        run_seal(Question(station, plan, at, lang or ""), PatrolMode(mode))


@app.command()
def coverage(
    station: StationPath,
    plan: PlanFile = None,
    at: Minute = "",
    minutes: Annotated[
        float, typer.Option(min=0.1, max=240, help="要求几分钟内到 · minutes asked for")
    ] = 3.0,
    mode: Going = Mode.car,
    sites: Annotated[
        str, typer.Option(help="可设岗的地点类别 · kinds of place for further posts, e.g. kiosk,school")
    ] = "",
    lang: Language = None,
) -> None:
    """覆盖 · Which places lie beyond 1, 3, 5 minutes, and the fewest further posts, proven."""
    with mistakes(lang):
        from models import PatrolMode
        from scheduler.streets.asked import Question
        from scheduler.streets.commands import run_coverage

        run_coverage(Question(station, plan, at, lang or ""), minutes, PatrolMode(mode), sites)


@app.command("map")
def draw_map(
    station: StationPath,
    out: Annotated[Path, typer.Option(help="要写的 .svg · the file to write")] = Path("map.svg"),
    plan: Annotated[
        Path | None, typer.Option(help="画出此 plan.json 的夜巡路线 · draw a plan's routes")
    ] = None,
    at: Annotated[str, typer.Option(help="哪一夜 · which night, e.g. 2026-11-28")] = "",
    lang: Language = None,
) -> None:
    """地图 · Draw the station's roads, places and zones; with a plan the routes of one night."""
    with mistakes(lang):
        from scheduler.streets.asked import Question
        from scheduler.streets.commands import run_map

        run_map(Question(station, plan, at, lang or ""), out)
