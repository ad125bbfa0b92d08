"""Read a plan.json back, and refuse what cannot be one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from pydantic import ValidationError

from models import Fault, Faults, Plan
from models.sealing import holding_seal
from scheduler.i18n import Text


def read_plan(path: Path | None) -> Plan:
    """A plan.json of ours; raises Faults when it cannot be read or is something else.

    It carries its seal only when the file is as it was sealed: a plan edited by hand has none.
    """
    return read_claimed(path)[0]


def read_claimed(path: Path | None) -> tuple[Plan, str]:
    """A plan as `read_plan` gives it, and the seal that its file claims, which need not hold."""
    try:
        content = (path or Path()).read_bytes()
        plan = Plan.model_validate_json(content)
    except OSError as error:
        text = Text("cannot be read ({reason}); name a plan.json", reason=error.strerror or str(error))
        raise Faults([Fault(text, str(path))]) from error
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        text = Text(
            "is not a plan of ours (at '{place}'); name a plan.json from an output folder", place=place
        )
        raise Faults([Fault(text, str(path))]) from error
    if faults := [Fault(text, str(path)) for text in _unsound(plan)]:
        raise Faults(faults)
    return plan.model_copy(update={"seal": holding_seal(content)}), plan.seal


def _unsound(plan: Plan) -> Iterator[Text]:
    """What cannot be true of a plan of ours, though every field has the right form."""
    if plan.format != Plan.model_fields["format"].default:
        yield Text("is of format {number}, which this version does not know", number=plan.format)
    dates = [day.date for day in plan.days]
    weeks = bool(dates) and len(dates) % 7 == 0 and dates[0].weekday() == 0
    if not weeks or dates != [dates[0] + timedelta(days=n) for n in range(len(dates))]:
        yield Text("its days are not whole weeks from Monday to Sunday; name an unchanged plan.json")
    known = {crew.id for crew in plan.crews}
    for crew in sorted({turn.crew for turn in plan.turns} - known):
        yield Text("somebody serves in '{crew}', which the plan does not have", crew=crew)
