"""Queries about the category tree: what an incident can name, and what an account named lately."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gridcenter.domain.flow import REPORT
from gridcenter.domain.names import Name
from gridcenter.store.models import Category, Incident, Step

PART_SETS = ("components",)
"""Trees of things, not of matters: the parts register names them, an incident does not."""
NEWEST_STEPS = 50_000
"""So far back the centre's steps are looked through for an account's own; steps have no index by account."""


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """A node of a tree; `major_id` is its topmost ancestor, the node itself at the top."""

    id: int
    parent_id: int | None
    major_id: int | None
    set_key: str
    code: str
    name: Name


def active_categories(session: Session) -> list[CategoryNode]:
    """Return all nodes in use of the trees that incidents can name: the oldest set first, then by code."""
    wanted = _node_columns().where(Category.active, Category.set_key.not_in(PART_SETS))
    nodes = [_node(*row) for row in session.execute(wanted.order_by(Category.id))]
    ages = {key: age for age, key in enumerate(dict.fromkeys(node.set_key for node in nodes))}
    return sorted(nodes, key=lambda node: (ages[node.set_key], node.code))


def category_coded(session: Session, code: str, *, set_key: str = "") -> CategoryNode | None:
    """Return the category in use with this code; None where there is none or, without a set, more than one."""
    wanted = _node_columns().where(Category.code == code, Category.active)
    if set_key:
        wanted = wanted.where(Category.set_key == set_key)
    found = session.execute(wanted.limit(2)).all()
    return _node(*found[0]) if len(found) == 1 else None


def categories_above(session: Session, node: CategoryNode) -> list[CategoryNode]:
    """Return the ancestors from the parent up to the major; a ring in a damaged tree ends where it closes."""
    found = [node]
    while found[-1].parent_id is not None:
        row = session.execute(_node_columns().where(Category.id == found[-1].parent_id)).first()
        parent = None if row is None else _node(*row)
        if parent is None or parent in found:
            break
        found.append(parent)
    return found[1:]


def categories_reported_by(session: Session, account_id: int, *, limit: int) -> list[int]:
    """Return ids of the categories that the account reported lately, the latest first."""
    newest = select(func.coalesce(func.max(Step.id), 0)).scalar_subquery()
    statement = (
        select(Incident.category_id)
        .select_from(Step)
        .join(Incident, Incident.id == Step.incident_id, isouter=True)  # from the steps, never the other way
        .where(Step.id > newest - NEWEST_STEPS, Step.actor_id == account_id, Step.action == REPORT)
        .group_by(Incident.category_id)
        .order_by(func.max(Step.id).desc())
        .limit(limit)
    )
    return list(session.scalars(statement))


def _node_columns() -> Select[int, int | None, int | None, str, str, str, str]:
    return select(
        Category.id,
        Category.parent_id,
        Category.major_id,
        Category.set_key,
        Category.code,
        Category.name,
        Category.name_en,
    )


def _node(
    number: int, parent_id: int | None, major_id: int | None, set_key: str, code: str, zh: str, en: str
) -> CategoryNode:
    return CategoryNode(number, parent_id, major_id, set_key, code, Name(zh, en))
