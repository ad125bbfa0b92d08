"""The command `replan`: change a published plan, write its folder and notices, say what changed and why."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.text import Text as Line

from models import Plan
from scheduler.beside import write_text
from scheduler.changes.asked import Asked, Ready, read_change
from scheduler.changes.by_hand import by_hand
from scheduler.changes.carry import LEFT
from scheduler.changes.recall import recall_list, say_recall
from scheduler.changes.say import say_changes, say_notices, say_proofs
from scheduler.changes.stuck import explain_change
from scheduler.i18n import tr
from scheduler.pipeline import replan
from scheduler.render import write_folder
from scheduler.render.progress import Progress
from scheduler.render.remarks import status_line
from scheduler.terminal import EXIT
from scheduler.terminal_explain import show_explanation, undecided

NOTICES = "notices.txt"


def run_change(asked: Asked, out: Path) -> int:
    """Change a published plan as asked; returns the exit code.

    A swap or an edited workbook without approval is only priced.
    Raises Faults for mistakes in files and arguments.
    """
    ready, console = read_change(asked), Console()
    if asked.swaps or asked.workbook:
        settled = by_hand(ready, asked)
        say(console, settled.told)
        if not asked.approve:
            say(console, [tr("Nothing is written; to carry it out: --approve")])
        if not (asked.approve and settled.lawful):
            return 0 if settled.lawful else 2
        ready = settled.ready
    return _run_replan(console, ready, out)


def _run_replan(console: Console, ready: Ready, out: Path) -> int:
    """Re-plan with live progress, write the output folder, say every change."""
    with Progress() as progress:
        answer = replan(ready.order, ready.basis, progress.watch)
    if answer.conflict:
        conflict = answer.conflict
        return show_explanation(
            lambda tell: explain_change(ready.order, ready.basis, tell, conflict), ready.order.station
        )
    if answer.plan is None:
        say(console, [undecided()])
        return EXIT[answer.status]
    files = write_folder(answer.plan, out, background=ready.background)
    notices = list(say_notices(answer.plan, ready.basis.plan))
    show_change(console, answer.plan, ready, notices)
    if _raised_tonight(ready):
        say(console, [*say_recall(recall_list(ready.order, ready.basis), _called(answer.plan)), ""])
    files = (*(one for one in files if one.parent == out), write_notices(out, notices))
    say(console, map(str, files))
    return EXIT[answer.status]


def _raised_tonight(ready: Ready) -> bool:
    """Whether the tier of the day of the change goes up."""
    today = ready.basis.now.date()
    before = {day.date: day.tier for day in ready.basis.plan.days}
    tier = ready.order.request.tiers.get(today)
    return tier is not None and today in before and tier < before[today]


def _called(plan: Plan) -> set[str]:
    """Whom the new plan calls on the day of the change."""
    if plan.change is None:
        return set()
    today = str(plan.change.now.date())
    return {one.person for one in plan.change.turns if one.taken and one.crew.startswith(today)}


def show_change(console: Console, plan: Plan, ready: Ready, notices: Iterable[str]) -> None:
    """What changes, why, what is proven, the remarks about facts, and the notices."""
    lines = list(say_changes(plan, ready.basis.plan, ready.order.book()))
    known = {note.id for note in ready.basis.plan.notes} - {LEFT}
    say(console, [tr("Plan {new} in place of {old}", new=plan.number, old=ready.basis.plan.number)])
    say(console, [status_line(plan, plan.days)])
    say(console, lines or [tr("Nothing changes.")])
    say(console, () if ready.basis.still else say_proofs(plan))
    say(console, [note.text for note in plan.notes if note.id not in known])
    say(console, ["", *notices])


def write_notices(out: Path, lines: Iterable[str]) -> Path:
    """Write the notices beside the roster, under another name first; raises Faults where that fails."""
    path = out / NOTICES
    write_text(path, "\n".join(lines) + "\n")
    return path


def say(console: Console, lines: Iterable[str]) -> None:
    """Print lines as they are, long ones unbroken."""
    for line in lines:
        console.print(Line(line), soft_wrap=True)
