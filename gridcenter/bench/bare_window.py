"""The yardstick of `bench start`: an empty QMainWindow with an empty QWebEngineView, in a process of its own."""

from __future__ import annotations

import time

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QMainWindow

from gridcenter.bench.children import say_ready

_TITLE = "painted"
_PAGE = (
    "data:text/html,<p>hello</p><script>requestAnimationFrame(() => requestAnimationFrame("
    f"() => {{ document.title = '{_TITLE}' }}))</script>"
)


def main() -> None:
    app = QApplication([])
    window = QMainWindow()
    view = QWebEngineView(window)
    window.setCentralWidget(view)
    window.resize(1920, 1080)
    view.titleChanged.connect(_end_when_painted)
    view.setUrl(QUrl(_PAGE))
    window.show()
    app.exec()


def _end_when_painted(title: str) -> None:
    if title == _TITLE:
        say_ready(time.monotonic())
        QApplication.quit()


if __name__ == "__main__":
    main()
