"""Names and codes for the ground: divisions, grids and roads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
import yaml
from pypinyin import lazy_pinyin
from shapely.geometry import Polygon

from gridcenter.domain.names import Name
from gridcenter.paths import asset
from gridcenter.services.demo.geometry import Ground
from gridcenter.services.demo.sizes import DemoPlan, DemoSize

DISTRICT_CODE = "709901"
"""There is no province 70: no code of the demo can be mistaken for a real one."""
READINGS = {"长": "chang", "乐": "le"}


@dataclass(frozen=True, slots=True)
class NamedArea:
    """A division or grid with its shape in degrees."""

    code: str
    name: Name
    parent_code: str
    shape: Polygon
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class NamedGround:
    """Grids stand in the order of the ground's plots; road names in the order of its roads."""

    ground: Ground
    title: Name
    divisions: tuple[NamedArea, ...]
    grids: tuple[NamedArea, ...]
    roads: tuple[Name, ...]


@cache
def word_list(name: str) -> dict[str, Any]:
    """Return one of the files of `db/demo`."""
    read: dict[str, Any] = yaml.safe_load(asset(f"db/demo/{name}.yaml").read_text("utf-8"))
    return read


def romanised(text: str) -> str:
    """Return the pinyin as on a road sign: one word, an apostrophe before a vowel inside it, ü as yu."""
    syllables = [READINGS.get(char) or lazy_pinyin(char)[0] for char in text]
    joined = syllables[0] + "".join(f"'{one}" if one[0] in "aoe" else one for one in syllables[1:])
    return joined.replace("v", "yu").capitalize()


def name_ground(ground: Ground, plan: DemoPlan, seed: int) -> NamedGround:
    rng = np.random.default_rng([seed, 3])
    words = word_list("places")
    title = Name(**words["city" if plan.size is DemoSize.CITY else "district"])
    streets = [str(stem) for stem in words["streets"][: ground.streets]]
    street_of = [
        next(plot.street for plot in ground.grids if plot.community == k) for k in range(ground.communities)
    ]
    communities = _community_names(rng, words, streets, street_of)
    codes = _community_codes(street_of)
    grids = _grids(ground, codes, communities)
    divisions = [_area(DISTRICT_CODE, title, "", [grid.shape for grid in grids])]
    for number, stem in enumerate(streets, start=1):
        code = f"{DISTRICT_CODE}{number:03d}"
        shapes = [grid.shape for grid in grids if grid.code.startswith(code)]
        name = Name(f"{stem}街道", f"{romanised(stem)} Subdistrict")
        divisions.append(_area(code, name, DISTRICT_CODE, shapes))
    for code, stem in zip(codes, communities, strict=True):
        shapes = [grid.shape for grid in grids if grid.parent_code == code]
        divisions.append(_area(code, Name(f"{stem}社区", romanised(stem)), code[:9], shapes))
    return NamedGround(ground, title, tuple(divisions), tuple(grids), _road_names(rng, ground, words))


def _community_names(
    rng: np.random.Generator, words: dict[str, Any], streets: list[str], street_of: list[int]
) -> list[str]:
    """Give each street a community of its own name, all others a name of the list."""
    stock = [stem for line in words["communities"] for stem in line.split() if stem not in streets]
    preferred, rest = stock[:30], stock[30:]
    rng.shuffle(rest)
    stock = (preferred + rest)[: len(street_of)]
    rng.shuffle(stock)
    names = [stock.pop() for _ in street_of]
    for street, stem in enumerate(streets):
        own = [index for index, value in enumerate(street_of) if value == street]
        names[own[len(own) // 2]] = stem
    return names


def _community_codes(street_of: list[int]) -> list[str]:
    serial: dict[int, int] = {}
    codes = []
    for street in street_of:
        serial[street] = serial.get(street, 0) + 1
        codes.append(f"{DISTRICT_CODE}{street + 1:03d}{serial[street]:03d}")
    return codes


def _grids(ground: Ground, codes: list[str], communities: list[str]) -> list[NamedArea]:
    serial: dict[int, int] = {}
    grids = []
    for plot in ground.grids:
        serial[plot.community] = number = serial.get(plot.community, 0) + 1
        stem = communities[plot.community]
        name = Name(f"{stem}社区 {number:02d}", f"{romanised(stem)} {number:02d}")
        grids.append(
            _area(f"{codes[plot.community]}{number:03d}", name, codes[plot.community], [plot.ground])
        )
    return grids


def _area(code: str, name: Name, parent_code: str, shapes: list[Polygon]) -> NamedArea:
    shape = shapes[0] if len(shapes) == 1 else shapely.unary_union(shapes)
    inside = shapely.maximum_inscribed_circle(shape, tolerance=2e-4).coords[0]
    return NamedArea(code, name, parent_code, shape, round(inside[0], 7), round(inside[1], 7))


def _road_names(rng: np.random.Generator, ground: Ground, words: dict[str, Any]) -> tuple[Name, ...]:
    avenues = list(words["avenues"])
    streets = [stem + end for end in words["road_ends"] for stem in " ".join(words["road_stems"]).split()]
    nearby = streets[: len(streets) // 3]
    rng.shuffle(nearby)
    stock = streets[len(streets) // 3 :] + nearby
    names: list[Name] = []
    for road in ground.roads:
        if road.rank == 0:
            text = avenues.pop(0) if avenues else stock.pop()
        elif road.rank < 3:
            text = stock.pop() if stock else ""
        else:
            text = ""
        names.append(Name(text, _road_in_english(text)) if text else Name(""))
    return tuple(names)


ROAD_WORDS = {
    "大道": "Avenue",
    "东街": "East Street",
    "西街": "West Street",
    "新街": "New Street",
    "南路": "South Road",
}
ROAD_WORDS |= {
    "北路": "North Road",
    "支路": "Branch Road",
    "一路": "1st Road",
    "二路": "2nd Road",
    "驿道": "Post Road",
}
ROAD_WORDS |= {"路": "Road", "街": "Street", "巷": "Lane", "里": "Alley"}


def _road_in_english(text: str) -> str:
    for ending, word in ROAD_WORDS.items():
        if text.endswith(ending):
            return f"{romanised(text.removesuffix(ending))} {word}"
    return romanised(text)
