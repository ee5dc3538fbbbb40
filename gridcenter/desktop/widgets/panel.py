"""The panel: a surface with a 40 px header that says what it shows, and a body."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import Elide, ElidedLabel, label

_ROOMY_FROM = 1500
"""From which width of a page (px at 100 %) its panels stand apart as pictured."""


class Panel(QFrame):
    """A titled surface. Put content with `set_body`; `header_right` takes at most three chips or one button."""

    def __init__(self, theme: Theme, title: str = "", sub: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.theme = theme
        self.title = label(title, "body_strong")
        cut = Elide.ElideRight if theme.hands_on else Elide.ElideNone
        self.sub = ElidedLabel(sub, "caption", tone="tertiary", mode=cut, or_nothing=theme.hands_on)
        self.header = self._build_header()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self.header)
        self._body: QWidget | None = None
        self._named = ""
        """The name that tables without one of their own were given."""
        theme.changed.connect(self._fit)
        self._fit()

    def _build_header(self) -> QWidget:
        header = QWidget(self)
        header.setObjectName("panelHeader")
        header.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.header_row = QHBoxLayout(header)
        self.sub.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.header_row.addWidget(self.title)
        self.header_row.addWidget(self.sub, 1)
        self.header_right = QHBoxLayout()
        self.header_row.addLayout(self.header_right)
        return header

    def set_title(self, title: str, sub: str = "") -> None:
        self.title.setText(title)
        self.sub.setText(sub)
        self.name_tables()

    def set_sub(self, sub: str) -> None:
        self.sub.setText(sub)

    def set_body(self, body: QWidget, *, padded: bool = False) -> None:
        """Show `body` under the header; tables run to the edge, everything else is `padded` by 16."""
        if self._body is not None:
            self._column.removeWidget(self._body)
        self._body = body
        edge = self.theme.px(16) if padded else 0
        if padded:
            body.setContentsMargins(edge, edge, edge, edge)
        self._column.addWidget(body, 1)
        self.name_tables()

    def name_tables(self) -> None:
        """Let screen readers call a table as the panel is called, unless it has a name of its own."""
        if self._body is not None:
            self._named = give_name(self._body, self.title.text(), before=self._named)

    def body(self) -> QWidget | None:
        return self._body

    def _fit(self) -> None:
        gap = self.theme.px(8)
        self.header.setFixedHeight(self.theme.size("panel_header"))
        self.header_row.setContentsMargins(gap * 2, 0, gap * 2, 0)
        self.header_row.setSpacing(gap)
        self.header_right.setSpacing(gap)


def give_name(within: QWidget, name: str, *, before: str) -> str:
    """Name the tables in a widget that have no name, or the one that was given them before; return the new one."""
    for view in (within, *within.findChildren(QAbstractItemView)):
        head = isinstance(view, QHeaderView) or not isinstance(view, QAbstractItemView)
        if not head and view.accessibleName() in ("", before):
            view.setAccessibleName(name)
    return name


def page_gap(theme: Theme, width: int) -> int:
    """Return the gap between the panels of a page of this width, and around them: denser on small screens."""
    return theme.px(16 if width >= theme.px(_ROOMY_FROM) else 8)


def hair(parent: QWidget | None = None) -> QFrame:
    """Return a horizontal hair line, 1 px."""
    line = QFrame(parent)
    line.setObjectName("hair")
    line.setFixedHeight(1)
    return line
