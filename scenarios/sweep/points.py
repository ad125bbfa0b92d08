"""The points of a sweep: all of its grid or a sample, each with a key that names what it is made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from math import prod
from random import Random
from typing import TYPE_CHECKING

from scenarios.sweep.model import Sweep

if TYPE_CHECKING:
    from scenarios.sweep.read import Study


@dataclass(frozen=True)
class Point:
    """One variant: its settings by address, the solver's seed, and the digest of all it depends on."""

    key: str
    settings: dict[str, str]
    seed: int


def size(sweep: Sweep) -> int:
    """How many points a sweep has."""
    whole = prod(map(len, sweep.grid.values()))
    return min(whole, sweep.sample or whole) * max(1, len(sweep.seeds))


def points(study: Study, workers: int) -> list[Point]:
    """Every point in the order of the grid, the last setting running fastest."""
    sweep = study.sweep
    seeds = sweep.seeds or (study.scenario.limits.seed,)
    common = _common(study, workers)
    found = []
    for settings in _combinations(sweep):
        inputs = [study.inputs.get(f"{one}={value}", "") for one, value in settings.items()]
        for seed in seeds:
            text = json.dumps([common, inputs, sorted(settings.items()), seed], ensure_ascii=False)
            found.append(Point(hashlib.sha256(text.encode()).hexdigest()[:16], settings, seed))
    return found


def _combinations(sweep: Sweep) -> Iterator[dict[str, str]]:
    """Combinations of values; a sample without repetition, the same for the same seed of the sample."""
    axes = [*sweep.grid.items()]
    whole = prod(len(values) for _, values in axes)
    chosen = range(whole)
    if sweep.sample is not None and sweep.sample < whole:
        random = Random(sweep.sample_seed)  # noqa: S311 - a sample, no secret
        chosen = sorted(random.sample(range(whole), sweep.sample))  # type: ignore[assignment]
    for number in chosen:
        picked = {}
        for address, values in reversed(axes):
            number, which = divmod(number, len(values))  # noqa: PLW2901 - digits of a number
            picked[address] = values[which]
        yield {address: picked[address] for address, _ in axes}


def _common(study: Study, workers: int) -> list[object]:
    """What all points depend on: engine, scenario, files, promise."""
    scenario = study.scenario.model_dump(mode="json", exclude={"name", "title", "note", "expect"})
    promise = study.sweep.promise.model_dump(mode="json") if study.sweep.promise else None
    return [version("xunfang"), scenario, study.inputs[""], promise, workers]
