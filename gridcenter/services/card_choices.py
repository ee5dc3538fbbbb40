"""What a person may do about the cards of one incident, as the desk offers it beside the moves of the flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.cards import CARD_LETTERS, ISSUE, REPLY, WITHDRAW
from gridcenter.domain.clocks import Limit, Unit
from gridcenter.domain.errors import BadInput
from gridcenter.domain.move_choices import FieldChoice, MoveChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import tr
from gridcenter.services.card_rules import card_rules
from gridcenter.services.cards import (
    CardDraft,
    issue_card,
    reply_to_card,
    why_not_issue,
    why_not_reply,
    why_not_withdraw,
    withdraw_card,
)
from gridcenter.services.flows import own_flow
from gridcenter.store import models
from gridcenter.store.calendars import working_calendar
from gridcenter.store.cards import NOT_ENDED
from gridcenter.store.models import Card, Incident

NAMES = {
    ISSUE: Name("签发卡", "issue a card"),
    REPLY: Name("回复卡", "reply to a card"),
    WITHDRAW: Name("撤回卡", "withdraw a card"),
}

CARD = MoveField("card", Name("卡", "card"), "line")
ANSWER = MoveField("text", Name("回复内容", "reply"), "text")
GROUND = MoveField("reason", Name("撤回理由", "reason for withdrawing"), "text")


def card_choices(session: Session, incident_id: int, *, by: Actor) -> list[MoveChoice]:
    """Return what can be done about cards here; replying and withdrawing only while a reply is awaited."""
    incident = session.get(Incident, incident_id)
    if incident is None or not within(incident.community_code, by.area):
        return []
    awaited = session.scalars(
        select(Card).where(Card.incident_id == incident_id, NOT_ENDED).order_by(Card.due_at, Card.id)
    ).all()
    template = own_flow(session, incident)
    choices = [
        _choice(ISSUE, _issue_fields(session, incident, awaited, by), why_not_issue(incident, template, by))
    ]
    if awaited:
        replies = [why_not_reply(session, card, template, by) for card in awaited]
        takes_back = [why_not_withdraw(card, template, by) for card in awaited]
        choices += [
            _choice(REPLY, (_cards(session, awaited, replies), ANSWER), _only_refusal(replies)),
            _choice(WITHDRAW, (_cards(session, awaited, takes_back), GROUND), _only_refusal(takes_back)),
        ]
    return choices


def act_on_card(
    session: Session,
    incident_id: int,
    *,
    version: int,
    action: str,
    inputs: Mapping[str, str],
    by: Actor,
    now: datetime,
    key: str,
) -> int:
    """Do what `card_choices` offered, with what the desk's form holds; return the card's id.

    `version` is the incident's; the card itself is named together with the version that was offered.

    Raises:
        RuleBroken, BadInput: As `issue_card`, `reply_to_card` and `withdraw_card` do.
    """
    if action == ISSUE:
        draft = CardDraft(inputs.get("kind", ""), inputs.get("text", ""), _limit(inputs.get("limit", "")))
        return issue_card(session, incident_id, draft, version=version, by=by, now=now, key=key)
    card_id, seen = _named(inputs.get("card", ""))
    if action == REPLY:
        reply_to_card(session, card_id, version=seen, text=inputs.get("text", ""), by=by, now=now)
    elif action == WITHDRAW:
        withdraw_card(session, card_id, version=seen, reason=inputs.get("reason", ""), by=by, now=now)
    else:
        raise BadInput(tr("with cards one cannot “{action}”").format(action=action))
    return card_id


def _choice(action: str, fields: tuple[MoveField, ...], refusal: str) -> MoveChoice:
    return MoveChoice(
        action=action,
        name=NAMES[action],
        fields=fields,
        refusal=refusal,
        usual=False,
        letter=CARD_LETTERS[action],
        opinion=False,
    )


def _only_refusal(refusals: Sequence[str]) -> str:
    """Return why none of the cards will do; empty when one of them does."""
    return "" if not all(refusals) else refusals[0]


def _issue_fields(
    session: Session, incident: Incident, awaited: Sequence[Card], by: Actor
) -> tuple[MoveField, ...]:
    """Return what issuing asks; the text says of whom it is asked, since the unit is not chosen here.

    A kind whose reply the unit still owes is not issued again: it stands last, and says so.
    """
    rules = card_rules()
    unit = session.get(models.Unit, incident.unit_id) if incident.unit_id is not None else None
    asked = Name("要求", "what is asked")
    if unit is not None:
        asked = Name(f"对{unit.name}的要求", f"asked of {unit.name_en or unit.name}")
    owed = {card.kind for card in awaited if card.unit_id == incident.unit_id}
    kinds = tuple(
        FieldChoice(
            kind.code,
            Name(
                f"{kind.name.zh}（{kind.limit.name.zh}内回复）",
                f"{kind.name.en} (reply within {kind.limit.name.en})",
            ),
            note=tr("still waits for its reply") if kind.code in owed else "",
        )
        for kind in sorted(rules.issued_by(by.role), key=lambda kind: kind.code in owed)
    )
    usual = FieldChoice("", Name("按卡的种类", "as usual for the kind"))
    others = (FieldChoice(f"{limit.value} {limit.unit}", limit.name) for limit in rules.limits)
    return (
        MoveField("kind", Name("种类", "kind"), "line", kinds),
        MoveField("text", asked, "text"),
        MoveField("limit", Name("回复时限", "reply within"), "line", (usual, *others), required=False),
    )


def _cards(session: Session, cards: Sequence[Card], refusals: Sequence[str]) -> MoveField:
    """Return the field that names one of the cards this person may act on."""
    zone = ZoneInfo(working_calendar(session).zone)
    return MoveField(
        CARD.code,
        CARD.name,
        CARD.kind,
        tuple(
            FieldChoice(f"{card.id}/{card.version}", _card_name(session, card, zone))
            for card, refusal in zip(cards, refusals, strict=True)
            if not refusal
        ),
    )


def _card_name(session: Session, card: Card, zone: ZoneInfo) -> Name:
    kind, unit = card_rules().name(card.kind), session.get_one(models.Unit, card.unit_id)
    rest = f"{card.issuer} {card.issued_at.astimezone(zone):%m-%d %H:%M}"
    return Name(f"{kind.zh} · {unit.name} · {rest}", f"{kind.en} · {unit.name_en or unit.name} · {rest}")


def _named(text: str) -> tuple[int, int]:
    number, _, version = text.partition("/")
    if not (number.isdecimal() and version.isdecimal()):
        raise BadInput(tr("choose the card from the list"))
    return int(number), int(version)


def _limit(text: str) -> Limit | None:
    if not text.strip():
        return None
    value, _, unit = text.partition(" ")
    try:
        return Limit(Decimal(value), Unit(unit))
    except (InvalidOperation, ValueError):
        raise BadInput(
            tr("“{text}” is not a time limit: choose one from the list").format(text=text)
        ) from None
