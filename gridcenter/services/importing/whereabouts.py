"""Grid and community of a register's row: the grid must exist, and its community follows from it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.language import tr
from gridcenter.services.importing.cells import RowRefused
from gridcenter.store.models import Division, Grid


class Whereabouts:
    def __init__(self, session: Session) -> None:
        statement = select(Grid.code, Grid.community_code).where(Grid.valid_until.is_(None))
        self._grids = {code: community for code, community in session.execute(statement)}  # noqa: C416
        self._divisions = frozenset(session.scalars(select(Division.code)))
        self._found: dict[tuple[str, str], tuple[str | None, str]] = {}

    def place(self, grid: str, community: str) -> tuple[str | None, str]:
        """Return (grid code, community code) of what a row names.

        Raises:
            RowRefused: One of them is unknown, or they contradict each other.
        """
        known = self._found.get((grid, community))
        if known is None:
            known = self._found[grid, community] = self._checked(grid, community)
        return known

    def _checked(self, grid: str, community: str) -> tuple[str | None, str]:
        if grid and grid not in self._grids:
            raise RowRefused("grid_code", grid, tr("no such grid in the store: import the grids first"))
        if community and community not in self._divisions:
            raise RowRefused(
                "community_code", community, tr("no such division in the store: import it first")
            )
        if grid and community and self._grids[grid] != community:
            raise RowRefused("community_code", community, tr("the grid belongs to another community"))
        return grid or None, community or self._grids.get(grid, "")
