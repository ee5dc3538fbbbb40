"""The next moves: allowed ones as buttons with their keys, refused ones with the reason beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gridcenter.desktop.pages.incidents_applications import PendingApplications
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.flow_layout import FlowLayout
from gridcenter.desktop.widgets.panel import Panel, hair
from gridcenter.desktop.widgets.text import PressButton, button, label, unmarked
from gridcenter.domain.adjustments import AdjustmentRow
from gridcenter.domain.incidents import IncidentDetail
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.language import pick, tr

_KEY = 20


class KeyButton(PressButton):
    """A button with its letter in a small box behind the word."""

    def __init__(
        self, theme: Theme, text: str, letter: str, *, primary: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(unmarked(text), parent)
        self._theme = theme
        self._letter = letter
        self._primary = primary
        self.setProperty("kind", "primary" if primary else "normal")
        self.setAccessibleName(text)
        if letter:
            self.setStyleSheet(f"QPushButton {{ padding-right: {theme.px(_KEY + 20)}px; }}")

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(self._theme.px(72), 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._letter:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._theme.px(_KEY)
        box = QRectF(self.width() - side - self._theme.px(10), (self.height() - side) / 2, side, side)
        ink = self._theme.color("text.on_accent" if self._primary else "text.tertiary")
        line = ink if self._primary else self._theme.color("line.normal")
        painter.setPen(QPen(line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, self._theme.px(3), self._theme.px(3))
        painter.setPen(ink)
        painter.setFont(self._theme.font("caption"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.end()


class MovesPanel(Panel):
    """Shows `MoveChoice`s. Their letters work while the focus is anywhere inside `scope` (the page)."""

    pressed = Signal(object)
    """The `MoveChoice` the operator wants to take."""

    def __init__(self, theme: Theme, scope: QWidget, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._zone = zone
        self.applications: PendingApplications | None = None
        self._scope = scope
        self._choices: tuple[MoveChoice, ...] = ()
        self._who = ""
        self._state = ""
        self._pending: tuple[AdjustmentRow, ...] = ()
        self._keys: list[QShortcut] = []
        self.buttons: dict[str, QPushButton] = {}
        self.refusals: dict[str, str] = {}
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_body(self._area)
        self.show_choices((), "", "")

    @property
    def choices(self) -> tuple[MoveChoice, ...]:
        return self._choices

    def show_choices(
        self,
        choices: Sequence[MoveChoice],
        who: str,
        state: str,
        pending: Sequence[AdjustmentRow] = (),
    ) -> None:
        """Show what may be done: `who` is the person at this desk, `state` that of the incident.

        `pending` are the applications that await a decision: they stand above the moves.
        """
        self._choices, self._who, self._state, self._pending = tuple(choices), who, state, tuple(pending)
        self.retranslate()

    def retranslate(self) -> None:
        words = tr("{who} · state: {state}").format(who=self._who, state=self._state) if self._state else ""
        self.set_title(tr("Possible moves"), words)
        self._clear()
        self._content = body = QWidget()
        body.setObjectName("scrolled")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        allowed = [choice for choice in self._choices if not choice.refusal]
        refused = [choice for choice in self._choices if choice.refusal]
        if self._pending:
            self.applications = PendingApplications(self.theme, self._zone, self._pending)
            column.addWidget(self.applications)
            column.addWidget(hair())
        column.addWidget(self._allowed(allowed))
        if refused:
            column.addWidget(hair())
            column.addWidget(self._refused(refused))
        column.addStretch(1)
        self._area.setWidget(body)

    def _clear(self) -> None:
        for key in self._keys:
            key.setEnabled(False)
            key.deleteLater()
        self._keys = []
        self.buttons = {}
        self.refusals = {}
        self.applications = None

    def _allowed(self, choices: Sequence[MoveChoice]) -> QWidget:
        box = QWidget()
        self._flow = flow = FlowLayout(box, gap=self.theme.px(8))
        edge = self.theme.px(16)
        flow.setContentsMargins(edge, self.theme.px(12), edge, self.theme.px(12))
        for choice in choices:
            made = KeyButton(self.theme, pick(choice.name), choice.letter, primary=choice.usual)
            made.clicked.connect(lambda _on=False, choice=choice: self.pressed.emit(choice))
            self.buttons[choice.action] = made
            flow.addWidget(made)
            self._listen(choice)
        if not choices:
            flow.addWidget(
                label(tr("Nothing can be done here by this role just now."), "caption", tone="secondary")
            )
        return box

    def _listen(self, choice: MoveChoice) -> None:
        if not choice.letter:
            return
        key = QShortcut(QKeySequence(choice.letter), self._scope)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(lambda: self.pressed.emit(choice))
        self._keys.append(key)

    def _refused(self, choices: Sequence[MoveChoice]) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        px = self.theme.px
        grid.setContentsMargins(px(16), px(10), px(16), px(10))
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        for place, choice in enumerate(choices):
            made = button(pick(choice.name), "compact")
            made.setEnabled(False)
            self.buttons[choice.action] = made
            self.refusals[choice.action] = choice.refusal
            grid.addWidget(made, place, 0)
            grid.addWidget(label(choice.refusal, "caption", tone="secondary", wrap=True), place, 1)
        return box


def detail_and_moves(
    incident: Callable[[int], IncidentDetail | None],
    moves: Callable[[int], Sequence[MoveChoice]],
    wanted: int,
) -> tuple[IncidentDetail | None, Sequence[MoveChoice]]:
    """Ask both on one worker, so that the moves belong to the state on show."""
    detail = incident(wanted)
    return detail, moves(wanted) if detail is not None else ()
