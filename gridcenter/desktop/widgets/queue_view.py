"""The queue panel: filter chips with counts, the rows, and the button behind which new rows wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.icons import icon
from gridcenter.desktop.models.queue import QueueModel
from gridcenter.desktop.models.queue_columns import OVERVIEW_COLUMNS, QueueColumn
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.flow_layout import FlowLayout
from gridcenter.desktop.widgets.live_table import LiveTable
from gridcenter.desktop.widgets.panel import Panel, hair
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import button, label, set_button_text
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.lights import Light
from gridcenter.language import current_language, tr

_CHIPS = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)
_ENGLISH_WIDTHS = {"time": 148, "reason": 184}
_PARTS = ("area", "major_code", "unit_id", "text")


def light_words() -> Mapping[Light, str]:
    """Return the short words that stand on chips and in headlines."""
    return {
        Light.RED: tr("Red"),
        Light.YELLOW: tr("Yellow"),
        Light.GREEN: tr("Green"),
        Light.GREY: tr("Parked"),
        Light.BLACK: tr("Closed late"),
    }


@dataclass(frozen=True, slots=True)
class FilterWords:
    """The names behind the codes of a filter, for chips and headlines; empty where nothing is narrowed."""

    area: str = ""
    major_code: str = ""
    unit_id: str = ""
    text: str = ""

    def listed(self) -> list[str]:
        return [word for part in _PARTS if (word := getattr(self, part))]


class ChipBar(QWidget):
    """All, one chip per light with its count, then one chip per other part of the filter."""

    light_pressed = Signal(object)
    """A `Light`, or None for all."""
    part_pressed = Signal(str)
    """A part of the filter to take back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.all = Chip(theme)
        self.lights = {light: Chip(theme, light=light) for light in _CHIPS}
        self.parts = {part: Chip(theme) for part in _PARTS}
        self.escape = label("", "caption", tone="tertiary")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        px = self._theme.px
        row.setContentsMargins(px(16), px(6), px(16), px(6))
        chips = QWidget()
        flow = FlowLayout(chips, gap=px(8))
        for chip in (self.all, *self.lights.values(), *self.parts.values()):
            flow.addWidget(chip)
        row.addWidget(chips, 1)
        row.addWidget(self.escape, 0, Qt.AlignmentFlag.AlignVCenter)
        self.all.clicked.connect(lambda: self.light_pressed.emit(None))
        for light, chip in self.lights.items():
            chip.clicked.connect(lambda _on=False, light=light: self.light_pressed.emit(light))
        for part, chip in self.parts.items():
            chip.clicked.connect(lambda _on=False, part=part: self.part_pressed.emit(part))

    def show_filter(self, chosen: Filter, counts: Mapping[Light, int] | None, words: FilterWords) -> None:
        """`counts` are those of the rest of the filter, so that every chip says what a click would show.

        None while they are not known.
        """
        self.all.setChecked(not chosen.lights)
        self.all.set_count(sum(counts.get(light, 0) for light in _CHIPS) if counts is not None else None)
        for light, chip in self.lights.items():
            chip.setChecked(light in chosen.lights)
            chip.set_count(counts.get(light, 0) if counts is not None else None)
        for part, chip in self.parts.items():
            word = getattr(words, part)
            chip.setChecked(True)
            chip.set_word(f"{word} ×" if word else "")
            chip.setVisible(bool(word))
        self.escape.setVisible(chosen.active)
        self.updateGeometry()

    def retranslate(self) -> None:
        self.all.set_word(tr("All"))
        words = light_words()
        for light, chip in self.lights.items():
            chip.set_word(words[light])
        self.escape.setText(tr("Esc clears"))


