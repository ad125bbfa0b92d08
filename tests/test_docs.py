"""The documents say what the program does."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pages
import pytest
from typer.main import get_command

import make
import scheduler.rulebook
from scheduler.cli import app
from scheduler.rulebook import RULES, Rule

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh.md")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
COMMANDS = vars(get_command(app))["commands"]
OPTIONS = {
    (name, option)
    for name, command in COMMANDS.items()
    for one in command.params
    for option in one.opts
    if option.startswith("--") and option != "--help"
}


def test_generated_pages_are_current() -> None:
    """rules.md, commands.md and sources.md are what the program says; `python make.py docs` writes them."""
    assert list(pages.stale()) == []


def test_every_rule_written_is_in_the_list() -> None:
    """A rule that stands in a module of the rulebook and not in RULES would never be kept."""
    folder = scheduler.rulebook
    modules = [
        importlib.import_module(f"{folder.__name__}.{one.name}")
        for one in pkgutil.iter_modules(folder.__path__)
    ]
    written = {one.id for module in modules for one in vars(module).values() if isinstance(one, Rule)}
    assert written - {rule.id for rule in RULES} == set()


@pytest.mark.parametrize("page", READMES)
def test_readme_names_every_command(page: str) -> None:
    """Both readmes show each command of `xunfang`, and the two commands of a fresh clone in both forms."""
    text = (ROOT / page).read_text("utf-8")
    missing = [name for name in COMMANDS if f"xunfang {name}" not in text]
    assert missing == []
    for task in ("roster", "test"):
        assert f"make {task}" in text
        assert f"make.py {task}" in text


def test_every_option_is_documented() -> None:
    """Each option of each command stands in the docs."""
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    assert {option for _, option in OPTIONS if f"`{option}`" not in text} == set()


def test_documented_options_exist() -> None:
    """No page shows an option of `xunfang` that is gone."""
    shown = {
        (command, option)
        for page in PAGES
        for command, rest in re.findall(r"xunfang (\w+)([^\n`]*)", page.read_text("utf-8"))
        for option in re.findall(r"--[a-z]+(?:-[a-z]+)*", rest)
    }
    assert ("plan", "--tier") in shown
    assert shown - OPTIONS == set()


def test_every_command_and_option_has_help() -> None:
    """`--help` explains each command and each of its arguments and options."""
    silent = [
        (name, one.name) for name, command in COMMANDS.items() for one in command.params if not one.help
    ]
    assert silent == []
    assert [name for name, command in COMMANDS.items() if not command.help] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link or picture of a page is a file of the project."""
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
    targets += re.findall(r'(?:src|href)="([^"#]+)"', page.read_text("utf-8"))
    broken = [one for one in targets if "://" not in one and not (page.parent / one).exists()]
    assert broken == []


def test_makefile_calls_every_task() -> None:
    """The Makefile has a target for each task of make.py, and each is explained in its help."""
    text = (ROOT / "Makefile").read_text("utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert targets is not None
    assert targets[1].split() == list(make.TASKS)
    assert [task for task in make.TASKS if f"make.py {task} " not in (make.__doc__ or "")] == []
