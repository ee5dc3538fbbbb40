"""A desk in a process of its own: opens the window, types into the form of a new incident, and waits to be killed.

    python -m tests.desktop.killed_window STORE TEXT

It says "kept" once the form tells that the draft is kept, and types on behind it until the end.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gridcenter.desk.ports import desk_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.webscheme import register_scheme
from gridcenter.language import use_language
from gridcenter.services.feed import Feed
from gridcenter.store.engine import open_store, store_time
from tests.desktop.paged_window import paged_window
from tests.services.matters import actor

PATIENCE_S = 60


def until(true: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        QTest.qWait(20)


def main(url: str, text: str) -> None:
    register_scheme()
    app = QApplication(sys.argv[:1])
    use_language("en")
    theme, store = Theme(), open_store(url)
    theme.dress(app)
    ports = desk_ports(store, actor("acceptor"), DISTRICT_ZONE)
    live = LiveFeed(partial(Feed, store, area=""))
    with store.read() as session:
        now = store_time(session)
    background = Background()
    window = paged_window(ports, background, theme, live, zone=DISTRICT_ZONE, now=now, pages=["incidents"])
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    until(lambda: window.reporting.form is not None and window.reporting.form.isActiveWindow())
    form = window.reporting.form
    assert form is not None
    form.description.setFocus()
    QTest.keyClicks(form.description, text)
    until(lambda: form.kept.text() == "Kept as a draft")
    sys.stdout.write("kept\n")
    sys.stdout.flush()
    while True:
        QTest.keyClicks(form.description, "+")
        QTest.qWait(50)


if __name__ == "__main__":
    main(*sys.argv[1:])
