"""Teams and rooms, desks that profiles bring, street calls, and the four teams that bend when one is away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import PEOPLE, STATION, Command
from sample_plan import sample_plan

from models import Faults, Importance, Leave, Limits, Plan, Settings, Station, Status, TeamKind
from models.sealing import written
from scheduler.commands import Options, read_order
from scheduler.intake import load_station
from scheduler.kernel.audit import audit
from scheduler.kernel.problem import Problem
from scheduler.kernel.solve import solve
from scheduler.order import Order
from scheduler.posture import Request, open_week
from scheduler.render.organisation import mobile_group
from scheduler.render.table import pages
from scheduler.rulebook.book import open_book
from scheduler.rulebook.profile_duties import profile_duties, with_duties
from scheduler.rulebook.readings import notes

TIANBU = Path(__file__).parents[1] / "scenarios" / "tianbu"
MONDAY = date(2026, 11, 23)


def write(folder: Path, station: str, people: str = PEOPLE) -> Path:
    """A station folder."""
    folder.mkdir(exist_ok=True)
    (folder / "station.yaml").write_text(station, "utf-8")
    (folder / "people.csv").write_text(people, "utf-8")
    return folder


def teams(*lines: str) -> str:
    """The tiny station with teams, one a line."""
    return STATION + "teams:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


CASE = "id: cases, name: 案件队, kind: case, leader: O3, members: [O4, 王国平]"
ROOM = "id: zhs, name: 指挥室, kind: command, leader: O2, members: [O6, F1]"


def station(tmp_path: Path, *lines: str) -> Station:
    """The tiny station with some teams."""
    return load_station(write(tmp_path / "s", teams(*lines))).station


def test_a_team_names_its_people_or_they_name_it(tmp_path: Path) -> None:
    """O3 leads, O4 and O5 are named by the team and F2 names it: four are in it, and have its id as a tag."""
    people = PEOPLE.replace("rank\n", "rank,team\n").replace(
        "F2,周敏,auxiliary,", "F2,周敏,auxiliary,,案件队"
    )
    ours = load_station(write(tmp_path / "s", teams(CASE, ROOM), people)).station
    assert [team.kind for team in ours.teams] == [TeamKind.CASE, TeamKind.COMMAND]
    assert ours.teams[0].members == ("O3", "O4", "O5", "F2")
    assert {one.id for one in ours.people if "cases" in one.tags} == {"O3", "O4", "O5", "F2"}


def test_a_seat_asks_for_a_team(tmp_path: Path) -> None:
    """`1民警[cases]` is open to the three officers of the case team and to nobody else."""
    text = teams(CASE).replace(
        '主班, windows: "08:30-08:30", tier3: 1民警', '主班, windows: "08:30-08:30", tier3: "1民警[cases]"'
    )
    week = open_week(load_station(write(tmp_path / "s", text)).station, Request(MONDAY))
    (crew,) = week.crews_on(MONDAY, week.by_id[f"{MONDAY}/main"].kind)
    assert [one.id for one in week.candidates(crew)] == ["O3", "O4", "O5"]


def test_every_fault_of_teams_is_told_at_once(tmp_path: Path) -> None:
    """A team without a leader, one in two teams, an unknown team and person, an id of ours: five faults."""
    wrong = teams(
        "id: cases, name: 案件队, kind: case, members: [O4]",
        "id: beats, name: 社区队, kind: community, leader: O5, members: [O4, O9]",
        "id: officer, name: 指挥室, kind: command, leader: O2",
    )
    people = PEOPLE.replace("rank\n", "rank,team\n").replace("F2,周敏,auxiliary,", "F2,周敏,auxiliary,,casse")
    folder = write(tmp_path / "s", wrong + "profiles: [law, wuzhong-2020]\n", people)
    with pytest.raises(Faults) as caught:
        read_order(Options(station=folder, week="2026-11-23", lang="en"))
    said = sorted(str(fault) for fault in caught.value.faults)
    assert len(said) == 5
    assert "people.csv, row 9, column team: there is no team or room 'casse'; maybe 'cases'?" in said
    assert any("'案件队' has no leader" in one for one in said)
    assert any("李明 is in the team 'cases' and in 'beats'" in one for one in said)
    assert any("nobody has the id or name 'O9'" in one for one in said)
    assert any("the id 'officer' is a word of ours" in one for one in said)


@pytest.mark.parametrize(("options", "asked"), [({}, False), ({"profile": ["wuhai-2018"]}, True)])
def test_a_leader_is_asked_for_by_a_profile(
    tmp_path: Path, options: dict[str, list[str]], asked: bool
) -> None:
    """Without a profile a team may be without a leader; with one it may again when that is switched off."""
    folder = write(tmp_path / "s", teams("id: cases, name: 案件队, kind: case, members: [O4]"))
    more = Options(station=folder, week="2026-11-23", lang="en", **options)  # type: ignore[arg-type]
    if asked:
        with pytest.raises(Faults, match="has no leader"):
            read_order(more)
        more.set = ["team-at-work.leaders=false"]
    assert read_order(more).station.teams[0].leader == ""


def _desks(ours: Station, profile: str, **settings: dict[str, object]) -> list[str]:
    """Crews at desks of the week, with the seats of the first."""
    book = open_book((*ours.profiles, profile), {rule.replace("_", "-"): v for rule, v in settings.items()})
    week = open_week(with_duties(ours, (profile,)), Request(MONDAY), book.reseat)
    return [f"{crew.id[11:]} {crew.seats}" for crew in week.crews if crew.kind == "desk"]


def test_a_command_room_is_manned_by_its_people(tmp_path: Path) -> None:
    """With a room of kind command the profile's post stands every day (W08); its seats name the room."""
    ours = station(tmp_path, CASE, ROOM)
    assert _desks(ours, "wuzhong-2020") == ["command-day 0-1 officer[zhs] + 0-1 auxiliary[zhs]"] * 7
    round_ = _desks(ours, "wuzhong-2020", desks_manned={"command": "round"})
    assert [one.split()[0] for one in round_] == ["command-round/1", "command-round/2"] * 7


