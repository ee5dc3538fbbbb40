"""The household as a tree of boxes: the household on top, then one line per generation; who moved out is dashed."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import button, set_button_text
from gridcenter.domain.freshness import STALE_MARK
from gridcenter.domain.people import HouseholdMember, PersonCard
from gridcenter.language import by_count, pick, tr

_BOX_W, _NARROWEST, _BOX_H, _GAP_X, _GAP_Y, _EDGE = 168, 112, 56, 24, 28, 16
_RIGHT_SHARE = 0.6
"""The most of a line of a box that the words at its right take."""
_KEEP_END = Qt.TextElideMode.ElideLeft


class HouseholdTree(QWidget):
    """Painted by hand; the same content stands in the accessible description."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card: PersonCard | None = None
        self._lines: list[list[HouseholdMember]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self.update)

    @property
    def card(self) -> PersonCard | None:
        return self._card

    def show_card(self, card: PersonCard | None) -> None:
        self._card = card
        self._arrange()
        self.setAccessibleName(tr("Household"))
        self.setAccessibleDescription("; ".join(_spoken(member) for member in card.household) if card else "")

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(440), self._needed_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_NARROWEST + 2 * _EDGE), self._needed_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._card is None or not self._lines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        root = self._row_boxes(0, 1)[0]
        for place, members in enumerate(self._lines, 1):
            boxes = self._row_boxes(place, len(members))
            for member, box in zip(members, boxes, strict=True):
                self._paint_elbow(painter, root, box, gone=member.left_on is not None)
        self._paint_root(painter, root)
        for place, members in enumerate(self._lines, 1):
            for member, box in zip(members, self._row_boxes(place, len(members)), strict=True):
                self._paint_member(painter, box, member)
        painter.end()

    def _arrange(self) -> None:
        """Break every generation into lines of as many boxes as the width holds."""
        members = sorted(self._card.household, key=lambda member: member.generation) if self._card else []
        room = self.width() - 2 * self._theme.px(_EDGE)
        across = max(
            1, (room + self._theme.px(_GAP_X)) // (self._theme.px(_NARROWEST) + self._theme.px(_GAP_X))
        )
        self._lines = []
        for _, generation in groupby(members, key=lambda member: member.generation):
            line = list(generation)
            self._lines += [line[start : start + across] for start in range(0, len(line), across)]
        self.updateGeometry()
        self.update()

    def _needed_height(self) -> int:
        rows = len(self._lines) + 1
        px = self._theme.px
        return 2 * px(_EDGE) + rows * px(_BOX_H) + (rows - 1) * px(_GAP_Y)

    def _row_boxes(self, row: int, count: int) -> list[QRectF]:
        px = self._theme.px
        gap = px(_GAP_X)
        room = self.width() - 2 * px(_EDGE) - (count - 1) * gap
        width = min(px(_BOX_W), room / count)
        left = (self.width() - count * width - (count - 1) * gap) / 2
        top = px(_EDGE) + row * (px(_BOX_H) + px(_GAP_Y)) + 0.5
        return [QRectF(left + place * (width + gap), top, width, px(_BOX_H)) for place in range(count)]

    def shown_box(self) -> QRectF | None:
        """Return where the person of the card stands; None without a household."""
        for place, members in enumerate(self._lines, 1):
            for member, box in zip(members, self._row_boxes(place, len(members)), strict=True):
                if member.shown:
                    return box
        return None

    def _paint_elbow(self, painter: QPainter, root: QRectF, box: QRectF, *, gone: bool) -> None:
        pen = QPen(self._theme.color("line.control"), 1.5)
        pen.setStyle(Qt.PenStyle.DashLine if gone else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        bend = box.top() - self._theme.px(_GAP_Y) / 2
        start = QPointF(root.center().x(), root.bottom())
        corners = (start, QPointF(start.x(), bend), QPointF(box.center().x(), bend))
        painter.drawPolyline([*corners, QPointF(box.center().x(), box.top())])

    def _paint_root(self, painter: QPainter, box: QRectF) -> None:
        card = self._card
        if card is None:
            return
        self._paint_box(painter, box, selected=False, dashed=False)
        present = sum(member.left_on is None for member in card.household)
        upper, lower = self._halves(box)
        count = by_count(present, tr("{n} person"), tr("{n} persons")).format(n=present)
        left, right = self.head_rooms(upper, count)
        self._write(painter, right, count, "caption", "text.tertiary", right=True, share=1)
        self._write(painter, left, card.household_number, "body_strong", "text.primary", mode=_KEEP_END)
        self._write(painter, lower, pick(card.grid), "caption", "text.secondary")

    def head_rooms(self, line: QRectF, count: str) -> tuple[QRectF, QRectF]:
        """Return where the number of the household has room, and where the count of its persons beside it."""
        wished = self._theme.metrics("caption").horizontalAdvance(count) + self._theme.px(2)
        taken = min(float(wished), line.width() * _RIGHT_SHARE)
        edge = line.right() - taken
        left = QRectF(line.left(), line.top(), edge - self._theme.px(8) - line.left(), line.height())
        return left, QRectF(edge, line.top(), taken, line.height())

    def _paint_member(self, painter: QPainter, box: QRectF, member: HouseholdMember) -> None:
        gone = member.left_on is not None
        self._paint_box(painter, box, selected=member.shown, dashed=gone)
        upper, lower = self._halves(box)
        name = self._theme.metrics("body_strong").horizontalAdvance(member.name) + self._theme.px(8)
        share = max(_RIGHT_SHARE, 1 - name / upper.width())
        self._write(
            painter, upper, pick(member.relation), "caption", "text.tertiary", right=True, share=share
        )
        ink = "text.tertiary" if gone else "text.primary"
        self._write(painter, upper, member.name, "body_strong", ink)
        below = (
            _left(member)
            if gone
            else " · ".join(part for part in (pick(member.sex), member.age_band) if part)
        )
        self._write(painter, lower, below, "caption", "text.tertiary" if gone else "text.secondary")

    def _paint_box(self, painter: QPainter, box: QRectF, *, selected: bool, dashed: bool) -> None:
        line = "accent.base" if selected else "line.control"
        pen = QPen(self._theme.color(line), 2 if selected else 1)
        pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(self._theme.color("surface.selected" if selected else "surface.panel"))
        painter.drawRoundedRect(box, self._theme.px(4), self._theme.px(4))

    def _halves(self, box: QRectF) -> tuple[QRectF, QRectF]:
        px = self._theme.px
        room = box.adjusted(px(10), px(6), -px(10), -px(6))
        half = room.height() / 2
        return (
            QRectF(room.left(), room.top(), room.width(), half),
            QRectF(room.left(), room.top() + half, room.width(), half),
        )

    def _write(
        self,
        painter: QPainter,
        room: QRectF,
        text: str,
        role: str,
        color: str,
        *,
        right: bool = False,
        share: float = _RIGHT_SHARE,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.color(color))
        width = int(room.width() * (share if right else 1))
        shown = painter.fontMetrics().elidedText(text, mode, width)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)


