"""A column of the comparison: one case with everything that is shown of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from models import Plan
from scenarios.cases import Case
from scenarios.figures import Burden, Hours, burdens, figures_of, patrol_minutes, risk_visited
from scenarios.reachable import Reached, reached


@dataclass(frozen=True)
class Column:
    """One case with everything that is shown of it."""

    case: Case
    figures: dict[str, float] = field(default_factory=dict)
    burdens: tuple[Burden, ...] = ()
    patrol: Hours = field(default_factory=dict)
    risk: Hours = field(default_factory=dict)
    reached: Reached | None = None

    @property
    def name(self) -> str:
        """The head of the column."""
        return self.case.name

    @property
    def plan(self) -> Plan | None:
        """The plan, where there is one."""
        return self.case.plan


def column_of(case: Case) -> Column:
    """Everything that is shown of a case."""
    plan = case.plan
    if plan is None:
        return Column(case)
    return Column(
        case,
        figures_of(plan),
        burdens(plan),
        patrol_minutes(plan),
        risk_visited(plan),
        reached(plan, case.town),
    )


def zone_names(column: Column) -> dict[str, str]:
    """Names of zones by id; of a plan whose station is not known, the ids alone."""
    known = column.case.station.zones if column.case.station else ()
    return {zone.id: f"{zone.id} {zone.name}" for zone in known}
