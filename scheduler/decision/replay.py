"""Plan again what a plan.json was made from: first what differs now, then the order, then the roster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from models import Fault, Faults, Plan, Typed
from models.sealing import holding_seal, seal_of
from scheduler.assembly import versions
from scheduler.changes.asked import Asked, Ready, read_change
from scheduler.changes.basis import Basis
from scheduler.changes.by_hand import SWAP, WORKBOOK, by_hand, edits_in
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
    base: Plan | None = None
    base_path: Path = Path()

    def ready(self) -> tuple[Order, Basis | None, tuple[Text, ...]]:
        """The order, the basis of a change, and the differences that only show now; raises Faults."""
        found = self._change() if self.base else None
        order = found.order if found else read_order(self.options)
        changed = order.book().digest != self.plan.provenance.rulebook_hash
        text = "rulebook: rules, profiles or settings are not those of the plan"
        more = (Text(text),) if changed and not self.differences else ()
        return order, found.basis if found else None, more

    def _change(self) -> Ready:
        """The change of the plan `base`, with its swaps and edits carried out."""
        change, base = self.plan.change, self.base
        assert change is not None
        assert base is not None
        new = self.plan.decisions[len(base.decisions) :]
        asked = Asked(
            self.options, self.base_path, change.now.isoformat(), f"{change.freeze_minutes // 60}h",
            list(edits_in(new, SWAP)), True, None, list(edits_in(new, WORKBOOK)),
        )  # fmt: skip
        ready = read_change(asked)
        return by_hand(ready, asked).ready if asked.swaps or asked.edits else ready


def open_replay(path: Path, station: Path, after: Path | None = None) -> Replay:
    """What is needed to make a plan again; raises Faults when it does not hold its options.

    The plan it came after, or was changed from by a re-plan, is looked for by its seal beside it and in
    folders beside its own, unless `after` names it.
    """
    plan, claimed = read_claimed(path)
    made = plan.provenance
    if made.typed is None:
        old = "does not hold the options it was made with (an older version made it); plan the week anew"
        raise Faults([Fault(Text(old), str(path))])
    before = _base(path, plan, after) if made.changed_from else _before(path, plan, after)
    base = read_plan(before) if made.changed_from else None
    if base and (plan.change is None or plan.change.replaces != base.number):
        routes = "got its routes or its guests after another plan was made; replay that one, seal {seal}"
        raise Faults([Fault(Text(routes, seal=made.changed_from[:SHOWN]), str(path))])
    options = replace(_options(made.typed, station), limits=made.limits, lang=plan.lang)
    options = options if base else replace(options, after=before)
    seal = check_seal(plan, claimed)
    return Replay(
        path,
        plan,
        options,
        (
            *((seal.text,) if seal.sign is Sign.WRONG else ()),
            *_versions(made.versions),
            *changed_inputs(made.inputs, inputs_now(station, made.typed.routes)),
            *_other_before(made.changed_from or made.before, before),
        ),
        base,
        before or Path(),
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
    if found := _near(path, made.before):
        return found
    text = "came after plan {number}, seal {seal}, which does not lie near it; name it with --after"
    raise Faults([Fault(Text(text, number=made.after, seal=made.before[:SHOWN]), str(path))])


def _base(path: Path, plan: Plan, named: Path | None) -> Path:
    """The file of the plan that was changed; raises Faults when it is nowhere to be found."""
    seal = plan.provenance.changed_from
    if found := named or _near(path, seal):
        return found
    text = "is a change of the plan with the seal {seal}, which does not lie near it; name it with --after"
    raise Faults([Fault(Text(text, seal=seal[:SHOWN]), str(path))])


def _near(path: Path, seal: str) -> Path | None:
    """The plan of a seal beside a file, or in a folder beside its own."""
    folder = path.resolve().parent
    near = (*folder.glob("*.json"), *folder.parent.glob("*.json"), *folder.parent.glob("*/*.json"))
    return next((one for one in sorted(set(near)) if seal and _seal_in(one) == seal), None)


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
