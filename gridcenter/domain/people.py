"""People (人、户、房) as the desk sees them: masked unless a reveal has been audited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gridcenter.domain.names import Name


class CardGroup(StrEnum):
    """The five groups of a resident's card, in the order they are shown."""

    OCCUPATION = "occupation"
    ADDRESS = "address"
    FAMILY = "family"
    LABOUR = "labour"
    RELATIONS = "relations"


class Purpose(StrEnum):
    """Why a resident is looked up (查询事由); chosen before anything is shown."""

    VISIT = "visit"
    SERVICE = "service"
    INCIDENT = "incident"
    SAFETY = "safety"
    CORRECTION = "correction"
    OTHER = "other"


PURPOSE_NAMES: dict[Purpose, Name] = {
    Purpose.VISIT: Name("走访慰问", "visit"),
    Purpose.SERVICE: Name("办理服务", "service delivery"),
    Purpose.INCIDENT: Name("事件处置", "handling an incident"),
    Purpose.SAFETY: Name("安全排查", "safety check"),
    Purpose.CORRECTION: Name("信息更正", "correction of a record"),
    Purpose.OTHER: Name("其他", "other"),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the account at the desk with its role and the division it may see."""

    account_id: int
    login: str
    name: str
    role: str
    unit_id: int | None
    area: str


@dataclass(frozen=True, slots=True)
class LookupRequest:
    """What a person typed and why; `reason` is free text of at least 10 characters when no incident is named."""

    id_text: str
    purpose: Purpose
    incident_number: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Receipt of a committed audit row; only with it a card can be read. `person_id` None is an audited miss."""

    audit_id: int
    person_id: int | None


@dataclass(frozen=True, slots=True)
class CardItem:
    """One value on the card, already masked; `value` is empty when unknown, `revealable` when hidden text exists."""

    group: CardGroup
    key: str
    label: Name
    value: str
    source: str
    recorded_on: date | None
    masked: bool
    revealable: bool


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """Masked name, relation to the head, sex and age band; `shown` marks the person of the card."""

    name: str
    relation: Name
    sex: Name
    age_band: str
    shown: bool
    left_on: date | None


@dataclass(frozen=True, slots=True)
class ResidenceLine:
    premises: str
    kind: Name
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything of one look-up; complete numbers and names are not in here at all."""

    person_id: int
    name: str
    sex: Name
    age_band: str
    id_number: str
    grid: Name
    synthetic: bool
    items: tuple[CardItem, ...]
    household: tuple[HouseholdMember, ...]
    residences: tuple[ResidenceLine, ...]


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One of the actor's own look-ups, without the subject."""

    at: datetime
    action: str
    outcome: str
