"""The head of an incident: light, category, marks, number, place, holder, and its three clocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.glyphs import LightGlyph
from gridcenter.desktop.pages.incidents_holders import HoldersStrip
from gridcenter.desktop.pages.incidents_merged import MergedLine
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.clock_panel import ClockPanel
from gridcenter.desktop.widgets.panel import hair
from gridcenter.desktop.widgets.text import ElidedLabel, button, label, repolish, set_button_text, set_tooltip
from gridcenter.domain.clocks import ClockKind
from gridcenter.domain.incidents import IncidentDetail, Severity
from gridcenter.domain.lights import Light
from gridcenter.language import pick, tr

_GLYPH = 24
OWN_CLOCKS = (ClockKind.ACCEPT, ClockKind.STEP, ClockKind.WHOLE)


def severity_words() -> Mapping[Severity, str]:
    """Return the grades of events by their legal names."""
    return {
        Severity.ORDINARY: tr("grade IV, ordinary"),
        Severity.LARGER: tr("grade III, larger"),
        Severity.SERIOUS: tr("grade II, serious"),
        Severity.EXTRAORDINARY: tr("grade I, extraordinarily serious"),
    }


class HeadPanel(QFrame):
    clock_pressed = Signal(object)
    """The `ClockKind` whose working is wanted, or the `ClockView` of a unit called in."""
    print_pressed = Signal()

    def __init__(self, theme: Theme, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._theme = theme
        self._zone = zone
        self._detail: IncidentDetail | None = None
        self.glyph = LightGlyph(Light.GREEN, theme, _GLYPH)
        self.category = ElidedLabel("", "figure")
        self.urgent = label("", "caption")
        self.path = label("", "caption", tone="secondary")
        self.grade = label("", "caption", tone="secondary")
        self.number = label("", "body", tone="secondary", selectable=True)
        self.copy = button("", "compact")
        self.print = button("", "compact")
        self.place = ElidedLabel("", "body", mode=Qt.TextElideMode.ElideMiddle)
        self.holder = label("", "body")
        self.reports = label("", "body", tone="secondary")
        self.revision = label("", "caption", tone="tertiary")
        self.ruling = ElidedLabel("", "caption")
        self.holders = HoldersStrip(theme, zone)
        self.merged = MergedLine(theme)
        self.clocks = {kind: ClockPanel(kind, theme, zone) for kind in OWN_CLOCKS}
        self._build()
        self.copy.clicked.connect(self.copy_number)
        self.print.clicked.connect(self.print_pressed)
        for panel in self.clocks.values():
            panel.pressed.connect(self.clock_pressed)
        self.holders.pressed.connect(self.clock_pressed)
        theme.changed.connect(self.apply_theme)
        self.apply_theme()

    def _build(self) -> None:
        for tag in (self.urgent, self.path, self.grade):
            tag.setObjectName("incidentTag")
        self._title = QHBoxLayout()
        for widget in (self.glyph, self.category, self.urgent, self.path, self.grade):
            self._title.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._title.addStretch(1)
        self._title.addWidget(self.number)
        self._title.addWidget(self.copy)
        self._title.addWidget(self.print)
        self._facts = QHBoxLayout()
        self._facts.addWidget(self.place, 1)
        for part in (self.holder, self.reports, self.revision):
            self._facts.addWidget(part)
        self._top = QVBoxLayout()
        self._top.addLayout(self._title)
        self._top.addLayout(self._facts)
        self._top.addWidget(self.merged)
        self._top.addWidget(self.holders)
        self._top.addWidget(self.ruling)
        clocks = QHBoxLayout()
        clocks.setContentsMargins(0, 0, 0, 0)
        clocks.setSpacing(0)
        for place, panel in enumerate(self.clocks.values()):
            if place:
                clocks.addWidget(_upright())
            clocks.addWidget(panel, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(hair())
        column.addLayout(clocks)

    def show_incident(self, detail: IncidentDetail, now: datetime) -> None:
        row = detail.row
        self._detail = detail
        self.category.setText(pick(row.category))
        self.urgent.setText(tr("urgent"))
        self.urgent.setVisible(row.urgent)
        self.grade.setText(severity_words()[row.severity])
        self.grade.setVisible(row.severity > Severity.ORDINARY)
        self.number.setText(row.number)
        set_button_text(self.copy, tr("Copy"))
        set_button_text(self.print, tr("Print"))
        set_tooltip(self.print, tr("Print a paper"))
        where = pick(row.grid) or pick(row.community)
        self.place.setText(" · ".join(part for part in (where, detail.address) if part))
        self.holder.setText(_held(detail))
        since = detail.held_since
        held = tr("since {time}").format(time=f"{since.astimezone(self._zone):%m-%d %H:%M}") if since else ""
        set_tooltip(self.holder, held)
        self.holder.setAccessibleDescription(held)
        self.holders.show_incident(detail, now)
        self.merged.show_incident(detail)
        self.reports.setText(" · ".join(_marks(detail, self._zone)))
        self.reports.setVisible(bool(self.reports.text()))
        self.revision.setText(tr("revision {n}").format(n=row.version))
        self.ruling.setText(detail.ruling)
        self.ruling.setVisible(bool(detail.ruling))
        self._fit()
        self.tick(now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the title have the room it needs: its path gets shorter, then goes, then the title is written smaller,
        then the button of printing goes, which has a key as well."""
        if self._detail is None:
            return
        row = self._detail.row
        major, category = pick(row.major), pick(row.category)
        whole = tr("{major} › {category}").format(major=major, category=category)
        paths = ("",) if row.major_code == row.category_code else (whole, major, "")
        forms = [*(("figure", path) for path in paths), ("title", "")]
        buttons = ((self.copy, self.print), (self.copy,))
        tried = ((*form, shown) for shown in buttons for form in forms)
        fallback = (*forms[-1], buttons[-1])
        role, path, shown = next((one for one in tried if self._has_room(*one)), fallback)
        self.print.setVisible(self.print in shown)
        self.path.setText(path)
        self.path.setVisible(bool(path))
        if self.category.property("role") != role:
            self.category.setProperty("role", role)
            repolish(self.category)
        self.revision.setVisible(self._facts_width() <= self.width() - self._theme.px(36))

    def _has_room(self, role: str, path: str, buttons: Sequence[QWidget]) -> bool:
        """Whether the title in this type stands whole beside its tags, the number and these buttons."""
        px, metrics = self._theme.px, self._theme.metrics("caption")
        tags = [path] if path else []
        tags += [tag.text() for tag in (self.urgent, self.grade) if not tag.isHidden()]
        taken = sum(metrics.horizontalAdvance(text) + px(14 + 12) for text in tags)
        taken += sum(part.sizeHint().width() + px(12) for part in (self.number, *buttons))
        taken += px(_GLYPH + 2 * 12 + 36)
        title = self._theme.metrics(role).horizontalAdvance(self.category.text())
        return title + taken <= self.width()

    def _facts_width(self) -> int:
        shown = (part for part in (self.place, self.holder, self.reports, self.revision) if part.text())
        return sum(part.sizeHint().width() + self._theme.px(20) for part in shown)

    def tick(self, now: datetime) -> None:
        """Let time pass: light, figures and bars."""
        if self._detail is None:
            return
        self.glyph.show_light(self._detail.row.light(now))
        self.holders.tick(now)
        found = {clock.kind: clock for clock in self._detail.clocks}
        for kind, panel in self.clocks.items():
            panel.show_clock(found.get(kind), now)

    def choose_clock(self, kind: ClockKind) -> None:
        for other, panel in self.clocks.items():
            panel.set_chosen(other is kind)

    def copy_number(self) -> None:
        QGuiApplication.clipboard().setText(self.number.text())

    def apply_theme(self) -> None:
        px = self._theme.px
        self._top.setContentsMargins(px(20), px(12), px(16), px(12))
        self._top.setSpacing(px(6))
        self._title.setSpacing(px(12))
        self._facts.setSpacing(px(20))
        red, line = self._theme.hex("lights.red.text"), self._theme.hex("line.normal")
        shape = f"border-radius: {px(4)}px; padding: {px(1)}px {px(6)}px;"
        self.urgent.setStyleSheet(f"color: {red}; border: 1px solid {red}; {shape}")
        for tag in (self.path, self.grade):
            tag.setStyleSheet(f"border: 1px solid {line}; {shape}")


