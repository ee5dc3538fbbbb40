"""The district's document, prepared once for each set of shapes and read from a file afterwards.

Loading shapely and dissolving a thousand grids takes a third of a second, and a district seldom changes.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from gridcenter.desktop.map.kept import edition, kept, last_kept
from gridcenter.domain.places import DistrictMap

_MAKER = Path(__file__).with_name("district.py")


@lru_cache(maxsize=2)
def kept_district(district: DistrictMap) -> bytes:
    """Return the GeoJSON document of this district (see `district.district_document`); any thread may ask."""

    def prepare() -> bytes:
        document: bytes = import_module("gridcenter.desktop.map.district").district_document(district)
        return document

    return kept("district", edition("shapely", _MAKER, repr(district)), prepare)


def last_district() -> bytes | None:
    """Return the document shown last on this machine, which the next window will probably show again."""
    return last_kept("district")


def district_name(document: bytes) -> str:
    """Return the name it is served under: a page that has read this name before has read this very document."""
    return f"district-{sha256(document).hexdigest()[:16]}.json"
