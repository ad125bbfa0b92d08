"""roster.html: the printed week for any browser, without outside assets."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from models import Plan
from scheduler.i18n import language, tr
from scheduler.render.community import community_weeks
from scheduler.render.table import on_the_wall

JOINER, BREAK = "\u2060", "\u200b"
"""No line breaks here; a line may break here. Neither prints anything."""


def write_page(plan: Plan, path: Path) -> None:
    """Write the page; everything from the plan is escaped."""
    path.write_text(html(plan), encoding="utf-8", newline="\n")


def html(plan: Plan) -> str:
    """The page as text: one printed sheet a week."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals.update(tr=tr, whole=_whole)
    template = environment.get_template("roster.html.j2")
    weeks = on_the_wall(plan)
    return template.render(
        pages=weeks,
        community=community_weeks(plan),
        title=weeks[0].title,
        lang="zh-CN" if language() == "zh" else "en",
    )


def _whole(value: object) -> str:
    """Text that breaks between zones (`1→2`), not inside a window (`0830–1200`) or a name (`李　明`)."""
    text = str(value).replace("→", f"→{BREAK}")
    for sign in "–　":
        text = text.replace(sign, f"{JOINER}{sign}{JOINER}")
    return text
