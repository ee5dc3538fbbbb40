"""Lists of population changes and their tasks, and the completion board; whom they are about stays out of them.

A number of the board and the rows behind it are the same question, asked for a sum and for its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.masking import age_band
from gridcenter.domain.people import Actor, LookupRequest, PersonCard
from gridcenter.domain.population_changes import ChangeKind
from gridcenter.domain.population_tasks import (
    BoardLine,
    ChangeRow,
    ChangesPage,
    Figure,
    MaskedChange,
    TaskRow,
)
from gridcenter.domain.rechecks import read_month
from gridcenter.language import tr
from gridcenter.services.lookup import open_person, read_card, record_failed_lookup
from gridcenter.services.masked_persons import masked_persons
from gridcenter.services.population_rules import population_rules
from gridcenter.store import people
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store, store_time
from gridcenter.store.population import known_units, person_of, persons_of
from gridcenter.store.population_tasks import (
    ANY_UNIT,
    Span,
    TaskWish,
    board_lines,
    change_rows,
    change_total,
    task_rows,
)

NOT_SEEING = frozenset({"wall"})
LISTED_AT_MOST = 500
NO_UNIT = "-"


@dataclass(frozen=True, slots=True)
class TasksWanted:
    """Which tasks: of a unit (0: any, None: those without one), a rule, a month in which the limit ends, a figure."""

    unit_id: int | None = ANY_UNIT
    rule: str = ""
    month: str = ""
    figure: Figure | None = None
    change_ids: tuple[int, ...] = ()


def completion_board(session: Session, *, month: str = "", by: Actor, now: datetime) -> list[BoardLine]:
    """Return how the tasks stand by unit and rule, of those whose limit ends in the month, or of all.

    Raises:
        BadInput: The month is none.
        RuleBroken: Not for this role.
    """
    _refuse(by)
    span = _span(session, month)
    return board_lines(session, area=by.area, span=span, now=now, rules=population_rules())


def tasks_wanted(
    session: Session,
    wanted: TasksWanted,
    *,
    by: Actor,
    now: datetime,
    skip: int = 0,
    limit: int | None = None,
) -> list[TaskRow]:
    """Return the tasks, exactly those that a number of the board counted, behind the first `skip`.

    Raises as `completion_board` does.
    """
    _refuse(by)
    wish = TaskWish(
        by.area,
        wanted.unit_id,
        wanted.rule,
        _span(session, wanted.month),
        wanted.figure,
        wanted.change_ids,
    )
    return task_rows(session, wish, now=now, rules=population_rules(), skip=skip, limit=limit)


def changes_wanted(
    session: Session,
    *,
    month: str = "",
    kind: str = "",
    withdrawn: bool = False,
    by: Actor,
    now: datetime,
    after: tuple[date, int] | None = None,
    limit: int = LISTED_AT_MOST,
) -> list[ChangeRow]:
    """Return changes with their tasks, the latest first, behind the (day, id) `after`.

    Raises as `completion_board` does.
    """
    _refuse(by)
    if kind and kind not in {one.value for one in ChangeKind}:
        known = ", ".join(one.value for one in ChangeKind)
        raise BadInput(
            tr("there is no kind of change “{kind}”: name one of {known}").format(kind=kind, known=known)
        )
    return change_rows(
        session,
        area=by.area,
        now=now,
        rules=population_rules(),
        kind=kind,
        days=_days(month) if month else None,
        withdrawn=withdrawn,
        after=after,
        limit=limit,
    )


def changes_page(
    session: Session,
    *,
    month: str,
    after: tuple[date, int] | None,
    by: Actor,
    now: datetime,
    limit: int = LISTED_AT_MOST,
) -> ChangesPage:
    """Return the changes of a month, or of any, behind `after`, with the count of all; raises as `completion_board`."""
    rows = changes_wanted(session, month=month, by=by, now=now, after=after, limit=limit)
    days = _days(month) if month else None
    return ChangesPage(tuple(rows), change_total(session, area=by.area, days=days))


def task_with_id(session: Session, task_id: int, *, by: Actor, now: datetime) -> TaskRow:
    """Return one task of the actor's area.

    Raises:
        BadInput: There is none.
    """
    _refuse(by)
    found = task_rows(session, TaskWish(by.area, task_id=task_id), now=now, rules=population_rules())
    if not found:
        raise BadInput(tr("There is no task no. {id} in your area.").format(id=task_id))
    return found[0]


def unit_by_code(session: Session, code: str) -> int | None:
    """Return the id that `TasksWanted` understands: of the unit with this code; - is for tasks without one.

    Raises:
        BadInput: There is no such unit.
    """
    if code in ("", NO_UNIT):
        return ANY_UNIT if not code else None
    found = next((unit.id for unit in known_units(session) if unit.code == code), None)
    if found is None:
        raise BadInput(tr("there is no unit with the code “{code}”").format(code=code))
    return found


def masked_changes(
    store: Store, rows: Sequence[ChangeRow | TaskRow], *, by: Actor
) -> dict[int, MaskedChange]:
    """Return by change whom it is about, masked; audited and committed before it is read. Opens its own transactions.

    Raises:
        BadInput, RuleBroken: As `services.masked_persons` says.
    """
    about = {row.change_id if isinstance(row, TaskRow) else row.id: row for row in rows}
    with store.read() as session:
        persons = persons_of(session, about)
    masked = masked_persons(store, list(persons.values()), ground=tr("population changes"), by=by)
    found: dict[int, MaskedChange] = {}
    for change_id, person_id in persons.items():
        if person_id in masked:
            row, person = about[change_id], masked[person_id]
            kind, ref, day = _said(row)
            band = age_band(person.birth, day) if person.birth is not None else ""
            found[change_id] = MaskedChange(kind, ref, day, row.place, person.name, person.sex, band)
    return found


def _said(row: ChangeRow | TaskRow) -> tuple[ChangeKind, str, date]:
    if isinstance(row, TaskRow):
        return row.change_kind, row.change_ref, row.change_day
    return row.kind, row.ref, row.day


def look_up_changed(store: Store, change_id: int, request: LookupRequest, *, by: Actor) -> PersonCard | None:
    """Open the card of whom a change is about: a look-up with all its rules. Opens its own transactions.

    Raises:
        RuleBroken: There is no such change in the area, or the look-up is forbidden.
    """
    try:
        with store.begin() as session:
            now = store_time(session)
            person_id = person_of(session, change_id, area=by.area)
            if person_id is None:
                raise RuleBroken(tr("there is no such change in your area"))
            subject = people.number_of(session, person_id) or f"person {person_id}"
            ticket = open_person(
                session,
                request,
                lambda: people.person_place(session, person_id),
                subject,
                by=by,
                now=now,
            )
    except RuleBroken as refusal:
        with store.begin() as session:
            plain = replace(request, id_text="")
            record_failed_lookup(session, plain, refusal, by=by, now=store_time(session))
        raise
    with store.read() as session:
        return read_card(session, ticket, by=by, now=now)


def _refuse(by: Actor) -> None:
    if by.role in NOT_SEEING:
        raise RuleBroken(tr("population tasks are not shown to this role"))


def _span(session: Session, month: str) -> Span | None:
    return read_month(month).span(ZoneInfo(working_calendar(session).zone)) if month else None


def _days(month: str) -> tuple[date, date]:
    first = read_month(month).first
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first, following
