"""Make a plan again, compare it with what it was, and write it where that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from models import Plan
from scheduler.decision.compare import compare
from scheduler.decision.replay import Replay
from scheduler.decision.say import say_comparison, say_differences
from scheduler.i18n import language, tr, use
from scheduler.kernel.problem import Ruling
from scheduler.order import Order
from scheduler.pipeline import Answer, plan
from scheduler.render import write_folder
from scheduler.render.progress import Progress
from scheduler.render.redact import redacted

Say = Callable[[str], None]


def run_replay(replay: Replay, say: Say, anyway: bool = False, out: Path | None = None) -> int:
    """Replay with live progress; returns 0 for the same plan, 2 for another or where inputs differ.

    Raises Faults for mistakes in the input, which only changed input files can have.
    """
    spoken, differences = language(), replay.differences
    order = None
    if anyway or not differences:
        order, more = replay.order()
        differences += more
        use(spoken)
    _all(say, say_differences(differences, anyway))
    if order is None or (differences and not anyway):
        return 2
    return _made(replay, order, say, out)


def _made(replay: Replay, order: Order, say: Say, out: Path | None) -> int:
    answer = _again(order, replay.plan.lang)
    if answer.plan is None:
        say(tr("Not reproduced: planned again there is no roster ({status}).", status=answer.status))
        return 2
    made = redacted(answer.plan) if replay.plan.provenance.redaction_of else answer.plan
    found = compare(replay.plan, made)
    _all(say, say_comparison(replay.plan, found))
    if out:
        _all(say, map(str, _write(made, order, out)))
    return 0 if found.same else 2


def _again(order: Order, lang: str) -> Answer:
    """The answer in the language of the plan; the language spoken stays."""
    spoken = language()
    with Progress() as progress:

        def watch(level: tuple[Ruling, ...], value: int | None, bound: int | None, seconds: float) -> None:
            progress.report(", ".join(one.rule for one in level), value, bound, seconds)

        use(lang)
        try:
            return plan(order, watch)
        finally:
            use(spoken)


def _write(made: Plan, order: Order, out: Path) -> tuple[Path, ...]:
    sections = order.patrols.roads.sections if order.patrols else ()
    return write_folder(made, out, background=tuple(one.line for one in sections))


def _all(say: Say, lines: Iterable[str]) -> None:
    for line in lines:
        say(line)
