"""Cards (催办 督办 黄牌 红牌): issued by a named person to a unit, with a duty to reply and a clock of their own.

Lights are computed, cards are issued: nothing here issues one. Which kinds there are is data (`db/cards.yaml`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from gridcenter.domain.calendars import MICROSECOND, MINUTE, Calendar
from gridcenter.domain.clocks import Limit, Unit
from gridcenter.domain.errors import BadInput
from gridcenter.domain.lights import Light, light_of
from gridcenter.domain.names import Name
from gridcenter.language import tr

ISSUE, REPLY, WITHDRAW = "issue_card", "reply_card", "withdraw_card"
CARD_ACTIONS = frozenset({ISSUE, REPLY, WITHDRAW})
"""What is done about cards beside the moves of an incident's flow."""
CARD_LETTERS = {ISSUE: "C", REPLY: "F", WITHDRAW: "X"}
"""Their keys at the desk: C as in 催, F as in 复, X as in 销. No move of a flow may use them."""


_MARK_ZH, _MARK_EN = 1, 3
"""So many characters a mark has at most."""


@dataclass(frozen=True, slots=True)
class CardKind:
    """`limit` is how soon a reply is usually owed; `issuers` are the roles that may issue this kind.

    `mark` are the few characters that stand for the kind where there is no room for its name.
    """

    code: str
    name: Name
    mark: Name
    limit: Limit
    issuers: frozenset[str]


@dataclass(frozen=True)
class CardRules:
    """What a centre has agreed about cards; `kinds` are in the order in which they press harder."""

    yellow_percent: int
    kinds: Mapping[str, CardKind]
    limits: tuple[Limit, ...]
    repliers: frozenset[str]
    withdrawers: frozenset[str]

    def kind(self, code: str) -> CardKind:
        """Return the kind with this code.

        Raises:
            BadInput: There is no such kind.
        """
        if code not in self.kinds:
            raise BadInput(tr("there is no card “{kind}”: choose one from the list").format(kind=code))
        return self.kinds[code]

    def name(self, code: str) -> Name:
        """Return what a kind is called; the bare code where the rules have dropped it since."""
        return self.kinds[code].name if code in self.kinds else Name(code)

    def mark(self, code: str) -> Name:
        """Return what stands for a kind in a mark; the code's first characters where the rules have dropped it."""
        return self.kinds[code].mark if code in self.kinds else Name(code[:_MARK_EN])

    def weight(self, code: str) -> int:
        """Return how hard a kind presses: the later in the rules, the harder; one they have dropped least."""
        return list(self.kinds).index(code) if code in self.kinds else -1

    def issued_by(self, role: str) -> list[CardKind]:
        """Return the kinds this role may issue, the mildest first."""
        return [kind for kind in self.kinds.values() if role in kind.issuers]


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card with the incident it is about. `calendar` is the one its reply clock counts with.

    `due_at` and `yellow_at` are the stored ones. A card ends with its one reply or its one withdrawal.
    `place` names the grid, or the community where no grid is known.
    """

    id: int
    version: int
    kind: str
    name: Name
    incident_id: int
    incident_number: str
    category: Name
    place: Name
    community_code: str
    unit_id: int
    unit: Name
    issuer: str
    issuer_role: str
    issued_at: datetime
    text: str
    limit: Limit
    calendar: Calendar
    due_at: datetime
    yellow_at: datetime
    reply: str
    replier: str
    replier_role: str
    replied_at: datetime | None
    withdrawal: str
    withdrawer: str
    withdrawer_role: str
    withdrawn_at: datetime | None

    @property
    def ended_at(self) -> datetime | None:
        return self.replied_at or self.withdrawn_at

    @property
    def awaited(self) -> bool:
        """Whether a reply is still owed."""
        return self.ended_at is None

    def light(self, now: datetime) -> Light:
        """Return the light of the reply clock; a card has no light of its own."""
        return light_of(
            due_at=self.due_at, yellow_at=self.yellow_at, paused=False, ended_at=self.ended_at, now=now
        )

    def minutes_left(self, now: datetime) -> int:
        """Return minutes of the reply clock's own mode, negative when overdue; a begun minute counts as left."""
        left = self.calendar.position(self.due_at) - self.calendar.position(now)
        return -(-left * MICROSECOND // MINUTE)


def read_card_rules(raw: Mapping[str, Any]) -> CardRules:
    """Build the rules from parsed data and check them.

    Raises:
        BadInput: A part is missing or wrong; every flaw is named.
    """
    try:
        rules = _build(raw)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise BadInput(tr("the rules of cards cannot be read: {what}").format(what=str(error))) from error
    found = list(_flaws(rules, raw["kinds"]))
    if found:
        raise BadInput(tr("the rules of cards have flaws: {flaws}").format(flaws=tr("; ").join(found)))
    return rules


def _build(raw: Mapping[str, Any]) -> CardRules:
    kinds = [
        CardKind(
            one["code"],
            Name(one["zh"], one.get("en", "")),
            _mark(one),
            _limit(one["limit"]),
            frozenset(one.get("issuers", ())),
        )
        for one in raw["kinds"]
    ]
    return CardRules(
        yellow_percent=int(raw["yellow_percent"]),
        kinds={kind.code: kind for kind in kinds},
        limits=tuple(_limit(one) for one in raw.get("limits", ())),
        repliers=frozenset(raw["repliers"]),
        withdrawers=frozenset(raw.get("withdrawers", ())),
    )


def _mark(raw: Mapping[str, Any]) -> Name:
    """Return the mark as stated, else the first characters of the name."""
    english = str(raw.get("mark_en") or raw.get("en", ""))
    return Name(str(raw.get("mark_zh") or raw["zh"])[:_MARK_ZH], english[:_MARK_EN])


def _limit(raw: Mapping[str, Any]) -> Limit:
    return Limit(Decimal(str(raw["value"])), Unit(raw["unit"]))


def _flaws(rules: CardRules, raw_kinds: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    codes = [one["code"] for one in raw_kinds]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield tr("the card “{kind}” stands there twice").format(kind=code)
    for kind in rules.kinds.values():
        if not kind.issuers:
            yield tr("nobody may issue the card “{kind}”").format(kind=kind.code)
        if kind.limit.minutes < 1:
            yield tr("the card “{kind}” has no limit for its reply").format(kind=kind.code)
    if not rules.kinds:
        yield tr("there is no kind of card")
    if not rules.repliers:
        yield tr("nobody may reply to a card")
    if not 0 < rules.yellow_percent <= 100:
        yield tr("yellow must begin between 1 and 100 % of the limit")
