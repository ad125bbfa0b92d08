"""A sweep as a page with pictures, without outside assets."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scenarios.sweep import drawing
from scenarios.sweep.model import Front
from scenarios.sweep.read import Study
from scenarios.sweep.shown import Shown, columns_of, front_columns
from scenarios.words import named
from scheduler.beside import write_text
from scheduler.i18n import language, tr


def page(study: Study, what: Shown) -> str:
    """The page as text; everything is escaped."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    front = study.sweep.front or Front()
    return environment.get_template("page.html.j2").render(
        lang="zh-CN" if language() == "zh" else "en",
        sweep=study.sweep,
        what=what,
        d=drawing,
        scatter=drawing.scatter(what, front, [*study.sweep.grid]),
        columns=[one.name for one in columns_of(study, what.rows)],
        front_columns=front_columns(study.sweep),
        named=named,
        value=lambda one: "" if one is None else f"{one:.10g}" if isinstance(one, float) else one,
        words={
            "map": tr("Heat map"), "front": tr("Pareto front"), "points": tr("Points"),
            "none": tr("✗ impossible, ? undecided, ! a mistake or an accident, · not planned yet"),
            "mean": tr("the mean, where other settings vary"),
        },
    )  # fmt: skip


def write_page(path: Path, study: Study, what: Shown) -> None:
    """Write it beside and rename it; raises Faults."""
    write_text(path, page(study, what))
