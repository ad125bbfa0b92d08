"""A scenario in the terminal: its changes, what came out, and whether that was expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text as Line

from models import Fault, Faults, Importance, Status
from scenarios.figures import costs_by_importance
from scenarios.order import order_of
from scenarios.overview import ON_ROUTES
from scenarios.read import find_scenario, read_scenario, shipped
from scenarios.run import Result, missed, run
from scenarios.scenario import Change, Scenario
from scenarios.words import figure
from scheduler.beside import make_folder
from scheduler.i18n import language, tr, use
from scheduler.kernel.problem import Ruling
from scheduler.render import words, write_folder
from scheduler.render.progress import Progress
from scheduler.terminal import EXIT
from scheduler.terminal_explain import sorry, undecided

OTHERWISE = 2
"""Exit code when something came out otherwise than expected."""


def run_scenarios(files: Sequence[Path], out: Path | None, check: bool, lang: str) -> int:
    """Read all scenarios, then plan one after the other; returns the worst exit code.

    Raises Faults with every mistake in all files. `check` stops after reading; `out` takes the plans.
    """
    use(lang or "zh")
    every = _read(files)
    if out and not check:
        make_folder(out)
    console = Console()
    worst = 0
    for one in every:
        if check:
            console.print(tr("{file}: in order", file=one.file), soft_wrap=True, markup=False)
            continue
        result = _run(one)
        for line in told(result):
            console.print(Line(line), soft_wrap=True)
        if out and result.plan:
            folder = out / one.name if len(every) > 1 else out
            write_folder(result.plan, folder, background=result.order.background)
            console.print(tr("Written: {file}", file=folder), soft_wrap=True, markup=False)
        worst = max(worst, code(result))
    return worst


def list_shipped() -> None:
    """Print the scenarios that ship, with their titles."""
    console = Console()
    for name, path in shipped().items():
        console.print(Line(f"{name:28} {read_scenario(path).spoken(language())}"), soft_wrap=True)


def _read(files: Sequence[Path]) -> list[Scenario]:
    found: list[Scenario] = []
    faults: list[Fault] = []
    for file in files:
        try:
            one = read_scenario(find_scenario(file))
            order_of(one)
            found.append(one)
        except Faults as wrong:
            faults += wrong.faults
    if faults:
        raise Faults(faults)
    return found


def _run(scenario: Scenario) -> Result:
    with Progress() as progress:

        def watch(level: tuple[Ruling, ...], value: int | None, bound: int | None, seconds: float) -> None:
            names = ", ".join(ruling.rule for ruling in level)
            progress.report(f"{scenario.name} · {names}", value, bound, seconds)

        return run(scenario, watch=watch)


def code(result: Result) -> int:
    """0 as expected; 2 otherwise; 3 undecided. Without expectations as with `plan`."""
    if result.status is Status.UNDECIDED:
        return EXIT[result.status]
    if result.scenario.expect:
        return OTHERWISE if missed(result) else 0
    return EXIT[result.status]


def told(result: Result) -> Iterator[str]:
    """What was changed, what came out, whether it was expected."""
    scenario = result.scenario
    yield f"{scenario.spoken(language())} ({scenario.name})"
    for change in scenario.changes:
        yield f"  · {said(change)}"
    if result.plan:
        on_roads = bool(result.plan.routes)
        yield tr("{status} after {seconds:.1f} s", status=words.status(result.status), seconds=result.seconds)
        shown = {name: value for name, value in result.figures.items() if on_roads or name not in ON_ROUTES}
        yield ", ".join(f"{figure(name)} {value:g}" for name, value in shown.items())
        costs = costs_by_importance(result.plan)
        steps = [f"{words.importance(one)} {costs[one]}" for one in Importance if one in costs]
        yield tr("Cost: {costs}", costs=", ".join(steps))
    elif result.answer.conflict:
        yield sorry(result.conflict, result.order.book())
    else:
        yield undecided()
    if scenario.expect:
        wrong = missed(result)
        yield tr("As expected.") if not wrong else tr("Otherwise than expected:")
        yield from (f"  ! {one}" for one in wrong)


def said(change: Change) -> str:
    """A change in one line: its name, and what it says."""
    parts = [
        f"{verb} {key}: {value}" for verb, values in change.parts.items() for key, value in values.items()
    ]
    return f"{change.name}: {'; '.join(parts)}" if change.name else "; ".join(parts)
