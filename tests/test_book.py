"""The rulebook of one station: profiles, settings, waivers, and what is told when a word is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from world import MONDAY, board, duty, station

from models import Faults, Importance, Seats, Settings, StaffKind, Waiver
from scheduler.kernel.tally import Cell
from scheduler.posture import Request, open_week
from scheduler.rulebook import BY_ID, RULES
from scheduler.rulebook.book import check_settings, open_book, profile_names


def faults(settings: Settings) -> list[str]:
    """What is wrong with some settings, in words."""
    return [str(fault) for fault in check_settings(settings)]


def refused(call: Callable[[], object]) -> list[str]:
    """Every fault with which a call is refused."""
    with pytest.raises(Faults) as caught:
        call()
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"rest-between-dutys": {}}, "no rule 'rest-between-dutys'; maybe 'rest-between-duties'?"),
        ({"zzz": {}}, "no rule 'zzz'"),
        (
            {"rest-between-duties": {"hour": 8}},
            "rule 'rest-between-duties' has no setting 'hour'; maybe 'hours'?",
        ),
        ({"weekly-rest-day": {"xyzzy": 1}}, "rule 'weekly-rest-day' has no setting 'xyzzy'"),
        (
            {"pair-minimum": {"people": "2"}},
            "rule 'pair-minimum', setting 'people': '2' is of the wrong kind; write something like 2",
        ),
        (
            {"pair-minimum": {"people": True}},
            "rule 'pair-minimum', setting 'people': 'True' is of the wrong kind; write something like 2",
        ),
        (
            {"tier-strength": {"on": 1}},
            "rule 'tier-strength', setting 'on': '1' is of the wrong kind; write something like True",
        ),
        (
            {"rest-between-duties": {"after_24h_until": 1080}},  # what YAML makes of 18:00 without quotes
            (
                "rule 'rest-between-duties', setting 'after_24h_until': '1080' is of the wrong kind;"
                " write something like 18:00"
            ),
        ),
        (
            {"pair-minimum": {"people": -1}},
            "rule 'pair-minimum', setting 'people': -1 is negative; write 0 or more",
        ),
        (
            {"forward-rotation": {"hours": 49}},
            "rule 'forward-rotation': rest of more than 48 hours is not looked at; write at most 48",
        ),
        (
            {"eleven-hours-rest": {"hours": 72}},
            "rule 'eleven-hours-rest': rest of more than 48 hours is not looked at; write at most 48",
        ),
        (
            {"weather-mode": {"outdoor": 0}},
            "rule 'weather-mode': in 0 minutes no patrol goes anywhere; write more, or plan without routes",
        ),
        (
            {"nights-fair": {"importance": "MUST"}},
            "rule 'nights-fair': no importance 'MUST'; write one of LAW, COVER, ORDERS, PATROL, FAIR, WISH",
        ),
        (
            {"tier-strength": {"tier1": "6 policemen"}},
            (
                "rule 'tier-strength', setting 'tier1': '6 policemen' is not a seat;"
                " write it as '1 officer' or '1-2 auxiliary'"
            ),
        ),
        (
            {"pair-minimum": True},
            "rule 'pair-minimum' needs settings; write pair-minimum: {on: true}",
        ),
    ],
    ids=lambda value: None if isinstance(value, str) else ", ".join(value),
)
def test_wrong_settings_are_told_with_what_to_write(settings: Settings, told: str) -> None:
    """Each mistake is one sentence: what, where, and the nearest word or form to write instead."""
    assert faults(settings) == [told]


@pytest.mark.parametrize(
    ("rule", "setting", "value"),
    [
        ("rest-between-duties", "after_24h_until", "25:00"),
        ("weekly-hours-cap", "counts", "total"),
        ("count-fraction-of-force", "tier3", "a third"),
    ],
)
def test_texts_of_a_wrong_form_are_told(rule: str, setting: str, value: str) -> None:
    """A clock time, a choice and a fraction that cannot be read are each told with rule and setting."""
    (told,) = faults({rule: {setting: value}})
    assert told.startswith(f"rule '{rule}', setting '{setting}': ")


def test_a_setting_of_zero_is_said_as_zero() -> None:
    """A sentence says 0 for a number of 0, and a dash for a text that is empty."""
    assert BY_ID["nights-per-week"].say({"most": 0}) == "Nobody works more than 0 nights in a week."
    assert "On - a patrol" in BY_ID["weather-mode"].say({"days": "", "outdoor": 90})


def test_a_wrong_choice_is_told_with_the_choices() -> None:
    """Who writes `counts: total` reads which words there are."""
    (told,) = faults({"weekly-hours-cap": {"counts": "total"}})
    assert "active" in told
    assert "present" in told


def test_a_fraction_over_nothing_is_told() -> None:
    """`1/0` is a mistake in the input, not a traceback."""
    assert len(faults({"count-fraction-of-force": {"tier3": "1/0"}})) == 1


@pytest.mark.parametrize("rule", [rule.id for rule in RULES if rule.importance is Importance.LAW and rule.on])
def test_a_law_cannot_be_switched_off_or_lowered(rule: str) -> None:
    """Every law that is on: off and lower are refused, and the waiver is named as the way."""
    assert faults({rule: {"on": False}}) == [
        f"rule '{rule}' is law and cannot be switched off; waive it by name: --waive {rule}:reason"
    ]
    assert faults({rule: {"importance": "wish"}}) == [
        f"rule '{rule}' is law and cannot be lowered; waive it by name: --waive {rule}:reason"
    ]
    assert faults({rule: {"on": True, "importance": "law"}}) == []


def test_a_switch_may_be_turned_either_way_but_is_law_when_on() -> None:
    """A law that is off by default may be switched on and off again, and not be made a wish."""
    assert faults({"age-night-exempt": {"on": False}}) == []
    assert len(faults({"age-night-exempt": {"on": True, "importance": "WISH"}})) == 1
    book = open_book((), {"age-night-exempt": {"on": True}})
    assert book.on(BY_ID["age-night-exempt"])
    assert not open_book(()).on(BY_ID["age-night-exempt"])


def test_a_soft_rule_may_be_raised_lowered_or_switched_off() -> None:
    """What is no law is the station's to weigh."""
    nights = BY_ID["nights-fair"]
    assert open_book((), {"nights-fair": {"importance": "cover"}}).importance(nights) is Importance.COVER
    assert open_book((), {"nights-fair": {"importance": "LAW"}}).importance(nights) is Importance.LAW
    week = board("N", seats={"N": "1 officer"})
    off = open_book((), {"nights-fair": {"on": False}}).read(week)
    assert "nights-fair" in {ruling.rule for ruling in open_book(()).read(week).rulings}
    assert "nights-fair" not in {ruling.rule for ruling in off.rulings}


