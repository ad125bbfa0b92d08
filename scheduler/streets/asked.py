"""What a question about the streets needs: station, map, plan and minute, with every mistake at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import TypeVar

from models import Fault, Faults, Plan, Station
from scheduler.i18n import Text, use
from scheduler.intake import load_station
from scheduler.intake.dates import not_a_date, parse_date
from scheduler.published import check_station
from scheduler.saved_plan import read_plan
from scheduler.streets.town import Town, open_town

T = TypeVar("T")

_TIME = re.compile(r"^(.+?)[ T]+(\d{1,2})[:：](\d{2})$")


@dataclass
class Question:
    """The arguments as they were typed."""

    station: Path
    plan: Path | None = None
    at: str = ""
    lang: str = ""


class Reading:
    """The station, the plan and the faults found on the way; `town` and `plan` are None where they fail."""

    def __init__(self, question: Question) -> None:
        self.question, self.faults = question, list[Fault]()
        station = self.tried(lambda: load_station(question.station).station)
        use(question.lang or (station.lang if station else "zh"))
        self.town = self.tried(lambda: open_town(question.station, station)) if station else None
        self.plan = self.tried(lambda: _plan(question, station)) if question.plan else None
        if question.at and not question.plan:
            self.note(Text("this is a time in a plan; add --plan plan.json"), "--at")

    def tried(self, read: Callable[[], T]) -> T | None:
        """What is read, or None with its faults noted."""
        try:
            return read()
        except Faults as found:
            self.faults += found.faults
            return None

    def note(self, text: Text, where: str = "") -> None:
        """Note a mistake."""
        self.faults.append(Fault(text, where))

    def minute(self) -> datetime | None:
        """The minute asked for with --at, none when it was not given."""
        return self.tried(lambda: parse_minute(self.question.at, self.plan)) if self.question.at else None

    def need(self, part: Callable[[Town], T]) -> T | None:
        """Something of the town that the question cannot do without; None with its faults noted."""
        return self.tried(partial(part, self.town)) if self.town else None

    def close(self) -> Town:
        """The town; raises Faults with everything noted."""
        if self.faults or self.town is None:
            raise Faults(self.faults)
        return self.town


def _plan(question: Question, station: Station | None) -> Plan:
    """The plan of the station, with routes; raises Faults for another station's or one without."""
    plan = read_plan(question.plan)
    if station and question.plan:
        check_station(plan, station, question.plan)
    if not plan.routes:
        text = Text("nobody has a route in this plan; make it again with `xunfang plan --routes`")
        raise Faults([Fault(text, str(question.plan))])
    return plan


def parse_minute(text: str, plan: Plan | None) -> datetime:
    """`2026-11-28 02:40`; raises Faults for another form and for a minute outside the plan."""
    match = _TIME.match(text.strip())
    day = parse_date(match[1]) if match else None
    if match is None or day is None or int(match[2]) > 23 or int(match[3]) > 59:
        raise Faults([Fault(Text("'{text}' is not a time; write it as 2026-11-28 02:40", text=text), "--at")])
    minute = datetime.combine(day, time(int(match[2]), int(match[3])))
    if plan:
        first, last = min(crew.start for crew in plan.crews), max(crew.end for crew in plan.crews)
        if not first <= minute < last:
            text_ = Text("{minute} lies outside the plan; write a time from {first} to {last}",
                         minute=f"{minute:%Y-%m-%d %H:%M}", first=f"{first:%Y-%m-%d %H:%M}",
                         last=f"{last:%Y-%m-%d %H:%M}")  # fmt: skip
            raise Faults([Fault(text_, "--at")])
    return minute


def parse_day(text: str) -> date:
    """`2026-11-28`; raises Faults for another form."""
    day = parse_date(text)
    if day is None:
        raise Faults([Fault(not_a_date(text), "--at")])
    return day
