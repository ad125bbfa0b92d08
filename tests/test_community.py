"""Community officers: their week planned in the beat, clashes of documents, and their sheet."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from replan_world import order_of
from sample_plan import changed
from world import MONDAY, board, duty, place, station, strip

import scenarios
from models import Crew, DutyKind, Plan, Station, Turn, Waiver
from scheduler import ledger
from scheduler.commands import Options, read_order, station_book
from scheduler.intake import load_station
from scheduler.pipeline import plan
from scheduler.posture import Request, open_week
from scheduler.render import write_folder
from scheduler.render.community import community_weeks
from scheduler.rulebook import BY_ID
from scheduler.rulebook.beat_tasks import Task, amounts, tasks
from scheduler.rulebook.book import open_book
from scheduler.rulebook.clashes import clashes

TIANBU = Path(scenarios.__file__).parent / "tianbu"
BY_DAY, AFTER_22 = "community-no-day-duty", "community-no-duty-after-22"
PLANNED = {"beat-plan": {"on": True}, "reception-held": {"on": True}, "beat-tasks": {"on": True}}


def tiny() -> Station:
    """Du alone is a community officer: blocks of 4, 4 and 2 hours, and a room in his beat."""
    return station(
        "BAZI",
        dict.fromkeys("BAZI", "0-1 officer[community_officer]"),
        {"D": {"roles": ("community_officer",), "beat": ("1",), "cover": "A"}},
        places=(place("r", kind="police_room"),),
        rules=PLANNED,
    )


@pytest.fixture(scope="module")
def made() -> Plan:
    """The tiny week, proven; nobody is there to stand duty."""
    laws = ("leader-in-charge", "two-officers-reachable")
    nobody = tuple(Waiver(rule=rule, reason="only Du") for rule in laws)
    found = plan(order_of(tiny(), waivers=nobody)).plan
    assert found is not None
    assert all(str(one.status) == "PROVEN" for one in found.passes)
    return found


def blocks(found: Plan) -> list[Crew]:
    """Du's work in the beat."""
    mine = [found.crew_by_id[turn.crew] for turn in found.turns if turn.person == "D"]
    return [crew for crew in mine if crew.kind is DutyKind.BEAT]


def test_a_week_in_the_beat_is_planned(made: Plan) -> None:
    """40 hours within 4, two of the blocks receptions on two days, two early or late, eight hours a day."""
    mine = blocks(made)
    hours: Counter[date] = Counter()
    for crew in mine:
        hours[crew.date] += crew.presence_minutes // 60
    assert 36 <= sum(hours.values()) <= 44
    assert max(hours.values()) <= 8
    assert len({crew.date for crew in mine if crew.place}) == sum(bool(crew.place) for crew in mine) == 2
    assert sum(crew.name == "Evening" for crew in mine) >= 2
    assert not [one.text for one in made.findings if not one.waived]


def test_nobody_else_works_in_the_beat(made: Plan) -> None:
    """The seats are for community officers: Du alone has turns."""
    assert {turn.person for turn in made.turns} == {"D"}


def test_beat_work_rests_on_days_off() -> None:
    """In the week of 1 October 2026 (Thursday to Wednesday off) it stands from Monday to Wednesday."""
    ours = station("B")
    week = open_week(ours, Request(date(2026, 9, 28)))
    assert [crew.date.day for crew in week.crews] == [28, 29, 30]


def test_nobody_leaves_a_reception_for_a_meeting() -> None:
    """From an ordinary block he goes to the meeting; the room would be shut."""
    hours = {"window": "09:00-10:00", "weekday": "monday"}
    meeting = {"id": "X", "name": "Meeting", "who": ("officer",), **hours}
    week = board("BI", events=(meeting,), places=(place("r", kind="police_room"),))
    event, block, reception = (week.by_id[f"{MONDAY}/{one}"] for one in "XBI")
    assert [event.goes_with(one) for one in (block, reception)] == [True, False]


