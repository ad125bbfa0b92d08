"""Changes of duties: how many groups, in which windows, with which seats; and of events."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from scenarios.draft import Draft, wrong
from scheduler.i18n import Text
from scheduler.intake.raw import Place
from scheduler.intake.words import nearest, word

TIERS = ("tier3", "tier2", "tier1")


def duties(draft: Draft, key: str, value: object, at: Place) -> None:
    """`sweep: no`, or `booth: {kind: …, windows: …}`; fields of a known duty are changed. Raises Faults."""
    if isinstance(value, dict):
        _write(draft, "duties", key, value, at)
    else:
        _drop(draft, "duties", key, value)


def events(draft: Draft, key: str, value: object, at: Place) -> None:
    """`open-day: no`, or `drill: {window: …, …}`; fields of a known event are changed. Raises Faults."""
    if isinstance(value, dict):
        _write(draft, "events", key, value, at)
    else:
        _drop(draft, "events", key, value)


def windows(draft: Draft, key: str, value: object, at: Place) -> None:
    """`night-1: "17:30-20:00"`. Raises Faults for an unknown duty."""
    draft.put("duties", draft.find("duties", key), "windows", value, at)


def seats(draft: Draft, key: str, value: object, at: Place) -> None:
    """`night-2: 3辅警` wherever it stands, or `night-2: {tier3: 0}`, or `night-2.tier3: 0`. Raises Faults."""
    name, dot, tier = key.rpartition(".")
    row = draft.find("duties", name if dot and tier in TIERS else key)
    if isinstance(value, dict):
        given = value
    elif dot and tier in TIERS:
        given = {tier: value}
    else:
        given = {one: value for one in TIERS if row.get(one)}
    for one, text in given.items():
        if one not in TIERS:
            raise wrong(Text("unknown key '{key}'; known are {words}", key=one, words=", ".join(TIERS)))
        draft.put("duties", row, one, str(text), at)


def groups(draft: Draft, key: str, value: object, at: Place) -> None:
    """`night: 3`: so many groups of a kind; all their zones are dealt out among them. Raises Faults."""
    kind = word("DutyKind", key)
    mine = [row for row in draft.rows("duties") if row["kind"] == kind]
    if not mine:
        known = ", ".join(dict.fromkeys(row["kind"] for row in draft.rows("duties")))
        raise wrong(Text("no duty is of kind '{kind}'; write one of {known}", kind=key, known=known))
    number = str(value).strip()
    if not number.isdigit():
        raise wrong(Text("'{value}' is no number of groups; write 0, 1, 2 …", value=value))
    if int(number) == len(mine):
        return
    zones = list(dict.fromkeys(zone for row in mine for zone in row["zones"]))
    for row in mine[int(number) :]:
        _drop(draft, "duties", row["id"], "no")
    for one in range(len(mine), int(number)):
        mine.append(_another(draft, mine[-1], one + 1, at))
    for row, part in zip(mine, _dealt(zones, int(number)), strict=False):
        row["zones"] = part


def _another(draft: Draft, row: dict[str, Any], number: int, at: Place) -> dict[str, Any]:
    """A further group like the last one, right behind it."""
    stem = re.sub(r"-?\d+$", "", row["id"])
    name = re.sub(r"·\d+$", "", row["name"])
    new = {**row, "id": f"{stem}-{number}", "name": f"{name}·{number}", "group": number, "own": ""}
    rows = draft.rows("duties")
    rows.insert(rows.index(row) + 1, new)
    draft.places["duties", new["id"]] = at
    return new


def _dealt(zones: list[str], number: int) -> list[list[str]]:
    """The zones in so many parts of neighbours; the first are the larger ones, and none is empty."""
    if not number or not zones:
        return [list(zones)] * number
    if number > len(zones):
        return [[zones[n % len(zones)]] for n in range(number)]
    size, more = divmod(len(zones), number)
    starts = [n * size + min(n, more) for n in range(number + 1)]
    return [zones[start:end] for start, end in pairwise(starts)]


def _write(draft: Draft, section: str, key: str, fields: dict[str, Any], at: Place) -> None:
    rows = draft.rows(section)
    row = next((one for one in rows if key in (one["id"], one["name"])), None)
    if row is None:
        row = {"id": key}
        rows.append(row)
        draft.places[section, key] = at
    for name, value in fields.items():
        draft.put(section, row, name, value, at)


def _drop(draft: Draft, section: str, key: str, value: object) -> None:
    rows = draft.rows(section)
    if word("bool", str(value)) != "no":
        raise wrong(
            Text("'{value}' is neither no nor the fields of one; write `{key}: no`", value=value, key=key)
        )
    gone = [one["id"] for one in rows if key in (one["id"], one["name"])]
    if not gone:
        names = [str(one[name]) for one in rows for name in ("id", "name")]
        near = nearest(key, names)
        maybe = Text("there is no '{name}'; maybe '{near}'?", name=key, near=near)
        plain = Text("there is no '{name}'; known are {known}", name=key, known=", ".join(names[::2]))
        raise wrong(maybe if near else plain)
    draft.data[section] = [one for one in rows if one["id"] not in gone]
    if section == "duties":
        _forget(draft, gone[0])


def _forget(draft: Draft, duty: str) -> None:
    """Nobody can serve within a duty that is no more, meet it, or wish for it."""
    for row in draft.rows("duties"):
        for key in ("within", "meets"):
            row[key] = [one for one in row.get(key, ()) if one != duty]
    draft.data["wishes"] = [one for one in draft.rows("wishes") if one.get("duty") != duty]
