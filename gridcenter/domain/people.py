"""People (人、户、房) as the desk sees them: masked unless a reveal has been audited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.home_keeping import MembershipLine
from gridcenter.domain.life_cycle import LifeEvent
from gridcenter.domain.names import Name
from gridcenter.domain.organisations import OrganisationLink
from gridcenter.language import tr

Seen = tuple[tuple[str, date | None], ...]
"""What stood about one item when it was read: every value's reference and the day it was verified."""


class CardGroup(StrEnum):
    """The five groups of a resident's card, in the order they are shown."""

    OCCUPATION = "occupation"
    ADDRESS = "address"
    FAMILY = "family"
    LABOUR = "labour"
    RELATIONS = "relations"


GROUP_NAMES: dict[CardGroup, Name] = {
    CardGroup.OCCUPATION: Name("职业", "Occupation"),
    CardGroup.ADDRESS: Name("住址", "Address"),
    CardGroup.FAMILY: Name("家庭", "Family"),
    CardGroup.LABOUR: Name("劳动和社会保障", "Labour and social security"),
    CardGroup.RELATIONS: Name("社会关系", "Relations"),
}

SEX_NAMES: dict[str, Name] = {
    "0": Name("未知", "unknown"),
    "1": Name("男", "male"),
    "2": Name("女", "female"),
    "9": Name("未说明", "not stated"),
}
"""By the codes of GB/T 2261.1-2003."""

RESIDENCE_NAMES: dict[str, Name] = {
    "owner": Name("自有", "owner"),
    "tenant": Name("承租", "tenant"),
    "lodger": Name("寄住", "lodger"),
}


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


EVERY_PURPOSE: Mapping[Purpose, Name] = {purpose: Name("") for purpose in Purpose}
"""Where no role narrows them, and without the duty by law that a role's rules name for each."""

NOT_LOOKING_UP = frozenset({"auditor", "administrator", "wall"})
"""Roles that look nobody up: who keeps accounts or reads the audit does not also read the register."""

NOT_REPORTING = frozenset({"auditor", "administrator", "admin", "wall"})
"""Roles that report no incident: who keeps accounts or reads the audit has no part in what is audited."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the account at the desk with its role and the division it may see.

    `signed_in`: role and area stood so in the store when the desk was opened, and must stand so still.
    """

    account_id: int
    login: str
    name: str
    role: str
    unit_id: int | None
    area: str
    signed_in: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class LookupRequest:
    """What a person typed and why; `reason` is free text of at least 10 characters when no incident is named."""

    id_text: str = field(repr=False)
    purpose: Purpose
    incident_number: str = ""
    reason: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    """The answer where a look-up is asked again for its reason; it is kept only then."""


class NoArea(RuleBroken):
    """An account without an area sees nothing, and never everything."""

    def __init__(self, login: str) -> None:
        sentence = tr(
            "The account {login} has no area yet and sees nothing. An administrator gives it one:\n"
            "  gridcenter account area {login} CODE   (code of a division or grid; see “gridcenter account list”)\n"
            "  gridcenter account area {login} --everywhere   (the whole store)"
        )
        super().__init__(sentence.format(login=login))
        self.login = login


class AskedAgain(RuleBroken):
    """This look-up was drawn to be asked again for its reason: the same request with `again` goes on."""


class SeveralHold(RuleBroken):
    """Several persons of the area stand under the number: which of them is meant is chosen from a list."""

    def __init__(self, person_ids: tuple[int, ...]) -> None:
        sentence = tr("{n} people of your area stand under this number: one of the two numbers is wrong.")
        super().__init__(sentence.format(n=len(person_ids)))
        self.person_ids = person_ids


@dataclass(frozen=True, slots=True)
class Ticket:
    """Receipt of a committed audit row; only with it a card can be read. `person_id` None is an audited miss."""

    audit_id: int
    person_id: int | None


@dataclass(frozen=True, slots=True)
class CardItem:
    """One value on the card, already masked; `value` is empty when unknown.

    `revealable` where this account may have the hidden text shown; `conflict` where sources differ: then `others` is
    how many values stand beside the one that comes first, `why` says why it does, and the others are `beside` it; each
    of them tells that so many `values` differ, which so many `sources` say.
    Without `verified_on` nobody has verified the value; `verified_by` may be unknown. `stale`: that, or its recording,
    is too long ago. `item` is the key in the catalogue; `seen` is what stood about it when the card was read.
    """

    group: CardGroup
    key: str
    label: Name
    value: str
    source: str
    recorded_on: date | None
    masked: bool
    revealable: bool
    conflict: bool = False
    verified_on: date | None = None
    verified_by: str = ""
    others: int = 0
    why: Name | None = None
    beside: bool = False
    stale: bool = False
    item: str = ""
    seen: Seen = ()
    values: int = 1
    sources: int = 1


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """Masked name, relation to the head, sex and age band; `shown` marks the person of the card.

    `generation` counts from the head: -1 parents, 0 head, spouse and siblings, 1 children, 2 grandchildren.
    """

    name: str
    relation: Name
    sex: Name
    age_band: str
    shown: bool
    left_on: date | None
    generation: int = 0


@dataclass(frozen=True, slots=True)
class ResidenceLine:
    """`verified_on` and `stale` say how fresh a present residence is; of a past one nothing is said.

    `id` is by what the line is kept, `code` that of its kind.
    """

    premises: str
    kind: Name
    since: date | None
    until: date | None
    premises_id: int | None = None
    verified_on: date | None = None
    stale: bool = False
    id: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A resident of the same building, masked; opening one needs a look-up of its own."""

    room: str
    name: str
    sex: Name
    age_band: str
    kind: Name
    shown: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who lives at the same entrance: `total` persons, of whom at most a capped list is named."""

    place: str
    total: int
    rows: tuple[Neighbour, ...]
    premises_id: int | None = None


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
    household_number: str = ""
    neighbours: Neighbours | None = None
    life: tuple[LifeEvent, ...] = ()
    organisations: tuple[OrganisationLink, ...] = ()
    memberships: tuple[MembershipLine, ...] = ()
    met_on: date | None = None
    household_stale: bool = False
    merged: int = 0
    sharing: int = 0
    """`met_on`: the last visit at which somebody of the household was met. `merged`: so many other rows of the register
    are seen as this person. `sharing`: so many other persons stand under the number."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the actor's own audit, without the subject.

    `action` is one of `domain.own_history.OWN_ACTIONS`; `outcome` hit, miss, shown, bad_number or refused; `item` the
    key of what was revealed, fields and number of a search, or what was opened. `again`: the same resident can be
    looked up again by this line.
    """

    at: datetime
    action: str
    outcome: str
    item: str = ""
    audit_id: int = 0
    again: bool = False
