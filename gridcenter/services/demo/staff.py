"""Units (单位) of the demo, the accounts of the people who work with it, and the posts (岗位) of its grids."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from gridcenter.domain.names import Name
from gridcenter.services.demo.naming import DISTRICT_CODE, NamedGround, word_list

VACANT = 0.035


@dataclass(frozen=True, slots=True)
class DemoUnit:
    id: int
    code: str
    name: Name
    kind: str
    parent_id: int | None
    division_code: str


@dataclass(frozen=True, slots=True)
class DemoAccount:
    id: int
    login: str
    name: str
    role: str
    unit_id: int | None
    area: str


@dataclass(frozen=True, slots=True)
class DemoPost:
    grid_code: str
    role: str
    slot: int
    holder: str


@dataclass
class Staff:
    first_unit: int = 1
    first_account: int = 1
    units: list[DemoUnit] = field(default_factory=list)
    accounts: list[DemoAccount] = field(default_factory=list)
    posts: list[DemoPost] = field(default_factory=list)
    by_code: dict[str, int] = field(default_factory=dict)
    """Unit ids by code; streets, communities and grid teams have the code of their area."""
    handlers: dict[int, DemoAccount] = field(default_factory=dict)
    """Who handles for a unit."""
    collectors: dict[str, DemoAccount] = field(default_factory=dict)
    """The grid worker of a community, by its code."""

    def add_unit(self, code: str, name: Name, kind: str, parent: str, division: str = "") -> int:
        number = self.first_unit + len(self.units)
        self.units.append(DemoUnit(number, code, name, kind, self.by_code.get(parent), division))
        self.by_code[code] = number
        return number

    def add_account(
        self, login: str, name: str, role: str, unit_id: int | None, area: str = ""
    ) -> DemoAccount:
        account = DemoAccount(self.first_account + len(self.accounts), login, name, role, unit_id, area)
        self.accounts.append(account)
        return account

    def holding(self, role: str) -> list[DemoAccount]:
        return [account for account in self.accounts if account.role == role]


def appoint_staff(named: NamedGround, seed: int, *, first_unit: int = 1, first_account: int = 1) -> Staff:
    """Number units and accounts from the given numbers on; the centre's own unit is the first."""
    rng = np.random.default_rng([seed, 6])
    words = word_list("units")
    staff = Staff(first_unit, first_account)
    staff.add_unit("ZX", Name(**words["centre"]), "department", "", DISTRICT_CODE)
    for one in words["departments"]:
        staff.add_unit(one["code"], Name(one["zh"], one["en"]), "department", "ZX", DISTRICT_CODE)
    for one in words["companies"]:
        staff.add_unit(one["code"], Name(one["zh"], one["en"]), "company", "ZX", DISTRICT_CODE)
    helpers = words["volunteers"]
    staff.add_unit(helpers["code"], Name(helpers["zh"], helpers["en"]), "volunteers", "ZX", DISTRICT_CODE)
    _add_areas(staff, named)
    for one in words["people"]:
        centre = None if one["role"] in ("wall", "auditor", "administrator") else staff.first_unit
        staff.add_account(one["login"], one["name"], one["role"], centre)
    _add_workers(staff, rng)
    _fill_posts(staff, named, rng)
    return staff


def _add_areas(staff: Staff, named: NamedGround) -> None:
    for area in named.divisions[1:]:
        kind = "street" if len(area.code) == 9 else "community"
        name = Name(area.name.zh, area.name.en if kind == "street" else f"{area.name.en} community")
        staff.add_unit(area.code, name, kind, area.parent_code if kind == "community" else "ZX", area.code)
    for grid in named.grids:
        name = Name(f"{grid.name.zh} 网格组", f"{grid.name.en} grid team")
        staff.add_unit(grid.code, name, "grid_team", grid.parent_code, grid.code)


def _add_workers(staff: Staff, rng: np.random.Generator) -> None:
    """One handler for each unit that gets tasks, one collector for each community."""
    for unit in staff.units:
        if unit.kind in ("department", "company", "street", "community") and unit.id != staff.first_unit:
            login = unit.code.lower() if not unit.division_code[6:] else f"u{unit.code[6:]}"
            area = unit.division_code if unit.kind in ("street", "community") else ""
            account = staff.add_account(login, made_up_name(rng), "handler", unit.id, area)
            staff.handlers[unit.id] = account
    for unit in staff.units:
        if unit.kind == "community":
            login = f"g{unit.code[6:]}"
            account = staff.add_account(login, made_up_name(rng), "collector", unit.id, unit.division_code)
            staff.collectors[unit.code] = account


def _fill_posts(staff: Staff, named: NamedGround, rng: np.random.Generator) -> None:
    """A chief, two deputies and one to three members for every grid; some posts are vacant."""
    for grid in named.grids:
        slots = [("CHIEF", 1), ("DEPUTY", 1), ("DEPUTY", 2)]
        slots += [("MEMBER", slot) for slot in range(1, int(rng.integers(2, 5)))]
        for role, slot in slots:
            holder = "" if rng.random() < VACANT else made_up_name(rng)
            staff.posts.append(DemoPost(grid.code, role, slot, holder))


def made_up_name(rng: np.random.Generator) -> str:
    words = word_list("people")
    surnames, weights = list(words["surnames"]), np.asarray(list(words["surnames"].values()), dtype=float)
    surname = str(rng.choice(surnames, p=weights / weights.sum()))
    stock = words["given"]["middle"][str(rng.choice(["male", "female"]))].split()
    return surname + str(rng.choice(stock))
