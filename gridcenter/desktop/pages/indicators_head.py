"""The head of the Indicators page: the value, its formula as a fraction whose numbers open their rows, the scope."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gridcenter.desktop.pages.indicators_scope import ScopeBox
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import hair
from gridcenter.desktop.widgets.text import ElidedLabel, button, label, set_button_text
from gridcenter.domain.indicators import (
    NO_VALUE,
    Indicator,
    IndicatorValue,
    difference_text,
    percent_text,
    thousands,
    value_text,
)
from gridcenter.domain.names import Name
from gridcenter.language import pick, tr

Centre = Qt.AlignmentFlag.AlignHCenter


class Fraction(QWidget):
    """Two texts over each other with a line between."""

    def __init__(self, above: QWidget, below: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.line = QFrame()
        self.line.setObjectName("fractionLine")
        self.line.setFixedHeight(1)
        column.addStretch(1)
        column.addWidget(above, 0, Centre)
        column.addWidget(self.line)
        column.addWidget(below, 0, Centre)
        column.addStretch(1)


class FormulaBox(QWidget):
    """name = numerator ÷ denominator = 911 ÷ 972 = 93.72 %; a count is its own number."""

    rows_wanted = Signal(str)
    """The key of the count whose rows to list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._value: IndicatorValue | None = None
        self._names: Mapping[str, Name] = {}
        self.title = label("", "caption", tone="tertiary")
        self.name = label("", "body")
        self.upper_name, self.lower_name = label(), label()
        self.dividend, self.divisor, self.single = button("", "link"), button("", "link"), button("", "link")
        self.words = Fraction(self.upper_name, self.lower_name)
        self.numbers = Fraction(self.dividend, self.divisor)
        self.result = label("", "body_strong")
        self.note = label("", "caption", tone="tertiary", wrap=True)
        self._signs = [label("="), label("="), label("=")]
        self._build()
        for part in (self.words, self.numbers, *self._signs):
            part.hide()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        for part in (
            self.name,
            self._signs[0],
            self.words,
            self._signs[1],
            self.numbers,
            self.single,
            self._signs[2],
            self.result,
        ):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(4))
        column.addWidget(self.title)
        column.addLayout(row, 1)
        column.addWidget(self.note)
        for made, which in ((self.dividend, 0), (self.divisor, 1), (self.single, 0)):
            made.clicked.connect(lambda _on=False, which=which: self._ask_rows(which))
        self.apply_theme()

    def apply_theme(self) -> None:
        color = self._theme.hex("text.primary")
        for fraction in (self.words, self.numbers):
            fraction.line.setStyleSheet(f"background: {color}; border: 0")
        for made in (self.dividend, self.divisor, self.single):
            made.setStyleSheet(f"font-size: {self._theme.font('body').pixelSize()}px")

    def show_value(self, value: IndicatorValue, names: Mapping[str, Name]) -> None:
        """Show a value; `names` gives the names of counts by key, where they are indicators of their own."""
        self._value, self._names = value, names
        rate = value.indicator.is_rate
        self.title.setText(tr("Formula"))
        self.name.setText(pick(value.indicator.name))
        self._signs[0].show()
        for part in (self.words, self.numbers, *self._signs[1:], self.result):
            part.setVisible(rate)
        self.single.setVisible(not rate)
        if rate:
            self.upper_name.setText(self._count_name(value.indicator.numerator))
            self.lower_name.setText(self._count_name(value.indicator.denominator))
            self._write_number(self.dividend, value.numerator)
            self._write_number(self.divisor, value.denominator)
            self.result.setText(value_text(value))
        else:
            self._write_number(self.single, value.numerator)
        self.note.setText(value.reason or self._explained(value))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out the name, which the head of the page says too, then the words, where the formula has no room."""
        if self._value is None or not self._value.indicator.is_rate:
            return
        gap = self._theme.px(8)
        parts = [
            self.name,
            self._signs[0],
            self.words,
            self._signs[1],
            self.numbers,
            self._signs[2],
            self.result,
        ]
        wide = [part.sizeHint().width() + gap for part in parts]
        left_out = next((count for count in (0, 2) if sum(wide[count:]) <= self.width()), 4)
        for place, part in enumerate(parts[:4]):
            part.setVisible(place >= left_out)

    @staticmethod
    def _write_number(made: QPushButton, number: int | None) -> None:
        made.setEnabled(bool(number))
        set_button_text(made, NO_VALUE if number is None else thousands(number))

    def _count_name(self, key: str) -> str:
        return pick(self._names[key]) if key in self._names else loose_count_name(key)

    def _explained(self, value: IndicatorValue) -> str:
        key = value.indicator.denominator or value.indicator.key
        press = tr("Press a number to see the rows that make it up.")
        if key.startswith("need_"):
            due = tr("{name}: the limit ends within the period, closed or not.").format(
                name=self._count_name(key)
            )
            return f"{due} {press}"
        return press

    def _ask_rows(self, which: int) -> None:
        if self._value is not None:
            self.rows_wanted.emit(self._value.indicator.counted[which])


def loose_count_name(key: str) -> str:
    """Name the counts that rates use and that are no indicators of their own."""
    names = {
        "contacted": tr("contacted"),
        "dispatched_tickets": tr("tickets dispatched"),
        "resolved": tr("resolved"),
        "revisited": tr("called back"),
        "disputes": tr("disputes"),
        "disputes_resolved": tr("disputes resolved"),
        "disputes_resolved_in_community": tr("disputes resolved in the community"),
    }
    return names.get(key, key)


class HeadPanel(QFrame):
    """Value, formula and scope side by side, divided by hair lines."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._theme = theme
        self.name = ElidedLabel("", "title")
        self.edition = ElidedLabel("", "caption", tone="tertiary", or_nothing=True)
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.edition.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.figure = label(NO_VALUE, "display")
        self.unit = label("", "title", tone="tertiary")
        self.comparison = ElidedLabel("", "caption", tone="secondary")
        self.formula = FormulaBox(theme)
        self.scope = ScopeBox(theme)
        self._build()

    def _build(self) -> None:
        px = self._theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(12), px(16), px(12))
        row.setSpacing(px(16))
        row.addWidget(self._value_part(), 25)
        row.addWidget(_upright())
        row.addWidget(self.formula, 43)
        row.addWidget(_upright())
        row.addWidget(self.scope, 32)

    def _value_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(self._theme.px(8))
        top.addWidget(self.name)
        top.addWidget(self.edition, 1)
        figure = QHBoxLayout()
        figure.setSpacing(self._theme.px(8))
        figure.addWidget(self.figure)
        figure.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignBottom)
        figure.addStretch(1)
        column.addLayout(top)
        column.addLayout(figure)
        column.addWidget(self.comparison)
        column.addStretch(1)
        return part

    def show_indicator(self, indicator: Indicator) -> None:
        self.name.setText(pick(indicator.name))
        since = tr(" · from {day}").format(day=indicator.valid_from) if indicator.valid_from else ""
        self.edition.setText(tr("version {n}").format(n=indicator.version) + since)

    def show_value(
        self,
        value: IndicatorValue,
        names: Mapping[str, Name],
        *,
        before: IndicatorValue | None,
        year: IndicatorValue | None,
    ) -> None:
        self.show_indicator(value.indicator)
        rate = value.indicator.is_rate
        self.figure.setText(percent_text(value.percent) if rate else value_text(value))
        self.unit.setText("%" if rate and value.percent is not None else "")
        parts = [
            self._compared(tr("before {figure}"), value, before),
            self._compared(tr("year ago {figure}"), value, year),
        ]
        self.comparison.setText(" · ".join(part for part in parts if part))
        self.formula.show_value(value, names)

    @staticmethod
    def _compared(words: str, value: IndicatorValue, other: IndicatorValue | None) -> str:
        if other is None:
            return ""
        text = words.format(figure=value_text(other))
        if other.figure is None or value.figure is None:
            return text
        return f"{text} {difference(value, other)}"

    def apply_theme(self) -> None:
        self.formula.apply_theme()

    def retranslate(self) -> None:
        self.scope.retranslate()


def difference(value: IndicatorValue, other: IndicatorValue | None) -> str:
    """Return how much a value differs from another: percentage points of a rate, pieces of a count."""
    if other is None or value.figure is None or other.figure is None:
        return NO_VALUE
    if value.indicator.is_rate:
        return difference_text(value.figure, other.figure)
    pieces = round(value.figure - other.figure)
    return f"+{thousands(pieces)}" if pieces >= 0 else thousands(pieces)


def _upright() -> QFrame:
    line = hair()
    line.setMinimumHeight(0)
    line.setMaximumHeight(16_777_215)
    line.setFixedWidth(1)
    return line
