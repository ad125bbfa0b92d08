"""Scenarios: what a change does to an order, what is refused with its line, and what comes out."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import Command

from models import Faults, PatrolMode, PatrolTier, Status
from scenarios.bounds import holds
from scenarios.order import base_of, order_of
from scenarios.read import read_scenario, shipped
from scenarios.run import missed, run
from scenarios.scenario import Scenario
from scenarios.settings import with_settings
from scheduler.order import Order
from scheduler.roads.network import Network

HEAD = """\
name: question
station: tiny
week: 2026-11-25
limits: {seconds: 20, workers: 1, seed: 1, reproducible: yes}
"""

Write = Callable[[str], Path]


@pytest.fixture
def asked(tiny: Path) -> Write:
    """Writes a scenario beside the tiny station."""

    def write(text: str) -> Path:
        path = tiny.parent / "question.yaml"
        path.write_text(HEAD + text, "utf-8")
        return path

    return write


def duty(order: Order, id_: str) -> object:
    """A duty by its id."""
    return next(one for one in order.station.duties if one.id == id_)


def read(path: Path, **settings: object) -> Order:
    """The order of a scenario file, with values by address (`__` is a dot, `_` a dash)."""
    return order_of(with_settings(read_scenario(path), settings))


def faults_of(path: Path) -> list[str]:
    """The mistakes in a scenario, those of its form first."""
    with pytest.raises(Faults) as found:
        order_of(read_scenario(path))
    return [str(one) for one in found.value.faults]


# --- what changes do ---


def test_a_scenario_without_changes_is_the_station(asked: Write, tiny: Path) -> None:
    """Wednesday means its week; nobody comes or goes, and the folder is only read."""
    before = {path: path.read_bytes() for path in tiny.iterdir()}
    order = order_of(read_scenario(asked("")))
    assert order.request.first == date(2026, 11, 23)
    assert len(order.station.people) == 9
    assert order.patrols is None
    assert before == {path: path.read_bytes() for path in tiny.iterdir()}


@pytest.mark.parametrize(
    ("change", "ids"),
    [
        ("{auxiliary: +2}", "O1 O2 O3 O4 O5 O6 F1 F2 F3 F4 F5"),
        ("{auxiliary: 2}", "O1 O2 O3 O4 O5 O6 F1 F2"),
        ("{officer: -1}", "O1 O2 O3 O4 O5 F1 F2 F3"),  # the last without a rank
        ("{陈伟: no}", "O1 O2 O3 O4 O5 O6 F2 F3"),
        ("{民警: 7, like: 李明}", "O1 O2 O3 O4 O5 O6 F1 F2 F3 O7"),
    ],
)
def test_people_come_and_go(asked: Write, change: str, ids: str) -> None:
    """So many more, so many in all, so many fewer, one by name."""
    order = order_of(read_scenario(asked(f"changes: [people: {change}]")))
    assert [one.id for one in order.station.people] == ids.split()


def test_who_comes_is_like_somebody(asked: Write, tiny: Path) -> None:
    """The new one has the rank, roles and skills of the one named, a name of his own and no telephone."""
    people = tiny / "people.csv"
    text = people.read_text("utf-8").replace("rank\n", "rank,skills,phone\n").replace(",\n", ",,,\n")
    people.write_text(text.replace("李明,officer,,,", "李明,officer,,driver armed,110"), "utf-8")
    order = order_of(read_scenario(asked("changes: [people: {officer: +1, like: O4}]")))
    new = order.station.by_id["O7"]
    assert (new.name, new.skills, new.phone) == ("新民警7", ("driver", "armed"), "")


def test_who_is_gone_leaves_nothing_behind(asked: Write, tiny: Path) -> None:
    """His leave, his wish, his place in a pair and in a team go with him."""
    (tiny / "leave.csv").write_text("person,first,last\nO5,2026-11-24,2026-11-24\n", "utf-8")
    (tiny / "wishes.csv").write_text("person,date,want\nO5,2026-11-25,no\n", "utf-8")
    people = tiny / "people.csv"
    text = people.read_text("utf-8").replace("rank\n", "rank,cover\n").replace("officer,\n", "officer,,\n")
    people.write_text(text.replace("李明,officer,,", "李明,officer,,O5"), "utf-8")
    yaml = tiny / "station.yaml"
    team = "cycle: {anchor: 2026-11-23, teams: [{id: A, members: [O4, O5]}]}\n"
    yaml.write_text(yaml.read_text("utf-8") + team, "utf-8")
    station = order_of(read_scenario(asked("changes: [people: {O5: no}]"))).station
    assert (station.leave, station.wishes, station.by_id["O4"].cover) == ((), (), None)
    assert station.cycle is not None
    assert station.cycle.teams[0].members == ("O4",)


def test_windows_and_seats_of_a_duty(asked: Write) -> None:
    """Other hours; other seats wherever the duty stands, which is at tier 3 only, or at the tier named."""
    order = order_of(
        read_scenario(
            asked("changes: [{windows: {night: 17:30-20:00}, seats: {夜巡: 1辅警, main.tier2: 2民警}}]")
        )
    )
    night, main = duty(order, "night"), duty(order, "main")
    assert list(map(str, night.windows)) == ["17:30-20:00"]
    assert (str(night.tier3), str(night.tier2)) == ("1 auxiliary", "")
    assert (str(main.tier3), str(main.tier2)) == ("1 officer", "2 officer")


def test_groups_share_all_zones(asked: Write, tiny: Path) -> None:
    """Five zones over two groups are 3 and 2; over one group all five; over three 2, 2 and 1."""
    yaml = tiny / "station.yaml"
    text = yaml.read_text("utf-8").replace("name: 夜巡,", 'name: 夜巡, zones: ["1", "2", "3", "4", "5"],')
    zones = "".join(f"  - {{id: '{n}', name: 区{n}}}\n" for n in range(1, 6))
    yaml.write_text(f"{text}zones:\n{zones}", "utf-8")
    path = asked("")
    dealt = {
        number: [
            one.zones for one in read(path, **{"groups.night": number}).station.duties if one.kind == "night"
        ]
        for number in (1, 2, 3)
    }
    assert dealt[1] == [("1", "2", "3", "4", "5")]
    assert dealt[2] == [("1", "2", "3"), ("4", "5")]
    assert dealt[3] == [("1", "2"), ("3", "4"), ("5",)]


def test_tiers_by_date_weekday_and_number(asked: Write) -> None:
    """Two days at tier 2 are Friday and Saturday; then Saturday is made tier 1, and Monday by its date."""
    text = "changes: [{tier_days: {2: 2}}, {tiers: {周六: 1, 2026-11-23: 2}}]"
    tiers = order_of(read_scenario(asked(text))).request.tiers
    assert {day.day: tier for day, tier in tiers.items()} == {27: 2, 28: 1, 23: 2}
    assert set(tiers.values()) <= set(PatrolTier)


def test_rules_settings_waivers_and_leave(asked: Write) -> None:
    """A rule off, a number, a text that looks like a number, a waiver with its reason, two absences."""
    order = order_of(
        read_scenario(
            asked(
                "changes:\n"
                "  - rules: {nights-fair: off}\n"
                '    set: {weekly-rest-day.days: 2, rest-between-duties.after_24h_until: "12:00"}\n'
                "    waive: {max-single-duty: 试行}\n"
                "    leave: {陈伟: [2026-11-24, 2026-11-26..2026-11-27:病假]}\n"
            )
        )
    )
    assert order.settings == {
        "nights-fair": {"on": False},
        "weekly-rest-day": {"days": 2},
        "rest-between-duties": {"after_24h_until": "12:00"},
    }
    assert [(one.rule, one.reason) for one in order.waivers] == [("max-single-duty", "试行")]
    assert [(one.person, one.first.day, one.last.day) for one in order.request.away] == [
        ("F1", 24, 24),
        ("F1", 26, 27),
    ]


def test_duties_and_events_come_change_and_go(asked: Write) -> None:
    """A new duty, a field of a known one, one dropped that another stood within; a new event."""
    text = (
        "changes:\n"
        "  - duties:\n"
        "      booth: {kind: duty, name: 岗亭, windows: 08:00-12:00, tier3: 1民警}\n"
        "      main: {name: 值班}\n"
        "      leader: no\n"
        "    events: {drill: {name: 训练, window: 14:00-16:00, date: 2026-11-25, who: officer}}\n"
    )
    station = order_of(read_scenario(asked(text))).station
    assert [one.id for one in station.duties] == ["main", "night", "call", "booth"]
    assert (station.duties[0].name, station.duties[2].within) == ("值班", ())
    assert [one.id for one in station.events] == ["drill"]


def test_roads_risk_and_hours(asked: Write, tianbu: Path) -> None:
    """江堤路 is closed: fewer sections. Zone 3 is half as fast: twice the minutes. Its risk is threefold."""
    path = asked(
        "routes: yes\nchanges: [roads: {zone 3: 0.5}, load: {zone 3: 3}, hours: {room-3: 20:00-23:00}]"
    )
    text = path.read_text("utf-8").replace("station: tiny", "station: tianbu")
    path.write_text(text, "utf-8")
    scenario = read_scenario(path)
    base = base_of(scenario)
    changed, closed = order_of(scenario, base), read(path, **{"roads.江堤路": "closed"})
    known = base.patrols.roads
    assert changed.patrols is not None
    assert closed.patrols is not None
    mode = PatrolMode.CAR
    before = Network(known, mode).minutes
    after = Network(changed.patrols.roads, mode, changed.station.speeds).minutes
    times = {round(two / one, 6) for one, two in zip(before, after, strict=True)}
    assert times == {1.0, 2.0}
    names = [one.name for one in known.sections]
    assert len(names) - len(closed.patrols.roads.sections) == names.count("江堤路") > 0
    risks = {one.id: one.risk for one in base.loaded.station.places}
    assert {one.zone for one in changed.station.places if one.risk != risks[one.id]} == {"3"}
    assert all(one.risk == 3 * risks[one.id] for one in changed.station.places if one.zone == "3")
    assert [
        str(one) for place in changed.station.places if place.id == "room-3" for one in place.windows
    ] == ["20:00-23:00"]


def test_profile_brings_its_events_and_goes_again(asked: Write) -> None:
    """A profile on is among the station's; off again it is not."""
    on = order_of(read_scenario(asked("changes: [profiles: {police-rooms: on}]")))
    off = order_of(read_scenario(asked("profiles: police-rooms\nchanges: [profiles: {police-rooms: off}]")))
    assert (on.station.profiles, off.station.profiles) == (("law", "police-rooms"), ("law",))


