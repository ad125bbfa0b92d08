"""What pricing nearly everybody had to look at in the end: others begin with it."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

PEOPLE, SHARE = 3, 0.9
"""People, and the share of all, from which on what they looked at is usual."""


@dataclass
class _Seen:
    people: int = 0
    added: Counter[int] = field(default_factory=Counter)
    priced: Counter[int] = field(default_factory=Counter)
    worth: dict[int, float] = field(default_factory=dict)


class Usual:
    """Long sums that people added up or priced for their first roster; apart for each number of sums.

    Whoever begins with them is compiled once instead of again for each law that few keep by chance, and is
    walked as often as prices have to be corrected, not as often as they have to be doubled.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: defaultdict[int, _Seen] = defaultdict(_Seen)

    def tell(self, sums: int, added: Set[int], priced: Set[int], worth: Mapping[int, float]) -> None:
        """What somebody with so many sums ended up with: those added up, those priced, what units cost."""
        with self._lock:
            seen = self._seen[sums]
            seen.people += 1
            seen.added.update(added)
            seen.priced.update(priced)
            seen.worth = dict(worth)

    def sums(self, number: int) -> tuple[frozenset[int], frozenset[int]]:
        """Of so many sums, those that are usually added up, and those that are priced."""
        with self._lock:
            seen = self._seen[number]
            least = max(PEOPLE, SHARE * seen.people)
            added = frozenset(i for i, people in seen.added.items() if people >= least)
            return added, frozenset(i for i, people in seen.priced.items() if people >= least) - added

    def worth(self, number: int) -> dict[int, float]:
        """What units of priced sums cost the last one in the end."""
        with self._lock:
            return dict(self._seen[number].worth)
