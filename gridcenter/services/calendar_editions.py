"""Changing a working calendar: a new edition, which open deadlines it would move, and moving them on a person's word.

Deadlines that are set do not move by themselves when a calendar changes (domain rule "Clocks"): clocks go on with the
edition they began with until somebody says that they follow the new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from sqlalchemy.orm import Session

from gridcenter.domain.calendar_editions import CalendarEdition, as_written, changes, read_edition
from gridcenter.domain.calendars import OFFICE, Calendar
from gridcenter.domain.clocks import ClockKind, standing_deadline
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import RECOUNT
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.language import pick, tr
from gridcenter.services.flows import own_flow
from gridcenter.services.ledger import Ledger
from gridcenter.services.locked_incidents import keep_incident, locked_incident
from gridcenter.services.plain_yaml import about_file, read_plain_yaml
from gridcenter.services.progress import OnProgress, Progress
from gridcenter.services.recording import LONGEST_REASON, Said, audit_step, check_length, record_step
from gridcenter.services.whole_store import refuse_part
from gridcenter.store.calendars import EditionRow, add_edition, editions, lock_family, working_calendar
from gridcenter.store.clock_ledgers import CountingClock, counting_clocks, incidents_counting
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Incident, IncidentClock

ENTERING = frozenset({"administrator", "admin", "supervisor", "leader"})
"""Roles that may enter a calendar and let deadlines follow it."""
INCIDENTS_AT_ONCE = 200
"""Incidents per transaction: a desk waits for no more than these."""


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """A running clock of an open incident whose deadline another edition would put elsewhere."""

    number: str
    kind: ClockKind
    name: Name
    before: datetime
    after: datetime


def read_calendar_file(path: Path) -> CalendarEdition:
    """Read and check a calendar that somebody wrote.

    Raises:
        BadInput: The file cannot be read or has flaws; the sentence names the file.
    """
    raw = read_plain_yaml(path)
    try:
        return read_edition(raw)
    except BadInput as refusal:
        raise BadInput(about_file(path, str(refusal))) from refusal


def calendar_text(edition: CalendarEdition) -> str:
    """Return the edition as the text of a file that `read_calendar_file` takes."""
    return yaml.dump(
        as_written(edition), Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, default_flow_style=None
    )


class _PlainDumper(yaml.SafeDumper):
    """Writes a day that is two ends of a holiday twice, where YAML would refer to the first."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the library's signature
        return True


def edition_in_force(session: Session, family: str = OFFICE) -> EditionRow | None:
    return next((row for row in editions(session) if row.content.family == family), None)


def edition_changes(session: Session, edition: CalendarEdition) -> list[str]:
    """Say what the edition has otherwise than the one in force.

    Raises:
        BadInput: The store has no calendar of this family: nothing would ever count with it.
    """
    return changes(_former(session, edition).content, edition)


def moved_deadlines(session: Session, edition: CalendarEdition) -> Iterator[MovedDeadline]:
    """Yield every deadline of an open incident that the edition would move, by incident; reads only."""
    if edition.family != OFFICE:
        return
    calendar, last = edition.calendar(edition.family), 0
    while clocks := counting_clocks(session, after=last, count=INCIDENTS_AT_ONCE):
        for clock in clocks:
            template = own_flow(session, clock)
            after = _deadline(clock, calendar, template.yellow_percent)
            if after != clock.due_at:
                name = template.clock_name(clock.kind.value, clock.period)
                yield MovedDeadline(clock.number, clock.kind, name, clock.due_at, after)
        last = clocks[-1].incident_id


def _deadline(clock: CountingClock, calendar: Calendar, percent: int) -> datetime:
    return standing_deadline(calendar, clock.limit_minutes, clock.segments, yellow_percent=percent).due_at


