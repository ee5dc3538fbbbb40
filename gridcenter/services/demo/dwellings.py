"""Estates, buildings, units and rooms, and which household lives in which room."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gridcenter.services.demo.buildings import Building
from gridcenter.services.demo.naming import word_list

SPARE = 1.07
"""Rooms per household: some stand empty."""
MOST_FLOORS = 32
DOORS = 2


@dataclass(frozen=True, slots=True)
class House:
    """A dwelling house with its rooms: `entrances` units of `floors` floors with two doors each."""

    building: int
    entrances: int
    floors: int

    @property
    def rooms(self) -> int:
        return self.entrances * self.floors * DOORS


@dataclass(frozen=True, slots=True)
class Dwellings:
    """`estates` names the estate of each block with houses; `occupied` are room numbers counted over all houses."""

    houses: tuple[House, ...]
    estates: dict[int, str]
    occupied: npt.NDArray[np.int64]
    tenure: npt.NDArray[np.object_]
    """One of owned, let, untitled, empty for every room."""


def build_dwellings(rng: np.random.Generator, buildings: list[Building], *, households: int) -> Dwellings:
    """Make as many rooms as the households need, more of them in larger houses."""
    homes = [index for index, building in enumerate(buildings) if building.use == "dwelling"]
    size = np.asarray([buildings[index].footprint.area for index in homes])
    weight = size / size.mean() * rng.lognormal(0, 0.35, len(homes))
    wanted = weight / weight.sum() * households * SPARE
    houses = []
    for index, rooms, area in zip(homes, wanted, size / size.mean(), strict=True):
        entrances = int(np.clip(round(area * 2 + rng.normal(0, 0.4)), 1, 4))
        floors = int(np.clip(np.ceil(rooms / (entrances * DOORS)), 1, MOST_FLOORS))
        houses.append(House(index, entrances, floors))
    total = sum(house.rooms for house in houses)
    if total < households:
        raise ValueError("too few rooms for the households")
    occupied = np.sort(rng.permutation(total)[:households])
    tenure = np.full(total, "empty", dtype=object)
    tenure[occupied] = rng.choice(["owned", "let", "untitled"], households, p=[0.72, 0.25, 0.03])
    return Dwellings(tuple(houses), _estate_names(rng, buildings, homes), occupied, tenure)


def _estate_names(rng: np.random.Generator, buildings: list[Building], homes: list[int]) -> dict[int, str]:
    words = word_list("places")
    stems = " ".join(words["road_stems"]).split()
    stock = [stem + end for stem in stems for end in words["estate_ends"]]
    rng.shuffle(stock)
    blocks = sorted({buildings[index].block for index in homes})
    return {block: stock[position % len(stock)] for position, block in enumerate(blocks)}
