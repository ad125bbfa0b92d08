"""Rooms: some people over some days near what costs, in which a dive looks for a better roster."""

from __future__ import annotations

import random

from scheduler.kernel.columns.days import Days
from scheduler.kernel.columns.dive import Dived, Room
from scheduler.kernel.columns.roster import Roster
from scheduler.kernel.columns.team import Team

EVERYBODY, SOME = range(2)
"""Kinds of rooms: everybody for a few days, some people for some weeks."""

LENGTHS = (7, 10, 14, 21, 28, 42, 91)
"""Days of a room for some people; two of them for all days of a year would take ten seconds."""

NEAR = 0.8
"""How often a room lies where something costs."""

GROW, SHRINK = 1.25, 0.95
"""What becomes of the size of a kind of room where the programme proves it empty, and where a dive fails."""


class Rooms:
    """Draws rooms of both kinds, and learns their sizes: in days, and in people times days.

    A room that is proven to hold nothing better costs little, so they grow until dives begin to fail.
    """

    def __init__(self, team: Team) -> None:
        self.days, self.everybody = team.days, len(team.shapes)
        self.sizes = [5.0, 150.0]

    def draw(self, kind: int, roster: Roster, chance: random.Random) -> Room:
        """A room of a kind."""
        days, people, size = len(self.days.steps), self.everybody, self.sizes[kind]
        if kind == EVERYBODY:
            days = max(1, min(days, round(size)))
        else:
            days = min(days, chance.choice(LENGTHS))
            people = min(people, max(2, round(size / max(1, days))))
        return Room(roster, near_costs(self.days, roster, chance, days, people))

    def learn(self, kind: int, dived: Dived, *, better: bool) -> None:
        """Follow what a dive in a room of this kind has shown."""
        if dived.proven:
            most = len(self.days.steps) * (1 if kind == EVERYBODY else self.everybody)
            self.sizes[kind] = min(self.sizes[kind] * GROW, float(most))
        elif not better:
            self.sizes[kind] = max(self.sizes[kind] * SHRINK, 2.0)


def near_costs(
    days: Days, roster: Roster, chance: random.Random, length: int, people: int
) -> dict[int, set[int]]:
    """The steps of so many people on so many days in a row, mostly where a row costs something.

    Where nothing links people there are no days: then everything.
    """
    if not days.steps:
        return {me: set(range(len(shape.steps))) for me, shape in enumerate(roster.team.shapes)}
    costly = roster.costly()
    if costly and chance.random() < NEAR:
        row = chance.choices(list(costly), list(costly.values()))[0]
        first = days.of_row.get(row, 0) - chance.randrange(length)
    else:
        first = chance.randrange(-length + 1, len(days.steps))
    first = max(0, min(first, len(days.steps) - length))
    who = set(chance.sample(range(len(roster.columns)), people))
    found: dict[int, set[int]] = {}
    for day in days.steps[first : first + length]:
        for me, step in day:
            if me in who:
                found.setdefault(me, set()).add(step)
    return found
