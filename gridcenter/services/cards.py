"""Cards (催办 督办 黄牌 红牌): a named person issues one, the unit replies, and whoever issued it may take it back.

Nothing else issues a card: no clock, no light and no import. Each function writes in the caller's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.cards import ISSUE, REPLY, WITHDRAW, CardKind
from gridcenter.domain.clocks import ClockMode, Limit, Segment, calendar_for, deadline
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import pick, tr
from gridcenter.services.card_rules import card_rules
from gridcenter.services.flows import own_flow
from gridcenter.services.ledger import CONTINUOUS_KEY
from gridcenter.services.locked_incidents import locked_incident, refuse_stale
from gridcenter.services.recording import LONGEST_REASON, LONGEST_TEXT, audit_step, check_length
from gridcenter.services.step_hands import holds
from gridcenter.store.calendars import working_calendar
from gridcenter.store.cards import NOT_ENDED
from gridcenter.store.models import Card, Incident, Unit


@dataclass(frozen=True, slots=True)
class CardDraft:
    """What somebody asks of the unit that holds an incident; without a limit the usual one of the kind holds."""

    kind: str
    text: str
    limit: Limit | None = None


def issue_card(
    session: Session,
    incident_id: int,
    draft: CardDraft,
    *,
    version: int,
    by: Actor,
    now: datetime,
    key: str,
) -> int:
    """Issue a card to the unit that holds the incident and return its id; the caller owns the transaction.

    Locks the incident, whose `version` must be the one the person has seen: another unit may hold it by now. The
    incident itself is not changed. `key` is made by the desk once per form: the same key again returns the same
    card. `now` is the store's time; the reply clock starts with it.

    Raises:
        RuleBroken: Not now, not by this role, or such a card waits for its reply already; the sentence says which.
        BadInput: The kind, the text or the limit will not do.
    """
    kind = card_rules().kind(draft.kind)
    known = _already_issued(session, key)
    if known is not None:
        return known
    incident = locked_incident(session, incident_id, by)
    known = _already_issued(session, key)
    if known is not None:
        return known
    template = own_flow(session, incident)
    refuse_stale(session, incident, version, template)
    sentence = why_not_issue(incident, template, by) or _not_his(kind, template, by)
    if sentence:
        raise RuleBroken(sentence)
    _refuse_second(session, incident, kind)
    card = new_card(session, incident, kind, draft, by=by, now=now)
    card.idempotency_key = key
    known_account = audit_step(session, incident.number, action=f"{ISSUE} {kind.code}", by=by, now=now)
    card.issuer_id = by.account_id if known_account else None
    session.add(card)
    session.flush()
    return card.id


def reply_to_card(
    session: Session, card_id: int, *, version: int, text: str, by: Actor, now: datetime
) -> int:
    """Write the one reply of a card and return its new version; the caller owns the transaction.

    The same reply by the same account again changes nothing: a retried request is harmless.

    Raises:
        RuleBroken: The card is another unit's, has ended already, or was changed meanwhile.
        BadInput: There is no text, or too much of it.
    """
    card, incident = _locked_card(session, card_id, by)
    said = _wanted(text, LONGEST_TEXT, tr("write what the unit replies"))
    if card.replied_at is not None and (card.replier_id, card.reply) == (by.account_id, said):
        return card.version
    sentence = _ended(session, card) or why_not_reply(session, card, own_flow(session, incident), by)
    if sentence:
        raise RuleBroken(sentence)
    _refuse_stale_card(card, version)
    known = audit_step(session, incident.number, action=f"{REPLY} {card.id}", by=by, now=now)
    card.reply, card.replied_at = said, now
    card.replier_id, card.replier, card.replier_role = by.account_id if known else None, by.name, by.role
    session.flush()
    return card.version


def withdraw_card(
    session: Session, card_id: int, *, version: int, reason: str, by: Actor, now: datetime
) -> int:
    """Take a card back before it is replied to and return its new version; the caller owns the transaction.

    Raises:
        RuleBroken: Somebody else issued it, it has ended already, or it was changed meanwhile.
        BadInput: There is no reason, or it is too long.
    """
    card, incident = _locked_card(session, card_id, by)
    said = _wanted(reason, LONGEST_REASON, tr("write why the card is withdrawn"))
    if card.withdrawn_at is not None and (card.withdrawer_id, card.withdrawal) == (by.account_id, said):
        return card.version
    sentence = _ended(session, card) or why_not_withdraw(card, own_flow(session, incident), by)
    if sentence:
        raise RuleBroken(sentence)
    _refuse_stale_card(card, version)
    known = audit_step(session, incident.number, action=f"{WITHDRAW} {card.id}", by=by, now=now)
    card.withdrawal, card.withdrawn_at = said, now
    card.withdrawer_id, card.withdrawer, card.withdrawer_role = (
        by.account_id if known else None,
        by.name,
        by.role,
    )
    session.flush()
    return card.version


def why_not_issue(incident: Incident, template: FlowTemplate, by: Actor) -> str:
    """Return why this person cannot issue any card about the incident now; empty when he can."""
    rules = card_rules()
    if not rules.issued_by(by.role):
        issuers = frozenset(role for kind in rules.kinds.values() for role in kind.issuers)
        return tr("cards are issued by: {roles}").format(roles=role_words(template, issuers))
    if template.state(incident.state).final:
        return tr("the incident is closed: there is nothing left to press for")
    if incident.unit_id is None:
        return tr("no unit holds this incident yet: dispatch it before you issue a card")
    return ""


def why_not_reply(session: Session, card: Card, template: FlowTemplate, by: Actor) -> str:
    """Return why this person cannot reply for the unit the card is addressed to; empty when he can."""
    rules = card_rules()
    if by.role not in rules.repliers:
        return tr("cards are replied to by: {roles}").format(roles=role_words(template, rules.repliers))
    if not holds(card.unit_id, by):
        return tr("this card is addressed to {unit}: the reply is theirs").format(
            unit=_unit_name(session, card.unit_id)
        )
    return ""


def why_not_withdraw(card: Card, template: FlowTemplate, by: Actor) -> str:
    """Return why this person cannot take the card back; empty when he can."""
    rules = card_rules()
    if by.role in rules.withdrawers or (card.issuer_id is not None and card.issuer_id == by.account_id):
        return ""
    return tr("{who} issued this card: only they or {roles} may withdraw it").format(
        who=card.issuer, roles=role_words(template, rules.withdrawers)
    )


def role_words(template: FlowTemplate, roles: frozenset[str]) -> str:
    """Return roles by their names, in the order of the flow."""
    return tr(", ").join(pick(name) for code, name in template.roles.items() if code in roles)


def _already_issued(session: Session, key: str) -> int | None:
    return session.scalar(select(Card.id).where(Card.idempotency_key == key))


def _not_his(kind: CardKind, template: FlowTemplate, by: Actor) -> str:
    if by.role in kind.issuers:
        return ""
    return tr("a card “{kind}” is issued by: {roles}").format(
        kind=pick(kind.name), roles=role_words(template, kind.issuers)
    )


def _refuse_second(session: Session, incident: Incident, kind: CardKind) -> None:
    """A unit is not asked twice for the same while it still owes the reply."""
    first = session.scalar(
        select(Card).where(
            Card.incident_id == incident.id,
            Card.unit_id == incident.unit_id,
            Card.kind == kind.code,
            NOT_ENDED,
        )
    )
    if first is not None:
        raise RuleBroken(
            tr(
                "{who} issued a card “{kind}” at {time} that still waits for its reply: "
                "wait for it, withdraw it, or issue a graver one"
            ).format(who=first.issuer, kind=pick(kind.name), time=_moment(session, first.issued_at))
        )


def new_card(
    session: Session, incident: Incident, kind: CardKind, draft: CardDraft, *, by: Actor, now: datetime
) -> Card:
    limit = draft.limit or kind.limit
    if limit.minutes < 1:
        raise BadInput(tr("the time for the reply must be at least a minute"))
    office = working_calendar(session)
    found = deadline(
        calendar_for(limit.mode, office),
        limit.minutes,
        [Segment(now, None, running=True)],
        now=now,
        yellow_percent=card_rules().yellow_percent,
    )
    return Card(
        kind=kind.code,
        incident_id=incident.id,
        unit_id=incident.unit_id,
        issued_at=now,
        issuer=by.name,
        issuer_role=by.role,
        text=_wanted(draft.text, LONGEST_TEXT, tr("write what the unit is asked to do")),
        calendar_key=office.key if limit.mode is ClockMode.WORKING else CONTINUOUS_KEY,
        mode=limit.mode.value,
        limit_value=float(limit.value),
        limit_unit=limit.unit.value,
        limit_minutes=limit.minutes,
        due_at=found.due_at,
        yellow_at=found.yellow_at,
    )


def _locked_card(session: Session, card_id: int, by: Actor) -> tuple[Card, Incident]:
    card = session.scalar(
        select(Card).where(Card.id == card_id).with_for_update().execution_options(populate_existing=True)
    )
    incident = session.get(Incident, card.incident_id) if card is not None else None
    if card is None or incident is None or not within(incident.community_code, by.area):
        raise RuleBroken(tr("there is no such card in your area"))
    return card, incident


def _ended(session: Session, card: Card) -> str:
    """Return who ended the card before; empty while a reply is awaited."""
    if card.replied_at is not None:
        return tr("{who} replied to this card at {time} already. Your text is kept").format(
            who=card.replier, time=_moment(session, card.replied_at)
        )
    if card.withdrawn_at is not None:
        return tr("{who} withdrew this card at {time}. Your text is kept").format(
            who=card.withdrawer, time=_moment(session, card.withdrawn_at)
        )
    return ""


def _refuse_stale_card(card: Card, version: int) -> None:
    if card.version != version:
        raise RuleBroken(tr("this card changed meanwhile. Your text is kept: check and send again"))


def _wanted(text: str, longest: int, missing: str) -> str:
    kept = check_length(text, longest=longest)
    if not kept:
        raise BadInput(missing)
    return kept


def _unit_name(session: Session, unit_id: int) -> str:
    unit = session.get_one(Unit, unit_id)
    return pick(Name(unit.name, unit.name_en))


def _moment(session: Session, at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(working_calendar(session).zone)):%m-%d %H:%M}"
