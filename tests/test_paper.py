"""What the documents ask beside the roster: check lists, reminders, what was learnt, briefings, readings."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from sample_plan import changed, sample_plan
from sample_routes import routed_plan, supervised_plan
from world import MONDAY, board, person, place

from models import Event, Fact, FactKind, Person, Place, Plan, Role, Station
from scheduler import i18n
from scheduler.intake import load_station
from scheduler.kernel.tally import Cell
from scheduler.render.check_lists import lists_of, reminders
from scheduler.render.community import community_weeks
from scheduler.render.remarks import remarks
from scheduler.render.routes_folder import write_routes
from scheduler.render.routes_rows import area_officers, card_rows
from scheduler.render.workbook import write_workbook
from scheduler.reports.briefing import briefing
from scheduler.reports.handover import handover
from scheduler.reports.month import month
from scheduler.reports.place import Known
from scheduler.reports.ratio import Ratio
from scheduler.reports.ratios import ratios
from scheduler.reports.staffing import staffing
from scheduler.reports.station_class import class_of, station_class
from scheduler.rulebook import BY_ID
from scheduler.rulebook.book import open_book
from scheduler.rulebook.readings import READINGS, notes
from scheduler.rulebook.sheet import Sheet

SCENARIOS = Path(__file__).parent.parent / "scenarios"
LISTS = {"check-lists": {"on": True}}


@pytest.fixture(scope="module")
def station() -> Station:
    """The shipped station."""
    return load_station(SCENARIOS / "tianbu").station


def asked(station: Station, source: str, before: Plan | None = None) -> list[Ratio]:
    """The lines of one source in the staffing report."""
    return [one for one in ratios(Known(station, before)) if one.source == source]


def listed(**settings: object) -> Plan:
    """The hand-drawn week with check lists."""
    return changed(sample_plan({0: 3}), settings={"check-lists": {"on": True, **settings}})


# Check lists and reminders


def test_five_checks_one_contact_and_six_of_seven_steps() -> None:
    """Six items at an arrest (T23), six steps for a case with the note on the seventh (T24, I-13)."""
    lists = {one.title.split(":")[0]: one for one in lists_of(listed())}
    arrest, case = lists["Each person arrested"], lists["Each case accepted"]
    assert [row[0] for row in arrest.rows][-1] == "contact the place of registration"
    assert (len(arrest.rows), len(case.rows)) == (6, 6)
    assert case.note.startswith("The text speaks of 7 online steps and names 6")
    assert not arrest.note


def test_a_seventh_step_silences_the_note() -> None:
    """Whoever knows it adds it in words of the station; it is printed as it stands."""
    seven = "link; screen; goods; track; assist; wanted; 网上追赃"
    case = next(one for one in lists_of(listed(case=seven)) if one.title.startswith("Each case"))
    assert (case.rows[-1][0], case.note) == ("网上追赃", "")


def test_no_lists_where_nobody_asks() -> None:
    """Off by default; an empty list is left out: only the kit remains, with its eight items (Z02)."""
    assert lists_of(sample_plan({0: 3})) == ()
    kit = "ebike; helmet; vest; spray; baton; rope; torch; belt"
    (only,) = lists_of(listed(arrest="", case="", daily="", digest="", kit=kit))
    assert len(only.rows) == 8


def test_the_workbook_has_the_lists_and_who_handles_them(tmp_path: Path) -> None:
    """A sheet with the steps, and main and deputy of each of the seven days at its end (T15)."""
    plan = listed()
    write_workbook(plan, tmp_path / "roster.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "roster.xlsx")["Check lists"]
    column = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert {"check identity", "analyse tracks", "online as soon as at work: platform checked"} <= set(column)
    last = [row[:3] for row in sheet.iter_rows(values_only=True)][-7:]
    assert [len(set(row)) for row in last] == [3] * 7
    write_workbook(sample_plan({0: 3}), tmp_path / "plain.xlsx")
    assert "Check lists" not in openpyxl.load_workbook(tmp_path / "plain.xlsx").sheetnames


def test_the_note_of_the_steps_is_not_on_the_wall() -> None:
    """I-13 stands on the check list and among the checks; the wall is for who serves."""
    note = next(one for one in notes(board("E"), open_book((), LISTS), ()) if one.id == "I-13")
    plan = changed(sample_plan({0: 3}), notes=(note,))
    assert not [one for one in remarks(plan, plan.days) if note.text in one.text]


def test_lamps_are_reminded_of_on_cards_and_supervision_sheets(tmp_path: Path) -> None:
    """Where a profile asks for them (Z15), and nowhere else."""
    i18n.use("en")
    lit = changed(supervised_plan(), settings={"check-lists": {"on": True, "patrol": "lamps; 关好门窗"}})
    assert reminders(lit) == (
        "all lamps stay lit: cars, kiosks, check-in points, checkpoints; 关好门窗"
    )  # fmt: skip
    assert reminders(supervised_plan()) == ""
    write_routes(lit, tmp_path / "lit")
    for name in ("cards.html", "supervision.html"):
        assert "all lamps stay lit" in (tmp_path / "lit" / name).read_text("utf-8")


# Route cards, handover, briefing


def test_a_card_has_space_for_what_was_learnt() -> None:
    """With the name of who wrote it down (C03, A22); it is the last row."""
    plan = routed_plan()
    last = card_rows(plan, plan.crew_by_id[plan.routes[0].crew])[-1]
    assert last.head == "Learnt"
    assert "written down by (name)" in last.text


def test_a_card_names_the_officer_of_the_area() -> None:
    """The deputy has zone 1 and is on duty all night, the officer of zone 2 is not; no beat, no row (C05)."""
    plan = routed_plan()
    crew = plan.crew_by_id[plan.routes[0].crew]
    on_duty = next(turn.person for turn in plan.members[f"{crew.date}/deputy"])
    off = next(one.id for one in plan.people if one.id not in {turn.person for turn in plan.turns})
    people = [
        one.model_copy(update={"beat": (), "roles": ()}) if one.id not in (on_duty, off)
        else one.model_copy(update={"beat": ("1",) if one.id == on_duty else ("2",),
                                    "roles": ("community_officer",)})
        for one in plan.people
    ]  # fmt: skip
    told = list(area_officers(changed(plan, people=tuple(people)), crew))
    name = plan.person_by_id[on_duty].name
    assert told == [f"{name} (zones 1) on duty 2300–0500", "others not on duty: protect the scene, report"]
    nobody = tuple(one.model_copy(update={"beat": ()}) for one in plan.people)
    assert list(area_officers(changed(plan, people=nobody), crew)) == []


def test_the_handover_sheet_has_lines_for_what_was_learnt() -> None:
    """Three empty lines a day, each with the name of who wrote it down."""
    tables = [one for one in handover(sample_plan({0: 3})).tables if "Written down by" in one.heads]
    assert [len(one.rows) for one in tables] == [3] * 7


def test_a_briefing_by_class(station: Station) -> None:
    """The night group hears of places in its zones, riskiest first; an officer of those in his beat (A27)."""
    places = (
        Place.model_validate(place("a", "1", risk=1)), Place.model_validate(place("b", "1", risk=3)),
        Place.model_validate(place("c", "9", risk=2)),
        Place.model_validate(place("d", "1", risk=9, windows="08:00-09:00")),
    )  # fmt: skip
    report = briefing(station.model_copy(update={"places": places}), sample_plan({0: 3}))
    crews, officers = (next(one for one in report.tables if one.heads[0] == head)
                       for head in ("Crew", "Officer"))  # fmt: skip
    night = next(row for row in crews.rows if row[0] == "夜巡一组")
    assert night[-1] == "Place b; Place a"  # d is shut at night, c lies elsewhere
    wu = next(row for row in officers.rows if row[0] == "吴丽华")
    assert wu[-1] == "Place d 08:00-09:00; Place b; Place a"
    assert len(report.sections) == 7


# Reports


def test_community_officers_may_only_grow(station: Station) -> None:
    """Four now; an earlier plan with five says one is missing (A01); without a plan it says what to name."""
    before = sample_plan({0: 3})
    (same,) = asked(station, "A01", before)
    assert (same.low, same.has, same.gap) == (4, 4, 0)
    five = changed(before, people=(*before.people, person("A", roles=("community_officer",))))
    assert asked(station, "A01", five)[0].gap == -1
    assert asked(station, "A01")[0].low is None
    assert any(row[0] == "A01" and row[-2] == "−1" for row in next(staffing(station, five).tables).rows)


def test_who_lives_in_his_beat(station: Station) -> None:
    """All four of Tianbu do (A20); one who moves away is one less."""
    assert asked(station, "A20")[0].has == 4
    people = tuple(one.model_copy(update={"home_zone": "9"}) if one.id == "O5" else one
                   for one in station.people)  # fmt: skip
    assert asked(station.model_copy(update={"people": people}), "A20")[0].has == 3


def test_helpers_and_rooms_beside_those_of_wuzhong(station: Station) -> None:
    """In 118 beats 246 drug workers, 204 rooms and posts; mediators without a number (W03, W04, A26)."""
    given = {"beats": 118, "drug_workers": 240, "police_rooms": 100, "work_posts": 104, "mediators": 3,
             "calls_per_day": 12}  # fmt: skip
    facts = tuple(Fact(id=FactKind(kind), value=value) for kind, value in given.items())
    known = station.model_copy(update={"facts": facts})
    drug = next(one for one in asked(known, "W03") if one.asks.startswith("drug"))
    rooms = next(one for one in asked(known, "W04") if one.asks.startswith("police rooms"))
    (mediators,) = asked(known, "A26")
    assert (drug.low, drug.gap) == (246, -6)
    assert (rooms.low, rooms.has, rooms.gap) == (204, 204, 0)
    assert (mediators.low, mediators.has, mediators.formula) == (None, 3, "12 calls a day")


def test_rooms_where_people_are(station: Station) -> None:
    """A hospital in zone 1 with a room, a shop in zone 2 without: one of two (U22)."""
    kinds = (("h", "1", "hospital"), ("r", "1", "police_room"), ("s", "2", "shop"), ("k", "3", "key_place"))
    places = tuple(Place.model_validate(place(one, zone, kind=kind)) for one, zone, kind in kinds)
    (line,) = asked(station.model_copy(update={"places": places}), "U22")
    assert (line.low, line.has, line.gap) == (2, 1, -1)


def test_only_dedicated_officers_count_where_some_are_named(station: Station) -> None:
    """With one dedicated community officer of four the share is one of eight (U03)."""
    assert asked(station, "U03")[0].has == 4
    roles = (Role.COMMUNITY_OFFICER, Role.DEDICATED)
    people = tuple(one.model_copy(update={"roles": roles}) if one.id == "O5" else one
                   for one in station.people)  # fmt: skip
    fields = {name: getattr(station, name) for name in Station.model_fields}
    assert asked(Station.model_validate({**fields, "people": people}), "U03")[0].has == 1


def test_exactly_fifteen_calls_may_be_put_lower(station: Station) -> None:
    """15 is class 1 and 10 class 2; with `lower` they are 2 and 3 (I-11)."""
    assert [class_of(15), class_of(10)] == [1, 2]
    assert [class_of(15, "lower"), class_of(10, "lower"), class_of(15.01, "lower")] == [2, 3, 1]
    fifteen = {"facts": (Fact(id=FactKind.CALLS_PER_DAY, value=15),)}
    lower = {**fifteen, "rules": {"station-class": {"exactly": "lower"}}}
    found = [station_class(station.model_copy(update=one), None) for one in (fifteen, lower)]
    assert [dict(one.sections[0].parts[0].pairs)["Class"] for one in found] == ["1", "2"]  # type: ignore[union-attr]


def test_what_was_done_in_the_beat_is_filled_in_by_hand(station: Station) -> None:
    """A line a task with what is due and a column an officer (P12); none where no tasks are planned."""
    plan = sample_plan({0: 3})
    assert not [one for one in month(station, [plan]).tables if "Times" in one.heads]
    planned = changed(plan, settings={"beat-tasks": {"on": True, "monthly": "visits 80x12; records 1x60"}})
    (form,) = [one for one in month(station, [planned]).tables if "Times" in one.heads]
    assert len(form.heads) == 2 + 4
    due = {row[0]: row[1] for row in form.rows}
    assert (due["home visits"], due["record of controlled persons"]) == ("80 a month", "1 a month, by 30 Nov")


# Community officers and auxiliaries


def test_an_auxiliary_with_a_beat_is_a_community_auxiliary() -> None:
    """So that the weekly meeting has whom to invite (U13); an officer with a beat is none."""
    tag = "community_auxiliary"
    assert tag in person("A", kind="auxiliary", beat=("1",)).tags
    assert tag not in person("A", kind="auxiliary").tags
    assert tag not in person("A", beat=("1",)).tags


def test_the_sheet_of_community_officers_knows_home_and_helpers() -> None:
    """An lives in his beat (A20), Bo the auxiliary helps there (U06), and An goes by e-bike (A30)."""
    people = (
        person("A", roles=("community_officer",), beat=("1",), home_zone="1"),
        person("B", kind="auxiliary", beat=("1",)),
    )
    week = board("B", duties={"B": {"mode": "ebike"}})
    plan = changed(
        sample_plan({0: 3}), people=people, crews=week.crews,
        turns=({"person": "A", "crew": f"{MONDAY}/B"},), leave=(),
    )  # fmt: skip
    (line,) = community_weeks(Plan.model_validate(plan.model_dump()))[0].lines
    assert str(line[1]).endswith("lives there")
    assert str(line[-1]).endswith("with Bo")
    assert "e-bike" in str(line[2])


def test_a_cadre_sits_in_the_room_beside_the_officer() -> None:
    """A room of one officer and one cadre (P05): the cadre has a seat there, and none on patrol."""
    who = {"D": {"kind": "cadre"}}
    week = board("IN", seats={"I": "1 officer + 1 cadre"}, who=who, places=(place("r", kind="police_room"),))
    assert [one.id for one in week.candidates(week.by_id[f"{MONDAY}/I"])] == ["A", "B", "C", "D"]
    assert [one.id for one in week.candidates(week.by_id[f"{MONDAY}/N"])] == ["A", "B", "C"]


# Readings


def test_every_inconsistency_has_a_setting_that_is_there() -> None:
    """A setting of a rule, or a field of the station file: nothing else can be named beside a note."""
    fields = {"station": Station, "people": Person, "events": Event}
    for one in READINGS:
        for setting in one.setting.split(", ") if one.id.startswith("I-") else ():
            owner, _, name = setting.rpartition(".")
            there = name in fields[owner].model_fields if owner in fields else (
                owner in BY_ID and name in {"on", *BY_ID[owner].settings})  # fmt: skip
            assert there, f"{one.id}: {setting}"


def test_all_twenty_inconsistencies_are_said_somewhere() -> None:
    """A note each; but I-11 in its report, where it bites."""
    assert {f"I-{n:02d}" for n in range(1, 21)} - {one.id for one in READINGS} <= {"I-09", "I-11"}


def test_a_quarter_in_half_years_bites_when_it_is_held() -> None:
    """The note stands in the week of the meeting, and not where nobody came (I-12)."""
    event = {"id": "X", "name": "Talk", "window": "10:00-11:00", "weekday": "monday", "who": ("officer",),
             "source": "U09, I-12"}  # fmt: skip
    week = board("E", events=(event,))
    bite = next(one.bite for one in READINGS if one.id == "I-12")
    book = open_book(())
    assert "half-year" in str(bite(Sheet(week, book, {Cell("A", f"{MONDAY}/X")})))
    assert bite(Sheet(week, book, ())) is None


def test_ten_kinds_of_visits_say_their_period() -> None:
    """Where the profile asks for them and work in the beat is planned: a quarter, unless set (U07)."""
    bite = next(one.bite for one in READINGS if one.id == "U07")
    wuhai = open_book(("wuhai-2018",))
    assert "once every quarter" in str(bite(Sheet(board("B"), wuhai, ())))
    assert bite(Sheet(board("E"), wuhai, ())) is None
    yearly = open_book(("wuhai-2018",), {"beat-tasks": {"every": "year"}})
    assert "once every year" in str(bite(Sheet(board("B"), yearly, ())))


def test_masked_numbers_are_not_quoted() -> None:
    """The note stands where the profile of the police rooms is (I-20)."""
    bite = next(one.bite for one in READINGS if one.id == "I-20")
    assert bite(Sheet(board("E", profiles=("police-rooms",)), open_book(()), ())) is not None
    assert bite(Sheet(board("E"), open_book(()), ())) is None
