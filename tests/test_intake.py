"""A station folder is read whatever its words and encodings, and every mistake is named with its place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from models import DutyKind, Fault, Faults, LeaveKind, Rank, Settings, Sex, StaffKind, Team
from scheduler import i18n
from scheduler.intake import load_station

TIANBU = Path(__file__).parent.parent / "scenarios" / "tianbu"

STATION = """\
id: small
name: 小所
default_tier: 3
zones:
  - {id: "1", name: 东村}
  - {id: "2", name: 西村}
duties:
  - id: main
    kind: main
    name: 主班
    windows: "08:30-08:30"
    tier3: 1民警
  - id: night
    kind: night
    name: 夜巡
    windows: "23:00-05:00"
    tier3: 1-2辅警
    zones: ["1", "2"]
events:
  - {id: meeting, name: 所务会, window: "09:00-10:00", weekday: monday, who: [officer]}
cycle:
  anchor: 2026-11-23
  teams:
    - {id: A, members: [O1]}
    - {id: B, members: [O2]}
"""
PEOPLE = """\
id,name,kind,rank,roles,sex,home_zone
O1,赵一,officer,chief,,m,1
O2,钱二,officer,member,community_officer,f,2
F1,孙三,auxiliary,member,,m,
F2,李四,auxiliary,member,backbone,m,
"""
LEAVE = """\
person,first,last,kind,reason
F1,2026-11-23,2026-11-24,annual,探亲
"""
WORLD = {"station.yaml": STATION, "people.csv": PEOPLE, "leave.csv": LEAVE}
"""The tiny station of these tests: two officers, two auxiliaries, two duties, one absence."""


@pytest.fixture(autouse=True)
def english() -> Iterable[None]:
    """Sentences in English, whatever was spoken before."""
    spoken = i18n.language()
    i18n.use("en")
    yield
    i18n.use(spoken)


def write(folder: Path, *edits: tuple[str, str, str], **files: bytes) -> Path:
    """Write the tiny station with some texts replaced (file, old, new) or whole files given."""
    contents = dict(WORLD)
    for name, old, new in edits:
        assert old in contents[name], old
        contents[name] = contents[name].replace(old, new, 1)
    folder.mkdir(exist_ok=True)
    for name, text in contents.items():
        (folder / name).write_bytes(text.encode())
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)
    return folder


def faults(path: Path, **options: object) -> list[str]:
    """Every fault of a station as it is printed."""
    with pytest.raises(Faults) as caught:
        load_station(path, **options)  # type: ignore[arg-type]
    return [str(fault) for fault in caught.value.faults]


def test_the_shipped_station_is_read_as_it_is_written() -> None:
    """Tianbu has 8 officers, 18 auxiliaries and 16 village guards, 9 zones, 17 duties (4 in the beat)."""
    station = load_station(TIANBU).station
    kinds = [person.kind for person in station.people]
    assert [kinds.count(kind) for kind in ("officer", "auxiliary", "village")] == [8, 18, 16]
    assert (len(station.zones), len(station.duties)) == (9, 17)
    assert station.by_id["O3"].rank is Rank.DEPUTY_CHIEF


def test_words_in_chinese_mean_the_same_as_in_english(tmp_path: Path) -> None:
    """Chinese headers, kinds, ranks, roles and sexes give an equal station."""
    chinese = (
        "编号,姓名,类别,职务,岗位,性别,居住巡区\nO1,赵一,民警,所长,,男,东村\n"
        "O2,钱二,民警,队员,社区民警,女,西村\nF1,孙三,辅警,队员,,男,\nF2,李四,协警,队员,骨干,男,\n"
    )
    english = load_station(write(tmp_path / "en"))
    same = load_station(write(tmp_path / "zh", ("people.csv", PEOPLE, chinese)))
    assert same.station == english.station
    assert same.station.by_id["O2"].sex is Sex.FEMALE
    assert same.station.by_id["F2"].kind is StaffKind.AUXILIARY


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings_and_line_ends_do_not_matter(tmp_path: Path, encoding: str, newline: str) -> None:
    """Any encoding of Excel and WPS, any line end: the same station with the same digest."""
    plain = load_station(write(tmp_path / "plain"))
    other = write(tmp_path / "other")
    for name, text in WORLD.items():
        (other / name).write_bytes(text.replace("\n", newline).encode(encoding))
    loaded = load_station(other)
    assert (loaded.station, loaded.digest) == (plain.station, plain.digest)


@pytest.mark.parametrize("delimiter", ["\t", ";", "，", "；", "|"])
def test_delimiters_do_not_matter(tmp_path: Path, delimiter: str) -> None:
    """Tabs, semicolons and full-width commas divide as well as commas."""
    people = PEOPLE.replace(",", delimiter).encode()
    loaded = load_station(write(tmp_path / "d", people_csv=people))
    assert loaded.station == load_station(write(tmp_path / "plain")).station


def test_titles_remarks_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    """A title above the header, a remark and blank lines change nothing but the row numbers."""
    people = "小所人员表\n制表,2026年\n\n" + PEOPLE.replace("F1,", "\n# 辅警\nF1,")
    loaded = load_station(write(tmp_path / "t", people_csv=people.encode()))
    assert loaded.station.people == load_station(write(tmp_path / "plain")).station.people
    assert loaded.where(("people", 2, "kind")) == "people.csv, row 9, column kind"


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-23",
        "2026/11/23",
        "2026.11.23",
        "20261123",
        "2026年11月23日",
        "２０２６－１１－２３",
        "46349",
        "46349.0",
    ],
)
def test_dates_are_read_in_every_usual_form(tmp_path: Path, written: str) -> None:
    """46349 days after 30 December 1899 is 23 November 2026, as all the others are."""
    edit = ("leave.csv", "2026-11-23", written)
    assert load_station(write(tmp_path / "d", edit)).station.leave[0].first == date(2026, 11, 23)


def test_lists_in_a_cell_are_divided_by_any_usual_sign(tmp_path: Path) -> None:
    """Spaces, 、, ； and quoted commas divide; the words of skills are translated, others kept."""
    header = PEOPLE.replace("home_zone\n", "home_zone,skills\n")
    people = header.replace(",m,1\n", ',m,1,"驾驶、armed；潜水，bicycle"\n')
    person = load_station(write(tmp_path / "l", people_csv=people.encode())).station.people[0]
    assert person.skills == ("driver", "armed", "潜水", "bicycle")


def test_names_stand_for_ids_where_they_are_unique(tmp_path: Path) -> None:
    """Leave for 钱二 is leave for O2, and a zone or duty may be named as well."""
    leave = "姓名,开始日期,结束日期,类别\n钱二,2026-11-23,2026-11-25,病假\n".encode()
    wishes = "person,date,want,duty\no1,2026-11-26,否,夜巡\n".encode()
    loaded = load_station(write(tmp_path / "n", leave_csv=leave, wishes_csv=wishes)).station
    assert (loaded.leave[0].person, loaded.leave[0].kind) == ("O2", LeaveKind.SICK)
    assert (loaded.wishes[0].person, loaded.wishes[0].duty, loaded.wishes[0].want) == ("O1", "night", False)


def test_numbers_as_excel_writes_them_are_ids(tmp_path: Path) -> None:
    """A zone `1.0` is zone `1`."""
    edit = ("people.csv", ",m,1\n", ",m,1.0\n")
    assert load_station(write(tmp_path / "n", edit)).station.people[0].home_zone == "1"


def test_yaml_words_are_texts_not_types(tmp_path: Path) -> None:
    """An id 01 stays `01` and `no` stays a word; Chinese words for kinds are fine in YAML too."""
    edits = [("station.yaml", "id: small", "id: 01"), ("station.yaml", "kind: night", "kind: 夜巡")]
    station = load_station(write(tmp_path / "y", *edits)).station
    assert (station.id, station.duties[1].kind) == ("01", DutyKind.NIGHT)


def test_rule_settings_keep_their_types_and_reach_the_check(tmp_path: Path) -> None:
    """The check gets typed settings and the profiles; its faults get the line of the setting."""
    rules = "profiles: [law, city]\nrules:\n  weekly-rest-day:\n    days: 2\n    dayz: yes\n"
    seen: list[tuple[Settings, tuple[str, ...]]] = []

    def check(settings: Settings, profiles: tuple[str, ...], teams: tuple[Team, ...]) -> Iterable[Fault]:
        seen.append((settings, profiles))
        yield Fault("no setting 'dayz'", path=("rules", "weekly-rest-day", "dayz"))

    folder = write(tmp_path / "r", ("station.yaml", "default_tier: 3\n", rules))
    assert faults(folder, check=check) == ["station.yaml, line 7: no setting 'dayz'"]
    assert seen == [({"weekly-rest-day": {"days": 2, "dayz": True}}, ("law", "city"))]


def test_places_name_file_and_row(tmp_path: Path) -> None:
    """Faults found later get the row of a cell, or of what contains it."""
    loaded = load_station(write(tmp_path / "p"))
    assert loaded.where(("leave", 0, "last")) == "leave.csv, row 2, column last"
    assert loaded.where(("leave", 0)) == "leave.csv, row 2"
    assert loaded.where(("duties", 1, "tier3")) == "station.yaml, line 17"
    assert loaded.where(("cycle", "teams", 1, "members", 0)) == "station.yaml, line 25"
    assert loaded.where(("phone",)) == "station.yaml"


def test_the_digest_is_of_content_alone(tmp_path: Path) -> None:
    """A copy elsewhere has the same digest, a changed letter another."""
    first, copy = load_station(write(tmp_path / "a")), load_station(write(tmp_path / "b"))
    other = load_station(write(tmp_path / "c", ("people.csv", "李四", "李五")))
    assert first.digest == copy.digest != other.digest
