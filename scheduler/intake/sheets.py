"""How each sheet of a station workbook is read: most are lists, some are keys and values."""

from __future__ import annotations

from collections.abc import Callable

from scheduler.i18n import Text
from scheduler.intake.raw import Place, Raw
from scheduler.intake.table import Grid, filled, put, read_table
from scheduler.intake.words import column_named, label, nearest_column
from scheduler.intake.yaml_source import parse_value

_TITLES = ("项目", "item", "项 目", "栏目")


def read_list(grid: Grid, section: str, raw: Raw) -> None:
    """One row a record."""
    raw.data[section] = put(read_table(grid, section, raw), (section,), raw)


def read_cycle(grid: Grid, section: str, raw: Raw) -> None:
    """One row a team of the cycle; no rows, no cycle."""
    if records := read_table(grid, section, raw):
        raw.places["cycle", "teams"] = grid.place
        raw.places.setdefault(("cycle",), grid.place)
        raw.data.setdefault("cycle", {})["teams"] = put(records, ("cycle", "teams"), raw)


def read_facts(grid: Grid, _: str, raw: Raw) -> None:
    """Lines of key and value; titles above them have nothing in the second column."""
    for number, cells in grid.rows:
        start = next((i for i, cell in enumerate(cells) if filled(cell)), None)
        if start is None:
            continue
        written, value = cells[start], (*cells[start + 1 : start + 2], None)[0]
        if key := column_named("station", written):
            _fact(key, value, grid.at(number, start + 1), raw)
        elif filled(value) and not str(written).strip().lower().startswith(_TITLES):
            near = nearest_column("station", written)
            maybe = Text("unknown line '{header}'; maybe '{near}'?", header=written, near=near)
            text = maybe if near else Text("unknown line '{header}'; delete it", header=written)
            raw.add(grid.at(number, start), text)


def _fact(key: str, value: object, place: Place, raw: Raw) -> None:
    path = ("cycle", key) if key == "anchor" else (key,)
    if path in raw.places:
        raw.add(place, Text("'{key}' is written twice; keep one of them", key=label("station", key)))
        return
    raw.places[path] = place
    if key == "anchor" and filled(value):
        raw.places["cycle",] = place
        raw.data.setdefault("cycle", {})[key] = value
    elif key != "anchor":
        raw.data[key] = value


def read_rules(grid: Grid, section: str, raw: Raw) -> None:
    """One row a setting; a rule without a setting is only named."""
    rules: dict[str, dict[str, object]] = {}
    for record in read_table(grid, section, raw):
        rule, setting = (str(record.values.get(key) or "").strip() for key in ("rule", "setting"))
        value = record.values.get("value")
        settings = rules.setdefault(rule, {})
        raw.places.setdefault((section, rule), record.place)
        if not rule or filled(value) != bool(setting):
            key = label(section, "rule" if not rule else "value" if setting else "setting")
            raw.add(record.place, Text("'{key}' is missing; fill it in", key=key))
        elif setting in settings:
            raw.add(record.place, Text("'{key}' is written twice; keep one of them", key=f"{rule}.{setting}"))
        elif setting:
            raw.places[section, rule, setting] = record.places.get("value", record.place)
            settings[setting] = parse_value(value) if isinstance(value, str) else value
    raw.data[section] = {rule: settings for rule, settings in rules.items() if rule}


def read_holidays(grid: Grid, section: str, raw: Raw) -> None:
    """One row a day with its name."""
    days: dict[str, object] = {}
    for record in read_table(grid, section, raw):
        day = record.values.get("date")
        if not filled(day):
            raw.add(record.place, Text("'{key}' is missing; fill it in", key=label(section, "date")))
        elif str(day) in days:
            raw.add(record.place, Text("'{key}' is written twice; keep one of them", key=day))
        else:
            raw.places[section, str(day)] = record.place
            days[str(day)] = record.values.get("name") or ""
    raw.data[section] = days


READERS: dict[str, Callable[[Grid, str, Raw], None]] = {
    "station": read_facts, "cycle": read_cycle, "rules": read_rules, "holidays": read_holidays,
}  # fmt: skip