def test_all_mistakes_are_told_at_once() -> None:
    """Profiles, several layers of settings and waivers: one refusal with every fault."""
    told = refused(
        lambda: open_book(
            ("law", "tianbu-2060"),
            {"zzz": {}},
            {"pair-minimum": {"peoples": 2}},
            waivers=[Waiver(rule="yyy", reason="")],
        )
    )
    known = ", ".join(profile_names())
    assert told == [
        f"no profile 'tianbu-2060'; write one of {known}",
        "no rule 'zzz'",
        "rule 'pair-minimum' has no setting 'peoples'; maybe 'people'?",
        "waiver: no rule 'yyy'",
    ]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("weekly-restday", "waiver: no rule 'weekly-restday'; maybe 'weekly-rest-day'?"),
        (
            "nights-fair",
            (
                "waiver: 'nights-fair' is no law and yields by itself;"
                " switch it off with --set nights-fair.on=false"
            ),
        ),
    ],
)
def test_only_laws_are_waived(rule: str, told: str) -> None:
    """A waiver of an unknown rule, or of one that yields anyway, is refused in words."""
    assert refused(lambda: open_book((), waivers=[Waiver(rule=rule, reason="flood")])) == [told]


def test_a_waived_law_is_kept_between_required_seats_and_those_beyond() -> None:
    """A waived law yields to required seats left empty (--short), not to seats beyond them."""
    book = open_book((), waivers=[Waiver(rule="weekly-rest-day", reason="flood")])
    problem = book.read(board("E", seats={"E": "1-2 officer"}, short=True))
    (waived,) = [ruling for ruling in problem.rulings if ruling.rule == "weekly-rest-day"]
    cover = [ruling for ruling in problem.rulings if ruling.importance is Importance.COVER]
    assert waived.importance is Importance.COVER
    rank = {ruling.rule: ruling.rank for ruling in cover}
    assert rank["post-filled"] < waived.rank < rank["seats-full"]
    assert book.waived == {"weekly-rest-day": "flood"}


def test_waivers_may_come_from_any_iterable() -> None:
    """Waivers given one by one, not as a list, are in force too."""
    given: Iterable[Waiver] = iter([Waiver(rule="weekly-rest-day", reason="flood")])
    assert open_book((), waivers=given).waived == {"weekly-rest-day": "flood"}


def test_later_layers_win_setting_by_setting() -> None:
    """Profile, then station, then command line: each overrides only the settings it names."""
    strength = BY_ID["tier-strength"]
    book = open_book(
        ("law", "tianbu-2006"),
        {"tier-strength": {"tier3": "3 officer"}, "rest-between-duties": {"hours": 9}},
        {"tier-strength": {"tier3": "1 officer"}},
    )
    assert book.on(strength)
    assert book.values(strength) == {
        "tier3": "1 officer", "tier2": "4 officer + 17 auxiliary", "tier1": "6 officer + 16 auxiliary",
    }  # fmt: skip
    assert book.values(BY_ID["rest-between-duties"]) == {"hours": 9, "after_24h_until": "18:00"}
    assert not open_book(("law",)).on(strength)


