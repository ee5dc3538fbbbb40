"""What a second source says of a few of the demo's organisations: some of it verified, some taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.services.demo.staff import DemoAccount, Staff
from gridcenter.services.organisation_statements import (
    Speaker,
    Stated,
    project_organisations,
    write_statements,
)
from gridcenter.store.models import Organisation
from gridcenter.store.organisation_statements import said_rows, verify_item, withdraw_items

EVERY, AT_MOST = 6, 300
"""Of so many organisations one is spoken of by a second source; a demo of a district is no slower for it."""
_ZONE = ZoneInfo("Asia/Shanghai")
_VISIT = "网格走访"
_MISHEARD = "走访记录有误"


def write_second_sources(session: Session, staff: Staff, *, seed: int, now: datetime) -> None:
    """Write them; the caller commits. The same seed and day give the same rows."""
    chance = Random(f"organisation sources {seed}")
    known = select(Organisation.id, Organisation.name, Organisation.community_code)
    found = session.execute(
        known.where(Organisation.id % EVERY == 0).order_by(Organisation.id).limit(AT_MOST)
    )
    for key, name, community in found.all():
        collector = staff.collectors[community]
        day = (now - timedelta(days=chance.randint(2, 300))).astimezone(_ZONE).date()
        said = chance.choice((("status", "suspended"), ("name", f"{name}（分部）"), ("name", f"老{name}")))
        speaker = Speaker(now, collector.id, collector.name)
        write_statements(session, [Stated(key, *said, _VISIT, day)], speaker)
        _judge(session, key, chance, collector, now)


def _judge(session: Session, key: int, chance: Random, collector: DemoAccount, now: datetime) -> None:
    """Verify a third of what was said last on a visit, and take a sixth back."""
    luck, last = chance.randrange(6), said_rows(session, [key])[key][0]
    if luck < 2 and last.recorded_on is not None:
        verify_item(session, last.id, by=collector.id, on=last.recorded_on)
    elif luck == 2:
        withdraw_items(session, [last.id], by=collector.id, at=now, why=_MISHEARD)
    project_organisations(session, [key])