def _left(member: HouseholdMember) -> str:
    return tr("moved out {month}").format(month=f"{member.left_on:%Y-%m}") if member.left_on else ""


def _spoken(member: HouseholdMember) -> str:
    parts = (member.name, pick(member.relation), pick(member.sex), member.age_band, _left(member))
    return ", ".join(part for part in parts if part)


def household_words(card: PersonCard | None) -> str:
    """Say when somebody of the household was last met; what is stale says so in words and by its mark."""
    if card is None or not card.household:
        return tr("as registered")
    met = tr("met {day}").format(day=card.met_on) if card.met_on is not None else tr("never met")
    return f"{STALE_MARK} {tr('stale')} · {met}" if card.household_stale else met


class HouseholdPanel(Panel):
    """The tree of the household on show, or why there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.tree = HouseholdTree(theme)
        self.area = scrolled(self.tree)
        self.states = StateStack(theme, self.area)
        self.home = button("", "link")
        self.home.hide()
        self.header_right.addWidget(self.home)
        self.set_body(self.states)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_title(tr("Household"), household_words(self.tree.card))
        set_button_text(self.home, tr("Open the home"))

    def show_card(self, card: PersonCard | None) -> None:
        self.tree.show_card(card)
        self.set_sub(household_words(card))
        if card is not None and card.household:
            self.states.show_content()
            QTimer.singleShot(0, self, self.show_shown)
        elif card is not None:
            self.states.empty(tr("No household is recorded"))
        else:
            self.states.empty(
                tr("Nobody is open"),
                tr("Who is registered together, and how they are related, stands here after a look-up."),
            )

    def show_shown(self) -> None:
        """Bring the person of the card into view where the tree is higher than the panel."""
        box = self.tree.shown_box()
        if box is not None:
            middle = box.center().toPoint()
            self.area.ensureVisible(middle.x(), middle.y(), 0, round(box.height() / 2) + self.theme.px(_EDGE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self.show_shown)


def scrolled(content: QWidget) -> QScrollArea:
    """Return a frameless area that scrolls `content` and takes no keyboard."""
    content.setObjectName("scrolled")
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
