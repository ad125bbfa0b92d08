"""Whether a plan.json is, byte for byte, as it was sealed."""

from __future__ import annotations

from models import Plan
from models.sealing import seal_of
from scheduler.decision.verdict import Line, good, wrong
from scheduler.i18n import Text

SHOWN = 12
"""Hexadecimal digits of a seal that are shown; 48 bits tell the plans of a station apart."""


def check_seal(plan: Plan, claimed: str) -> Line:
    """What the seal of a file says; `plan` as it was read carries its seal only when the file holds it."""
    if plan.seal:
        return good(Text("every byte is as it was sealed: {seal}", seal=plan.seal[:SHOWN]))
    if not claimed:
        return wrong(Text("is not sealed: an older version made it, or its seal was taken out"))
    if seal_of(plan) == claimed:
        text = "its form was changed after it was sealed, such as spaces or line ends; it says the same"
        return wrong(Text(text))
    text = "its content was changed after it was sealed: the seal is {claimed}, that of the content {found}"
    return wrong(Text(text, claimed=claimed[:SHOWN], found=seal_of(plan)[:SHOWN]))
