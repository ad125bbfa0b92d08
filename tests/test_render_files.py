"""The files of the output folder: CSV, page, calendars, plan, and how they are written."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar
from sample_plan import changed, sample_plan

from models import Faults, LeaveKind, Plan
from models.sealing import sealed
from scheduler import i18n
from scheduler.render import write_folder
from scheduler.render.assignments import COLUMNS, harmless, lines
from scheduler.render.calendars import file_name
from scheduler.render.page import html
from scheduler.render.redact import redacted


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample_plan({5: 1})


@pytest.fixture(scope="module")
def written(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """The plan's output folder, in English, to be looked at only, and the files that were named."""
    i18n.use("en")
    out = tmp_path_factory.mktemp("written") / "out"
    return out, list(write_folder(plan, out))


def renamed(plan: Plan, who: str, name: str) -> Plan:
    """The plan with one person of another name."""
    people = [
        person.model_copy(update={"name": name}) if person.id == who else person for person in plan.people
    ]
    return changed(plan, people=tuple(people))


def test_folder_holds_everything(plan: Plan, written: tuple[Path, list[Path]]) -> None:
    """Four files and a calendar for each of the 42 who serve; nothing temporary stays."""
    out, files = written
    assert [path.name for path in files[:4]] == [
        "assignments.csv", "plan.json", "roster.html", "roster.xlsx",
    ]  # fmt: skip
    assert len(files) == 4 + len({turn.person for turn in plan.turns}) == 4 + 42
    assert all(path.is_file() for path in files)
    assert len(list(out.iterdir())) == 4 + 1


def test_stale_calendars_are_removed(plan: Plan, tmp_path: Path) -> None:
    """A calendar of somebody who no longer serves goes away; other files in the folder stay."""
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "X99.ics").write_text("old")
    (tmp_path / "chief.txt").write_text("mine")
    write_folder(plan, tmp_path)
    assert not (tmp_path / "calendars" / "X99.ics").exists()
    assert (tmp_path / "chief.txt").read_text() == "mine"


