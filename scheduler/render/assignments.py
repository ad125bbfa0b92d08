"""assignments.csv: one line a person and turn, for other programs; its columns are a contract."""

from __future__ import annotations

import csv
from pathlib import Path

from models import Crew, DutyKind, Plan, Turn
from scheduler.render.routes_zones import zone_order

COLUMNS = ("date", "start", "end", "duty", "group", "person", "name", "kind", "role", "zone", "note")
"""Never renamed, never reordered (docs/file-formats.md)."""

_FIRST = ("leader", "main", "deputy")


def write_assignments(plan: Plan, path: Path) -> None:
    """Write UTF-8 with a byte order mark, as spreadsheet programs on Windows expect."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(lines(plan))


def lines(plan: Plan) -> list[tuple[str, ...]]:
    """The lines below the header, by start, duty, group, role and person."""
    turns = [(plan.crew_by_id[turn.crew], turn) for turn in plan.turns]
    return [_line(plan, crew, turn) for crew, turn in sorted(turns, key=_order)]


def _order(pair: tuple[Crew, Turn]) -> tuple[object, ...]:
    crew, turn = pair
    role = _FIRST.index(turn.role) if turn.role in _FIRST else len(_FIRST)
    return crew.start, crew.kind, crew.group, role, turn.role, turn.person


def _line(plan: Plan, crew: Crew, turn: Turn) -> tuple[str, ...]:
    person = plan.person_by_id[turn.person]
    zone = (person.home_zone or "") if crew.kind is DutyKind.VILLAGE else " ".join(zone_order(plan, crew))
    values = (
        crew.date, f"{crew.start:%Y-%m-%dT%H:%M:%S}", f"{crew.end:%Y-%m-%dT%H:%M:%S}", crew.kind, crew.group,
        person.id, person.name, person.kind, turn.role, zone, _note(crew, turn),
    )  # fmt: skip
    return tuple(harmless(str(value)) for value in values)


def _note(crew: Crew, turn: Turn) -> str:
    windows = "; ".join(f"{span.start:%H:%M}-{span.end:%H:%M}" for span in crew.spans)
    return " | ".join(part for part in (windows if len(crew.spans) > 1 else "", turn.note) if part)


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: such a beginning is quoted with an apostrophe."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text
