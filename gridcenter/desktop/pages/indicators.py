"""The Indicators page: library left; value, formula and scope above; course, areas, distribution and rows below.

Three questions run apart: the values of all indicators for an area and period, the course and areas of the chosen
indicator, and the rows behind the number that was pressed. An answer to an older question is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.charts.distribution import DistributionChart
from gridcenter.desktop.charts.series import SeriesChart
from gridcenter.desktop.pages.indicators_answers import Beginning, Course, Values, speaks_of, value_of
from gridcenter.desktop.pages.indicators_areas import AreaLine, AreaPanel
from gridcenter.desktop.pages.indicators_behind import BehindPanel
from gridcenter.desktop.pages.indicators_head import HeadPanel, loose_count_name
from gridcenter.desktop.pages.indicators_library import LibraryPanel
from gridcenter.desktop.pages.indicators_scope import Scope
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.chart_deck import ChartDeck
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.board import Filter
from gridcenter.domain.errors import Refusal
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.indicators import (
    Indicator,
    months_earlier,
    thousands,
)
from gridcenter.domain.names import Name
from gridcenter.language import pick, tr

FIRST_SHOWN = "archive_rate"
COURSE_MONTHS = 6
_NARROW_BELOW = 1240


class IndicatorsPage(QWidget):
    """Everything follows the chosen indicator and the scope."""

    incident_wanted = Signal(object)
    """The id of an incident to open on its own page."""

    def __init__(
        self, ports: DeskPorts, background: Background, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._questions = ports.questions
        self._area = ports.actor.area
        self._background = background
        self._theme = theme
        self._beginning: Beginning | None = None
        self._values: Values | None = None
        self._course: Course | None = None
        self._key = ""
        self._listed = ("", "")
        self._now: datetime | None = None
        self.library = LibraryPanel(theme)
        self.head = HeadPanel(theme)
        self.course = SeriesChart(theme)
        self.closing = DistributionChart(theme)
        self.course_panel, self.closing_panel = ChartDeck(theme), ChartDeck(theme)
        self.areas = AreaPanel(theme)
        self.behind = BehindPanel(theme)
        self.setFocusProxy(self.library.table)
        self._build()
        self._listen()

    def _build(self) -> None:
        self.course_panel.deal([self.course])
        self.closing_panel.deal([self.closing])
        self._lower = QGridLayout()
        for place, panel in enumerate((self.course_panel, self.closing_panel, self.areas, self.behind)):
            self._lower.addWidget(panel, place // 2, place % 2)
        for place, stretch in enumerate((888, 584)):
            self._lower.setColumnStretch(place, stretch)
        for place, stretch in enumerate((352, 424)):
            self._lower.setRowStretch(place, stretch)
        content = QWidget()
        self.states = StateStack(self._theme, content, framed=True)
        self._right = QVBoxLayout(content)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addWidget(self.head)
        self._right.addLayout(self._lower, 1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.library)
        self._row.addWidget(self.states, 1)
        self._fit()

    def _fit(self) -> None:
        """Give the page its measures; a small window has a narrower library and smaller gaps."""
        tight = self.width() < self._theme.px(1500)
        gap = self._theme.px(8 if tight else 16)
        self._row.setContentsMargins(gap, gap, gap, gap)
        self._row.setSpacing(gap)
        self._right.setSpacing(gap)
        self._lower.setSpacing(gap)
        narrow = self.width() < self._theme.px(_NARROW_BELOW)
        self.library.setFixedWidth(self._theme.px(208 if narrow else 248 if tight else 320))
        self.head.setFixedHeight(self._theme.px(196 if narrow else 152 if tight else 160))

    def _listen(self) -> None:
        self.library.chosen.connect(self.show_indicator)
        self.head.scope.changed.connect(self._scope_changed)
        self.head.formula.rows_wanted.connect(lambda key: self._ask_rows(key))
        self.areas.rows_wanted.connect(self._ask_area_rows)
        self.areas.area_wanted.connect(self._go_into)
        self.behind.opened.connect(self.incident_wanted)

    # What the window tells

    def retranslate(self) -> None:
        for part in (self.library, self.head, self.course, self.closing, self.areas, self.behind):
            part.retranslate()
        self._show_values()
        self._show_course()

    def apply_theme(self) -> None:
        self._fit()
        for part in (self.head, self.course, self.closing):
            part.apply_theme()

    def keys(self) -> str:
        """Return the page's keys for the status bar."""
        return tr("J/K up and down · Enter lists the rows · Ctrl+C copies rows")

    def refresh(self) -> None:
        """Ask everything again, keeping indicator and scope."""
        if self._beginning is None:
            self._begin()
        elif self.head.scope.scope is not None:
            self._ask_values(self.head.scope.scope)
            self._ask_course()
            self._ask_rows(*self._listed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    # Questions

    def _begin(self) -> None:
        asked = self._questions

        def work() -> Beginning:
            return Beginning(tuple(asked.indicators()), asked.facts().title, asked.today(Filter()).until)

        self.states.loading()
        self._background.read(self, work, self._begun, self._failed, topic="beginning")

    def _begun(self, beginning: Beginning) -> None:
        self._beginning, self._now = beginning, beginning.now
        self.library.show_indicators(beginning.indicators)
        keys = [one.key for one in beginning.indicators]
        if keys:
            self._key = self._key or (FIRST_SHOWN if FIRST_SHOWN in keys else keys[0])
            self.library.choose(self._key)
        if self.library.search.hasFocus() and not self.library.search.text():
            self.library.table.setFocus()
        self.head.scope.start(self._area, beginning.title, beginning.now.date())

    def show_indicator(self, key: str) -> None:
        """Show an indicator by its key."""
        if key != self._key:
            self._key = key
            self._show_values()
            self._ask_course()
            self._ask_rows(self._rows_key())

    def _scope_changed(self, scope: Scope) -> None:
        self._ask_values(scope)
        self._ask_course()
        self._ask_rows(self._rows_key())

    def _ask_values(self, scope: Scope) -> None:
        asked = self._questions

        def work() -> Values:
            before, year = scope.before(), scope.year_earlier()
            return Values(
                asked.today(Filter()).until,
                tuple(asked.indicator_values(scope.area, scope.first, scope.last)),
                tuple(asked.indicator_values(scope.area, before.first, before.last)),
                tuple(asked.indicator_values(scope.area, year.first, year.last)),
                asked.closing_times(scope.area, scope.first, scope.last),
            )

        self._background.read(self, work, self._take_values, self._failed, topic="values")

    def _take_values(self, values: Values) -> None:
        self._values, self._now = values, values.as_of
        self.states.show_content()
        self.head.scope.tell_time(values.as_of)
        self._show_values()

    def _ask_course(self) -> None:
        scope, key, asked = self.head.scope.scope, self._key, self._questions
        if scope is None or not key:
            return
        first = months_earlier(scope.last.replace(day=1), COURSE_MONTHS - 1)

        def work() -> Course:
            before, year = scope.before(), scope.year_earlier()
            return Course(
                tuple(asked.indicator_series(key, scope.area, first, scope.last)),
                tuple(asked.indicator_series(key, scope.area, months_earlier(first, 12), year.last)),
                asked.indicator_by_area(key, scope.area, scope.first, scope.last),
                asked.indicator_by_area(key, scope.area, before.first, before.last),
                asked.indicator_by_area(key, scope.area, year.first, year.last),
            )

        self.areas.stack.loading()
        self._background.read(self, work, self._take_course, self._course_failed, topic="course")

    def _take_course(self, course: Course) -> None:
        self._course = course
        self._show_course()

    def _ask_rows(self, key: str, area: str | None = None) -> None:
        scope, asked, beginning = self.head.scope.scope, self._questions, self._beginning
        if scope is None or beginning is None or not key:
            return
        where = scope.area if area is None else area

        def work() -> Sequence[QueueRow]:
            return asked.indicator_rows(key, where, scope.first, scope.last)

        self.behind.stack.loading()
        self._background.read(
            self, work, lambda rows: self._take_rows(rows, key, where), self._rows_failed, topic="rows"
        )

    def _take_rows(self, rows: Sequence[QueueRow], key: str, area: str) -> None:
        if self._now is not None:
            self._listed = (key, area)
            self.behind.show_rows(rows, now=self._now)
            self._tell_listed()

    def _tell_listed(self) -> None:
        """Head the rows with what they are; the number in all stands in one of the other answers."""
        key, area = self._listed
        total = self._counted(key, area)
        words = self._count_name(key) if total is None else f"{self._count_name(key)} {thousands(total)}"
        line = self._area_line(area)
        if line is not None and not line.whole:
            words = f"{pick(line.name)} · {words}"
        self.behind.tell_what(words, total)

    def _ask_area_rows(self, part: str, area: str) -> None:
        indicator = self._indicator(self._key)
        if indicator is not None:
            self._ask_rows(indicator.denominator if part == "denominator" else indicator.counted[0], area)

    def _go_into(self, code: str) -> None:
        line = self._area_line(code)
        if line is not None and len(code) <= 12:
            self.head.scope.go_into(code, line.name)

    # What is shown

    def _show_values(self) -> None:
        indicator = self._indicator(self._key)
        if indicator is not None:
            self.head.show_indicator(indicator)
        if self._values is None or self._beginning is None:
            return
        self.library.show_values(self._values.now)
        self.closing.set_spread(self._values.closing)
        value = value_of(self._values.now, self._key)
        if value is not None:
            names = {one.key: one.name for one in self._beginning.indicators}
            before, year = value_of(self._values.before, self._key), value_of(self._values.year, self._key)
            self.head.show_value(value, names, before=before, year=year)
        self._show_course()

    def _show_course(self) -> None:
        course, scope = self._course, self.head.scope.scope
        indicator = self._indicator(self._key)
        if course is None or scope is None or indicator is None or not speaks_of(course, indicator):
            return
        self.course.set_series(course.points, course.earlier, until=self._last_counted(scope.last))
        names = [self._count_name(key) for key in reversed(indicator.counted)]
        if indicator.is_rate:
            names.append(pick(indicator.name))
        self.areas.show_lines(self._area_lines(course, scope), tuple(names))
        self._tell_listed()

    def _area_lines(self, course: Course, scope: Scope) -> list[AreaLine]:
        before = {code: value for code, _, value in course.areas_before}
        year = {code: value for code, _, value in course.areas_year}
        lines = [
            AreaLine(code, name, value, before.get(code), year.get(code))
            for code, name, value in course.areas
        ]
        values = self._values
        whole = value_of(values.now, self._key) if values is not None else None
        if values is not None and whole is not None:
            name = Name(pick(scope.area_name) or tr("whole area"))
            then, earlier = value_of(values.before, self._key), value_of(values.year, self._key)
            lines.append(AreaLine(scope.area, name, whole, then, earlier, whole=True))
        return lines

    def _last_counted(self, last: date) -> date:
        return last if self._now is None else min(last, self._now.date())

    def _rows_key(self) -> str:
        """Return the count whose rows stand there unasked: the denominator, or the count itself."""
        indicator = self._indicator(self._key)
        return indicator.counted[-1] if indicator is not None else ""

    def _indicator(self, key: str) -> Indicator | None:
        known = self._beginning.indicators if self._beginning is not None else ()
        return next((one for one in known if one.key == key), None)

    def _count_name(self, key: str) -> str:
        indicator = self._indicator(key)
        return pick(indicator.name) if indicator is not None else loose_count_name(key)

    def _area_line(self, code: str) -> AreaLine | None:
        return next((line for line in self.areas.model.rows if line.code == code), None)

    def _counted(self, key: str, area: str) -> int | None:
        """Return how many incidents a count has in an area, from what is on the page."""
        scope, indicator = self.head.scope.scope, self._indicator(self._key)
        line = self._area_line(area)
        if line is not None and indicator is not None and key in indicator.counted:
            return line.value.numerator if key == indicator.counted[0] else line.value.denominator
        if self._values is None or scope is None or area != scope.area:
            return None
        value = value_of(self._values.now, key)
        return value.numerator if value is not None else None

    # What went wrong

    def _failed(self, refusal: Refusal) -> None:
        """Before the first answer there is nothing to keep; later the last figures stay on show."""
        where = self.states if self._values is None else self.areas.stack
        where.broken(tr("The figures could not be read"), str(refusal), self.refresh)

    def _course_failed(self, refusal: Refusal) -> None:
        self.areas.stack.broken(tr("The figures could not be read"), str(refusal), self._ask_course)

    def _rows_failed(self, refusal: Refusal) -> None:
        again = self._rows_key()
        self.behind.stack.broken(
            tr("The rows could not be read"), str(refusal), lambda: self._ask_rows(again)
        )
