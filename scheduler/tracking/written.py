"""Write a text file beside and rename it, so that nobody ever finds half of it."""

from __future__ import annotations

from pathlib import Path

from models import Fault, Faults
from scheduler.i18n import Text


def write_text(file: Path, text: str) -> None:
    """Write the file as UTF-8; raises Faults when that cannot be done, and leaves what was there."""
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        problem = error.strerror or type(error).__name__
        said = Text("this cannot be written ({problem}); choose another folder", problem=problem)
        raise Faults([Fault(said, str(file))]) from error
