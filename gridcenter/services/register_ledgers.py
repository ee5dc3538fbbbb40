"""Ledgers (台账) as a desk sees them: counts down to the grid, and masked rows page by page.

A page of residents is audited and committed before it is read, as a search is; a seal over its rows keeps the ticket
from being read for others. Nothing is kept of a ledger: each is read from the registers anew.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import datetime, timedelta, tzinfo
from functools import partial
from itertools import islice
from typing import NamedTuple

from sqlalchemy.orm import Session

from gridcenter.domain.care import district_day
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor, LookupRequest, PersonCard, Ticket
from gridcenter.domain.places import within
from gridcenter.domain.register_ledgers import (
    LEDGER,
    ROWS_OF_A_PAGE,
    AreaCount,
    Cursor,
    LedgerAreas,
    LedgerKind,
    LedgerLine,
    LedgerPage,
    LedgerRow,
    LedgerTicket,
    read_cursor,
)
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.care import sight_of
from gridcenter.services.lookup import CARD_MINUTES, check_ground, grounds_of, look_up_opened, open_person
from gridcenter.services.register_ledger_cells import LedgerCells
from gridcenter.services.register_ledger_rules import ledger_kind, ledger_kinds
from gridcenter.services.tickets import (
    Quota,
    check_quotas,
    committed_row,
    no_ticket,
    seal,
    writable_chain,
    write_line,
)
from gridcenter.store import audit, people
from gridcenter.store.audit import AuditRow
from gridcenter.store.care import Sight
from gridcenter.store.engine import Store, store_time
from gridcenter.store.register_ledgers import (
    FoundRow,
    GroupCount,
    area_names,
    ledger_counts,
    parts_of,
    rows_after,
    rows_by_key,
)

LEDGER_QUOTAS = (Quota(20, timedelta(minutes=1)), Quota(400, timedelta(days=1)))
LEVELS = (6, 9, 12)
NO_GRID = Name("未划入网格", "no grid named")


def ledger_list(session: Session, *, by: Actor, now: datetime, zone: tzinfo) -> list[LedgerLine]:
    """Return the ledgers that the role sees, each with how many it holds in the account's area."""
    sight = ledger_sight(by, now, zone)
    return [
        LedgerLine(
            kind.code,
            kind.name,
            kind.note,
            sum(one.count for one in ledger_counts(session, kind, area=by.area, sight=sight)),
            by.role in kind.readers,
            by.role in kind.exporters,
            kind.of_persons,
        )
        for kind in ledger_kinds().values()
        if by.role in kind.counters
    ]


def ledger_areas(
    session: Session, code: str, area: str, *, by: Actor, now: datetime, zone: tzinfo
) -> LedgerAreas:
    """Return how many a ledger holds in each part of an area: streets, communities or grids, also those with none.

    Raises:
        RuleBroken: The role does not see this ledger, or the area is not in the account's own.
    """
    kind, area = _allowed_kind(code, by), own_area(area, by)
    counts = ledger_counts(session, kind, area=area, sight=ledger_sight(by, now, zone))
    length = _part_length(area, counts)
    names = parts_of(session, area, length=length) if length is not None else {}
    sums = dict.fromkeys(names, 0)
    for one in counts if length is not None else ():
        part = one.grid if length == 0 else one.community[:length]
        sums[part] = sums.get(part, 0) + one.count
    way = [step for step in _way(area) if within(step, by.area)]
    found = area_names(session, [*way, area])
    return LedgerAreas(
        kind.code,
        area,
        _named(found, area),
        sum(one.count for one in counts),
        tuple(
            AreaCount(part, _named(names, part) if part else NO_GRID, n) for part, n in sorted(sums.items())
        ),
        tuple((step, _named(found, step)) for step in way),
    )


def ledger_page(
    store: Store,
    code: str,
    area: str,
    request: LookupRequest | None = None,
    *,
    after: str = "",
    by: Actor,
    zone: tzinfo,
) -> LedgerPage:
    """Return the masked rows of an area; those of residents audited and committed first. Opens its own transactions.

    Raises:
        RuleBroken: The role does not read this ledger, the area is not in the account's own, or purpose, ground or
            quota forbid a page of residents.
        BadInput: `after` is none that a page gave.
    """
    kind = _readable_kind(code, by)
    if not kind.of_persons:
        with store.read() as session:
            now = store_time(session)
            page, found = _found_page(session, kind, area, after, by=by, now=now, zone=zone)
            return _page(session, kind, page, found, None, now=now, zone=zone)
    with store.begin() as session:
        now = store_time(session)
        opened = open_page(session, kind, area, request, after=after, by=by, now=now, zone=zone)
    with store.read() as session:
        return read_page(session, opened, by=by, now=now, zone=zone)


