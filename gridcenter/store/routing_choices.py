"""What a line of the responsibility list may name in this store."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.store.categories import active_categories
from gridcenter.store.codes import code_names
from gridcenter.store.incidents_trace import SOURCES
from gridcenter.store.models import CodeSet, Grid, Unit
from gridcenter.store.routing import place_names
from gridcenter.store.types import inside

Coded = list[tuple[str, Name]]
ABOVE = (6, 9)
"""Digits of the divisions above a community: district, street."""


def rule_choices(session: Session, *, area: str) -> tuple[Coded, Coded, Coded, Coded, Coded]:
    """Return sets, categories (as set/code), places, sources and units, each as codes with names.

    Places are those that have grids in the area: streets, communities and the grids themselves.
    """
    nodes = active_categories(session)
    of_sets = session.execute(select(CodeSet.key, CodeSet.name, CodeSet.name_en).order_by(CodeSet.key))
    used = {node.set_key for node in nodes}
    sets = [(key, Name(zh, en)) for key, zh, en in of_sets if key in used]
    categories = [(f"{node.set_key}/{node.code}", node.name) for node in nodes]
    units = session.execute(select(Unit.code, Unit.name, Unit.name_en).order_by(Unit.name))
    return (
        sets,
        categories,
        _places(session, area),
        sorted(code_names(session, SOURCES).items()),
        [(code, Name(zh, en)) for code, zh, en in units],
    )


def _places(session: Session, area: str) -> Coded:
    current = select(Grid.code, Grid.community_code, Grid.name, Grid.name_en).where(
        Grid.valid_until.is_(None), inside(Grid.community_code, area)
    )
    rows = session.execute(current).all()
    communities = {community for _, community, _, _ in rows}
    above = {code[:digits] for code in communities for digits in ABOVE if len(code) > digits}
    divisions = place_names(session, communities | above)
    return sorted([*divisions.items(), *((code, Name(zh, en)) for code, _, zh, en in rows)])