# --- by address ---


def test_an_address_comes_last(asked: Write) -> None:
    """17 in all stands over +2 in the file; the seed and the week are the scenario's own."""
    path = asked("changes: [people: {auxiliary: +2}]")
    order = read(path, **{"people.auxiliary": 1, "limits.seed": 3, "weeks": 2, "set.weekly-rest-day.days": 2})
    assert len(order.station.people) == 6 + 1
    assert (order.limits.seed, order.request.weeks) == (3, 2)
    assert order.settings["weekly-rest-day"]["days"] == 2


def test_a_named_change_can_be_left_out(asked: Write) -> None:
    """Without the first change only the second is done, and a mistake in it is still on its own line."""
    text = "changes:\n  - {name: more, people: {auxiliary: +2}}\n  - {name: fewer, people: {officers: -1}}\n"
    scenario = with_settings(read_scenario(asked(text)), {"changes.more": False})
    assert [one.name for one in scenario.changes] == ["fewer"]
    assert str(scenario.at(("changes", 0, "people"))) == "question.yaml, line 7"


def test_mistakes_of_addresses_name_them(asked: Write) -> None:
    """What there is not is refused at once; what does not fit the station is named by its address."""
    scenario = read_scenario(asked(""))
    wrong = {"limits.seconds": "no", "limits.workers": 0}
    with pytest.raises(Faults) as found:
        with_settings(scenario, {"limits.sed": 1, "peple.auxiliary": 3, "weeks": 99, **wrong})
    said = [str(one) for one in found.value.faults]
    assert said[0] == "question limits.sed: there is nothing at 'limits.sed'; maybe 'limits.seed'?"
    assert said[1].startswith("question peple.auxiliary: there is nothing at 'peple.auxiliary'")
    assert said[2:] == [
        "question: weeks is '99'; write a number from 1 to 12",
        "question: seconds is 'no'; write a number such as 4.5",
        "question: workers is '0'; write a number, 1 or more",
    ]
    with pytest.raises(Faults, match=r"question seats\.nigth: there is no duty 'nigth'; maybe 'night'\?"):
        order_of(with_settings(scenario, {"seats.nigth": 3}))


