"""A scenario from its YAML file, or every mistake in it with its line and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

import scenarios
from models import Fault, Faults, Importance, Limits
from scenarios.bounds import BOUND, FIGURES
from scenarios.scenario import Change, Expect, Scenario
from scheduler.i18n import Text
from scheduler.intake.raw import Raw
from scheduler.intake.words import nearest, word
from scheduler.intake.yaml_source import read_yaml
from scheduler.rulebook import BY_ID

SHIPPED = Path(scenarios.__file__).parent / "what-if"
_MODELS: dict[str, type[BaseModel]] = {"changes": Change, "expect": Expect, "limits": Limits}
_BOOLS = ("routes", "short")


def shipped() -> dict[str, Path]:
    """The scenarios that ship, by name."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.yaml"))}


def find_scenario(path: Path) -> Path:
    """A file, or the shipped scenario of that name; raises Faults for neither."""
    return path if path.exists() else shipped().get(str(path), path)


def read_scenario(path: Path) -> Scenario:
    """The scenario in a file (or one that ships, by name); raises Faults with every mistake in its form.

    What its changes say about the station is judged by `order_of`.
    """
    path, raw = find_scenario(path), Raw()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Faults([Fault(Text("this is not a text file; save it as UTF-8"), str(path))]) from None
    except OSError as error:
        known = ", ".join(shipped())
        why = Text("this cannot be read ({problem}); name a file, or one that ships: {known}",
                   problem=error.strerror or "?", known=known)  # fmt: skip
        raise Faults([Fault(why, str(path))]) from None
    read_yaml(text, path.name, raw)
    scenario = _validated(raw) if not raw.faults else None
    if raw.faults or scenario is None:
        raise Faults(raw.faults)
    return scenario.written(path, dict(raw.places))


def _validated(raw: Raw) -> Scenario | None:
    data = {key: value for key, value in raw.data.items() if value is not None}
    for key in _BOOLS:
        if key in data:
            data[key] = _bool(data[key])
    for holder, key in ((data, "profiles"), (data.get("expect"), "conflict")):
        if isinstance(holder, dict) and isinstance(holder.get(key), str):
            holder[key] = holder[key].split()
    try:
        scenario = Scenario.model_validate(data)
    except ValidationError as errors:
        for error in errors.errors(include_url=False):
            raw.add_at(error["loc"], _sentence(error))
        return None
    for path, text in _expectations(scenario.expect):
        raw.add_at(path, text)
    return scenario


def _bool(value: object) -> object:
    return {"yes": True, "no": False}.get(word("bool", str(value)) or "", value)


def _expectations(expect: Expect | None) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Rules and figures that there are none of, bounds that cannot be read."""
    if expect is None:
        return
    for name in expect.conflict:
        if name not in BY_ID:
            yield ("expect", "conflict"), _no_such(name, list(BY_ID))
    for part, known in (("cost", [*BY_ID, *Importance]), ("figures", [*FIGURES])):
        for name, bound in getattr(expect, part).items():
            if name not in known:
                yield ("expect", part, name), _no_such(name, known)
            if not BOUND.match(bound):
                yield (
                    ("expect", part, name),
                    Text("'{value}' is no bound; write 3, 2-5, <=5 or >=2", value=bound),
                )


def _no_such(name: str, known: list[str]) -> Text:
    if near := nearest(name, known):
        return Text("there is no '{name}'; maybe '{near}'?", name=name, near=near)
    return Text("there is no '{name}'; known are {known}", name=name, known=", ".join(known[:20]))


def _sentence(error: ErrorDetails) -> Text:
    path, kind, value, context = error["loc"], error["type"], error["input"], error.get("ctx", {})
    key = str(path[-1])
    if kind == "fault":
        return Text(context["template"], **{one: text for one, text in context.items() if one != "template"})
    if kind == "extra_forbidden":
        known = list((_MODELS.get(str(path[0]), Scenario) if len(path) > 1 else Scenario).model_fields)
        if near := nearest(key, known):
            return Text("unknown key '{key}'; maybe '{near}'?", key=key, near=near)
        return Text("unknown key '{key}'; known are {words}", key=key, words=", ".join(known))
    if value is None or kind in ("missing", "too_short", "string_too_short"):
        return Text("'{key}' is missing; fill it in", key=key)
    if kind in ("tuple_type", "list_type"):
        return Text("'{key}' should be a list; start each entry with '- '", key=key)
    if kind in ("dict_type", "model_type") or isinstance(value, (dict, list)):
        return Text("'{key}' should hold 'key: value' lines, not '{value}'", key=key, value=_shown(value))
    if {"ge", "le"} <= {*_limits(key)}:
        return Text(
            "{key} is '{value}'; write a number from {low} to {high}", key=key, value=value, **_bounds(key)
        )
    return Text("'{value}' does not fit '{key}'; correct it", value=value, key=key)


def _limits(key: str) -> dict[str, int]:
    info = Scenario.model_fields.get(key)
    found = {}
    for one in info.metadata if info else ():
        for name in ("ge", "le"):
            if hasattr(one, name):
                found[name] = getattr(one, name)
    return found


def _bounds(key: str) -> dict[str, int]:
    limits = _limits(key)
    return {"low": limits["ge"], "high": limits["le"]}


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) < 60 else f"{text[:57]}…"
