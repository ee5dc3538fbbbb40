"""The main lines of the drawing plane: river, tributary, avenues and the district's outline."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from gridcenter.services.demo.sizes import DemoPlan

BEYOND = 3200.0
"""Metres by which river and avenues run on outside the district."""


@dataclass(frozen=True, slots=True)
class Network:
    """Lines of the drawing plane, before the warp."""

    outline: Polygon
    river: LineString
    tributary: LineString
    avenues: tuple[LineString, ...]
    """Across the river or along it."""
    bank_avenues: tuple[LineString, ...]
    """Those that end at the river or at another avenue."""


def draw_network(rng: np.random.Generator, plan: DemoPlan) -> Network:
    half = plan.width / 2
    rows = _levels(rng, plan)
    along = [_row(rng, level, plan) for level in rows]
    bridges, one_bank = _columns(rng, plan, rows)
    diagonal = _diagonal(rng, plan)
    return Network(
        outline=_outline(rng, plan),
        river=LineString([(x, 0.0) for x in np.arange(-half - BEYOND, half + BEYOND, 90.0)]),
        tributary=_tributary(rng, plan),
        avenues=tuple(along + bridges),
        bank_avenues=(*one_bank, *diagonal),
    )


def _outline(rng: np.random.Generator, plan: DemoPlan) -> Polygon:
    """A rounded, uneven many-corner as borders that follow roads and ditches come out."""
    corners = 21
    angles = np.linspace(0, 2 * np.pi, corners, endpoint=False) + rng.normal(0, 0.07, corners)
    stretch = (np.abs(np.cos(angles)) ** 3.4 + np.abs(np.sin(angles)) ** 3.4) ** (-1 / 3.4)
    swing = 1 + 0.055 * np.sin(2 * angles + rng.uniform(0, 6)) + 0.04 * np.sin(3 * angles + rng.uniform(0, 6))
    radius = stretch * swing * (1 + rng.normal(0, 0.026, corners))
    x = radius * np.cos(angles) * plan.width / 2
    y = radius * np.sin(angles) * plan.height / 2 - 0.02 * plan.height
    return Polygon(np.column_stack([x, y]))


def _levels(rng: np.random.Generator, plan: DemoPlan) -> list[float]:
    """Distances of the avenues that run along the river, from it; wider apart towards the border."""
    if plan.streets == 1:
        return [-0.24 * plan.height, 0.26 * plan.height]
    steps = max(2, round(plan.height / 2 / 1000))
    shares = np.cumsum(np.linspace(0.8, 1.25, steps + 1))
    shares = shares[:-1] / shares[-1]
    north = shares * plan.height * 0.5 * (1 + rng.normal(0, 0.04, steps))
    south = -shares * plan.height * 0.5 * (1 + rng.normal(0, 0.05, steps))
    return [float(level) for level in (*sorted(south), *sorted(north))]


def _row(rng: np.random.Generator, level: float, plan: DemoPlan) -> LineString:
    x = np.arange(-plan.width / 2 - BEYOND, plan.width / 2 + BEYOND, 80.0)
    bend = (
        0.014 * plan.height * np.sin(2 * np.pi * x / (plan.width * rng.uniform(0.5, 1.1)) + rng.uniform(0, 6))
    )
    slope = rng.normal(0, 0.012) * x
    return LineString(np.column_stack([x, level + bend + slope]))


def _columns(
    rng: np.random.Generator, plan: DemoPlan, rows: list[float]
) -> tuple[list[LineString], list[LineString]]:
    """Return avenues across the river, and those of one bank only, set off against each other."""
    count = 2 if plan.streets == 1 else round(plan.width / 1050)
    gaps = rng.uniform(0.75, 1.25, count + 1)
    places = (np.cumsum(gaps)[:-1] / gaps.sum() - 0.5) * plan.width * 0.98
    bridges, one_bank = [], []
    for index, place in enumerate(places):
        if index % 2 == 0:
            bridges.append(_column(rng, float(place), plan, (-plan.height, plan.height)))
            continue
        shift = rng.uniform(0.1, 0.35) * plan.width / (count + 1)
        top = plan.height if rng.random() < 0.6 or plan.streets == 1 else max(rows) + 20
        one_bank.append(_column(rng, float(place + shift), plan, (0.0, top)))
        one_bank.append(_column(rng, float(place - shift), plan, (-plan.height, 0.0)))
    return bridges, one_bank


def _column(rng: np.random.Generator, place: float, plan: DemoPlan, reach: tuple[float, float]) -> LineString:
    low, high = (float(np.clip(end, -plan.height / 2 - BEYOND, plan.height / 2 + BEYOND)) for end in reach)
    y = np.append(np.arange(low, high, 80.0), high)
    lean = rng.normal(0, 0.06)
    bend = (
        0.010 * plan.width * np.sin(2 * np.pi * y / (plan.height * rng.uniform(0.7, 1.3)) + rng.uniform(0, 6))
    )
    bend = bend * np.minimum(1, np.abs(y) / 400)
    return LineString(np.column_stack([place + lean * y + bend, y]))


def _tributary(rng: np.random.Generator, plan: DemoPlan) -> LineString:
    """A stream from the north that bends twice before it meets the river."""
    y = np.arange(0.0, plan.height / 2 + BEYOND, 60.0)
    start = 0.17 * plan.width
    bend = 0.045 * plan.width * np.sin(2 * np.pi * y / (0.62 * plan.height) + rng.uniform(2.2, 3.2))
    return LineString(np.column_stack([start + 0.16 * y + bend * np.minimum(1, y / 500), y]))


def _diagonal(rng: np.random.Generator, plan: DemoPlan) -> list[LineString]:
    """One old road that ignores the pattern, on the south bank."""
    if plan.streets == 1:
        return []
    start = np.array([-0.36 * plan.width, -plan.height / 2 - 900])
    end = np.array([-0.02 * plan.width, 0.0]) + rng.normal(0, 60, 2) * np.array([1, 0])
    share = np.linspace(0, 1, 40)[:, None]
    bow = np.column_stack([np.sin(np.pi * share[:, 0]) * 150, np.zeros(40)])
    return [LineString(start + share * (end - start) + bow)]


def faces(network: Network) -> list[Polygon]:
    """Return the blocks between the main lines inside the outline."""
    lines = [
        network.outline.boundary,
        network.river,
        network.tributary,
        *network.avenues,
        *network.bank_avenues,
    ]
    noded = shapely.unary_union(lines, grid_size=0.01)
    shapely.prepare(network.outline)
    return [
        block
        for block in shapely.get_parts(shapely.polygonize([noded]))
        if network.outline.contains(block.representative_point())
    ]
