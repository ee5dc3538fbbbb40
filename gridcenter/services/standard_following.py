"""Changed standards: which open deadlines they would move, and moving them on a person's word.

Deadlines that are set do not move by themselves when a standard is edited (domain rule "Clocks"): an open incident
keeps the limits that it was filed under until somebody says that it follows the new ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.domain.clocks import ClockKind
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import RESTATE
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.services.calendar_editions import (
    ENTERING,
    INCIDENTS_AT_ONCE,
    MovedDeadline,
    record_moved,
)
from gridcenter.services.flows import own_flow
from gridcenter.services.ledger import Ledger
from gridcenter.services.locked_incidents import keep_incident, locked_incident, seen_incident
from gridcenter.services.progress import OnProgress, Progress
from gridcenter.services.recording import LONGEST_REASON, check_length
from gridcenter.services.whole_store import refuse_part
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Incident
from gridcenter.store.standards import incidents_outdated


def moved_by_standards(session: Session, *, now: datetime) -> Iterator[MovedDeadline]:
    """Yield every deadline of an open incident that the standards in force would move, by incident; reads only."""
    day, last = _today(session, now), 0
    while portion := incidents_outdated(session, day=day, after=last, count=INCIDENTS_AT_ONCE):
        for key, standard in portion:
            incident = seen_incident(session, key)
            incident.standard_id = standard
            template = own_flow(session, incident)
            for clock, before in Ledger(session, incident, flow=template).restate(extended=False):
                name = template.clock_name(clock.kind, clock.state)
                yield MovedDeadline(incident.number, ClockKind(clock.kind), name, before, clock.due_at)
        last = portion[-1][0]


def let_standards_follow(store: Store, *, by: Actor, reason: str, progress: OnProgress) -> int:
    """Give open incidents the limits in force of their situation; return how many got another deadline.

    Works in transactions of its own, a portion of incidents each, so that desks go on meanwhile; what was stopped is
    continued by asking again. An incident whose deadline moves gets a step that says so; a clock that was extended
    keeps what was approved.

    Raises:
        RuleBroken: Not by this role or area.
        BadInput: No reason.
        Cancelled: `progress` raised it; whole portions are done.
    """
    refuse_following(by)
    said = check_length(reason, longest=LONGEST_REASON)
    if not said:
        raise BadInput(tr("say why the deadlines move, for example the notice of the new standard"))
    moved, last, done = 0, 0, 0
    with store.read() as session:
        refuse_part(session, by)
    while portion := _portion(store, last):
        with store.begin() as session:
            now = store_time(session)
            locked = [(locked_incident(session, key, replace(by, area="")), new) for key, new in portion]
            moved += sum(_follow(session, one, new, reason=said, by=by, now=now) for one, new in locked)
        last, done = portion[-1][0], done + len(portion)
        progress(Progress(tr("incidents"), done, done))
    return moved


def refuse_following(by: Actor) -> None:
    """Raises:
    RuleBroken: The role may not move everybody's deadlines.
    """
    if by.role not in ENTERING:
        raise RuleBroken(
            tr("your role does not move deadlines: ask an administrator or the shift supervisor")
        )


def _portion(store: Store, after: int) -> list[tuple[int, int]]:
    with store.read() as session:
        day = _today(session, store_time(session))
        return incidents_outdated(session, day=day, after=after, count=INCIDENTS_AT_ONCE)


def _follow(
    session: Session, incident: Incident, standard: int, *, reason: str, by: Actor, now: datetime
) -> bool:
    if incident.closed_at is not None:
        return False
    former, incident.standard_id = incident.standard_id, standard
    ledger = Ledger(session, incident, flow=own_flow(session, incident))
    moved = ledger.restate(extended=False)
    if moved or standard != former:
        keep_incident(session, incident, now=now)
    if moved:
        record_moved(session, incident, moved, action=RESTATE, reason=reason, by=by, now=now)
        ledger.write()
    return bool(moved)


def _today(session: Session, now: datetime) -> date:
    return now.astimezone(ZoneInfo(working_calendar(session).zone)).date()
