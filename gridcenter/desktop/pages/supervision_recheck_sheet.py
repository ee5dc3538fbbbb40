"""One draw of a random re-check: what was drawn and how, and the results that are still to be recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.rechecks import FAILED, PASSED, DrawRow, RecheckRow
from gridcenter.language import pick, tr

_SMALL = CellStyle("caption", "text.secondary")


class RecheckSheet(QDialog):
    """P and F record a result with the words typed below, O takes a failed one up again, V recomputes the draw."""

    recorded = Signal(object, bool, str)
    """The `RecheckRow`, whether it passed, and what was found."""
    reopen_wanted = Signal(object)
    verify_wanted = Signal()
    incident_wanted = Signal(object)

    def __init__(self, theme: Theme, draw: DrawRow, *, zone: tzinfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zone = zone
        self.draw = draw
        self._failing = False
        self.heading = label("", "title")
        self.about = label("", "caption", tone="secondary", wrap=True)
        self.ground = label("", "caption", tone="tertiary", wrap=True, selectable=True)
        self.model = LinesModel(self._columns(), lambda row: row.id, self)
        self.table = RowTable(theme, row_height="row.two_line")
        self.reason = QLineEdit()
        self.told = label("", "caption", tone="on_stale", wrap=True)
        self.told.setStyleSheet(f"background: {theme.hex('surface.stale')}; padding: {theme.px(8)}px;")
        self.told.hide()
        self.buttons = {
            "P": button(tr("Passed (P)")),
            "F": button(tr("Failed (F)")),
            "O": button(tr("Reopen (O)")),
            "V": button(tr("Recompute (V)")),
        }
        self.leave = button(tr("Close"))
        self._build()
        self._listen()
        self.show_draw(draw)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _columns(self) -> tuple[Column[RecheckRow], ...]:
        return (
            Column("number", lambda: tr("Incident"), lambda row: row.number, lambda row: row.number,
                   330, CellStyle("body_strong"), second=_about),
            Column("result", lambda: tr("Result"), lambda row: result_word(row.result),
                   lambda row: row.result, 96),
            Column("reason", lambda: tr("What the re-check found"), lambda row: row.reason,
                   lambda row: row.reason, 0, CellStyle(wraps=True)),
            Column("checker", lambda: tr("Checked by"), self._by, lambda row: row.checker, 170, _SMALL),
        )  # fmt: skip

    def _by(self, row: RecheckRow) -> str:
        if row.checked_at is None:
            return ""
        return f"{row.checker} · {row.checked_at.astimezone(self._zone):%m-%d %H:%M}"

    def _build(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        self.table.setModel(self.model)
        self.table.show_header("table_header.compact")
        self.table.set_widths(self.model.widths, (0, 0, 0, 1), keeps_words=True, least=160)
        self.table.setAccessibleName(tr("Incidents drawn"))
        self.reason.setPlaceholderText(tr("What was found; needed when it failed (R)"))
        self.reason.setAccessibleName(tr("What the re-check found"))
        for part in (self.heading, self.about, self.ground):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.reason)
        column.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for made in self.buttons.values():
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self.leave)
        column.addLayout(row)
        for made in (*self.buttons.values(), self.leave):
            made.setAutoDefault(False)
        self.setWindowTitle(tr("Random re-check"))
        self.resize(px(960), px(600))

    def _listen(self) -> None:
        for key, act in self._acts().items():
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
            if key in self.buttons:
                self.buttons[key].clicked.connect(lambda _on=False, act=act: act())
        self.reason.returnPressed.connect(self._reason_done)
        self.table.chosen.connect(lambda _key: self._show_chosen())
        self.table.opened.connect(self._open)
        self.leave.clicked.connect(self.reject)

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "P": lambda: self._record(True),
            "F": lambda: self._record(False),
            "O": self._reopen,
            "V": self.verify_wanted.emit,
            "R": self.reason.setFocus,
        }

    @property
    def chosen(self) -> RecheckRow | None:
        key = self.table.current_id()
        return next((row for row in self.model.rows if row.id == key), None)

    def show_draw(self, draw: DrawRow) -> None:
        """Show the draw as it stands now; the incident that is chosen stays so, else the first that is owed is."""
        before = self.table.current_id()
        self.draw = draw
        self.heading.setText(
            tr("Random re-check {month}, draw {n}").format(month=draw.month, n=draw.sequence)
        )
        self.about.setText(self._about())
        words = tr("Seed {seed} · rule {rule} · population {hash}")
        self.ground.setText(
            words.format(seed=draw.seed, rule=draw.rule, hash=f"{draw.population_hash[:16]}…")
        )
        self.model.show_rows(draw.rechecks)
        if not self.table.choose(before):
            self.choose_owed()
        self._show_chosen()

    def _about(self) -> str:
        draw = self.draw
        words = tr(
            "{drawn} of {population} incidents ({rate} %), drawn by {who} on {time} · {done} recorded, {failed} failed"
        ).format(
            drawn=len(draw.rechecks),
            population=draw.population,
            rate=f"{draw.rate_percent:g}",
            who=draw.drawer,
            time=f"{draw.drawn_at.astimezone(self._zone):%Y-%m-%d %H:%M}",
            done=len(draw.rechecks) - draw.owed,
            failed=draw.failed,
        )
        return f"{words}\n{tr('Drawn again: {reason}').format(reason=draw.reason)}" if draw.reason else words

    def choose_owed(self) -> None:
        """Choose the first incident that nobody has checked yet."""
        rows = self.draw.rechecks
        owed = next((row for row in rows if not row.result), rows[0] if rows else None)
        if owed is not None:
            self.table.choose(owed.id)
        self.table.setFocus()

    def _show_chosen(self) -> None:
        row = self.chosen
        owed = row is not None and not row.result
        for key in "PF":
            self.buttons[key].setEnabled(owed)
        self.reason.setEnabled(owed)
        self.buttons["O"].setEnabled(row is not None and row.result == FAILED)

    def _record(self, passed: bool) -> None:
        row, said = self.chosen, self.reason.text().strip()
        if row is None or row.result:
            return
        self._failing = not passed and not said
        if self._failing:
            self.tell(tr("Write why it failed, then press Enter."))
            self.reason.setFocus()
            return
        self.recorded.emit(row, passed, said)

    def _reason_done(self) -> None:
        if self._failing and self.reason.text().strip():
            self._record(False)
        else:
            self.table.setFocus()

    def done_with(self, draw: DrawRow, row: RecheckRow, *, passed: bool) -> None:
        """Show what was recorded and go on to the next; a failed one stays chosen, it may be taken up again."""
        self.reason.clear()
        self._failing = False
        self.show_draw(draw)
        if passed:
            self.told.hide()
            self.choose_owed()
        else:
            self.table.choose(row.id)
            self.table.setFocus()
            self.tell(tr("Recorded as failed. O takes the incident up again."))

    def _reopen(self) -> None:
        row = self.chosen
        if row is not None and row.result == FAILED:
            self.reopen_wanted.emit(row)

    def show_verified(self, told: Sequence[str]) -> None:
        if told:
            self.tell("\n".join(told))
        else:
            self.tell(tr("Recomputed from the seed: the incidents are those that it draws."))

    def tell(self, sentence: str) -> None:
        """Show a sentence; what was typed stays."""
        self.told.setText(sentence)
        self.told.show()

    def _open(self, key: object) -> None:
        row = next((one for one in self.model.rows if one.id == key), None)
        if row is not None:
            self.accept()
            self.incident_wanted.emit(row.incident_id)


def result_word(result: str) -> str:
    return {PASSED: tr("passed"), FAILED: tr("failed")}.get(result, tr("not yet"))


def _about(row: RecheckRow) -> str:
    return " · ".join(part for part in (pick(row.category), pick(row.where)) if part)
