"""Sheet 3: every patrol and event, a row a crew and date."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from models import Crew, DutyKind, Plan, Stop
from scheduler.i18n import tr
from scheduler.intake.roster_workbook import EVENTS_MARK
from scheduler.render import words
from scheduler.render.cells import Value, landscape, pages_for, put, run, table, title, widths
from scheduler.render.names import comma, printed
from scheduler.render.remarks import seats_in_words
from scheduler.render.routes_cameras import cameras
from scheduler.render.routes_zones import zone_order

KINDS = (
    DutyKind.DAY_PATROL, DutyKind.NIGHT, DutyKind.MOBILE, DutyKind.CHECKPOINT, DutyKind.SWEEP,
    DutyKind.VILLAGE, DutyKind.EVENT,
)  # fmt: skip

MEMBERS = 5
POINTS = 9
"""Columns of the members, and of the points, which stands only in a plan with routes."""


def fill_patrols(sheet: Worksheet, plan: Plan) -> None:
    """Group, window, members with the leader first, mode, radio, zones and points in order, note."""
    heads = [tr("Date"), tr("Duty"), tr("Group"), tr("Window"), tr("Members, leader first"), tr("Mode"),
             tr("Radio"), tr("Zones in order"), tr("Note")]  # fmt: skip
    sizes = [18, 16, 6, 14, 52, 9, 9, 26, 24]
    points = bool(plan.routes) or any(cameras(plan, crew) for crew in plan.crews)
    if points:
        heads.insert(POINTS - 1, tr("Points and times"))
        sizes = [18, 16, 6, 14, 32, 9, 9, 18, 56, 20]
    widths(sheet, sizes)
    hint = tr("Change patrols on sheet 1; only attendance at meetings and events is read from here.")
    top = title(sheet, tr("Patrols and events"), len(heads), hint)
    crews = [crew for crew in plan.crews if crew.kind in KINDS]
    crews.sort(key=lambda crew: (crew.date, KINDS.index(crew.kind), crew.group, crew.start, crew.id))
    names = printed(plan.people)
    end = table(sheet, top, heads, [_line(plan, crew, names, points) for crew in crews], left=(4, 8, 9))
    hidden = len(heads) + 1
    put(sheet, top, hidden, f"{EVENTS_MARK} {MEMBERS}", border=False)
    for at, crew in enumerate(crews, start=top + 1):
        if crew.kind is DutyKind.EVENT:
            put(sheet, at, hidden, crew.id, border=False)
    sheet.column_dimensions[get_column_letter(hidden)].hidden = True
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    sheet.print_area = f"A1:{get_column_letter(len(heads))}{end - 1}"
    landscape(sheet, 0 if points else pages_for(end - top))


def _line(plan: Plan, crew: Crew, names: dict[str, str], points: bool) -> Sequence[Value]:
    date = f"{words.month_day(crew.date)} {words.weekday(crew.date)}"
    windows = "\n".join(map(words.window, crew.spans))
    notes = [crew.note, *seats_in_words(plan, crew)]
    notes += [f"{names[turn.person]}: {turn.note}" for turn in plan.members[crew.id] if turn.note]
    line: list[Value] = [
        date, crew.name, crew.group, windows, _members(plan, crew, names), words.mode(crew.mode), None,
        "→".join(zone_order(plan, crew)), "\n".join(filter(None, notes)),
    ]  # fmt: skip
    if points:
        line.insert(POINTS - 1, _points(plan, crew))
    return line


def _members(plan: Plan, crew: Crew, names: dict[str, str]) -> CellRichText | None:
    runs: list[str | TextBlock] = []
    for turn in plan.members[crew.id]:
        if runs:
            runs.append(run(comma()))
        runs.append(run(names[turn.person], bold=turn.role == "leader"))
    return CellRichText(runs) if runs else None


def _points(plan: Plan, crew: Crew) -> str:
    """A line a round: `2310 东风村、2335 木材市场(会夜巡车)`, the return to the base last; or the cameras."""
    place = {one.id: one.name for one in plan.places}
    route = next((route for route in plan.routes if route.crew == crew.id), None)
    if route is None:
        return comma().join(one.name for one in cameras(plan, crew))
    return "\n".join(comma().join(_point(plan, stop, place) for stop in one) for one in route.rounds)


def _point(plan: Plan, stop: Stop, names: dict[str, str]) -> str:
    met = comma().join(plan.crew_by_id[crew].name for crew in stop.meets if crew in plan.crew_by_id)
    return f"{stop.due:%H%M} {names[stop.place]}" + (tr("(meets {names})", names=met) if met else "")
