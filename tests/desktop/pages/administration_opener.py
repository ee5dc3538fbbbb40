"""The Administration page of somebody on a real store, for tests that press the keys of one of its tabs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desk.ports import desk_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.frame_look import LookSwitch
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.pages.administration import AdministrationPage
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE
from gridcenter.desktop.theme import Theme
from gridcenter.language import use_language
from gridcenter.services.feed import Feed
from gridcenter.store.engine import Store
from tests.services.matters import actor, settle


class Opener:
    """Opens pages on one store; what it opened is closed by `opening`."""

    def __init__(self, qtbot: QtBot, store: Store, theme: Theme, background: Background) -> None:
        self.qtbot, self.store, self.theme, self.background = qtbot, store, theme, background
        self.pages: list[QWidget] = []

    def page(self, role: str) -> AdministrationPage:
        """Return the page of an account with this role, shown and active."""
        holder = QWidget()
        self.qtbot.addWidget(holder)
        page = AdministrationPage(
            desk_ports(self.store, actor(role), DISTRICT_ZONE),
            self.background,
            self.theme,
            live=LiveFeed(partial(Feed, self.store, area="")),
            look=LookSwitch(self.theme, None, holder),
            zone=DISTRICT_ZONE,
        )
        self.qtbot.addWidget(page)
        self.pages.append(page)
        page.resize(1366, 700)
        page.show()
        page.activateWindow()
        self.qtbot.waitUntil(page.isActiveWindow)
        return page


Kind = TypeVar("Kind", bound=Opener)


@contextmanager
def opening(kind: type[Kind], qtbot: QtBot, qapp: QApplication, store: Store) -> Iterator[Kind]:
    use_language("en")
    settle(store)
    theme, background = Theme(), Background()
    theme.dress(qapp)
    made = kind(qtbot, store, theme, background)
    yield made
    for page in made.pages:
        page.close()
    assert background.close()
