"""The table by area of the Indicators page: one line per area, with a strip that compares now and before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QVBoxLayout, QWidget

from gridcenter.desktop.models.columns import CellStyle, Column, Role
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.pages.indicators_head import difference
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.row_delegate import RowDelegate
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import label
from gridcenter.domain.indicators import (
    NO_VALUE,
    SMALLEST_SHOWN,
    IndicatorValue,
    percent_text,
    thousands,
    value_text,
)
from gridcenter.domain.names import Name
from gridcenter.language import pick, tr

Index = QModelIndex | QPersistentModelIndex
STRIP = "strip"
_WIDEST = 128
_AREA_LEAST, _AREA_MOST = 136, 208
_AREA_TIGHT = 104
"""Names reach into the room that short numbers leave, so columns go only below this."""
_STRIP_LEAST = 80
"""A narrower strip tells nothing, in px at 100 %."""
_LINK = CellStyle(color="text.link", right=True)
_RIGHT = CellStyle(color="text.secondary", right=True)
_BOLD = CellStyle("body_strong", right=True)
_SMALL = f"<{SMALLEST_SHOWN}"


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area with its value now, in the period before and a year ago; `whole` marks the line of the sum."""

    code: str
    name: Name
    value: IndicatorValue
    before: IndicatorValue | None = None
    year: IndicatorValue | None = None
    whole: bool = False

    def shown(self) -> str:
        return _SMALL if self.value.small else _bare(self.value)


def _bare(value: IndicatorValue | None) -> str:
    """Return a value for a column whose head carries the unit."""
    if value is None:
        return NO_VALUE
    if value.small:
        return _SMALL
    return percent_text(value.percent) if value.indicator.is_rate else value_text(value)


def _part(number: int | None, line: AreaLine) -> str:
    if line.value.small:
        return _SMALL
    return NO_VALUE if number is None else thousands(number)


def _changed(line: AreaLine) -> str:
    if line.value.small or (line.before is not None and line.before.small):
        return NO_VALUE
    return difference(line.value, line.before)


