"""The neutral description of the printed week: rows, cells, words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sample_plan import MONDAY, changed, sample_plan

from models import DutyKind, Leave, LeaveKind, PassResult, Plan, Status, Turn
from scheduler.i18n import use
from scheduler.intake import load_station
from scheduler.posture import Request, open_week
from scheduler.render import layout
from scheduler.render.names import Piece, packed, printed, spaced
from scheduler.render.remarks import proof, seats_in_words, status_line
from scheduler.render.rows import Row
from scheduler.render.service import crews_of, service
from scheduler.render.table import on_the_wall, pages
from scheduler.rulebook.book import open_book
from scheduler.rulebook.profile_duties import with_duties


def row_of(plan: Plan, anchor: str) -> Row:
    return next(row for row in pages(plan)[0].rows if row.anchor == anchor)


def without(plan: Plan, *pairs: tuple[str, str]) -> Plan:
    """The plan without some (person, crew id)."""
    kept = tuple(turn for turn in plan.turns if (turn.person, turn.crew) not in pairs)
    return changed(plan, turns=kept)


def test_two_character_names_are_spaced() -> None:
    """Two Chinese characters get an ideographic space; longer and Latin names stay as they are."""
    assert [spaced(name) for name in ("李明", "周卫东", "Li")] == ["李　明", "周卫东", "Li"]


def test_people_of_one_name_carry_their_ids() -> None:
    """Two people called 李明 are printed as 李　明(O4) and 李　明(F01)."""
    people = [person for person in sample_plan().people if person.id in ("O4", "F01")]
    people[1] = people[1].model_copy(update={"name": "李明"})
    assert printed(people) == {"O4": "李　明(O4)", "F01": "李　明(F01)"}


def test_no_name_is_broken_across_lines() -> None:
    """Names of width 3 in a column of 8: two a line with their comma (3.5 + 3.5), never a part of one."""
    lines = packed([Piece("卫文斌"), Piece("沈亚琴"), Piece("杨小平")], 8.0)
    assert [[piece.text for piece in line] for line in lines] == [["卫文斌", "沈亚琴"], ["杨小平"]]


def test_order_of_rows() -> None:
    """The order of sheets.md 3.2, from the leader in charge down to events."""
    kinds = [str(row.kind) for row in pages(sample_plan())[0].rows]
    assert kinds == ["leader", "main", "deputy", "duty", *["day_patrol"] * 3, "night", "night", "standby",
                     "checkpoint", "sweep", "event"]  # fmt: skip


def test_a_duty_that_never_stands_has_no_row() -> None:
    """At tier 3 all week there is no checkpoint; at tier 2 on Friday only there is one with six dashes."""
    calm = pages(sample_plan({0: 3}))[0]
    assert not any(row.kind is DutyKind.CHECKPOINT for row in calm.rows)
    friday = row_of(sample_plan({4: 2}), "checkpoint-1")
    assert [cell.stands for cell in friday.cells] == [False] * 4 + [True] + [False] * 2


def test_leader_first_and_bold() -> None:
    """On Monday night group 1 is F01, F02, F04, F08 of the grid: F01 first, and he alone is bold."""
    names = row_of(sample_plan(), "night-1").cells[0].names
    assert [(piece.text, piece.bold) for piece in names] == [
        ("冯　军", True), ("陈永红", False), ("卫文斌", False), ("杨小平", False),
    ]  # fmt: skip


def test_deputy_is_not_printed_again_in_the_day_patrol() -> None:
    """The patrol's row says who leads it; its cell holds the two auxiliaries, with zones in order."""
    row = row_of(sample_plan(), "day-patrol/1")
    assert row.host == "deputy"
    assert row.sub[-1] == "led by 副班"
    assert len(row.cells[0].names) == 2
    assert row.cells[0].notes == ("zones 8→9→7",)


