"""Commands about the roster: plan, audit, rules, template."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.app import (
    After,
    Away,
    By,
    Language,
    Out,
    Profile,
    Redact,
    RosterPath,
    Seconds,
    Seed,
    SetOption,
    Short,
    StationPath,
    Tier,
    Waive,
    Week,
    Weeks,
    app,
    mistakes,
)


@app.command()
def plan(
    station: StationPath,
    week: Week = "",
    weeks: Weeks = 1,
    tier: Tier = None,
    away: Away = None,
    after: After = None,
    profile: Profile = None,
    set_: SetOption = None,
    waive: Waive = None,
    seconds: Seconds = 60.0,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="求解线程 · solver workers; default 3")
    ] = None,
    seed: Seed = 1,
    tuning: Annotated[
        Path | None, typer.Option(help="求解器设置 .yaml · settings of the search from `benchmarks tune`")
    ] = None,
    reproducible: Annotated[bool, typer.Option(help="可复现 · same inputs, same roster")] = False,
    short: Short = False,
    routes: Annotated[
        bool | None, typer.Option(help="排巡逻路线，有路网即排 · plan routes; default where there is a map")
    ] = None,
    redact: Redact = False,
    alternatives: Annotated[int, typer.Option(min=1, max=9, help="同优方案数 · plans just as good")] = 1,
    out: Out = Path("out"),
    by: By = "",
    contingent: Annotated[
        str, typer.Option(help="每晚能否升级、召回谁 · can each evening be raised, and by whom: 2,1")
    ] = "",
    lang: Language = None,
) -> None:
    """排班 · Plan the duty roster of one week or more."""
    with mistakes(lang):
        from models import Limits, Tuning
        from scheduler.changes.contingent import read_tiers
        from scheduler.commands import Options, read_order
        from scheduler.intake.tuning_file import read_tuning
        from scheduler.terminal import run_plan

        tuned = read_tuning(tuning) if tuning else Tuning()
        limits = Limits(
            seconds=seconds, workers=workers or tuned.workers, seed=seed, reproducible=reproducible,
            tuning=tuned,
        )  # fmt: skip
        options = Options(
            station, week, weeks, tier or [], away or [], after, profile or [], set_ or [], waive or [],
            limits, short, routes, lang or "", by.strip(),
        )  # fmt: skip
        tiers = read_tiers(contingent)
        raise typer.Exit(run_plan(read_order(options), out, redact, tiers, alternatives))


@app.command()
def audit(
    station: StationPath,
    roster: RosterPath,
    tier: Tier = None,
    away: Away = None,
    after: After = None,
    profile: Profile = None,
    set_: SetOption = None,
    waive: Waive = None,
    lang: Language = None,
) -> None:
    """审核 · Judge any roster, also one edited by hand."""
    with mistakes(lang):
        from scheduler.commands import Options
        from scheduler.judging import judge_file
        from scheduler.terminal_findings import show_findings

        options = Options(
            station, tier=tier or [], away=away or [], after=after, profile=profile or [], set=set_ or [],
            waive=waive or [], lang=lang or "",
        )  # fmt: skip
        raise typer.Exit(show_findings(judge_file(options, roster)))


@app.command()
def rules(
    station: Annotated[Path | None, typer.Argument(help="派出所文件夹或工作簿 · station")] = None,
    profile: Profile = None,
    lang: Language = None,
) -> None:
    """规则 · Print the rulebook with sources, importance and the settings in force."""
    with mistakes(lang):
        from scheduler.commands import station_book
        from scheduler.i18n import use
        from scheduler.rulebook.page import print_rules

        book, spoken, clashing = station_book(station, tuple(profile or ()))
        use(lang or spoken)
        typer.echo(print_rules(book))
        for clash in clashing:
            typer.echo(clash)


@app.command()
def template(
    file: Annotated[Path, typer.Argument(help="要写的 .xlsx · the workbook to write")],
    station: Annotated[Path | None, typer.Option(help="填入此派出所 · fill in this station")] = None,
    lang: Language = None,
) -> None:
    """模板 · Write an empty, commented workbook that a chief can fill in."""
    with mistakes(lang):
        from scheduler.i18n import tr
        from scheduler.intake import load_station
        from scheduler.intake.template import write_template

        write_template(file, load_station(station).station if station else None)
        typer.echo(tr("Written: {file}. Fill it in, then: xunfang plan {file}", file=file))
