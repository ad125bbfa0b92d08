"""A drawing as a file: its name is checked."""

from __future__ import annotations

from pathlib import Path

from models import Fault, Faults
from scheduler.i18n import Text


def check_name(path: Path) -> None:
    """Raises Faults for a file of another kind than .svg."""
    if path.suffix.lower() != ".svg":
        text = Text("a map is drawn as .svg; write {name}", name=f"{path.stem or 'map'}.svg")
        raise Faults([Fault(text, "--out")])
