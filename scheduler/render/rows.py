"""The rows of the printed week: one a duty, its crews across the days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models import Crew, Day, DutyKind, PatrolMode, Plan, Seat, StaffKind, Turn
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.names import Piece, comma, packed, side_by_side, width
from scheduler.render.remarks import seats_in_words
from scheduler.render.routes_cameras import cameras
from scheduler.render.routes_zones import zone_order

ORDER = (
    DutyKind.LEADER, DutyKind.MAIN, DutyKind.DEPUTY, DutyKind.DUTY, DutyKind.DAY_PATROL, DutyKind.NIGHT,
    DutyKind.MOBILE, DutyKind.STANDBY, DutyKind.CHECKPOINT, DutyKind.SWEEP, DutyKind.VILLAGE,
    DutyKind.BEAT, DutyKind.DESK,
)  # fmt: skip
"""Order of the duties on the sheet (sheets.md 3.2); events stand in a row of their own below."""

SUB_WIDTH = 8.6
"""Width of the column of hours, in full-width characters of its small print (a dash counts as one)."""

SMALL = 0.85
"""Size of small print, in body sizes."""

DENSE_FROM = 9
"""With so many names in one cell the row goes into small print."""


@dataclass(frozen=True)
class Cell:
    """One day of one row: lines of names, and a small line or two below them."""

    date: date
    lines: tuple[tuple[Piece, ...], ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    stands: bool = False
    implies: bool = False

    @property
    def names(self) -> tuple[Piece, ...]:
        """Every name in the cell."""
        return tuple(piece for line in self.lines for piece in line)


@dataclass(frozen=True)
class Row:
    """One row: `label` in the first column (over `span` rows; 0 continues the one above), `sub` beside it.

    `name` is the duty's whole name and `windows` its hours, for those who have one column only.

    `anchor` is the crew id of each day without its date. `host` names the duty whose only member also
    serves here without being printed again: the deputy who leads the day patrol. `tight`: each cell has one
    line of names, with its note behind them.
    """

    label: str
    sub: tuple[str, ...]
    cells: tuple[Cell, ...]
    kind: DutyKind
    anchor: str = ""
    host: str = ""
    host_kind: str = ""
    dense: bool = False
    tight: bool = False
    span: int = 1
    name: str = ""
    windows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Printing:
    """What a row needs to know to be printed: the plan, its names, and the room in a day's column."""

    plan: Plan
    names: Mapping[str, str]
    budget: float


def duty_rows(printing: Printing, days: Sequence[Day]) -> tuple[Row, ...]:
    """The rows of all duties that stand on a day of the week, in the order of the sheet."""
    dates = [day.date for day in days]
    found: dict[str, dict[date, Crew]] = {}
    for crew in printing.plan.crews:
        if crew.date in dates and crew.kind is not DutyKind.EVENT:
            found.setdefault(crew.id.removeprefix(f"{crew.date}/"), {})[crew.date] = crew
    keys = sorted(found, key=lambda anchor: _place(next(iter(found[anchor].values()))))
    return _merged([_row(printing, anchor, found[anchor], dates) for anchor in keys])


def _place(crew: Crew) -> tuple[int, str, int, int]:
    split = crew.id.removeprefix(f"{crew.date}/") != crew.duty
    return ORDER.index(crew.kind), crew.duty if split else "", crew.group, crew.spans[0].start.hour


def _row(printing: Printing, anchor: str, crews: Mapping[date, Crew], dates: Sequence[date]) -> Row:
    plan = printing.plan
    first = next(iter(crews.values()))
    host = _host(plan, crews)
    dense = max(len(plan.members[crew.id]) for crew in crews.values()) >= DENSE_FROM
    printing = replace(printing, budget=printing.budget / SMALL) if dense else printing
    cells = tuple(_cell(printing, crews[day], host) if day in crews else Cell(day) for day in dates)
    return Row(
        label=first.name,
        sub=_sub(first, host),
        cells=cells,
        tight=not dense and all(_one_line(cell, printing.budget) for cell in cells),
        kind=first.kind,
        anchor=anchor,
        host=host.duty if host else "",
        host_kind=str(host.seats[0].kind) if host else "",
        dense=dense,
        name=first.name,
        windows=tuple(map(words.window, first.spans)),
    )


def _one_line(cell: Cell, budget: float) -> bool:
    """Whether a cell's one line of names has room for its note behind them."""
    taken = sum(piece.width for piece in cell.names)
    return len(cell.lines) < 2 and taken + sum(0.5 + SMALL * width(note) for note in cell.notes) <= budget


