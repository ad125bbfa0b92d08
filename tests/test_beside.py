"""Nobody ever finds half of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Faults
from scheduler.beside import beside, write_text


def write_half(file: Path) -> None:
    """An accident in the middle of a new text."""
    with beside(file) as part:
        part.write_text("ne", encoding="utf-8")
        raise ZeroDivisionError


def test_what_was_there_stays_when_writing_fails(tmp_path: Path) -> None:
    """Half of the new text is forgotten; the old file is whole and nothing lies beside it."""
    file = tmp_path / "a.txt"
    write_text(file, "old\n")
    with pytest.raises(ZeroDivisionError):
        write_half(file)
    assert file.read_bytes() == b"old\n"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("name", ["folder", "file/a.txt", "no-such-folder/a.txt"])
def test_a_place_that_cannot_be_written_is_a_fault(tmp_path: Path, name: str) -> None:
    """A folder of that name, or a file where its folder should be: one fault that names the file."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(Faults, match=r"this cannot be written .*; close it in other programs"):
        write_text(tmp_path / name, "text")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "folder"]


def test_the_folder_is_made(tmp_path: Path) -> None:
    """Where it is asked for, a folder that is not there is made."""
    write_text(tmp_path / "new" / "a.txt", "text\n", make=True)
    assert (tmp_path / "new" / "a.txt").read_text("utf-8") == "text\n"
