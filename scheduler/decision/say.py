"""What `verify` and `replay` print: a verdict on each file, and how a plan came out the second time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models import Fault, Plan
from scheduler.decision.compare import Comparison
from scheduler.decision.verdict import Verdict
from scheduler.i18n import Text, tr


def say_verdicts(verdicts: Sequence[Verdict], faults: Sequence[Fault]) -> Iterator[str]:
    """Every line about every file, and the sum of it."""
    for one in verdicts:
        made = one.plan.provenance.made_at
        yield tr("{file}: plan {number}, made {made}", file=one.path, number=one.plan.number, made=made)
        yield from map(str, one.lines)
    if bad := sum(not one.sound for one in verdicts):
        yield tr("Changed: {bad} of {number} files.", bad=bad, number=len(verdicts))
    elif verdicts and not faults:
        yield tr("Sound: {number} files.", number=len(verdicts))


def say_differences(differences: Sequence[Text], anyway: bool) -> Iterator[str]:
    """What is not as it was when the plan was made; without `anyway` that is the end of it."""
    if differences:
        yield tr("What the plan was made from is not what is here now:")
        yield from (f"  ! {one}" for one in differences)
    if differences and not anyway:
        yield tr("It is not planned again. To do so all the same, and see what comes out: --anyway")


def say_comparison(plan: Plan, found: Comparison) -> Iterator[str]:
    """How the plan came out the second time; every difference, by crew and by step of the search."""
    if found.same:
        text = "Reproduced, identical: {turns} turns, {walks} walks, every status, value and bound."
        yield tr(text, turns=len(plan.turns), walks=len(plan.walks))
        return
    if found.equally_good and not plan.provenance.limits.reproducible:
        yield tr("Another roster of the same cost, as can be for a plan made without --reproducible:")
    elif found.turns or found.walks or found.costs:
        yield tr("Not reproduced, this differs:")
    else:
        yield tr("The same roster at the same cost; this differs:")
    yield from (f"  ! {one}" for one in (*found.turns, *found.walks, *found.costs))
    yield from (f"  ! {one}" for one in found.proofs if str(one) not in set(map(str, found.costs)))
    if found.others:
        yield "  ! " + tr("other fields of the plan: {fields}", fields=", ".join(found.others))
