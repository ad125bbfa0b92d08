"""Every id of the source documents has a line in docs/sources.csv, and what the line names is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import get_args

import pytest
import sources_page
from pydantic import BaseModel
from sources_page import HOMES, KINDS, Source, sources
from typer.main import get_command

from models import Duty, Event, Fact, Leave, Person, Place, Station, Team, Wish
from scheduler.bureau.bureau import Bureau, Lending, Reserve
from scheduler.cli import app
from scheduler.intake import load_station
from scheduler.reports import KINDS as REPORTS
from scheduler.rulebook import BY_ID, RULES

ROOT = Path(__file__).parent.parent
COMMANDS = vars(get_command(app))["commands"]
LAST = {"T": 25, "C": 8, "N": 10, "H": 2, "Z": 22, "A": 31, "W": 14, "P": 17, "U": 25}
"""The last number of each document; P03 has four parts, and there are twenty inconsistencies."""

EVERY = {
    *(f"{letter}{n:02d}" for letter, last in LAST.items() for n in range(1, last + 1)),
    *(f"I-{n:02d}" for n in range(1, 21)),
    *(f"P03{part}" for part in "abcd"),
} - {"P03"}  # fmt: skip

MAY_BE_OUTSIDE = "C06 C08 N09 Z03 Z20 Z21 Z22 A13 A24 W10 W13 P02 P10 P16 U05 U23"
"""Ids that are no matter of a roster engine, after the reading of the documents."""

NOT_YET = ""
PARTLY = ""
"""Exact lists, to be cut as the engine grows; nothing may be added."""

FILES: dict[str, type[BaseModel]] = {
    "station": Station, "people": Person, "duty": Duty, "event": Event, "place": Place, "leave": Leave,
    "wish": Wish, "fact": Fact, "bureau": Bureau, "lending": Lending, "reserve": Reserve,
    "team": Team,
}  # fmt: skip

every_source = pytest.mark.parametrize("one", sources(), ids=lambda one: one.id)


def test_every_id_has_one_line() -> None:
    """The 177 ids of the documents stand in the table, each once, and nothing else."""
    found = Counter(one.id for one in sources())
    assert len(EVERY) == 177
    assert EVERY - set(found) == set()
    assert set(found) - EVERY == set()
    assert set(found.values()) == {1}


def test_every_id_that_a_rule_or_event_names_is_known() -> None:
    """A rule or event cannot cite T99; H1 to H20 of the rules are the default hard set, not of the table."""
    cited = {source for rule in RULES for source in rule.sources} | {one[0] for one in sources_page.events()}
    ours = {one for one in cited if re.fullmatch(r"(?:[TCNZAWPU]|I-)\d+[a-z]?|H0\d", one)}
    assert {"T06", "I-02", "P03c", "Z05"} <= ours
    assert ours - EVERY == set()


@every_source
def test_each_line_is_whole(one: Source) -> None:
    """A line speaks both languages; it names a home, or says why there is none or what is missing."""
    assert one.zh
    assert one.en
    assert one.home in HOMES
    assert bool(one.places) is (one.home in ("here", "partly"))
    assert one.note or one.home == "here"


@every_source
def test_homes_exist(one: Source) -> None:
    """Every rule, setting, event, note, report, sheet, datum and command that a line names is there."""
    missing = [f"{kind} {name}" for kind, name in one.places if not _exists(kind, name)]
    assert missing == []


def test_rules_are_never_written_by_hand() -> None:
    """Rules, events and notes come from the program, so that the table cannot claim them."""
    written = (ROOT / "docs" / "sources.csv").read_text("utf-8")
    assert re.findall(r"(?:^|[,;]\s*)(?:rule|event|note) [\w/-]+", written, re.MULTILINE) == []


def test_only_matters_outside_a_roster_are_left_outside() -> None:
    """No id is put outside for convenience, and none of those with a home in the program is."""
    assert {one.id for one in sources() if one.home == "outside"} <= set(MAY_BE_OUTSIDE.split())


@pytest.mark.parametrize(
    ("home", "known"), [("not yet", NOT_YET), ("partly", PARTLY)], ids=["not yet", "partly"]
)
def test_what_is_missing_is_known(home: str, known: str) -> None:
    """What has no home, or half of one, is exactly this list: whoever adds the missing part shortens it."""
    assert [one.id for one in sources() if one.home == home] == known.split()


def test_people_of_the_documents_serve_in_the_shipped_stations() -> None:
    """8 officers and 18 auxiliaries (T01, T02), 35 guards and 82 village guards (Z01, Z19)."""
    counts = {
        name: Counter(str(person.kind) for person in load_station(ROOT / "scenarios" / name).station.people)
        for name in ("tianbu", "zhuantang")
    }
    assert (counts["tianbu"]["officer"], counts["tianbu"]["auxiliary"]) == (8, 18)
    assert (counts["zhuantang"]["guard"], counts["zhuantang"]["village"]) == (35, 82)


@pytest.mark.parametrize(
    "place",
    ["setting post-filled.nothing", "datum people.shoes", "datum duty.kind=tea", "command plan --sing",
     "command dance", "report weather", "sheet nothing", "datum scenarios/nowhere.csv", "rule nothing"],
)  # fmt: skip
def test_a_home_that_is_not_there_is_found(place: str) -> None:
    """The check above can fail: an invented setting, datum, command, report, sheet, file or rule is none."""
    kind, _, name = place.partition(" ")
    assert not _exists(kind, name)


def _exists(kind: str, name: str) -> bool:
    if kind == "setting":
        rule, _, key = name.rpartition(".")
        return rule in BY_ID and key in {"on", *BY_ID[rule].settings}
    if kind == "command":
        command, _, option = name.partition(" ")
        return command in COMMANDS and (not option or option in _options(command))
    if kind == "datum":
        return (ROOT / name).is_file() if "/" in name else _is_datum(name)
    if kind == "sheet":
        return (ROOT / "scheduler" / "render" / f"{name}.py").is_file()
    if kind in ("event", "note"):
        return kind in KINDS  # read from the events and the readings themselves
    return name in {"rule": BY_ID, "report": REPORTS}[kind]


def _options(command: str) -> set[str]:
    return {option for one in COMMANDS[command].params for option in one.opts}


def _is_datum(name: str) -> bool:
    """`people.beat` is a field, `duty.kind=night` a word that the field may hold."""
    path, _, value = name.partition("=")
    owner, _, field = path.partition(".")
    fields = FILES[owner].model_fields if owner in FILES else {}
    return field in fields and (not value or value in set(_words(fields[field].annotation)))


def _words(annotation: object) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (str(one.value) for one in annotation)
    for part in get_args(annotation):
        yield from _words(part)
