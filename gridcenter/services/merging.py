"""Merging two incidents that are one matter (并案), and taking them apart again (拆分)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.merging import GIVE_BACK, MERGE, MERGED, TAKE_IN, UNMERGE
from gridcenter.domain.people import Actor
from gridcenter.language import listed, tr
from gridcenter.services.cards import role_words
from gridcenter.services.duplicates import likeness_of
from gridcenter.services.flows import own_flow
from gridcenter.services.lapsing import end_lapsed, lapsing
from gridcenter.services.ledger import Ledger
from gridcenter.services.locked_incidents import keep_incident, locked_incident, refuse_stale
from gridcenter.services.merge_rules import merge_rules
from gridcenter.services.recording import LONGEST_REASON, Said, check_length, record_step
from gridcenter.store.figures import EXCLUDED_STATES
from gridcenter.store.models import Account, Incident, IncidentMerge
from gridcenter.store.reopenings import reopened_as
from gridcenter.store.reports import merge_in_force, merged_into, merged_vulnerable

Seen = tuple[int, int]
"""An incident's id and the version of it that the person has seen."""


def merge_incidents(
    session: Session, *, kept: Seen, merged: Seen, reason: str, by: Actor, now: datetime
) -> int:
    """Merge one incident into another and return the kept one's new version; the caller owns the transaction.

    The merged one leaves the queue with its clocks paused, and what was applied for about it lapses; the kept one
    counts its reports. Both are locked in the order of their ids, so that two desks never wait for each other.

    Raises:
        RuleBroken: The role does not merge, one of the two changed meanwhile, is closed, merged or kept already.
        BadInput: There is no reason, or it is too long.
    """
    said = _reason(reason, tr("write why the two are one matter"))
    into, gone = _both(session, kept, merged, by)
    sentence = why_not_merge(session, gone, by) or why_not_keep(session, into) or why_not_fold(session, gone)
    if sentence:
        raise RuleBroken(sentence)
    _keep_merge(session, into, gone, reason=said, by=by, now=now)
    _take_over(into, gone)
    before, template = gone.state, own_flow(session, gone)
    ledger = Ledger(session, gone, flow=template)
    gone.state, gone.closed_at = MERGED, now
    ledger.hold(action=MERGE, now=now)
    lapsed = lapsing(session, gone, template, but=None) if gone.applications else ()
    keep_incident(session, gone, now=now)
    ledger.write()
    keep_incident(session, into, now=now)
    _record(session, gone, MERGE, before, said, into.number, by, now)
    end_lapsed(session, gone, lapsed, by=by, now=now)
    _record(session, into, TAKE_IN, into.state, said, gone.number, by, now)
    return into.version


def unmerge_incident(
    session: Session,
    merged_id: int,
    *,
    version: int,
    reason: str,
    by: Actor,
    now: datetime,
    despite: str = "",
) -> int:
    """Bring a merged incident back to where it was and return its new version; the caller owns the transaction.

    Its clocks go on with what they had left: the time while it was merged does not count. The kept one loses what
    it had from it. `despite` is the reason to give the task back to a unit that has no room.

    Raises:
        RuleBroken: The role does not take apart, the incident is merged into nothing or changed meanwhile, or the
            kept one has been closed with it.
        BadInput: There is no reason, or it is too long; or the unit that gets its task back has no room and
            `despite` gives no reason.
    """
    said = _reason(reason, tr("write why the two are not one matter"))
    merge = merge_in_force(session, merged_id)
    if merge is None:
        raise RuleBroken(tr("this incident is not merged into another one"))
    first, second = (locked_incident(session, key, by) for key in sorted((merge.kept_id, merged_id)))
    into, gone = (first, second) if first.id == merge.kept_id else (second, first)
    refuse_stale(session, gone, version, own_flow(session, gone))
    sentence = why_not_split(session, into, merge, gone, by)
    if sentence:
        raise RuleBroken(sentence)
    _undo(session, merge, reason=said, by=by, now=now)
    _take_back(session, into, merge)
    ledger = Ledger(session, gone, flow=own_flow(session, gone))
    gone.state, gone.closed_at = merge.former_state, None
    ledger.let_go(held_by=MERGE, action=UNMERGE, now=now)
    given = keep_incident(session, gone, now=now, despite=despite)
    ledger.write()
    keep_incident(session, into, now=now)
    told = "\n".join(part for part in (said, given) if part)
    _record(session, gone, UNMERGE, MERGED, told, into.number, by, now)
    _record(session, into, GIVE_BACK, into.state, said, gone.number, by, now)
    return gone.version


def _keep_merge(
    session: Session, kept: Incident, merged: Incident, *, reason: str, by: Actor, now: datetime
) -> None:
    found = likeness_of(session, kept, merged, now=now)
    session.add(
        IncidentMerge(
            kept_id=kept.id,
            merged_id=merged.id,
            at=now,
            actor_id=_known(session, by),
            actor=by.name,
            actor_role=by.role,
            reason=reason,
            score=None if found is None else found.score,
            former_state=merged.state,
            added=merged.report_count,
        )
    )