class OpenedPage(NamedTuple):
    """A page without its rows, and the ticket that gives them."""

    page: LedgerPage
    ticket: LedgerTicket


def open_page(
    session: Session,
    kind: LedgerKind,
    area: str,
    request: LookupRequest | None,
    *,
    after: str = "",
    by: Actor,
    now: datetime,
    zone: tzinfo,
) -> OpenedPage:
    """Write the audit row of a page of residents; the caller commits it before reading."""
    end = writable_chain(session, by, LEDGER, tuple(quota.count for quota in LEDGER_QUOTAS))
    if request is None:
        raise RuleBroken(tr("Choose a purpose first."))
    check_ground(session, request, by)
    check_quotas(LEDGER_QUOTAS, end.moments, now)
    page, found = _found_page(session, kind, area, after, by=by, now=now, zone=zone)
    keys = tuple((row.key, row.person_id or 0) for row in found)
    row = AuditRow(
        now,
        by.account_id,
        LEDGER,
        audit.SHOWN,
        **grounds_of(request),
        subject_hash="",
        fields=_line(end.key, kind.code, page.area, keys),
    )
    return OpenedPage(page, LedgerTicket(write_line(session, end, row), kind.code, keys))


def read_page(session: Session, opened: OpenedPage, *, by: Actor, now: datetime, zone: tzinfo) -> LedgerPage:
    """Return the rows of a committed page.

    Raises:
        RuleBroken: The audit row is not committed, is older than 60 s, or is about other rows or another account.
    """
    page, ticket = opened
    row = committed_row(session, Ticket(ticket.audit_id, None), LEDGER, by=by, now=now)
    if row.fields != _line(audit.ensure_audit_key(session), ticket.code, page.area, ticket.keys):
        raise RuleBroken(no_ticket())
    kind = _readable_kind(ticket.code, by)
    found = rows_by_key(session, kind, [key for key, _ in ticket.keys], sight=ledger_sight(by, now, zone))
    return _page(session, kind, page, found, ticket, now=now, zone=zone)


def look_up_in_ledger(
    store: Store, page: LedgerPage, person_id: int, request: LookupRequest, *, by: Actor
) -> PersonCard | None:
    """Audit, commit, read the card of a resident of an opened page: an ordinary look-up. Opens its own transactions.

    Raises:
        RuleBroken: The page is not this account's, is older than 15 minutes or does not name this person; or the
            look-up is forbidden.
    """

    def opened(session: Session, now: datetime) -> Ticket:
        _require_named(session, page, person_id, by=by, now=now)
        subject = people.number_of(session, person_id) or f"person {person_id}"
        find = partial(people.person_place, session, person_id)
        return open_person(session, request, find, subject, by=by, now=now)

    return look_up_opened(store, opened, request, by=by)


def _require_named(session: Session, page: LedgerPage, person_id: int, *, by: Actor, now: datetime) -> None:
    ticket = page.ticket
    row = audit.entry(session, ticket.audit_id) if ticket is not None else None
    if ticket is None or row is None or row.action != LEDGER or row.account_id != by.account_id:
        raise RuleBroken(no_ticket())
    line = _line(audit.ensure_audit_key(session), ticket.code, page.area, ticket.keys)
    if row.fields != line or person_id not in {person for _, person in ticket.keys}:
        raise RuleBroken(no_ticket())
    if now - row.at > timedelta(minutes=CARD_MINUTES):
        raise RuleBroken(tr("This page is no longer open. Open it again."))


def own_area(area: str, by: Actor) -> str:
    """Return the area asked for, the account's own without one.

    Raises:
        RuleBroken: It is not in the account's own.
    """
    wanted = area.strip() or by.area
    if not within(wanted, by.area):
        raise RuleBroken(tr("{area} is not in your area.").format(area=wanted))
    return wanted


