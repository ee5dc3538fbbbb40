"""What makes the Overview a picture for people ten metres away: nothing to press, nothing to scroll, no person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.models.queue_columns import OVERVIEW_COLUMNS, TWO_LINE_COLUMNS, Entry, QueueColumn
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.map_panel import MapPanel
from gridcenter.desktop.widgets.queue_view import QueuePanel
from gridcenter.domain.queue import reason


def why_without_person(entry: Entry) -> str:
    """Return the reason for a row's place, but never that somebody in need lives there: a wall hangs in public."""
    return reason(replace(entry.row, vulnerable=False), entry.now, overdue_place=entry.place)


_LIGHT, _CATEGORY, _TIME = TWO_LINE_COLUMNS
_PICTURE_COLUMNS = (_LIGHT, _CATEGORY, replace(_TIME, second=why_without_person))


def queue_columns(theme: Theme) -> Sequence[QueueColumn]:
    """Return one line per incident for a desk, two large ones for a wall."""
    return OVERVIEW_COLUMNS if theme.hands_on else _PICTURE_COLUMNS


def make_picture(page: QWidget, map_panel: MapPanel, queue: QueuePanel) -> None:
    """Take away what only hands need; new incidents come in at once, since nobody would let them in."""
    page.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    map_panel.view.set_wall(True)
    map_panel.header.hide()
    queue.chips.hide()
    queue.model.hold_arrivals = False
    queue.table.show_whole_rows()
    for part in page.findChildren(QWidget):
        part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
