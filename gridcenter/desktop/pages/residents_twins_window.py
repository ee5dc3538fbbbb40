"""The window of rows that are one person (并档): who shares a number, two rows side by side, merged ones; masked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import FigureLinesModel, LinesModel
from gridcenter.desktop.pages.residents_found import UncopiedTable
from gridcenter.desktop.pages.residents_twins_rows import PAIR_COLUMNS, Pair, pairs_of
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.shown_list import ShownList
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import button, label, set_tone
from gridcenter.domain.indicators import thousands
from gridcenter.domain.person_merging import (
    Basis,
    ComparedLine,
    MergesFound,
    PersonComparison,
    TwinRow,
    TwinsFound,
)
from gridcenter.language import pick, tr

_SIZE = (1080, 680)
_SMALL = CellStyle("caption", "text.secondary")
DIFFERENT = "≠"
_ROW_DIGITS = 10


class TwinsWindow(QDialog):
    """L and R keep the left or the right row, P says that they are two people, U takes merged ones apart.

    T turns to the merged ones and back.
    """

    list_wanted = Signal(bool, int)
    """Whether merged rows are wanted, and behind how many numbers or merges."""
    comparison_wanted = Signal(int, int)
    merge_wanted = Signal(int, int, object, str, bool)
    """Kept, merged, versions (kept, merged), reason, whether it is decided."""
    unmerge_wanted = Signal(int, str)
    apart_wanted = Signal(int, int, str)
    """The two rows, and why they are two people."""

    def __init__(self, theme: Theme, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._merged = False
        self.comparison: PersonComparison | None = None
        self.awaited: tuple[int, int] | None = None
        """The rows whose comparison is on show or on its way; none once others were marked."""
        self.counted = label("", "caption", tone="secondary")
        self.about = label("", "caption", tone="tertiary", wrap=True)
        self._read = 0
        """So many numbers or merges were read."""
        self.listed: ShownList[Pair] = ShownList(
            theme,
            FigureLinesModel(PAIR_COLUMNS, lambda line: line.key, self),
            least=160,
            make=partial(UncopiedTable, row_height="row.compact"),
        )
        self.pairs, self.table, self.states = self.listed.model, self.listed.table, self.listed.states
        self.lines = LinesModel(self._line_columns(), None, self)
        self.side = UncopiedTable(theme, row_height="row.compact")
        self.side_states = StateStack(theme, self.side)
        self.one, self.other = QLineEdit(), QLineEdit()
        self.reason = QLineEdit()
        self.decided = QCheckBox(tr("The numbers differ or one is missing: I decide that it is one person"))
        self.told = label("", "caption", tone="on_stale", wrap=True)
        self.buttons = {
            "T": button(tr("Merged rows (T)"), "compact"),
            "M": button(tr("Further (M)"), "compact"),
            "C": button(tr("Compare (C)"), "compact"),
            "L": button(tr("Keep left (L)")),
            "R": button(tr("Keep right (R)")),
            "P": button(tr("Two people (P)")),
            "U": button(tr("Take apart (U)")),
        }
        self.leave = button(tr("Close"))
        self._build()
        self._listen()
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _line_columns(self) -> tuple[Column[ComparedLine], ...]:
        return (
            Column(
                "item",
                lambda: tr("Item"),
                lambda line: pick(line.label),
                lambda line: line.label.zh,
                200,
                _SMALL,
            ),
            Column(
                "mark",
                lambda: "",
                lambda line: DIFFERENT if line.differs else "=",
                lambda line: line.differs,
                44,
            ),
            Column("one", self._left_title, lambda line: line.one or "—", lambda line: line.one, 0),
            Column("other", self._right_title, lambda line: line.other or "—", lambda line: line.other, 320),
        )

    def _left_title(self) -> str:
        return "" if self.comparison is None else _title(self.comparison.one)

    def _right_title(self) -> str:
        return "" if self.comparison is None else _title(self.comparison.other)

    def _build(self) -> None:
        px = self._theme.px
        self.setWindowTitle(tr("Rows that are one person"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(tr("Rows that are one person"), "title"))
        column.addWidget(self.about)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        for words, field in ((tr("Row"), self.one), (tr("and row"), self.other)):
            head.addWidget(label(words, "caption", tone="secondary"))
            field.setFixedWidth(px(96))
            field.setAccessibleName(words)
            head.addWidget(field)
        head.addWidget(self.buttons["C"])
        head.addStretch(1)
        head.addWidget(self.counted)
        head.addWidget(self.buttons["M"])
        head.addWidget(self.buttons["T"])
        column.addLayout(head)
        column.addWidget(self._lists(), 1)
        self.reason.setPlaceholderText(tr("Reason; stands in the audit"))
        self.reason.setAccessibleName(tr("Reason"))
        for part in (self.reason, self.decided, self.told):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for key in "LRPU":
            row.addWidget(self.buttons[key])
        row.addStretch(1)
        row.addWidget(self.leave)
        column.addLayout(row)
        for made in (*self.buttons.values(), self.leave):
            made.setAutoDefault(False)
        self.told.hide()
        self.resize(px(_SIZE[0]), px(_SIZE[1]))

    def _lists(self) -> QSplitter:
        for table, model, name in (
            (self.table, self.pairs, tr("Rows that are one person")),
            (self.side, self.lines, tr("Side by side")),
        ):
            table.setModel(model)
            table.show_header("table_header.compact")
            table.set_widths(model.widths, least=160)
            table.setAccessibleName(name)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.states)
        split.addWidget(self.side_states)
        split.setSizes([4000, 6000])
        return split

    def _listen(self) -> None:
        for key, act in self._acts().items():
            for table in (self.table, self.side):
                shortcut = QShortcut(QKeySequence(key), table)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(act)
            self.buttons[key].clicked.connect(lambda _on=False, act=act: act())
        self.listed.read_on(self.read_further)
        self.table.opened.connect(lambda _key: self.compare_chosen())
        self.table.chosen.connect(lambda _key: self._fill_rows())
        self.other.returnPressed.connect(self.compare_typed)
        self.one.returnPressed.connect(self.other.setFocus)
        self.reason.returnPressed.connect(self.table.setFocus)  # where the keys are heard
        self.leave.clicked.connect(self.reject)

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "T": self.turn,
            "M": self.read_further,
            "C": self.compare_typed,
            "L": lambda: self._merge(left=True),
            "R": lambda: self._merge(left=False),
            "P": self._tell_apart,
            "U": self._unmerge,
        }

    # Lists

    def turn(self) -> None:
        """Ask for the merged rows, or for those that share a number."""
        self._merged = not self._merged
        self.wait_for_list()

    def wait_for_list(self) -> None:
        self.listed.show(())
        self._forget_comparison()
        self.states.loading()
        self.list_wanted.emit(self._merged, 0)

    def read_further(self) -> None:
        """Ask for the next page; the audit keeps it as one of its own."""
        if self.buttons["M"].isEnabled():
            self.buttons["M"].setEnabled(False)
            self.list_wanted.emit(self._merged, self._read)

    def list_refused(self) -> None:
        """What was read stays, and may be read on."""
        self.buttons["M"].setEnabled(bool(self.pairs.rows))
        self.listed.more = bool(self.pairs.rows)

    def show_pairs(self, found: TwinsFound | MergesFound, *, merged: bool, behind: int) -> None:
        """Show the first page, or put another one `behind` so many numbers under it."""
        if merged is not self._merged or (behind and behind != self._read):
            return
        self._read = found.read
        counted = tr("{n} of {all} merges") if merged else tr("{n} of {all} numbers")
        self.counted.setText(counted.format(n=thousands(found.read), all=thousands(found.total)))
        self.buttons["M"].setEnabled(found.more)
        if behind:
            self.listed.add(pairs_of(found), more=found.more)
        else:
            self._show_first(pairs_of(found))
            self.listed.more = found.more

    def _show_first(self, found: Sequence[Pair]) -> None:
        self.buttons["T"].setText(tr("Shared numbers (T)") if self._merged else tr("Merged rows (T)"))
        self.about.setText(_about(merged=self._merged))
        if self.listed.show(found):
            self.listed.mark(0)
            self.table.setFocus()
        elif self._merged:
            self.states.empty(tr("No rows are merged in your area"))
        else:
            self.states.empty(
                tr("No rows of your area share a number"),
                tr("A name alone is never offered: it proves nothing."),
            )
        self._weigh()

    @property
    def chosen(self) -> Pair | None:
        return self.listed.marked

    def _fill_rows(self) -> None:
        line = self.chosen
        if line is not None:
            self.one.setText(str(line.one.person_id))
            self.other.setText(str(line.other.person_id))
        self._forget_comparison()
        self._weigh()

    # Side by side

    def compare_chosen(self) -> None:
        line = self.chosen
        if line is not None:
            self._ask_comparison(*line.key)

    def compare_typed(self) -> None:
        rows = [field.text().strip() for field in (self.one, self.other)]
        if not all(text.isascii() and text.isdigit() and len(text) < _ROW_DIGITS for text in rows):
            self.tell(tr("Type the numbers of two rows, as the list shows them."))
            return
        self._ask_comparison(int(rows[0]), int(rows[1]))

    def _ask_comparison(self, one: int, other: int) -> None:
        self.awaited = (one, other)
        self.comparison_wanted.emit(one, other)

    def show_comparison(self, found: PersonComparison) -> None:
        self.comparison = found
        self.told.hide()
        self.lines.show_rows(found.lines)
        self.lines.retranslate()
        self.side_states.show_content()
        self.side.choose(0)
        self._weigh()

    def _forget_comparison(self) -> None:
        self.comparison = self.awaited = None
        self.lines.show_rows(())
        self.side_states.empty(
            tr("Nothing is compared"), tr("Enter puts the marked rows side by side; the audit keeps it.")
        )

    def _weigh(self) -> None:
        for key in "LRP":
            self.buttons[key].setEnabled(self.comparison is not None and not self._merged)
        self.buttons["U"].setEnabled(self._merged)
        decision = self.comparison is not None and self.comparison.basis is Basis.DECISION
        self.decided.setVisible(decision and not self._merged)
        if not decision:
            self.decided.setChecked(False)

    # Doing

    def _merge(self, *, left: bool) -> None:
        found = self.comparison
        if found is None or self._merged:
            self.tell(tr("Compare the two rows first: Enter."))
            return
        kept, merged = (found.one, found.other) if left else (found.other, found.one)
        versions = found.versions if left else found.versions[::-1]
        self.merge_wanted.emit(
            kept.person_id, merged.person_id, versions, self.reason.text(), self.decided.isChecked()
        )

    def _tell_apart(self) -> None:
        found = self.comparison
        if found is None or self._merged:
            self.tell(tr("Compare the two rows first: Enter."))
            return
        self.apart_wanted.emit(found.one.person_id, found.other.person_id, self.reason.text())

    def _unmerge(self) -> None:
        """Take apart the row whose number stands at the right: the marked one's, or one typed there."""
        row = self.other.text().strip()
        if self._merged and row.isascii() and row.isdigit() and len(row) < _ROW_DIGITS:
            self.unmerge_wanted.emit(int(row), self.reason.text())
        else:
            self.tell(tr("Type the numbers of two rows, as the list shows them."))

    def done_with(self, sentence: str) -> None:
        """Say what was done and read the list again."""
        self.reason.clear()
        self.decided.setChecked(False)
        self.wait_for_list()
        self.tell(sentence, bad=False)

    def refuse(self, sentence: str) -> None:
        """Say why nothing was done; a reason that is missing can be typed at once."""
        self.tell(sentence)
        if not self.reason.text().strip():
            self.reason.setFocus()

    def tell(self, sentence: str, *, bad: bool = True) -> None:
        """Show a sentence; what was typed stays."""
        surface = self._theme.hex("surface.stale" if bad else "surface.selected")
        self.told.setStyleSheet(f"background: {surface}; padding: {self._theme.px(8)}px;")
        set_tone(self.told, "on_stale" if bad else "")
        self.told.setText(sentence)
        self.told.show()


def _title(row: TwinRow) -> str:
    day = row.recorded_on.isoformat() if row.recorded_on is not None else ""
    return " · ".join(
        part for part in (tr("Row {number}").format(number=row.person_id), row.source, day) if part
    )


def _about(*, merged: bool) -> str:
    if merged:
        return tr(
            "Rows of your area that are seen as one person now; taken apart they are exactly as they were."
        )
    return tr("Rows of your area that share an ID number, masked. No row is changed or lost by merging.")
