"""The daily visit list of a grid (走访清单) and the visits made: masked, audited first; what was met keeps it fresh."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.masking import mask_address, mask_name
from gridcenter.domain.names import Name
from gridcenter.domain.own_history import EXPORT
from gridcenter.domain.people import Actor, Purpose
from gridcenter.domain.places import DISTRICT, in_area
from gridcenter.domain.record_keeping import fitting
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.domain.visits import (
    LONGEST_NOTE,
    NOTED_NAMES,
    OUTCOME_NAMES,
    DueVisit,
    PastVisit,
    PastVisits,
    VisitSubject,
    due_reasons,
    due_since,
    due_words,
)
from gridcenter.language import listed, pick, tr
from gridcenter.services.audited_lists import name_exported, write_listing
from gridcenter.services.importing.cells import parse_day
from gridcenter.services.people_access import people_access
from gridcenter.services.progress import OnProgress, Progress, unwatched
from gridcenter.services.table_files import Row, write_table
from gridcenter.services.tickets import Quota, check_quotas, writable_chain, write_line
from gridcenter.services.visit_rules import visit_rules
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow, ChainEnd
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Visit, VisitCorrection
from gridcenter.store.person_merges import kept_for
from gridcenter.store.visit_corrections import MadeRow, is_replaced, locked_visit, visits_by, visits_of
from gridcenter.store.visits import Cursor, DoorRow, DueRow, doors, due_rows, grids_of, persons_at, place_of

LIST_QUOTAS = (Quota(40, timedelta(minutes=1)), Quota(1000, timedelta(days=1)))
VISIT_QUOTAS = (Quota(60, timedelta(minutes=1)), Quota(1000, timedelta(days=1)))
PAGE = 200
PORTION = 500
PAST_AT_MOST = 20
OWN_AT_ONCE = 200
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class VisitPage:
    """A part of the list; `after` asks for the next one, None where there is none."""

    grid_code: str
    today: date
    rows: tuple[DueVisit, ...]
    after: Cursor | None = field(default=None, repr=False)


def visit_grids(session: Session, *, by: Actor) -> list[tuple[str, Name]]:
    """Return the grids whose list this account may see, as (code, name)."""
    return grids_of(session, by.area)


def visit_list(
    store: Store,
    grid_code: str,
    *,
    by: Actor,
    zone: tzinfo = DISTRICT,
    after: Cursor | None = None,
    limit: int = PAGE,
) -> VisitPage:
    """Audit, commit, read who is due in a grid, whoever was met longest ago first. Opens its own transactions.

    Raises:
        RuleBroken: The role has no visit list, asks too often, or the grid is not in its area.
    """
    with store.begin() as session:
        now = store_time(session)
        end = _chain(session, by, audit.VISITS, LIST_QUOTAS, now)
        _require_grid(session, grid_code, by)
        today = now.astimezone(zone).date()
        found = due_rows(
            session, visit_rules(), grid_code=grid_code, today=today, after=after, limit=limit + 1
        )
        named = {door.person_id for door in doors(session, [one.subject for one in found[:limit]]).values()}
        line = _line(audit.VISITS, audit.SHOWN, by, now)
        write_listing(session, end, line, grid_code, len(found[:limit]), sorted(named))
    with store.read() as session:
        rows = tuple(_masked(session, found[:limit], today, named))
    return VisitPage(grid_code, today, rows, found[limit - 1].cursor if len(found) > limit else None)


def past_visits(
    store: Store, subject: VisitSubject, *, by: Actor, behind: int = 0, limit: int = PAST_AT_MOST
) -> PastVisits:
    """Audit, commit, read the last visits to a household or person, with their notes. Opens its own transactions.

    `behind`: those that are older than the one with this number.
    """
    with store.begin() as session:
        now = store_time(session)
        end = _chain(session, by, audit.VISITS, LIST_QUOTAS, now)
        _place(session, subject, by)
        line = _line(audit.VISITS, audit.SHOWN, by, now)._replace(person_id=subject.person_id)
        persons = persons_at(session, subject)
        write_listing(session, end, line, subject.ref, len(persons), persons)
    with store.read() as session:
        found = visits_of(session, subject, limit=limit + 1, behind=behind)
        return PastVisits(tuple(_past(row) for row in found[:limit]), len(found) > limit)


def own_visits(
    store: Store,
    grid_code: str,
    *,
    by: Actor,
    zone: tzinfo = DISTRICT,
    behind: int = 0,
    limit: int = OWN_AT_ONCE,
) -> PastVisits:
    """Audit, commit, read what this account noted of visits in a grid in the days that may still be recorded.

    A page of them, the newest first, masked; `behind` as in `past_visits`. Opens its own transactions.

    Raises:
        RuleBroken: As for `visit_list`.
    """
    with store.begin() as session:
        now = store_time(session)
        end = _chain(session, by, audit.VISITS, LIST_QUOTAS, now)
        _require_grid(session, grid_code, by)
        since = now.astimezone(zone).date() - timedelta(days=visit_rules().back_days)
        found = visits_by(
            session, by.account_id, grid_code=grid_code, since=since, limit=limit + 1, behind=behind
        )
        made = found[:limit]
        persons = [key for row in made for key in persons_at(session, row.subject)]
        line = _line(audit.VISITS, audit.SHOWN, by, now)
        write_listing(session, end, line, grid_code, len(made), persons)
    with store.read() as session:
        known = doors(session, [row.subject for row in made])
        rows = tuple(replace(_past(row), whom=_whom(known.get(row.subject))) for row in made)
    return PastVisits(rows, len(found) > limit)


def _past(row: MadeRow) -> PastVisit:
    return PastVisit(row.id, row.subject, row.day, row.who, row.outcome, row.note, row.reason, row.replaced)


def _whom(door: DoorRow | None) -> str:
    return "" if door is None else " · ".join(part for part in (mask_name(door.name), _door(door)) if part)


def record_visit(
    session: Session,
    subject: VisitSubject,
    *,
    outcome: str,
    day: str = "",
    note: str = "",
    by: Actor,
    now: datetime,
    zone: tzinfo = DISTRICT,
) -> int:
    """Write a visit and its audit line and return its id; the caller owns the transaction. No `day`: today.

    Raises:
        BadInput: Outcome or day cannot be, or the note is too long.
        RuleBroken: The role records no visits, or the household or person is not in its area.
    """
    end = _chain(session, by, audit.VISIT, VISIT_QUOTAS, now)
    _check_outcome(outcome, OUTCOME_NAMES)
    visited = _visited_on(day, now.astimezone(zone).date())
    subject = _seen_as(session, subject)
    made = _note_down(session, subject, visited, outcome, note, by=by, now=now)
    line = _line(audit.VISIT, outcome, by, now, fields=subject.ref)
    write_line(session, end, line._replace(person_id=subject.person_id))
    return made


def correct_visit(
    session: Session,
    visit_id: int,
    *,
    outcome: str,
    day: str = "",
    note: str = "",
    reason: str,
    by: Actor,
    now: datetime,
    zone: tzinfo = DISTRICT,
) -> int:
    """Replace a visit that was noted wrongly by a new line and return its id; the old line stays as it was.

    No `day`: that of the line. The outcome void says that nobody went there. The caller owns the transaction.

    Raises:
        BadInput: Outcome or day cannot be, the note is too long, or no reason is given.
        RuleBroken: The role records no visits, there is no such visit in its area, or it was replaced before.
    """
    end = _chain(session, by, audit.VISIT, VISIT_QUOTAS, now)
    _check_outcome(outcome, NOTED_NAMES)
    why = fitting(reason, label=tr("Reason"), longest=LONGEST_REASON)
    old = _correctable(session, visit_id, by)
    kept = not day.strip() or parse_day(day) == old.day
    corrected = old.day if kept else _visited_on(day, now.astimezone(zone).date())
    subject = VisitSubject(old.household_id, old.person_id)
    made = _note_down(session, subject, corrected, outcome, note, by=by, now=now)
    session.add(VisitCorrection(visit_id=made, replaced_id=visit_id, reason=why))
    line = _line(audit.VISIT, outcome, by, now, fields=f"{subject.ref} {made} for {visit_id}")
    write_line(session, end, line._replace(person_id=subject.person_id, reason=why))
    return made


def _correctable(session: Session, visit_id: int, by: Actor) -> Visit:
    old = locked_visit(session, visit_id)
    if old is None or not in_area(old.community_code, old.grid_code, by.area):
        raise RuleBroken(tr("There is no visit no. {id} in your area.").format(id=visit_id))
    if is_replaced(session, visit_id):
        raise RuleBroken(tr("This visit was corrected before: correct the line that replaced it."))
    return old


def _check_outcome(outcome: str, possible: Mapping[str, Name]) -> None:
    if outcome not in possible:
        known = listed(f"{key} ({pick(name)})" for key, name in possible.items())
        raise BadInput(tr("A visit came to one of: {known}.").format(known=known))


def _note_down(
    session: Session, subject: VisitSubject, day: date, outcome: str, note: str, *, by: Actor, now: datetime
) -> int:
    kept = fitting(note, label=tr("Note"), longest=LONGEST_NOTE, needed=False)
    community, grid = _place(session, subject, by)
    row = Visit(
        household_id=subject.household_id,
        person_id=subject.person_id,
        grid_code=grid,
        community_code=community,
        day=day,
        at=now,
        account_id=by.account_id,
        actor=by.name,
        outcome=outcome,
        note=kept,
    )
    session.add(row)
    session.flush()
    return row.id


def export_visits(
    store: Store,
    grid_code: str,
    out: Path,
    *,
    by: Actor,
    zone: tzinfo = DISTRICT,
    progress: OnProgress = unwatched,
) -> int:
    """Audit, commit, write the whole list of a grid to .csv or .xlsx, masked, and return its lines.

    Raises:
        WrongUse: The name ends otherwise.
        BadInput: The file cannot be written.
        RuleBroken: As for `visit_list`.
    """
    with store.begin() as session:
        now = store_time(session)
        end = _chain(session, by, audit.VISITS, LIST_QUOTAS, now)
        _require_grid(session, grid_code, by)
        reason = tr("masked list written to {file}").format(file=out.name)
        line = _line(EXPORT, audit.SHOWN, by, now, fields=f"visits {grid_code}")._replace(reason=reason[:400])
        write_line(session, end, line)
    today = now.astimezone(zone).date()
    with store.read() as session:
        rows = _rows(session, grid_code, today, partial(_name, store, line, by), progress)
        return write_table(out, _heading(), rows, private=True)


def _name(store: Store, line: AuditRow, by: Actor, what: str, persons: Sequence[int]) -> None:
    name_exported(store, line, what, len(persons), persons, by=by)


def _rows(
    session: Session,
    grid_code: str,
    today: date,
    name: Callable[[str, Sequence[int]], None],
    progress: OnProgress,
) -> Iterator[Row]:
    """Yield the lines of the file; `name` writes down whom a portion names, before it is yielded."""
    after: Cursor | None = None
    done = 0
    while True:
        found = due_rows(session, visit_rules(), grid_code=grid_code, today=today, after=after, limit=PORTION)
        named = {door.person_id for door in doors(session, [one.subject for one in found]).values()}
        name(f"visits@{grid_code}", sorted(named))
        for visit in _masked(session, found, today, named):
            done += 1
            yield _cells(visit, today, done)
        progress(Progress(tr("visit list"), done, None))
        if len(found) < PORTION:
            return
        after = found[-1].cursor


def _heading() -> tuple[str, ...]:
    return (
        tr("No."),
        tr("Ask for"),
        tr("Persons"),
        tr("Door"),
        tr("Why"),
        tr("Last met"),
        tr("Due"),
        tr("Outcome"),
        tr("Note"),
    )


def _cells(visit: DueVisit, today: date, number: int) -> Row:
    met = visit.met_on.isoformat() if visit.met_on is not None else ""
    reasons = listed(pick(name) for name in visit.reasons)
    return number, visit.name, visit.members, visit.place, reasons, met, due_words(visit, today), "", ""


def _masked(
    session: Session, found: Sequence[DueRow], today: date, named: Collection[int]
) -> Iterator[DueVisit]:
    """Yield those whose door names somebody whom the audit says it does."""
    known = doors(session, [one.subject for one in found])
    for one in found:
        reasons = due_reasons(visit_rules(), one.dwelling, today)
        door = known.get(one.subject)
        if door is None or not reasons or door.person_id not in named:
            continue
        tried = max(one.dwelling.tried.items(), key=lambda pair: pair[1], default=("", None))
        yield DueVisit(
            one.subject,
            mask_name(door.name),
            one.dwelling.members,
            _door(door),
            tuple(reason.name for reason in reasons),
            one.dwelling.met_on,
            tried[1],
            tried[0],
            due_since(reasons, one.dwelling.met_on),
        )


def _door(door: DoorRow) -> str:
    """Say where to go: house and room, else the household's number, else the address down to the community."""
    named = " ".join(part for part in (door.house, door.building, door.room) if part)
    return named or door.number or mask_address(door.address)


