"""Text files whatever their encoding: UTF-8 with or without BOM, UTF-16 with BOM, GB18030."""

from __future__ import annotations

from pathlib import Path

from scheduler.i18n import Text
from scheduler.roads.faults import only


def decode(path: Path) -> str:
    """The text of a file; raises Faults when it cannot be read or is no text."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise only(path, Text("this cannot be read ({problem})", problem=error.strerror)) from None
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise only(path, Text("this is not a text file; save it as UTF-8"))
