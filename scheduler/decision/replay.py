"""Plan again what a plan.json was made from: first what differs now, then the order, then the roster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from models import Fault, Faults, Plan, Typed
from models.sealing import holding_seal, seal_of
from scheduler.assembly import versions
from scheduler.commands import Options, read_order
from scheduler.decision.inputs import changed_inputs, inputs_now
from scheduler.decision.seals import SHOWN, check_seal
from scheduler.decision.verdict import Sign
from scheduler.i18n import Text
from scheduler.order import Order
from scheduler.saved_plan import read_claimed, read_plan


@dataclass(frozen=True)
class Replay:
    """A plan to be made again, the options behind it, and what is not as it was."""

    path: Path
    plan: Plan
    options: Options
    differences: tuple[Text, ...]

    def order(self) -> tuple[Order, tuple[Text, ...]]:
        """The order, with the differences that only show in it; raises Faults for mistakes in the input."""
        order = read_order(self.options)
        changed = order.book().digest != self.plan.provenance.rulebook_hash
        text = "rulebook: rules, profiles or settings are not those of the plan"
        return order, ((Text(text),) if changed and not self.differences else ())


def open_replay(path: Path, station: Path, after: Path | None = None) -> Replay:
    """What is needed to make a plan again; raises Faults when it does not hold its options.

    The plan it came after is looked for by its seal beside it and in folders beside its own, unless `after`
    names it.
    """
    plan, claimed = read_claimed(path)
    made = plan.provenance
    if made.typed is None or made.changed_from:
        old = "does not hold the options it was made with (an older version made it); plan the week anew"
        change = "is a change of another plan, made by hand or by a re-plan; replay the plan it was made from"
        raise Faults([Fault(Text(change if made.changed_from else old), str(path))])
    before = _before(path, plan, after)
    options = replace(_options(made.typed, station), after=before, limits=made.limits, lang=plan.lang)
    seal = check_seal(plan, claimed)
    return Replay(
        path,
        plan,
        options,
        (
            *((seal.text,) if seal.sign is Sign.WRONG else ()),
            *_versions(made.versions),
            *changed_inputs(made.inputs, inputs_now(station, made.typed.routes)),
            *_other_before(made.before, before),
        ),
    )


def _options(typed: Typed, station: Path) -> Options:
    return Options(station, **typed.model_dump(mode="json"))


def _versions(then: dict[str, str]) -> Iterator[Text]:
    now = versions()
    for name in sorted({*then, *now}):
        if then.get(name) != now.get(name):
            text = "version of {package}: {then} then, {now} now"
            yield Text(text, package=name, then=then.get(name, "—"), now=now.get(name, "—"))


def _before(path: Path, plan: Plan, after: Path | None) -> Path | None:
    """The file of the plan carried in; raises Faults when it is nowhere to be found."""
    made = plan.provenance
    if not made.after or after:
        return after if made.after else None
    folder = path.resolve().parent
    near = (*folder.glob("*.json"), *folder.parent.glob("*.json"), *folder.parent.glob("*/*.json"))
    for one in sorted(set(near)):
        if made.before and _seal_in(one) == made.before:
            return one
    text = "came after plan {number}, seal {seal}, which does not lie near it; name it with --after"
    raise Faults([Fault(Text(text, number=made.after, seal=made.before[:SHOWN]), str(path))])


def _seal_in(path: Path) -> str:
    try:
        return holding_seal(path.read_bytes())
    except OSError:
        return ""  # a file that cannot be read is not the plan that is looked for


def _other_before(seal: str, before: Path | None) -> Iterator[Text]:
    if before and seal:
        found = read_plan(before)
        if (found.seal or seal_of(found)) != seal:
            text = "{file} is not the plan that was carried in, seal {seal}"
            yield Text(text, file=before, seal=seal[:SHOWN])
