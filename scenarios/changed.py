"""Who serves otherwise than in a published plan: person by person, what is taken and what is given up."""

from __future__ import annotations

from collections.abc import Sequence

from models import Crew, Plan
from scenarios.figures import turns_of
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.reports.report import Line, Section, Table


def changes_section(plans: Sequence[tuple[str, Plan]], published: Plan) -> Section:
    """A table for each plan, in the order of the columns."""
    note = tr("Against plan {number}, {first} to {last}. A turn that is swapped counts for both people.",
              number=published.number, first=published.first, last=published.days[-1].date)  # fmt: skip
    return Section(tr("Changes"), (note, *(_table(name, plan, published) for name, plan in plans)))


def _table(name: str, plan: Plan, published: Plan) -> Table:
    now, then = turns_of(plan), turns_of(published)
    crews = {**published.crew_by_id, **plan.crew_by_id}
    people = {**published.person_by_id, **plan.person_by_id}
    rows: list[Line] = []
    for one in (one for one in people if any(who == one for who, _ in now ^ then)):
        out = _listed(crews[crew] for who, crew in then - now if who == one)
        into = _listed(crews[crew] for who, crew in now - then if who == one)
        rows.append((people[one].name, out, into))
    heads = (tr("Name"), tr("no longer"), tr("instead"))
    return Table(heads, tuple(rows) or ((tr("none"), "", ""),), name, left=(0, 1, 2))


def _listed(crews: object) -> str:
    found: list[Crew] = sorted(crews, key=lambda crew: (crew.start, crew.id))  # type: ignore[call-overload]
    return ", ".join(f"{one.date.day} {words.weekday(one.date)} {one.name}" for one in found)