def _undo(session: Session, merge: IncidentMerge, *, reason: str, by: Actor, now: datetime) -> None:
    known = _known(session, by)
    merge.undone_at, merge.undoing = now, reason
    merge.undoer_id, merge.undoer, merge.undoer_role = known, by.name, by.role
    session.flush()


def _take_over(kept: Incident, merged: Incident) -> None:
    """Give the kept incident the reports of the merged one and its mark of a vulnerable person."""
    kept.report_count += merged.report_count
    if kept.vulnerable_itself is None:
        kept.vulnerable_itself = kept.vulnerable
    kept.vulnerable = kept.vulnerable or merged.vulnerable


def _take_back(session: Session, kept: Incident, merge: IncidentMerge) -> None:
    """Take from the kept incident what it had from a merged one that has just been taken out of it.

    One that was merged before the store kept what was its own keeps the mark of a vulnerable person.
    """
    kept.report_count = max(1, kept.report_count - merge.added)
    if kept.vulnerable_itself is None:
        return
    others = merged_vulnerable(session, kept.id)
    kept.vulnerable = kept.vulnerable_itself or any(others)
    if not others:
        kept.vulnerable_itself = None


def why_not_merge(session: Session, incident: Incident, by: Actor) -> str:
    """Return why this person merges nothing; empty when he may."""
    mergers = merge_rules().mergers
    if by.role in mergers:
        return ""
    return tr("incidents are merged by: {roles}").format(
        roles=role_words(own_flow(session, incident), mergers)
    )


def why_not_keep(session: Session, incident: Incident) -> str:
    """Return why nothing can be merged into this incident now; empty when something can."""
    if incident.state == MERGED:
        return tr("{number} is merged into another incident itself: choose that one").format(
            number=incident.number
        )
    if own_flow(session, incident).state(incident.state).final:
        return tr("{number} is closed: an open incident is not merged into it").format(number=incident.number)
    return ""


def why_not_fold(session: Session, incident: Incident) -> str:
    """Return why this incident cannot be merged into another now; empty when it can."""
    if incident.state == MERGED:
        return tr("{number} is merged into another incident already").format(number=incident.number)
    if own_flow(session, incident).state(incident.state).final:
        return tr("{number} is closed: there is nothing left to merge").format(number=incident.number)
    others = [number for _, number in merged_into(session, incident.id)]
    if others:
        return tr(
            "{numbers} were merged into {number}: keep {number}, or take them apart from it first"
        ).format(numbers=listed(others), number=incident.number)
    return ""


def why_not_split(session: Session, kept: Incident, merge: IncidentMerge, merged: Incident, by: Actor) -> str:
    """Return why a merged incident cannot come back now; empty when it can."""
    splitters = merge_rules().splitters
    if by.role not in splitters:
        return tr("merged incidents are taken apart by: {roles}").format(
            roles=role_words(own_flow(session, merged), splitters)
        )
    if kept.closed_at is not None and kept.state not in EXCLUDED_STATES:
        again = reopened_as(session, kept.id)
        if again is not None:
            return tr(
                "{number}, into which it was merged, was closed and goes on as {other}: report this one anew "
                "if it is another matter"
            ).format(number=kept.number, other=again.number)
        return tr(
            "{number}, into which it was merged, is closed already: have {number} reopened instead"
        ).format(number=kept.number)
    if merge.former_state not in own_flow(session, merged).states:
        return tr("its flow has no longer the state “{state}” to which it would come back").format(
            state=merge.former_state
        )
    return ""


def _both(session: Session, kept: Seen, merged: Seen, by: Actor) -> tuple[Incident, Incident]:
    """Lock both in the order of their ids, and refuse what has changed since the person saw it."""
    if kept[0] == merged[0]:
        raise RuleBroken(tr("an incident is not merged into itself: choose another one"))
    held = {}
    for key, version in sorted((kept, merged)):
        held[key] = incident = locked_incident(session, key, by)
        refuse_stale(session, incident, version, own_flow(session, incident))
    return held[kept[0]], held[merged[0]]


def _reason(text: str, missing: str) -> str:
    kept = check_length(text, longest=LONGEST_REASON)
    if not kept:
        raise BadInput(missing)
    return kept


def _known(session: Session, by: Actor) -> int | None:
    return by.account_id if session.get(Account, by.account_id) is not None else None


def _record(
    session: Session,
    incident: Incident,
    action: str,
    before: str,
    said: str,
    other: str,
    by: Actor,
    now: datetime,
) -> None:
    """Write one step; its reason is the number of the other incident, in every language."""
    record_step(
        session,
        incident,
        action=action,
        from_state=before,
        unit_id=by.unit_id,
        said=Said(opinion=said, reason=other),
        by=by,
        now=now,
    )
