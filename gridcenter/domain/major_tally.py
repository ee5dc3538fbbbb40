"""How many rows each major category has, kept while rows come, change and leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.names import Name


@dataclass(frozen=True, slots=True)
class MajorCount:
    code: str
    name: Name
    count: int


class MajorTally:
    """A row that came last gives its major's name: it may have been renamed since the others were read."""

    def __init__(self, rows: Iterable[QueueRow] = ()) -> None:
        known = [*rows]
        self._counts = Counter(map(attrgetter("major_code"), known))
        self._names = {row.major_code: row.major for row in known}

    def add(self, row: QueueRow) -> None:
        self._counts[row.major_code] += 1
        self._names[row.major_code] = row.major

    def remove(self, row: QueueRow) -> None:
        self._counts[row.major_code] -= 1

    def listed(self) -> list[MajorCount]:
        """Return the majors from most to fewest (Pareto order)."""
        return [
            MajorCount(code, self._names[code], count) for code, count in self._counts.most_common() if count
        ]
