"""Verifying, taking back and stating values of a resident on an open card: audited, and never written over.

A person's own columns (phone, address …) are a source like any other: verifying or taking back what they say adds a
record item that speaks for them. The audit line and the change are one transaction; the card is read again only for
its committed ticket.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor, LookupRequest, PersonCard, Seen, Ticket
from gridcenter.domain.places import DISTRICT, day_here, in_area
from gridcenter.domain.record_items import NEED_TO_KNOW, ItemKind
from gridcenter.domain.record_keeping import (
    COMPUTED_ITEMS,
    LONGEST_REASON,
    LONGEST_SOURCE,
    Keeping,
    KeptValue,
    ValueChanged,
    checked_value,
    fitting,
)
from gridcenter.domain.record_values import Statement
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.importing.cells import parse_day
from gridcenter.services.lookup import grounds_of, opened_card
from gridcenter.services.people_access import people_access
from gridcenter.services.person_index import index_these_persons
from gridcenter.services.person_statements import item_of, statements_of
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.services.resident_card import resident_card
from gridcenter.services.tickets import Quota, check_quotas, committed_row, writable_chain, write_line
from gridcenter.store import audit, people
from gridcenter.store.audit import AuditRow
from gridcenter.store.codes import code_names
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import RecordItem
from gridcenter.store.person_merges import locked_rows, merged_into
from gridcenter.store.person_rows import SAID
from gridcenter.store.record_keeping import (
    Doing,
    add_record,
    doings_about,
    same_record,
    verify_record,
    withdraw_record,
)

KEEP_QUOTAS = (Quota(30, timedelta(minutes=1)), Quota(600, timedelta(days=1)))
EARLIEST = date(1900, 1, 1)
_OWN_OF, _RECORD = "p", "@"


@dataclass(frozen=True, slots=True, repr=False)
class _Desk:
    """One act with what it is about: the rows that are this person, the item's kind, and what stands about it."""

    session: Session
    person: people.PersonRow
    rows: Sequence[int]
    kind: ItemKind
    said: Sequence[Statement]
    act: KeptValue
    by: Actor
    now: datetime
    today: date


def keep_value(
    store: Store,
    person_id: int,
    act: KeptValue,
    request: LookupRequest,
    *,
    by: Actor,
    zone: tzinfo = DISTRICT,
) -> PersonCard | None:
    """Do it and audit it, commit, and read the card again; what a rule forbids is audited, too.

    Opens its own transactions.

    Raises:
        BadInput: What was typed is no value of its kind, too long, or says no day, source or reason.
        RuleBroken: The role may not, the card is no longer open, or somebody was first.
    """
    try:
        with store.begin() as session:
            now = store_time(session)
            ticket = open_keeping(session, person_id, act, request, by=by, now=now, zone=zone)
    except RuleBroken:
        with store.begin() as session:
            record_refused(session, person_id, act.ref, request, by=by, now=store_time(session))
        raise
    with store.read() as session:
        return read_kept(session, ticket, by=by, now=now)


def open_keeping(
    session: Session,
    person_id: int,
    act: KeptValue,
    request: LookupRequest,
    *,
    by: Actor,
    now: datetime,
    zone: tzinfo = DISTRICT,
) -> Ticket:
    """Write the value and its audit row; the caller commits both before reading the card."""
    end = writable_chain(session, by, audit.KEEP, tuple(quota.count for quota in KEEP_QUOTAS))
    _require_role(by)
    opened = opened_card(session, end, person_id, by=by, now=now)
    check_quotas(KEEP_QUOTAS, end.moments, now)
    desk = _desk(session, person_id, act, by=by, now=now, zone=zone)
    _refuse_changed(desk)
    fields = _DEEDS[act.deed](desk)
    if desk.kind.key in SAID:
        index_these_persons(session, [person_id])
    row = AuditRow(
        now,
        by.account_id,
        audit.KEEP,
        str(act.deed),
        **grounds_of(request),
        subject_hash=opened.subject_hash,
        person_id=person_id,
        fields=fields[:400],
    )
    return Ticket(write_line(session, end, row), person_id)