def _held(detail: IncidentDetail) -> str:
    """Say who holds it and its state; what was merged into another one is held by nobody any more."""
    if detail.merged_into is not None:
        return pick(detail.state_name)
    if detail.row.closed_at is not None and detail.row.unit.zh:
        return tr("was held by {unit} ({state})").format(
            unit=pick(detail.row.unit), state=pick(detail.state_name)
        )
    if not detail.row.unit.zh:
        return tr("held by nobody yet ({state})").format(state=pick(detail.state_name))
    return tr("held by {unit} ({state})").format(unit=pick(detail.row.unit), state=pick(detail.state_name))


def _marks(detail: IncidentDetail, zone: tzinfo) -> Iterator[str]:
    if detail.row.paused and detail.row.review_at is not None:
        yield tr("review on {time}").format(time=f"{detail.row.review_at.astimezone(zone):%Y-%m-%d %H:%M}")
    row = detail.row
    if detail.self_handled:
        yield tr("handled on the spot")
    if row.recurrence:
        yield tr("recurrence no. {n}").format(n=row.recurrence)
    if row.report_count > 1:
        yield tr("reported {n} times").format(n=row.report_count)


def _upright() -> QFrame:
    line = QFrame()
    line.setObjectName("hair")
    line.setFixedWidth(1)
    return line
