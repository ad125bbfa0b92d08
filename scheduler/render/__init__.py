"""A plan on paper: the output folder, every file of it written beside and then renamed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from models import Fault, Faults, Plan
from models.route import Point
from models.sealing import sealed, written
from scheduler.i18n import Text

PLAN, CALENDARS, ROUTES = "plan.json", "calendars", "routes"
OURS = {
    CALENDARS: ("*.ics",),
    ROUTES: ("cards.html", "night.html", "supervision.html", "routes.geojson", "[0-9]*-[0-9]*-[0-9]*_*.gpx"),
}
"""Folders in which old files are removed, and the names we give; recordings of radios have others."""


def write_folder(
    plan: Plan, folder: Path, redact: bool = False, background: Sequence[Sequence[Point]] = ()
) -> tuple[Path, ...]:
    """Write plan.json, assignments.csv, roster.xlsx, roster.html, one calendar a person, and the routes.

    The plan is sealed here and nowhere else. Everything is written into a temporary folder beside the files
    and then renamed one by one; calendars and routes of an earlier run are removed. `redact` writes ids
    for names and leaves personal data out. `background` are lines of roads, in the coordinates of the plan's
    places, drawn in grey behind its routes.
    Returns the files written; raises Faults when the folder or a file in it cannot be written.
    """
    if redact:
        from scheduler.render.redact import redacted

        plan = redacted(plan)
    plan = sealed(plan)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".xunfang-", dir=folder))
    except OSError as error:
        raise _refused(folder, error) from error
    try:
        for name, write in _writers(plan, background).items():
            write(plan, beside / name)
        return _publish(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _writers(plan: Plan, background: Sequence[Sequence[Point]]) -> dict[str, Callable[[Plan, Path], None]]:
    from scheduler.render.assignments import write_assignments
    from scheduler.render.calendars import write_calendars
    from scheduler.render.page import write_page
    from scheduler.render.workbook import write_workbook

    return {
        PLAN: _write_plan,
        "assignments.csv": write_assignments,
        "roster.xlsx": write_workbook,
        "roster.html": write_page,
        CALENDARS: write_calendars,
        **_routes(plan, background),
    }


def _routes(plan: Plan, background: Sequence[Sequence[Point]]) -> dict[str, Callable[[Plan, Path], None]]:
    """The writer of routes, for a plan that has some."""
    if not plan.routes:
        return {}
    from scheduler.render.routes_folder import write_routes

    return {ROUTES: partial(write_routes, background=background)}


def _write_plan(plan: Plan, path: Path) -> None:
    path.write_bytes(written(plan))


def _publish(beside: Path, folder: Path) -> tuple[Path, ...]:
    """Move every file over the old one of its name, then remove those that are no longer written."""
    found = sorted(path.relative_to(beside) for path in beside.rglob("*") if path.is_file())
    written = [folder / name for name in sorted(found, key=lambda name: (len(name.parts), name))]
    for path in sorted(written, key=lambda path: path.name == PLAN):  # who finds it finds the rest as well
        try:
            path.parent.mkdir(exist_ok=True)
            (beside / path.relative_to(folder)).replace(path)
        except OSError as error:
            raise _refused(path, error) from error
    _clear(folder, set(written))
    return tuple(written)


def _clear(folder: Path, written: set[Path]) -> None:
    """Remove calendars and routes of an earlier run; files with other names are not ours."""
    for name, patterns in OURS.items():
        old = {path for pattern in patterns for path in (folder / name).glob(pattern)} - written
        for path in old:
            path.unlink()
        if old and not any((folder / name).iterdir()):
            (folder / name).rmdir()


def _refused(path: Path, error: OSError) -> Faults:
    text = "cannot be written ({reason}); close it in other programs, or name another folder with --out"
    return Faults([Fault(Text(text, reason=error.strerror or str(error)), where=str(path))])
