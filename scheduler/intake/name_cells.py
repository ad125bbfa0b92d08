"""Read the names in one cell as a chief types them: `冯　军、卫文斌`, `李 明 副所长`, `李明(F03)`."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping

from models import Person
from scheduler.i18n import Text

_NO_NAMES = re.compile(
    r"※.*|缺\s*\d+\s*名\S*|比目标少\S*|short of \d+ .*|\d+ [\w ]+ below target|(?:^\s*|\s)(?:巡区|zones\b).*",
    re.MULTILINE | re.IGNORECASE,
)
"""Our own small print: marks, empty seats, zones."""

_BETWEEN = re.compile(r"[、,;/|。\n]+")
_WITH_ID = re.compile(r"^(.*)\(([^()]+)\)$")
_RANKS = ("副所长", "教导员", "所长", "deputy", "chief", "instructor")
_NOBODY = {"—", "-", "–", "--", "——", "无", "none"}

LONGEST = 4
"""A name is looked for in up to so many words: `阿 卜 杜 拉`."""


class NameReader:
    """Knows everybody's name and id, however they are spaced."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people
        self._ids = {_plain(who).casefold(): who for who in people}
        self._named: dict[str, list[str]] = {}
        for who, person in people.items():
            self._named.setdefault(_plain(person.name), []).append(who)

    def read(self, text: str) -> tuple[list[str], list[Text]]:
        """The ids named in a cell, in order, and a sentence for each name that nobody has."""
        people: list[str] = []
        mistakes: list[Text] = []
        for part in _BETWEEN.split(_NO_NAMES.sub("", unicodedata.normalize("NFKC", text))):
            for found in self._part(part.split()):
                if isinstance(found, str):
                    people.append(found)
                else:
                    mistakes.append(found)
        return list(dict.fromkeys(people)), mistakes

    def _part(self, words: list[str]) -> Iterator[str | Text]:
        """Names among words that nothing but spaces divides; the longest that fits wins."""
        unknown = ""
        while words:
            tried = ((n, self._known("".join(words[:n]))) for n in range(min(LONGEST, len(words)), 0, -1))
            taken, found = next(((n, found) for n, found in tried if found), (1, None))
            if found is None and words[0] not in _RANKS and words[0] not in _NOBODY:
                unknown += words[0]
            else:
                if unknown:
                    yield self._nobody(unknown)
                    unknown = ""
                if found:
                    yield found
            words = words[taken:]
        if unknown:
            yield self._nobody(unknown)

    def _known(self, word: str) -> str | Text | None:
        if match := _WITH_ID.match(word):
            return self._by_id(match[1], match[2])
        for rank in ("", *_RANKS):
            name = word.removesuffix(rank)
            owners = self._named.get(name, [])
            if len(owners) > 1:
                either = " / ".join(f"{name}({who})" for who in owners)
                return Text("several people are called {name}; write {either}", name=name, either=either)
            if owners:
                return owners[0]
        return self._ids.get(word.casefold())

    def _by_id(self, name: str, who: str) -> str | Text | None:
        known = self._ids.get(who.casefold())
        if known is None:
            return None
        theirs = self._people[known].name
        if name and _plain(theirs) != name:
            text = "{who} is called {theirs}, not {name}; correct one of them"
            return Text(text, who=known, theirs=theirs, name=name)
        return known

    def _nobody(self, word: str) -> Text:
        near = difflib.get_close_matches(word, list(self._named), n=1, cutoff=0.3)
        if near:
            return Text("nobody is called '{name}'; maybe {near}?", name=word, near=near[0])
        return Text("nobody is called '{name}'; write a name from the list of people", name=word)


def _plain(name: str) -> str:
    """A name without spaces, full-width signs made ordinary."""
    return "".join(unicodedata.normalize("NFKC", name).split())
