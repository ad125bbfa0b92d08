"""Check lists 核查清单: what to go through at an arrest, at a case, every day, and before a patrol."""

from __future__ import annotations

from dataclasses import dataclass

from models import DutyKind, Plan
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.names import comma, printed
from scheduler.rulebook.book import Book, open_book
from scheduler.rulebook.paper import check_lists, parts
from scheduler.rulebook.readings_paper import steps_not_named

Row = tuple[str, ...]


@dataclass(frozen=True)
class CheckList:
    """One list on paper: what it is for, headings, rows (empty cells are written in), and a remark."""

    title: str
    heads: Row
    rows: tuple[Row, ...]
    note: str = ""


def lists_of(plan: Plan) -> tuple[CheckList, ...]:
    """The lists that the plan's settings ask for; none where the rule `check-lists` is off."""
    book = open_book((), plan.settings)
    if not book.on(check_lists):
        return ()
    steps = (tr("Step"), tr("Found"), tr("At"), tr("By"))
    days = " ".join(f"{words.weekday(day.date)}□" for day in plan.days[:7])
    every_day = tuple((one, days, "", "") for one, *_ in _rows(book, "daily"))
    kit = (tr("Item"), tr("There"), tr("Missing or broken"), tr("Who"))
    found = (
        CheckList(tr("Each person arrested: name, time, place ____"), steps, _rows(book, "arrest")),
        CheckList(tr("Each case accepted: number, time ____"), steps, _rows(book, "case"), _steps(book)),
        CheckList(tr("Every day"), (tr("Task"), tr("Done"), tr("Remark"), tr("By")), every_day),
        CheckList(tr("Digest of the week, for Monday's meeting"), _digest(), _rows(book, "digest")),
        CheckList(tr("Kit, before going out"), kit, _rows(book, "kit")),
    )
    return tuple(one for one in found if one.rows)


def reminders(plan: Plan) -> str:
    """What route cards and supervision sheets remind of; empty where nothing is asked."""
    book = open_book((), plan.settings)
    told = parts(book.values(check_lists)["patrol"]) if book.on(check_lists) else ()
    return tr("; ").join(map(spoken, told))


def handlers(plan: Plan) -> tuple[Row, ...]:
    """Who handles arrests and cases: date, main officer, deputy (T15)."""
    names = printed(plan.people)
    rows = []
    for day in plan.days:
        crews = [crew for crew in plan.crews if crew.date == day.date]
        both = [
            comma().join(
                names[turn.person] for crew in crews if crew.kind is kind for turn in plan.members[crew.id]
            )
            for kind in (DutyKind.MAIN, DutyKind.DEPUTY)
        ]
        rows.append((f"{words.month_day(day.date)} {words.weekday(day.date)}", *both))
    return tuple(rows)


def _rows(book: Book, key: str) -> tuple[Row, ...]:
    """An item a row, with three cells to write in."""
    return tuple((spoken(one), "", "", "") for one in parts(book.values(check_lists)[key]))


def _digest() -> Row:
    return (tr("What was gathered"), tr("Key times to come"), tr("Key places and premises"), tr("Decided"))


def _steps(book: Book) -> str:
    """I-13 on the list where it bites."""
    return str(steps_not_named(book) or "")


def spoken(word: str) -> str:
    """An item that the documents name, in the language spoken; one of the station's own as it stands."""
    return {
        "identity": tr("check identity"),
        "record": tr("check criminal record"),
        "belongings": tr("check belongings"),
        "movements": tr("check movements"),
        "traits": tr("check personal traits"),
        "home": tr("contact the place of registration"),
        "link": tr("link cases online"),
        "screen": tr("screen people online"),
        "goods": tr("watch for stolen goods online"),
        "track": tr("analyse tracks"),
        "assist": tr("ask others for help online"),
        "wanted": tr("put on the wanted list online"),
        "online": tr("online as soon as at work: platform checked"),
        "offences": tr("offences of the week"),
        "people": tr("high-risk people: who and where"),
        "reports": tr("what officers and patrols have learnt"),
        "lamps": tr("all lamps stay lit: cars, kiosks, check-in points, checkpoints"),
        "ebike": tr("e-bike with warning light"),
        "helmet": tr("helmet"),
        "vest": tr("reflective vest"),
        "spray": tr("pepper spray"),
        "baton": tr("baton"),
        "rope": tr("police rope"),
        "torch": tr("strong torch"),
        "belt": tr("duty belt"),
        "notebook": tr("notebook computer"),
        "terminal": tr("mobile terminal"),
    }.get(word, word)
