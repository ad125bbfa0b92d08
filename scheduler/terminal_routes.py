"""The command `routes` in the terminal: routes alone for a roster that stands, its folder and exit code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.text import Text as Line

from models import Status
from scheduler.commands import Options
from scheduler.judging import read_given
from scheduler.order import Order
from scheduler.pipeline import Answer
from scheduler.render import write_folder
from scheduler.render.progress import Progress
from scheduler.render.redact import redacted
from scheduler.render.remarks import breaches
from scheduler.render.summary import show
from scheduler.routing import carried_from, plan_routes, with_origin
from scheduler.terminal import EXIT
from scheduler.terminal_explain import sorry, undecided


def run_routes(options: Options, roster: Path, out: Path, redact: bool) -> int:
    """Plan the routes of a roster and write its folder; returns the exit code, 2 also where a law is broken.

    Raises Faults for mistakes in files and options, and for a station without a map.
    """
    given = read_given(replace(options, routes=True), roster)
    order, console = with_origin(given.order, given.known, roster), Console()
    with Progress() as progress:
        answer = plan_routes(order, given.served, progress.watch)
    if answer.plan is None:
        console.print(Line(_no_routes(answer, order)), soft_wrap=True)
        return EXIT[answer.status]
    made = carried_from(given.known, answer.plan)
    made = redacted(made) if redact else made
    show(made, console, write_folder(made, out, background=order.background))
    return EXIT[Status.IMPOSSIBLE] if breaches(made) else EXIT[answer.status]


def _no_routes(answer: Answer, order: Order) -> str:
    return sorry(answer.conflict.rules, order.book()) if answer.conflict else undecided()
