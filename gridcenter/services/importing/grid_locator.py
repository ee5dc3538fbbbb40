"""Which grid a point lies in."""

from __future__ import annotations

import json
from collections.abc import Sequence

import shapely
from shapely.geometry import shape
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.store.models import Grid

Located = tuple[str, str]
"""Grid code and community code."""


class GridLocator:
    """All current grids as a spatial index, read once."""

    def __init__(self, session: Session) -> None:
        statement = select(Grid.code, Grid.community_code, Grid.geometry).where(Grid.valid_until.is_(None))
        rows = session.execute(statement.order_by(Grid.code)).all()
        self._codes: list[Located] = [(code, community) for code, community, _ in rows]
        self._tree = shapely.STRtree([shape(json.loads(geometry)) for _, _, geometry in rows])

    def locate(self, points: Sequence[tuple[float, float]]) -> dict[int, Located]:
        """Return the grid by position in `points`; on a shared border the grid with the smaller code."""
        if not self._codes or not points:
            return {}
        places, grids = self._tree.query(shapely.points(points), predicate="intersects")
        found: dict[int, Located] = {}
        for place, grid in sorted(zip(places.tolist(), grids.tolist(), strict=True)):
            found.setdefault(place, self._codes[grid])
        return found

    def by_code(self) -> dict[str, str]:
        """Return the community of every grid."""
        return dict(self._codes)
