"""What must hold between the parts of a station: ids are unique, names known, leave the right way round."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.duty import Seats
from models.faults import Path
from models.people import LeaveKind
from scheduler.i18n import LANGUAGES, Text
from scheduler.intake.dates import turned_round
from scheduler.intake.raw import Raw
from scheduler.intake.references import EACH, cells, resolve, rows
from scheduler.intake.shapes import MANDATORY
from scheduler.intake.teams import OURS, join_teams
from scheduler.intake.words import nearest


def check_parts(data: dict[str, Any], raw: Raw, first: date | None = None) -> None:
    """Note every mistake between the parts, and put ids where names were written.

    With `first`, leave that ended before that date is a mistake too, but not training: the year counts.
    """
    _nothing(data, raw)
    _ids(data, raw)
    resolve(data, raw)
    join_teams(data, raw)
    _tags(data, raw)
    _leave(data, raw, first)
    _days_off(data, raw)
    if isinstance(lang := data.get("lang"), str) and lang not in LANGUAGES:
        raw.add_at(("lang",), Text("no language '{name}'; write zh or en", name=lang))


def _nothing(data: dict[str, Any], raw: Raw) -> None:
    for section in MANDATORY:
        if data.get(section) == [] and (section,) not in raw.absent:
            raw.add_at((section,), Text("there is nothing in it; fill in at least one row under the headers"))


def _ids(data: dict[str, Any], raw: Raw) -> None:
    lists = ("people", "duties", "zones", "events", "facts", "teams")
    paths: tuple[Path, ...] = (*((one,) for one in lists), ("cycle", "teams"))
    for path in paths:
        seen: dict[str, Path] = {}
        for i, row in enumerate(rows(data, path)):
            if not isinstance(one := row.get("id"), str):
                continue
            if one in seen:
                where = raw.place(seen[one])
                text = Text("the id '{id}' is taken by {where}; give each its own", id=one, where=where)
                raw.add_at((*path, i, "id"), text)
            seen.setdefault(one, (*path, i, "id"))


def _tags(data: dict[str, Any], raw: Raw) -> None:
    """Tags in seats and invitations that nobody could ever have."""
    skills = [holder[key] for holder, key, _ in cells(data, ("people", EACH, "skills", EACH))]
    known = {*OURS, *skills}
    known |= {holder[key] for holder, key, _ in cells(data, ("teams", EACH, "id"))}
    invited = [("events", EACH, key, EACH) for key in ("who", "led_by", "needs")]
    used = [(holder[key], path) for one in invited for holder, key, path in cells(data, one)]
    for tier in ("tier1", "tier2", "tier3"):
        for holder, key, path in cells(data, ("duties", EACH, tier)):
            used += [(tag, path) for tag in _seat_tags(holder[key])]
    for tag, path in used:
        if tag not in known:
            near = nearest(tag, sorted(known))
            maybe = Text("nobody has the tag '{name}'; maybe '{near}'?", name=tag, near=near)
            first = Text("nobody has the tag '{name}'; give it to somebody as a skill first", name=tag)
            raw.add_at(path, maybe if near else first)


def _seat_tags(text: str) -> list[str]:
    try:
        return [seat.tag for seat in Seats.parse(text) if seat.tag]
    except ValueError:
        return []  # validation says what is wrong with the seats


def _days_off(data: dict[str, Any], raw: Raw) -> None:
    """A date is a holiday here or worked in exchange, not both."""
    workdays, holidays = data.get("workdays"), data.get("holidays")
    for i, day in enumerate(workdays if isinstance(workdays, list) else ()):
        if isinstance(holidays, dict) and day in holidays:
            text = Text("{day} stands among the holidays as well; keep one of them", day=day)
            raw.add_at(("workdays", i), text)


def _leave(data: dict[str, Any], raw: Raw, first: date | None) -> None:
    for i, row in enumerate(rows(data, ("leave",))):
        start, end = row.get("first"), row.get("last")
        if not (isinstance(start, date) and isinstance(end, date)):
            continue
        if end < start:
            raw.add_at(("leave", i, "last"), turned_round(start, end))
        elif first and end < first and row.get("kind") != LeaveKind.TRAINING:  # the year's days count (A12)
            text = Text("this leave ended before the first day, {first}; correct or delete it", first=first)
            raw.add_at(("leave", i, "last"), text)
