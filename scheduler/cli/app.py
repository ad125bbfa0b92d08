"""What every command shares: the application, its options, and how mistakes are shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="巡防排班 · Patrol scheduling for a police station: lawful, proven, fair.",
)


class Lang(StrEnum):
    """Languages of the interface."""

    zh = "zh"
    en = "en"


StationPath = Annotated[Path, typer.Argument(help="派出所文件夹或工作簿 · station folder or .xlsx")]
Week = Annotated[str, typer.Option(help="所排周内任一日期 · any date of the week, e.g. 2026-11-23")]
Weeks = Annotated[int, typer.Option(min=1, max=12, help="周数 · number of weeks")]
Tier = Annotated[list[str] | None, typer.Option(help="某日等级 · 2026-11-28=1 (repeat)")]
Away = Annotated[list[str] | None, typer.Option(help="缺勤 · O3=2026-11-23..2026-11-29:reason (repeat)")]
After = Annotated[Path | None, typer.Option(help="上期 plan.json · last week's plan.json")]
Profile = Annotated[list[str] | None, typer.Option(help="另加制度 · further profile (repeat)")]
Waive = Annotated[list[str] | None, typer.Option(help="暂免规则 · RULE:reason (repeat)")]
Language = Annotated[Lang | None, typer.Option(help="语言 · language")]

SetOption = Annotated[list[str] | None, typer.Option("--set", help="规则设置 · RULE.SETTING=VALUE")]
Seconds = Annotated[float, typer.Option(min=0.01, help="求解秒数上限 · search limit in seconds")]
Workers = Annotated[int, typer.Option(min=1, max=64, help="求解线程 · solver workers")]
Seed = Annotated[int, typer.Option(min=0, help="随机种子 · seed")]
Redact = Annotated[bool, typer.Option(help="输出不含姓名 · ids instead of names")]
Short = Annotated[bool, typer.Option(help="缺人也排 · leave the fewest seats empty")]
By = Annotated[str, typer.Option(help="决定人 · who decides, kept in plan.json")]
Out = Annotated[Path, typer.Option(help="输出文件夹 · output folder")]
PlanPath = Annotated[Path, typer.Argument(help="plan.json")]
RosterPath = Annotated[Path, typer.Argument(help="plan.json 或改过的 roster.xlsx · plan.json or roster.xlsx")]


@contextmanager
def mistakes(lang: Lang | None) -> Iterator[None]:
    """Mistakes in the input: one line each on stderr, exit code 1, never a traceback."""
    from models import Faults
    from scheduler.i18n import use

    use(lang or "zh")
    try:
        yield
    except Faults as faults:
        for fault in dict.fromkeys(map(str, faults.faults)):
            typer.echo(fault, err=True)
        raise typer.Exit(1) from None
