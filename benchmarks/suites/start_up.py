"""How long the command takes to say anything: `xunfang --help` in new processes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.card import Suite, Verdict


class StartUp(Suite):
    """Seconds until `--help` has been said; nothing is decided, so nothing is judged."""

    name = "start-up"
    about = "xunfang --help, median of five new processes"
    source = "the command itself"
    cost = "none; only its seconds count"
    methods: ClassVar[Mapping[str, str]] = {"xunfang-command": "benchmarks.ours.start_up:run"}
    usual = ("xunfang-command",)

    def names(self, data: Path | None) -> Iterable[str]:
        """One."""
        return ("help",)

    def open(self, name: str, data: Path | None) -> Any:
        """Nothing to read."""
        return name

    def size(self, opened: Any) -> str:
        """Five processes."""
        return "5 processes"

    def judge(self, opened: Any, answer: Any) -> Verdict:
        """Nothing to judge."""
        return Verdict(None)
