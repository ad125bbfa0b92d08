"""What the terminal shows: the summary of a plan and the progress of the search."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from sample_plan import changed, sample_plan

from scheduler import i18n
from scheduler.render.progress import Progress
from scheduler.render.summary import WIDTH, show


def console(**options: bool) -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(file=out, width=WIDTH, **options), out  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_summary_fits_its_width(language: str) -> None:
    """No line is wider than 100 columns, Chinese characters counted as two."""
    i18n.use(language)
    screen, out = console()
    show(sample_plan({5: 1}), screen, ())
    assert max(cell_len(line) for line in out.getvalue().splitlines()) <= WIDTH


def test_summary_says_what_matters() -> None:
    """Proof of each tier, an empty seat in words, the notes, the finding and the files are all there."""
    plan = sample_plan()
    plan = changed(plan, turns=tuple(turn for turn in plan.turns if turn.person != "F02"))
    screen, out = console()
    show(plan, screen, (Path("out/plan.json"), Path("out/calendars/F01.ics"), Path("out/calendars/F03.ics")))
    text = out.getvalue()
    for said in ("proven optimal", "found, not proven", "short of 1 auxiliary", "无固定巡逻", "fair-nights",
                 "out/plan.json", "2 calendars in out/calendars"):  # fmt: skip
        assert said in text


def test_markup_in_names_is_not_obeyed() -> None:
    """A station called [red]x[/red] is printed as it is written."""
    screen, out = console()
    show(changed(sample_plan(), name="[red]x[/red]"), screen, ())
    assert "[red]x[/red]: duty roster" in out.getvalue()


def test_progress_is_plain_without_a_terminal() -> None:
    """Each step is written when it begins and when it ends, not at every report in between."""
    screen, out = console(force_terminal=False)
    with Progress(screen) as progress:
        for value in (9, 8, 7):
            progress.report("cover", value, 7, 10 - value)
        progress.report("fairness", None, None, 4.0)
    assert out.getvalue().splitlines() == [
        "cover: best 9, no plan below 7, 1.0 s",
        "cover: best 7, no plan below 7, 3.0 s",
        "fairness: best —, no plan below —, 4.0 s",
    ]


def test_progress_is_drawn_in_a_terminal() -> None:
    """In a terminal the last drawing has a line for each step with its value, bound and seconds."""
    screen, out = console(force_terminal=True)
    with Progress(screen) as progress:
        progress.report("cover", 3, 2, 1.5)
    assert "cover" in out.getvalue()
    assert "1.5" in out.getvalue()
