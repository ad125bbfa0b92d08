"""Large problems fall apart by person: rosters of one person are columns, counts over several link them.

Column generation with a labelling dynamic programme for each person, dives with repricing, neighbourhoods.
Which counts are whose is read off the tallies: public instances and station weeks go the same way.
"""

from scheduler.kernel.columns.budget import Budget, TimeOver
from scheduler.kernel.columns.search import ColumnSearch
from scheduler.kernel.columns.split import NotSuited, split
from scheduler.kernel.columns.team import Team

__all__ = ["Budget", "ColumnSearch", "NotSuited", "Team", "TimeOver", "split"]
