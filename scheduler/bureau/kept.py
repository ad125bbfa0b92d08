"""A plan that lies in a station's folder already: kept where everything that it depends on is the same."""

from __future__ import annotations

from pathlib import Path

from models import Faults, Plan
from scheduler.assembly import versions
from scheduler.order import Order
from scheduler.saved_plan import read_plan


def kept_plan(order: Order, folder: Path) -> Plan | None:
    """The plan of exactly this order in a folder; None where there is none, or one of anything else.

    The same: the station's files, the options and the plan before (by digest), the rules, the limits of
    the search, the versions of the engine. A plan in which guests serve, or from which people are lent,
    depends on other stations: it is planned anew, and help is looked for again.
    """
    try:
        plan = read_plan(folder / "plan.json")
    except Faults:
        return None
    made = plan.provenance
    same = (
        plan.seal,  # none when the file was changed by hand
        made.input_hash == order.record.digest(order.before),
        made.rulebook_hash == order.book().digest,
        made.limits == order.limits,
        made.versions == versions(),
        plan.people == order.station.people,
    )
    return plan if all(same) else None