def test_a_failure_leaves_the_old_files(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last file cannot be made, none of the old ones has been touched."""
    write_folder(plan, tmp_path / "out")
    before = (tmp_path / "out" / "plan.json").read_bytes()
    monkeypatch.setattr("scheduler.render.calendars.write_calendars", lambda plan, path: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_folder(changed(plan, number="other"), tmp_path / "out")
    assert (tmp_path / "out" / "plan.json").read_bytes() == before
    assert len(list((tmp_path / "out").iterdir())) == 4 + 1


def test_a_folder_that_cannot_be_made_is_a_fault(plan: Plan, tmp_path: Path) -> None:
    """A file stands where the folder should be: the fault names it and says what to do."""
    (tmp_path / "out").write_text("a file")
    with pytest.raises(Faults, match=r"out: cannot be written .*--out"):
        write_folder(plan, tmp_path / "out")


def test_plan_json_survives_the_round_trip(plan: Plan, written: tuple[Path, list[Path]]) -> None:
    """plan.json read back is the plan, sealed."""
    assert Plan.model_validate_json((written[0] / "plan.json").read_text("utf-8")) == sealed(plan)


def test_csv_columns_and_byte_order_mark(plan: Plan, written: tuple[Path, list[Path]]) -> None:
    """The contract: a byte order mark, eleven columns in this order, one line a person and turn."""
    raw = (written[0] / "assignments.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfdate,start,end,duty,group,person,name,kind,role,zone,note\r\n")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert len(rows) == 1 + len(plan.turns)
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_csv_lines(plan: Plan) -> None:
    """A night from 23:00 to 05:00 ends on the next date; three windows stand in the note of one line."""
    found = [dict(zip(COLUMNS, line, strict=True)) for line in lines(plan)]
    night = next(line for line in found if line["duty"] == "night" and line["person"] == "F01")
    assert night == {
        "date": "2026-11-23", "start": "2026-11-23T23:00:00", "end": "2026-11-24T05:00:00", "duty": "night",
        "group": "1", "person": "F01", "name": "冯军", "kind": "auxiliary", "role": "leader",
        "zone": "3 2 1 4", "note": "",
    }  # fmt: skip
    duty = next(line for line in found if line["duty"] == "duty")
    assert (duty["start"], duty["end"]) == ("2026-11-23T08:30:00", "2026-11-23T22:30:00")
    assert duty["note"] == "08:30-11:20; 13:00-17:30; 20:00-22:30"
    village = next(line for line in found if line["duty"] == "village")
    assert (village["person"], village["zone"]) == ("V03", "3")


def test_csv_order(plan: Plan) -> None:
    """By start, then duty, then group, the leader before his group."""
    found = [dict(zip(COLUMNS, line, strict=True)) for line in lines(plan)]
    keys = [(line["start"], line["duty"], int(line["group"])) for line in found]
    assert keys == sorted(keys)
    groups = [line for line in found if line["duty"] == "night" and line["date"] == "2026-11-23"]
    assert [line["role"] for line in groups] == ["leader", "member", "member", "member"] * 2


def test_csv_holds_no_formulas(plan: Plan) -> None:
    """A name that begins like a formula is quoted with an apostrophe; others are untouched."""
    assert [harmless(text) for text in ("=1+1", "@x", "冯军")] == ["'=1+1", "'@x", "冯军"]
    names = {line[6] for line in lines(renamed(plan, "F01", "=cmd|' /C calc'!A0"))}
    assert "'=cmd|' /C calc'!A0" in names


def test_page_escapes_everything(plan: Plan) -> None:
    """Markup in a name or the station's name is shown, not obeyed; nothing comes from outside."""
    page = html(changed(renamed(plan, "F01", "<script>x</script>"), name="<b>A & B</b>"))
    assert "<script>x" not in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in page
    assert not any(outside in page for outside in ("http:", "https:", "url(", "@import", "<link", " src="))


def test_page_speaks_the_language(plan: Plan) -> None:
    """The page declares its language, in Chinese and in English."""
    assert '<html lang="en">' in html(plan)
    i18n.use("zh")
    assert '<html lang="zh-CN">' in html(plan)


def test_page_has_a_sheet_for_each_week() -> None:
    """Two weeks are two sections, each with a table of seven days."""
    page = html(sample_plan(weeks=2))
    assert (page.count("<section"), page.count("<time ")) == (2, 14)


def test_calendar_events(written: tuple[Path, list[Path]]) -> None:
    """F01 of the grid: nights on Monday to Wednesday, duty on Friday and Sunday in three windows each."""
    calendar = Calendar.from_ical((written[0] / "calendars" / "F01.ics").read_bytes())
    events = calendar.walk("VEVENT")
    duty = [event for event in events if event["SUMMARY"] == "值班组"]
    night = next(event for event in events if event["SUMMARY"] == "夜巡一组")
    assert len(duty) == 6
    assert night["DTSTART"].dt == datetime(2026, 11, 23, 23)
    assert night["DTEND"].dt == datetime(2026, 11, 24, 5)
    assert night["DESCRIPTION"].startswith("with 陈永红, 卫文斌, 杨小平")
    assert night["UID"] == "2026-11-23.night-1.1.F01@tianbu.xunfang"


def uids(files: Sequence[Path]) -> list[str]:
    calendars = [Calendar.from_ical(path.read_bytes()) for path in files if path.suffix == ".ics"]
    return [str(event["UID"]) for calendar in calendars for event in calendar.walk("VEVENT")]


def test_calendars_have_stable_unique_uids(
    plan: Plan, written: tuple[Path, list[Path]], tmp_path: Path
) -> None:
    """Written twice, an event keeps its uid, so that a phone replaces it; no two events share one."""
    found = [uids(files) for files in (written[1], write_folder(plan, tmp_path / "again"))]
    assert found[0] == found[1]
    assert len(set(found[0])) == len(found[0])


def test_file_names_are_safe() -> None:
    """An id may hold any sign; a file name may not."""
    safe = [file_name(who) for who in ("F01", "F:1", "../x", "张三")]
    assert safe == ["F01", "F%3A1", "%2E.%2Fx", "张三"]


def test_redaction_leaves_no_personal_data(plan: Plan, tmp_path: Path) -> None:
    """No name, birth date, phone or reason of leave is in any file, the workbook included."""
    people = [person.model_copy(update={"phone": "13900001111"}) for person in plan.people]
    leave = [one.model_copy(update={"kind": LeaveKind.SICK, "reason": "手术"}) for one in plan.leave]
    plan = changed(plan, people=tuple(people), leave=tuple(leave))
    files = write_folder(plan, tmp_path, redact=True)
    text = "".join(path.read_text("utf-8") for path in files if path.suffix != ".xlsx")
    book = openpyxl.load_workbook(tmp_path / "roster.xlsx")
    for sheet in book.worksheets:
        text += "".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row)
    secret = {person.name for person in plan.people}
    secret |= {"13900001111", "手术", '"sick"', "1972-03-14", plan.phone}
    assert [word for word in sorted(secret) if word in text] == []


def test_redaction_writes_ids_into_sentences(plan: Plan) -> None:
    """The finding about 冯军 is about F01 when it leaves the station."""
    assert redacted(plan).findings[0].text.startswith("F01 本周夜班 4 次")
    assert all(person.name == person.id and person.born is None for person in redacted(plan).people)
