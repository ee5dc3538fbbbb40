"""What every step leaves behind (痕迹): one line of the trace and one line of the actor's audit, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.store.audit import AuditRow, append_entry, locked_chain_end
from gridcenter.store.copies import Copies, following
from gridcenter.store.models import Incident, Step

STEP = "step"
DONE = "done"
LONGEST_TEXT = 2000
LONGEST_REASON = 200
_STEPS = Copies(Step, sequence=following(Step, "incident_id"))


@dataclass(frozen=True, slots=True)
class Said:
    """What the operator wrote with a step."""

    opinion: str = ""
    reason: str = ""


class Recorded(NamedTuple):
    """Key of a step, its place in the trace, and the account that took it, which a demo's player has not."""

    id: int
    sequence: int
    account_id: int | None


def record_step(
    session: Session,
    incident: Incident,
    *,
    action: str,
    from_state: str,
    unit_id: int | None,
    said: Said,
    by: Actor,
    now: datetime,
) -> Recorded:
    """Append a step and its audit line; the incident must have its number and new state already.

    Raises:
        RuleBroken: The account has been switched off meanwhile.
    """
    account = by.account_id if audit_step(session, incident.number, action=action, by=by, now=now) else None
    key, sequence = _STEPS.add(
        session,
        incident_id=incident.id,
        at=now,
        action=action,
        from_state=from_state,
        to_state=incident.state,
        actor_id=account,
        actor=by.name,
        role=by.role,
        unit_id=unit_id,
        opinion=said.opinion,
        reason=said.reason,
    )
    return Recorded(key, sequence, account)


def audit_step(session: Session, number: str, *, action: str, by: Actor, now: datetime) -> bool:
    """Write the actor's audit line; False for an actor without an account in this store (a demo's players)."""
    end = locked_chain_end(session, by.account_id)
    if end is None:
        return False
    if not end.active:
        raise RuleBroken(tr("the account {login} has been switched off").format(login=by.login))
    line = AuditRow(
        at=now,
        account_id=by.account_id,
        sequence=0,
        action=STEP,
        outcome=DONE,
        purpose="",
        incident_number=number,
        reason="",
        subject_hash="",
        person_id=None,
        fields=action,
        previous_hash="",
    )
    append_entry(session, end, line)
    return True


def check_length(text: str, *, longest: int) -> str:
    """Return the text without outer blanks.

    Raises:
        BadInput: It is longer than the store keeps, so that nothing is cut off silently.
    """
    kept = text.strip()
    if len(kept) > longest:
        raise BadInput(
            tr("the text has {n} characters; shorten it to {longest}").format(n=len(kept), longest=longest)
        )
    return kept
