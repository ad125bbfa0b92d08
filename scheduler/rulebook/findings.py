"""Breaches of rules as findings: in the chief's words, with source, people, dates and amount."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models import Finding, Importance
from scheduler.kernel.audit import Breach
from scheduler.rulebook import BY_ID
from scheduler.rulebook.book import Book


def findings(book: Book, breaches: Iterable[Breach]) -> tuple[Finding, ...]:
    """Breaches in the chief's words: rule, source, who, when, by how much."""
    return tuple(
        Finding(
            rule=breach.ruling.rule,
            importance=_importance(book, breach),
            source=", ".join(BY_ID[breach.ruling.rule].sources),
            text=str(breach.tally.says),
            who=breach.tally.who,
            dates=tuple(dict.fromkeys(date.fromisoformat(when[:10]) for when in breach.tally.when)),
            amount=abs(breach.amount),
            waived=book.waived.get(breach.ruling.rule, ""),
        )
        for breach in breaches
        if not BY_ID[breach.ruling.rule].goal
    )


def _importance(book: Book, breach: Breach) -> Importance:
    """That of the ruling; a waived law stays law, marked as waived."""
    return Importance.LAW if breach.ruling.rule in book.waived else breach.ruling.importance
