"""Teams and rooms: whom a team names and who names his team are brought together."""

from __future__ import annotations

from typing import Any

from models.faults import Path
from models.people import Rank, Role, StaffKind
from scheduler.i18n import Text
from scheduler.intake.raw import Raw
from scheduler.intake.references import rows

OURS = {
    *map(str, (*StaffKind, *Rank, *Role)), "leader", "chief_level", "female", "community_auxiliary",
}  # fmt: skip
"""Tags that mean something without anybody's skills, so that no team may have one of them as its id."""


def join_teams(data: dict[str, Any], raw: Raw) -> None:
    """Give each member and leader his team, and each team its members; who is in two is noted."""
    people = {one["id"]: one for one in rows(data, ("people",)) if isinstance(one.get("id"), str)}
    for team, who, path in _named(data):
        if not isinstance(who, str) or who not in people:
            continue
        other = people[who].get("team") or team
        if other != team:
            text = "{who} is in the team '{one}' and in '{other}'; everybody is in one team or room"
            raw.add_at(path, Text(text, who=people[who].get("name", who), one=other, other=team))
        people[who]["team"] = other
    for i, row in enumerate(rows(data, ("teams",))):
        one = row.get("id")
        if one in OURS:
            text = "the id '{id}' is a word of ours; give the team another, such as {id}-team"
            raw.add_at(("teams", i, "id"), Text(text, id=one))
        row["members"] = [who for who, person in people.items() if one and person.get("team") == one]


def _named(data: dict[str, Any]) -> list[tuple[str, Any, Path]]:
    """(team, person, path) of everybody whom a team names as its leader or member."""
    found: list[tuple[str, Any, Path]] = []
    for i, team in enumerate(rows(data, ("teams",))):
        if isinstance(one := team.get("id"), str):
            found.append((one, team.get("leader"), ("teams", i, "leader")))
            members = team.get("members")
            for n, who in enumerate(members if isinstance(members, list) else ()):
                found.append((one, who, ("teams", i, "members", n)))
    return found