def test_a_scenario_pickles(asked: Write) -> None:
    """Another process finds the station and the lines as this one does."""
    scenario = read_scenario(asked("changes: [people: {auxiliary: +2}]"))
    again = pickle.loads(pickle.dumps(scenario))
    assert (again, again.file, again.at(("changes", 0))) == (
        scenario,
        scenario.file,
        scenario.at(("changes", 0)),
    )
    assert order_of(again).station == order_of(scenario).station


def test_changes_are_part_of_the_record(asked: Write) -> None:
    """Another change is another digest, and so another number of the plan; a title does not count."""
    plain, more = (
        order_of(read_scenario(asked(""))),
        order_of(read_scenario(asked("changes: [people: {auxiliary: +2}]"))),
    )
    named = order_of(read_scenario(asked("title: 标题")))
    assert plain.record.digest("") == named.record.digest("") != more.record.digest("")


# --- what is refused ---

WRONG = """\
changes:
  - people: {auxilary: +2}
  - seats: {nigth: 3辅警, main: 3xx}
    windows:
      main: 25:00-26:00
  - tiers: {2027-01-01: 1}
    tier_days: {4: 1}
  - set: {weekly-rest-day.day: 2}
    rules: {nights-fair: perhaps}
  - waive: {nights-fair: 理由}
    leave: {Q9: 2026-11-24, F1: 2027-01-01}
  - load: {schol: 2}
    roads: {zone 9: closed}
  - groups: {day_patrol: 2}
    events: {opn-day: no}
  - people: {O4: maybe}
    profiles: {law2: on}
"""


