"""Where premises are that nobody placed themselves: grid and community of the nearest placed ones they stand in.

What was taken over is marked in `placed_by`, so that it follows when those above are placed, placed otherwise or not
placed any more, and is never taken for a place that a source gave. Nobody types it, so no row's version grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Update, and_, case, func, or_, select, update
from sqlalchemy.orm import Session

from gridcenter.store.bulk import PORTION
from gridcenter.store.models import Premises
from gridcenter.store.tables import table_of

WHOLE, GRID_ALONE, OWN = "all", "grid", ""
_LEVELS = 8
"""Estate, building, entrance, room are four."""

_premises = table_of(Premises)
_above = _premises.alias("above")


def settle_places(session: Session) -> None:
    """Let all premises without a place of their own take over that of what they stand in, from the outside in."""
    session.flush()
    for _ in range(_LEVELS):
        done: list[Any] = [session.execute(statement) for statement in (_take_over_all(), _take_over_grid())]
        if not any(one.rowcount for one in done):
            return


def unsettle_places(session: Session, codes: Sequence[str] | None = None) -> None:
    """Let premises stand as they were placed themselves, those with these codes or all; `settle_places` follows."""
    session.flush()
    taken = _premises.c.placed_by != OWN
    parts = [None] if codes is None else [codes[at : at + PORTION] for at in range(0, len(codes), PORTION)]
    for part in parts:
        wanted = taken if part is None else and_(taken, _premises.c.code.in_(part))
        community = case((_premises.c.placed_by == WHOLE, ""), else_=_premises.c.community_code)
        own = {"grid_code": None, "community_code": community, "placed_by": OWN}
        session.execute(update(_premises).where(wanted).values(own))


def _take_over_all() -> Update:
    grid, community = _of_above("grid_code"), func.coalesce(_of_above("community_code"), "")
    own = _premises.c
    nowhere = and_(own.placed_by == OWN, own.grid_code.is_(None), own.community_code == "")
    differs = or_(_text(own.grid_code) != _text(grid), own.community_code != community)
    marked = case((and_(_text(grid) == "", community == ""), OWN), else_=WHOLE)
    values = {"grid_code": grid, "community_code": community, "placed_by": marked}
    return update(_premises).where(or_(own.placed_by == WHOLE, nowhere), differs).values(values)


def _take_over_grid() -> Update:
    """Take over the grid where only the community is known, and is the same."""
    own = _premises.c
    grid = _of_above("grid_code", _above.c.community_code == own.community_code)
    no_grid = and_(own.placed_by == OWN, own.grid_code.is_(None), own.community_code != "")
    differs = _text(own.grid_code) != _text(grid)
    values = {"grid_code": grid, "placed_by": case((_text(grid) == "", OWN), else_=GRID_ALONE)}
    return update(_premises).where(or_(own.placed_by == GRID_ALONE, no_grid), differs).values(values)


def _of_above(name: str, *further: ColumnElement[bool]) -> ColumnElement[Any]:
    statement = select(_above.c[name]).where(_above.c.id == _premises.c.parent_id, *further)
    return statement.correlate(_premises).scalar_subquery()


def _text(column: ColumnElement[Any]) -> ColumnElement[str]:
    return func.coalesce(column, "")
