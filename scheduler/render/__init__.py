"""A plan on paper: the output folder, every file of it written beside and then renamed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from models import Fault, Faults, Plan
from scheduler.i18n import Text

CALENDARS = "calendars"


def write_folder(plan: Plan, folder: Path, redact: bool = False) -> tuple[Path, ...]:
    """Write plan.json, assignments.csv, roster.xlsx, roster.html and one calendar a person.

    Everything is written into a temporary folder beside the files and then renamed one by one; calendars
    of an earlier run are removed. `redact` writes ids for names and leaves personal data out. Returns the
    files written; raises Faults when the folder or a file in it cannot be written.
    """
    if redact:
        from scheduler.render.redact import redacted

        plan = redacted(plan)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".xunfang-", dir=folder))
    except OSError as error:
        raise _refused(folder, error) from error
    try:
        for name, write in _writers().items():
            write(plan, beside / name)
        return _publish(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _writers() -> dict[str, Callable[[Plan, Path], None]]:
    from scheduler.render.assignments import write_assignments
    from scheduler.render.calendars import write_calendars
    from scheduler.render.page import write_page
    from scheduler.render.workbook import write_workbook

    return {
        "plan.json": _write_plan,
        "assignments.csv": write_assignments,
        "roster.xlsx": write_workbook,
        "roster.html": write_page,
        CALENDARS: write_calendars,
    }


def _write_plan(plan: Plan, path: Path) -> None:
    path.write_text(plan.model_dump_json(indent=1) + "\n", encoding="utf-8", newline="\n")


def _publish(beside: Path, folder: Path) -> tuple[Path, ...]:
    """Move every file over the old one of its name, then remove calendars that are no longer written."""
    (folder / CALENDARS).mkdir(exist_ok=True)
    found = sorted(path.relative_to(beside) for path in beside.rglob("*") if path.is_file())
    written = [folder / name for name in sorted(found, key=lambda name: (len(name.parts), name))]
    for path in written:
        try:
            (beside / path.relative_to(folder)).replace(path)
        except OSError as error:
            raise _refused(path, error) from error
    for old in (folder / CALENDARS).glob("*.ics"):
        if old not in written:
            old.unlink()
    return tuple(written)


def _refused(path: Path, error: OSError) -> Faults:
    text = "cannot be written ({reason}); close it in other programs, or name another folder with --out"
    return Faults([Fault(Text(text, reason=error.strerror or str(error)), where=str(path))])
