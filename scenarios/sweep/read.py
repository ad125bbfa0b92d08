"""A sweep from its YAML file, with its scenario: every mistake in both at once, each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ValidationError

from models import Fault, Faults
from scenarios.form import sentence, text_of
from scenarios.order import Base, base_of, order_of
from scenarios.read import SHIPPED, find_scenario, read_scenario, shipped
from scenarios.scenario import Scenario
from scenarios.settings import with_settings
from scenarios.sweep.columns import Column, columns_of
from scenarios.sweep.model import MOST, Front, HeatMap, Promise, Sweep
from scenarios.sweep.points import size
from scheduler.i18n import Text
from scheduler.intake.raw import Raw
from scheduler.intake.words import nearest
from scheduler.intake.yaml_source import read_yaml
from scheduler.order import Order

_MODELS: dict[str, type[BaseModel]] = {
    "": Sweep, "front": Front, "maps": HeatMap, "promise": Promise,
}  # fmt: skip

ELSEWHERE = ("station", "week", "after")
"""Settings with which other files are read."""


@dataclass(frozen=True)
class Study:
    """A sweep that is in order: its scenario with the station as read, the columns of its table.

    `base` is none where the station or the week vary; `inputs` are digests of what was read, by value of such
    a setting ("" for the scenario's own).
    """

    sweep: Sweep
    scenario: Scenario
    base: Base | None
    columns: tuple[Column, ...]
    inputs: dict[str, str] = field(default_factory=dict)


def shipped_sweeps() -> dict[str, Path]:
    """The sweeps that ship, by name."""
    return {path.stem: path for path in sorted((SHIPPED / "sweeps").glob("*.yaml"))}


def find_sweep(path: Path) -> Path:
    """A file, or the shipped sweep of that name."""
    return path if path.exists() else shipped_sweeps().get(str(path), path)


def read_study(path: Path) -> Study:
    """The sweep in a file (or one that ships, by name) with its scenario; raises Faults with every mistake.

    Each value of each setting is tried alone; points whose values clash with each other say so in their row.
    """
    sweep = read_sweep(find_sweep(path))
    beside = sweep.home / sweep.base
    file = beside if beside.is_file() else find_scenario(Path(sweep.base))
    if not file.is_file():
        text = "there is no scenario '{name}' beside this file, and none of that name ships; ships: {known}"
        raise Faults([Fault(Text(text, name=sweep.base, known=", ".join(shipped())), str(sweep.at("base")))])
    try:
        scenario = read_scenario(file)
        base = base_of(scenario)
        order = order_of(scenario, base)
    except Faults as faults:
        raise Faults(
            [Fault(one.text, one.where or str(sweep.at("base"))) for one in faults.faults]
        ) from faults
    orders, wrong = _each_alone(sweep, scenario, base)
    columns = columns_of(sweep, [order, *orders.values()])
    wrong += _unknown_columns(sweep, columns)
    if wrong:
        raise Faults(wrong)
    inputs = {"": order.record.digest(order.before)}
    inputs |= {key: one.record.digest(one.before) for key, one in orders.items() if _elsewhere(key)}
    mine = None if any(_elsewhere(address) for address in sweep.grid) else base
    if mine and any(one.patrols for one in [order, *orders.values()]):
        _ = mine.patrols  # read here, so that no worker needs the files
    return Study(sweep, scenario, mine, columns, inputs)


def read_sweep(path: Path) -> Sweep:
    """The sweep in a file; raises Faults with every mistake in its form."""
    raw = Raw()
    read_yaml(text_of(path, _unreadable), path.name, raw)
    data = {key: value for key, value in raw.data.items() if value is not None}
    sweep = None
    try:
        sweep = Sweep.model_validate({"name": path.stem, **data}) if not raw.faults else None
    except ValidationError as errors:
        for one in errors.errors(include_url=False):
            raw.add_at(one["loc"], sentence(one, _MODELS))
    if sweep and size(sweep) > MOST:
        text_ = Text("{number} points are too many; take a part of them with `sample:`", number=size(sweep))
        raw.add_at(("grid",), text_)
    if raw.faults or sweep is None:
        raise Faults(raw.faults)
    return sweep.written(path, dict(raw.places))


def _unreadable(problem: str) -> Text:
    text = "this cannot be read ({problem}); name the file of a sweep, or one that ships: {known}"
    return Text(text, problem=problem, known=", ".join(shipped_sweeps()))


def _elsewhere(key: str) -> bool:
    return key.partition("=")[0] in ELSEWHERE


def _each_alone(sweep: Sweep, scenario: Scenario, base: Base) -> tuple[dict[str, Order], list[Fault]]:
    """The order of each value of each setting, and the mistakes in them."""
    found: dict[str, Order] = {}
    wrong: dict[tuple[str, str, str], tuple[object, list[str]]] = {}
    for path, address, value in _tried(sweep):
        try:
            made = with_settings(scenario, {address: value})
            found[f"{address}={value}"] = order_of(made, None if address in ELSEWHERE else base)
        except Faults as faults:
            for one in faults.faults:  # what is wrong with several values is said once
                key = str(sweep.at(*path)), address, str(one.text)
                wrong.setdefault(key, (one.text, []))[1].append(value)
    return found, [
        Fault(text, f"{at} {address}={', '.join(values)}")
        for (at, address, _), (text, values) in wrong.items()
    ]


def _tried(sweep: Sweep) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Where it stands in the file, address, value."""
    for address, values in sweep.grid.items():
        yield from ((("grid", address), address, value) for value in values)
    if sweep.promise:
        for address, value in sweep.promise.keep.items():
            yield ("promise", "keep", address), address, value
        for kind, number in sweep.promise.extra.items():
            yield ("promise", "extra", kind), f"people.{kind}", f"+{number}"


def _unknown_columns(sweep: Sweep, columns: tuple[Column, ...]) -> list[Fault]:
    numbers = [one.name for one in columns if one.is_number]
    asked: list[tuple[tuple[str | int, ...], str, list[str]]] = []
    for part in ("minimise", "maximise"):
        asked += [(("front", part), name, numbers) for name in getattr(sweep.front or Front(), part)]
    for number, one in enumerate(sweep.maps):
        axes = [*sweep.grid, "seed"]
        asked += [(("maps", number, "x"), one.x, axes), (("maps", number, "y"), one.y, axes)]
        asked.append((("maps", number, "show"), one.show, numbers))
    return [
        Fault(_no_column(name, known), str(sweep.at(*path)))
        for path, name, known in asked
        if name not in known
    ]


def _no_column(name: str, known: list[str]) -> Text:
    if near := nearest(name, known):
        return Text("there is no '{name}'; maybe '{near}'?", name=name, near=near)
    return Text("there is no '{name}'; known are {known}", name=name, known=", ".join(known))
