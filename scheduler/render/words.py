"""The words and letters that stand on a printed roster."""

from __future__ import annotations

from datetime import date

from models import Day, DutyKind, Importance, LeaveKind, Method, PatrolMode, Rank, Span, StaffKind, Status
from scheduler.i18n import language, tr


def weekday(day: date) -> str:
    """`周一`, or `Mon`."""
    names = (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))
    return names[day.weekday()]


def month_day(day: date) -> str:
    """`11月23日`, or `23 Nov`."""
    return f"{day.month}月{day.day}日" if language() == "zh" else f"{day.day} {_MONTHS[day.month - 1]}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_range(first: date, last: date) -> str:
    """`11月23日—11月25日`; a single date stands alone."""
    return month_day(first) if first == last else f"{month_day(first)}—{month_day(last)}"


def holiday(day: Day) -> str:
    """Name of the public holiday in the language spoken; a weekend worked instead is said to be so."""
    if day.holiday:
        return tr(day.holiday)
    return tr("working day") if day.weekend and day.working else ""


def tier(day: Day) -> str:
    """`三级`, or `tier 3`."""
    return (tr("tier 1"), tr("tier 2"), tr("tier 3"))[day.tier - 1]


def window(span: Span) -> str:
    """`2300–0500`; an end 24 hours later is said to lie on the next day."""
    text = f"{span.start:%H%M}–"
    if span.minutes >= 24 * 60:
        return text + tr("next day {time}", time=f"{span.end:%H%M}")
    return text + f"{span.end:%H%M}"


def staff(kind: StaffKind) -> str:
    """The kind of a person: `民警`."""
    return {
        StaffKind.OFFICER: tr("officer"),
        StaffKind.AUXILIARY: tr("auxiliary"),
        StaffKind.PATROL_GUARD: tr("patrol guard"),
        StaffKind.VILLAGE_GUARD: tr("village guard"),
        StaffKind.VOLUNTEER: tr("volunteer"),
        StaffKind.BUREAU: tr("bureau"),
        StaffKind.CADRE: tr("cadre"),
    }[kind]


def rank(value: Rank) -> str:
    """A leader's rank: `副所长`; nothing for everybody else."""
    return {
        Rank.CHIEF: tr("chief"),
        Rank.INSTRUCTOR: tr("instructor"),
        Rank.DEPUTY_CHIEF: tr("deputy chief"),
    }.get(value, "")


def mode(value: PatrolMode) -> str:
    """How a crew moves: `自行车`; nothing for a post."""
    return {
        PatrolMode.FOOT: tr("on foot"),
        PatrolMode.BICYCLE: tr("bicycle"),
        PatrolMode.EBIKE: tr("e-bike"),
        PatrolMode.CAR: tr("car"),
        PatrolMode.VIDEO: tr("video"),
        PatrolMode.POST: "",
    }[value]


def duty_letter(kind: DutyKind) -> str:
    """The letter of a duty in the grid of people and days."""
    return duty_letters()[kind][0]


def duty_letters() -> dict[DutyKind, tuple[str, str]]:
    """Letter and meaning of every kind of duty, in the order of the legend."""
    return {
        DutyKind.LEADER: (tr("Le"), tr("leader in charge")),
        DutyKind.MAIN: (tr("Ma"), tr("main duty officer")),
        DutyKind.DEPUTY: (tr("De"), tr("deputy duty officer")),
        DutyKind.DUTY: (tr("Du"), tr("duty group")),
        DutyKind.DAY_PATROL: (tr("Pa"), tr("day patrol, inside another turn")),
        DutyKind.NIGHT: (tr("Ni"), tr("night patrol")),
        DutyKind.MOBILE: (tr("Mo"), tr("mobile group")),
        DutyKind.STANDBY: (tr("St"), tr("standby, on call")),
        DutyKind.CHECKPOINT: (tr("Ch"), tr("checkpoint group")),
        DutyKind.SWEEP: (tr("Sw"), tr("sweep group")),
        DutyKind.VILLAGE: (tr("Vi"), tr("village guard post")),
        DutyKind.BEAT: (tr("Be"), tr("work in the beat")),
        DutyKind.DESK: (tr("Dk"), tr("desk: command room, counter")),
        DutyKind.EVENT: (tr("Ev"), tr("meeting or event")),
    }


def leave_letter(kind: LeaveKind) -> str:
    """The letter of an absence in the grid of people and days."""
    return leave_letters()[kind][0]


def leave_letters() -> dict[LeaveKind, tuple[str, str]]:
    """Letter and meaning of every kind of absence."""
    return {
        LeaveKind.ANNUAL: (tr("AL"), tr("annual leave")),
        LeaveKind.SICK: (tr("SL"), tr("sick leave")),
        LeaveKind.TRAINING: (tr("TR"), tr("training")),
        LeaveKind.MATERNITY: (tr("ML"), tr("maternity leave")),
        LeaveKind.SECONDMENT: (tr("SE"), tr("seconded")),
        LeaveKind.COMP_REST: (tr("CR"), tr("compensatory rest")),
        LeaveKind.OTHER: (tr("OL"), tr("other leave")),
    }


def importance(value: Importance) -> str:
    """Name of a tier of importance."""
    return {
        Importance.LAW: tr("law"),
        Importance.COVER: tr("cover"),
        Importance.ORDERS: tr("orders"),
        Importance.PATROL: tr("patrol"),
        Importance.FAIR: tr("fairness"),
        Importance.WISH: tr("wishes"),
    }[value]


def method(value: Method) -> str:
    """How a level was searched, in words."""
    by_person = value is Method.COLUMNS
    return tr("columns, person by person") if by_person else tr("CP-SAT on the whole")


def status(value: Status) -> str:
    """What is known about an answer, in words."""
    return {
        Status.PROVEN: tr("proven optimal"),
        Status.FOUND: tr("found, not proven"),
        Status.IMPOSSIBLE: tr("proven impossible"),
        Status.UNDECIDED: tr("undecided, time ran out"),
    }[value]
