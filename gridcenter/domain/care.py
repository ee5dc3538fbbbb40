"""Care programmes (关爱服务): need-to-know files with a legal basis, an end, visits and benefits.

A file is open through its last day in the district's zone; from midnight on nothing of it is shown to anybody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from gridcenter.domain.names import Name

ASKED, LISTED = "care", "care_list"
"""Actions of the audit: asking for a file, and for the list of files."""
ENROLLED, RENEWED, ENDED, GRANTED = "care_enrol", "care_renew", "care_end", "care_grant"
VISITED, BENEFITED = "care_visit", "care_benefit"
CARE = "care"
"""Purpose of what is written into a file."""


class Consent(StrEnum):
    """Who agreed that the file is kept; also the words of `db/care.yaml`."""

    PERSON = "person"
    GUARDIAN = "guardian"
    NONE = "none"


CONSENT_NAMES: dict[Consent, Name] = {
    Consent.PERSON: Name("本人同意", "consent of the person"),
    Consent.GUARDIAN: Name("监护人同意", "consent of the guardian"),
    Consent.NONE: Name("依法履职，无需同意", "a duty by law, no consent needed"),
}


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme; `longest` days bound every term, `renew_before` and `renew_after` the time of its renewal."""

    key: str
    name: Name
    basis: Name
    consent: Consent
    longest: int
    renew_before: int
    renew_after: int
    visit_every: int
    enrollers: frozenset[str]
    knowers: frozenset[str]
    renewers: frozenset[str]

    def latest(self, begins_on: date) -> date:
        """Return the last day that a term from this day on may have."""
        return begins_on + timedelta(days=self.longest)

    def renewable(self, expires_on: date, today: date) -> bool:
        """Tell whether a file with this last day may be renewed today."""
        first = expires_on - timedelta(days=self.renew_before)
        return first <= today <= expires_on + timedelta(days=self.renew_after)


@dataclass(frozen=True, slots=True)
class CareRules:
    programmes: dict[str, Programme]
    outcomes: dict[str, Name]
    benefits: dict[str, Name]

    def known_to(self, role: str) -> frozenset[str]:
        """Return the programmes of whose files this role may be a knower."""
        return frozenset(key for key, one in self.programmes.items() if role in one.knowers)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What is typed to open a file; `know` are logins of others who may see it, `consent_on` the day of the consent.

    `person` says who is meant where several people stand under the number.
    """

    number: str = field(repr=False)
    programme: str
    reason: str = field(repr=False)
    expires_on: date
    begins_on: date | None = None
    consent: Consent = Consent.NONE
    consent_on: date | None = None
    know: tuple[str, ...] = ()
    person: int | None = None


@dataclass(frozen=True, slots=True)
class VisitMade:
    """A visit that was made; without `visit_id` it is the earliest one planned, or one that nobody planned."""

    made_on: date
    outcome: str
    note: str = field(default="", repr=False)
    visit_id: int | None = None


@dataclass(frozen=True, slots=True)
class BenefitGiven:
    """`decided_by` names the office that decided; `until_on` None is given once or without an end."""

    kind: str
    amount: str = field(repr=False)
    from_on: date
    until_on: date | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class CareLine:
    """One file in the list, masked; `visit_on` is the next planned visit."""

    file_id: int
    programme: Name
    name: str = field(repr=False)
    place: Name
    expires_on: date
    visit_on: date | None
    to_renew: bool = False


@dataclass(frozen=True, slots=True)
class RenewalLine:
    """A file whose term ends soon or has ended, without a word about the person."""

    file_id: int
    programme: Name
    expires_on: date
    ended: bool
    other_person: bool
    """Whether somebody else must renew: this account made the present term."""


@dataclass(frozen=True, slots=True)
class CareVisit:
    visit_id: int
    planned_on: date
    visitor: str
    made_on: date | None
    outcome: Name | None
    note: str = field(repr=False)
    recorded_by: str


@dataclass(frozen=True, slots=True)
class CareBenefit:
    kind: Name
    amount: str = field(repr=False)
    from_on: date
    until_on: date | None
    decided_by: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class CareKnower:
    who: str
    granted_by: str
    granted_at: datetime
    until_on: date


@dataclass(frozen=True, slots=True)
class CareTerm:
    """One renewal: which last day it follows, and the new one."""

    at: datetime
    by: str
    former_on: date
    until_on: date
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CareFile:
    """An opened file. The person's name stands masked: a look-up of its own shows the person."""

    file_id: int
    programme: Name
    name: str = field(repr=False)
    sex: Name
    age_band: str
    place: Name
    reason: str = field(repr=False)
    basis: str
    consent: Name
    consent_on: date | None
    begins_on: date
    expires_on: date
    opened_by: str
    opened_at: datetime
    knowers: tuple[CareKnower, ...]
    terms: tuple[CareTerm, ...]
    visits: tuple[CareVisit, ...] = field(repr=False)
    benefits: tuple[CareBenefit, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class CareTicket:
    """Receipt of a committed audit row with the files it opens, in order."""

    audit_id: int
    file_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CareList:
    """The files of which this account is a knower, and those to renew."""

    ticket: CareTicket
    lines: tuple[CareLine, ...]
    renewals: tuple[RenewalLine, ...]


def district_day(now: datetime, zone: tzinfo) -> date:
    """Return the day it is in the district: a last day ends there at midnight, wherever the store stands."""
    return now.astimezone(zone).date()
