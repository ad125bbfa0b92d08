"""A scenario from its YAML file, or every mistake in it with its line and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

import scenarios
from models import Faults, Importance
from scenarios.bounds import BOUND, FIGURES
from scenarios.form import sentence, text_of
from scenarios.scenario import MODELS, Expect, Scenario
from scheduler.i18n import Text
from scheduler.intake.raw import Raw
from scheduler.intake.words import nearest, word
from scheduler.intake.yaml_source import read_yaml
from scheduler.rulebook import BY_ID

SHIPPED = Path(scenarios.__file__).parent / "what-if"
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
    read_yaml(text_of(path, _unreadable), path.name, raw)
    scenario = _validated(raw) if not raw.faults else None
    if raw.faults or scenario is None:
        raise Faults(raw.faults)
    return scenario.written(path, dict(raw.places))


def _unreadable(problem: str) -> Text:
    text = "this cannot be read ({problem}); name a file, or one that ships: {known}"
    return Text(text, problem=problem, known=", ".join(shipped()))


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
            raw.add_at(error["loc"], sentence(error, MODELS))
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
