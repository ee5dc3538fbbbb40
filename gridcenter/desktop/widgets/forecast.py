"""What will turn red: one ▲ per incident (or per so many) stacked over half-hour slots, a dashed line at two hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.glyphs import paint_light
from gridcenter.desktop.theme import Theme
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import Light
from gridcenter.language import tr

SLOT = timedelta(minutes=30)
SLOTS = 8
SOON = timedelta(hours=2)
_LEAST_APART = 9
_LOW, _HIGH = 176, 232
_NEVER = datetime.max.replace(tzinfo=UTC)


def turning(rows: Sequence[QueueRow], now: datetime) -> list[QueueRow]:
    """Return what turns red within four hours if nothing happens, the nearest first."""
    until = now + SLOT * SLOTS
    coming = [row for row in rows if row.due_at is not None and not row.paused and now < row.due_at <= until]
    return sorted(coming, key=lambda row: nearness(row, now))


def nearness(row: QueueRow, _now: datetime) -> tuple[datetime, int]:
    """Return the sort key of what turns red: the deadline, whatever weighs more in the queue."""
    return row.due_at or _NEVER, row.id


def worth_of_a_light(counts: Sequence[int], room: int) -> int:
    """Return how many incidents one light stands for where `room` lights fit into a stack: heights stay comparable."""
    return max(-(-max(counts, default=0) // max(room, 1)), 1)


class ForecastView(QWidget):
    """Slots are half-open and begin at `now`, so that the two-hour line always stands after the fourth."""

    def __init__(self, theme: Theme, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zone = zone
        self._counts = [0] * SLOTS
        self._now: datetime | None = None
        self._roomy = False
        theme.changed.connect(lambda: self.set_roomy(self._roomy))

    def show_rows(self, rows: Sequence[QueueRow], now: datetime) -> None:
        self._now = now
        self._counts = [0] * SLOTS
        for row in turning(rows, now):
            if row.due_at is not None:
                self._counts[min(int((row.due_at - now) / SLOT), SLOTS - 1)] += 1
        self.setAccessibleDescription(self._soon_words())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._theme.px(_HIGH if self._roomy else _LOW))

    def set_roomy(self, roomy: bool) -> None:
        """Stand higher where the page has room for it."""
        self._roomy = roomy
        self.setFixedHeight(self.sizeHint().height())

    def _soon_words(self) -> str:
        return tr("within 2 hours {n}").format(n=sum(self._counts[: SOON // SLOT]))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        edge, foot = px(24), self.height() - px(32)
        step = (self.width() - 2 * edge) / SLOTS
        painter.fillRect(QRectF(edge, foot, self.width() - 2 * edge, 1), self._theme.color("line.control"))
        for slot, count in enumerate(self._counts):
            self._paint_slot(painter, edge + (slot + 0.5) * step, foot, count)
        self._paint_times(painter, edge, step, foot)
        self._paint_limit(painter, edge + step * (SOON // SLOT), foot)
        self._paint_worth(painter, foot)
        painter.end()

    def _paint_slot(self, painter: QPainter, middle: float, foot: float, count: int) -> None:
        px = self._theme.px
        side, apart, worth = self._stacking(foot)
        shown = -(-count // worth)
        for place in range(shown):
            box = QRectF(middle - side / 2, foot - px(6) - side - place * apart, side, side)
            paint_light(painter, Light.YELLOW, box, self._theme)
        if count:
            top = foot - px(6) - side - (shown - 1) * apart - px(22)
            box = QRectF(middle - px(30), top, px(60), px(20))
            self._say(painter, box, str(count), "body_strong", "text.primary")

    def _stacking(self, foot: float) -> tuple[float, float, int]:
        """Return the side of a light, the step from one to the next and how many incidents a light stands for.

        Lights get smaller, and then stand for more, until the highest stack finds room.
        """
        px = self._theme.px
        room = foot - px(28) - px(28)
        worth = worth_of_a_light(self._counts, int(room // px(_LEAST_APART)))
        highest = max(-(-max(self._counts) // worth), 1)
        apart = min(max(room / highest, px(_LEAST_APART)), px(24))
        return min(px(15), apart * 0.9), apart, worth

    def _paint_worth(self, painter: QPainter, foot: float) -> None:
        """Say what a light stands for where it is more than one incident."""
        worth = self._stacking(foot)[2]
        if worth == 1:
            return
        px = self._theme.px
        paint_light(painter, Light.YELLOW, QRectF(px(16), px(13), px(10), px(10)), self._theme)
        words = tr("= {n} incidents").format(n=worth)
        room = px(24) + (self.width() - px(48)) * (SOON / SLOT) / SLOTS - px(30) - px(150)
        if self._theme.metrics("caption").horizontalAdvance(words) > room:
            words = f"= {worth}"
        box = QRectF(px(30), px(8), px(120), px(20))
        self._say(painter, box, words, "caption", "text.tertiary", Qt.AlignmentFlag.AlignLeft)

    def _paint_times(self, painter: QPainter, edge: float, step: float, foot: float) -> None:
        if self._now is None:
            return
        for slot in range(0, SLOTS + 1, 1 if step > self._theme.px(56) else 2):
            moment = (self._now + SLOT * slot).astimezone(self._zone)
            half = self._theme.px(30)
            box = QRectF(edge + slot * step - half, foot + self._theme.px(4), 2 * half, self._theme.px(22))
            self._say(painter, box, f"{moment:%H:%M}", "caption", "text.tertiary")

    def _paint_limit(self, painter: QPainter, x: float, foot: float) -> None:
        px = self._theme.px
        painter.setPen(QPen(self._theme.color("chart_ref"), px(1.2), Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, px(10), x, foot))
        later = tr("after that {n}").format(n=sum(self._counts[SOON // SLOT :]))
        side = Qt.AlignmentFlag.AlignRight
        self._say(
            painter,
            QRectF(x - px(208), px(8), px(200), px(20)),
            self._soon_words(),
            "caption",
            "text.primary",
            side,
        )
        left = Qt.AlignmentFlag.AlignLeft
        self._say(
            painter, QRectF(x + px(8), px(8), px(200), px(20)), later, "caption", "text.secondary", left
        )

    def _say(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        role: str,
        color: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
    ) -> None:
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.color(color))
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)
