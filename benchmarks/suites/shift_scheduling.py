"""Public shift scheduling instances (Curtois & Qu 2014) over the same clauses as the police rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.card import Suite, Verdict
from benchmarks.peers.linear import Linear
from benchmarks.peers.shift_model import build
from benchmarks.shift_scheduling.evaluator import evaluate
from benchmarks.shift_scheduling.instance import Instance
from benchmarks.shift_scheduling.reader import read_instance

HEAD = "SECTION_"


class ShiftScheduling(Suite):
    """Who works which shift on which day; judged straight from the format's description."""

    name = "shift-scheduling"
    about = "public personnel rosters, 1 to 32 shift types"
    source = "Curtois & Qu 2014"
    cost = "requests not met and people below or above the cover, by their weights"
    folder = "rostering"
    methods: ClassVar[Mapping[str, str]] = {
        "xunfang": "benchmarks.ours.shift_scheduling:run",
        "cp-sat-2": "benchmarks.peers.on_cp_sat:run",
        "cp-sat-8": "benchmarks.peers.on_cp_sat:run",
        "cp-sat-max-lp": "benchmarks.peers.on_cp_sat:run",
        "highs": "benchmarks.peers.on_highs:run",
    }

    def names(self, data: Path | None) -> Iterable[str]:
        """Every text file of the folder that has the sections of an instance, small ones first."""
        files = [file for file in self.data_in(data).glob("*.txt") if HEAD in _begin(file)]
        return [file.stem for file in sorted(files, key=lambda file: (file.stat().st_size, file.name))]

    def open(self, name: str, data: Path | None) -> Instance:
        """Read one; raises Faults with every mistake in it."""
        return read_instance(self.data_in(data) / f"{name}.txt")

    def size(self, opened: Instance) -> str:
        """People, days and shift types."""
        return f"{len(opened.staff)} people, {opened.days} days, {len(opened.shifts)} shifts"

    def judge(self, opened: Instance, answer: Any) -> Verdict:
        """The format's own cost; every rule broken is a fault."""
        roster = [(str(who), int(day), str(shift)) for who, day, shift in answer]
        known = {person.id for person in opened.staff}, {shift.id for shift in opened.shifts}
        strange = [one for one in roster if one[0] not in known[0] or one[2] not in known[1]
                   or not 0 <= one[1] < opened.days]  # fmt: skip
        if strange:
            return Verdict(None, (f"no such shift: {strange[0]}",))
        verdict = evaluate(opened, roster)
        return Verdict(verdict.cost, tuple(f"{rule} of {who}" for rule, who in sorted(verdict.breaches)))

    def plain(self, opened: Instance) -> tuple[Linear, Any]:
        """The peers' model."""
        return build(opened)

    def best(self, name: str, data: Path | None) -> float | None:
        """From best_known.json, under the instance's name or the number at its end."""
        file = self.data_in(data) / "best_known.json"
        loaded = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        number = name[len(name.rstrip("0123456789")) :]
        entry = loaded.get(name) or loaded.get(number) or {}
        best: float | None = entry.get("best")
        return best


def _begin(file: Path) -> str:
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        return lines.read(2000)