@pytest.mark.parametrize("name", profile_names())
def test_shipped_profiles_have_no_mistake(name: str) -> None:
    """Every profile that ships can be opened, and its settings are such as a station may write."""
    assert faults(open_book((name,)).settings) == []


@pytest.mark.parametrize(
    ("rule", "letter", "seats", "after"),
    [
        ("checkpoint-min-officers", "C", "1 officer + 2 auxiliary", "2 officer + 2 auxiliary"),
        ("checkpoint-min-officers", "C", "2 auxiliary", "2 officer + 2 auxiliary"),
        ("checkpoint-min-officers", "C", "3 officer", "3 officer"),
        ("checkpoint-min-officers", "C", "", ""),
        ("checkpoint-min-officers", "W", "1 officer + 2 auxiliary", "1 officer + 2 auxiliary"),
        ("night-group-needs-officer", "N", "4 auxiliary", "1 officer + 4 auxiliary"),
        ("night-group-needs-officer", "N", "0-2 officer + 4 auxiliary", "1-2 officer + 4 auxiliary"),
        ("night-group-needs-officer", "E", "4 auxiliary", "4 auxiliary"),
    ],
)
def test_switches_that_reseat(rule: str, letter: str, seats: str, after: str) -> None:
    """The two switches add the officers they ask for, to their own duties only, and only when they are on."""
    ours = duty(letter, seats)
    before = Seats.parse(seats)
    assert open_book((), {rule: {"on": True}}).reseat(ours, before) == Seats.parse(after)
    assert open_book(()).reseat(ours, before) == before


def test_number_of_officers_at_a_checkpoint_is_a_setting() -> None:
    """Three officers may be asked for."""
    book = open_book((), {"checkpoint-min-officers": {"on": True, "least": 3}})
    assert str(book.reseat(duty("C"), Seats.parse("1 officer + 2 auxiliary"))) == "3 officer + 2 auxiliary"


def test_reseating_keeps_what_a_seat_asks_for() -> None:
    """A checkpoint with an armed officer gets a second officer, and still needs the armed one."""
    book = open_book((), {"checkpoint-min-officers": {"on": True}})
    seats = book.reseat(duty("C"), Seats.parse("1 officer[armed] + 2 auxiliary"))
    assert any(seat.tag == "armed" and seat.floor == 1 for seat in seats)


@pytest.mark.parametrize(
    "seats",
    [
        "1 officer[armed] + 2 auxiliary",
        "1 officer[armed] + 0-3 officer",
        "0-2 officer[armed] + 2 auxiliary",
        "1-2 officer[armed]",
    ],
)
def test_reseated_seats_can_be_written_and_read(seats: str) -> None:
    """What a switch makes of the seats reads as itself in the plan's file, two officers at least."""
    book = open_book((), {"checkpoint-min-officers": {"on": True}})
    after = book.reseat(duty("C"), Seats.parse(seats))
    assert Seats.parse(str(after)) == after
    assert after.of(StaffKind.OFFICER)[0] >= 2


def test_reseated_week_is_what_the_rules_read() -> None:
    """With the switch on, the crew that stands has two seats and the seats are asked for."""
    book = open_book((), {"checkpoint-min-officers": {"on": True}})
    week = open_week(station("C", {"C": "1 officer"}), Request(MONDAY), book.reseat)
    assert {str(crew.seats) for crew in week.crews} == {"2 officer"}
    (filled,) = [ruling for ruling in book.read(week).rulings if ruling.rule == "post-filled"]
    assert {tally.low for tally in filled.tallies} == {2}


def test_past_turns_are_facts() -> None:
    """Each person and past crew is settled: served or not; crews of the week are open."""
    week = replace(board("E", past=1), served=frozenset({("A", "2026-11-22/E")}))
    facts = open_book(()).read(week).facts
    assert facts == {Cell(who, "2026-11-22/E"): who == "A" for who in "ABCD"}


def test_digest_changes_with_every_setting_in_force() -> None:
    """The plan's hash of the rulebook tells settings apart, and is the same for the same ones."""
    books = [
        open_book(()),
        open_book((), {"rest-between-duties": {"hours": 9}}),
        open_book((), {"age-night-exempt": {"on": True}}),
        open_book((), {"nights-fair": {"importance": "COVER"}}),
        open_book(("tianbu-2006",)),
    ]
    assert len({book.digest for book in books}) == len(books)
    assert open_book(()).digest == open_book(("law",)).digest
