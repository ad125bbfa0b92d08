"""The command `replan`: change a published plan, write its folder and notices, say what changed and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text as Line

from models import Decision, DecisionKind, Plan, Status
from scheduler.beside import write_text
from scheduler.changes.asked import Asked, Ready, read_change
from scheduler.changes.carry import LEFT
from scheduler.changes.recall import recall_list, say_recall
from scheduler.changes.say import say_changes, say_notices, say_proofs
from scheduler.changes.swap_words import read_swap, say_verdict
from scheduler.changes.swaps import judge_swap
from scheduler.i18n import tr
from scheduler.order import Order
from scheduler.pipeline import Answer, replan
from scheduler.render import write_folder
from scheduler.render.progress import Progress
from scheduler.render.remarks import status_line
from scheduler.terminal import EXIT, sorry

NOTICES = "notices.txt"


def run_change(asked: Asked, out: Path) -> int:
    """Change a published plan as asked; a swap without approval is only priced. Returns the exit code.

    Raises Faults for mistakes in files and arguments.
    """
    ready, console = read_change(asked), Console()
    if asked.swaps:
        ready, lawful = _with_swaps(console, ready, asked)
        if not (asked.approve and lawful):
            return 0 if lawful else 2
    return _run_replan(console, ready, out)


def _with_swaps(console: Console, ready: Ready, asked: Asked) -> tuple[Ready, bool]:
    """The change with its swaps carried out, and whether all of them are lawful; says the verdicts."""
    book = ready.order.book()
    week = replace(ready.order, patrols=None).open_week(book)
    basis, lawful = ready.basis, True
    for text in asked.swaps:
        verdict = judge_swap(read_swap(text, basis, week), book, week, basis)
        say(console, say_verdict(verdict, week))
        lawful &= verdict.lawful
        basis = replace(
            basis, served=verdict.swap.on(basis.served), pinned={**basis.pinned, **verdict.swap.cells}
        )
    if not asked.approve:
        say(console, [tr("Nothing is written; to carry it out: --approve")])
    options = asked.options
    still = not (options.away or options.tier or options.set or options.waive or options.short)
    return Ready(_decided(ready.order, asked), replace(basis, still=still), ready.background), lawful


def _decided(order: Order, asked: Asked) -> Order:
    """The order with its swaps among the decisions."""
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    made = [
        Decision(kind=DecisionKind.EDIT, what=text, reason="swap", who=asked.options.by, when=when)
        for text in asked.swaps
    ]
    decisions = (*order.record.decisions, *made)
    return replace(order, record=order.record.model_copy(update={"decisions": decisions}))


def _run_replan(console: Console, ready: Ready, out: Path) -> int:
    """Re-plan with live progress, write the output folder, say every change."""
    with Progress() as progress:
        answer = replan(
            ready.order,
            ready.basis,
            lambda level, value, bound, seconds: progress.report(
                ", ".join(one.rule for one in level), value, bound, seconds
            ),
        )
    if answer.plan is None:
        say(console, _no_plan(answer, ready))
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


def _no_plan(answer: Answer, ready: Ready) -> list[str]:
    if answer.status is Status.UNDECIDED or answer.conflict is None:
        text = (
            "Undecided: the limits ended before a lawful roster was found or excluded. Maybe more --seconds?"
        )
        return [tr(text)]
    text = (
        "What to give: --short leaves the fewest seats empty; or --waive RULE:reason, a setting with --set."
    )
    return [sorry(answer.conflict.rules, ready.order.book()), tr(text)]
