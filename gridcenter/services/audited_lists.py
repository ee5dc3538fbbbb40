"""Lists of persons that an audited line names: kept beside it and sealed by it, so that a person can be told."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from gridcenter.domain.people_search import LIST_KEPT
from gridcenter.services.tickets import write_line
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow, ChainEnd
from gridcenter.store.audit_lists import Listed, seal_over, write_listed
from gridcenter.store.people_search import numbers_of


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
    said = f"{what} {number} {seal_over(end.key, listed)} {LIST_KEPT}"
    audit_id = write_line(session, end, row._replace(fields=said))
    write_listed(session, audit_id, listed)
    return audit_id
