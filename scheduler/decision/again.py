"""Make a plan again, compare it with what it was, and write it where that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from models import Plan
from scheduler.changes.basis import Basis
from scheduler.decision.compare import compare
from scheduler.decision.replay import Replay
from scheduler.decision.say import say_comparison, say_differences
from scheduler.i18n import language, tr, use
from scheduler.order import Order
from scheduler.pipeline import Answer, plan, replan
from scheduler.render import words, write_folder
from scheduler.render.progress import Progress
from scheduler.render.redact import redacted

Say = Callable[[str], None]


def run_replay(replay: Replay, say: Say, anyway: bool = False, out: Path | None = None) -> int:
    """Replay with live progress; returns 0 for the same plan, 2 for another or where inputs differ.

    Raises Faults for mistakes in the input, which only changed input files can have.
    """
    spoken, differences = language(), replay.differences
    order, basis = None, None
    if anyway or not differences:
        order, basis, more = replay.ready()
        differences += more
        use(spoken)
    _all(say, say_differences(differences, anyway))
    if order is None or (differences and not anyway):
        return 2
    answer = _again(order, basis, replay.plan.lang)
    made = _made(replay, answer, say)
    if made and out:
        _all(say, map(str, write_folder(made, out, background=order.background)))
    return 0 if made and compare(replay.plan, made).same else 2


def _made(replay: Replay, answer: Answer, say: Say) -> Plan | None:
    """The plan that came out, compared with what it was."""
    if answer.plan is None:
        status = words.status(answer.status)
        say(tr("Not reproduced: planned again there is no roster ({status}).", status=status))
        return None
    made = redacted(answer.plan) if replay.plan.provenance.redaction_of else answer.plan
    _all(say, say_comparison(replay.plan, compare(replay.plan, made)))
    return made


def _again(order: Order, basis: Basis | None, lang: str) -> Answer:
    """The answer in the language of the plan; the language spoken stays."""
    spoken = language()
    with Progress() as progress:
        use(lang)
        try:
            return replan(order, basis, progress.watch) if basis else plan(order, progress.watch)
        finally:
            use(spoken)


def _all(say: Say, lines: Iterable[str]) -> None:
    for line in lines:
        say(line)