class AreaModel(LinesModel[AreaLine]):
    """Columns follow the indicator: a rate has both counts, a count only itself. The sum stands last, bold."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), key=lambda line: line.code, parent=parent)
        self.names: tuple[str, ...] = ()
        self.bounds = (0.0, 1.0)

    def show_lines(self, lines: Sequence[AreaLine], names: tuple[str, ...]) -> None:
        """Show lines; `names` heads the numbers: denominator, numerator and rate, or the count alone."""
        self.beginResetModel()
        self.names = names
        self.bounds = _bounds(lines)
        self._columns = _rate_columns(self) if len(names) == 3 else _count_columns(self)
        self._rows = tuple(lines)
        self.endResetModel()

    def key_of(self, column: int) -> str:
        return self._columns[column].key if 0 <= column < len(self._columns) else ""

    def column_of(self, key: str) -> int:
        return [column.key for column in self._columns].index(key)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Role.STYLE and index.isValid() and self._rows[index.row()].whole:
            style = self._columns[index.column()].style
            return CellStyle("body_strong", style.color, right=style.right)
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return header_side(self._columns, super().headerData(section, orientation, role), section, role)


def header_side(columns: Sequence[Column[Any]], given: Any, section: int, role: int) -> Any:
    """Set heads over their columns: numbers right, words left."""
    if role != Qt.ItemDataRole.TextAlignmentRole or not 0 <= section < len(columns):
        return given
    side = Qt.AlignmentFlag.AlignRight if columns[section].style.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _bounds(lines: Sequence[AreaLine]) -> tuple[float, float]:
    """Return the ends of the strip: even figures around everything it shows."""
    rate = bool(lines) and lines[0].value.indicator.is_rate
    values = [
        value
        for line in lines
        if rate or not line.whole
        for value in (line.value, line.before)
        if value is not None and not value.small
    ]
    figures = [figure for value in values if (figure := value.figure) is not None]
    if not figures:
        return 0.0, 1.0
    if not lines[0].value.indicator.is_rate:
        return 0.0, max(*figures, 1.0)
    low, high = min(figures) // 2 * 2, -(-max(figures) // 2) * 2
    return float(low), float(high if high > low else low + 2)


def _area_column() -> Column[AreaLine]:
    def name(line: AreaLine) -> str:
        return pick(line.name)

    return Column("area", lambda: tr("area"), name, lambda line: line.code, 0, CellStyle(wraps=True))


def _strip_column(model: AreaModel) -> Column[AreaLine]:
    def title() -> str:
        low, high = model.bounds
        return tr("{low} to {high}").format(low=f"{low:g}", high=f"{high:g}")

    return Column(STRIP, title, lambda _line: "", lambda line: line.value.figure or 0.0, 0)


def _compared_columns(unit: str) -> list[Column[AreaLine]]:
    return [
        Column(
            "before",
            lambda: tr("before {unit}").format(unit=unit).rstrip(),
            lambda line: _bare(line.before),
            lambda line: _figure(line.before),
            76,
            _RIGHT,
        ),
        Column(
            "difference",
            lambda: tr("change"),
            _changed,
            lambda line: _figure(line.value) - _figure(line.before),
            72,
            CellStyle(right=True),
        ),
        Column(
            "year",
            lambda: tr("a year ago {unit}").format(unit=unit).rstrip(),
            lambda line: _bare(line.year),
            lambda line: _figure(line.year),
            84,
            _RIGHT,
        ),
    ]


def _figure(value: IndicatorValue | None) -> float:
    return -1.0 if value is None or value.figure is None else value.figure


def _rate_columns(model: AreaModel) -> tuple[Column[AreaLine], ...]:
    return (
        _area_column(),
        Column(
            "denominator",
            lambda: model.names[0],
            lambda line: _part(line.value.denominator, line),
            lambda line: line.value.denominator or 0,
            72,
            _LINK,
        ),
        Column(
            "numerator",
            lambda: model.names[1],
            lambda line: _part(line.value.numerator, line),
            lambda line: line.value.numerator or 0,
            72,
            _LINK,
        ),
        Column(
            "rate",
            lambda: f"{model.names[2]} %",
            AreaLine.shown,
            lambda line: _figure(line.value),
            84,
            _BOLD,
        ),
        _strip_column(model),
        *_compared_columns("%"),
    )


def _count_columns(model: AreaModel) -> tuple[Column[AreaLine], ...]:
    number = Column[AreaLine](
        "numerator",
        lambda: model.names[0] if model.names else "",
        AreaLine.shown,
        lambda line: _figure(line.value),
        120,
        CellStyle("body_strong", "text.link", right=True),
    )
    return (_area_column(), number, _strip_column(model), *_compared_columns(""))


class _StripDelegate(RowDelegate):
    """Paints a value as a dot and the one before as a tick on a line between the bounds."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        model = index.model()
        if (
            isinstance(model, AreaModel)
            and model.key_of(index.column()) == STRIP
            and _comparable(model, index)
        ):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_strip(painter, self._room(option.rect, index), model.rows[index.row()], model.bounds)
            painter.restore()

    def _paint_strip(
        self, painter: QPainter, room: QRect, line: AreaLine, bounds: tuple[float, float]
    ) -> None:
        px = self._theme.px
        middle = room.center().y() + 0.5
        track = QRectF(room.left(), middle - px(3) / 2, min(room.width(), px(280)), px(3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("line.hair"))
        painter.drawRoundedRect(track, 1.5, 1.5)
        if line.before is not None and not line.before.small and line.before.figure is not None:
            x = _along(track, line.before.figure, bounds)
            painter.fillRect(QRectF(x - 1, middle - px(7), 2, px(14)), self._theme.color("chart_ref"))
        if not line.value.small and line.value.figure is not None:
            painter.setBrush(self._theme.color("chart.0"))
            painter.drawEllipse(QPointF(_along(track, line.value.figure, bounds), middle), px(6), px(6))


def _comparable(model: AreaModel, index: Index) -> bool:
    """The sum of a count would dwarf its parts, so it has no place on their strip."""
    line = model.rows[index.row()]
    return not line.whole or line.value.indicator.is_rate


def _along(track: QRectF, figure: float, bounds: tuple[float, float]) -> float:
    low, high = bounds
    share = (figure - low) / (high - low) if high > low else 0.0
    return track.left() + track.width() * min(max(share, 0.0), 1.0)


def show_titles(table: RowTable, theme: Theme) -> None:
    """Show column titles that begin and end where the cells do: 16 from the edges of the table."""
    table.show_header()
    table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
    edge = theme.px(16)
    table.horizontalHeader().setStyleSheet(
        f"QHeaderView::section:first {{ padding-left: {edge}px; }}"
        f"QHeaderView::section:last {{ padding-right: {edge}px; }}"
    )


class AreaPanel(Panel):
    """By area: a press on a number lists its rows, a press on a name goes down to it."""

    rows_wanted = Signal(str, str)
    """(numerator or denominator, area code)"""
    area_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.model = AreaModel(self)
        self.table = RowTable(theme)
        self.table.rows = _StripDelegate(theme, parent=self.table)
        self.table.setItemDelegate(self.table.rows)
        self.table.setModel(self.model)
        self.note = label("", "caption", tone="tertiary")
        self.stack = StateStack(theme, self.table)
        self.table.clicked.connect(self._press)
        self.table.opened.connect(self._open)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        self.note.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        column.addWidget(self.note)
        self.set_body(body)
        show_titles(self.table, theme)
        self.retranslate()

    def show_lines(self, lines: Sequence[AreaLine], names: tuple[str, ...]) -> None:
        self.model.show_lines(lines, names)
        self._widen()
        self.stack.show_content()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen()

    def _widen(self) -> None:
        """Give columns room for their heads, in any language; the strip takes what is left or yields."""
        model, px = self.model, self.theme.px
        if not model.columnCount():
            return
        metrics, scale = self.theme.metrics("caption"), px(100) / 100
        widths = []
        for place, width in enumerate(model.widths):
            head = str(model.headerData(place, Qt.Orientation.Horizontal))
            needed = int((metrics.horizontalAdvance(head) + 1) / scale) + 32
            widths.append(max(width, min(needed, _WIDEST)) if width else 0)
        strip, year = model.column_of(STRIP), model.column_of("year")
        widths[-1] += 8
        room = int(self.width() / scale) - 16 - self._name_width(scale) - sum(widths)
        widths[strip] = max(room if room >= _STRIP_LEAST else room + widths[year], _STRIP_LEAST)
        order = {year: 1, strip: 2, model.column_of("before"): 3, model.column_of("difference"): 4}
        yields = [order.get(place, 0) for place in range(len(widths))]
        self.table.set_widths(widths, yields, least=_AREA_TIGHT)
        self._write_note(strip_shown=not self.table.isColumnHidden(strip))

    def _write_note(self, *, strip_shown: bool) -> None:
        """Explain what can be seen: a narrow panel leaves the strip out."""
        rule = tr("Rates on fewer than {n} incidents show <{n}; on none at all, —.").format(n=SMALLEST_SHOWN)
        self.note.setText(" ".join([tr("Dot now, tick before."), rule] if strip_shown else [rule]))

    def _name_width(self, scale: float) -> int:
        """Return the room for the longest name of an area, within bounds, in px at 100 %."""
        metrics = self.theme.metrics("body_strong")
        longest = max((metrics.horizontalAdvance(pick(line.name)) for line in self.model.rows), default=0)
        return min(max(int(longest / scale) + 32, _AREA_LEAST), _AREA_MOST)

    def retranslate(self) -> None:
        self.set_title(tr("By area"), tr("press a number for its rows, a name to go into it"))
        self.table.setAccessibleName(tr("By area"))
        self.model.retranslate()
        self._widen()

    def _press(self, index: QModelIndex) -> None:
        line, key = self.model.rows[index.row()], self.model.key_of(index.column())
        if key in ("numerator", "denominator") and not line.value.small:
            self.rows_wanted.emit(key, line.code)
        elif key == "area" and not line.whole:
            self.area_wanted.emit(line.code)

    def _open(self, code: object) -> None:
        line = next((line for line in self.model.rows if line.code == code), None)
        if line is not None and not line.value.small:
            self.rows_wanted.emit("denominator" if line.value.indicator.is_rate else "numerator", line.code)
