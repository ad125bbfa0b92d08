"""Changes of the ground: roads closed or slow, what happens where, and at which hours it matters."""

from __future__ import annotations

from typing import Any

from scenarios.draft import Draft, wrong
from scheduler.i18n import Text
from scheduler.intake.raw import Place
from scheduler.intake.words import word

ZONE = "zone "
CLOSED = ("closed", "封闭", "封路", "no", "0")


def roads(draft: Draft, key: str, value: object, at: Place) -> None:
    """`江堤路: closed`, `n001-n002: 0.5` (half as fast), `zone 3: 0.5`. Raises Faults for no factor.

    Whether the road is there is known later, when the map is read.
    """
    if key.startswith(ZONE):
        draft.find("zones", key[len(ZONE) :])
    factor = 0.0 if str(value).strip().lower() in CLOSED else _factor(value)
    draft.roads[key] = factor, at


def load(draft: Draft, key: str, value: object, at: Place) -> None:
    """`zone 3: 2`, `key_place: 1.5`, `room-3: 0`: the risk of places times a factor. Raises Faults."""
    factor = _factor(value)
    for row in _places(draft, key):
        before = draft.risks.setdefault(row["id"], row["risk"])
        draft.put("places", row, "risk", before * factor, at)


def hours(draft: Draft, key: str, value: object, at: Place) -> None:
    """`zone 3: "18:00-24:00"`: places matter in these hours only. Raises Faults."""
    for row in _places(draft, key):
        draft.put("places", row, "windows", value, at)


def _places(draft: Draft, key: str) -> list[dict[str, Any]]:
    """A place, the places of a kind, or those of a zone."""
    rows = draft.rows("places")
    if key.startswith(ZONE):
        zone = draft.find("zones", key[len(ZONE) :])["id"]
        return [row for row in rows if row["zone"] == zone]
    if kind := word("PlaceKind", key):
        return [row for row in rows if row["kind"] == kind]
    return [draft.find("places", key)]


def _factor(value: object) -> float:
    try:
        factor = float(str(value))
    except ValueError:
        factor = -1
    if not 0 <= factor <= 1000:
        raise wrong(Text("'{value}' is no factor; write a number such as 2 or 0.5", value=value))
    return factor
