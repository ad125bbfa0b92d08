"""The decision file: seals, the chain of plans, what they were made from, and making them again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PEOPLE, STATION, Command
from hypothesis import given, settings
from hypothesis import strategies as st

from models import DecisionKind, Plan, Turn, Typed
from models.sealing import holding_seal, seal_of, written
from scheduler.commands import Options
from scheduler.decision.inputs import changed_inputs, map_digests
from scheduler.saved_plan import read_plan

EXACTLY = ("--reproducible", "--workers", "1")
DECIDED = ("--by", "张所长", "--waive", "weekly-rest-day:国庆安保", "--away", "李明=2026-11-24:病假")
NIGHT = "2026-11-24/night"
SET = ("--set", "hours-fair.on=false", "--tier", "2026-11-28=3", "--profile", "law", "--short")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, xunfang: Command) -> Path:
    """The tiny station with two weeks planned, the second after the first, in folders beside each other."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "station").mkdir()
    (folder / "station" / "station.yaml").write_text(STATION, "utf-8")
    (folder / "station" / "people.csv").write_text(PEOPLE, "utf-8")
    plan = ("plan", folder / "station", *EXACTLY)
    first = xunfang(*plan, "--week", "2026-11-25", *DECIDED, "--out", folder / "one")
    after = ("--after", folder / "one" / "plan.json")
    second = xunfang(*plan, "--week", "2026-11-30", *after, "--out", folder / "two")
    assert (first.code, second.code) == (0, 0)
    return folder


@pytest.fixture
def copy(house: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(house, tmp_path / "copy"))


def forged(path: Path, **update: object) -> Plan:
    """Change a plan on disk and seal it anew, as one might who knows how."""
    plan = read_plan(path)
    plan = Plan.model_validate({**{name: getattr(plan, name) for name in Plan.model_fields}, **update})
    path.write_bytes(written(plan))
    return plan


def swapped(plan: Plan, night: str) -> tuple[tuple[Turn, ...], str, str]:
    """Turns in which the auxiliary who was off serves a night for another; the names of both."""
    serving = {turn.person for turn in plan.turns if turn.crew == night}
    (free,), gone = {"F1", "F2", "F3"} - serving, min(serving)
    turns = tuple(
        turn.model_copy(update={"person": free}) if (turn.crew, turn.person) == (night, gone) else turn
        for turn in plan.turns
    )
    return turns, plan.person_by_id[free].name, plan.person_by_id[gone].name


def test_seal_is_the_hash_of_the_lines_before_it(house: Path) -> None:
    """Whoever has sha256 can check a plan without us: all lines but the last two."""
    content = (house / "one" / "plan.json").read_bytes()
    lines = content.splitlines(keepends=True)
    seal = hashlib.sha256(b"".join(lines[:-2])).hexdigest()
    assert lines[-2:] == [f' "seal": "{seal}"\n'.encode(), b"}\n"]
    assert json.loads(content)["seal"] == seal


def test_plan_written_twice_is_the_same_file(house: Path) -> None:
    """Reading a plan and writing it again changes no byte, so a seal can be made again from the plan."""
    content = (house / "two" / "plan.json").read_bytes()
    plan = read_plan(house / "two" / "plan.json")
    assert written(plan) == content
    assert plan.seal == seal_of(plan) == holding_seal(content)


def test_sound_plans(xunfang: Command, house: Path) -> None:
    """Two weeks as they were made are sound: seals, chain, input files, findings."""
    plans = [house / name / "plan.json" for name in ("one", "two")]
    run = xunfang("verify", *plans, "--station", house / "station")
    number = read_plan(plans[0]).number
    assert run.code == 0
    assert [line for line in run.out.splitlines() if line.startswith("  !")] == []
    assert run.out.count("every byte is as it was sealed") == 2
    assert run.out.count("its input files are as they were: people.csv, station.yaml") == 2
    assert run.out.count("an audit finds what it says") == 2
    assert f"came after plan {number}: {plans[0]}" in run.out
    assert run.out.splitlines()[-1] == "Sound: 2 files."


def test_no_byte_can_change_unseen(house: Path) -> None:
    """Every byte of a plan.json, each with one bit turned, breaks the seal."""
    content = (house / "one" / "plan.json").read_bytes()
    spoilt = bytearray(content)
    unseen = []
    for at in range(len(content)):
        spoilt[at] ^= 1 << at % 8
        if holding_seal(bytes(spoilt)):
            unseen.append(at)
        spoilt[at] = content[at]
    assert unseen == []


