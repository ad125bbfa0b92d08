"""A drawing as a file: its name checked, written beside and renamed."""

from __future__ import annotations

from pathlib import Path

from models import Fault, Faults
from scheduler.i18n import Text


def check_name(path: Path) -> None:
    """Raises Faults for a file of another kind than .svg."""
    if path.suffix.lower() != ".svg":
        text = Text("a map is drawn as .svg; write {name}", name=f"{path.stem or 'map'}.svg")
        raise Faults([Fault(text, "--out")])


def write_svg(path: Path, text: str) -> None:
    """Write the file beside and rename it; raises Faults when that cannot be."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        problem = error.strerror or type(error).__name__
        fault = Text("this cannot be written ({problem}); choose another folder", problem=problem)
        raise Faults([Fault(fault, str(path))]) from error
