"""A small plan of the shipped station, drawn by hand: what the renderer's tests look at."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

import scenarios
from models import (
    Crew,
    DutyKind,
    Finding,
    Importance,
    Leave,
    LeaveKind,
    Limits,
    Note,
    PassResult,
    PatrolTier,
    Plan,
    Provenance,
    Station,
    Status,
    Turn,
    Waiver,
    Week,
)  # fmt: skip
from scheduler import ledger
from scheduler.posture import Request, open_week
from scheduler.rulebook.book import open_book

MONDAY = date(2026, 11, 23)
_LETTERS = """
NNN.D.D N.DDDNN DDNNN.D N.DNN.N .NNN.DN .DNN.DN .N.DNNN NN..DDD DDN.NN. N.NNN.D .N.DNNN N.DNN.N
DDDNNN. D..DDN. NN.DDN. .DD..DN DNNN.N. NNN..DD
"""
GRID = tuple(_LETTERS.split())
"""The lawful week of stations.md 5.3: a line of letters for F01 to F18; D duty group, N night patrol."""

LISTS = ("roles", "skills", "beat")


@cache
def station() -> Station:
    """The shipped station, read plainly."""
    folder = Path(scenarios.__file__).parent / "tianbu"
    with (folder / "people.csv").open(encoding="utf-8-sig") as file:
        people = [
            {key: value.split() if key in LISTS else value for key, value in row.items() if value}
            for row in csv.DictReader(file)
        ]
    return Station.model_validate(
        {**yaml.safe_load((folder / "station.yaml").read_text("utf-8")), "people": people}
    )


def sample_week(tiers: dict[int, int] | None = None, weeks: int = 1) -> Week:
    """The week of 23 November 2026; `tiers` gives the tier of a weekday (0 Monday to 6 Sunday)."""
    days = {MONDAY + timedelta(days=n): PatrolTier(tier) for n, tier in (tiers or {4: 2, 5: 2}).items()}
    ours = station()
    request = Request(MONDAY, weeks=weeks, tiers=days)
    return open_week(ours, request, open_book(ours.profiles, ours.rules).reseat)


def sample_plan(tiers: dict[int, int] | None = None, weeks: int = 1) -> Plan:
    """A plan of that week: the grid for the auxiliaries, teams A to D in turn for the officers."""
    return _drawn(tuple((tiers or {}).items()), weeks)


@cache
def _drawn(tiers: tuple[tuple[int, int], ...], weeks: int) -> Plan:
    week = sample_week(dict(tiers), weeks)
    crews = tuple(crew for crew in week.crews if not crew.occasion)  # of a chosen date: held on none here
    turns = tuple(turn for crew in crews for turn in _man(week, crew))
    return Plan(
        number="7f3a-91c2", station=week.station.id, name=week.station.name, phone=week.station.phone,
        days=week.days, people=week.station.people, crews=crews, turns=turns, status=Status.FOUND,
        leave=(Leave(person="V03", first=MONDAY, last=MONDAY + timedelta(days=2), kind=LeaveKind.ANNUAL),),
        passes=(
            PassResult(importance=Importance.COVER, rules=("post-filled",), status=Status.PROVEN,
                       value=0, bound=0, seconds=0.2),
            PassResult(importance=Importance.FAIR, rules=("fair-nights",), status=Status.FOUND,
                       value=12, bound=8, seconds=3.0),
        ),
        findings=(
            Finding(rule="fair-nights", importance=Importance.FAIR, source="practice-and-law 2.4",
                    text="冯军 本周夜班 4 次,公平份额 3.1 次", who=("F01",), dates=(MONDAY,)),
        ),
        notes=(Note(id="I-10", text="每日 1730—2000 无固定巡逻(原制度时段如此)。"),
               Note(id="I-02", text="二级勤务 1900—2300 加设卡、清查各一组。")),
        waivers=(Waiver(rule="weekly-rest-day", reason="国庆安保"),),
        ledger=ledger.lines_of(week, [(turn.person, turn.crew) for turn in turns]),
        provenance=Provenance(made_at="2026-11-20T09:00:00+08:00", input_hash="ab12", rulebook_hash="cd34",
                              versions={"xunfang": "0.1.0"}, limits=Limits()),
    )  # fmt: skip


def _man(week: Week, crew: Crew) -> list[Turn]:
    day = (crew.date - MONDAY).days
    team = week.station.cycle.teams[day % 4].members if week.station.cycle else ()
    off = [f"O{n}" for n in range(1, 9) if f"O{n}" not in team]
    letter = {code: [f"F{n:02d}" for n, row in enumerate(GRID, 1) if row[day % 7] == code] for code in "DN."}
    aux = letter["."]
    village = [person.id for person in week.station.people if person.id.startswith("V")]
    rotation = day % 5
    who = {
        DutyKind.LEADER: team[:1], DutyKind.MAIN: team[:1], DutyKind.DEPUTY: team[1:],
        DutyKind.DUTY: letter["D"],
        DutyKind.DAY_PATROL: [team[1], *(letter["D"] * 3)[rotation + 2 * crew.group :][:2]],
        DutyKind.NIGHT: letter["N"][4 * crew.group - 4 : 4 * crew.group],
        DutyKind.CHECKPOINT: [off[0], *aux[:2]] if crew.group == 1 else [off[1], *village[:2]],
        DutyKind.SWEEP: [off[2], *aux[2:4]], DutyKind.MOBILE: off[3:4], DutyKind.STANDBY: off[4:5],
        DutyKind.VILLAGE: village[2:], DutyKind.EVENT: [*team, "F01"],
    }[crew.kind]  # fmt: skip
    return [_turn(crew, person, n) for n, person in enumerate(who)]


def _turn(crew: Crew, person: str, n: int) -> Turn:
    plain = {DutyKind.MAIN: "main", DutyKind.DEPUTY: "deputy", DutyKind.DUTY: "member"}
    role = plain.get(crew.kind, "leader" if n == 0 and crew.kind is not DutyKind.EVENT else "member")
    return Turn(person=person, crew=crew.id, role=role)


def changed(plan: Plan, **update: object) -> Plan:
    """The plan with other fields; nothing that the old one has cached is kept."""
    return Plan.model_validate({**{name: getattr(plan, name) for name in Plan.model_fields}, **update})