def test_who_sits_at_a_desk_comes_to_the_meeting() -> None:
    """From a counter of 08:30-17:30 he goes to the meeting at 09:00, as from the duty group."""
    meeting = {
        "id": "X",
        "name": "Meeting",
        "who": ("officer",),
        "window": "09:00-10:00",
        "weekday": "monday",
    }
    week = board("KE", events=(meeting,))
    event, desk, early = (week.by_id[f"{MONDAY}/{one}"] for one in "XKE")
    assert [event.goes_with(one) for one in (desk, early)] == [True, True]


def test_a_duty_may_stand_on_some_weekdays() -> None:
    """Tuesday and Thursday for any duty; one of the beat not on a public holiday."""
    days = {"weekdays": ("tuesday", "thursday")}
    for letter, stands in (("E", [29, 1]), ("B", [29])):
        ours = station(letter, duties={letter: days})
        assert [crew.date.day for crew in open_week(ours, Request(date(2026, 9, 28))).crews] == stands
    assert duty("B", **days).weekdays == ("tuesday", "thursday")


def test_the_ledger_shares_duty_but_owes_all_work() -> None:
    """A duty of 24 h and five mornings of 4 h: 24 h of duty in the ledger, 4 h beyond 40 owed."""
    week = board("MB")
    an = next(one for one in ledger.lines_of(week, strip("A .....M, A BBBBB")) if one.person == "A")
    assert (an.turns, an.minutes, an.owed_minutes) == (1, 1440, 240)


def test_tasks_are_minutes_of_a_week() -> None:
    """80 visits of 12 minutes are 240 a week, 20 minutes a day 100; in a week of three days 144 and 60."""
    visits, lists = Task("visits", "month", 80, 12), Task("lists", "day", 1, 20)
    assert [visits.weekly(), lists.weekly()] == [240, 100]
    assert [visits.weekly(3), lists.weekly(3)] == [144, 60]
    found = tasks({"monthly": "visits 80x12; 消防检查 5x60", "weekly": "", "daily": "lists 1 x 20"})
    assert [(one.name, one.period, one.times, one.minutes) for one in found[1:]] == [
        ("消防检查", "month", 5, 60), ("lists", "day", 1, 20)]  # fmt: skip


def test_a_task_that_cannot_be_read_says_how() -> None:
    """The fault shows the form."""
    with pytest.raises(ValueError, match="write it as visits 80x12"):
        amounts("visits eighty")


def test_the_sheet_shows_the_week_and_the_tasks(made: Plan) -> None:
    """Name, beat, seven days, hours, two receptions, A and B; the visits of a week take 240 minutes."""
    (week,) = community_weeks(made)
    (line,) = week.lines
    assert len(line) == len(week.heads) == 12
    assert line[0] == "Du"
    assert line[-3:-1] == (sum(crew.presence_minutes for crew in blocks(made)) / 60, 2)
    assert "Du" in str(line[-1])
    assert "An" in str(line[-1])
    assert sum("Reception" in str(cell) for cell in line) == 2
    assert next(one.minutes for one in week.tasks if one.name in ("home visits", "入户走访")) == 240


def test_patrol_as_deputy_stands_beside_the_hours(made: Plan) -> None:
    """Two duties as deputy add 2 x 2 h to the hours in the beat, and the sheet says so (I-08)."""
    block = blocks(made)[0]
    duty = {"kind": DutyKind.DEPUTY, "id": "U", "date": made.first}
    crews = tuple(block.model_copy(update={**duty, "id": name}) for name in ("U1", "U2"))
    turns = tuple(Turn(person="D", crew=crew.id, role="member") for crew in crews)
    more = changed(made, crews=(*made.crews, *crews), turns=(*made.turns, *turns))
    ((before,), (after,)) = (community_weeks(one)[0].lines for one in (made, more))
    assert after[9] == f"{before[9]}\n+ 4.0 as deputy"