@settings(max_examples=50)
@given(data=st.data())
def test_changed_byte_is_never_sound(xunfang: Command, house: Path, data: st.DataObject) -> None:
    """`verify` ends with 1 or 2 for a file in which any one byte is changed, taken out or added."""
    content = (house / "one" / "plan.json").read_bytes()
    at = data.draw(st.integers(0, len(content) - 1))
    new = data.draw(st.binary(max_size=2).filter(lambda new: new != content[at : at + 1]))
    file = house / "spoilt.json"
    file.write_bytes(content[:at] + new + content[at + 1 :])
    assert xunfang("verify", file).code in (1, 2)


FORMS: dict[str, Callable[[str], str]] = {
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "a line more": lambda text: text + "\n",
    "spaces": lambda text: json.dumps(json.loads(text), ensure_ascii=False),
    "order": lambda text: json.dumps(dict(sorted(json.loads(text).items())), indent=1),
}


@pytest.mark.parametrize("form", FORMS)
def test_other_form_is_told_from_other_content(xunfang: Command, copy: Path, form: str) -> None:
    """Other line ends, spaces or order of keys break the seal too, and are called a change of form."""
    file = copy / "one" / "plan.json"
    file.write_bytes(FORMS[form](file.read_text("utf-8")).encode())
    run = xunfang("verify", file)
    assert run.code == 2
    assert "its form was changed after it was sealed" in run.out
    assert run.out.splitlines()[-1] == "Changed: 1 of 1 files."


def test_other_content(xunfang: Command, copy: Path) -> None:
    """A name written over another in the file is a change of content."""
    file = copy / "one" / "plan.json"
    file.write_text(file.read_text("utf-8").replace("陈伟", "陈炜"), "utf-8", newline="\n")
    run = xunfang("verify", file)
    assert run.code == 2
    assert "its content was changed after it was sealed" in run.out


def test_unreadable_beside_sound(xunfang: Command, house: Path, tmp_path: Path) -> None:
    """A file that is no plan is a mistake of the input, 1; the other file is judged all the same."""
    (tmp_path / "list.json").write_text("[]", "utf-8")
    run = xunfang("verify", house / "one" / "plan.json", tmp_path / "list.json")
    assert run.code == 1
    assert "every byte is as it was sealed" in run.out
    assert len(run.faults) == 1
    assert "is not a plan of ours" in run.faults[0]


def test_plan_of_an_older_version(xunfang: Command, copy: Path) -> None:
    """A plan without seal and record is audited and carried on as before, not sound, and not replayed."""
    file = copy / "one" / "plan.json"
    old = json.loads(file.read_text("utf-8"))
    del old["seal"], old["decisions"]
    for name in ("before", "changed_from", "redaction_of", "inputs", "typed"):
        del old["provenance"][name]
    file.write_text(json.dumps(old, indent=1, ensure_ascii=False), "utf-8")
    station = copy / "station"
    assert xunfang("audit", station, file).code == 0
    after = xunfang("plan", station, *EXACTLY, "--week", "2026-11-30", "--after", file, "--out", copy / "new")
    assert after.code == 0
    run = xunfang("verify", file, "--station", station)
    assert run.code == 2
    assert "is not sealed" in run.out
    number = read_plan(file).number
    chain = xunfang("verify", file, copy / "new" / "plan.json")
    assert f"came after plan {number}: {file}" in chain.out
    assert chain.out.splitlines()[-1] == "Changed: 1 of 2 files."
    replay = xunfang("replay", file, station)
    assert (replay.code, replay.out) == (1, "")
    assert "does not hold the options" in replay.faults[0]


def test_plan_before_is_not_given(xunfang: Command, house: Path) -> None:
    """A link that leads outside the files given is said, and is no fault."""
    run = xunfang("verify", house / "two" / "plan.json")
    assert run.code == 0
    assert "which is not among the files given" in run.out


