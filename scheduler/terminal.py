"""Plan in the terminal: live progress, summary, files, exit codes."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text as Line

from models import PatrolTier, Status
from scheduler.changes.contingent import say_promises, with_promises
from scheduler.i18n import tr
from scheduler.order import Order
from scheduler.pipeline import plan
from scheduler.questions.apart import write_alternatives
from scheduler.render import write_folder
from scheduler.render.progress import Progress
from scheduler.render.redact import redacted
from scheduler.render.summary import show
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

        def tell(rule: str, _: Status) -> None:
            progress.report(tr("Looking for the conflict: without {rule}", rule=rule), None, None, 0.0)

        answer = plan(order, progress.watch, tell)
    if answer.plan:
        made = with_promises(order, answer.plan, contingent) if contingent else answer.plan
        made = redacted(made) if redact else made
        show(made, console, write_folder(made, out, background=order.background))
        for line in say_promises(made, order.station):
            console.print(Line(line), soft_wrap=True)
        for line in write_alternatives(order, answer, alternatives, out, redact):
            console.print(Line(line), soft_wrap=True)
    elif answer.conflict:
        return run_explain(order, conflict=answer.conflict)
    else:
        console.print(Line(undecided()))
    return EXIT[answer.status]