def record_refused(
    session: Session, person_id: int, ref: str, request: LookupRequest, *, by: Actor, now: datetime
) -> None:
    """Audit an act of keeping that a rule forbade; the caller commits. `ref` names the line or value."""
    end = audit.locked_chain_end(session, by.account_id)
    if end is None:
        return
    row = AuditRow(
        now,
        by.account_id,
        audit.KEEP,
        audit.REFUSED,
        **grounds_of(request),
        subject_hash="",
        person_id=person_id,
        fields=ref[:40],
    )
    write_line(session, end, row)


def read_kept(session: Session, ticket: Ticket, *, by: Actor, now: datetime) -> PersonCard | None:
    """Return the card as it is after the act of a committed ticket.

    Raises:
        RuleBroken: The audit row is not committed, is older than 60 s, or belongs to another account.
    """
    row = committed_row(session, ticket, audit.KEEP, by=by, now=now)
    if row.person_id is None:
        return None
    return resident_card(session, row.person_id, today=day_here(now), area=by.area)


def _require_role(by: Actor) -> None:
    keepers = people_access().keepers
    if by.role not in keepers:
        roles = listed([pick(ROLE_NAMES[role]) for role in sorted(keepers)])
        raise RuleBroken(tr("Values are verified, taken back and stated by: {roles}.").format(roles=roles))


def _desk(
    session: Session, person_id: int, act: KeptValue, *, by: Actor, now: datetime, zone: tzinfo
) -> _Desk:
    """Lock the person and read what the act is about.

    Raises:
        RuleBroken: The person is gone or outside the area, or the item is not kept here.
    """
    rows = [person_id, *merged_into(session, person_id)]
    locked_rows(session, rows)
    person = people.person_row(session, person_id)
    if person is None or not in_area(person.community_code, person.grid_code, by.area):
        raise RuleBroken(tr("This card is no longer open. Look the resident up again."))
    key = item_of(act.ref)
    kind = record_catalogue().kinds.get(key)
    said = statements_of(session, person, key)
    closed = NEED_TO_KNOW in (kind.sensitivity if kind else "", *(one.sensitivity for one in said))
    if kind is None:
        raise BadInput(tr("There is no record item “{key}” in the catalogue.").format(key=key))
    if closed:
        raise RuleBroken(tr("This item is not kept on the card: it belongs to a need-to-know file."))
    if key in COMPUTED_ITEMS:
        raise RuleBroken(
            tr("{item} is told by the registers of households and premises: correct it there.").format(
                item=pick(kind.label)
            )
        )
    return _Desk(session, person, rows, kind, said, act, by, now, now.astimezone(zone).date())


# --- what is done -----------------------------------------------------------------------------------------------


def _verify(desk: _Desk) -> str:
    value = _value(desk)
    if value.verified_on == desk.today and value.verified_by == desk.by.name:
        raise RuleBroken(tr("You have verified this value today already."))
    row = _row_of(value) or _standing_row(desk, value) or add_record(desk.session, _own_row(desk, value))
    verify_record(desk.session, row, by=desk.by.account_id, on=desk.today)
    return value.ref


def _withdraw(desk: _Desk) -> str:
    """Take the value back, whoever said it: sources that say the same are one line of the card."""
    value = _value(desk)
    why = fitting(desk.act.reason, label=tr("Reason"), longest=LONGEST_REASON)
    wrong = [one for one in desk.said if one.text == value.text]
    rows = {
        _row_of(one) or _standing_row(desk, one) or add_record(desk.session, _own_row(desk, one))
        for one in wrong
    }
    for row in sorted(rows):
        withdraw_record(desk.session, row, by=desk.by.account_id, at=desk.now, why=why)
    return " ".join(one.ref for one in wrong)


def _state(desk: _Desk) -> str:
    act = desk.act
    codes = code_names(desk.session, desk.kind.code_set) if desk.kind.code_set else {}
    text = checked_value(desk.kind, act.text, today=desk.today, codes=codes, day_of=parse_day)
    source = fitting(act.source, label=tr("Source"), longest=LONGEST_SOURCE)
    day = _source_day(desk)
    person_id, key = desk.person.id, desk.kind.key
    if same_record(desk.session, person_id, key, text, source, day):
        raise RuleBroken(tr("This source has said just this on that day already. Verify the value instead."))
    row = RecordItem(
        person_id=person_id,
        key=key,
        value=text,
        source=source,
        recorded_on=day,
        sensitivity=desk.kind.sensitivity,
        verified=act.verified,
        verified_by=desk.by.account_id if act.verified else None,
        verified_on=desk.today if act.verified else None,
    )
    return f"{key}{_RECORD}{add_record(desk.session, row)}"