def _sub(crew: Crew, host: Crew | None) -> tuple[str, ...]:
    lines = [words.window(span) for span in crew.spans]
    if crew.kind is DutyKind.STANDBY and crew.seats.of(StaffKind.OFFICER)[1]:
        lines.append(tr("second officer"))
    if crew.mode is not PatrolMode.POST and not crew.only_within:
        lines.append(words.mode(crew.mode))
    if host:
        lines.append(tr("led by {duty}", duty=host.name.split()[-1]))
    return side_by_side(lines, SUB_WIDTH) if len(crew.spans) == 1 else tuple(lines)


def _cell(printing: Printing, crew: Crew, host: Crew | None) -> Cell:
    plan, names = printing.plan, printing.names
    hidden = _hidden(plan, crew, host)
    turns = [turn for turn in plan.members[crew.id] if turn is not hidden]
    pieces = [Piece(names[turn.person], _bold(turn, turns), _rank(plan, crew, turn)) for turn in turns]
    notes = [f"※{names[turn.person]}: {turn.note}" for turn in turns if turn.note]
    if (zones := zone_order(plan, crew)) and crew.kind is not DutyKind.VILLAGE:
        notes.insert(0, tr("zones {zones}", zones="→".join(zones)))
    if watched := cameras(plan, crew):
        notes.insert(1, tr("cameras {places}", places=comma().join(place.name for place in watched)))
    return Cell(
        date=crew.date,
        lines=packed(pieces, printing.budget),
        notes=tuple(notes),
        missing=tuple(f"※{text}" for text in seats_in_words(plan, crew)),
        stands=True,
        implies=hidden is not None or not _at_host(plan, crew, host),
    )


def _bold(turn: Turn, turns: Sequence[Turn]) -> bool:
    return turn.role == "leader" and len(turns) > 1


def _rank(plan: Plan, crew: Crew, turn: Turn) -> str:
    return words.rank(plan.person_by_id[turn.person].rank) if crew.kind is DutyKind.LEADER else ""


def _host(plan: Plan, crews: Mapping[date, Crew]) -> Crew | None:
    """The crew of one seat that serves in all these crews as well, or none."""
    first = next(iter(crews.values()))
    if not first.only_within:
        return None
    kinds = {seat.kind for seat in first.seats}
    for duty in first.within:
        host = plan.crew_by_id.get(f"{first.date}/{duty}")
        if host and _single(host.seats) and host.seats[0].kind in kinds and len(kinds) > 1:
            return host
    return None


def _single(seats: Sequence[Seat]) -> bool:
    return len(seats) == 1 and seats[0].target == 1


def _hidden(plan: Plan, crew: Crew, host: Crew | None) -> Turn | None:
    """The turn that the host's row prints already."""
    if host is None:
        return None
    theirs = _at_host(plan, crew, host)
    kind = host.seats[0].kind
    mine = [turn for turn in plan.members[crew.id] if plan.person_by_id[turn.person].kind == kind]
    return mine[0] if len(mine) == 1 and [mine[0].person] == theirs else None


def _at_host(plan: Plan, crew: Crew, host: Crew | None) -> list[str]:
    """Who serves in the host's crew of that day."""
    return [turn.person for turn in plan.members.get(f"{crew.date}/{host.duty}", ())] if host else []


def _merged(rows: list[Row]) -> tuple[Row, ...]:
    """Neighbours of one name share their label; `值班民警 主班` and `… 副班` share `值班民警`."""
    merged: list[Row] = []
    at = 0
    while at < len(rows):
        same = _while_alike(rows[at:])
        head = _head(same)
        for n, row in enumerate(same):
            tail = row.label.removeprefix(head).strip()
            sub = (tail, *row.sub) if tail and len(same) > 1 else row.sub
            label = head if len(same) > 1 else row.label
            merged.append(replace(row, label=label, sub=sub, span=(len(same) if n == 0 else 0)))
        at += len(same)
    return tuple(merged)


def _while_alike(rows: list[Row]) -> list[Row]:
    same = rows[:1]
    for row in rows[1:]:
        if not _head([*same, row]):
            break
        same.append(row)
    return same


def _head(rows: Sequence[Row]) -> str:
    """What all names begin with, up to a space: nothing when they differ in the first word."""
    labels = {row.label for row in rows}
    if len(labels) == 1:
        return rows[0].label
    heads = {label.rpartition(" ")[0] for label in labels}
    return heads.pop() if len(heads) == 1 else ""


def event_row(plan: Plan, days: Sequence[Day]) -> Row:
    """Meetings and events of the week, with the number of people who attend."""
    cells = []
    for day in days:
        events = [crew for crew in plan.crews if crew.kind is DutyKind.EVENT and crew.date == day.date]
        lines = tuple(
            (Piece(f"{crew.start:%H%M} {crew.name}", after=tr("{n} people", n=len(plan.members[crew.id]))),)
            for crew in events
        )
        cells.append(Cell(day.date, lines=lines, stands=bool(events)))
    label = tr("Meetings")
    return Row(label=label, sub=(), cells=tuple(cells), kind=DutyKind.EVENT, name=label)
