"""Write the generated pages of docs/; with --check only say whether they are current."""

from __future__ import annotations

import sys
from pathlib import Path

import commands_page
import sources_page

from scheduler.rulebook import page as rules_page

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {
    "rules.md": rules_page.markdown,
    "commands.md": commands_page.markdown,
    "sources.md": sources_page.markdown,
}


def stale() -> dict[str, str]:
    """The pages that are not what the program says, as they should be."""
    texts = {name: markdown() for name, markdown in PAGES.items()}
    kept = {name: DOCS / name for name in texts if (DOCS / name).is_file()}
    return {
        name: text
        for name, text in texts.items()
        if name not in kept or kept[name].read_text("utf-8") != text
    }


def main() -> int:
    """Write every page that is not current."""
    found = stale()
    for name, text in found.items():
        if "--check" in sys.argv:
            print(f"docs/{name} is not what the program says: run `python make.py docs`")
        else:
            (DOCS / name).write_text(text, "utf-8", newline="\n")
    return 1 if found and "--check" in sys.argv else 0


if __name__ == "__main__":
    raise SystemExit(main())
