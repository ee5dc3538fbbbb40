"""Verifying, taking back and stating values from the card: by key, command, the card's button and a row's menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.keeping_ports import KeepValue
from gridcenter.desktop.pages.residents_card import CardPanel
from gridcenter.desktop.pages.residents_fields import FieldRow
from gridcenter.desktop.pages.residents_keeping_form import KeepingForm, title_of
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.unsent import UnsentTexts
from gridcenter.desktop.widgets.text import button, set_button_text
from gridcenter.domain.errors import Refusal
from gridcenter.domain.people import LookupRequest, PersonCard
from gridcenter.domain.record_items import Catalogue
from gridcenter.domain.record_keeping import Keeping, KeptValue, ValueChanged
from gridcenter.language import tr

KEYS = {Keeping.VERIFY: "Ctrl+Shift+V", Keeping.WITHDRAW: "Ctrl+Shift+W", Keeping.STATE: "Ctrl+Shift+D"}
_SEARCH = {
    Keeping.VERIFY: "verify value 核实",
    Keeping.WITHDRAW: "withdraw take back value 撤回",
    Keeping.STATE: "state new value 补录",
}


class ValueKeeping(QObject):
    """One form at a time over the page; made on the GUI thread."""

    def __init__(
        self,
        page: QWidget,
        card: CardPanel,
        work: KeepValue,
        background: Background,
        theme: Theme,
        catalogue: Catalogue,
        *,
        tell: Callable[[str], None],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(page)
        self._page, self._card, self._work = page, card, work
        self._background, self._theme, self._catalogue = background, theme, catalogue
        self._tell, self._now = tell, now
        self.instead: Callable[[Keeping], bool] = lambda _deed: False
        """Does a deed for what is on show instead of a resident's card; tells whether it did."""
        self._unsent = UnsentTexts()
        self.form: KeepingForm | None = None
        self.menu: QMenu | None = None
        self.button = button("", "link")
        self.button.clicked.connect(self._open_menu)
        card.foot.setSpacing(theme.px(16))
        card.foot.insertWidget(1, self.button)
        card.installEventFilter(self)
        for deed, key in KEYS.items():
            bind_key(page, key, partial(self.open, deed))
        self.retranslate()

    def retranslate(self) -> None:
        set_button_text(self.button, tr("Verify, take back, add…"))
        self.button.setToolTip("  ".join(KEYS.values()))

    def commands(self) -> Iterator[Command]:
        if self._page.isVisible() and self._card.card is not None:
            for deed, key in KEYS.items():
                yield Command(
                    f"{title_of(deed)}…", tr("Resident"), partial(self.open, deed), _SEARCH[deed], key
                )

    def open(self, deed: Keeping, ref: str = "") -> None:
        """Ask for what is done; the row with the keyboard, or `ref`, stands chosen. Nothing while no card is open."""
        if not ref and self.instead(deed):
            return
        card, request = self._card.card, self._card.request
        if card is None or request is None:
            self._tell(tr("Open a resident first."))
            return
        if self.form is not None:
            return
        chosen = ref or _row_with_keyboard()
        today = f"{self._now():%Y-%m-%d}"
        form = KeepingForm(self._theme, deed, card.items, self._catalogue, today=today, parent=self._page)
        self.form = form
        self._unsent.follow((deed, card.person_id), form)
        form.wanted.connect(partial(self._send, form, card, request))
        form.finished.connect(self._closed)
        form.open()
        form.choose(chosen)

    def _send(self, form: KeepingForm, card: PersonCard, request: LookupRequest, act: KeptValue) -> None:
        """Send it for the card over which the form was opened: another one may have come to stand there."""
        shown = self._card.card
        if shown is None or shown.person_id != card.person_id:
            self._refused(form, Refusal(tr("This card is no longer open. Look the resident up again.")))
            return
        work = partial(self._work, card.person_id, act, request)
        done = partial(self._done, form, act, shown)
        self._background.write(self, work, done, partial(self._refused, form))

    def _done(self, form: KeepingForm, act: KeptValue, before: PersonCard, card: PersonCard | None) -> None:
        if self.form is form:
            form.accept()
        if card is not None and self._card.card is before:
            self._card.show_again(card)
        self._tell(tr("“{move}” is done").format(move=title_of(act.deed)))

    def _refused(self, form: KeepingForm, refusal: Refusal) -> None:
        if self.form is not form:
            self._tell(str(refusal))
        else:
            form.show_refusal(str(refusal), changed=isinstance(refusal, ValueChanged))

    def _closed(self, _result: int) -> None:
        self.form = None

    # The menu of the card and of a row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent) and self._card.card is not None:
            row = _row_of(self._card.childAt(event.pos()))
            if row is not None:
                self._show_menu(row.item.key).popup(event.globalPos())
                return True
        return super().eventFilter(watched, event)

    def _open_menu(self) -> None:
        if self._card.card is not None:
            corner = self.button.mapToGlobal(self.button.rect().topLeft())
            menu = self._show_menu("")
            menu.popup(corner - menu.rect().bottomLeft())

    def _show_menu(self, ref: str) -> QMenu:
        self.menu = QMenu(self._page)
        self.menu.aboutToHide.connect(self.menu.deleteLater)
        for deed, key in KEYS.items():
            self.menu.addAction(f"{title_of(deed)}…\t{key}", partial(self.open, deed, ref))
        return self.menu


def _row_with_keyboard() -> str:
    row = _row_of(QApplication.focusWidget())
    return row.item.key if row is not None else ""


def _row_of(widget: QWidget | None) -> FieldRow | None:
    while widget is not None and not isinstance(widget, FieldRow):
        widget = widget.parentWidget()
    return widget
