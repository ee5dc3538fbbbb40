"""One grid with its posts and what is counted in it."""

from __future__ import annotations

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.places import GridDetail
from gridcenter.store.codes import code_names
from gridcenter.store.models import Component, Division, Grid, Household, Incident, Post

STREET_DIGITS = 9
ROLE_ORDER = ("CHIEF", "DEPUTY", "MEMBER")


def grid_detail(session: Session, code: str) -> GridDetail | None:
    grid = session.scalar(select(Grid).where(Grid.code == code, Grid.valid_until.is_(None)))
    if grid is None:
        return None
    return GridDetail(
        code=code,
        name=Name(grid.name, grid.name_en),
        community=_division(session, grid.community_code),
        street=_division(session, grid.community_code[:STREET_DIGITS]),
        kind=code_names(session, "grid_type").get(grid.kind, Name(grid.kind)),
        level=code_names(session, "grid_level").get(grid.level, Name(grid.level)),
        posts=_posts(session, code),
        households=_count(session, select(func.count()).where(Household.grid_code == code)),
        components=_count(session, select(func.count()).where(Component.grid_code == code)),
        open_incidents=_count(
            session, select(func.count()).where(Incident.grid_code == code, Incident.closed_at.is_(None))
        ),
    )


def _division(session: Session, code: str) -> Name:
    found = session.get(Division, code)
    return Name(found.name, found.name_en) if found else Name(code)


def _posts(session: Session, code: str) -> tuple[tuple[Name, str], ...]:
    names = code_names(session, "post")
    posts = session.scalars(select(Post).where(Post.grid_code == code)).all()
    ordered = sorted(posts, key=lambda post: (_place(post.role), post.role, post.slot))
    return tuple((names.get(post.role, Name(post.role)), post.holder) for post in ordered)


def _place(role: str) -> int:
    return ROLE_ORDER.index(role) if role in ROLE_ORDER else len(ROLE_ORDER)


def _count(session: Session, statement: Select[int]) -> int:
    return session.scalar(statement) or 0
