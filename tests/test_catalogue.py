"""Everything the program can say in English, it can say in Chinese."""

from __future__ import annotations

import string
from pathlib import Path

import catalogue
import pytest
from chinese_calendar.constants import Holiday
from messages import Said, said

from models import Importance, StaffKind
from scheduler import i18n
from scheduler.rulebook import RULES

CHINESE = catalogue.merged()
RULE_SENTENCES = [rule.sentence for rule in RULES]
WORDS = [str(one) for kind in (Importance, StaffKind) for one in kind] + [one.value for one in Holiday]
"""Words of our tables, and of the calendar, that stand in sentences."""

FROM_TABLES = {
    "_MAYBE[target]": "the texts of the table are calls of Text themselves",
    "_KNOWN[target]": "the texts of the table are calls of Text themselves",
    "context['template']": "the template of a call of fault",
    "self.sentence": "RULE_SENTENCES",
    "str(kind)": "WORDS",
    "str(level[0].importance)": "WORDS",
    "day.holiday": "WORDS",
}
"""Expressions that are no literals, and what else proves their sentences translated."""


@pytest.fixture(scope="module")
def found() -> Said:
    """Everything that the code says."""
    return said()


@pytest.fixture(scope="module")
def every(found: Said) -> list[str]:
    """All sentences that need a translation."""
    return sorted({*found.sentences, *RULE_SENTENCES, *WORDS} - {""})


def placeholders(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_sentences_are_found(found: Said) -> None:
    """The reader of the code sees literals, names given before, parameters, tables and page templates."""
    assert "there is no such file or folder" in found.sentences  # a literal
    assert any("'{ours}'" in one for one in found.sentences)  # `text = "…"` before it
    assert "{day}: {low} {kind} must be on duty" in found.sentences  # handed to a function as `template`
    assert "'{text}' is not a window; write it as 08:30-11:20" in found.sentences  # fault(…)
    assert any(
        place.startswith("scheduler/render/roster.html.j2") for place in found.sentences["Patrol tier"]
    )


def test_no_sentence_hides(found: Said) -> None:
    """A sentence that is put together at run time is named in FROM_TABLES, or nobody would miss it here."""
    assert {expression for _, expression in found.unread} <= set(FROM_TABLES)


def test_every_sentence_is_translated(every: list[str]) -> None:
    """Each sentence of the code, each rule's and each word has a Chinese one."""
    missing = [one for one in every if not CHINESE.get(one)]
    assert not missing, "\n".join(missing)


def test_placeholders_are_kept() -> None:
    """The Chinese fills in what the English fills in, under the same names."""
    wrong = [one for one in CHINESE if placeholders(CHINESE[one]) != placeholders(one)]
    assert not wrong, "\n".join(wrong)


def test_no_translation_is_left_over(every: list[str]) -> None:
    """A translation of a sentence that nobody says any more is taken out."""
    unsaid = sorted(set(CHINESE) - set(every))
    assert not unsaid, "\n".join(unsaid)


def test_parts_agree() -> None:
    """No two part catalogues translate one sentence differently."""
    assert catalogue.conflicts() == []


def test_compiled_catalogue_is_current() -> None:
    """The .mo that ships says what the .po files say."""
    assert catalogue.compiled() == CHINESE


def test_conflict_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two parts with one sentence and two translations are a mistake that names both."""
    for name, chinese in (("a.po", "甲"), ("b.po", "乙")):
        (tmp_path / name).write_text(f'msgid "one"\nmsgstr "{chinese}"\n', "utf-8")
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)
    assert catalogue.conflicts() == ["'one' is '甲' in a.po and '乙' in b.po"]


def test_rule_is_spoken_in_chinese() -> None:
    """The catalogue is used: a rule's sentence in Chinese is not the English one."""
    i18n.use("zh")
    rule = RULES[0]
    assert rule.say(rule.settings) == CHINESE[rule.sentence] != rule.sentence