def test_main_and_deputy_share_a_label() -> None:
    """`值班民警 主班` and `值班民警 副班` stand under one label over two rows."""
    main, deputy = row_of(sample_plan(), "main"), row_of(sample_plan(), "deputy")
    assert (main.label, main.span, main.sub[0]) == ("值班民警", 2, "主班")
    assert (deputy.span, deputy.sub[0]) == (0, "副班")


def test_empty_seats_are_said_in_words() -> None:
    """One auxiliary short on Monday's night: said in the cell, counted in the corner, listed below."""
    crew = f"{MONDAY}/night-1"
    plan = without(sample_plan(), ("F02", crew))
    assert seats_in_words(plan, plan.crew_by_id[crew]) == ("short of 1 auxiliary",)
    page = pages(plan)[0]
    assert row_of(plan, "night-1").cells[0].missing == ("※short of 1 auxiliary",)
    assert page.status.startswith("empty seats 1 · ")
    assert any(remark.head == "Empty seats" and "夜巡一组" in remark.text for remark in page.remarks)


def test_a_seat_that_may_stay_empty_is_not_counted_as_empty() -> None:
    """Standby asks for none to one officer: without him nothing is missing, but the sheet says so."""
    crew = f"{MONDAY}/standby"
    plan = without(sample_plan(), ("O7", crew))
    assert seats_in_words(plan, plan.crew_by_id[crew]) == ("1 officer below target",)
    assert status_line(plan, plan.days).startswith("empty seats 0 · ")


def test_proof_names_the_open_tier_and_its_gap() -> None:
    """12 against a bound of 8 leaves a gap of 4; when all is proven the sentence says so."""
    plan = sample_plan()
    assert proof(plan) == "not proven optimal: fairness 12, no plan below 8, gap 4"
    done = [one.model_copy(update={"status": Status.PROVEN}) for one in plan.passes]
    assert proof(changed(plan, passes=tuple(done))) == ("proven optimal in every tier of importance")


def test_several_open_steps_are_counted() -> None:
    """Two open steps of one tier: the wider gap is named and the steps are counted."""
    plan = sample_plan()
    more = PassResult.model_validate({**plan.passes[1].model_dump(), "value": 30, "bound": 10})
    said = proof(changed(plan, passes=(*plan.passes, more)))
    assert said.endswith("fairness 30, no plan below 10, gap 20 (widest of 2 open steps)")


def test_weekends_are_shaded_but_not_make_up_working_days() -> None:
    """28 and 29 November are a plain weekend; a Saturday worked instead of a holiday is an ordinary day."""
    plan = sample_plan()
    assert [column.shaded for column in pages(plan)[0].columns] == [False] * 5 + [True] * 2
    days = [day.model_copy(update={"working": True}) if day.date.day == 28 else day for day in plan.days]
    columns = pages(changed(plan, days=tuple(days)))[0].columns
    assert (columns[5].shaded, columns[5].small) == (False, "working day")


def test_leave_is_named_without_its_reason() -> None:
    """The wall shows who is away and of which kind, never why."""
    leave = Leave(person="F05", first=MONDAY, last=MONDAY, kind=LeaveKind.SICK, reason="appendicitis")
    text = pages(changed(sample_plan(), leave=(leave,)))[0].remarks[0].text
    assert text == "蒋　洪 sick leave 23 Nov"


def test_every_week_has_a_page() -> None:
    """Four weeks are four pages, numbered 48 to 51."""
    titles = [page.title for page in pages(sample_plan(weeks=4))]
    assert [title.split("week ")[1] for title in titles] == [f"{week}, 2026" for week in (48, 49, 50, 51)]


@pytest.mark.parametrize("tiers", [{0: 3}, {4: 2, 5: 2}, {5: 1}, dict.fromkeys(range(7), 1)])
def test_the_page_fits_one_sheet(tiers: dict[int, int]) -> None:
    """Print shrinks until title, table, remarks and signatures are no taller than the sheet, yet readable."""
    page = pages(sample_plan(tiers))[0]
    assert layout.height(page.rows, page.remarks, page.size) <= layout.PAGE_HEIGHT
    assert page.size >= 0.75


