"""The form that verifies a value of an open card, takes one back, or states a new one; values stay masked in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.freshness import verified_words
from gridcenter.domain.people import CardItem
from gridcenter.domain.record_items import NEED_TO_KNOW, Catalogue
from gridcenter.domain.record_keeping import COMPUTED_ITEMS, Keeping, KeptValue
from gridcenter.language import pick, tr

_WIDTH = 680


class KeepingForm(QDialog):
    """Enter sends, Esc leaves; it stays until the store has taken it, and what was typed stays with it."""

    wanted = Signal(object)
    """The `KeptValue`."""

    def __init__(
        self,
        theme: Theme,
        deed: Keeping,
        items: Sequence[CardItem],
        catalogue: Catalogue,
        *,
        today: str,
        parent: QWidget,
    ) -> None:
        """`today` is what stands as the day of the source at first."""
        super().__init__(parent)
        self._theme = theme
        self.deed = deed
        self._informed = False
        self._items = {item.key: item for item in items if _is_kept(item, catalogue)}
        self._seen = {item.item: item.seen for item in items}
        self.item = QComboBox()
        self.reason, self.text, self.source, self.day = (
            QLineEdit(),
            QLineEdit(),
            QLineEdit(),
            QLineEdit(today),
        )
        self.verified = QCheckBox(tr("I have verified it myself"))
        self.told = label("", "caption", wrap=True)
        self.send = button(title_of(deed), "primary")
        self.leave = button(tr("Cancel"))
        self._offer(catalogue)
        self._build()
        self.send.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _offer(self, catalogue: Catalogue) -> None:
        """Offer what stands on the card, or every item that can be stated: those of the card first."""
        if self.deed is not Keeping.STATE:
            for item in self._items.values():
                self.item.addItem(_line(item), item.key)
            return
        listed = [kind for kind in catalogue.listed if kind.key not in COMPUTED_ITEMS]
        others = [kind for kind in catalogue.kinds.values() if kind.key not in catalogue.listed_keys]
        for kind in (*listed, *others):
            if kind.sensitivity != NEED_TO_KNOW:
                self.item.addItem(pick(kind.label), kind.key)

    def _build(self) -> None:
        px = self._theme.px
        self.setWindowTitle(title_of(self.deed))
        self.setMinimumWidth(px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(4))
        column.addWidget(label(title_of(self.deed), "title"))
        column.addWidget(label(_about(self.deed), "caption", tone="tertiary", wrap=True))
        for words, field in self._fields():
            column.addSpacing(px(8))
            column.addWidget(label(words, "caption", tone="secondary"))
            column.addWidget(field)
            field.setAccessibleName(words)
        if self.deed is Keeping.STATE:
            column.addSpacing(px(8))
            column.addWidget(self.verified)
        else:
            self.verified.hide()
        column.addSpacing(px(8))
        column.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.send)
        column.addSpacing(px(8))
        column.addLayout(row)
        self.told.hide()
        self.send.setDefault(True)
        self.send.setEnabled(self.item.count() > 0)

    def _fields(self) -> tuple[tuple[str, QWidget], ...]:
        item = (tr("Item"), self.item)
        if self.deed is Keeping.VERIFY:
            return (item,)
        if self.deed is Keeping.WITHDRAW:
            return (item, (tr("Reason"), self.reason))
        said = ((tr("Value"), self.text), (tr("Source"), self.source), (tr("Recorded on"), self.day))
        return (item, *said)

    def choose(self, ref: str) -> None:
        """Let the value of a row stand chosen; where one is stated, its item."""
        wanted = ref.partition("@")[0] if self.deed is Keeping.STATE else ref
        place = self.item.findData(wanted)
        if place >= 0:
            self.item.setCurrentIndex(place)
            field = {Keeping.WITHDRAW: self.reason, Keeping.STATE: self.text}.get(self.deed, self.send)
            field.setFocus()
        else:
            self.item.setFocus()

    def act(self) -> KeptValue:
        ref = str(self.item.currentData())
        item = self._items[ref].item if ref in self._items and self.deed is not Keeping.STATE else ref
        return KeptValue(
            self.deed,
            ref,
            None if self._informed else self._seen.get(item),
            self.reason.text(),
            self.text.text(),
            self.source.text(),
            self.day.text(),
            self.verified.isChecked(),
        )

    def submit(self) -> None:
        self.send.setEnabled(False)
        self.wanted.emit(self.act())

    def show_refusal(self, sentence: str, *, changed: bool) -> None:
        """Say why nothing was done. Who was told what has `changed` and sends again means it all the same."""
        self._informed = self._informed or changed
        self.told.setStyleSheet(
            f"background: {self._theme.hex('surface.stale')}; padding: {self._theme.px(8)}px;"
        )
        self.told.setText(sentence)
        self.told.show()
        self.send.setEnabled(True)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    # What was typed stands there again when the form is opened again

    def typed(self) -> Mapping[str, str]:
        said = {"reason": self.reason.text(), "text": self.text.text(), "source": self.source.text()}
        return said if any(text.strip() for text in said.values()) else {}

    def fill(self, said: Mapping[str, str]) -> None:
        for key, field in (("reason", self.reason), ("text", self.text), ("source", self.source)):
            field.setText(said.get(key, ""))


def title_of(deed: Keeping) -> str:
    words = {
        Keeping.VERIFY: tr("Verify a value"),
        Keeping.WITHDRAW: tr("Take a value back"),
        Keeping.STATE: tr("State a new value"),
    }
    return words[deed]


def _about(deed: Keeping) -> str:
    words = {
        Keeping.VERIFY: tr("With today's date and your name. The value need not be shown for it."),
        Keeping.WITHDRAW: tr(
            "The value leaves the card, whoever said it, and stays in the register with your reason."
        ),
        Keeping.STATE: tr("It stands beside what other sources say; nothing is written over."),
    }
    return words[deed]


def _is_kept(item: CardItem, catalogue: Catalogue) -> bool:
    kind = catalogue.kinds.get(item.item)
    closed = kind is None or kind.sensitivity == NEED_TO_KNOW or item.item in COMPUTED_ITEMS
    return bool(item.value) and not closed


def _line(item: CardItem) -> str:
    """Return a row of the card in one line, masked as it is there."""
    day = item.recorded_on.isoformat() if item.recorded_on is not None else ""
    verified = verified_words(item.verified_on, by=item.verified_by, stale=item.stale)
    origin = " ".join(part for part in (item.source, day) if part)
    return " · ".join(part for part in (f"{pick(item.label)}: {item.value}", origin, verified) if part)