def all_rows(
    session: Session, kind: LedgerKind, area: str, *, sight: Sight, now: datetime, zone: tzinfo
) -> Generator[LedgerRow]:
    """Yield every masked row of an area in the order of the pages; to be closed."""
    masked = LedgerCells(session, kind, now, zone)
    for group in ledger_counts(session, kind, area=area, sight=sight):
        with closing(rows_after(session, kind, group, sight=sight)) as rows:
            for row in rows:
                yield masked.row(row)


def _allowed_kind(code: str, by: Actor) -> LedgerKind:
    kind = ledger_kind(code)
    if by.role not in kind.counters:
        raise RuleBroken(_for_roles(tr("This ledger is for these roles: {roles}."), kind.counters))
    return kind


def _readable_kind(code: str, by: Actor) -> LedgerKind:
    kind = ledger_kind(code)
    if by.role not in kind.readers:
        raise RuleBroken(
            _for_roles(tr("The rows of this ledger are for these roles: {roles}."), kind.readers)
        )
    return kind


def _for_roles(sentence: str, roles: frozenset[str]) -> str:
    return sentence.format(roles=listed(roles_of(roles)))


def roles_of(roles: frozenset[str]) -> list[str]:
    """Return what the roles are called."""
    return [pick(ROLE_NAMES[role]) for role in sorted(roles)]


def ledger_sight(by: Actor, now: datetime, zone: tzinfo) -> Sight:
    return sight_of(by, district_day(now, zone))


def _part_length(area: str, counts: list[GroupCount]) -> int | None:
    """Return by how many digits the parts of an area are told apart, 0 for grids, None where it has no parts."""
    if len(area) > LEVELS[-1]:
        return None
    if len(area) == LEVELS[-1]:
        return 0
    lengths = [length for length in LEVELS if length > len(area)]
    several = [length for length in lengths if len({one.community[:length] for one in counts}) > 1]
    if len(area) < LEVELS[0]:  # a store about one district begins with its streets
        return several[0] if several and several[0] == LEVELS[0] else LEVELS[1]
    return lengths[0]


def _way(area: str) -> list[str]:
    return [area[:length] for length in LEVELS if length < len(area)]


def _named(names: dict[str, tuple[str, str]], code: str) -> Name:
    return Name(*names[code]) if code in names else Name(code or tr("whole store"))


def _line(key: bytes, code: str, area: str, keys: tuple[tuple[int, int], ...]) -> str:
    return f"{code} {area or '-'} {len(keys)} {seal(key, (part for pair in keys for part in pair))}"


def _found_page(
    session: Session, kind: LedgerKind, area: str, after: str, *, by: Actor, now: datetime, zone: tzinfo
) -> tuple[LedgerPage, list[FoundRow]]:
    area, cursor, sight = own_area(area, by), read_cursor(after), ledger_sight(by, now, zone)
    counts = ledger_counts(session, kind, area=area, sight=sight)
    found = list(islice(_rows_from(session, kind, counts, cursor, sight), ROWS_OF_A_PAGE + 1))
    following = ""
    if len(found) > ROWS_OF_A_PAGE:
        last = found[ROWS_OF_A_PAGE - 1]
        following = Cursor(last.community, last.grid, last.sort).text()
    titles = tuple(column.title for column in kind.columns)
    page = LedgerPage(kind.code, area, titles, (), sum(one.count for one in counts), following)
    return page, found[:ROWS_OF_A_PAGE]


def _rows_from(
    session: Session, kind: LedgerKind, counts: list[GroupCount], cursor: Cursor | None, sight: Sight
) -> Iterator[FoundRow]:
    """Go through the grids in order, from the cursor's on; no more is read of each than a page holds."""
    for group in counts:
        place = (group.community, group.grid)
        if cursor is not None and place < (cursor.community, cursor.grid):
            continue
        here = cursor if cursor is not None and place == (cursor.community, cursor.grid) else None
        yield from list(rows_after(session, kind, group, sight=sight, after=here, limit=ROWS_OF_A_PAGE + 1))


def _page(
    session: Session,
    kind: LedgerKind,
    page: LedgerPage,
    found: list[FoundRow],
    ticket: LedgerTicket | None,
    *,
    now: datetime,
    zone: tzinfo,
) -> LedgerPage:
    masked = LedgerCells(session, kind, now, zone)
    masked.learn_places(found)
    rows = tuple(masked.row(row) for row in found)
    return LedgerPage(page.code, page.area, page.titles, rows, page.total, page.following, ticket)
