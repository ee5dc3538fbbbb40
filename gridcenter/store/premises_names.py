"""What premises are called where an entrance alone says too little: 3 栋 2 单元."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case

ENTRANCE = "unit"
"""Kind of premises whose name says little without the house it belongs to."""


def is_house_of(house: FromClause, building: FromClause) -> ColumnElement[bool]:
    """Return the condition by which the house of an entrance is outer-joined."""
    return and_(house.c.id == building.c.parent_id, building.c.kind == ENTRANCE)


def standing_name(building: FromClause, house: FromClause) -> ColumnElement[Any]:
    """Return the name of a building, of an entrance with that of its house before it."""
    named = house.c.name + " " + building.c.name
    return case((house.c.name.is_not(None), named), else_=building.c.name)