def test_files_show_beat_and_receptions(made: Plan, tmp_path: Path) -> None:
    """Workbook, page and calendar name the reception; assignments.csv has the word `beat`."""
    write_folder(made, tmp_path / "out")
    book = load_workbook(tmp_path / "out" / "roster.xlsx")
    sheets = [sheet for sheet in book if any("Reception" in str(cell.value) for row in sheet for cell in row)]
    assert len(sheets) >= 2
    assert (tmp_path / "out" / "roster.html").read_text("utf-8").count("Reception") >= 3
    assert "SUMMARY:Reception" in (tmp_path / "out" / "calendars" / "D.ics").read_text("utf-8")
    lines = (tmp_path / "out" / "assignments.csv").read_text("utf-8").splitlines()[1:]
    assert {line.split(",")[3] for line in lines} == {"beat"}


def test_tianbu_schedules_its_beats_itself() -> None:
    """T19: community officers arrange their own time, so no block stands until `beat-plan` is switched on."""
    ours = load_station(TIANBU).station
    for settings, stand in (({}, 0), ({"beat-plan": {"on": True}}, 15)):
        book = open_book(ours.profiles, ours.rules, settings)
        week = open_week(ours, Request(MONDAY), book.reseat)
        assert len(week.crews_of(DutyKind.BEAT)) == stand


def test_two_cities_rules_clash_in_the_four_teams() -> None:
    """I-06: 2 posts of 168 h over 4 leaders are 84 h each, and no team can stand; both switches must go."""
    ours = load_station(TIANBU).station
    settings = {BY_DAY: {"on": True}, AFTER_22: {"on": True}}
    (clash,) = clashes(open_book(ours.profiles, ours.rules, settings), ours)
    assert clash.id == "I-06"
    assert "336" in str(clash)
    assert "84" in str(clash)
    assert "A, B, C, D" in str(clash)
    assert clash.relax == (f"--set {BY_DAY}.on=false --set {AFTER_22}.on=false",)


def test_an_evening_duty_clashes_with_neither() -> None:
    """18:00 to 22:00 is neither day nor night: nothing is barred. From 08:00 on it is by day only."""
    who = {one: {"roles": ("community_officer",)} for one in "BCD"}
    settings = {BY_DAY: {"on": True}, AFTER_22: {"on": True}}
    for window, relax in (("18:00-22:00", []), ("08:00-22:00", [(f"--set {BY_DAY}.on=false",)])):
        ours = station("M", {"M": "1 officer"}, who, {"M": {"windows": window}})
        assert [one.relax for one in clashes(open_book((), settings), ours)] == relax


def test_twenty_hours_come_on_top_of_duty() -> None:
    """I-08: 336 h over 8 officers are 42 h, with 20 h in the beat 62, more than 48."""
    ours = load_station(TIANBU).station
    book = open_book(ours.profiles, ours.rules, {"beat-plan": {"on": True}})
    (clash,) = clashes(book, ours)
    assert clash.id == "I-08"
    assert "62" in str(clash)
    assert not clashes(open_book(ours.profiles, ours.rules), ours)


def test_a_station_without_officers_clashes_with_nothing() -> None:
    """A duty of auxiliaries and a community worker who is none of the officers: nothing to divide by."""
    guards = {who: {"kind": "auxiliary", "roles": ("community_officer",)} for who in "ABCD"}
    ours = station("MB", {"M": "1 auxiliary", "B": "1 auxiliary"}, guards)
    assert clashes(open_book((), {"beat-plan": {"on": True}}), ours) == ()


def test_a_clash_is_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    """The order is read all the same; the warning stands on stderr; `xunfang rules` hears of it too."""
    profiles = ["taizhou-2016", "police-rooms"]
    order = read_order(Options(TIANBU, week="2026-11-23", profile=profiles))
    assert order.station.id == "tianbu"
    assert "I-06" in capsys.readouterr().err
    book, _, clashing = station_book(TIANBU, tuple(profiles))
    assert [one.id for one in clashing] == ["I-06"]
    assert book.on(BY_ID[BY_DAY])
