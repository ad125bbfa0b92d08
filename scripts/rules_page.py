"""Write docs/rules.md from the rulebook; with --check only say whether it is current."""

from __future__ import annotations

import sys
from pathlib import Path

from scheduler.rulebook.page import markdown

TARGET = Path(__file__).parents[1] / "docs" / "rules.md"


def main() -> int:
    """Write the page where it is not current."""
    text = markdown()
    if TARGET.is_file() and TARGET.read_text("utf-8") == text:
        return 0
    if "--check" in sys.argv:
        print(f"docs/{TARGET.name} is not what the rulebook says: run `python make.py docs`")
        return 1
    TARGET.write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
