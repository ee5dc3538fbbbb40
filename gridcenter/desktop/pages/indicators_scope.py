"""What the Indicators page looks at: an area, reached by going down, and a period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.flow_layout import FlowLayout
from gridcenter.desktop.widgets.text import label
from gridcenter.domain.indicators import month_of, months_earlier, period_before
from gridcenter.domain.names import Name
from gridcenter.language import pick, tr
from gridcenter.paths import asset

_CHIPS = 2
"""Areas of the path that have a chip: the one looked at and the one above it."""


class Span(Enum):
    """The periods that one press chooses."""

    MONTH = "this month"
    LAST_MONTH = "last month"
    YEAR = "this year"
    CUSTOM = "custom"


def days_of(span: Span, today: date) -> tuple[date, date]:
    """Return first and last day; what is still running ends today."""
    if span is Span.LAST_MONTH:
        return month_of(today.replace(day=1) - timedelta(days=1))
    return (today.replace(month=1, day=1) if span is Span.YEAR else today.replace(day=1)), today


@dataclass(frozen=True, slots=True)
class Scope:
    """The path of areas from the actor's own one down to the one looked at, and the days, both included."""

    path: tuple[tuple[str, Name], ...]
    first: date
    last: date

    @property
    def area(self) -> str:
        return self.path[-1][0]

    @property
    def area_name(self) -> Name:
        return self.path[-1][1]

    def before(self) -> Scope:
        first, last = period_before(self.first, self.last)
        return replace(self, first=first, last=last)

    def year_earlier(self) -> Scope:
        return replace(self, first=months_earlier(self.first, 12), last=months_earlier(self.last, 12))

    def into(self, code: str, name: Name) -> Scope:
        return replace(self, path=(*self.path, (code, name)))

    def up_to(self, code: str) -> Scope:
        """Return the scope of an area of the path; everything below it is left."""
        place = [step for step, _ in self.path].index(code)
        return replace(self, path=self.path[: place + 1])


class ScopeBox(QWidget):
    """Chips for the path of areas and for the period; two date fields when the days are chosen by hand."""

    changed = Signal(object)
    """The new `Scope`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scope: Scope | None = None
        self._today = date.min
        self._as_of = ""
        self._span = Span.MONTH
        self.title = label("", "caption", tone="tertiary")
        self.areas = QWidget()
        self._flow = FlowLayout(self.areas, gap=theme.px(8))
        self.spans = {span: Chip(theme) for span in Span}
        self.first, self.last = QDateEdit(), QDateEdit()
        self.dates = QWidget()
        self.days = label("", "caption", tone="tertiary", wrap=True)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(4))
        column.addWidget(self.title)
        column.addWidget(self.areas)
        spans = QWidget()
        line = FlowLayout(spans, gap=self._theme.px(6))
        for span, chip in self.spans.items():
            chip.clicked.connect(lambda _on=False, span=span: self._choose(span))
            line.addWidget(chip)
        column.addWidget(spans)
        row = QHBoxLayout(self.dates)
        row.setContentsMargins(0, 0, 0, 0)
        for field in (self.first, self.last):
            field.setDisplayFormat("yyyy-MM-dd")
            field.setCalendarPopup(True)
            field.setStyleSheet(self._field_style())
            field.dateChanged.connect(self._days_typed)
            row.addWidget(field)
        column.addWidget(self.dates)
        column.addWidget(self.days)
        column.addStretch(1)
        self.dates.hide()

    def _field_style(self) -> str:
        arrow, side = asset("resources/icons/combo_arrow.svg").as_posix(), self._theme.px(16)
        return (
            f"QDateEdit::drop-down {{ border: 0; width: {self._theme.px(24)}px; }}"
            f"QDateEdit::down-arrow {{ image: url({arrow}); width: {side}px; height: {side}px; }}"
        )

    @property
    def scope(self) -> Scope | None:
        return self._scope

    def start(self, area: str, name: Name, today: date) -> None:
        """Begin with the actor's whole area and the running month."""
        self._today = today
        first, last = days_of(Span.MONTH, today)
        self._take(Scope(((area, name),), first, last))

    def go_into(self, code: str, name: Name) -> None:
        if self._scope is not None:
            self._take(self._scope.into(code, name))

    def tell_time(self, now: datetime) -> None:
        """Say up to which local time the figures are counted."""
        self._today = now.date()
        self._as_of = f"{now:%H:%M}"
        self._write_days()

    def retranslate(self) -> None:
        self.title.setText(tr("Area and period"))
        words = {
            Span.MONTH: tr("month"),
            Span.LAST_MONTH: tr("previous"),
            Span.YEAR: tr("year"),
            Span.CUSTOM: tr("days"),
        }
        for span, chip in self.spans.items():
            chip.set_word(words[span])
        self.first.setAccessibleName(tr("first day"))
        self.last.setAccessibleName(tr("last day"))
        self._show()

    def _take(self, scope: Scope) -> None:
        self._scope = scope
        self._show()
        self.changed.emit(scope)

    def _show(self) -> None:
        for span, chip in self.spans.items():
            chip.setChecked(span is self._span)
        if self._scope is None:
            return
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for code, name in self._scope.path[-_CHIPS:]:
            chip = Chip(self._theme, pick(name) or tr("whole area"))
            chip.setChecked(code == self._scope.area)
            chip.clicked.connect(lambda _on=False, code=code: self._go_up(code))
            self._flow.addWidget(chip)
        self._write_days()

    def _write_days(self) -> None:
        if self._scope is None:
            return
        words = tr("{first} to {last}").format(
            first=f"{self._scope.first:%m-%d}", last=f"{self._scope.last:%m-%d}"
        )
        if self._as_of and self._scope.last >= self._today:
            words = tr("{days}, up to {time}").format(days=words, time=self._as_of)
        self.days.setText(tr("{period}; void and unfiled ones are not due").format(period=words))

    def _go_up(self, code: str) -> None:
        if self._scope is not None:
            self._take(self._scope.up_to(code))

    def _choose(self, span: Span) -> None:
        self._span = span
        self.dates.setVisible(span is Span.CUSTOM)
        self.days.setVisible(span is not Span.CUSTOM)
        if self._scope is None:
            return
        if span is Span.CUSTOM:
            self._fill_dates(self._scope)
            self._show()
            return
        first, last = days_of(span, self._today)
        self._take(replace(self._scope, first=first, last=last))

    def _fill_dates(self, scope: Scope) -> None:
        for field, day in ((self.first, scope.first), (self.last, scope.last)):
            field.blockSignals(True)
            field.clearMinimumDate()
            field.setMaximumDate(_as_qt(self._today))
            field.setDate(_as_qt(day))
            field.blockSignals(False)

    def _days_typed(self) -> None:
        """Take the days typed; the last one cannot lie before the first."""
        self.last.blockSignals(True)
        self.last.setMinimumDate(self.first.date())
        self.last.blockSignals(False)
        if self._scope is not None:
            first, last = _as_python(self.first.date()), _as_python(self.last.date())
            self._take(replace(self._scope, first=first, last=last))


def _as_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _as_python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
