"""The responsibility list as a table for a spreadsheet: what can be imported again, with names and counts behind it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.routing import RuleRow
from gridcenter.language import pick
from gridcenter.services.importing.responsibility import FIELDS
from gridcenter.services.table_files import Heading, Row
from gridcenter.store.engine import store_time
from gridcenter.store.routing import rule_rows

BESIDE = (
    Name("类别名称", "category name"),
    Name("地点名称", "place name"),
    Name("单位名称", "unit name"),
    Name("建议次数", "proposed"),
    Name("采纳次数", "taken"),
    Name("未退回次数", "not returned"),
)


def responsibility_table(session: Session, _by: Actor, zone: tzinfo) -> tuple[Heading, Iterable[Row]]:
    """Return the lines that hold today or later; those that have ended stay in the store."""
    today = store_time(session).astimezone(zone).date()
    rows = (row for row in rule_rows(session) if row.valid_until is None or row.valid_until > today)
    heading = tuple(pick(name) for name in (*(field.title for field in FIELDS), *BESIDE))
    return heading, [_cells(row) for row in rows]


def _cells(row: RuleRow) -> Row:
    cell, hits = row.cell, row.hits
    return (
        cell.set_key,
        cell.category_code,
        cell.place_code,
        cell.source_code,
        row.unit_code,
        row.basis,
        row.valid_from.isoformat(),
        row.valid_until.isoformat() if row.valid_until else "",
        pick(row.category),
        pick(row.place),
        pick(row.unit),
        hits.proposed,
        hits.taken,
        hits.kept,
    )
