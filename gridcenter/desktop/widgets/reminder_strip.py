"""The strip above the status bar: what stands to be told, how many more, and who keeps the desk quiet.

It has its place whether something stands or not, so that no row moves when something comes; it never takes the
keyboard.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gridcenter.desktop.glyphs import light_icon
from gridcenter.desktop.icons import icon
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import ElidedLabel, button, label, repolish, set_button_text, set_tooltip
from gridcenter.domain.lights import Light
from gridcenter.domain.reminders import Event
from gridcenter.language import tr

OPEN_KEY, NOTE_KEY, ALL_KEY, QUIET_KEY = "F7", "F8", "Shift+F8", "F9"
_GLOW_MS = 2000
_ROOMY_FROM = 1200
_SIDE = 14
_ICONS = {Event.NEW: "news", Event.CARD: "clock", Event.REVIEW: "clock"}


@dataclass(frozen=True, slots=True)
class StripPicture:
    """What the strip says. `event` is None while nothing stands; `quiet` and `sound` are sentences or empty."""

    event: Event | None = None
    pressing: bool = False
    headline: str = ""
    sentence: str = ""
    count: int = 0
    may_note: bool = True
    quiet: str = ""
    quiet_short: str = ""
    """The same without a name, for a narrow window."""
    silenced: bool = False
    sound: str = ""


class ReminderStrip(QFrame):
    """36 high. Emits what was pressed; the owner decides."""

    open_pressed = Signal()
    note_pressed = Signal()
    all_pressed = Signal()
    quiet_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reminderStrip")
        self._theme = theme
        self.picture = StripPicture()
        self.mark = QLabel()
        self.headline = label("", "body_strong")
        self.sentence = ElidedLabel("", "caption", tone="secondary")
        self.quiet = label("", "caption", tone="on_stale")
        self.quiet.setObjectName("quietMark")
        self.sound = label("", "caption", tone="tertiary")
        self.open = button("", "compact")
        self.note = button("", "compact")
        self.all = button("", "compact")
        self.silence = button("", "compact")
        self._row = QHBoxLayout(self)
        self._glow = QTimer(self, singleShot=True, interval=_GLOW_MS)
        self._glow.timeout.connect(lambda: self._set_glow(on=False))
        self._build()
        theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        row = self._row
        row.addWidget(self.mark)
        row.addWidget(self.headline)
        row.addWidget(self.sentence, 1)
        for widget in (self.sound, self.quiet, *self._buttons()):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        for made, signal in (
            (self.open, self.open_pressed),
            (self.note, self.note_pressed),
            (self.all, self.all_pressed),
            (self.silence, self.quiet_pressed),
        ):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(signal)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.open, self.note, self.all, self.silence

    @property
    def standing(self) -> bool:
        """Whether something is told, not only that nothing is."""
        return self.picture.event is not None

    def show_picture(self, picture: StripPicture) -> None:
        if picture != self.picture:
            self.picture = picture
            self._write()

    def glow(self) -> None:
        """Show for two seconds that something has just come: the twin of the tone."""
        self._set_glow(on=True)
        self._glow.start()

    @property
    def glowing(self) -> bool:
        return bool(self.property("glow"))

    def retranslate(self) -> None:
        self._write()

    def _set_glow(self, *, on: bool) -> None:
        self.setProperty("glow", on)
        repolish(self)

    def _write(self) -> None:
        picture = self.picture
        self.headline.setText(picture.headline)
        self.sentence.setText(picture.sentence)
        self.sound.setText(tr("no sound"))
        set_tooltip(self.sound, picture.sound)
        set_tooltip(self.quiet, picture.quiet)
        set_button_text(self.open, tr("Open F7"))
        set_button_text(self.note, tr("Take note F8"))
        set_button_text(self.all, tr("All {n} ⇧F8").format(n=picture.count))
        set_button_text(self.silence, tr("Sound again F9") if picture.silenced else tr("Silence F9"))
        self.open.setVisible(self.standing)
        self.note.setVisible(self.standing and picture.may_note)
        self.all.setVisible(picture.count > 1 and picture.may_note)
        self.setProperty("pressing", picture.pressing)
        self._show_mark()
        self._fit()
        repolish(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow window the words about the incident go before those about sound and silence."""
        roomy = self.width() >= self._theme.px(_ROOMY_FROM)
        picture = self.picture
        self.quiet.setText(picture.quiet if roomy else picture.quiet_short)
        self.quiet.setVisible(bool(picture.quiet))
        self.sound.setVisible(bool(picture.sound) and (roomy or picture.event is None))

    def _show_mark(self) -> None:
        event, side = self.picture.event, self._theme.px(_SIDE)
        self.mark.setVisible(event is not None)
        self.headline.setVisible(bool(self.picture.headline))
        if event is not None:
            self.mark.setPixmap(self._icon(event, side).pixmap(QSize(side, side)))

    def _icon(self, event: Event, side: int) -> QIcon:
        if event is Event.RED:
            return light_icon(Light.RED, side, self._theme)
        return icon(_ICONS[event], self._theme, size=_SIDE, color="accent.base")

    def _dress(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(36))
        self._row.setContentsMargins(px(16), 0, px(8), 0)
        self._row.setSpacing(px(8))
        self._write()