def _visited_on(text: str, today: date) -> date:
    if not text.strip():
        return today
    day = parse_day(fitting(text, label=tr("Day of the visit"), longest=20))
    if day is None:
        raise BadInput(tr("{label}: write a day such as 2026-11-22.").format(label=tr("Day of the visit")))
    if day > today:
        raise BadInput(tr("{label}: this day is still to come.").format(label=tr("Day of the visit")))
    back = visit_rules().back_days
    if day < today - timedelta(days=back):
        raise BadInput(tr("{label}: at most {n} days back.").format(label=tr("Day of the visit"), n=back))
    return day


def _seen_as(session: Session, subject: VisitSubject) -> VisitSubject:
    if subject.person_id is None:
        return subject
    return VisitSubject(person_id=kept_for(session, subject.person_id))


def _place(session: Session, subject: VisitSubject, by: Actor) -> tuple[str, str | None]:
    place = place_of(session, subject)
    if place is None or not in_area(place[0], place[1], by.area):
        raise RuleBroken(tr("There is no such household or person in your area."))
    return place


def _require_grid(session: Session, grid_code: str, by: Actor) -> None:
    if grid_code not in dict(grids_of(session, by.area)):
        raise RuleBroken(tr("There is no grid {code} in your area.").format(code=grid_code[:40]))


def _chain(session: Session, by: Actor, action: str, quotas: tuple[Quota, ...], now: datetime) -> ChainEnd:
    end = writable_chain(session, by, action, tuple(quota.count for quota in quotas))
    visitors = people_access().visitors
    if by.role not in visitors:
        roles = listed([pick(ROLE_NAMES[role]) for role in sorted(visitors)])
        raise RuleBroken(tr("Visits are listed and recorded by: {roles}.").format(roles=roles))
    check_quotas(quotas, end.moments, now)
    return end


def _line(action: str, outcome: str, by: Actor, now: datetime, *, fields: str = "") -> AuditRow:
    return AuditRow(
        now,
        by.account_id,
        action,
        outcome,
        purpose=str(Purpose.VISIT),
        incident_number="",
        reason="",
        subject_hash="",
        fields=fields,
    )
