"""Two incidents side by side, and the question whether they are one matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gridcenter.desktop.background import Background
from gridcenter.desktop.merging_ports import MergingPorts
from gridcenter.desktop.models.columns import Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.pages.incidents_merge_urgency import UrgencyLine, urgency_words
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.reading_area import ReadingArea
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import button, label, unmarked
from gridcenter.domain.errors import Refusal
from gridcenter.domain.merging import Comparison, MergeSide
from gridcenter.language import listed, pick, tr
from gridcenter.services.duplicates import Duplicate

_WIDTH, _HEIGHT, _LIST, _AROUND = 960, 728, 132, 40
_SHOWN_ALIKE = 2
_DIFFERENT = "≠"
_COLUMNS: tuple[Column[Duplicate], ...] = (
    Column(
        "incident",
        lambda: tr("Incident"),
        lambda one: f"{one.number} · {pick(one.state)} · {pick(one.category)}",
        lambda one: one.number,
        second=lambda one: one.why,
    ),
)


class MergeDialog(QDialog):
    """J/K go through what is alike, or a number is typed; Ctrl+Enter merges, and Enter where the reason is typed;
    Esc leaves. GUI thread only.
    """

    sent = Signal(object, object, str)
    """The incident that stays and the one that goes into it, each as (id, version seen), and the reason."""

    def __init__(
        self,
        theme: Theme,
        background: Background,
        ports: MergingPorts,
        incident_id: int,
        number: str,
        zone: tzinfo,
        *,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._background = background
        self._ports = ports
        self._incident_id = incident_id
        self._zone = zone
        self.comparison: Comparison | None = None
        self._looked = False
        """Whether it is known what is alike: until then the window holds the room for it."""
        self.model = LinesModel(_COLUMNS, lambda one: one.number, self)
        self.table = RowTable(theme, row_height="row.two_line")
        self.table.setModel(self.model)
        self.table.set_widths(self.model.widths)
        self.states = StateStack(theme, self.table)
        self.number = QLineEdit()
        self.summary = label("", "body_strong", wrap=True)
        self.area = ReadingArea()
        self.keep_one = QRadioButton()
        self.keep_other = QRadioButton()
        self.urgency = UrgencyLine(theme)
        self.reason = QLineEdit()
        self.refusal = label("", "caption", tone="on_stale", wrap=True)
        self.leave = button(tr("Cancel"))
        self.send = button(tr("Merge (Ctrl+Enter)"), "primary")
        self._build(number, parent.window().size())
        self._listen()
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._show_comparison(None)
        self._look_for_alike()

    # Building

    def _build(self, number: str, room: QSize) -> None:
        px = self._theme.px
        self.setWindowTitle(tr("Merge incidents"))
        self._name_fields()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(6))
        column.addWidget(label(tr("Merge incidents"), "title"))
        about = tr(
            "{number} and another incident are the same matter: every report is kept, and it can be undone"
        )
        column.addWidget(label(about.format(number=number), "caption", tone="tertiary", wrap=True))
        self.states.setFixedHeight(px(_LIST))
        column.addWidget(self.states)
        column.addWidget(self.number)
        column.addSpacing(px(4))
        column.addWidget(self.summary)
        column.addWidget(self.area, 1)
        column.addWidget(self.keep_one)
        column.addWidget(self.keep_other)
        column.addWidget(self.urgency)
        column.addWidget(self.reason)
        column.addWidget(self.refusal)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.send)
        column.addSpacing(px(4))
        column.addLayout(row)
        self.setTabOrder(self.send, self.leave)
        wide, tall = (room.width() - px(_AROUND), room.height() - px(_AROUND))
        self._tall = min(px(_HEIGHT), tall)
        self.resize(min(px(_WIDTH), wide), self._tall)

    def _name_fields(self) -> None:
        px = self._theme.px
        self.refusal.setStyleSheet(f"background: {self._theme.hex('surface.stale')}; padding: {px(8)}px;")
        self.refusal.hide()
        self.table.setAccessibleName(tr("Open incidents that are alike"))
        self.area.setAccessibleName(tr("The two side by side"))
        for line, words in (
            (self.number, tr("Or the number of another incident, then Enter")),
            (self.reason, tr("Why are they one matter? (required)")),
        ):
            line.setPlaceholderText(words)
            line.setAccessibleName(words)
        for made in (self.leave, self.send):
            made.setAutoDefault(False)  # Enter belongs to the list and the number

    def _listen(self) -> None:
        self.table.chosen.connect(self._chosen)
        self.keep_one.toggled.connect(self._compare_urgency)
        self.number.returnPressed.connect(lambda: self.compare(self.number.text().strip()))
        self.reason.returnPressed.connect(self.submit)
        self.leave.clicked.connect(self.reject)
        self.send.clicked.connect(self.submit)
        for choice in (self.keep_one, self.keep_other):
            choice.toggled.connect(partial(self._enter_by_tab, choice))
            self._enter_by_tab(choice, False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.submit)

    @staticmethod
    def _enter_by_tab(choice: QRadioButton, chosen: bool) -> None:
        """Tab comes to what is chosen, the arrows go to the other: Qt sees to it only once one had the keyboard."""
        choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)

    # Asking

    def _look_for_alike(self) -> None:
        self.states.loading()
        work = partial(self._ports.alike, self._incident_id)
        self._background.read(self, work, self._show_alike, self._not_found, topic="alike")

    def _show_alike(self, found: Sequence[Duplicate]) -> None:
        self.model.show_rows(found)
        if found:
            rows = min(len(found), _SHOWN_ALIKE)
            self.states.setFixedHeight(rows * self._theme.size("row.two_line"))
            self.states.show_content()
            self.table.choose(found[0].number)
            self.table.setFocus()
        else:
            self.states.empty(
                tr("Nothing like it is open"),
                tr("If it is one matter with another all the same, type that one's number."),
            )
            self.number.setFocus()

        self._looked = True
        self._fit()

    def _not_found(self, refusal: Refusal) -> None:
        self.states.broken(tr("Could not compare"), str(refusal), self._look_for_alike)
        self._looked = True
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is said while there is nothing to compare; else give both their room."""
        bare = self._looked and self.comparison is None and not self.model.rows
        self.area.setVisible(not bare)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            height = layout.totalHeightForWidth(self.width()) if bare else self._tall
            self.resize(self.width(), min(height, self._tall))

    def _chosen(self, number: object) -> None:
        if isinstance(number, str):
            self.compare(number)

    def compare(self, number: str) -> None:
        """Put the incident with this number beside the one on show."""
        if number:
            work = partial(self._ports.compared, self._incident_id, number)
            self._background.read(self, work, self._compared, self._cannot_compare, topic="compared")

    def _compared(self, found: Comparison) -> None:
        self.refusal.hide()
        self._show_comparison(found)

    def _cannot_compare(self, refusal: Refusal) -> None:
        self._show_comparison(None)
        self.show_refusal(str(refusal))

    # Showing

    def _show_comparison(self, found: Comparison | None) -> None:
        self.comparison = found
        for widget in (self.keep_one, self.keep_other, self.reason, self.summary):
            widget.setVisible(found is not None)
        self.send.setEnabled(found is not None)
        self.urgency.compare(None)
        if found is None:
            self.area.read(QWidget())  # it holds the room
            self._fit()
            return
        self.summary.setText(_summary(found))
        self.area.read(_side_by_side(self._theme, found, self._when))
        self._fit()
        for choice, stays, goes in (
            (self.keep_one, found.one, found.other),
            (self.keep_other, found.other, found.one),
        ):
            why = stays.why_not_kept or goes.why_not_merged
            words = tr("{stays} stays, {goes} goes into it").format(stays=stays.number, goes=goes.number)
            choice.setText(unmarked(f"{words} — {why}" if why else words))
            choice.setEnabled(not why)
        older = self.keep_one if found.one.reported_at <= found.other.reported_at else self.keep_other
        first = next((one for one in (older, self.keep_one, self.keep_other) if one.isEnabled()), None)
        if first is None:
            self.send.setEnabled(False)
        else:
            first.setChecked(True)
        self._compare_urgency()

    def _sides(self) -> tuple[MergeSide, MergeSide] | None:
        """Return which stays and which goes into it, as they stand chosen."""
        found = self.comparison
        if found is None:
            return None
        return (found.one, found.other) if self.keep_one.isChecked() else (found.other, found.one)

    def _compare_urgency(self, _on: bool = False) -> None:
        self.urgency.compare(self._sides())

    def raised(self) -> dict[str, str]:
        """Return what the urgency would have to be, by input; empty where nobody wants it adjusted."""
        return self.urgency.raised(self._sides())

    def _when(self, moment: datetime) -> str:
        return f"{moment.astimezone(self._zone):%Y-%m-%d %H:%M}"

    # Sending

    def submit(self) -> None:
        found = self.comparison
        if found is None or not self.send.isEnabled():
            return
        if not self.reason.text().strip():
            self.show_refusal(tr("Write why the two are one matter."))
            self.reason.setFocus()
            return
        self.send.setEnabled(False)
        self.refusal.hide()
        stays, goes = ((one.id, one.version) for one in self._sides() or ())
        self.sent.emit(stays, goes, self.reason.text())

    def refused(self, sentence: str) -> None:
        """Say why they were not merged, and show both as they are now; what was typed stays."""
        self.show_refusal(sentence)
        if self.comparison is not None:
            work = partial(self._ports.compared, self._incident_id, self.comparison.other.number)
            self._background.read(self, work, self._show_comparison, self._cannot_compare, topic="compared")

    def show_refusal(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()
        if self.comparison is None:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter alone belongs to the list and the number."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def _summary(found: Comparison) -> str:
    minutes = abs((found.one.reported_at - found.other.reported_at).total_seconds()) // 60
    parts = [tr("distance not known") if found.metres is None else tr("{n} m apart").format(n=found.metres)]
    parts.append(_between(int(minutes)))
    if found.score is not None:
        parts.append(tr("likeness {n} of 100").format(n=found.score))
    return " · ".join(parts)


def _between(minutes: int) -> str:
    if minutes < 120:
        return tr("{n} min between the reports").format(n=minutes)
    if minutes < 48 * 60:
        return tr("{n} h between the reports").format(n=minutes // 60)
    return tr("{n} days between the reports").format(n=minutes // 1440)


def _facts(one: MergeSide, when: Callable[[datetime], str]) -> dict[str, str]:
    due = tr("parked") if one.paused else when(one.due_at) if one.due_at is not None else ""
    return {
        tr("Number"): one.number,
        tr("Category"): pick(one.category),
        tr("State"): pick(one.state),
        tr("Place"): " · ".join(part for part in (pick(one.grid), one.address) if part),
        tr("What was said"): one.description,
        tr("Reported at"): when(one.reported_at),
        tr("Deadline"): due,
        tr("Urgency"): urgency_words(one),
        tr("Unit"): pick(one.unit),
        tr("Reports"): str(one.report_count),
        tr("Reported by"): listed(one.reporters),
        tr("Photographs"): str(one.photos),
    }


def _side_by_side(theme: Theme, found: Comparison, when: Callable[[datetime], str]) -> QWidget:
    """Return both with a sign where they differ; numbers differ always and bear none."""
    body = QWidget()
    grid = QGridLayout(body)
    grid.setContentsMargins(0, theme.px(4), theme.px(8), theme.px(4))
    grid.setHorizontalSpacing(theme.px(16))
    grid.setVerticalSpacing(theme.px(4))
    left, right = _facts(found.one, when), _facts(found.other, when)
    for place, (word, value) in enumerate(left.items()):
        other = right[word]
        strong = "body_strong" if place == 0 else "body"
        sign = _DIFFERENT if place and value != other else ""
        grid.addWidget(label(word, "caption", tone="secondary"), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(sign, "body_strong", tone="yellow"), place, 2, Qt.AlignmentFlag.AlignTop)
        for column, text in ((1, value), (3, other)):
            cell = label(text or "—", strong, wrap=True, selectable=True)
            grid.addWidget(cell, place, column, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    grid.setRowStretch(len(left), 1)
    return body
