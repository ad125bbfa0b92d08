"""Who and what is meant: ids and names of people, zones and duties, with the nearest when unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.faults import Path
from scheduler.i18n import Text
from scheduler.intake.raw import Raw
from scheduler.intake.words import canonical, nearest

EACH = "*"
_REFERENCES: tuple[tuple[Path, str], ...] = (
    (("leave", EACH, "person"), "people"),
    (("wishes", EACH, "person"), "people"),
    (("people", EACH, "cover"), "people"),
    (("cycle", "teams", EACH, "members", EACH), "people"),
    (("teams", EACH, "members", EACH), "people"),
    (("teams", EACH, "leader"), "people"),
    (("people", EACH, "team"), "teams"),
    (("people", EACH, "home_zone"), "zones"),
    (("people", EACH, "beat", EACH), "zones"),
    (("duties", EACH, "zones", EACH), "zones"),
    (("duties", EACH, "within", EACH), "duties"),
    (("duties", EACH, "meets", EACH), "duties"),
    (("duties", EACH, "place"), "places"),
    (("wishes", EACH, "duty"), "duties"),
)
_MAYBE = {
    "people": Text("nobody has the id or name '{name}'; maybe '{near}'?").message,
    "zones": Text("there is no zone '{name}'; maybe '{near}'?").message,
    "duties": Text("there is no duty '{name}'; maybe '{near}'?").message,
    "places": Text("there is no place '{name}'; maybe '{near}'?").message,
    "teams": Text("there is no team or room '{name}'; maybe '{near}'?").message,
}
_KNOWN = {
    "people": Text("nobody has the id or name '{name}'; known are {known}").message,
    "zones": Text("there is no zone '{name}'; known are {known}").message,
    "duties": Text("there is no duty '{name}'; known are {known}").message,
    "places": Text("there is no place '{name}'; known are {known}").message,
    "teams": Text("there is no team or room '{name}'; known are {known}").message,
}


def rows(data: Any, path: Path) -> list[dict[str, Any]]:
    """The records at a path, without what is none; an empty list when there is no list."""
    for part in path:
        data = data.get(part) if isinstance(data, dict) else None
    return [row if isinstance(row, dict) else {} for row in data] if isinstance(data, list) else []


def cells(data: Any, pattern: Path, path: Path = ()) -> Iterator[tuple[Any, Any, Path]]:
    """(container, key, path) of every text that the pattern finds."""
    part, rest = pattern[0], pattern[1:]
    keys = range(len(data)) if part == EACH and isinstance(data, list) else ()
    for key in keys if part == EACH else [part] if isinstance(data, dict) and part in data else []:
        if rest:
            yield from cells(data[key], rest, (*path, key))
        elif isinstance(data[key], str):
            yield data, key, (*path, key)


@dataclass(frozen=True)
class Names:
    """The ids of a section, and the names that stand for just one of them."""

    ids: tuple[str, ...]
    names: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, records: list[dict[str, Any]]) -> Names:
        """The names of records with `id` and `name`."""
        known = [(one["id"], str(one.get("name", ""))) for one in records if isinstance(one.get("id"), str)]
        names: dict[str, tuple[str, ...]] = {}
        for one, name in known:
            names[canonical(name)] = (*names.get(canonical(name), ()), one)
            if canonical(one) not in names:
                names[canonical(one)] = (one,)
        return cls(tuple(dict.fromkeys(one for one, _ in known)), names)

    def find(self, text: str) -> tuple[str, ...]:
        """The ids that a text means; an id comes before a name."""
        return (text,) if text in self.ids else self.names.get(canonical(text), ())

    def unknown(self, target: str, text: str, names: list[str]) -> Text:
        """The sentence about a text that means nothing here, with the nearest id or name."""
        if near := nearest(text, (*self.ids, *names)):
            found = self.find(near)
            both = near if not found or near == found[0] else f"{near} ({found[0]})"
            return Text(_MAYBE[target], name=text, near=both)
        known = ", ".join(self.ids[:12]) + (", …" if len(self.ids) > 12 else "")
        return Text(_KNOWN[target], name=text, known=known)


def several(name: str, ids: tuple[str, ...]) -> Text:
    """The sentence about a name that more than one person, zone or duty has."""
    return Text("several have the name '{name}'; write one of {ids}", name=name, ids=", ".join(ids))


def resolve(data: dict[str, Any], raw: Raw) -> None:
    """Put ids where ids or names are written; what nobody has is noted."""
    for pattern, target in _REFERENCES:
        _resolve(data, pattern, target, raw)


def _resolve(data: dict[str, Any], pattern: Path, target: str, raw: Raw) -> None:
    records = rows(data, (target,))
    if (target,) in raw.absent or (target != "people" and ("station",) in raw.absent):
        return
    known = Names.of(records)
    if not known.ids and target == "people":
        return
    for holder, key, path in cells(data, pattern):
        found = known.find(holder[key])
        if len(found) == 1:
            holder[key] = found[0]
        elif found:
            raw.add_at(path, several(holder[key], found))
        else:
            names = [str(one.get("name", "")) for one in records]
            raw.add_at(path, known.unknown(target, holder[key], names))
