"""Remarks of the organisation: who answers street calls, teams and rooms, desks that nobody can man."""

from __future__ import annotations

from models import DutyKind
from scheduler.i18n import Text
from scheduler.rulebook.sheet import Sheet


def street_calls(on: Sheet) -> Text | None:
    """I-09: the documents differ on who answers calls in the street; said where somebody has chosen."""
    by = on.book.settings.get("street-calls", {}).get("by")
    if by == "patrol":
        return Text(
            "Street and road calls go to the patrol police; the station answers in premises and homes (A23)."
        )
    if by == "station":
        return Text("Street and road calls are answered by the station: by its deputy officer (T16).")
    return None


def form_of_teams(on: Sheet) -> Text | None:
    """U02, W07, A15: the station has not the teams and rooms that the document asks for."""
    values = on.book.settings.get("team-at-work", {})
    form = str(values.get("form", "2+1"))
    teams = on.week.station.teams
    rooms = sum(team.kind.is_room for team in teams)
    if not values.get("on") or form == f"{len(teams) - rooms}+{rooms}":
        return None
    text = "{form} teams and rooms are asked for; the station file names {teams} teams and {rooms} rooms."
    return Text(text, form=form, teams=len(teams) - rooms, rooms=rooms)


def no_desk(on: Sheet) -> Text | None:
    """W08, U24: a desk is asked for, and the station has neither a room for it nor a duty."""
    if not on.book.settings.get("desks-manned", {}).get("on") or on.week.crews_of(DutyKind.DESK):
        return None
    text = (
        "No command room and no counter stands: name a room of kind command or general under `teams`,"
        " or write a duty of kind desk."
    )
    return Text(text)