def test_plan_before_was_changed(xunfang: Command, copy: Path) -> None:
    """A changed first week speaks against the second one too, which came after it."""
    first, second = (copy / name / "plan.json" for name in ("one", "two"))
    first.write_bytes(first.read_bytes().replace(b"PROVEN", b"FOUND!", 1).replace(b"FOUND!", b"FOUND", 1))
    run = xunfang("verify", first, second)
    assert run.code == 2
    assert f"came after {first}, which is not as it was sealed" in run.out
    assert run.out.splitlines()[-1] == "Changed: 2 of 2 files."


def test_plan_before_was_forged(xunfang: Command, copy: Path) -> None:
    """A first week changed and sealed anew is sound alone; the second week knows another seal."""
    first, second = (copy / name / "plan.json" for name in ("one", "two"))
    forged(first, turns=swapped(read_plan(first), NIGHT)[0])
    assert xunfang("verify", first).code == 0
    run = xunfang("verify", first, second)
    assert run.code == 2
    assert f"{first} has that number and another seal" in run.out


def test_past_was_forged(xunfang: Command, copy: Path) -> None:
    """Nights credited to somebody in the second week's ledger are not those of the first week."""
    first, second = (copy / name / "plan.json" for name in ("one", "two"))
    ledger = read_plan(second).ledger
    more = ledger[0].model_copy(update={"nights": ledger[0].nights + 1})
    forged(second, ledger=(more, *ledger[1:]))
    run = xunfang("verify", first, second)
    assert run.code == 2
    assert f"says of the weeks before it what {first} does not say" in run.out


def test_finding_was_taken_out(xunfang: Command, copy: Path) -> None:
    """A finding hidden from a plan that was sealed anew is found by the audit."""
    file = copy / "one" / "plan.json"
    hidden = read_plan(file).findings[0]
    forged(file, findings=read_plan(file).findings[1:])
    run = xunfang("verify", file, "--station", copy / "station")
    assert run.code == 2
    (line,) = (line for line in run.out.splitlines() if line.startswith("  !"))
    assert line == f"  ! found by an audit, and not said: {hidden.importance} {hidden.rule}: {hidden.text}"


def test_changed_input_is_named(xunfang: Command, copy: Path) -> None:
    """Of a station's files the one that changed, and the one that came, are named; nothing is planned."""
    station, file = copy / "station", copy / "one" / "plan.json"
    (station / "people.csv").write_text(PEOPLE.replace("陈伟", "陈炜"), "utf-8")
    (station / "leave.csv").write_text("person,first,last,kind\n", "utf-8")
    lines = ["people.csv: has changed since then", "leave.csv: is an input now and was none then"]
    verified, replayed = xunfang("verify", file, "--station", station), xunfang("replay", file, station)
    assert (verified.code, replayed.code) == (2, 2)
    for run in (verified, replayed):
        found = {line for line in run.out.splitlines() if line.startswith("  !")}
        assert found == {f"  ! {line}" for line in lines}
    assert "--anyway" in replayed.out


def test_station_that_is_no_longer_sound(xunfang: Command, copy: Path) -> None:
    """The changed file is named even when the station cannot be planned any more."""
    (copy / "station" / "people.csv").write_text("id,name\n", "utf-8")
    run = xunfang("replay", copy / "one" / "plan.json", copy / "station")
    assert run.code == 2
    assert "people.csv: has changed since then" in run.out


def test_encoding_is_no_change(xunfang: Command, copy: Path) -> None:
    """People saved in GB18030 by a spreadsheet are the same people."""
    (copy / "station" / "people.csv").write_bytes(PEOPLE.encode("gb18030"))
    assert xunfang("verify", copy / "one" / "plan.json", "--station", copy / "station").code == 0


def test_replayed_anyway(xunfang: Command, copy: Path) -> None:
    """Another name changes no turn: planned all the same, only the people and the number differ."""
    (copy / "station" / "people.csv").write_text(PEOPLE.replace("王国平", "王国萍"), "utf-8")
    run = xunfang("replay", copy / "one" / "plan.json", copy / "station", "--anyway")
    assert run.code == 2
    assert "people.csv: has changed since then" in run.out
    assert "The same roster at the same cost; this differs:" in run.out
    assert "other fields of the plan: number, people" in run.out


