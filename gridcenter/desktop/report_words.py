"""How categories and places are said in the form of a new incident."""

from __future__ import annotations

from gridcenter.desktop.map.finder import place_kind
from gridcenter.desktop.report_chooser import Finding
from gridcenter.desktop.report_content import ChosenCategory
from gridcenter.domain.category_search import FoundCategory, reason
from gridcenter.domain.places import FoundPlace
from gridcenter.language import pick, tr


def category_line(found: FoundCategory) -> Finding:
    choice = found.choice
    value = ChosenCategory(choice.set_key, choice.code, choice.name)
    path = " › ".join(pick(name) for name in choice.above)
    return Finding(value, pick(choice.name), " · ".join(part for part in (path, reason(found)) if part))


def place_line(found: FoundPlace) -> Finding:
    return Finding(found, pick(found.name), f"{place_kind(found)} {found.grid_code or found.community_code}")


def no_category(text: str) -> str:
    return tr("No category is called “{text}”: try one word of it, its pinyin or its initials.").format(
        text=text
    )


def no_place(text: str) -> str:
    return tr("No place is called “{text}” in your area: try its grid or its community.").format(text=text)


def where(place: FoundPlace) -> str:
    """Say what was found: its kind, its grid, its point."""
    if not (place.grid_code or place.community_code):
        return tr("This point lies in no grid of your area; name a grid or a community instead.")
    grid = tr("grid {code}").format(code=place.grid_code)
    inside = grid if place.grid_code else tr("division {code}").format(code=place.community_code)
    parts = [inside] if place.kind in ("grid", "division") else [place_kind(place), inside]
    if place.exact:
        parts.append(f"{place.longitude:.5f}, {place.latitude:.5f}")
    return " · ".join(parts)
