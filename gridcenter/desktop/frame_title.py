"""What the frame says about its store: the title, the areas to choose from, whether its people are synthetic."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gridcenter.desktop.frame_status_bar import StatusBar
from gridcenter.desktop.frame_top_bar import Area, TopBar, streets_of
from gridcenter.desktop.ports import StoreFacts
from gridcenter.domain.places import DistrictMap
from gridcenter.language import pick, tr


class FrameTitle:
    """Keeps the facts and the district that came last; `whole` is the code of the area the desk may see."""

    def __init__(self, window: QWidget, top: TopBar, status: StatusBar, *, whole: str) -> None:
        self._window, self._top, self._status, self._whole = window, top, status, whole
        self._facts: StoreFacts | None = None
        self._chosen = ""
        self.district: DistrictMap | None = None

    def take_facts(self, facts: StoreFacts) -> None:
        self._facts = facts
        self.write()

    def take_district(self, district: DistrictMap) -> None:
        self.district = district
        self.write()

    def show_area(self, chosen: str) -> None:
        """Show which area everything is narrowed to; '' is the whole."""
        self._chosen = chosen
        self._top.show_area(chosen or self._whole)

    def write(self) -> None:
        facts = self._facts
        title = pick(facts.title) if facts is not None else tr("GridCenter")
        self._window.setWindowTitle(f"{title} — GridCenter" if facts is not None else title)
        divisions = self.district.divisions if self.district is not None else ()
        self._top.set_areas([Area(self._whole, title), *streets_of(divisions, without=self._whole)])
        self.show_area(self._chosen)
        self._status.show_synthetic(facts is not None and facts.synthetic)
