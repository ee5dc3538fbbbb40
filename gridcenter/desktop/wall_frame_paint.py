"""What a wall's frame looks like: head with freshness and time, the banners, the foot. Px of the canvas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from gridcenter.desktop.frame_store_clock import time_words
from gridcenter.desktop.wall_canvas import WallCanvas
from gridcenter.desktop.wall_situation import where_words
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import Light
from gridcenter.domain.queue import signed_time
from gridcenter.domain.reminders import Event
from gridcenter.language import pick, tr

EDGE, HEAD, FOOT = 48, 96, 52
BANNER, STALE, GAP = 128, 64, 20
_CLOCK = 190
"""What the time of day takes at the right of the head."""


@dataclass(frozen=True, slots=True)
class Banner:
    """What keeps the scene: an incident, what happened to it, and how many more stand to be told."""

    row: QueueRow
    event: Event
    more: int


@dataclass(frozen=True, slots=True)
class FramePicture:
    """Everything the frame shows at one moment; `width` and `height` are the canvas's, `shown` is local time."""

    width: float
    height: float
    title: str
    scene: str
    place: tuple[int, int]
    shown: datetime
    now: datetime
    age_seconds: float
    stale: bool
    pinned: Banner | None
    calendar: Calendar
    synthetic: bool


def paint_frame(painter: QPainter, canvas: WallCanvas, picture: FramePicture) -> None:
    _paint_head(painter, canvas, picture)
    if picture.pinned is not None:
        _paint_banner(painter, canvas, picture, picture.pinned)
    if picture.stale:
        _paint_stale(painter, canvas, picture)
    _paint_foot(painter, canvas, picture)


def _paint_head(painter: QPainter, canvas: WallCanvas, picture: FramePicture) -> None:
    top = (STALE if picture.stale else 0) + 10
    right, high = picture.width - EDGE, HEAD - 20
    title = " · ".join(part for part in (picture.title, picture.scene) if part)
    canvas.write(painter, QRectF(EDGE, top, right - 640 - EDGE, high), title, "title", "text.primary")
    clock = QRectF(right - 240, top, 240, high)
    canvas.write(painter, clock, f"{picture.shown:%H:%M}", "figure", "text.primary", right=True)
    words = (
        tr("standing still")
        if picture.stale
        else tr("live · {s} s ago").format(s=f"{picture.age_seconds:.1f}")
    )
    box = QRectF(right - _CLOCK - 420, top, 420, high)
    canvas.write(painter, box, words, "caption", "text.secondary", right=True)
    glyph = QRectF(box.right() - canvas.advance(words, "caption") - 36, box.center().y() - 9, 18, 18)
    canvas.glyph(painter, Light.GREY if picture.stale else Light.GREEN, glyph)


def _paint_banner(painter: QPainter, canvas: WallCanvas, picture: FramePicture, banner: Banner) -> None:
    row = banner.row
    theme = canvas.theme
    box = QRectF(EDGE, picture.height - FOOT - BANNER, picture.width - 2 * EDGE, BANNER)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.light(Light.RED, "tint"))
    painter.drawRoundedRect(canvas.px(box), 6 * theme.look.scale, 6 * theme.look.scale)
    painter.fillRect(canvas.px(QRectF(box.left(), box.top(), 12, BANNER)), theme.light(Light.RED))
    canvas.glyph(painter, row.light(picture.now), QRectF(box.left() + 54, box.center().y() - 24, 48, 48))
    words = tr("New red light · {what}") if banner.event is Event.RED else tr("New and pressing · {what}")
    title = words.format(what=pick(row.category))
    room = box.width() - 148 - 540
    canvas.write(painter, QRectF(box.left() + 148, box.top() + 14, room, 60), title, "title", "text.primary")
    below = QRectF(box.left() + 148, box.top() + 72, room, 40)
    canvas.write(painter, below, where_words(row), "caption", "text.secondary")
    late = signed_time(row, picture.now, picture.calendar)
    right = QRectF(box.right() - 540, box.top() + 8, 500, 72)
    canvas.write(painter, right, late, "figure", "lights.red.text", right=True)
    under = QRectF(box.right() - 540, box.top() + 78, 500, 38)
    stays = tr("stays until a desk takes note")
    more = tr("{n} more · {words}").format(n=banner.more, words=stays) if banner.more else stays
    canvas.write(painter, under, more, "caption", "text.secondary", right=True)


def _paint_stale(painter: QPainter, canvas: WallCanvas, picture: FramePicture) -> None:
    box = QRectF(0, 0, picture.width, STALE)
    painter.fillRect(canvas.px(box), canvas.theme.color("surface.stale"))
    canvas.glyph(painter, Light.GREY, QRectF(EDGE, 17, 30, 30))
    words = tr("Data stopped at {time}, {s} s ago").format(
        time=time_words(picture.shown), s=int(picture.age_seconds)
    )
    room = QRectF(EDGE + 48, 0, picture.width - 2 * EDGE - 48, STALE)
    canvas.write(painter, room, words, "body_strong", "text.on_stale")


def _paint_foot(painter: QPainter, canvas: WallCanvas, picture: FramePicture) -> None:
    box = QRectF(EDGE, picture.height - FOOT + 9, picture.width - 2 * EDGE, 38)
    place, of = picture.place
    words = tr("Scene {n} / {of} {name}").format(n=place, of=of, name=picture.scene)
    canvas.write(painter, box, words, "caption", "text.tertiary")
    if picture.synthetic:
        demo = tr("Demo data, all synthetic")
        canvas.write(painter, box, demo, "caption", "text.tertiary", right=True)
