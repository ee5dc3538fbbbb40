"""What stands in the form of a new incident, and how it is kept as a draft."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gridcenter.domain.incidents import Severity
from gridcenter.domain.names import Name
from gridcenter.domain.places import FoundPlace
from gridcenter.language import pick
from gridcenter.services.intake import IncidentDraft


@dataclass(frozen=True, slots=True)
class ChosenCategory:
    set_key: str
    code: str
    name: Name


@dataclass(frozen=True, slots=True)
class ReportContent:
    """The fields of the form; `category_text` and `place_text` are what was typed where nothing is chosen yet."""

    category: ChosenCategory | None = None
    category_text: str = ""
    place: FoundPlace | None = None
    place_text: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    description: str = field(default="", repr=False)
    source: str = ""
    severity: Severity = Severity.ORDINARY
    urgent: bool = False
    vulnerable: bool = False
    reporter: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    flow: str = ""
    """The flow that was chosen by hand; empty: the one of the category."""

    @property
    def presses(self) -> bool:
        """Tell whether it is marked urgent, or of a grade above the ordinary one."""
        return self.urgent or self.severity > Severity.ORDINARY

    @property
    def empty(self) -> bool:
        """Whether nothing was typed; the choices alone are no loss."""
        chosen = self.category or self.place
        told = (self.address, self.description, self.reporter, self.phone)
        typed = (self.category_text, self.place_text, *told)
        return chosen is None and not any(text.strip() for text in typed)

    def first_words(self) -> str:
        """Return the words by which the operator knows it again, on one line."""
        chosen = [pick(one.name) for one in (self.category, self.place) if one is not None]
        texts = (self.description, *chosen, self.category_text, self.address, self.place_text)
        return next((" ".join(text.split()) for text in texts if text.strip()), "")

    def report(self) -> IncidentDraft:
        """Return what is known so far, as the intake takes it; a point counts only where it is exact."""
        category, place = self.category, self.place
        exact = place is not None and place.exact
        return IncidentDraft(
            category_code=category.code if category else "",
            category_set=category.set_key if category else "",
            description=self.description,
            grid_code=place.grid_code if place else "",
            community_code=place.community_code if place else "",
            address=self.address,
            longitude=place.longitude if place and exact else None,
            latitude=place.latitude if place and exact else None,
            source_code=self.source,
            severity=self.severity,
            urgent=self.urgent,
            vulnerable=self.vulnerable,
            reporter=self.reporter,
            phone=self.phone,
            flow=self.flow,
        )


def as_text(content: ReportContent) -> str:
    """Return the content as JSON text, for the store."""
    category, place = content.category, content.place
    return json.dumps(
        {
            "category": category and [category.set_key, category.code, category.name.zh, category.name.en],
            "category_text": content.category_text,
            "place": place and _place_parts(place),
            "place_text": content.place_text,
            "address": content.address,
            "description": content.description,
            "source": content.source,
            "severity": int(content.severity),
            "urgent": content.urgent,
            "vulnerable": content.vulnerable,
            "reporter": content.reporter,
            "phone": content.phone,
            "flow": content.flow,
        },
        ensure_ascii=False,
    )


def _place_parts(place: FoundPlace) -> list[str | float]:
    names, point = (place.name.zh, place.name.en), (place.longitude, place.latitude)
    return [place.kind, *names, *point, place.grid_code, place.community_code]


def from_text(text: str) -> ReportContent:
    """Read a draft; what another version of the program wrote differently is left empty, text never is."""
    try:
        kept = json.loads(text)
    except ValueError:
        return ReportContent(description=text)
    if not isinstance(kept, dict):
        return ReportContent(description=text)
    return ReportContent(
        category=_category(kept.get("category")),
        category_text=_text(kept, "category_text"),
        place=_place(kept.get("place")),
        place_text=_text(kept, "place_text"),
        address=_text(kept, "address"),
        description=_text(kept, "description"),
        source=_text(kept, "source"),
        severity=_severity(kept.get("severity")),
        urgent=kept.get("urgent") is True,
        vulnerable=kept.get("vulnerable") is True,
        reporter=_text(kept, "reporter"),
        phone=_text(kept, "phone"),
        flow=_text(kept, "flow"),
    )


def _text(kept: Mapping[str, Any], key: str) -> str:
    return str(kept.get(key) or "")


def _category(kept: Any) -> ChosenCategory | None:
    match kept:
        case [str(set_key), str(code), str(zh), str(en)]:
            return ChosenCategory(set_key, code, Name(zh, en))
    return None


def _place(kept: Any) -> FoundPlace | None:
    match kept:
        case [
            str(kind),
            str(zh),
            str(en),
            int() | float() as lon,
            int() | float() as lat,
            str(grid),
            str(home),
        ]:
            return FoundPlace(kind, Name(zh, en), lon, lat, grid, home)
    return None


def _severity(kept: Any) -> Severity:
    return Severity(kept) if kept in list(Severity) else Severity.ORDINARY
