"""Names behind codes: areas and units from the district, majors from the rows that carry them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from gridcenter.desktop.widgets.queue_view import FilterWords
from gridcenter.domain.board import Filter
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.indicators import thousands
from gridcenter.domain.names import Name
from gridcenter.domain.places import DistrictMap, within
from gridcenter.language import by_count, pick, tr

_COMMUNITY = len("123456789012")
_EMPTY = DistrictMap(divisions=(), grids=(), backdrop=())


class PlaceNames:
    """The district as panels need it beside the map: names by code, counts by level."""

    def __init__(self, district: DistrictMap = _EMPTY) -> None:
        self._names: dict[str, Name] = {one.code: one.name for one in district.divisions}
        self._names.update((grid.code, grid.name) for grid in district.grids)
        self._units = dict(district.units)
        self._community_of = {grid.code: grid.community_code for grid in district.grids}
        self._communities = frozenset(one.code for one in district.divisions if len(one.code) == _COMMUNITY)

    def name(self, code: str) -> str:
        """Return the name of a division or grid, or its code where it is unknown."""
        known = self._names.get(code)
        return pick(known) if known is not None else code

    def is_grid(self, code: str) -> bool:
        return code in self._community_of

    def grids_within(self, area: str) -> int:
        return len(self._grids_within(area))

    def communities_within(self, area: str) -> int:
        """Count the communities that the grids name, whatever their codes look like; without grids the divisions."""
        if self._community_of:
            return len(set(self._grids_within(area).values()))
        return sum(1 for code in self._communities if within(code, area))

    def _grids_within(self, area: str) -> Mapping[str, str]:
        """Return the communities of the grids in an area by grid code."""
        known = self._community_of.items()
        return {grid: home for grid, home in known if within(grid, area) or within(home, area)}

    def words(self, chosen: Filter, rows: Iterable[QueueRow]) -> FilterWords:
        """Return the filter in words; majors are looked up in `rows`, units there first."""
        known = tuple(rows) if chosen.major_code or chosen.unit_id is not None else ()
        major = next(
            (pick(row.major) for row in known if row.major_code == chosen.major_code), chosen.major_code
        )
        leading = (row.unit for row in known if row.unit_id == chosen.unit_id)
        called = (row.due_unit for row in known if row.due_unit_id == chosen.unit_id)
        unit = next(chain(leading, called), None) or self._units.get(chosen.unit_id or 0)
        return FilterWords(
            area=self.name(chosen.area) if chosen.area else "",
            major_code=major,
            unit_id=pick(unit) if unit is not None else "",
            text=chosen.text,
        )


def extent_words(communities: int, grids: int) -> str:
    """Say of how many communities and grids an area is made."""
    parts = (
        by_count(communities, tr("{n} community"), tr("{n} communities")).format(n=thousands(communities)),
        by_count(grids, tr("{n} grid"), tr("{n} grids")).format(n=thousands(grids)),
    )
    return " · ".join(parts)