class QueuePanel(Panel):
    """The queue on a panel. It owns its model; the page hands it the board and listens to its signals."""

    light_pressed = Signal(object)
    part_pressed = Signal(str)
    opened = Signal(object)
    chosen = Signal(object)
    clear_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        calendar: Calendar,
        now: datetime,
        columns: Sequence[QueueColumn] = OVERVIEW_COLUMNS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent=parent)
        self.model = QueueModel(calendar, now, columns, parent=self)
        self.chips = ChipBar(theme)
        self.news = button("", "news")
        two_lines = any(column.second for column in columns)
        self.table = LiveTable(theme, row_height="row.two_line" if two_lines else "row.queue")
        self.table.setModel(self.model)
        self.table.keep_pictures()
        self.stack = StateStack(theme, self.table)
        self._words = FilterWords()
        self._filter = Filter()
        self._whole = True
        self._build()
        self._listen()
        self.retranslate()

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chips)
        self._bars = QVBoxLayout()
        column.addLayout(self._bars)
        column.addWidget(hair())
        column.addWidget(self.stack, 1)
        self.set_body(body)
        self.header_right.addWidget(self.news)
        self.news.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.news.hide()

    def _listen(self) -> None:
        self.chips.light_pressed.connect(self.light_pressed)
        self.chips.part_pressed.connect(self.part_pressed)
        self.news.clicked.connect(self._take_news)
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self.chosen)
        self.table.seen_changed.connect(self._count_shown)
        self.model.pending_changed.connect(self._show_news)
        self.theme.changed.connect(self._fit_columns)

    def add_bar(self, bar: QWidget) -> None:
        """Put a line of something else between the chips and the rows."""
        self._bars.addWidget(bar)

    def apply_board(self, board: Board, change: BoardChange | None, chosen: Filter, now: datetime) -> None:
        """Follow the board row by row; counts follow with `show_counts`, which a page calls less often.

        Rows move only while nobody has one under the mouse.
        """
        self._filter, self._whole = chosen, board.whole
        self.model.apply_board(board, change, chosen, now, settle=not self.table.hovering())
        self._show_state()

    def show_counts(self, board: Board, chosen: Filter, now: datetime, words: FilterWords) -> None:
        """Write chips and headline; each light's count is what a click on its chip would show."""
        self._filter, self._words, self._whole = chosen, words, board.whole
        rest = board.lights(now, chosen.without("lights")) if board.whole else None
        self.chips.show_filter(chosen, rest, words)
        self._show_state()

    def tick(self, board: Board, now: datetime) -> None:
        """Let a second pass; rows move only while nobody has one under the mouse."""
        self.model.tick(board, now, settle=not self.table.hovering())

    def retranslate(self) -> None:
        self.title.setText(tr("Incident queue"))
        self.name_tables()
        self.chips.retranslate()
        self.model.retranslate()
        self._fit_columns()
        self._show_news(len(self.model.pending))
        self._show_state()

    def _take_news(self) -> None:
        self.model.take_pending()
        self._show_state()

    def _show_news(self, count: int) -> None:
        set_button_text(self.news, tr("{n} new").format(n=count))
        side = self.theme.px(12)
        self.news.setIconSize(QSize(side, side))
        self.news.setIcon(icon("news", self.theme, size=12, color="accent.base"))
        self.news.setVisible(count > 0)

    def take_keyboard(self) -> None:
        """Put the keyboard into the rows; while there are none it waits on the panel, which shows no ring."""
        (self.table if self.stack.showing_content() else self).setFocus()

    def _show_state(self) -> None:
        """Show the rows or why there are none; the keyboard stays here when the rows go or come back."""
        inside = self.hasFocus() or self.table.hasFocus()
        if inside:
            self.setFocus()
        if self.model.rowCount():
            self.stack.show_content()
        elif not self._whole:
            self.stack.loading()
        else:
            self._show_empty()
        if inside:
            self.take_keyboard()
        self._count_shown()

    def _show_empty(self) -> None:
        if not self._filter.active:
            self.stack.empty(tr("No open incidents"), tr("Everything reported has been dealt with."))
            return
        narrowed = tr("Under the present filter: {words}").format(words=self._filter_words())
        self.stack.empty(tr("No incidents here"), narrowed, (tr("Clear filter"), self.clear_wanted.emit))

    def _filter_words(self) -> str:
        words = light_words()
        lights = [words[light] for light in Light if light in self._filter.lights]
        return " · ".join([*lights, *self._words.listed()])

    def _count_shown(self) -> None:
        first, last = self.table.visible_rows()
        total = self.model.rowCount() if self._whole else "…"
        if first < 0:
            self.set_sub(self._filter_words())
            return
        counted = tr("{first}–{last} of {total}").format(first=first + 1, last=last + 1, total=total)
        narrowed = self._filter_words()
        self.set_sub(f"{narrowed} · {counted}" if narrowed else counted)

    def _fit_columns(self) -> None:
        """Times and reasons are longer in English than in Chinese."""
        wide = _ENGLISH_WIDTHS if current_language() == "en" else {}
        columns = self.model.columns
        widths = [max(one.width, wide.get(one.key, 0)) for one in columns]
        self.table.set_widths(widths, [one.yields for one in columns], keeps_words=True)
