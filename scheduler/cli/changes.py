"""Commands about a published plan that changes: replan, ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.app import (
    Away,
    By,
    Language,
    Out,
    Seconds,
    Seed,
    SetOption,
    Short,
    StationPath,
    Waive,
    Workers,
    app,
    mistakes,
)

PublishedPlan = Annotated[Path, typer.Argument(help="已公布的 plan.json · the published plan.json")]


@app.command()
def replan(
    station: StationPath,
    plan: PublishedPlan,
    now: Annotated[
        str, typer.Option(help='此刻,之前已上的班不变 · what was worked by then is fact, "2026-11-25 14:00"')
    ],
    away: Away = None,
    tier: Annotated[
        list[str] | None, typer.Option(help="某日或某时起等级 · 2026-11-25T20:00=1 (repeat)")
    ] = None,
    swap: Annotated[
        list[str] | None, typer.Option(help="换班,先核价 · F03:F07=2026-11-26/night, priced first")
    ] = None,
    from_workbook: Annotated[
        Path | None, typer.Option(help="改过的 roster.xlsx,先核价 · an edited roster, priced first")
    ] = None,
    approve: Annotated[bool, typer.Option(help="批准换班或改动 · carry the swap or the edits out")] = False,
    strike: Annotated[
        list[str] | None,
        typer.Option(help="不设某岗 · a crew that does not stand, 2026-11-26/checkpoint-1 (repeat)"),
    ] = None,
    borrow: Annotated[
        list[str] | None, typer.Option(help="借人 · auxiliary=2026-11-26..2026-11-27:name (repeat)")
    ] = None,
    freeze: Annotated[
        str, typer.Option(help="多近的班次尽量不动 · what starts sooner stays if it can")
    ] = "48h",
    set_: SetOption = None,
    waive: Waive = None,
    short: Short = False,
    seconds: Seconds = 60.0,
    workers: Workers = 3,
    seed: Seed = 1,
    reproducible: Annotated[bool, typer.Option(help="可复现 · same inputs, same roster")] = False,
    out: Out = Path("out"),
    by: By = "",
    lang: Language = None,
) -> None:
    """调整 · Change a published plan: the fewest people, then the fewest turns, each with its reason."""
    with mistakes(lang):
        from models import Limits
        from scheduler.changes.asked import Asked
        from scheduler.changes.commands import run_change
        from scheduler.commands import Options

        limits = Limits(seconds=seconds, workers=workers, seed=seed, reproducible=reproducible)
        options = Options(
            station, tier=tier or [], away=away or [], set=set_ or [], waive=waive or [], limits=limits,
            short=short, lang=lang or "", by=by.strip(), strike=strike or [], borrow=borrow or [],
        )  # fmt: skip
        raise typer.Exit(
            run_change(Asked(options, plan, now, freeze, swap or [], approve, from_workbook), out)
        )


@app.command()
def ledger(
    station: StationPath,
    plan: PublishedPlan,
    who: Annotated[str, typer.Option(help="一人的回执,不见他人姓名 · one person's receipt, e.g. F07")] = "",
    lang: Language = None,
) -> None:
    """台账 · Who must be asked next for nights, weekends, holidays and hours, and why."""
    with mistakes(lang):
        from scheduler.changes.owed_words import read_ledger, say_order, say_receipt
        from scheduler.i18n import use

        known = read_ledger(station, plan)
        use(lang or known.lang)
        for line in say_receipt(known, who) if who else say_order(known):
            typer.echo(line)
