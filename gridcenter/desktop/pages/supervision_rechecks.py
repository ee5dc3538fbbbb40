"""The random re-checks of Supervision: the draws, what of them is still to be recorded, and the form of a new draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.pages.supervision_issuing import Reopening
from gridcenter.desktop.pages.supervision_lists import say
from gridcenter.desktop.pages.supervision_recheck_sheet import RecheckSheet
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.recheck_ports import RecheckPorts, Verified
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import set_button_text
from gridcenter.domain.errors import Refusal
from gridcenter.domain.move_choices import MoveChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.rechecks import DrawRow, RecheckRow
from gridcenter.language import by_count, pick, tr

DRAW_KEY, READ_KEY = "Ctrl+R", "Ctrl+Shift+R"
USUAL_RATE = "5"
_DRAW = MoveChoice(
    "draw",
    Name("抽取复核样本", "Draw a month for re-checks"),
    (
        MoveField("month", Name("结案月份", "month of the closings"), "line"),
        MoveField("rate", Name("抽查比例（%）", "how many of a hundred"), "line"),
        MoveField("seed", Name("种子（不填则随机）", "seed (left out: a random one)"), "line", required=False),
        MoveField("reason", Name("再次抽查的理由", "why the month is drawn again"), "text", required=False),
    ),
    "",
    usual=True,
    letter="",
    opinion=False,
)  # fmt: skip


class RecheckList(QWidget):
    """The newest draws first; Enter opens one, where results are recorded."""

    incident_wanted = Signal(object)
    notice = Signal(str)
    read = Signal()
    """Other draws were read than before."""

    def __init__(
        self,
        ports: DeskPorts,
        asks: RecheckPorts,
        background: Background,
        theme: Theme,
        *,
        zone: ZoneInfo,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._ports = ports
        self._asks = asks
        self._background = background
        self._theme = theme
        self._zone = zone
        self._now = now
        self._due = True
        self.known: tuple[DrawRow, ...] | None = None
        self.form: MoveDialog | None = None
        self.sheet: RecheckSheet | None = None
        self.reopening: Reopening | None = None
        self.model = LinesModel(self._columns(), lambda one: one.id, self)
        self.table = RowTable(theme, row_height="row.compact")
        self.table.setModel(self.model)
        self.table.show_header("table_header.compact")
        self.table.set_widths(self.model.widths, (0, 0, 1, 0, 2), keeps_words=True, least=140)
        self.table.opened.connect(self.open)
        self.states = StateStack(theme, self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.states)

    def _columns(self) -> tuple[Column[DrawRow], ...]:
        small = CellStyle("body", "text.secondary")
        return (
            Column("month", lambda: tr("Closed in"), _month, lambda one: one.month, 156,
                   CellStyle("body_strong")),
            Column("drawn", lambda: tr("Drawn"), _drawn, lambda one: len(one.rechecks), 0),
            Column("failed", lambda: tr("Failed"), lambda one: str(one.failed), lambda one: one.failed, 72,
                   small),
            Column("owed", lambda: tr("Results"), _recorded, lambda one: one.owed, 150),
            Column("by", lambda: tr("Drawn by"), self._by, lambda one: one.drawn_at, 196, small),
        )  # fmt: skip

    def _by(self, one: DrawRow) -> str:
        return f"{one.drawer} · {one.drawn_at.astimezone(self._zone):%m-%d %H:%M}"

    @property
    def owed(self) -> int:
        """How many incidents drawn nobody has checked yet."""
        return sum(one.owed for one in self.known or ())

    # Reading

    def ask(self, *, seen: bool) -> None:
        """Ask now, or when the page is next seen."""
        self._due = not seen
        if seen:
            if self.known is None:
                self.states.loading()
            self._background.read(self, self._asks.draws, self._take, self._failed, topic="rechecks")

    def ask_if_due(self) -> None:
        if self._due:
            self.ask(seen=True)

    def _take(self, found: Sequence[DrawRow]) -> None:
        if tuple(found) != self.known:
            self.known = tuple(found)
            self.model.show_rows(self.known)
        self.show_state()
        if self.sheet is not None:
            self.sheet.show_draw(self._draw(self.sheet.draw.id) or self.sheet.draw)
        self.read.emit()

    def _draw(self, key: object) -> DrawRow | None:
        return next((one for one in self.known or () if one.id == key), None)

    def show_state(self) -> None:
        if self.known is not None:
            how = tr("Ctrl+R draws closed incidents of a month; anybody can recompute which ones.")
            say(self.states, self.known, tr("Nothing was drawn yet."), how)

    def _failed(self, refusal: Refusal) -> None:
        if self.known is None:
            again = partial(self.ask, seen=True)
            self.states.broken(tr("The re-checks could not be read"), str(refusal), again)

    # Drawing

    def draw(self) -> None:
        """Ask for the month and the rate; the month before is offered."""
        if self.form is not None:
            return
        about = tr("A draw is kept for good. Drawing a month once more needs a reason, and both draws stay.")
        self.form = MoveDialog(self._theme, _DRAW, about, version=0, parent=self.window())
        first = self._now().astimezone(self._zone).replace(day=1)
        offered = {"month": f"{first - timedelta(days=1):%Y-%m}", "rate": USUAL_RATE}
        for code, text in offered.items():
            editor = self.form.fields[code]
            if isinstance(editor, QLineEdit):
                editor.setText(text)
        self.form.sent.connect(self._send)
        self.form.finished.connect(self._form_closed)
        self.form.open()

    def _send(self, _choice: MoveChoice, said: Mapping[str, str]) -> None:
        if self.form is not None:
            set_button_text(self.form.send, tr("Drawing…"))
        work = partial(self._asks.draw, said["month"], said["rate"], said["seed"], said["reason"])
        self._background.write(self, work, self._drawn, self._not_drawn)

    def _drawn(self, key: int) -> None:
        if self.form is not None:
            self.form.accept()
        self._background.read(self, self._asks.draws, partial(self._open_drawn, key), self._failed)

    def _open_drawn(self, key: int, found: Sequence[DrawRow]) -> None:
        self._take(found)
        one = self._draw(key)
        if one is not None:
            words = by_count(
                len(one.rechecks),
                tr("{n} of {all} incidents of {month} is drawn"),
                tr("{n} of {all} incidents of {month} are drawn"),
            )
            self.notice.emit(words.format(n=len(one.rechecks), all=one.population, month=one.month))
            self.open(key)

    def _not_drawn(self, refusal: Refusal) -> None:
        if self.form is not None:
            set_button_text(self.form.send, pick(_DRAW.name))
            self.form.show_refusal(str(refusal))
        else:
            self.notice.emit(str(refusal))

    def _form_closed(self, _result: int) -> None:
        self.form = None

    # Recording

    def open_owed(self) -> None:
        """Open the oldest draw with something to record, else the newest."""
        known = self.known or ()
        found = next((one for one in reversed(known) if one.owed), known[0] if known else None)
        if found is None:
            self.draw()
        else:
            self.open(found.id)

    def open(self, key: object) -> None:
        found = self._draw(key)
        if found is None or self.sheet is not None:
            return
        sheet = self.sheet = RecheckSheet(self._theme, found, zone=self._zone, parent=self.window())
        self.reopening = Reopening(sheet, self._ports, self._background, self._theme)
        self.reopening.notice.connect(sheet.tell)
        self.reopening.notice.connect(self.notice)
        sheet.recorded.connect(self._record)
        sheet.reopen_wanted.connect(self._reopen)
        sheet.verify_wanted.connect(self._verify)
        sheet.incident_wanted.connect(self.incident_wanted)
        sheet.finished.connect(self._sheet_closed)
        sheet.open()

    def _record(self, row: RecheckRow, passed: bool, said: str) -> None:
        work = partial(self._asks.record, row.id, row.version, passed, said)
        self._background.write(self, work, partial(self._recorded, row, passed), self._refused)

    def _recorded(self, row: RecheckRow, passed: bool, _version: int) -> None:
        done = partial(self._show_recorded, row, passed)
        self._background.read(self, self._asks.draws, done, self._refused)

    def _show_recorded(self, row: RecheckRow, passed: bool, found: Sequence[DrawRow]) -> None:
        self._take(found)
        if self.sheet is not None:
            self.sheet.done_with(self.sheet.draw, row, passed=passed)

    def _reopen(self, row: RecheckRow) -> None:
        if self.reopening is not None:
            reason = tr("random re-check failed: {reason}").format(reason=row.reason)
            self.reopening.start(row.incident_id, reason)

    def _verify(self) -> None:
        if self.sheet is not None:
            self.sheet.tell(tr("Recomputing…"))
        self._background.read(self, self._asks.verify, self._verified, self._refused, topic="verify")

    def _verified(self, found: Verified) -> None:
        if self.sheet is not None:
            key = self.sheet.draw.id
            self.sheet.show_verified(next((told for one, told in found if one.id == key), ()))

    def _refused(self, refusal: Refusal) -> None:
        if self.sheet is not None:
            self.sheet.tell(str(refusal))
        else:
            self.notice.emit(str(refusal))
        self.ask(seen=True)

    def _sheet_closed(self, _result: int) -> None:
        self.sheet = self.reopening = None

    def commands(self) -> Iterator[Command]:
        group = tr("Random re-check")
        yield Command(pick(_DRAW.name), group, self.draw, "recheck draw sample 抽查 复核 choucha", DRAW_KEY)
        words = tr("Record re-checks ({n} to do)").format(n=self.owed)
        yield Command(words, group, self.open_owed, "recheck record 抽查 复核 登记", READ_KEY)

    def retranslate(self) -> None:
        self.model.retranslate()
        self.show_state()


def _month(one: DrawRow) -> str:
    return one.month if one.sequence == 1 else tr("{month}, draw {n}").format(month=one.month, n=one.sequence)


def _drawn(one: DrawRow) -> str:
    words = tr("{drawn} of {population} ({rate} %)")
    return words.format(drawn=len(one.rechecks), population=one.population, rate=f"{one.rate_percent:g}")


def _recorded(one: DrawRow) -> str:
    words = tr("{done} of {n} recorded") if one.owed else tr("all {n} recorded")
    return words.format(done=len(one.rechecks) - one.owed, n=len(one.rechecks))