@pytest.mark.parametrize("week", ["one", "two"])
def test_replay_is_identical(xunfang: Command, house: Path, tmp_path: Path, week: str) -> None:
    """A plan is made again to the last turn and cost; the plan it came after is found by its seal."""
    file = house / week / "plan.json"
    run = xunfang("replay", file, house / "station", "--out", tmp_path / "again")
    turns = len(read_plan(file).turns)
    assert run.code == 0
    assert f"Reproduced, identical: {turns} turns, 0 walks, every status, value and bound." in run.out
    again = read_plan(tmp_path / "again" / "plan.json")
    assert again.number == read_plan(file).number
    assert again.seal == seal_of(again)


def test_replay_needs_the_plan_before(xunfang: Command, house: Path, tmp_path: Path) -> None:
    """Alone in a folder the second week asks for the first; another plan in its place is a difference."""
    file = Path(shutil.copy(house / "two" / "plan.json", tmp_path / "far.json"))
    lonely = xunfang("replay", file, house / "station")
    assert (lonely.code, len(lonely.faults)) == (1, 1)
    assert "name it with --after" in lonely.faults[0]
    right = xunfang("replay", file, house / "station", "--after", house / "one" / "plan.json")
    assert right.code == 0
    wrong = xunfang("replay", file, house / "station", "--after", file)
    assert wrong.code == 2
    assert f"{file} is not the plan that was carried in" in wrong.out


def test_replay_names_the_turns_that_differ(xunfang: Command, copy: Path) -> None:
    """One person put in another's place is one line: the crew, who was said to serve, and who should."""
    file = copy / "two" / "plan.json"
    turns, free, gone = swapped(read_plan(file), "2026-12-01/night")
    forged(file, turns=turns)
    run = xunfang("replay", file, copy / "station")
    assert run.code == 2
    assert "Not reproduced, this differs:" in run.out
    (line,) = (line for line in run.out.splitlines() if line.startswith("  !"))
    assert line.startswith("  ! 2026-12-01 夜巡 (night): ")
    then, now = line.removesuffix(" now").split(" then, ")
    assert (free in then, free in now, gone in then, gone in now) == (True, False, False, True)


def test_replay_of_a_plan_that_is_not_reproducible(xunfang: Command, copy: Path) -> None:
    """Another roster of the same cost is said to be just that, where --reproducible was not asked for."""
    file = copy / "one" / "plan.json"
    plan = read_plan(file)
    limits = plan.provenance.limits.model_copy(update={"reproducible": False})
    made = plan.provenance.model_copy(update={"limits": limits})
    forged(file, provenance=made, turns=swapped(plan, NIGHT)[0])
    run = xunfang("replay", file, copy / "station")
    assert run.code == 2
    assert "Another roster of the same cost" in run.out


def test_replay_names_the_step_that_differs(xunfang: Command, copy: Path) -> None:
    """A cost that was never reached is told by its rules, with what was said and what is."""
    file = copy / "one" / "plan.json"
    passes = read_plan(file).passes
    better = passes[0].model_copy(update={"value": passes[0].value + 7})
    forged(file, passes=(better, *passes[1:]))
    run = xunfang("replay", file, copy / "station")
    assert run.code == 2
    (line,) = (line for line in run.out.splitlines() if line.startswith("  !"))
    assert all(f"[{rule}]" in line for rule in better.rules)
    assert line.startswith("  ! cover · In any 7 days a person has 1 rest day(s)")
    assert f"cost {better.value}, no plan below 0 then, " in line
    assert line.endswith(f"cost {passes[0].value}, no plan below 0 now")


def test_other_version_is_named(xunfang: Command, copy: Path) -> None:
    """A plan made by another solver is not planned again before one has read which."""
    file = copy / "one" / "plan.json"
    made = read_plan(file).provenance
    forged(file, provenance=made.model_copy(update={"versions": {**made.versions, "ortools": "9.0"}}))
    run = xunfang("replay", file, copy / "station")
    assert run.code == 2
    (line,) = (line for line in run.out.splitlines() if line.startswith("  !"))
    assert line == f"  ! version of ortools: 9.0 then, {made.versions['ortools']} now"


