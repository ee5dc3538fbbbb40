"""Queries about posts (岗位): who works in the grids of a community."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.places import GridWorker
from gridcenter.store.codes import code_names
from gridcenter.store.models import Grid, Post


def grid_workers(session: Session, community_code: str) -> list[GridWorker]:
    """Return whoever holds a post of a present grid of the community, by grid, role and slot; no vacancies."""
    held = (
        select(Post.role, Post.holder, Grid.code, Grid.name, Grid.name_en)
        .join(Grid, (Grid.code == Post.grid_code) & Grid.valid_until.is_(None))
        .where(Grid.community_code == community_code, Post.holder != "")
        .order_by(Grid.code, Post.role, Post.slot)
    )
    names = code_names(session, "post")
    return [
        GridWorker(holder, role, names.get(role, Name(role)), code, Name(name, name_en))
        for role, holder, code, name, name_en in session.execute(held)
    ]
