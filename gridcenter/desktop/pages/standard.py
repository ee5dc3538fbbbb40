"""The pages of a desk in the order of the rail, and how each is made from what the window has.

The Overview comes with the program; the others are loaded when they are first shown.
"""

from __future__ import annotations

from datetime import datetime
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
    from gridcenter.desktop.pages.residents import ResidentsPage
    from gridcenter.desktop.pages.supervision import SupervisionPage


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

    def overview() -> OverviewPage:
        return OverviewPage(
            ports, background, theme, filters=filters, calendar=calendar, now=now, map_page=map_page
        )

    def incidents() -> IncidentsPage:
        page: type[IncidentsPage] = _page("incidents", "IncidentsPage")
        made = page(ports, background, theme, filters=filters, calendar=calendar, now=now, zone=zone)
        if ports.attachments is not None:
            add_attachments = _page("incidents_attachments", "add_attachments")
            add_attachments(made, ports.attachments, background, theme, zone, live=live)
        if ports.merging is not None:
            add_merging = _page("incidents_merging", "add_merging")
            add_merging(made, ports.merging, background, theme, zone)
        return made

    def district_map() -> MapPage:
        page: type[MapPage] = _page("map", "MapPage")
        return page(ports, background, theme, filters=filters, calendar=calendar, now=now)

    def residents() -> ResidentsPage:
        page: type[ResidentsPage] = _page("residents", "ResidentsPage")
        return page(ports, background, theme, zone=zone)

    def indicators() -> IndicatorsPage:
        page: type[IndicatorsPage] = _page("indicators", "IndicatorsPage")
        return page(ports, background, theme)

    def supervision() -> SupervisionPage:
        page: type[SupervisionPage] = _page("supervision", "SupervisionPage")
        return page(ports, background, theme, filters=filters, calendar=calendar, zone=zone, now=now)

    def administration() -> AdministrationPage:
        page: type[AdministrationPage] = _page("administration", "AdministrationPage")
        return page(ports, background, theme, live=live, look=look, zone=zone)

    return [
        PageEntry(RailItem("overview", "overview", lambda: tr("Overview")), overview),
        PageEntry(RailItem("incidents", "incidents", lambda: tr("Incidents")), incidents),
        PageEntry(RailItem("map", "map", lambda: tr("Map")), district_map),
        PageEntry(RailItem("residents", "residents", lambda: tr("Residents")), residents),
        PageEntry(RailItem("indicators", "indicators", lambda: tr("Indicators")), indicators),
        PageEntry(RailItem("supervision", "supervision", lambda: tr("Supervision"), badge=True), supervision),
        PageEntry(RailItem("administration", "administration", lambda: tr("Admin")), administration),
    ]


def _page(module: str, name: str) -> Any:
    return getattr(import_module(f"gridcenter.desktop.pages.{module}"), name)
