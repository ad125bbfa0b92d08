"""Commands about a published plan: why, price, fill."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.app import Language, PlanPath, Seconds, StationPath, app, mistakes

if TYPE_CHECKING:
    from scheduler.questions.case import Case

Paths = Annotated[
    list[Path],
    typer.Argument(metavar="[STATION] PLAN", help="派出所可略 · plan.json, after its station or alone"),
]
Who = Annotated[str, typer.Option(help="人员 · person, id or name")]
On = Annotated[str, typer.Option(help="日期 · date, e.g. 2026-11-26")]
Duty = Annotated[str, typer.Option(help="勤务 · duty: id, name or kind")]


@app.command()
def why(
    station: StationPath,
    plan: PlanPath,
    who: Who,
    on: On,
    duty: Duty = "",
    not_: Annotated[str, typer.Option("--not", help="为何不是此人 · why not this person")] = "",
    seconds: Seconds = 30.0,
    lang: Language = None,
) -> None:
    """为何 · Why a person has a turn, or has none: the opposite is planned and priced."""
    with mistakes(lang):
        from scheduler.questions.answer import Verdict
        from scheduler.questions.choose import crews_of, date_of, person_of
        from scheduler.questions.why import why as ask_why
        from scheduler.questions.words import say_why

        case = _case(station, plan, seconds, lang)
        people = case.week.station.people
        person = person_of(who, "--who", people)
        instead = person_of(not_, "--not", people) if not_ else None
        crews = crews_of(duty, "--duty", case.week, date_of(on, "--on", case.week))
        found = ask_why(case, person, crews, instead)
        for line in say_why(found):
            typer.echo(line)
        raise typer.Exit(3 if found.answer.verdict is Verdict.UNDECIDED else 0)


@app.command()
def price(
    paths: Paths,
    who: Who = "",
    on: On = "",
    out: Annotated[Path | None, typer.Option(help="写 prices.csv 的文件夹 · folder for prices.csv")] = None,
    seconds: Seconds = 30.0,
    lang: Language = None,
) -> None:
    """调班代价 · What it costs to move each turn of a plan, proven."""
    with mistakes(lang):
        from rich.console import Console
        from rich.progress import track

        from scheduler.i18n import tr
        from scheduler.questions.choose import date_of, person_of
        from scheduler.questions.price import priced_turns, prices, write_prices
        from scheduler.questions.tables import price_summary, price_table
        from scheduler.questions.words import say_doubts

        case = _case(*_station_and_plan(paths), seconds, lang)
        person = person_of(who, "--who", case.week.station.people) if who else None
        turns = priced_turns(case, person, date_of(on, "--on", case.week) if on else None)
        bar = track(prices(case, turns), tr("Prices"), len(turns), console=Console(stderr=True))
        found = list(bar)
        Console().print(price_table(found, case.book))
        for line in (price_summary(found), *say_doubts(case)):
            typer.echo(line)
        if out:
            typer.echo(write_prices(case, found, out))


@app.command()
def fill(
    paths: Paths,
    duty: Duty,
    on: On,
    instead_of: Annotated[str, typer.Option(help="顶替何人 · who is to be replaced")] = "",
    moves: Annotated[bool, typer.Option(help="允许他人调动 · others may move, planned anew")] = False,
    seconds: Seconds = 30.0,
    lang: Language = None,
) -> None:
    """补缺 · Who could fill a gap or replace a person, with the price of each."""
    with mistakes(lang):
        from rich.console import Console
        from rich.progress import track

        from scheduler.i18n import tr
        from scheduler.questions.choose import crews_of, date_of, one_of, person_of
        from scheduler.questions.fill import candidates
        from scheduler.questions.fill import fill as ask_fill
        from scheduler.questions.tables import fill_tables

        case = _case(*_station_and_plan(paths), seconds, lang)
        crew = one_of(crews_of(duty, "--duty", case.week, date_of(on, "--on", case.week)), "--duty")
        instead = person_of(instead_of, "--instead-of", case.week.station.people) if instead_of else None
        number = len(candidates(case, crew, instead))
        bar = track(ask_fill(case, crew, instead, moves), tr("Prices"), number, console=Console(stderr=True))
        for table in fill_tables(sorted(bar, key=lambda one: one.rank), crew, instead, case.book):
            Console().print(table)


def _station_and_plan(paths: list[Path]) -> tuple[Path, Path]:
    """Both as given, or the plan alone with the station it was made from."""
    from models import Fault, Faults
    from scheduler.i18n import Text
    from scheduler.published import station_of

    if len(paths) > 2:
        raise Faults([Fault(Text("too many files; name a station and a plan.json, or the plan alone"))])
    return (station_of(paths[0]) if len(paths) == 1 else paths[0]), paths[-1]


def _case(station: Path, plan: Path, seconds: float, lang: str | None) -> Case:
    from models import Limits
    from scheduler.commands import Options
    from scheduler.questions.case import open_case

    limits = Limits(seconds=seconds, workers=2)  # three start slower and prove no sooner here
    return open_case(Options(station, limits=limits, lang=lang or ""), plan)
