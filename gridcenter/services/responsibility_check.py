"""What is wrong or weak in a responsibility list as it stands: one sentence for each finding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.routing import RuleRow
from gridcenter.language import pick, tr
from gridcenter.services.flows import flow, flow_keys
from gridcenter.store.models import Category
from gridcenter.store.routing import place_names, rule_rows

SOON = 30
"""Days before its end in which a line is told of."""


def list_findings(session: Session, *, today: date) -> list[str]:
    """Return what a keeper of the list should look at: what names nothing any more, ends soon, or is missing."""
    rows = [row for row in rule_rows(session) if row.valid_until is None or row.valid_until > today]
    return [*_lost(session, rows), *_ending(rows, today), *_missing(session, rows)]


def _lost(session: Session, rows: list[RuleRow]) -> Iterator[str]:
    in_use = select(Category.set_key, Category.code).where(Category.active)
    active = {(key, code) for key, code in session.execute(in_use)}
    places = place_names(session, {row.cell.place_code for row in rows})
    for row in rows:
        if row.cell.category_code and (row.cell.set_key, row.cell.category_code) not in active:
            yield tr("“{subject}”: this category is not in use any more").format(subject=row.subject)
        if row.cell.place_code and row.cell.place_code not in places:
            yield tr("“{subject}”: there is no such division or grid any more").format(subject=row.subject)


def _ending(rows: list[RuleRow], today: date) -> Iterator[str]:
    for row in rows:
        if (
            row.valid_until is not None
            and (row.valid_until - today).days <= SOON
            and not _followed(row, rows)
        ):
            yield tr("“{subject}” → {unit} ends on {day} and no line follows").format(
                subject=row.subject, unit=pick(row.unit), day=row.valid_until
            )


def _followed(row: RuleRow, rows: list[RuleRow]) -> bool:
    return any(other.cell == row.cell and other.valid_from == row.valid_until for other in rows)


def _missing(session: Session, rows: list[RuleRow]) -> Iterator[str]:
    """Yield the majors of incidents for which no line stands anywhere, of the sets that the list speaks of."""
    listed = {row.cell.set_key for row in rows}
    of_flows = {served.set_key for key in flow_keys() for served in flow(key).serves}
    whole = {row.cell.set_key for row in rows if not row.cell.category_code}
    named = {(row.cell.set_key, row.cell.category_code) for row in rows}
    majors = session.execute(
        select(Category.set_key, Category.code, Category.name, Category.name_en, Category.id)
        .where(Category.parent_id.is_(None), Category.active, Category.set_key.in_(listed | of_flows))
        .order_by(Category.set_key, Category.code)
    ).all()
    leaves = select(Category.set_key, Category.code, Category.major_id).where(Category.active)
    below = {major for key, code, major in session.execute(leaves) if (key, code) in named}
    for set_key, code, zh, en, key in majors:
        if set_key not in whole and (set_key, code) not in named and key not in below:
            yield tr("no line says who does “{code} {name}” ({set})").format(
                code=code, name=pick(Name(zh, en)), set=set_key
            )