def test_posts_of_a_profile_need_their_people(tmp_path: Path) -> None:
    """No room, no post; no auxiliary in it, no seat for one; a general office has the counter (U24)."""
    assert _desks(station(tmp_path, CASE), "wuzhong-2020") == []
    only = station(tmp_path, "id: c, name: 指挥室, kind: command, leader: O2")
    assert _desks(only, "wuzhong-2020") == ["command-day 0-1 officer[c]"] * 7
    office = station(tmp_path, "id: g, name: 综合室, kind: general, leader: O2, members: [F1]")
    assert _desks(office, "wuhai-2018") == ["counter 0-1 officer[g] + 0-1 auxiliary[g]"] * 5
    assert profile_duties("law") == ()


def test_officers_of_the_bureau_have_standing_turns_by_day(tmp_path: Path) -> None:
    """One officer of the bureau brings the five turns of A17, Monday to Friday, and none for the night."""
    people = PEOPLE + "B1,杜科长,机关民警,\n"
    ours = load_station(write(tmp_path / "s", STATION, people)).station
    assert _desks(ours, "taizhou-2016") == ["bureau-day 0-1 bureau"] * 5
    assert _desks(load_station(write(tmp_path / "t", STATION)).station, "taizhou-2016") == []


def test_a_station_with_teams_is_planned(tmp_path: Path, xunfang: Command) -> None:
    """The plan of Wuzhong's profile mans the command room, and its sheet names the team and its leader."""
    folder = write(tmp_path / "s", teams(CASE, ROOM))
    out = tmp_path / "out"
    run = xunfang(
        "plan", folder, "--week", "2026-11-23", "--profile", "wuzhong-2020", "--out", out, "--lang", "zh"
    )
    assert run.code == 0
    made = Plan.model_validate_json((out / "plan.json").read_bytes())
    assert written(made) == (out / "plan.json").read_bytes()
    manned = {turn.crew for turn in made.turns if "command-day" in turn.crew}
    assert manned
    assert {turn.person for turn in made.turns if "command-day" in turn.crew} <= {"O2", "O6", "F1"}
    assert "案件队 孙海燕 3人" in run.said.replace("　", "")


def _notes(ours: Station, **settings: dict[str, object]) -> dict[str, str]:
    book = open_book(ours.profiles, {rule.replace("_", "-"): values for rule, values in settings.items()})
    return {
        note.id: note.text for note in notes(open_week(ours, Request(MONDAY), book.reseat), book, frozenset())
    }


@pytest.mark.parametrize(
    ("by", "said"), [("patrol", "go to the patrol police"), ("station", "by its deputy")]
)
def test_who_answers_street_calls_is_said_where_it_is_set(by: str, said: str) -> None:
    """I-09: the station by default, without a word; who sets it finds it on the sheet."""
    tianbu = load_station(TIANBU).station
    assert "I-09" not in _notes(tianbu)
    assert said in _notes(tianbu, street_calls={"by": by})["I-09"]


