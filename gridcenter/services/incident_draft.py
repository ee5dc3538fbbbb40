"""What is known when something is reported: a new incident is made of it, or it is added to one that is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from gridcenter.domain.incidents import Severity


@dataclass(frozen=True, slots=True)
class IncidentDraft:
    """What is known when an incident is reported; coordinates are WGS-84.

    `category_set` may stay empty while the code exists in one set only. A grid settles the community; without
    coordinates the incident is placed at its grid and marked approximate. `reporter` and `phone` are those of whoever
    told of it, where they were given. `flow` names the flow where it is not the one of the category.
    """

    category_code: str
    description: str
    category_set: str = ""
    grid_code: str = ""
    community_code: str = ""
    address: str = ""
    longitude: float | None = None
    latitude: float | None = None
    source_code: str = ""
    severity: Severity = Severity.ORDINARY
    urgent: bool = False
    vulnerable: bool = False
    flow: str = ""
    reporter: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