def enter_edition(
    session: Session, edition: CalendarEdition, *, reason: str, by: Actor, now: datetime
) -> str:
    """Put the edition in force for every clock that begins from now on; return its key.

    The caller owns the transaction; running clocks stay as they are.

    Raises:
        RuleBroken: Not by this role or area.
        BadInput: No reason, no such family, or nothing would change.
    """
    refuse_entering(by)
    refuse_part(session, by)
    said = check_length(reason, longest=LONGEST_REASON)
    if not said:
        raise BadInput(tr("say why the calendar changes, for example the notice it follows"))
    lock_family(session, edition.family)
    former = _former(session, edition)
    if not changes(former.content, edition) and former.content.name == edition.name:
        raise BadInput(tr("this calendar is in force already: nothing would change"))
    key = add_edition(session, edition, number=former.number + 1, by=by.name, at=now, reason=said)
    audit_step(session, "", action=f"calendar {key}", by=by, now=now)
    return key


def refuse_entering(by: Actor) -> None:
    """Raises:
    RuleBroken: The role may not change what everybody's deadlines are counted with.
    """
    if by.role not in ENTERING:
        raise RuleBroken(
            tr("your role does not change calendars: ask an administrator or the shift supervisor")
        )


def let_deadlines_follow(store: Store, *, by: Actor, reason: str, progress: OnProgress) -> int:
    """Count every running clock with the edition in force and return how many incidents got another deadline.

    Works in transactions of its own, a portion of incidents each, so that desks go on meanwhile; what was stopped
    or refused is continued by asking again. An incident whose deadline moves gets a step that says so.

    Raises:
        RuleBroken: Not by this role or area.
        Cancelled: `progress` raised it; whole portions are done.
    """
    refuse_entering(by)
    moved, last, done = 0, 0, 0
    with store.read() as session:
        refuse_part(session, by)
        key = working_calendar(session).key
        total = len(incidents_counting(session, but=key, after=0, count=2**31 - 1))
    while portion := _portion(store, key, last):
        with store.begin() as session:
            now = store_time(session)
            locked = [locked_incident(session, one, replace(by, area="")) for one in portion]
            moved += sum(_follow(session, one, reason=reason, by=by, now=now) for one in locked)
        last, done = portion[-1], done + len(portion)
        progress(Progress(tr("incidents"), done, max(total, done)))
    return moved


def _portion(store: Store, key: str, after: int) -> list[int]:
    with store.read() as session:
        return incidents_counting(session, but=key, after=after, count=INCIDENTS_AT_ONCE)


def _follow(session: Session, incident: Incident, *, reason: str, by: Actor, now: datetime) -> bool:
    """Count one incident's clocks anew; all of its portion are locked before, and the actor's account after them, as
    every step locks: otherwise the same person at a desk and this would wait for each other.
    """
    template, yellow = own_flow(session, incident), incident.yellow_at
    ledger = Ledger(session, incident, flow=template)
    moved = ledger.recount()
    if moved or incident.yellow_at != yellow:
        keep_incident(session, incident, now=now)
    if moved:
        record_moved(session, incident, moved, action=RECOUNT, reason=reason, by=by, now=now)
    ledger.write()
    return bool(moved)


def record_moved(
    session: Session,
    incident: Incident,
    moved: Sequence[tuple[IncidentClock, datetime]],
    *,
    action: str,
    reason: str,
    by: Actor,
    now: datetime,
) -> None:
    """Say in a step of the incident which of its deadlines have moved, each with the former one."""
    template, zone = own_flow(session, incident), ZoneInfo(working_calendar(session).zone)
    lines = [
        _moved_line(template.clock_name(clock.kind, clock.state), before, clock.due_at, zone)
        for clock, before in moved
    ]
    record_step(
        session,
        incident,
        action=action,
        from_state=incident.state,
        unit_id=incident.unit_id,
        said=Said(opinion="\n".join(lines), reason=reason),
        by=by,
        now=now,
    )


def _moved_line(clock: Name, before: datetime, after: datetime, zone: ZoneInfo) -> str:
    return tr("{clock}: {before} → {after}").format(
        clock=pick(clock), before=_local(before, zone), after=_local(after, zone)
    )


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _former(session: Session, edition: CalendarEdition) -> EditionRow:
    former = edition_in_force(session, edition.family)
    if former is None:
        known = ", ".join(sorted({row.content.family for row in editions(session)}))
        raise BadInput(
            tr("the store has no calendar “{key}”; it has: {known}").format(key=edition.family, known=known)
        )
    return former