def test_a_duty_may_stand_only_while_the_station_answers_street_calls(tmp_path: Path) -> None:
    """A street car with `only_if: street-calls.by=station` is gone on all seven days under A23."""
    car = '  - {id: street, kind: mobile, name: 街面, windows: "18:00-22:00", tier3: 1民警'
    car += ", only_if: street-calls.by=station}\n"
    ours = load_station(write(tmp_path / "s", STATION + car)).station
    standing = {}
    for by in ("station", "patrol"):
        book = open_book(("law",), {"street-calls": {"by": by}})
        week = open_week(ours, Request(MONDAY), book.reseat)
        standing[by] = sum(crew.duty == "street" for crew in week.crews)
    assert standing == {"station": 7, "patrol": 0}


def test_a_station_without_the_teams_asked_for_is_told(tmp_path: Path) -> None:
    """U02 asks for two teams and a room; one team and one room are a team short, all three are enough."""
    asked: Settings = {"team-at-work": {"on": True}}
    one = station(tmp_path, CASE, ROOM)
    assert "names 1 teams and 1 rooms" in _notes(one, team_at_work=asked["team-at-work"])["U02"]
    both = station(tmp_path, CASE, "id: b, name: 社区队, kind: community, leader: O1", ROOM)
    assert "U02" not in _notes(both, team_at_work=asked["team-at-work"])


def _teams_first(order: Order) -> Problem:
    """The law, the posts and the four teams: what decides who stands in."""
    book = order.book()
    whole = book.read(open_week(order.station, order.request, book.reseat))
    kept = (Importance.LAW, Importance.COVER)
    first = tuple(one for one in whole.rulings if one.importance in kept or one.rule == "four-team-cycle")
    return Problem(first, whole.facts)


def test_the_four_teams_bend_where_one_is_away_and_nowhere_else() -> None:
    """O5 of team A is away: A stands on Monday and Friday, so two places are taken by others, no more.

    Proven: two missing is the least, the other twelve places of the week are held by their own teams.
    """
    away = (Leave(person="O5", first=MONDAY, last=date(2026, 11, 29)),)
    limits = Limits(seconds=60, reproducible=True)
    order = Order(load_station(TIANBU).station, Request(MONDAY, away=away), limits=limits)
    problem = _teams_first(order)
    outcome = solve(problem, limits)
    bent = [one for one in audit(problem, outcome.chosen) if one.ruling.rule == "four-team-cycle"]
    assert outcome.status is Status.PROVEN
    assert [(one.amount, str(one.tally.says)) for one in bent] == [
        (-1, "team A is not complete on 11-23"), (-1, "team A is not complete on 11-27"),
    ]  # fmt: skip
    duty = {cell for cell in outcome.chosen if cell.what[11:] in ("main", "deputy")}
    for day in ("2026-11-23", "2026-11-27"):
        both = {cell.who for cell in duty if cell.what.startswith(day)}
        assert "O1" in both
        assert len(both) == 2
        assert both & {"O2", "O3", "O4", "O6", "O7", "O8"}


def test_the_mobile_group_is_everybody_else(planned: tuple[object, Path]) -> None:
    """Of Tianbu's 8 officers on Tuesday 2 serve and 2 come off duty: the group has the other 4 (T08)."""
    made = Plan.model_validate_json((planned[1] / "plan.json").read_bytes())
    group = mobile_group(made, date(2026, 11, 24))
    assert [str(one.kind) for one in group].count("officer") == 4
    serving = {turn.person for turn in made.turns if turn.crew.startswith("2026-11-24/night")}
    assert not serving & {one.id for one in group}
    (row,) = [row for row in pages(made)[0].rows if row.label == "Mobile group"]
    assert [piece.text for piece in row.cells[1].names][:4] != []
    assert len(row.cells[1].names) == len(group)


@pytest.mark.parametrize(("tiers", "named"), [({0: 3}, True), ({4: 2, 5: 2}, True), ({5: 1}, False)])
def test_the_mobile_group_is_named_where_the_sheet_has_room(tiers: dict[int, int], named: bool) -> None:
    """At tier 1 the row would take the print below 0.75 of its size, so the wall does without it."""
    made = sample_plan(tiers).model_copy(update={"settings": {"mobile-group": {"on": True}}})
    assert ("Mobile group" in [row.label for row in pages(made)[0].rows]) is named
