"""Any part of a scenario by its address: `people.auxiliary`, `set.fair-nights.band`, `limits.seed`."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from models import Fault, Faults, Limits
from models.faults import Path
from scenarios.form import sentence
from scenarios.scenario import MODELS, VERBS, Change, Scenario
from scheduler.i18n import Text
from scheduler.intake.raw import Place
from scheduler.intake.words import nearest, word

_TOP = ("station", "week", "weeks", "routes", "short", "after")


def with_settings(scenario: Scenario, settings: Mapping[str, object]) -> Scenario:
    """The scenario with other values; a value by address comes after every change in the file.

    `verb.key` is a change such as `seats.night-2`, `tiers.2026-11-28` or `set.RULE.SETTING`; `limits.seed`
    and `week` are the scenario's own; `changes.NAME: no` leaves out a named change. Raises Faults for
    addresses that there are none of and values of a wrong kind; values that do not fit the station are
    found by `order_of`.
    """
    faults: list[Fault] = []
    data = scenario.model_dump()
    asked: dict[str, dict[str, object]] = {}
    for address, value in settings.items():
        head, _, key = address.partition(".")
        if head == "limits" and key in Limits.model_fields:
            data["limits"][key] = value
        elif not key and head in _TOP:
            data[head] = value
        elif key and head in VERBS:
            asked.setdefault(head, {})[key] = _text(value)
        elif head == "changes" and key in {one.name for one in scenario.changes}:
            if word("bool", _text(value)) == "no":
                data["changes"] = [one for one in data["changes"] if one["name"] != key]
        else:
            faults.append(Fault(_unknown(address, scenario), f"{scenario.name} {address}"))
    if asked:
        data["changes"] = [*data["changes"], Change(**asked).model_dump()]  # type: ignore[arg-type]
    try:
        made = Scenario.model_validate(data)
    except ValidationError as errors:
        faults += [Fault(sentence(one, MODELS), scenario.name) for one in errors.errors(include_url=False)]
    if faults:
        raise Faults(faults)
    places = _kept(scenario, made)
    last = len(made.changes) - 1
    for address in settings:
        head, _, key = address.partition(".")
        if head in asked:
            places["changes", last, head, key] = Place(f"{scenario.name} {address}")
    return made.written(scenario.file, places)


def _kept(scenario: Scenario, made: Scenario) -> dict[Path, Place]:
    """The lines of what is still there; a change that was left out takes its lines along."""
    moved: dict[int, int] = {}
    for number, one in enumerate(scenario.changes):
        same = (n for n, other in enumerate(made.changes) if other == one and n not in moved.values())
        if (new := next(same, None)) is not None:
            moved[number] = new
    found: dict[Path, Place] = {}
    for path, place in scenario._places.items():
        if path[:1] == ("changes",) and len(path) > 1:
            if path[1] in moved:
                found["changes", moved[int(path[1])], *path[2:]] = place
        else:
            found[path] = place
    return found


def addresses(scenario: Scenario) -> tuple[str, ...]:
    """What an address may begin with."""
    named = [f"changes.{one.name}" for one in scenario.changes if one.name]
    return (
        *_TOP,
        *(f"limits.{name}" for name in Limits.model_fields),
        *(f"{verb}.…" for verb in VERBS),
        *named,
    )


def _unknown(address: str, scenario: Scenario) -> Text:
    known = addresses(scenario)
    if near := nearest(address, [one for one in known if not one.endswith("…")]):
        return Text("there is nothing at '{name}'; maybe '{near}'?", name=address, near=near)
    return Text("there is nothing at '{name}'; write one of {known}", name=address, known=", ".join(known))


def _text(value: object) -> object:
    """As it would be written in the file; rows of fields stay as they are."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, (dict, list)) else str(value)