def test_every_mistake_is_named_with_its_line(asked: Write) -> None:
    """Each wrong change is said at once, at its own line of the file (the head has four)."""
    found = faults_of(asked(WRONG))
    assert {line.split(":")[0] for line in found} == {
        f"question.yaml, line {n}" for n in (6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21)
    }
    said = "\n".join(found)
    assert "there is no duty 'nigth'; maybe 'night'?" in said
    assert "'3xx' is not a seat" in said
    assert "'25:00-26:00' has a time past 24:00" in said
    assert "rule 'weekly-rest-day' has no setting 'day'; maybe 'days'?" in said
    assert "'nights-fair' is no law and yields by itself" in said


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("wek: 2026-11-23", "unknown key 'wek'; maybe 'week'?"),
        ("weeks: 99", "weeks is '99'; write a number from 1 to 12"),
        ("changes: 3", "'changes' should be a list; start each entry with '- '"),
        ("changes: [seat: {night: 2}]", "unknown key 'seat'; maybe 'seats'?"),
        ("changes: [seats: 2]", "'seats' should hold 'key: value' lines, not '2'"),
        ("title: {zh: 甲, 乙}", "'乙' is missing; fill it in"),
        ("expect: {status: fine}", "'fine' is no status; write possible, proven or impossible"),
        ("expect: {figures: {emty: 0}}", "there is no 'emty'; maybe 'empty'?"),
        ("expect: {figures: {empty: few}}", "'few' is no bound; write 3, 2-5, <=5 or >=2"),
        ("expect: {conflict: weekly-rest}", "there is no 'weekly-rest'; maybe 'weekly-rest-day'?"),
    ],
)  # fmt: skip
def test_mistakes_of_form(asked: Write, text: str, fault: str) -> None:
    """What the file itself has wrong, before the station is looked at."""
    assert faults_of(asked(text)) == [f"question.yaml, line 5: {fault}"]


def test_station_week_and_plan_before_that_are_not_there(asked: Write) -> None:
    """Three mistakes of what the scenario starts from, each with its line."""
    path = asked("after: gone/plan.json")
    path.write_text(path.read_text("utf-8").replace("tiny", "tny").replace("2026-11-25", "soon"), "utf-8")
    found = faults_of(path)
    assert [line.split(":")[0][-6:] for line in found] == ["line 3", "line 2", "line 5"]


