"""Writing a shift handover and signing it; each writes in the caller's transaction and in the audit."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.handover import (
    LONGEST_PENDING,
    LONGEST_REMARKS,
    MOST_WATCHED,
    HandoverDraft,
    figures_as_text,
    figures_at,
)
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import tr
from gridcenter.services.card_rules import card_rules
from gridcenter.services.cards import role_words
from gridcenter.services.flows import flow
from gridcenter.services.recording import audit_step, check_length
from gridcenter.services.supervision_rules import supervision_rules
from gridcenter.store.audit import locked_chain_end
from gridcenter.store.calendars import working_calendar
from gridcenter.store.cards import awaited_cards
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import Handover

WRITE, SIGN = "write_handover", "sign_handover"
"""Actions in the audit, followed by the number of the handover."""


def write_handover(session: Session, draft: HandoverDraft, *, by: Actor, now: datetime, key: str) -> int:
    """Write down what is on hand in the actor's area at `now`, the store's time; return the handover's id.

    `key` is made by the desk once per form: the same key again returns the same handover.

    Raises:
        RuleBroken: Not by this role, or the account is not known or switched off.
        BadInput: The text is too long, or too many incidents are to be watched.
    """
    if locked_chain_end(session, by.account_id) is None:
        raise RuleBroken(tr("A handover needs an active account: its name stands under it."))
    known = session.scalar(select(Handover.id).where(Handover.idempotency_key == key))
    if known is not None:
        return known
    _require_role(by, supervision_rules().writers, tr("handovers are written by: {roles}"))
    if len(draft.watched) > MOST_WATCHED:
        raise BadInput(
            tr("{n} incidents are to be watched: choose {most} at most").format(
                n=len(draft.watched), most=MOST_WATCHED
            )
        )
    pending = check_length(draft.pending, longest=LONGEST_PENDING)
    rows = open_incidents(session, area=by.area)
    cards = awaited_cards(session, area=by.area, rules=card_rules())
    made = Handover(
        idempotency_key=key,
        area=by.area,
        written_at=now,
        author_id=by.account_id,
        author=by.name,
        author_role=by.role,
        figures=figures_as_text(figures_at(rows, cards, draft.watched, now)),
        pending=pending,
    )
    session.add(made)
    session.flush()
    audit_step(session, "", action=f"{WRITE} {made.id}", by=by, now=now)
    return made.id


def sign_handover(
    session: Session, handover_id: int, *, version: int, remarks: str, by: Actor, now: datetime
) -> int:
    """Sign a handover that somebody else wrote and return its new version; nothing changes it afterwards.

    The same signature by the same account again changes nothing: a retried request is harmless.

    Raises:
        RuleBroken: Not by this role, by its author, or somebody else has signed it; the sentence says which.
        BadInput: The remarks are too long.
    """
    found = session.scalar(
        select(Handover)
        .where(Handover.id == handover_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None or not within(found.area, by.area):
        raise RuleBroken(tr("there is no such handover in your area"))
    said = check_length(remarks, longest=LONGEST_REMARKS)
    if found.signed_at is not None and (found.signer_id, found.remarks) == (by.account_id, said):
        return found.version
    sentence = why_not_sign(found, by) or _signed(session, found)
    if sentence:
        raise RuleBroken(sentence)
    if found.version != version:
        raise RuleBroken(tr("this handover changed meanwhile. Your text is kept: check and send again"))
    if not audit_step(session, "", action=f"{SIGN} {found.id}", by=by, now=now):
        raise RuleBroken(tr("A handover needs an active account: its name stands under it."))
    found.signed_at, found.remarks = now, said
    found.signer_id, found.signer, found.signer_role = by.account_id, by.name, by.role
    session.flush()
    return found.version


def why_not_sign(found: Handover, by: Actor) -> str:
    """Return why this person cannot sign the handover; empty when he can."""
    if found.author_id == by.account_id:
        return tr("you wrote this handover yourself: the incoming shift signs it")
    signers = supervision_rules().signers
    if by.role not in signers:
        return tr("handovers are signed by: {roles}").format(roles=role_words(flow(), signers))
    return ""


def _signed(session: Session, found: Handover) -> str:
    if found.signed_at is None:
        return ""
    zone = ZoneInfo(working_calendar(session).zone)
    return tr("{who} signed this handover at {time} already. Your text is kept").format(
        who=found.signer, time=f"{found.signed_at.astimezone(zone):%m-%d %H:%M}"
    )


def _require_role(by: Actor, roles: frozenset[str], sentence: str) -> None:
    if by.role not in roles:
        raise RuleBroken(sentence.format(roles=role_words(flow(), roles)))
