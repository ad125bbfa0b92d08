"""The findings of an audit in the terminal; knows no solver."""

from __future__ import annotations

from collections import Counter

from models import Finding, Importance
from scheduler.i18n import tr
from scheduler.rulebook import BY_ID


def show_findings(findings: tuple[Finding, ...]) -> int:
    """Every finding with rule, source, who, when, by how much; exit code 2 when a law is broken."""
    broken = [one for one in findings if one.importance is Importance.LAW and not one.waived]
    for one in sorted(findings, key=lambda one: (one.importance.place, one.rule, one.dates)):
        print(_line(one))  # noqa: T201 - this is the command's output
    count = Counter(one.importance for one in findings)
    if broken:
        print(tr("{number} breaches of law.", number=len(broken)))  # noqa: T201
    else:
        print(tr("No law is broken; {number} remarks.", number=sum(count.values())))  # noqa: T201
    return 2 if broken else 0


def _line(one: Finding) -> str:
    days = ", ".join(map(str, one.dates))
    who = ", ".join(one.who)
    waived = tr(" (waived: {reason})", reason=one.waived) if one.waived else ""
    sources = one.source or ", ".join(BY_ID[one.rule].sources)
    return f"{one.importance} {one.rule} [{sources}] {days} {who} ×{one.amount}: {one.text}{waived}"
