"""Taking Qt objects apart when their time is over.

Python alone would keep them: a connection to a function that knows its window holds the window where the collector
cannot look. A window that stays is styled anew with each one opened after it, and keeps the board it showed.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from shiboken6 import isValid


def take_apart(*parts: QObject) -> None:
    """Destroy each part with its children and connections when the event loop turns next. GUI thread.

    Not at once: the web engine's threads still let go of a page that has just been closed.
    """
    for part in parts:
        if isValid(part):
            part.deleteLater()
