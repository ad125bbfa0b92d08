"""Words a chief may write: columns, sheets and values in Chinese and English, read from three tables."""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from scheduler.i18n import language

_FILLING = re.compile(r"[\s_\-*·:'\"]+|\(.*?\)")


@dataclass(frozen=True)
class Word:
    """A key or value with its two names; `str()` gives the one of the language spoken now."""

    english: str
    chinese: str

    def __str__(self) -> str:
        return self.chinese if language() == "zh" and self.chinese else self.english


@dataclass(frozen=True)
class Words:
    """Several words, divided by commas of the language spoken now."""

    words: tuple[Word, ...]

    def __str__(self) -> str:
        return ("、" if language() == "zh" else ", ").join(map(str, self.words))


@dataclass(frozen=True)
class Column:
    """One column of a table: its key, its headers, and what to tell the person who fills it in."""

    section: str
    key: str
    chinese: str
    also: tuple[str, ...]
    help_en: str
    help_zh: str
    example: str

    @property
    def header(self) -> str:
        """The header in a workbook, in both languages."""
        return f"{self.chinese} {self.key}"


@dataclass(frozen=True)
class Section:
    """One part of a station: a sheet of a workbook, perhaps a CSV file of its own."""

    section: str
    chinese: str
    english: str
    also: tuple[str, ...]
    file: str
    help_en: str
    help_zh: str

    def __str__(self) -> str:
        return self.chinese if language() == "zh" else self.section


def canonical(text: object) -> str:
    """The text as words are compared: no case, no full-width forms, no spaces, dashes or brackets."""
    return _FILLING.sub("", unicodedata.normalize("NFKC", str(text)).lower())


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("scheduler.intake") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _vocabulary() -> tuple[dict[str, str], ...]:
    """Every word of words.csv, and the road classes as the roads themselves name them."""
    text = (files("scheduler.roads") / "classes.csv").read_text(encoding="utf-8")
    roads = csv.DictReader(text.splitlines())
    classes = (
        {"table": "RoadClass", "word": row["road"], "chinese": row["chinese"], "also": row["also"]}
        for row in roads
    )
    return (*_rows("words.csv"), *classes)


def _also(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(part for part in row.pop("also").split("|") if part)


@cache
def sections() -> dict[str, Section]:
    """Every section by its key, in the order of the workbook."""
    return {row["section"]: Section(also=_also(row), **row) for row in _rows("sheets.csv")}


@cache
def columns(section: str) -> tuple[Column, ...]:
    """The columns of a section in order, without those that are read but not kept."""
    return tuple(column for column in _columns() if column.section == section and column.key.isidentifier())


@cache
def _columns() -> tuple[Column, ...]:
    return tuple(Column(also=_also(row), **row) for row in _rows("columns.csv"))


@cache
def _headers(section: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in _columns():
        if column.section == section:
            keyword = column.key if column.key.isidentifier() else column.chinese
            for name in (keyword, column.chinese, *column.also):
                found.setdefault(canonical(name), column.key)
    return found


@cache
def _sheets() -> dict[str, str]:
    every = ((part, (part.section, part.chinese, part.english, *part.also)) for part in sections().values())
    return {canonical(name): part.section for part, names in every for name in names}


@cache
def _values(table: str) -> dict[str, str]:
    tables = (table,) if table != "Tag" else ("Tag", "StaffKind", "Role", "Rank")
    found: dict[str, str] = {}
    for name in tables:
        for row in _vocabulary():
            if row["table"] == name:
                # a tag has only the plain name of a kind, role or rank: 队长 is not one
                also = row["also"].split("|") if name == table or name == "StaffKind" else []
                for one in (row["word"], row["chinese"], *also):
                    found.setdefault(canonical(one), row["word"])
    found.pop("", None)
    return found


def _look_up(found: dict[str, str], text: object) -> str | None:
    if (plain := canonical(text)) in found:
        return found[plain]
    parts = re.split(r"[\s/]+", unicodedata.normalize("NFKC", str(text)))
    english = "".join(part for part in parts if part.isascii())
    chinese = "".join(part for part in parts if not part.isascii())
    keys = {found.get(canonical(side)) for side in (english, chinese)} - {None} if chinese else set()
    return keys.pop() if len(keys) == 1 else None


def column_named(section: str, header: object) -> str | None:
    """The key of a column from its header, such as `姓名`, `name`, `姓名 name` or `姓名（必填）`."""
    return _look_up(_headers(section), header)


def section_named(sheet: str) -> str | None:
    """The section of a sheet from its name, such as `人员`, `people` or `人员 People`."""
    return _look_up(_sheets(), sheet)


def word(table: str, text: object) -> str | None:
    """The word of a table that a text means, such as `officer` for `民警`; None when unknown."""
    return _look_up(_values(table), text)


@cache
def words(table: str) -> Words:
    """The words of a table, in order."""
    return Words(tuple(Word(row["word"], row["chinese"]) for row in _vocabulary() if row["table"] == table))


def spoken(table: str, text: str) -> str:
    """A word of a table in the language spoken now; the text itself when it is none."""
    tables = (table,) if table != "Tag" else ("Tag", "StaffKind", "Role", "Rank")
    every = (one for name in tables for one in words(name).words)
    return next((str(one) for one in every if one.english == text), text)


def label(section: str, key: str) -> Word:
    """The name of a key in messages, such as `类别 kind`."""
    chinese = next((one.chinese for one in _columns() if (one.section, one.key) == (section, key)), "")
    return Word(key, f"{chinese} {key}" if chinese else key)


def nearest(text: object, options: Iterable[object], likeness: float = 0.6) -> str | None:
    """The option most like the text, None when none is like it; Chinese words are short, so half will do."""
    known = {canonical(option): str(option) for option in options if canonical(option)}
    plain = canonical(text)
    found = difflib.get_close_matches(plain, known, n=1, cutoff=likeness if plain.isascii() else 0.5)
    return known[found[0]] if found else None


def nearest_word(table: str, text: object) -> str | None:
    """The word of a table most like the text, in the script in which the text is written."""
    plain = (part for one in words(table).words for part in (one.english, one.chinese))
    return nearest(text, plain)


def nearest_column(section: str, header: object) -> str | None:
    """The header of the column most like the one given."""
    names = ((one.key, one.chinese, *one.also) for one in columns(section))
    return nearest(header, (name for each in names for name in each))
