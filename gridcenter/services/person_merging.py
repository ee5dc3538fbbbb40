"""Seeing two rows of the register as one human, and apart again: audited, reversible exactly, no row is written.

All that is read about a person goes through the merges in force (`store.people`, `services.resident_card`), so that
taking two apart needs nothing but to end the merge.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.domain.person_merging import APART, MERGED, UNMERGED, Basis, basis_of
from gridcenter.domain.places import in_area
from gridcenter.domain.record_keeping import LONGEST_REASON, fitting
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.lookup import check_reason
from gridcenter.services.people_access import people_access
from gridcenter.services.person_index import index_these_persons
from gridcenter.services.tickets import Quota, check_quotas, writable_chain, write_line
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow, ChainEnd
from gridcenter.store.models import PersonApart, PersonMerge
from gridcenter.store.person_merges import MergeableRow, kept_for, locked_rows, merge_in_force, merged_into
from gridcenter.store.persons_apart import end_decisions, told_apart

MERGE_QUOTAS = (Quota(20, timedelta(minutes=1)), Quota(400, timedelta(days=1)))


def merge_persons(
    session: Session,
    *,
    kept: int,
    merged: int,
    reason: str,
    by: Actor,
    now: datetime,
    decided: bool = False,
    versions: tuple[int, int] | None = None,
) -> Basis:
    """See one row as another from now on; return on what. The caller owns the transaction.

    Without two good numbers that are the same it takes an explicit decision (`decided`) by a role that may decide,
    with a reason of at least ten characters. `versions` are those of (kept, merged) that the person has seen. Where
    somebody said that they are two people, that ends.

    Raises:
        RuleBroken: The role may not, a row is gone, changed, outside the area or merged already, or the numbers
            differ and nothing was decided.
        BadInput: There is no reason, or it is too long.
    """
    end = _chain(session, by, now)
    why = fitting(reason, label=tr("Reason"), longest=LONGEST_REASON)
    if kept == merged:
        raise RuleBroken(tr("A row is not merged with itself: choose another one."))
    into, gone = _both(session, kept, merged, by)
    _refuse_stale(into, gone, versions)
    _refuse_merged(session, kept, merged)
    basis = basis_of(into.id_number, gone.id_number)
    if basis is Basis.DECISION:
        _require_decision(decided, why, by)
    session.add(
        PersonMerge(
            kept_id=kept,
            merged_id=merged,
            at=now,
            actor_id=by.account_id,
            actor=by.name,
            actor_role=by.role,
            basis=str(basis),
            reason=why,
        )
    )
    end_decisions(session, one=kept, other=merged, at=now, account_id=by.account_id, actor=by.name, why=why)
    index_these_persons(session, [kept, merged])
    _record(session, end, (into, gone), MERGED, why, by, now)
    return basis


def unmerge_persons(session: Session, merged: int, *, reason: str, by: Actor, now: datetime) -> int:
    """See a merged row as itself again; return the id of the one that was kept. The caller owns the transaction.

    Raises:
        RuleBroken: The role may not, the row is not merged, or one of the two is outside the area.
        BadInput: There is no reason, or it is too long.
    """
    end = _chain(session, by, now)
    why = fitting(reason, label=tr("Reason"), longest=LONGEST_REASON)
    kept = kept_for(session, merged)
    if kept == merged:
        raise RuleBroken(tr("This row is merged with no other one."))
    into, gone = _both(session, kept, merged, by)
    merge = merge_in_force(session, merged)
    if merge is None or merge.kept_id != kept:
        raise RuleBroken(_changed())
    merge.undone_at, merge.undoing = now, why
    merge.undoer_id, merge.undoer, merge.undoer_role = by.account_id, by.name, by.role
    index_these_persons(session, [kept, merged])
    _record(session, end, (into, gone), UNMERGED, why, by, now)
    return kept


def tell_persons_apart(
    session: Session, one: int, other: int, *, reason: str, by: Actor, now: datetime
) -> None:
    """Say of two rows under one number that they are two people; the caller owns the transaction.

    Imports then match either of them by what a row says, and a look-up by the number asks which one is meant.

    Raises:
        RuleBroken: The role may not, a row is gone, outside the area or merged, the numbers differ, or it was said
            already.
        BadInput: There is no reason, or it is too long.
    """
    end = _chain(session, by, now)
    why = fitting(reason, label=tr("Reason"), longest=LONGEST_REASON)
    first, second = _both(session, one, other, by)
    if one == other or basis_of(first.id_number, second.id_number) is Basis.DECISION:
        raise RuleBroken(tr("Only two rows under the same ID number are told apart."))
    _refuse_merged(session, one, other)
    if told_apart(session, (one, other)):
        raise RuleBroken(tr("Somebody has said already that these rows are two people."))
    session.add(
        PersonApart(
            person_id=other,
            other_id=one,
            at=now,
            actor_id=by.account_id,
            actor=by.name,
            actor_role=by.role,
            reason=why,
        )
    )
    _record(session, end, (first, second), APART, why, by, now)


def require_merger(by: Actor) -> None:
    """Refuse a role that does not merge.

    Raises:
        RuleBroken: The sentence names those that do.
    """
    mergers = people_access().mergers
    if by.role not in mergers:
        raise RuleBroken(tr("Rows of the register are merged by: {roles}.").format(roles=_names(mergers)))


def _chain(session: Session, by: Actor, now: datetime) -> ChainEnd:
    end = writable_chain(session, by, audit.PERSON_MERGE, tuple(quota.count for quota in MERGE_QUOTAS))
    require_merger(by)
    check_quotas(MERGE_QUOTAS, end.moments, now)
    return end


def _both(session: Session, kept: int, merged: int, by: Actor) -> tuple[MergeableRow, MergeableRow]:
    rows = locked_rows(session, (kept, merged))
    for key in (kept, merged):
        row = rows.get(key)
        if row is None or not in_area(row.community_code, row.grid_code, by.area):
            raise RuleBroken(tr("There is no row {number} in your area.").format(number=key))
    return rows[kept], rows[merged]


def _refuse_stale(into: MergeableRow, gone: MergeableRow, versions: tuple[int, int] | None) -> None:
    if versions is not None and versions != (into.version, gone.version):
        raise RuleBroken(_changed())


def _changed() -> str:
    return tr("One of the two rows has changed meanwhile. Compare them again; what you typed is kept.")


def _refuse_merged(session: Session, kept: int, merged: int) -> None:
    for key in (kept, merged):
        other = kept_for(session, key)
        if other != key:
            raise RuleBroken(
                tr("Row {number} is merged with row {other} already: take them apart first.").format(
                    number=key, other=other
                )
            )
    others = merged_into(session, merged)
    if others:
        raise RuleBroken(
            tr("Rows {others} are merged with row {number}: keep {number}, or take them apart first.").format(
                others=listed(map(str, others)), number=merged
            )
        )


def _require_decision(decided: bool, why: str, by: Actor) -> None:
    deciders = people_access().deciders
    if by.role not in deciders:
        raise RuleBroken(
            tr(
                "The two rows do not share a good ID number: a name or an address proves nothing. "
                "It takes a decision by: {roles}."
            ).format(roles=_names(deciders))
        )
    if not decided:
        raise RuleBroken(
            tr(
                "The two rows do not share a good ID number. If they are the same human all the same, say so "
                "explicitly, with the reason."
            )
        )
    check_reason(why)


def _names(roles: frozenset[str]) -> str:
    return listed([pick(ROLE_NAMES[role]) for role in sorted(roles)])


def _record(
    session: Session,
    end: ChainEnd,
    rows: tuple[MergeableRow, MergeableRow],
    outcome: str,
    why: str,
    by: Actor,
    now: datetime,
) -> None:
    """Write one line about each of the two: whoever asks who looked at him or her is told of both."""
    for row, other in (rows, rows[::-1]):
        write_line(
            session,
            end,
            audit_line(end, row.id, row.id_number, other.id, by, now)._replace(
                action=audit.PERSON_MERGE, outcome=outcome, reason=why
            ),
        )
        behind = audit.locked_chain_end(session, by.account_id)
        assert behind is not None
        end = behind


def audit_line(end: ChainEnd, person_id: int, number: str, other: int, by: Actor, now: datetime) -> AuditRow:
    """Return a line about one of two rows; `fields` names the other."""
    subject = number or f"person {person_id}"
    return AuditRow(
        now,
        by.account_id,
        audit.TWINS,
        audit.SHOWN,
        purpose="correction",
        incident_number="",
        reason="",
        subject_hash=audit.subject_hash(end.key, subject),
        person_id=person_id,
        fields=f"person {other}",
    )
