"""Run a scenario: plan it, and hold what comes out against what was expected."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from models import Importance, Plan, Status
from scenarios.bounds import holds
from scenarios.figures import costs_by_importance, costs_by_rule, figures_of
from scenarios.order import Base, order_of
from scenarios.scenario import Scenario
from scheduler.i18n import Text
from scheduler.kernel.outcome import Watch
from scheduler.order import Order
from scheduler.pipeline import Answer, plan
from scheduler.render import words

POSSIBLE = (Status.PROVEN, Status.FOUND)


@dataclass(frozen=True)
class Result:
    """What came out of a scenario; `seconds` is wall-clock time of planning alone."""

    scenario: Scenario
    order: Order
    answer: Answer
    seconds: float = 0.0
    figures: dict[str, float] = field(default_factory=dict)

    @property
    def status(self) -> Status:
        """What is known about the answer."""
        return self.answer.status

    @property
    def plan(self) -> Plan | None:
        """The plan, where there is one."""
        return self.answer.plan

    @property
    def conflict(self) -> tuple[str, ...]:
        """The rules that cannot hold together."""
        return self.answer.conflict.rules if self.answer.conflict else ()


def run(
    scenario: Scenario, base: Base | None = None, watch: Watch | None = None, *, blame: bool = True
) -> Result:
    """Plan a scenario with the pipeline that makes real rosters; raises Faults for mistakes in it.

    Without `blame` an impossible scenario has no conflict: only the status is asked for.
    """
    order = order_of(scenario, base)
    began = time.monotonic()
    answer = plan(order, watch, blame=blame)
    seconds = round(time.monotonic() - began, 2)
    return Result(scenario, order, answer, seconds, figures_of(answer.plan) if answer.plan else {})


def missed(result: Result) -> tuple[Text, ...]:
    """What came out otherwise than expected; nothing where all is as expected, or nothing was."""
    return tuple(_missed(result)) if result.scenario.expect else ()


def _missed(result: Result) -> Iterator[Text]:
    expect = result.scenario.expect
    assert expect is not None
    wanted = {"possible": POSSIBLE, "proven": (Status.PROVEN,), "impossible": (Status.IMPOSSIBLE,)}
    if expect.status and result.status not in wanted[expect.status]:
        yield Text(
            "expected {wanted}, came out {status}", wanted=expect.status, status=words.status(result.status)
        )
    for rule in expect.conflict:
        if rule not in result.conflict:
            named = ", ".join(result.conflict) or "—"
            yield Text("expected '{rule}' in the conflict; it names {named}", rule=rule, named=named)
    values: dict[str, float] = dict(result.figures)
    bounds = dict(expect.figures)
    if result.plan:
        mine = costs_by_rule(result.plan)
        tiers = {str(name): value for name, value in costs_by_importance(result.plan).items()}
        values |= {
            name: tiers.get(name, 0) if name in set(Importance) else mine.get(name, 0) for name in expect.cost
        }
    bounds |= expect.cost
    for name, bound in bounds.items():
        if name not in values or not holds(bound, values[name]):
            value = f"{values[name]:g}" if name in values else "—"
            yield Text("expected {name} {bound}, came out {value}", name=name, bound=bound, value=value)