_DEEDS: Mapping[Keeping, Callable[[_Desk], str]] = {
    Keeping.VERIFY: _verify,
    Keeping.WITHDRAW: _withdraw,
    Keeping.STATE: _state,
}


def _source_day(desk: _Desk) -> date:
    day = parse_day(fitting(desk.act.recorded_on, label=tr("Recorded on"), longest=LONGEST_SOURCE))
    if day is None or day < EARLIEST:
        raise BadInput(tr("{label}: write a day such as 2026-11-22.").format(label=tr("Recorded on")))
    if day > desk.today:
        raise BadInput(tr("{label}: this day is still to come.").format(label=tr("Recorded on")))
    return day


def _value(desk: _Desk) -> Statement:
    found = next((one for one in desk.said if one.ref == desk.act.ref), None)
    if found is None:
        raise ValueChanged(_changed(desk, gone=True))
    return found


def _row_of(value: Statement) -> int | None:
    """Return the record item behind a value, None for an own column."""
    _, _, rest = value.ref.partition(_RECORD)
    return int(rest) if rest.isdigit() else None


def _owner_of(desk: _Desk, value: Statement) -> int:
    _, _, rest = value.ref.partition(_RECORD + _OWN_OF)
    return int(rest) if rest else desk.person.id


def _own_ref(desk: _Desk, person_id: int) -> str:
    key = desk.kind.key
    return key if person_id == desk.person.id else f"{key}{_RECORD}{_OWN_OF}{person_id}"


def _own_row(desk: _Desk, value: Statement) -> RecordItem:
    """Return a record item that speaks for an own column."""
    return RecordItem(
        person_id=_owner_of(desk, value),
        key=desk.kind.key,
        value=value.text,
        source=value.source,
        recorded_on=value.recorded_on,
        sensitivity=desk.kind.sensitivity,
        base=True,
    )


def _standing_row(desk: _Desk, value: Statement) -> int | None:
    """Return the record item that speaks for an own column already: a verification is renewed, not doubled."""
    owner = _owner_of(desk, value)
    rows = doings_about(desk.session, [owner], desk.kind.key)
    spoken = [one.id for one in rows if one.base and one.withdrawn_at is None]
    texts = {one.ref: one.text for one in desk.said}
    return next((key for key in spoken if texts.get(f"{desk.kind.key}{_RECORD}{key}") == value.text), None)


# --- somebody was first -----------------------------------------------------------------------------------------


def _refuse_changed(desk: _Desk) -> None:
    """Refuse where something else stands about the item than the person saw, and say what has changed."""
    seen = desk.act.seen
    if seen is not None and set(seen) != set(_standing(desk.said)):
        raise ValueChanged(_changed(desk, gone=False))


def _standing(said: Sequence[Statement]) -> Seen:
    return tuple((one.ref, one.verified_on) for one in said)


def _changed(desk: _Desk, *, gone: bool) -> str:
    doings = doings_about(desk.session, desk.rows, desk.kind.key)
    seen = dict(desk.act.seen) if desk.act.seen is not None else {desk.act.ref: None}
    told = list(dict.fromkeys(_told(one, desk, seen, gone=gone) for one in doings))
    what = "; ".join(part for part in told if part) or tr("the value is gone")
    return tr("{item} has changed meanwhile: {what}. Look at it again; what you typed is kept.").format(
        item=pick(desk.kind.label), what=what
    )


def _told(one: Doing, desk: _Desk, seen: Mapping[str, date | None], *, gone: bool) -> str:
    """Say what became of one value since it was seen; the value itself is not named."""
    ref = f"{desk.kind.key}{_RECORD}{one.id}"
    if one.withdrawn_at is not None:
        day = f"{one.withdrawn_at.astimezone(DISTRICT):%Y-%m-%d %H:%M}"
        taken = tr("taken back by {who}, {day}").format(who=one.withdrawer, day=day)
        return taken if ref in seen or (one.base and _own_ref(desk, one.person_id) in seen) else ""
    if gone or (ref in seen and seen[ref] == one.verified_on):
        return ""
    if one.verified_on is not None:
        return tr("verified by {who}, {day}").format(who=one.verifier, day=one.verified_on)
    return tr("a further value from {source}").format(source=one.source or tr("an unknown source"))