SHIPPED = ("tianbu", "meiyuan", "liugou", "zhuantang")


def drawn(name: str) -> Plan:
    """A week of a shipped station in which the first of each kind take every seat."""
    given = load_station(Path(__file__).parents[1] / "scenarios" / name).station
    book = open_book(given.profiles, given.rules)
    week = open_week(with_duties(given), Request(MONDAY), book.reseat)
    turns = [
        Turn(person=person.id, crew=crew.id, role="member")
        for crew in week.crews
        for seat in crew.seats
        for person in [one for one in given.people if one.kind is seat.kind][: seat.target]
    ]
    unique = {(turn.person, turn.crew): turn for turn in turns}
    return changed(
        sample_plan(), name=given.name, people=given.people, days=week.days, crews=week.crews,
        turns=tuple(unique.values()), routes=(), past=(), served=(), settings=book.settings,
        teams=given.teams, places=given.places,
    )  # fmt: skip


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_stations_are_readable_on_the_wall(name: str) -> None:
    """Zhuantang's 26 rows and Meiyuan's rooms fit one sheet at 0.75 of full print or more, in Chinese."""
    use("zh")
    (page,) = on_the_wall(drawn(name))
    assert page.size >= 0.75


def test_beat_work_leaves_the_wall_only_where_the_print_needs_it() -> None:
    """Meiyuan's receptions and blocks have a sheet of their own; the workbook, which is edited, has all."""
    use("zh")
    made = drawn("meiyuan")
    names = {row.name for row in pages(made)[0].rows}
    wall = on_the_wall(made)[0]
    looked_at = {"社区", "接待 梅园警务室", "值守 梅园警务室"}
    assert looked_at <= names
    assert looked_at & {row.name for row in wall.rows} == {"值守 梅园警务室"}
    assert wall.remarks[0].head == "社区民警"


def test_a_note_stands_behind_the_names_where_it_fits() -> None:
    """Two names of three characters and `巡区 1` fill one line of a squad; four names do not leave room."""
    use("zh")
    rows = {row.name: row for row in pages(drawn("zhuantang"))[0].rows}
    assert rows["一组甲小组"].tight
    assert rows["一组甲小组"].sub == ("2000–0400 电动车",)
    assert not rows["夜巡车"].tight


def test_nested_turns_count_once() -> None:
    """A leader who is also main officer of the day is present 24 hours, not 48, in one turn."""
    plan = sample_plan({0: 3})
    mine = [crew for crew in crews_of(plan)["O2"] if crew.date == MONDAY.replace(day=24)]
    assert sorted(crew.duty for crew in mine) == ["leader", "main"]
    total = service(plan, mine)
    assert (total.turns, total.nights, total.presence_minutes, total.active_minutes) == (1, 1, 1440, 1440)


def test_deputy_has_standby_minutes() -> None:
    """24 hours present less 590 minutes of patrol is 850 minutes of standby; patrols inside add none."""
    plan = sample_plan({0: 3})
    mine = [crew for crew in crews_of(plan)["O6"] if crew.date == date(2026, 11, 24)]
    assert len(mine) == 4
    total = service(plan, mine)
    assert (total.presence_minutes, total.active_minutes, total.standby_minutes) == (1440, 590, 850)


def test_turn_notes_are_small_print() -> None:
    """A note on a turn stands below the names, marked so that it is not read back as a name."""
    plan = sample_plan()
    turns = tuple(
        Turn(**{**turn.model_dump(), "note": "day release"}) if turn.crew == f"{MONDAY}/main" else turn
        for turn in plan.turns
    )
    cell = row_of(changed(plan, turns=turns), "main").cells[0]
    assert cell.notes == ("※赵建国: day release",)
