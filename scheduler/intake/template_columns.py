"""What each column of the template brings along: its format, its comment and its drop-down."""

from __future__ import annotations

from datetime import date

from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.intake.shapes import Shape, fields, model_of, required
from scheduler.intake.words import Column, sections, words

HEADER, LAST = 2, 1000
"""Row of the headers, and the last row that has drop-downs."""
_REFERS = {
    "person": "people",
    "cover": "people",
    "leader": "people",
    "team": "teams",
    "home_zone": "zones",
    "duty": "duties",
}
"""Columns that name an entry of another sheet by its first column."""
_LISTS = {"lang": '"zh,en"', "default_tier": '"1,2,3"'}


def _shape(column: Column) -> Shape:
    model = model_of(column.section)
    own = fields(model).get(column.key) if model else None
    return own or Shape(date if column.key in ("anchor", "date") else str)


def number_format(column: Column) -> str:
    """The format of a column's cells; `@` (text) keeps Excel from turning 1-2 into a date."""
    shape = _shape(column)
    if shape.base is date:
        return "yyyy-mm-dd"
    return "General" if shape.table == "int" or column.key == "value" else "@"


def is_required(column: Column) -> bool:
    """Whether every row must fill the column in."""
    return column.key in required(column.section)


def explain(column: Column) -> Comment:
    """What a header's comment says: needed or not, the meaning, the words to choose from, an example."""
    needed = "必填 required" if is_required(column) else "可空 optional"
    table = _shape(column).table
    choice = "、".join(f"{one.chinese} {one.english}" for one in words(table).words) if table != "int" else ""
    example = f"例 example: {column.example}" if column.example else ""
    return comment(needed, column.help_zh, column.help_en, choice, example)


def comment(*lines: str) -> Comment:
    """A comment large enough to show its lines."""
    height = 30 + 18 * sum(1 + width(line) // 44 for line in lines if line)
    return Comment("\n".join(line for line in lines if line), "xunfang", height=height, width=340)


def add_drop_down(sheet: Worksheet, column: Column, cells: str) -> None:
    """Offer the words a column may hold; another word gets a warning, as names and synonyms are fine."""
    if not (formula := _choices(column)):
        return
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
    rule.errorStyle, rule.errorTitle, rule.error = "warning", "xunfang", "不在列表中 not in the list"
    sheet.add_data_validation(rule)
    rule.add(cells)


def _choices(column: Column) -> str:
    shape = _shape(column)
    if target := _REFERS.get(column.key):
        return f"'{sections()[target].chinese}'!$A${HEADER + 1}:$A${LAST}"
    if column.key in _LISTS:
        return _LISTS[column.key]
    table = "RoadClass" if column.key == "road" else shape.table
    if shape.many or table in ("", "int"):
        return ""
    return '"' + ",".join(map(str, words(table).words)) + '"'


def width(text: str) -> int:
    """Width in columns of Latin letters; a Chinese character takes two."""
    return sum(1 if char.isascii() else 2 for char in text)
