"""The command of many what-if questions at once: sweep."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.app import Language, app, mistakes
from scheduler.cli.workers import ClusterAt, Jobs, executor


@app.command()
def sweep(
    file: Annotated[
        Path | None, typer.Argument(help="遍历 .yaml 或自带遍历名 · file of the sweep, or one that ships")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="结果表 .csv 或 .parquet · table of the results; default FILE.csv")
    ] = None,
    jobs: Jobs = 0,
    cluster: ClusterAt = "",
    workers: Annotated[int, typer.Option(min=1, max=64, help="每点求解线程 · solver workers a point")] = 1,
    check: Annotated[bool, typer.Option(help="只检查不排班 · read it, plan nothing")] = False,
    lang: Language = None,
) -> None:
    """遍历 · Plan every variant of a scenario over a grid or sample of settings; resumable."""
    with mistakes(lang):
        from scenarios.sweep.read import read_study, shipped_sweeps
        from scenarios.sweep.run import Spread, check_sweep, run_sweep

        if file is None:
            return typer.echo("\n".join(shipped_sweeps()))
        study = read_study(file)
        if check:
            return typer.echo(check_sweep(study))
        target = out or file.with_suffix(".csv")
        raise typer.Exit(run_sweep(study, target, Spread(executor(jobs, cluster), workers)))
