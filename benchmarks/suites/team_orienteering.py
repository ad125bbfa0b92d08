"""Team Orienteering: the engine's loop search on public instances, beside PyVRP and OR-Tools routing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.card import Suite, Verdict
from benchmarks.team_orienteering import Instance, faults, read_instance
from models import Fault, Faults


class TeamOrienteering(Suite):
    """Which points each vehicle visits; judged with exact, unrounded distances."""

    name = "team-orienteering"
    about = "routes that collect scores within a length, sets p1 to p7"
    source = "Chao, Golden & Wasil 1996"
    cost = "score collected by all routes; CPU-seconds are the limit of the engine and of PyVRP"
    most = True
    folder = "top"
    many = True
    methods: ClassVar[Mapping[str, str]] = {
        "xunfang": "benchmarks.ours.team_orienteering:run",
        "pyvrp": "benchmarks.peers.pyvrp_routes:run",
        "or-routing": "benchmarks.peers.or_routing:run",
    }

    def names(self, data: Path | None) -> Iterable[str]:
        """Every text file of the folder."""
        return [file.stem for file in sorted(self.data_in(data).glob("*.txt"))]

    def open(self, name: str, data: Path | None) -> Instance:
        """Read one; raises Faults naming the file if it is not one."""
        try:
            return read_instance(self.data_in(data) / f"{name}.txt")
        except ValueError as error:
            raise Faults([Fault(str(error))]) from error

    def size(self, opened: Instance) -> str:
        """Points, vehicles, and how far each may go."""
        return f"{len(opened.points)} points, {opened.crews} vehicles, tmax {opened.tmax:g}"

    def judge(self, opened: Instance, answer: Any) -> Verdict:
        """The score of the points visited; nobody can collect more than all points in reach."""
        wrong = tuple(faults(opened, answer))
        if any("unknown point" in one for one in wrong):
            return Verdict(None, wrong)
        score = sum(opened.points[u][2] for u in {u for route in answer for u in route})
        return Verdict(score, wrong, opened.bound())

    def best(self, name: str, data: Path | None) -> float | None:
        """From best_known.json."""
        file = self.data_in(data) / "best_known.json"
        loaded = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        return float(loaded[name]["best"]) if name in loaded else None
