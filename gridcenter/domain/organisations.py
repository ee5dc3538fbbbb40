"""Organisations (组织) and how persons belong to them, as the desk sees them: people masked, a workplace hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gridcenter.domain.names import Name

KIND_CODES, STATUS_CODES = "organisation_kind", "organisation_status"
"""Code sets of what an organisation is, and of how it stands."""


class Tie(StrEnum):
    """How a person belongs to an organisation."""

    LEGAL = "legal"
    OWNER = "owner"
    EMPLOYEE = "employee"
    CONTACT = "contact"


TIE_NAMES: dict[Tie, Name] = {
    Tie.LEGAL: Name("法定代表人", "legal representative"),
    Tie.OWNER: Name("经营者（所有人）", "owner"),
    Tie.EMPLOYEE: Name("从业人员", "works there"),
    Tie.CONTACT: Name("联系人", "contact"),
}

PUBLISHED = frozenset({Tie.LEGAL, Tie.OWNER})
"""Ties that the enterprise register publishes; for the others the name of the organisation tells a workplace."""


@dataclass(frozen=True, slots=True)
class OrganisationLink:
    """One line of a resident's card; `name` is hidden where the tie is not published (`masked`)."""

    organisation_id: int
    name: str
    masked: bool
    tie: Name
    since: date | None
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What the register says of an organisation; nothing of it is about a person."""

    organisation_id: int
    uscc: str
    name: str
    kind: Name
    status: Name
    founded_on: date | None
    ended_on: date | None
    premises_id: int | None
    premises: str
    grid: Name
    source: str
    recorded_on: date | None
    synthetic: bool


def tie_name(kind: str) -> Name:
    return TIE_NAMES[Tie(kind)] if kind in list(Tie) else Name(kind)
