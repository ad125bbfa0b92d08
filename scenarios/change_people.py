"""Changes of people: so many of a kind, who is gone, who is away."""

from __future__ import annotations

import re
from typing import Any

from scenarios.draft import Draft, wrong
from scheduler.i18n import Text
from scheduler.intake.raw import Place
from scheduler.intake.words import word, words

_COUNT = re.compile(r"^([+-]?)(\d+)$")
_OWN = (
    "cover", "home_zone", "beat", "beat_since", "beat_before", "beat_approval", "protected_until", "phone",
)  # fmt: skip
"""What somebody new does not have from whom he is like."""


def people(draft: Draft, key: str, value: object, at: Place) -> None:
    """`auxiliary: +2`, `auxiliary: 20`, `F05: no`, or `like: F03` for those who come. Raises Faults."""
    if key == "like":
        draft.like = str(draft.find("people", str(value))["id"])
    elif kind := word("StaffKind", key):
        _number(draft, kind, str(value).strip(), at)
    elif word("bool", str(value)) == "no":
        _gone(draft, draft.find("people", key))
    else:
        draft.find("people", key)
        text = "'{value}' is neither a number nor no; write +2, -1, 20, or no for somebody who is gone"
        raise wrong(Text(text, value=value))


def leave(draft: Draft, key: str, value: object, at: Place) -> None:
    """`F03: 2026-11-23..2026-11-29:reason`; several in a list. Raises Faults for nobody's name."""
    person = draft.find("people", key)["id"]
    for one in value if isinstance(value, list) else [value]:
        draft.aways.append((f"{person}={one}", at))


def _number(draft: Draft, kind: str, value: str, at: Place) -> None:
    match = _COUNT.match(value)
    if not match:
        raise wrong(Text("'{value}' is no number of people; write 20, +2 or -1", value=value))
    mine = [row for row in draft.rows("people") if row["kind"] == kind]
    wanted = int(match[2]) if not match[1] else len(mine) + int(value)
    for _ in range(wanted - len(mine)):
        _come(draft, kind, at)
    plain = _plain(draft, mine)
    if len(mine) - wanted > len(plain):
        text = "only {number} of them have no rank, role or team; name who is gone, as in `F05: no`"
        raise wrong(Text(text, number=len(plain)))
    for row in plain[len(plain) - max(0, len(mine) - wanted) :]:
        _gone(draft, row)


def _plain(draft: Draft, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those without rank, role or team, in the order of the file."""
    teams = (draft.data.get("cycle") or {}).get("teams", ())
    bound = {member for team in teams for member in team["members"]}
    return [row for row in rows if row["rank"] == "member" and not row["roles"] and row["id"] not in bound]


def _come(draft: Draft, kind: str, at: Place) -> None:
    """Somebody new with the tags of `like`, else of the first plain one of the kind."""
    rows = draft.rows("people")
    mine = [row for row in rows if row["kind"] == kind]
    liked = [row for row in rows if row["id"] == draft.like and row["kind"] == kind]
    model = next(iter([*liked, *_plain(draft, mine), *mine]), None)
    if model is None:
        raise wrong(Text("nobody here is of that kind; there is nobody to take the tags from"))
    stem, digits = re.fullmatch(r"(.*?)(\d*)", model["id"]).groups()  # type: ignore[union-attr]
    taken = {row["id"] for row in rows}
    number = 1 + max((int(row["id"][len(stem) :]) for row in mine if _numbered(row["id"], stem)), default=0)
    id_ = f"{stem}{number:0{len(digits)}d}"
    assert id_ not in taken, "the highest number was counted"
    called = next(one for one in words("StaffKind").words if one.english == kind)
    name = f"新{called.chinese}" if draft.lang == "zh" else f"New {called.english} "
    same = {key: value for key, value in model.items() if key not in _OWN}
    rows.append({**same, "id": id_, "name": f"{name}{number}"})
    draft.places["people", id_] = at


def _numbered(id_: str, stem: str) -> bool:
    return id_.startswith(stem) and id_[len(stem) :].isdigit()


def _gone(draft: Draft, row: dict[str, Any]) -> None:
    """Somebody leaves the station, with his leave, his wishes and his places in teams and pairs."""
    id_ = row["id"]
    draft.data["people"] = [one for one in draft.rows("people") if one["id"] != id_]
    for section in ("leave", "wishes"):
        draft.data[section] = [one for one in draft.rows(section) if one["person"] != id_]
    for one in draft.rows("people"):
        if one.get("cover") == id_:
            one["cover"] = None
    for team in (draft.data.get("cycle") or {}).get("teams", ()):
        team["members"] = [member for member in team["members"] if member != id_]
