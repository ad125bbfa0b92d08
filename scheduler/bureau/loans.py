"""The bureau's ledger of loans: who helped whom with which turn, kept from week to week in loans.csv."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

from models import Fault, Faults
from scheduler.beside import beside
from scheduler.i18n import Text
from scheduler.intake.csv_source import decode
from scheduler.intake.dates import parse_date
from scheduler.ledger import HORIZON

PROPOSED, LENT = "proposed", "lent"
"""Solved and audited for both stations, but not in their rosters; or in them."""


@dataclass(frozen=True)
class Loan:
    """One turn that a person of one station (or reserve force) serves at another; minutes of presence."""

    week: date
    lender: str
    person: str
    name: str
    kind: str
    borrower: str
    date: date
    duty: str
    minutes: int
    state: str = PROPOSED


COLUMNS = tuple(field.name for field in fields(Loan))


def read_loans(path: Path) -> tuple[Loan, ...]:
    """The ledger, empty where there is none yet; raises Faults with each line that is none of ours."""
    if not path.is_file():
        return ()
    found, faults = [], []
    content = decode(path.read_bytes())
    if content is None:
        raise Faults([Fault(Text("this is not a text file; save it as UTF-8"), str(path))])
    for number, row in enumerate(csv.DictReader(io.StringIO(content)), start=2):
        try:
            found.append(_loan({key: row[key] for key in COLUMNS}))
        except (KeyError, TypeError, ValueError):
            text = Text("this is no line of the ledger; its columns are {words}", words=", ".join(COLUMNS))
            faults.append(Fault(text, str(Text("{file}, row {row}", file=path.name, row=number))))
    if faults:
        raise Faults(faults)
    return tuple(found)


def _loan(row: dict[str, str]) -> Loan:
    days = {key: date.fromisoformat(str(parse_date(row[key]))) for key in ("week", "date")}
    texts = {key: row[key] for key in COLUMNS if key not in ("week", "date", "minutes")}
    return Loan(**days, **texts, minutes=int(row["minutes"]))  # type: ignore[arg-type]


def write_loans(path: Path, loans: Iterable[Loan]) -> None:
    """The ledger, in the order of weeks; written beside and renamed."""
    ordered = sorted(loans, key=lambda one: (one.week, one.borrower, one.date))
    with beside(path, make=True) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(map(asdict, ordered))


def owed(loans: Iterable[Loan], week: date) -> Counter[str]:
    """Minutes that each station has lent more than it borrowed in the eight weeks before a week."""
    found: Counter[str] = Counter()
    for one in loans:
        if one.state == LENT and week - HORIZON <= one.week < week:
            found[one.lender] += one.minutes
            found[one.borrower] -= one.minutes
    return found
