"""The shift handovers of Supervision: the list, what awaits a signature, and the windows to write and to sign one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.pages.supervision_handover_form import HandoverForm
from gridcenter.desktop.pages.supervision_handover_sheet import HandoverSheet
from gridcenter.desktop.pages.supervision_lists import say
from gridcenter.desktop.role_words import role_word
from gridcenter.desktop.supervision_ports import SupervisionPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.errors import Refusal
from gridcenter.domain.handover import Handover, HandoverDraft
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.people import Actor
from gridcenter.language import current_language, tr

KEY = "Ctrl+H"
_WIDTHS = {"zh": (104, 0, 284, 100, 176), "en": (104, 0, 330, 92, 200)}
OnHand = Callable[[], tuple[Sequence[QueueRow], datetime]]
ShowIds = Callable[[str, str, Sequence[int], QWidget], None]


class HandoverList(QWidget):
    """The newest handovers first; Enter reads one, and signs it where that is still to be done."""

    incident_wanted = Signal(object)
    notice = Signal(str)
    read = Signal()
    """Other handovers were read than before."""

    def __init__(
        self,
        ports: SupervisionPorts,
        actor: Actor,
        background: Background,
        theme: Theme,
        *,
        zone: ZoneInfo,
        show_ids: ShowIds,
        on_hand: OnHand,
    ) -> None:
        """`on_hand` returns everything open in the account's area, and the store's time."""
        super().__init__()
        self._ports = ports
        self._actor = actor
        self._background = background
        self._theme = theme
        self._zone = zone
        self._show_ids = show_ids
        self._due = True
        self._typed = ""
        self._key = uuid4().hex
        self._on_hand = on_hand
        self.known: tuple[Handover, ...] | None = None
        self.form: HandoverForm | None = None
        self.sheet: HandoverSheet | None = None
        self.model = LinesModel(self._columns(), lambda one: one.id, self)
        self.table = RowTable(theme, row_height="row.compact")
        self.table.setModel(self.model)
        self.table.show_header("table_header.compact")
        self._spread()
        self.table.opened.connect(self.open)
        self.states = StateStack(theme, self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.states)

    def _columns(self) -> tuple[Column[Handover], ...]:
        return (
            Column(
                "at",
                lambda: tr("Written"),
                lambda one: self.moment(one.written_at),
                lambda one: one.written_at,
            ),
            Column("author", lambda: tr("By"), _author, lambda one: one.author, style=CellStyle(wraps=True)),
            Column(
                "figures",
                lambda: tr("On hand"),
                _figures,
                lambda one: one.figures.open,
                style=CellStyle("body", "text.secondary"),
                yields=2,
            ),
            Column(
                "watched",
                lambda: tr("To watch"),
                lambda one: tr("{n} to watch").format(n=len(one.figures.watched)),
                lambda one: len(one.figures.watched),
                style=CellStyle("body", "text.secondary"),
                yields=1,
            ),
            Column(
                "signed",
                lambda: tr("Signed"),
                self._signed,
                lambda one: one.signed,
            ),
        )

    def _spread(self) -> None:
        widths = _WIDTHS[current_language()]
        self.table.set_widths(widths, (0, 0, 2, 1, 0), keeps_words=True, least=150)

    def moment(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%m-%d %H:%M}"

    def _signed(self, one: Handover) -> str:
        if one.signed_at is None:
            return tr("awaits a signature")
        return tr("{time} {who}").format(time=self.moment(one.signed_at), who=one.signer)

    def unsigned(self) -> Handover | None:
        """Return the handover that has waited longest for a signature."""
        return next((one for one in reversed(self.known or ()) if not one.signed), None)

    def ask(self, *, seen: bool) -> None:
        """Ask now, or when the page is next seen."""
        self._due = not seen
        if seen:
            if self.known is None:
                self.states.loading()
            self._background.read(self, self._ports.handovers, self._take, self._failed, topic="handovers")

    def ask_if_due(self) -> None:
        if self._due:
            self.ask(seen=True)

    def _take(self, found: Sequence[Handover]) -> None:
        if tuple(found) != self.known:
            self.known = tuple(found)
            self.model.show_rows(self.known)
        self.show_state()
        self.read.emit()

    def show_state(self) -> None:
        if self.known is not None:
            how = tr("Ctrl+H writes one: what is on hand is frozen with it, and the incoming shift signs.")
            say(self.states, self.known, tr("No handover has been written yet"), how)

    def _failed(self, refusal: Refusal) -> None:
        if self.known is None:
            again = partial(self.ask, seen=True)
            self.states.broken(tr("The handovers could not be read"), str(refusal), again)

    # Writing

    def write(self) -> None:
        """Open the form; what was typed into one that was left stands there again."""
        if self.form is not None:
            return
        rows, now = self._on_hand()
        self.form = HandoverForm(self._theme, rows, now, typed=self._typed, parent=self.window())
        self.form.sent.connect(self._send)
        self.form.finished.connect(self._form_closed)
        self.form.open()

    def _send(self, draft: HandoverDraft) -> None:
        work = partial(self._ports.write_handover, draft, self._key)
        self._background.write(self, work, self._written, self._not_written)

    def _written(self, _number: int) -> None:
        self._typed, self._key = "", uuid4().hex
        if self.form is not None:
            self.form.sent_well = True
            self.form.accept()
        self.notice.emit(tr("The handover is written and awaits the signature of the incoming shift"))
        self.ask(seen=True)

    def _not_written(self, refusal: Refusal) -> None:
        if self.form is not None:
            self.form.show_refusal(str(refusal))
        else:
            self.notice.emit(str(refusal))

    def _form_closed(self, _result: int) -> None:
        if self.form is not None and not self.form.sent_well:
            self._typed = self.form.pending.toPlainText()
        self.form = None

    # Reading and signing

    def open(self, key: object) -> None:
        """Show a handover, with the line to sign where this account may."""
        found = next((one for one in self.known or () if one.id == key), None)
        if found is None or self.sheet is not None:
            return
        mine = found.author_id == self._actor.account_id
        self.sheet = HandoverSheet(self._theme, found, zone=self._zone, mine=mine, parent=self.window())
        self.sheet.signed.connect(partial(self._sign, found))
        self.sheet.print_wanted.connect(partial(self._print, found))
        self.sheet.ids_wanted.connect(self._show_behind)
        self.sheet.incident_wanted.connect(self.incident_wanted)
        self.sheet.finished.connect(self._sheet_closed)
        self.sheet.open()

    def open_unsigned(self) -> None:
        found = self.unsigned()
        if found is not None:
            self.open(found.id)

    def _show_behind(self, heading: str, ids: Sequence[int]) -> None:
        if self.sheet is not None:
            about = tr("As they are now; the handover keeps which ones they were.")
            self._show_ids(heading, about, ids, self.sheet)

    def _sign(self, found: Handover, remarks: str) -> None:
        work = partial(self._ports.sign_handover, found.id, found.version, remarks)
        self._background.write(self, work, self._signed_now, self._refused)

    def _signed_now(self, _version: int) -> None:
        if self.sheet is not None:
            self.sheet.accept()
        self.notice.emit(tr("The handover is signed"))
        self.ask(seen=True)

    def _print(self, found: Handover, out: Path) -> None:
        work = partial(self._ports.print_handover, found.id, out)
        self._background.write(self, work, self._printed, self._refused)

    def _printed(self, file: Path) -> None:
        words = tr("Written: {file}").format(file=file)
        self.notice.emit(words)
        if self.sheet is not None:
            self.sheet.tell(words)

    def _refused(self, refusal: Refusal) -> None:
        if self.sheet is not None:
            self.sheet.show_refusal(str(refusal))
        else:
            self.notice.emit(str(refusal))
        self.ask(seen=True)

    def _sheet_closed(self, _result: int) -> None:
        self.sheet = None

    def commands(self) -> Iterator[Command]:
        group = tr("Shift handover")
        yield Command(tr("Write a shift handover"), group, self.write, "handover 交接班 jiaojieban", KEY)
        waiting = self.unsigned()
        if waiting is not None:
            words = tr("Read and sign the handover of {who}").format(who=waiting.author)
            yield Command(words, group, self.open_unsigned, "handover sign 交接班 签收", "Ctrl+Shift+H")

    def retranslate(self) -> None:
        self.model.retranslate()
        self._spread()
        self.show_state()


def _author(one: Handover) -> str:
    return f"{one.author} · {role_word(one.author_role)}" if one.author_role else one.author


def _figures(one: Handover) -> str:
    figures = one.figures
    return tr("red {red} · yellow {yellow} · parked {parked} · cards {cards}").format(
        red=len(figures.red),
        yellow=len(figures.yellow),
        parked=len(figures.parked),
        cards=len(figures.cards),
    )
