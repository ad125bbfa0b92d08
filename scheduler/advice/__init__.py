"""Why there is no lawful roster, and what would give one: conflict, sums, repairs solved and audited."""

from __future__ import annotations

from scheduler.advice.case import Case
from scheduler.advice.explaining import explanation
from scheduler.advice.explanation import Clash, Explanation, Refusal, Repair, Shortage

__all__ = ["Case", "Clash", "Explanation", "Refusal", "Repair", "Shortage", "explanation"]
