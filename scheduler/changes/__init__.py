"""Changes of a published plan: what was worked is fact, and the fewest people and turns change."""

from scheduler.changes.basis import Basis
from scheduler.changes.carry import carried_over
from scheduler.changes.facts import settled, with_facts
from scheduler.changes.reasons import Difference
from scheduler.changes.steady import steadied

__all__ = ["Basis", "Difference", "carried_over", "settled", "steadied", "with_facts"]
