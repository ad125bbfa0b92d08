"""Dive: fix the surest rosters of the master programme, price again, and go on until everybody has one."""

from __future__ import annotations

import math
import random
from collections.abc import Collection

from scheduler.kernel.columns.budget import LABELS, Budget
from scheduler.kernel.columns.generate import Generator
from scheduler.kernel.columns.master import Master
from scheduler.kernel.columns.roster import Aim, Roster

ROUNDS = 6
"""Rounds of pricing after each fixing, where they are quick."""

PRICING = 2.0
"""Deterministic seconds of pricing after each fixing; where one round takes long, one is all."""

SURE = 0.95
"""Share from which a roster is fixed at once."""


def dive(
    aim: Aim, master: Master, budget: Budget, chance: random.Random, pace: float = 0.1,
    around: tuple[Roster, Collection[int]] | None = None,
) -> Roster | None:  # fmt: skip
    """One whole roster from the programme's shares; None when the time ends or the programme fails.

    At least the surest `pace` of the people left are fixed each time, then the others are priced anew.
    `around`: a roster, and the people who may leave it.
    """
    rounds = max(1, min(ROUNDS, int(PRICING / (LABELS * sum(one.work for one in master.team.pricers)))))
    left = set(range(len(master.columns)) if around is None else around[1])
    fixed: dict[int, int] = {}
    try:
        if around is not None:
            for me in set(range(len(master.columns))) - left:
                fixed[me] = master.place(me, around[0].columns[me])
                master.fix(me, fixed[me])
            Generator(master, 2).run(budget, lambda: math.inf, left, rounds=rounds + 2)
        while left:
            if budget.over or master.solve() is None:
                return None
            best = {}
            for me in left:
                shares = master.shares(me)
                top = max(range(len(shares)), key=lambda i: shares[i] * (0.9 + 0.1 * chance.random()))
                best[me] = float(shares[top]), top
            order = sorted(left, key=lambda me: best[me][0], reverse=True)
            sure = [me for me in order if best[me][0] >= SURE]
            for me in sure or order[: max(1, math.floor(pace * len(order)))]:
                fixed[me] = best[me][1]
                master.fix(me, fixed[me])
                left.discard(me)
            if left:
                Generator(master, 2).run(budget, lambda: math.inf, left, rounds=rounds)
        return Roster(aim, [master.columns[me][fixed[me]] for me in range(len(master.columns))])
    finally:
        for me in fixed:
            master.fix(me, None)
