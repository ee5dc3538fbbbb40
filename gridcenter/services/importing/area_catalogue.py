"""Areas as case files name them: streets and communities by name, numbered wards, and the point to place a case."""

from __future__ import annotations

import hashlib
import math
import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from gridcenter.language import listed, tr
from gridcenter.services.importing.cells import RowRefused, as_number, as_text
from gridcenter.services.importing.division_codes import COMMUNITY, STREET, is_official, level_of, parent_of
from gridcenter.services.importing.presets import AreaRule
from gridcenter.services.importing.records import Job
from gridcenter.store.models import Division, Grid

DISTRICT = 3
_OFFICE = re.compile(r"(居民委员会|村民委员会|居委会|村委会|办事处)$")


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    point: tuple[float, float] | None
    """(lon, lat) at which a case without coordinates is placed, approximately."""


class NamedAreas:
    """Communities of one district, found by street and name; unknown ones are added with codes of our own."""

    def __init__(self, job: Job, rule: AreaRule) -> None:
        self._job = job
        self._rule = rule
        statement = select(Division).where(Division.code.startswith(rule.under, autoescape=True))
        self._divisions = {division.code: division for division in job.session.scalars(statement)}
        self._by_name = {
            (row.level, row.parent_code, plain_name(row.name)): row for row in self._divisions.values()
        }
        self._points = _grid_points(job, rule.under)
        self._found: dict[tuple[str, str, str], Place] = {}
        self._added: list[str] = []

    def place(self, cells: dict[str, Any]) -> Place:
        """Return where the row lies; without a community its street, without a street the district."""
        rule = self._rule
        names = (
            as_text(cells.get(rule.district), "community"),
            as_text(cells.get(rule.street), "community"),
            as_text(cells.get(rule.community), "community"),
        )
        known = self._found.get(names)
        if known is None:
            known = self._found[names] = self._resolve(names)
        return known

    def finish(self) -> None:
        if self._added:
            sentence = tr("Added below {code}, because the store did not know them: {names}.")
            names = listed(self._added)
            self._job.report.warn(sentence.format(code=self._rule.under, names=names))

    def _resolve(self, names: tuple[str, str, str]) -> Place:
        district, street, community = (name if name not in _nothing(self._job) else "" for name in names)
        division = self._divisions.get(self._rule.under) or self._add_district(district)
        if street:
            division = self._child(division, STREET, street)
        if community:
            division = self._child(division, COMMUNITY, community)
        return Place(division.code, self._point(division))

    def _child(self, parent: Division, level: int, name: str) -> Division:
        plain = plain_name(name)
        known = self._by_name.get((level, parent.code, plain)) or self._elsewhere(level, plain)
        return known or self._add(parent, level, name)

    def _elsewhere(self, level: int, plain: str) -> Division | None:
        """Streets are cut anew more often than communities: a name that is unique in the district will do."""
        found = [row for (lvl, _, name), row in self._by_name.items() if lvl == level and name == plain]
        return found[0] if len(found) == 1 else None

    def _add_district(self, name: str) -> Division:
        code = self._rule.under
        names = self._rule.under_name
        district = Division(
            code=code,
            level=level_of(code, None if is_official(code) else DISTRICT, "community"),
            name=name or names.zh or names.en,
            name_en=names.en,
            parent_code=parent_of(code),
        )
        return self._keep(district)

    def _add(self, parent: Division, level: int, name: str) -> Division:
        """Serials from 901 on are not used by the official tables."""
        code = next(code for n in range(901, 1000) if (code := f"{parent.code}{n}") not in self._divisions)
        return self._keep(Division(code=code, level=level, name=name[:100], parent_code=parent.code))

    def _keep(self, division: Division) -> Division:
        self._job.session.add(division)
        self._job.report.stored["division"] += 1
        self._added.append(division.name)
        self._divisions[division.code] = division
        self._by_name[division.level, division.parent_code, plain_name(division.name)] = division
        return division

    def _point(self, division: Division) -> tuple[float, float] | None:
        """The middle of its grids, else of its own boundary, else a point that depends on its name alone."""
        if division.code in self._points:
            return self._points[division.code]
        if division.longitude is not None and division.latitude is not None:
            return division.longitude, division.latitude
        return scattered(plain_name(division.name), self._rule)


class NumberedAreas:
    """Divisions told by a number only, such as wards."""

    def __init__(self, job: Job, rule: AreaRule) -> None:
        self._job = job
        self._rule = rule
        self._found: dict[str, Place] = {}

    def place(self, cells: dict[str, Any]) -> Place:
        text = as_text(cells.get(self._rule.number), "community")
        known = self._found.get(text)
        if known is None:
            known = self._found[text] = self._resolve(text)
        return known

    def finish(self) -> None:
        """Wards are named by the preset: there is nothing to warn about."""

    def _resolve(self, text: str) -> Place:
        rule = self._rule
        self._ensure(rule.under, DISTRICT, rule.under_name.zh, rule.under_name.en, None)
        number = as_number(text, "community")
        if not number:
            return Place(rule.under, None)
        if not number.is_integer() or not 0 < number < 1000:
            raise RowRefused("community", text, tr("no whole number"))
        code = f"{rule.prefix}{int(number):02d}"
        name = rule.number_name or rule.under_name
        self._ensure(code, STREET, name.zh.format(n=int(number)), name.en.format(n=int(number)), rule.under)
        return Place(code, None)

    def _ensure(self, code: str, level: int, zh: str, en: str, parent: str | None) -> None:
        if self._job.session.get(Division, code) is None:
            self._job.session.add(Division(code=code, level=level, name=zh, name_en=en, parent_code=parent))
            self._job.report.stored["division"] += 1


def plain_name(name: str) -> str:
    """Return a community's name without the office that stands for it (六联社区居委会 is 六联社区)."""
    return _OFFICE.sub("", name)


def scattered(name: str, rule: AreaRule) -> tuple[float, float] | None:
    """Return a point around the rule's centre that is always the same for one name."""
    if rule.centre is None:
        return None
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    angle = int.from_bytes(digest[:4]) / 2**32 * math.tau
    away = rule.radius_degrees * math.sqrt(int.from_bytes(digest[4:]) / 2**32)
    lon, lat = rule.centre
    return round(lon + away * math.cos(angle), 6), round(lat + away * math.sin(angle), 6)


def _nothing(job: Job) -> frozenset[str]:
    return job.preset.empty if job.preset else frozenset()


def _grid_points(job: Job, under: str) -> dict[str, tuple[float, float]]:
    statement = (
        select(Grid.community_code, func.avg(Grid.longitude), func.avg(Grid.latitude))
        .where(Grid.valid_until.is_(None), Grid.community_code.startswith(under, autoescape=True))
        .group_by(Grid.community_code)
    )
    return {code: (lon, lat) for code, lon, lat in job.session.execute(statement)}