def test_change_of_a_plan_is_not_replayed(xunfang: Command, copy: Path) -> None:
    """A plan changed otherwise than by a re-plan names the other in the chain, and why it is none is said."""
    first, second = (copy / name / "plan.json" for name in ("one", "two"))
    made = read_plan(first).provenance.model_copy(update={"changed_from": read_plan(first).seal})
    changed = copy / "changed.json"
    shutil.copy(first, changed)
    forged(changed, provenance=made)
    assert f"is a change of {first}" in xunfang("verify", first, second, changed).out
    assert "which does not lie near it" in xunfang("replay", changed, copy / "station").faults[0]
    run = xunfang("replay", changed, copy / "station", "--after", first)
    assert "got its routes or its guests after another plan was made" in run.faults[0]


def test_decisions_are_kept(xunfang: Command, copy: Path) -> None:
    """What the chief decided stands in the plan with who and why, and `verify` tells it."""
    decisions = read_plan(copy / "one" / "plan.json").decisions
    assert [(one.kind, one.what, one.reason, one.who) for one in decisions] == [
        (DecisionKind.ABSENCE, "O4=2026-11-24..2026-11-24", "病假", "张所长"),
        (DecisionKind.WAIVER, "weekly-rest-day", "国庆安保", "张所长"),
    ]
    run = xunfang("verify", copy / "one" / "plan.json")
    sentence = "In any 7 days a person has 1 rest day(s): dates without a turn, inside 24 free hours."
    assert f"decided by 张所长: rule waived {sentence} [weekly-rest-day] – 国庆安保" in run.out
    out = copy / "set"
    assert xunfang("plan", copy / "station", *EXACTLY, "--week", "2026-11-23", *SET, "--out", out).code == 0
    kinds = [one.kind for one in read_plan(out / "plan.json").decisions]
    assert kinds == [DecisionKind.TIER, DecisionKind.PROFILE, DecisionKind.SETTING, DecisionKind.SHORT]
    assert xunfang("verify", out / "plan.json", "--station", copy / "station").code == 0
    assert xunfang("replay", out / "plan.json", copy / "station").code == 0


def test_redacted_plan_is_sealed_and_replayed(xunfang: Command, copy: Path) -> None:
    """A plan without names has its own seal, tells that of the plan with names, and is made again."""
    out, plan = copy / "redacted", ("plan", copy / "station", *EXACTLY, "--week", "2026-11-23", *DECIDED)
    assert xunfang(*plan, "--redact", "--out", out).code == 0
    made = read_plan(out / "plan.json")
    text = (out / "plan.json").read_text("utf-8")
    assert made.seal == seal_of(made) != made.provenance.redaction_of
    assert not [word for word in ("张所长", "病假", "李明") if word in text]
    run = xunfang("verify", out / "plan.json", "--station", copy / "station")
    assert run.code == 0
    assert f"the plan with names has the seal {made.provenance.redaction_of[:12]}" in run.out
    assert xunfang("replay", out / "plan.json", copy / "station").code == 0


def test_redacted_plan_stands_for_its_own_in_the_chain(house: Path, tmp_path: Path, xunfang: Command) -> None:
    """The second week came after a plan whose redaction is given: the chain holds."""
    from scheduler.render.redact import redacted

    first = read_plan(house / "one" / "plan.json")
    (tmp_path / "hidden.json").write_bytes(written(redacted(first)))
    run = xunfang("verify", tmp_path / "hidden.json", house / "two" / "plan.json")
    assert run.code == 0
    assert f"came after plan {first.number}: {tmp_path / 'hidden.json'}" in run.out


def test_road_map_is_an_input(tmp_path: Path) -> None:
    """Of a map in two tables either is named when a byte of it changes; of a shapefile every part counts."""
    for name in ("road_nodes.csv", "road_edges.csv", "map.shp", "map.dbf", "map.prj", "map.txt"):
        (tmp_path / name).write_bytes(b"1")
    then = map_digests(tmp_path, "road_edges.csv")
    (tmp_path / "road_nodes.csv").write_bytes(b"2")
    changed = list(map(str, changed_inputs(then, map_digests(tmp_path, "road_edges.csv"))))
    assert changed == ["road_nodes.csv: has changed since then"]
    assert set(map_digests(tmp_path, "map.shp")) == {"map.shp", "map.dbf", "map.prj"}


def test_everything_typed_is_kept() -> None:
    """An option that decides a roster and is not kept in the plan could not be replayed."""
    options = {field.name for field in dataclasses.fields(Options)}
    elsewhere = {"station", "after", "limits", "lang"}
    assert options - elsewhere == set(Typed.model_fields)
