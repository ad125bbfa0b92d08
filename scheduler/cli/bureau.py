"""The command about a bureau: bureau."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.app import Language, Out, Profile, Seed, SetOption, Short, Tier, Week, app, mistakes
from scheduler.cli.workers import ClusterAt, Jobs, executor


@app.command()
def bureau(
    bureau: Annotated[Path, typer.Argument(help="分局文件夹或 bureau.yaml · folder with bureau.yaml")],
    week: Week = "",
    tier: Tier = None,
    profile: Profile = None,
    set_: SetOption = None,
    only: Annotated[list[str] | None, typer.Option(help="只排某所 · only this station (repeat)")] = None,
    after: Annotated[
        Path | None, typer.Option(help="上期输出文件夹 · output folder of the week before")
    ] = None,
    jobs: Jobs = 0,
    cluster: ClusterAt = "",
    lend: Annotated[
        bool, typer.Option(help="所际借警写入勤务表 · put loans between stations into effect")
    ] = False,
    ledger: Annotated[
        Path | None, typer.Option(help="借警台账 · file of loans; default OUT/loans.csv")
    ] = None,
    resume: Annotated[
        bool, typer.Option(help="已有同一输入的方案则不重排 · keep plans of the same inputs that are there")
    ] = False,
    seconds: Annotated[float, typer.Option(min=0.01, help="每所求解秒数上限 · limit a station")] = 60.0,
    workers: Annotated[int, typer.Option(min=1, max=64, help="每所求解线程 · solver workers a station")] = 2,
    seed: Seed = 1,
    reproducible: Annotated[bool, typer.Option(help="可复现 · same inputs, same rosters")] = False,
    short: Short = False,
    routes: Annotated[bool, typer.Option(help="排巡逻路线 · plan routes where there is a map")] = False,
    out: Out = Path("out"),
    lang: Language = None,
) -> None:
    """全局 · Plan every station of a bureau, with an overview and help between neighbours."""
    with mistakes(lang):
        from models import Limits
        from scheduler.bureau.order import BureauOptions, read_bureau_order
        from scheduler.bureau.terminal import run_bureau
        from scheduler.commands import Options

        limits = Limits(seconds=seconds, workers=workers, seed=seed, reproducible=reproducible)
        options = Options(
            Path(), week, tier=tier or [], profile=profile or [], set=set_ or [], limits=limits, short=short,
            routes=None if routes else False, lang=lang or "",
        )  # fmt: skip
        given = BureauOptions(bureau, options, out, only or [], after, ledger, lend, resume)
        order = read_bureau_order(given)
        raise typer.Exit(run_bureau(order, executor(jobs, cluster)))
