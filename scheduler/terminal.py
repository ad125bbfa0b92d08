"""Plan and audit in the terminal: live progress, summary, files, exit codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.text import Text as Line

from models import Finding, Importance, PatrolTier, Status
from scheduler.changes.contingent import say_promises, with_promises
from scheduler.i18n import tr
from scheduler.kernel.problem import Ruling
from scheduler.order import Order
from scheduler.pipeline import plan
from scheduler.questions.apart import write_alternatives
from scheduler.render import write_folder
from scheduler.render.progress import Progress
from scheduler.render.redact import redacted
from scheduler.render.summary import show
from scheduler.roads.geometry import Point
from scheduler.rulebook import BY_ID
from scheduler.rulebook.book import Book
from scheduler.terminal_explain import run_explain, undecided

EXIT = {Status.PROVEN: 0, Status.FOUND: 0, Status.IMPOSSIBLE: 2, Status.UNDECIDED: 3}
"""Exit codes; 1 is a mistake in the input."""


def run_plan(
    order: Order, out: Path, redact: bool, contingent: tuple[PatrolTier, ...] = (), alternatives: int = 1
) -> int:
    """Plan with live progress, write the output folder, show the summary; returns the exit code.

    `contingent` are tiers for which each evening of the plan gets a promise; `alternatives` is how many plans
    just as good are wanted in all.
    """
    console = Console()
    with Progress() as progress:

        def watch(level: tuple[Ruling, ...], value: int | None, bound: int | None, seconds: float) -> None:
            progress.report(_step(level), value, bound, seconds)

        def tell(rule: str, _: Status) -> None:
            progress.report(tr("Looking for the conflict: without {rule}", rule=rule), None, None, 0.0)

        answer = plan(order, watch, tell)
    if answer.plan:
        made = with_promises(order, answer.plan, contingent) if contingent else answer.plan
        made = redacted(made) if redact else made
        show(made, console, write_folder(made, out, background=_background(order)))
        for line in say_promises(made):
            console.print(Line(line), soft_wrap=True)
        for line in write_alternatives(order, answer, alternatives, out, redact):
            console.print(Line(line), soft_wrap=True)
    elif answer.conflict:
        return run_explain(order, conflict=answer.conflict)
    else:
        console.print(Line(undecided()))
    return EXIT[answer.status]


def _background(order: Order) -> tuple[tuple[Point, ...], ...]:
    """The roads drawn grey behind the routes."""
    return tuple(one.line for one in order.patrols.roads.sections) if order.patrols else ()


def _step(level: tuple[Ruling, ...]) -> str:
    names = ", ".join(ruling.rule for ruling in level)
    return f"{tr(str(level[0].importance))} · {names}"


def show_findings(findings: tuple[Finding, ...]) -> int:
    """Every finding with rule, source, who, when, by how much; exit code 2 when a law is broken."""
    broken = [one for one in findings if one.importance is Importance.LAW and not one.waived]
    for one in sorted(findings, key=lambda one: (one.importance.place, one.rule, one.dates)):
        print(_line(one))  # noqa: T201 - this is the command's output
    count = Counter(one.importance for one in findings)
    if broken:
        print(tr("{number} breaches of law.", number=len(broken)))  # noqa: T201
    else:
        print(tr("No law is broken; {number} remarks.", number=sum(count.values())))  # noqa: T201
    return 2 if broken else 0


def _line(one: Finding) -> str:
    days = ", ".join(map(str, one.dates))
    who = ", ".join(one.who)
    waived = tr(" (waived: {reason})", reason=one.waived) if one.waived else ""
    sources = one.source or ", ".join(BY_ID[one.rule].sources)
    return f"{one.importance} {one.rule} [{sources}] {days} {who} ×{one.amount}: {one.text}{waived}"


def sorry(rules: Iterable[str], book: Book) -> str:
    """The rules of a conflict in the chief's words, one line each."""
    found = [BY_ID[name] for name in rules]
    lines = [f"  · {rule.say(book.values(rule))} [{rule.id}; {', '.join(rule.sources)}]" for rule in found]
    return "\n".join([tr("There is no lawful roster (proven). These rules cannot hold together:"), *lines])
