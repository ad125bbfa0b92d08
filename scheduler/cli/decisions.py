"""Commands about the decision file: verify, replay."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.app import After, Language, PlanPath, app, mistakes


@app.command()
def verify(
    plans: Annotated[list[Path], typer.Argument(help="一个或多个 plan.json · one plan.json or more")],
    station: Annotated[
        Path | None, typer.Option(help="核对此派出所的文件并复审 · compare its files, audit again")
    ] = None,
    lang: Language = None,
) -> None:
    """核验 · Check seals and chain of plans: a changed byte is found."""
    with mistakes(lang):
        from models import Faults
        from scheduler.decision.say import say_verdicts
        from scheduler.decision.verify import verify as check
        from scheduler.i18n import use

        verdicts, faults = check(plans, station)
        use(lang or (verdicts[0].plan.lang if verdicts else "zh"))
        for line in say_verdicts(verdicts, faults):
            typer.echo(line)
        if faults:
            raise Faults(faults)
        raise typer.Exit(0 if all(one.sound for one in verdicts) else 2)


@app.command()
def replay(
    plan: PlanPath,
    station: Annotated[Path | None, typer.Argument(help="派出所,可略 · station, if it moved")] = None,
    after: After = None,
    anyway: Annotated[bool, typer.Option(help="有出入也重排 · even if inputs or versions differ")] = False,
    out: Annotated[Path | None, typer.Option(help="写出重排结果 · write the plan made again")] = None,
    lang: Language = None,
) -> None:
    """重演 · Plan again from plan.json and say exactly what differs."""
    with mistakes(lang):
        from scheduler.decision.again import run_replay
        from scheduler.decision.replay import open_replay
        from scheduler.i18n import use
        from scheduler.published import station_of

        found = open_replay(plan, station or station_of(plan), after)
        use(lang or found.plan.lang)
        raise typer.Exit(run_replay(found, typer.echo, anyway, out))
