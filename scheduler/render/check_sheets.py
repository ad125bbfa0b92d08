"""Sheets that explain: what was checked and proven, and what the letters mean."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from models import Finding, Importance, PassResult, Plan, Status
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.cells import Value, landscape, lines_of, put, table, title, widths
from scheduler.render.names import printed
from scheduler.render.remarks import proof
from scheduler.rulebook.book import Book

COLUMNS = 8


def fill_checks(sheet: Worksheet, plan: Plan) -> None:
    """Sheet 6: proofs, findings, notes, waivers and what the plan was made from."""
    widths(sheet, [22, 26, 22, 18, 18, 13, 52, 16])
    at = title(sheet, tr("Checks"), COLUMNS, proof(plan))
    at = _section(sheet, at, tr("Proof, in the order of importance"))
    heads = [tr("Importance"), tr("Rules"), tr("Status"), tr("Value"), tr("No plan below"), tr("Gap"),
             tr("Seconds"), tr("Search")]  # fmt: skip
    at = table(sheet, at, heads, [_proof(one) for one in plan.passes] or _nothing(8), left=(1,))
    at = _section(sheet, at, tr("Findings: where a rule is not kept"))
    heads = [tr("Importance"), tr("Rule"), tr("Source"), tr("Who"), tr("When"), tr("By how much"), tr("What"),
             tr("Waived")]  # fmt: skip
    names = printed(plan.people)
    found = [_finding(one, names) for one in plan.findings]
    at = table(sheet, at, heads, found or _nothing(8), left=(3, 4, 6))
    at = _section(sheet, at, tr("Notes"))
    notes = [(note.id, f"{note.text} [{note.setting}]" if note.setting else note.text) for note in plan.notes]
    at = _wide(sheet, at, notes)
    at = _section(sheet, at, tr("Waived rules"))
    at = _wide(sheet, at, [(Book(plan.settings, {}).say(one.rule), one.reason) for one in plan.waivers])
    at = _section(sheet, at, tr("Made from"))
    _wide(sheet, at, _made_from(plan))
    landscape(sheet)


def _section(sheet: Worksheet, at: int, text: str) -> int:
    put(sheet, at + 1, 1, text, size=11, bold=True, align="left", border=False, wrap=False)
    return at + 2


def _wide(sheet: Worksheet, at: int, pairs: Sequence[tuple[str, str]]) -> int:
    for left, right in pairs or ((tr("none"), ""),):
        sheet.merge_cells(start_row=at, start_column=2, end_row=at, end_column=COLUMNS)
        put(sheet, at, 1, left)
        put(sheet, at, 2, right, align="left")
        for column in range(3, COLUMNS + 1):
            put(sheet, at, column, None)
        sheet.row_dimensions[at].height = 13.0 * lines_of(right, 160) + 4.0
        at += 1
    return at


def _nothing(columns: int) -> list[Sequence[Value]]:
    return [[tr("none"), *[None] * (columns - 1)]]


def _proof(one: PassResult) -> Sequence[Value]:
    return [
        words.importance(one.importance),
        ", ".join(one.rules),
        words.status(one.status),
        one.value,
        one.bound,
        one.value - one.bound,
        float(round(one.seconds, 1)),
        words.method(one.method),
    ]


def _finding(one: Finding, names: dict[str, str]) -> Sequence[Value]:
    who = "、".join(names.get(person, person) for person in one.who)
    when = ", ".join(f"{day:%m-%d}" for day in one.dates)
    tier = words.importance(one.importance)
    return [tier, one.rule, one.source, who, when, one.amount, one.text, one.waived]


def _made_from(plan: Plan) -> list[tuple[str, str]]:
    made = plan.provenance
    versions = ", ".join(f"{name} {version}" for name, version in sorted(made.versions.items()))
    limits = made.limits
    return [
        (tr("Plan number"), plan.number),
        (tr("Made at"), made.made_at),
        (tr("Input"), made.input_hash),
        (tr("Rulebook"), made.rulebook_hash),
        (tr("Versions"), versions),
        (tr("Limits"), tr("{seconds} s, {workers} workers, seed {seed}", seconds=f"{limits.seconds:g}",
                          workers=limits.workers, seed=limits.seed)),
        (tr("Plan before"), made.after),
    ]  # fmt: skip


def fill_legend(sheet: Worksheet) -> None:
    """Sheet 7: letters, tiers of importance, what proven means, how to edit."""
    widths(sheet, [20, 96])
    at = title(sheet, tr("Legend"), 2)
    letters = [*words.duty_letters().values(), *words.leave_letters().values()]
    letters.append((tr("off"), tr("day off: no turn begins on this date (auxiliaries and patrol guards)")))
    at = table(sheet, at, [tr("Letter"), tr("Meaning")], letters, left=(1,)) + 1
    at = table(sheet, at, [tr("Importance"), tr("Meaning")], _tiers(), left=(1,)) + 1
    at = table(sheet, at, [tr("Status"), tr("Meaning")], _statuses(), left=(1,)) + 1
    table(sheet, at, [tr("Sheet"), tr("How to edit")], _editing(), left=(1,))
    landscape(sheet, pages_tall=1)


def _tiers() -> list[tuple[str, str]]:
    meaning = {
        Importance.LAW: tr("never broken; only set aside by name, with a reason that is printed"),
        Importance.COVER: tr("seats that must be filled"),
        Importance.ORDERS: tr("what the station and the bureau have ordered"),
        Importance.PATROL: tr("how the patrols lie over zones and hours"),
        Importance.FAIR: tr("nights, weekends, holidays and hours near the fair share"),
        Importance.WISH: tr("what people asked for"),
    }
    return [(words.importance(tier), text) for tier, text in meaning.items()]


def _statuses() -> list[tuple[str, str]]:
    meaning = {
        Status.PROVEN: tr("no roster is better in this tier, given the tiers above: proven by search"),
        Status.FOUND: tr("time ended first; a better roster may exist, but none below the bound shown"),
        Status.IMPOSSIBLE: tr("no roster keeps all the laws"),
        Status.UNDECIDED: tr("time ended before any roster was found"),
    }
    return [(words.status(status), text) for status, text in meaning.items()]


def _editing() -> list[tuple[str, str]]:
    return [
        (tr("Week"), tr("Write names into the cells, apart by 、 or a comma or on lines of their own.")),
        (tr("Week"), tr("Write people of one name as name(id). Lines with ※ and zones are not read.")),
        (tr("Week"), tr("Then run `xunfang audit` on the workbook: it tells what the changes break.")),
        (tr("Patrols"), tr("Only who attends meetings and events is read from here.")),
        (tr("Other sheets"), tr("Made from the plan; changes there are not read.")),
    ]  # fmt: skip
