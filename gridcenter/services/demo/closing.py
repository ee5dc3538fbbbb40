"""What became of closed matters in the demo: a month drawn for re-checks, half of them checked, two taken up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.domain.people import Actor
from gridcenter.domain.rechecks import Month, RecheckRow
from gridcenter.services.demo.naming import word_list
from gridcenter.services.demo.staff import DemoAccount, Staff
from gridcenter.services.rechecks import draw_rechecks, record_recheck, why_not_recheck
from gridcenter.services.reopening import reopen_incident
from gridcenter.store.calendars import working_calendar
from gridcenter.store.models import Incident
from gridcenter.store.rechecks import closed_between, draws

FAILING = frozenset({2, 5})
"""Places in the draw of those that failed; all of them are taken up again, and the queue shows as many fewer others."""
_DRAWN, _RECORDED = 12, 7
_DRAWN_AGO, _LAST_AGO, _APART = timedelta(hours=3), timedelta(minutes=4), timedelta(minutes=9)


def write_rechecks(session: Session, staff: Staff, *, seed: int, now: datetime) -> int:
    """Draw the month before, record some results and reopen what failed; return how many were reopened.

    The caller owns the transaction; the same seed gives the same draw.
    """
    now = now.replace(second=0, microsecond=0)
    begun = now.astimezone(ZoneInfo(working_calendar(session).zone)).replace(day=1, hour=0, minute=0)
    words = word_list("rechecks")
    for place, row in enumerate(_drawn(session, staff, seed, begun, now)):
        failed = place in FAILING
        said = words["failed" if failed else "passed"][place % 2]
        at = max(now - _LAST_AGO - (_RECORDED - place) * _APART, begun)
        by = _checker(session, staff, row.incident_id)
        record_recheck(session, row.id, version=row.version, passed=not failed, reason=said, by=by, now=at)
        if failed:
            _take_up(session, staff, row, f"抽查复核不通过：{said}", max(now - _LAST_AGO, begun))
    return len(FAILING)


def _drawn(session: Session, staff: Staff, seed: int, begun: datetime, now: datetime) -> Sequence[RecheckRow]:
    """Draw the month before `begun`, and return those of the draw that are checked already."""
    month = Month((begun - timedelta(days=1)).date().replace(day=1))
    start, end = month.span(begun.tzinfo or ZoneInfo("UTC"))
    closed = len(closed_between(session, area="", start=start, end=end))
    key = draw_rechecks(
        session,
        month=month.text,
        percent=min(100.0, round(100 * _DRAWN / max(closed, 1), 1)),
        seed=f"demo {seed}",
        by=_actor(next(one for one in staff.holding("supervisor") if not one.area)),
        now=max(now - _DRAWN_AGO, begun),
    )
    return next(one for one in draws(session, area="") if one.id == key).rechecks[:_RECORDED]


def _take_up(session: Session, staff: Staff, row: RecheckRow, reason: str, now: datetime) -> None:
    by = _actor(staff.holding("acceptor")[0])
    reopen_incident(
        session, row.incident_id, reason=reason, by=by, now=now, key=f"demo-reopened-{row.number}"
    )


def _checker(session: Session, staff: Staff, incident_id: int) -> Actor:
    """Return somebody of the centre who took no step on the incident."""
    candidates = (one for role in ("acceptor", "supervisor", "leader") for one in staff.holding(role))
    return next(
        actor
        for actor in map(_actor, candidates)
        if not actor.area and not why_not_recheck(session, session.get_one(Incident, incident_id), actor)
    )


def _actor(account: DemoAccount) -> Actor:
    return Actor(account.id, account.login, account.name, account.role, account.unit_id, account.area)
