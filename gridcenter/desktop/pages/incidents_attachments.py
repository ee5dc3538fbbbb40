"""How the incidents page comes to its attachments: a key, a button over the trace, and a command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import tzinfo
from functools import partial
from itertools import chain

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from gridcenter.desktop.attachment_ports import AttachmentPorts
from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.live_feed import ANYTHING, LiveFeed
from gridcenter.desktop.pages.incidents import IncidentsPage
from gridcenter.desktop.pages.incidents_attachments_dialog import AttachmentsDialog
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.proof_line import KEY
from gridcenter.desktop.widgets.speaking_button import SpeakingButton
from gridcenter.domain.incidents import IncidentDetail
from gridcenter.language import tr


def add_attachments(
    page: IncidentsPage,
    ports: AttachmentPorts,
    background: Background,
    theme: Theme,
    zone: tzinfo,
    *,
    live: LiveFeed,
) -> IncidentAttachments:
    """Give the page its attachments; the list follows what other desks add and remove."""
    made = IncidentAttachments(
        page, ports, background, theme, zone, on_show=lambda: page.detail, tell=page.notice.emit
    )
    page.attachments_wanted.connect(made.open)
    made.closed.connect(partial(page.apply_subject, "attachment"))
    page.trace.header_right.addWidget(AttachmentsButton(made.open))
    others = page.commands
    page.commands = lambda: chain(others(), made.commands())
    live.subject_changed.connect(made.apply_subject)
    return made


class AttachmentsButton(SpeakingButton):
    """Opens the list of attachments."""

    def word(self) -> str:
        return tr("Attachments")

    def tooltip(self) -> str:
        return tr("Photographs and documents of the incident: {key}").format(key=KEY)


class IncidentAttachments(QObject):
    """Opens the list for a page; made on the GUI thread. `on_show` returns the incident that the page shows."""

    closed = Signal()

    def __init__(
        self,
        page: QWidget,
        ports: AttachmentPorts,
        background: Background,
        theme: Theme,
        zone: tzinfo,
        *,
        on_show: Callable[[], IncidentDetail | None],
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._parts = (theme, background, ports)
        self._zone = zone
        self._on_show = on_show
        self._tell = tell
        self.dialog: AttachmentsDialog | None = None
        bind_key(page, KEY, self.open)

    def commands(self) -> Iterator[Command]:
        """Yield the command of the incident on show."""
        detail = self._on_show()
        if detail is not None and self._page.isVisible():
            title = tr("Attachments of {number}").format(number=detail.row.number)
            yield Command(title, tr("Attachments"), self.open, "attachment photo file 附件 照片 文件", KEY)

    def open(self, kind: str = "") -> None:
        """Show the list; `kind` is what a move asks for, and is offered as the kind of what is added."""
        detail = self._on_show()
        if detail is None:
            self._tell(tr("No incident is open: choose one, then its attachments."))
        elif self.dialog is None:
            above = self._above()
            self.dialog = AttachmentsDialog(*self._parts, detail, self._zone, parent=above, kind=kind)
            self.dialog.finished.connect(self._closed)
            self.dialog.open()

    def apply_subject(self, kind: str) -> None:
        """Read the list again when attachments were added or removed somewhere."""
        if self.dialog is not None and kind in ("attachment", ANYTHING):
            self.dialog.read()

    def _above(self) -> QWidget:
        """Return what the list stands over: the form that asked for it, else the page."""
        return QApplication.activeModalWidget() or self._page

    def _closed(self, _result: int) -> None:
        self.dialog = None
        self.closed.emit()
