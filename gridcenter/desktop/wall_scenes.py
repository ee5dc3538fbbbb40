"""How the scenes (场景) of a wall are built: `ui/scenes/` says which there are, here stands what each key means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from gridcenter.desktop.background import Background
from gridcenter.desktop.map.page_host import PageHost
from gridcenter.desktop.pages.overview import OverviewPage
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.wall_rotation import Scene
from gridcenter.desktop.wall_situation import SituationScene
from gridcenter.domain.calendars import Calendar

ScenePage = OverviewPage | SituationScene


def build_scenes(
    scenes: Sequence[Scene],
    ports: DeskPorts,
    background: Background,
    theme: Theme,
    *,
    calendar: Calendar,
    now: datetime,
    map_page: PageHost | None = None,
) -> dict[Scene, ScenePage]:
    """Return the pages of the scenes in their order; each is made once and lives as long as the wall.

    `map_page` is the Overview's, begun before.
    """
    builders: Mapping[str, Callable[[], ScenePage]] = {
        "overview": lambda: OverviewPage(
            ports, background, theme, calendar=calendar, now=now, map_page=map_page
        ),
        "situation": lambda: SituationScene(theme, calendar=calendar, now=now),
    }
    return {scene: builders[scene.key]() for scene in scenes}
