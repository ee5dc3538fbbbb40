"""What is opened from a resident's card: an organisation or premises, with a masked list of whoever belongs there.

Opening one is audited as a search is: who asked, why, for what, and how many were listed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gridcenter.domain.home_keeping import TenureLine
from gridcenter.domain.names import Name
from gridcenter.domain.organisations import OrganisationFacts

LISTED_AT_MOST = 50


class LinkKind(StrEnum):
    """What is opened; also the action of its audit row."""

    ORGANISATION = "organisation"
    PREMISES = "premises"


LINK_NAMES: dict[LinkKind, Name] = {
    LinkKind.ORGANISATION: Name("组织", "organisation"),
    LinkKind.PREMISES: Name("房屋", "premises"),
}

PREMISES_KIND_NAMES: dict[str, Name] = {
    "estate": Name("小区", "estate"),
    "building": Name("楼栋", "building"),
    "unit": Name("单元", "entrance"),
    "room": Name("户室", "room"),
}


@dataclass(frozen=True, slots=True)
class LinkTicket:
    """Receipt of a committed audit row; `found` is False for an audited miss."""

    audit_id: int
    kind: LinkKind
    key: int
    found: bool


@dataclass(frozen=True, slots=True)
class LinkedPerson:
    """Somebody of the list, masked. `room` is empty where the list is about one room or an organisation.

    `tie_id` only where the list is about an organisation.
    """

    person_id: int
    name: str
    sex: Name
    age_band: str
    tie: Name
    since: date | None
    until: date | None
    source: str
    room: str = ""
    household: str = ""
    tie_id: int = 0


@dataclass(frozen=True, slots=True)
class LinkedPeople:
    """At most 50 of one's own area, those of today first; `beyond` others are left out, for room or for the area."""

    rows: tuple[LinkedPerson, ...] = field(repr=False)
    present: int
    beyond: int


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    ticket: LinkTicket
    facts: OrganisationFacts
    people: LinkedPeople


@dataclass(frozen=True, slots=True)
class PartOfPremises:
    """A room of a building, or an entrance of it, with how it is held and how many live there."""

    premises_id: int
    code: str
    name: str
    kind: Name
    tenure: Name
    residents: int
    households: int


@dataclass(frozen=True, slots=True)
class OrganisationThere:
    organisation_id: int
    name: str
    kind: Name


@dataclass(frozen=True, slots=True)
class PremisesCard:
    """`path` leads from the estate down; `address` is masked; `above` is what the premises stand in.

    So many further parts and organisations are `unlisted`: what is opened of the parts lists its own. `tenures` are
    kept by hand, what goes on first.
    """

    ticket: LinkTicket
    code: str
    kind: Name
    path: tuple[str, ...]
    address: str
    tenure: Name
    grid: Name
    above: int | None
    parts: tuple[PartOfPremises, ...]
    organisations: tuple[OrganisationThere, ...]
    people: LinkedPeople
    tenures: tuple[TenureLine, ...] = ()
    unlisted: int = 0


LinkedCard = OrganisationCard | PremisesCard
