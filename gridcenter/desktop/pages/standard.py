"""The pages of a desk in the order of the rail, and how each is made from what the window has.

The Overview comes with the program; the others are loaded when they are first shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_look import LookSwitch
from gridcenter.desktop.frame_pages import PageEntry
from gridcenter.desktop.frame_rail import RailItem
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.map.page_host import PageHost
from gridcenter.desktop.pages.overview import OverviewPage
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.domain.calendars import Calendar
from gridcenter.language import tr

if TYPE_CHECKING:
    from gridcenter.desktop.pages.administration import AdministrationPage
    from gridcenter.desktop.pages.incidents import IncidentsPage
    from gridcenter.desktop.pages.indicators import IndicatorsPage
    from gridcenter.desktop.pages.map import MapPage
    from gridcenter.desktop.pages.registers import RegistersPage
    from gridcenter.desktop.pages.supervision import SupervisionPage

_MODULES = (
    "incidents",
    "incidents_attachments",
    "incidents_correcting",
    "incidents_merging",
    "map",
    "registers",
    "indicators",
    "supervision",
    "administration",
)


_OF_RESIDENTS = (
    "look-up visits checks rolls changes ledgers care files twins merge organisation credit code "
    "查询 走访 我的查询 核查 名册 人口变动 台账 关爱 并档 组织 信用代码 告知"
)
_OF_ADMINISTRATION = (
    "imports files units responsibility flows privacy notice leak assessment "
    "导入 批次 单位 权责清单 流程 本席位 个人信息保护 告知书 影响评估 泄露"
)


def standard_pages(
    ports: DeskPorts,
    background: Background,
    theme: Theme,
    *,
    filters: FilterState,
    live: LiveFeed,
    look: LookSwitch,
    calendar: Calendar | None,
    zone: ZoneInfo,
    now: datetime,
    map_page: PageHost | None = None,
) -> list[PageEntry]:
    """Return the seven pages; a page is made when it is first shown. `map_page` is the Overview's, begun before."""
    make = _Pages(ports, background, theme, filters, live, look, calendar, zone, now, map_page)
    return [
        PageEntry(RailItem("overview", "overview", lambda: tr("Overview")), make.overview),
        PageEntry(RailItem("incidents", "incidents", lambda: tr("Incidents")), make.incidents),
        PageEntry(RailItem("map", "map", lambda: tr("Map")), make.map),
        PageEntry(
            RailItem("residents", "residents", lambda: tr("Residents"), more=_OF_RESIDENTS), make.residents
        ),
        PageEntry(RailItem("indicators", "indicators", lambda: tr("Indicators")), make.indicators),
        PageEntry(
            RailItem("supervision", "supervision", lambda: tr("Supervision"), badge=True), make.supervision
        ),
        PageEntry(
            RailItem("administration", "administration", lambda: tr("Admin"), more=_OF_ADMINISTRATION),
            make.administration,
        ),
    ]


@dataclass(frozen=True, slots=True)
class _Pages:
    """What the pages are made from, and how each of them is."""

    ports: DeskPorts
    background: Background
    theme: Theme
    filters: FilterState
    live: LiveFeed
    look: LookSwitch
    calendar: Calendar | None
    zone: ZoneInfo
    now: datetime
    map_page: PageHost | None

    def overview(self) -> OverviewPage:
        return OverviewPage(
            self.ports,
            self.background,
            self.theme,
            filters=self.filters,
            calendar=self.calendar,
            now=self.now,
            map_page=self.map_page,
        )

    def incidents(self) -> IncidentsPage:
        page: type[IncidentsPage] = _page("incidents", "IncidentsPage")
        ports, background, theme = self.ports, self.background, self.theme
        made = page(
            ports,
            background,
            theme,
            filters=self.filters,
            calendar=self.calendar,
            now=self.now,
            zone=self.zone,
        )
        if ports.attachments is not None:
            add_attachments = _page("incidents_attachments", "add_attachments")
            add_attachments(made, ports.attachments, background, theme, self.zone, live=self.live)
        correcting = _page("incidents_correcting", "add_correcting")(made)
        if ports.merging is not None:
            add_merging = _page("incidents_merging", "add_merging")
            merging = add_merging(made, ports.merging, background, theme, self.zone)
            merging.urgency_wanted.connect(correcting.offer_urgency)
        return made

    def map(self) -> MapPage:
        page: type[MapPage] = _page("map", "MapPage")
        return page(
            self.ports,
            self.background,
            self.theme,
            filters=self.filters,
            calendar=self.calendar,
            now=self.now,
        )

    def residents(self) -> RegistersPage:
        page: type[RegistersPage] = _page("registers", "RegistersPage")
        return page(self.ports, self.background, self.theme, live=self.live, zone=self.zone)

    def indicators(self) -> IndicatorsPage:
        page: type[IndicatorsPage] = _page("indicators", "IndicatorsPage")
        return page(self.ports, self.background, self.theme)

    def supervision(self) -> SupervisionPage:
        page: type[SupervisionPage] = _page("supervision", "SupervisionPage")
        return page(
            self.ports,
            self.background,
            self.theme,
            filters=self.filters,
            calendar=self.calendar,
            zone=self.zone,
            now=self.now,
        )

    def administration(self) -> AdministrationPage:
        page: type[AdministrationPage] = _page("administration", "AdministrationPage")
        return page(self.ports, self.background, self.theme, live=self.live, look=self.look, zone=self.zone)


def _page(module: str, name: str) -> Any:
    return getattr(import_module(f"gridcenter.desktop.pages.{module}"), name)


def page_loads() -> tuple[Callable[[], object], ...]:
    """Return what loads the pages' modules, one each; any thread."""
    return tuple(partial(import_module, f"gridcenter.desktop.pages.{module}") for module in _MODULES)
