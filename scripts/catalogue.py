"""Merge the Chinese part catalogues and compile them: scheduler/locale/zh/*.po → xunfang.mo."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parents[1] / "scheduler" / "locale" / "zh"
TARGET = LOCALE / "LC_MESSAGES" / "xunfang.mo"


def parts() -> Iterator[tuple[str, Message]]:
    """(file name, message) of every translated sentence, in the order of the files."""
    for part in sorted(LOCALE.glob("*.po")):
        for message in read_po(io.BytesIO(part.read_bytes()), locale="zh"):
            if message.id and message.string and not message.fuzzy:
                yield part.name, message


def merged() -> dict[str, str]:
    """English → Chinese over all parts."""
    return {str(message.id): str(message.string) for _, message in parts()}


def conflicts() -> list[str]:
    """Sentences that two parts translate differently; the later would win in silence."""
    found: dict[str, tuple[str, object]] = {}
    wrong = []
    for part, message in parts():
        before, string = found.setdefault(str(message.id), (part, message.string))
        if string != message.string:
            wrong.append(f"'{message.id}' is '{string}' in {before} and '{message.string}' in {part}")
    return wrong


def compiled() -> dict[str, str]:
    """English → Chinese as xunfang.mo has it; nothing when there is no such file."""
    if not TARGET.is_file():
        return {}
    messages = read_mo(io.BytesIO(TARGET.read_bytes()))
    return {str(message.id): str(message.string) for message in messages if message.id}


def write() -> None:
    """Write xunfang.mo beside and rename it."""
    whole = Catalog(locale="zh", domain="xunfang", project="xunfang")
    for english, chinese in merged().items():
        whole.add(english, chinese)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    beside = TARGET.with_suffix(".part")
    with beside.open("wb") as file:
        write_mo(file, whole)
    beside.replace(TARGET)


def main() -> int:
    """Write xunfang.mo where it is not current; with --check only say whether it is."""
    wrong = conflicts()
    current = compiled() == merged()
    if "--check" not in sys.argv and not current:
        # the header holds the hour, so a current file is left alone
        write()
    elif not current:
        wrong.append(f"{TARGET.name} is not what the .po files say: run `python make.py docs`")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
