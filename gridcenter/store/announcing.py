"""Announcing: every transaction that changed announced rows leaves one line per row in `change`."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, event, insert
from sqlalchemy.orm import Session, UOWTransaction

from gridcenter.clock import utc_now
from gridcenter.store.models import Change, Table
from gridcenter.store.prepared import Prepared, say
from gridcenter.store.tables import table_of

CHANNEL = "gridcenter_change"
WHOLE_KIND = "*"
"""Key of a bulk change: readers read the whole kind again."""

_PENDING = "gridcenter_pending_changes"
_LINE = Prepared(
    insert(table_of(Change))
    .values({name: bindparam(name) for name in ("at", "kind", "key", "row_version")})
    .inline()
)


def note_change(session: Session, kind: str, key: str = WHOLE_KIND, *, version: int = 0) -> None:
    """Announce a change that the ORM does not see (bulk writes) when the transaction commits."""
    session.info.setdefault(_PENDING, {})[(kind, key)] = version


def announce_changes(session: Session) -> None:
    """Write the collected lines and wake the readers; runs once, just before a commit."""
    if session.in_nested_transaction():
        return
    session.flush()
    pending = _without_covered(session.info.pop(_PENDING, {}))
    if not pending:
        return
    at = utc_now()
    lines = (
        {"at": at, "kind": kind, "key": key, "row_version": version}
        for (kind, key), version in pending.items()
    )
    _LINE.run_each(session, lines)
    if session.get_bind().dialect.name == "postgresql":
        say(session, f"NOTIFY {CHANNEL}")


def _without_covered(pending: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Leave out single rows of a kind that is announced as a whole: a bulk import is one line."""
    whole = {kind for kind, key in pending if key == WHOLE_KIND}
    return {
        (kind, key): version
        for (kind, key), version in pending.items()
        if key == WHOLE_KIND or kind not in whole
    }


def _collect(session: Session, _context: UOWTransaction) -> None:
    touched: Iterable[object] = (*session.new, *session.dirty, *session.deleted)
    for row in touched:
        if (
            isinstance(row, Table)
            and row.change_kind
            and (row not in session.dirty or session.is_modified(row))
        ):
            note_change(session, row.change_kind, row.change_key, version=getattr(row, "version", 0))


def _forget(session: Session) -> None:
    session.info.pop(_PENDING, None)


event.listen(Session, "after_flush", _collect)
event.listen(Session, "after_rollback", _forget)
