"""Every sentence of the intake and of the models' faults exists in Chinese, with the same values."""

from __future__ import annotations

import ast
import gettext
import io
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from test_intake import english, faults, write  # noqa: F401 - a fixture

from scheduler import i18n
from scheduler.intake.words import columns, sections

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "scheduler" / "locale" / "zh"


def sentences() -> Iterator[str]:
    """Every English sentence written as a literal in the intake and in the models' faults."""
    for path in (*(ROOT / "scheduler" / "intake").glob("*.py"), *(ROOT / "models").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if node.func.id in ("Text", "tr", "fault") and isinstance(first, ast.Constant):
                    yield str(first.value)


def translations() -> dict[str, str]:
    """English to Chinese, from every catalogue source."""
    found: dict[str, str] = {}
    for path in LOCALE.rglob("*.po"):
        with path.open("rb") as file:
            found |= {str(one.id): str(one.string) for one in read_po(file) if one.id}
    return found


def compiled(messages: dict[str, str]) -> gettext.GNUTranslations:
    """A catalogue of the messages, as gettext reads it."""
    catalogue, file = Catalog(locale="zh"), io.BytesIO()
    for english_text, chinese in messages.items():
        catalogue.add(english_text, chinese)
    write_mo(file, catalogue)
    file.seek(0)
    return gettext.GNUTranslations(file)


def values(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_sentence_has_a_translation_with_the_same_values() -> None:
    """No English shines through in Chinese, and no value gets lost."""
    known = translations()
    wrong = [one for one in sentences() if not known.get(one) or values(known[one]) != values(one)]
    assert wrong == []
    assert len(set(sentences())) > 70


def test_faults_are_told_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentence, place, key and suggestion are all Chinese."""
    chinese = compiled(translations())
    monkeypatch.setattr(i18n, "_catalogue", lambda language: chinese)
    i18n.use("zh")
    folder = write(
        tmp_path / "z", ("people.csv", "F1,孙三,auxiliary", "F1,孙三,"), ("station.yaml", "1民警", "1民兵")
    )
    assert faults(folder) == [
        "station.yaml，第 12 行: “1民兵”不是编成；请写作“1民警”或“1-2辅警”",
        (
            "people.csv，第 4 行“kind”列: 缺少“类别 kind”；"
            "请写以下之一：民警、辅警、专职队员、护村队员、志愿者、机关民警、社区干部"
        ),
    ]


@pytest.mark.parametrize("section", sections())
def test_every_column_is_documented(section: str) -> None:
    """docs/file-formats.md has a line for each column of each sheet, with both its names."""
    text = (ROOT / "docs" / "file-formats.md").read_text("utf-8")
    part = sections()[section]
    described = text.split(f"### {part.chinese} {part.english}\n", 1)[1].split("\n#", 1)[0]
    lacking = [one.key for one in columns(section) if f"| `{one.key}` | {one.chinese} |" not in described]
    assert lacking == []
