"""Records about the protection of personal information, as they are read and written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.people import Actor
from gridcenter.domain.privacy import PrivacyRecord as Written
from gridcenter.store.models import PrivacyRecord


def privacy_records(session: Session) -> list[Written]:
    """Return all of them, the newest first: a centre writes some dozens a year."""
    rows = session.scalars(select(PrivacyRecord).order_by(PrivacyRecord.id.desc()))
    return [_written(row) for row in rows]


def write_privacy_record(
    session: Session,
    *,
    kind: str,
    about: str,
    day: date,
    said: Mapping[str, str],
    by: Actor,
    now: datetime,
    follows: int | None = None,
    step: str = "",
) -> int:
    row = PrivacyRecord(
        kind=kind,
        about=about,
        day=day,
        at=now,
        account_id=by.account_id,
        who=by.name[:50],
        role=by.role,
        said=json.dumps(said, ensure_ascii=False, sort_keys=True),
        follows_id=follows,
        step=step,
    )
    session.add(row)
    session.flush()
    return row.id


def _written(row: PrivacyRecord) -> Written:
    return Written(
        row.id,
        row.kind,
        row.about,
        row.day,
        row.at,
        row.who,
        row.role,
        json.loads(row.said),
        row.follows_id,
        row.step,
    )
