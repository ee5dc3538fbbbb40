"""Organisations (组织) and how persons belong to them, as the desk sees them: people masked, a workplace hidden."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gridcenter.domain.names import Name
from gridcenter.domain.organisation_statements import PLACE, REF_MARK

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

TIE_ITEM, TIE_LABEL = "tie", Name("任职关系", "tie to an organisation")
"""By what the audit calls a tie that was entered or ended by hand; the id stands behind an @."""

PUBLISHED = frozenset({Tie.LEGAL, Tie.OWNER})
"""Ties that the enterprise register publishes; for the others the name of the organisation tells a workplace."""


class OrganisationDeed(StrEnum):
    """What is done about an organisation; also the outcome of its audit line."""

    ENTERED = "entered"
    STATED = "said_of"
    VERIFIED = "verified"
    WITHDRAWN = "withdrawn"
    TIED = "tied"
    TIE_ENDED = "tie_ended"


DEED_NAMES: dict[OrganisationDeed, Name] = {
    OrganisationDeed.ENTERED: Name("登记组织", "Enter an organisation"),
    OrganisationDeed.STATED: Name("补录组织信息", "State what a source says of the organisation"),
    OrganisationDeed.VERIFIED: Name("核实组织信息", "Verify what a source says of the organisation"),
    OrganisationDeed.WITHDRAWN: Name("撤回组织信息", "Take back what a source says of the organisation"),
    OrganisationDeed.TIED: Name("登记任职关系", "Tie a person to an organisation"),
    OrganisationDeed.TIE_ENDED: Name("终止任职关系", "End a tie to an organisation"),
}

ITEMS: dict[str, Name] = {
    "name": Name("组织名称", "organisation name"),
    "kind": Name("组织类型", "kind of organisation"),
    "status": Name("存续状态", "standing"),
    "founded_on": Name("成立日期", "founded on"),
    "ended_on": Name("注销日期", "ended on"),
    PLACE: Name("所在地", "place"),
}
"""What several sources may say of an organisation; what comes first stands on its card, the others beside it."""
DAYS = frozenset({"founded_on", "ended_on"})
CODED_ITEMS = {"kind": KIND_CODES, "status": STATUS_CODES}


@dataclass(frozen=True, slots=True)
class SaidOf:
    """What a source says of an organisation and nobody has taken back; sources that say the same are one.

    `ref` is what it is known by where it is verified or taken back, `first`: it stands on the card, `own`: the first
    source of the organisation said so.
    """

    ref: str
    item: Name
    value: Name
    source: str
    recorded_on: date | None
    verified_on: date | None = None
    verified_by: str = ""
    own: bool = False
    first: bool = False

    @property
    def key(self) -> str:
        """Return the item that it is about, as `ITEMS` names it."""
        return self.ref.partition(REF_MARK)[0]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was said of an organisation until somebody took it back, and why."""

    item: Name
    value: Name
    source: str
    at: datetime
    by: str
    why: str


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
    tie_id: int = 0


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What the register says of an organisation; nothing of it is about a person.

    `source` and `recorded_on` belong to what its first source said. `said` is all that stands, by item, each time what
    comes first before the others.
    """

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
    said: tuple[SaidOf, ...] = ()
    taken_back: tuple[TakenBack, ...] = ()

    @property
    def beside(self) -> tuple[SaidOf, ...]:
        """Return what is said of items about which more is known than what the first source said of them."""
        counted = Counter(one.key for one in self.said)
        return tuple(
            one for one in self.said if counted[one.key] > 1 or not one.own or one.verified_on is not None
        )


def tie_name(kind: str) -> Name:
    return TIE_NAMES[Tie(kind)] if kind in list(Tie) else Name(kind)