# --- what comes out ---


def test_a_night_too_many_is_impossible(asked: Write) -> None:
    """3 auxiliaries with a day of rest give 18 nights, 14 are asked for; with one away 12 are left."""
    expect = "expect: {status: %s, conflict: [%s], figures: {%s}}\n"
    enough = run(read_scenario(asked(expect % ("proven", "", "turns: 28, people: 9, nights: 28, empty: 0"))))
    assert missed(enough) == ()
    away = "changes: [leave: {F1: 2026-11-23..2026-11-29}]\n"
    short = run(read_scenario(asked(away + expect % ("impossible", "weekly-rest-day", ""))))
    assert short.status is Status.IMPOSSIBLE
    assert missed(short) == ()


def test_what_comes_out_otherwise_is_said(asked: Write) -> None:
    """Expected impossible with a conflict, a cost and a figure: all four are missed, and said in full."""
    text = (
        "expect: {status: impossible, conflict: [post-filled], figures: {turns: 5},\n"
        "  cost: {post-filled: 1, FAIR: '>=900'}}"
    )
    said = [str(one) for one in missed(run(read_scenario(asked(text))))]
    assert said == [
        "expected impossible, came out proven optimal",
        "expected 'post-filled' in the conflict; it names —",
        "expected turns 5, came out 28",
        "expected post-filled 1, came out 0",
        next(one for one in said if one.startswith("expected FAIR >=900, came out")),
    ]


@pytest.mark.parametrize(
    ("bound", "value", "kept"),
    [
        ("3", 3, True),
        ("3", 4, False),
        ("2-5", 5, True),
        ("2-5", 5.1, False),
        ("<=5", 5, True),
        (">=2", 1, False),
    ],
)
def test_bounds(bound: str, value: float, kept: bool) -> None:
    """Exactly, between both included, at most, at least."""
    assert holds(bound, value) is kept


# --- the command ---


def test_the_command_lists_checks_plans_and_fails(xunfang: Command, asked: Write, tiny: Path) -> None:
    """The list, a file in order, a plan as expected and written, one not as expected, one with faults."""
    listed = xunfang("scenario")
    assert listed.code == 0
    assert len(listed.out.splitlines()) == len(shipped()) >= 12
    path = asked("expect: {figures: {turns: 28}}")
    assert xunfang("scenario", path, "--check").said.endswith("question.yaml: in order")
    done = xunfang("scenario", path, "--out", tiny.parent / "out")
    assert (done.code, "As expected." in done.out) == (0, True)
    assert (tiny.parent / "out" / "plan.json").is_file()
    other = xunfang("scenario", asked("expect: {figures: {turns: 27}}"))
    assert (other.code, "expected turns 27, came out 28" in other.said) == (2, True)
    faulty = xunfang("scenario", asked("wek: 1"), tiny / "none.yaml")
    assert (faulty.code, len(faulty.faults)) == (1, 2)


# --- those that ship ---


@pytest.mark.parametrize("path", shipped().values(), ids=lambda path: path.stem)
def test_a_shipped_scenario_is_in_order(path: Path) -> None:
    """It is named as its file, says its title in both languages and what it expects, and makes an order."""
    scenario = read_scenario(path)
    assert scenario.name == path.stem
    assert set(scenario.title) == {"zh", "en"}
    assert scenario.expect is not None
    assert scenario.note
    assert order_of(scenario).station.people


QUICK = ("three-auxiliaries-away", "two-more-auxiliaries")


@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=[] if one in QUICK else pytest.mark.slow) for one in shipped()]
)
def test_a_shipped_scenario_comes_out_as_expected(name: str) -> None:
    """The engine says what the arithmetic of the file's note says."""
    result = run(read_scenario(Path(name)))
    assert [str(one) for one in missed(result)] == []


def test_nothing_is_expected_of_a_scenario_that_says_nothing() -> None:
    """Without `expect` nothing is missed."""
    scenario = Scenario(name="n", station="tianbu", week="2026-11-23")
    assert scenario.expect is None
    assert scenario.spoken("en") == "n"
