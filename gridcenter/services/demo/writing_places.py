"""Writing the ground: divisions, grids, posts, backdrop, units, accounts and components."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import shapely
from sqlalchemy import select

from gridcenter.domain.places import LEVEL_BY_LENGTH
from gridcenter.language import tr
from gridcenter.services.demo.buildings import PlacedComponent
from gridcenter.services.demo.naming import DISTRICT_CODE, NamedGround, word_list
from gridcenter.services.demo.reporting import Pen
from gridcenter.services.demo.scenery import Scenery
from gridcenter.services.demo.staff import Staff
from gridcenter.store.models import (
    Account,
    BackdropShape,
    Category,
    Component,
    Division,
    Grid,
    Post,
    Scope,
    Unit,
)

LEVELS = {length: level for level, length in enumerate(sorted(LEVEL_BY_LENGTH), start=1)}
EDITION = "demo"
LEVEL_REASONS = {"L1": "", "L2": "沿街商铺较多", "L3": "学校与医院周边", "L4": "临水临崖路段"}
STATES = ("intact", "damaged", "missing", "disused")


def write_divisions(pen: Pen, named: NamedGround) -> None:
    rows = [
        (
            area.code,
            LEVELS[len(area.code)],
            area.name.zh,
            area.name.en,
            area.parent_code or None,
            EDITION,
            shapely.to_geojson(area.shape),
            area.longitude,
            area.latitude,
        )
        for area in named.divisions
    ]
    columns = (
        "code",
        "level",
        "name",
        "name_en",
        "parent_code",
        "edition",
        "geometry",
        "longitude",
        "latitude",
    )
    pen.write(tr("places"), Division, columns, rows, total=len(rows))


def write_grids(pen: Pen, named: NamedGround, *, seed: int, now: datetime) -> None:
    """Write one version per grid; the level describes the place, with a reason and a date of review."""
    rng = np.random.default_rng([seed, 7])
    kinds = rng.choice(["GT11", "GT12", "GT13"], len(named.grids), p=[0.9, 0.05, 0.05])
    levels = rng.choice(list(LEVEL_REASONS), len(named.grids), p=[0.68, 0.2, 0.1, 0.02])
    since = now - timedelta(days=400)
    review = now.date() + timedelta(days=120)
    rows = [
        (
            grid.code,
            grid.name.zh,
            grid.name.en,
            grid.parent_code,
            str(kind),
            str(level),
            LEVEL_REASONS[str(level)],
            review if level != "L1" else None,
            shapely.to_geojson(grid.shape),
            grid.longitude,
            grid.latitude,
            since,
        )
        for grid, kind, level in zip(named.grids, kinds, levels, strict=True)
    ]
    columns = (
        "code",
        "name",
        "name_en",
        "community_code",
        "kind",
        "level",
        "level_reason",
        "level_review_on",
    )
    columns_of_place = ("geometry", "longitude", "latitude", "valid_from")
    pen.write(tr("grids"), Grid, columns + columns_of_place, rows, total=len(rows))


def write_backdrop(pen: Pen, named: NamedGround, scenery: Scenery) -> None:
    words = word_list("places")
    water = [words["river"], words["tributary"]]
    rows = []
    for scene in scenery.scenes:
        zh, en = "", ""
        if scene.road is not None:
            zh, en = named.roads[scene.road]
        elif scene.kind == "water" and water:
            zh, en = water[0]["zh"], water[0]["en"]
            water = []
        rows.append((scene.kind, zh, en, shapely.to_geojson(scene.shape)))
    pen.write(tr("backdrop"), BackdropShape, ("kind", "name", "name_en", "geometry"), rows, total=len(rows))


def write_staff(pen: Pen, staff: Staff) -> None:
    units = [
        (unit.id, unit.code, unit.name.zh, unit.name.en, unit.kind, unit.parent_id, unit.division_code)
        for unit in staff.units
    ]
    columns = ("id", "code", "name", "name_en", "kind", "parent_id", "division_code")
    pen.write(tr("units"), Unit, columns, units, total=len(units))
    accounts = [(one.id, one.login, one.name, one.role, one.unit_id) for one in staff.accounts]
    pen.write(
        tr("accounts"), Account, ("id", "login", "name", "role", "unit_id"), accounts, total=len(accounts)
    )
    scopes = [(one.id, one.area) for one in staff.accounts]
    pen.write(tr("accounts"), Scope, ("account_id", "division_code"), scopes, total=len(scopes))
    posts = [(post.grid_code, post.role, post.slot, post.holder) for post in staff.posts]
    pen.write(tr("posts"), Post, ("grid_code", "role", "slot", "holder"), posts, total=len(posts))


def write_components(
    pen: Pen, named: NamedGround, components: list[PlacedComponent], staff: Staff, *, seed: int
) -> None:
    rng = np.random.default_rng([seed, 8])
    statement = select(Category.code, Category.id, Category.name).where(Category.set_key == "components")
    kinds = {code: (number, name) for code, number, name in pen.session.execute(statement)}
    states = rng.choice(STATES, len(components), p=[0.965, 0.025, 0.004, 0.006])
    keeper = _keepers(staff)

    def rows() -> Iterator[tuple[Any, ...]]:
        serial: dict[str, int] = {}
        for one, state in zip(components, states, strict=True):
            serial[one.kind] = number = serial.get(one.kind, 0) + 1
            grid = named.grids[one.grid]
            category, name = kinds[one.kind]
            yield (
                f"{DISTRICT_CODE}{one.kind}{number:06d}",
                category,
                name,
                str(state),
                keeper(one.kind),
                grid.code,
                grid.parent_code,
                one.longitude,
                one.latitude,
            )

    columns = ("code", "category_id", "name", "state", "unit_id", "grid_code", "community_code")
    pen.write(tr("components"), Component, (*columns, "longitude", "latitude"), rows(), total=len(components))


def _keepers(staff: Staff) -> Any:
    """Return who keeps a kind of component."""
    by_kind = {"01013": "XF", "01005": "DL", "01048": "DL", "01007": "TX", "01027": "TX", "01011": "RQ"}
    by_kind |= {"01037": "LD", "01001": "SW", "01002": "SW", "01003": "SW", "01004": "SW"}
    by_major = {"01": "ZJ", "02": "JT", "03": "HW", "04": "YL"}
    return lambda kind: staff.by_code[by_kind.get(kind, by_major[kind[:2]])]
