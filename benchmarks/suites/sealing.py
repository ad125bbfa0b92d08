"""Sealing and coverage on the road network of CUMCM 2011 B, whose optima are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.card import Suite, Verdict
from benchmarks.sealing import Case, Table, read_city

EXITS = ("exits-last", "exits-total")
ASKED = (*EXITS, "beyond", "worst", "posts", "posts-total")
BEST = {
    "A-exits-last": 8.015457, "A-exits-total": 46.1885, "A-beyond": 6, "A-worst": 5.700525, "A-posts": 4,
    "city-beyond": 138, "city-worst": 12.680274,
}  # fmt: skip
"""Published, and solved again as a mixed-integer programme."""
NEAR = 1e-6


class Sealing(Suite):
    """Which car closes which exit, and what three minutes cover; minutes counted again from the network."""

    name = "sealing"
    about = "district A (20 platforms, 13 exits) and the whole city (80, 17), an invented night, extra posts"
    source = "CUMCM 2011 B"
    cost = "minutes to the last exit, or of all; nodes beyond 3 minutes; posts to add; as the name says"
    folder = "cumcm2011b"
    methods: ClassVar[Mapping[str, str]] = {
        "xunfang": "benchmarks.ours.sealing:run",
        "cp-sat": "benchmarks.peers.seal_peers:cp_sat",
        "nearest-first": "benchmarks.peers.seal_peers:nearest_first",
    }

    def names(self, data: Path | None) -> Iterable[str]:
        """Each question about each place."""
        return [*(f"{place}-{asked}" for place in ("A", "city") for asked in ASKED), "A-night"]

    def knows(self, method: str, name: str) -> bool:
        """The peers know exits only."""
        return method == "xunfang" or name.endswith(EXITS)

    def open(self, name: str, data: Path | None) -> Case:
        """Read the network; raises Faults where tables are missing."""
        place, _, asked = name.partition("-")
        return Case(read_city(self.data_in(data)), asked, place)

    def size(self, opened: Case) -> str:
        """Nodes, platforms and exits."""
        city, place = opened.city, opened.place
        posts, exits = len(city.posts(place)), len(city.exits[place])
        return f"{len(city.within(place))} nodes, {posts} platforms, {exits} exits"

    def judge(self, opened: Case, answer: Any) -> Verdict:
        """Count it again from the travel minutes alone."""
        count = {"night": _night, "beyond": _beyond, "worst": _worst}.get(
            opened.asked, _exits if opened.asked in EXITS else _posts
        )
        return count(opened, answer)

    def best(self, name: str, data: Path | None) -> float | None:
        """What is known."""
        return BEST.get(name)


def _exits(case: Case, answer: Any) -> Verdict:
    crews, exits = case.city.posts(case.place), case.city.exits[case.place]
    faults = []
    if sorted(goal for _, goal in answer) != sorted(exits):
        faults.append("not every exit is closed once")
    if len({crew for crew, _ in answer}) < len(answer):
        faults.append("a crew closes two exits")
    minutes = [float(case.times[crews.index(crew), exits.index(goal)]) for crew, goal in answer]
    return Verdict(max(minutes) if case.asked == "exits-last" else sum(minutes), tuple(faults))


def _night(case: Case, answer: Any) -> Verdict:
    """The minute's least last exit is the cost, and every other minute is sealed as soon."""
    (worst,) = answer
    night = case.night
    cost = min(float(m) for m in set(night[worst].ravel()) if _sealed(night[worst], float(m)))
    late = [minute for minute, times in enumerate(night) if not _sealed(times, cost)]
    return Verdict(cost, tuple(f"minute {minute} is sealed later" for minute in late))


def _sealed(times: Table, within: float) -> bool:
    """Whether every exit has a crew of its own that is there in time (Kuhn's augmenting paths)."""
    near = times <= within + NEAR
    closes: dict[int, int] = {}

    def find(goal: int, seen: set[int]) -> bool:
        for crew in range(len(near)):
            if near[crew, goal] and crew not in seen:
                seen.add(crew)
                if crew not in closes or find(closes[crew], seen):
                    closes[crew] = goal
                    return True
        return False

    return all(find(goal, set()) for goal in range(near.shape[1]))


def _beyond(case: Case, answer: Any) -> Verdict:
    beyond = {node for node, minutes in case.nearest.items() if minutes > case.limit}
    return Verdict(len(beyond), () if beyond == set(answer) else ("other nodes lie beyond",))


def _worst(case: Case, answer: Any) -> Verdict:
    most = max(case.nearest.values())
    return Verdict(most, () if case.nearest[answer[0]] >= most - NEAR else ("another node is worse",))


def _posts(case: Case, answer: Any) -> Verdict:
    return Verdict(*_counted(case, answer))


def _counted(case: Case, posts: list[str]) -> tuple[float, tuple[str, ...]]:
    """The number of posts or the minutes from them to what was beyond, and what stays beyond."""
    beyond = [node for node, minutes in case.nearest.items() if minutes > case.limit]
    reached = case.city.table(posts, beyond).min(axis=0) if posts else [float("inf")] * len(beyond)
    faults = tuple(f"{node} stays beyond" for node in _late(beyond, reached, case.limit))
    return (len(posts) if case.asked == "posts" else float(sum(reached))), faults


def _late(nodes: list[str], minutes: Iterable[float], limit: float) -> Iterator[str]:
    return (node for node, far in zip(nodes, minutes, strict=True) if far > limit + NEAR)
