"""Lists of persons that an audited line names: kept beside it and sealed by it, so that a person can be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.own_history import EXPORTED
from gridcenter.domain.people import Actor
from gridcenter.domain.people_search import LIST_KEPT
from gridcenter.language import tr
from gridcenter.services.tickets import require_as_signed_in, write_line
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow, ChainEnd
from gridcenter.store.audit_lists import Listed, seal_over, write_listed
from gridcenter.store.engine import Store, store_time
from gridcenter.store.people_search import numbers_of, persons_with

T = TypeVar("T")
NOBODY = 0
"""Stands for the person of a number that is in no register."""
NAMED_AT_ONCE = 2000
"""So many rows of a file are named by one line of the audit: nobody waits long for the lock of the account's chain."""


def write_listing(
    session: Session, end: ChainEnd, row: AuditRow, what: str, number: int, person_ids: Iterable[int | None]
) -> int:
    """Write a line of the audit with the persons whom its list names, each once, and return its id.

    `what` is one word that says which list; `number` counts its lines, those about nobody too.
    """
    persons = list(dict.fromkeys(key for key in person_ids if key is not None))
    numbers = numbers_of(session, persons) if persons else {}
    listed = [
        Listed(key, None, audit.subject_hash(end.key, numbers[key]) if key in numbers else "")
        for key in persons
    ]
    return _write(session, end, row, f"{what} {number}", listed)


def write_listing_of_numbers(
    session: Session, end: ChainEnd, row: AuditRow, what: str, number: int, id_numbers: Iterable[str]
) -> int:
    """Do as `write_listing` for lines about ID numbers, of which some may stand in no register."""
    wanted = list(dict.fromkeys(one for one in id_numbers if one))
    known = persons_with(session, wanted) if wanted else {}
    listed = [Listed(known.get(one, NOBODY), None, audit.subject_hash(end.key, one)) for one in wanted]
    return _write(session, end, row, f"{what} {number}", listed)


def _write(session: Session, end: ChainEnd, row: AuditRow, said: str, listed: list[Listed]) -> int:
    audit_id = write_line(
        session, end, row._replace(fields=f"{said} {seal_over(end.key, listed)} {LIST_KEPT}")
    )
    write_listed(session, audit_id, listed)
    return audit_id


def name_exported(
    store: Store, row: AuditRow, what: str, number: int, person_ids: Iterable[int | None], *, by: Actor
) -> None:
    """Write whom some rows of a file name, beside a line like `row`, and commit. Opens its own transaction.

    Raises:
        RuleBroken: The account was switched off, or its role or area changed, meanwhile.
    """
    with store.begin() as session:
        end = audit.locked_chain_end(session, by.account_id)
        if end is None or not end.active:
            raise RuleBroken(tr("This account is not active; ask the administrator."))
        require_as_signed_in(end, by)
        line = row._replace(at=store_time(session), action=EXPORTED, fields="")
        write_listing(session, end, line, what, number, person_ids)


def named_rows(
    store: Store, rows: Iterable[T], person: Callable[[T], int | None], row: AuditRow, what: str, *, by: Actor
) -> Iterator[T]:
    """Yield rows on their way into a file; whom a portion names is in the audit before its first row is yielded."""
    waiting = iter(rows)
    while portion := list(islice(waiting, NAMED_AT_ONCE)):
        name_exported(store, row, what, len(portion), map(person, portion), by=by)
        yield from portion
