"""Work in the beat done in a month: a form with what is due, to be filled in by hand (P12)."""

from __future__ import annotations

from collections.abc import Iterator

from models import Plan, Role
from scheduler.i18n import tr
from scheduler.render.community import budget
from scheduler.render.names import printed
from scheduler.reports.report import Table


def done_form(plan: Plan) -> Iterator[Table]:
    """A line a task and an empty column a community officer; none where no tasks are planned."""
    officers = [one for one in plan.people if Role.COMMUNITY_OFFICER in one.roles]
    tasks = budget(plan)
    if officers and tasks:
        names = printed(plan.people)
        heads = (tr("Task"), tr("Times"), *(names[one.id] for one in officers))
        rows = tuple((one.name, one.times, *[""] * len(officers)) for one in tasks)
        columns = tuple(range(2, len(heads)))
        yield Table(heads, rows, tr("Done in the beat, to be filled in"), left=(0,), wide=columns, high=True)
