"""What stands in the place of a resident's card before a look-up: how one goes, and what its card will hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from gridcenter.desktop.role_words import role_word
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import hair
from gridcenter.desktop.widgets.text import label
from gridcenter.domain.people import GROUP_NAMES, Actor, CardGroup
from gridcenter.domain.record_items import Catalogue
from gridcenter.language import listed, pick, tr

_MOST = 760
"""Lines longer than this (px at 100 %) are tiresome to read."""
_HEADS = 200


class LookupIntro(QWidget):
    """Two short tables: the steps of a look-up with the rule behind each, and the five groups with their items."""

    def __init__(self, theme: Theme, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._catalogue = catalogue
        self.heads = (label("", "caption", tone="tertiary"), label("", "caption", tone="tertiary"))
        self.steps = _Lines(theme, 3)
        self.groups = _Lines(theme, len(CardGroup))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(24), 0, 0)
        column.setSpacing(theme.px(8))
        self.lines = (hair(), hair())
        for head, line, lines in zip(self.heads, self.lines, (self.steps, self.groups), strict=True):
            column.addWidget(head)
            column.addWidget(line)
            column.addWidget(lines)
            column.addSpacing(theme.px(16))
        self.setMaximumWidth(theme.px(_MOST))
        self.retranslate()

    def fit(self, width: int, height: int) -> None:
        """Leave out what the card will hold where there is no room for it."""
        column = self.layout()
        for part in (self.heads[1], self.lines[1], self.groups):
            part.show()
        if column is not None:
            needed = column.totalHeightForWidth(min(width, self.maximumWidth()))
            for part in (self.heads[1], self.lines[1], self.groups):
                part.setVisible(needed <= height)

    def retranslate(self) -> None:
        how, what = self.heads
        how.setText(tr("How a look-up goes"))
        what.setText(tr("What the card shows, each value with its source and date"))
        self.steps.tell(_steps())
        self.groups.tell(_groups(self._catalogue))


def _steps() -> list[tuple[str, str]]:
    return [
        (
            tr("1 · Number or name"),
            tr(
                "All 18 characters, or a name, pinyin, phone or address for a masked list. "
                "Parts of an ID number find nobody."
            ),
        ),
        (
            tr("2 · Purpose"),
            tr(
                "Choose one, and name the incident or write the reason. Both stand in the audit with your name."
            ),
        ),
        (
            tr("3 · Masked card"),
            tr("The audit is written first. Values are masked; one at a time can be shown, for a minute."),
        ),
    ]


def _groups(catalogue: Catalogue) -> list[tuple[str, str]]:
    def items(group: CardGroup) -> str:
        names = [pick(kind.label) for kind in catalogue.listed if kind.group is group]
        return listed(names[:1] + [name[:1].lower() + name[1:] for name in names[1:]])

    return [(pick(GROUP_NAMES[group]), items(group)) for group in CardGroup]


def denied_words(actor: Actor) -> tuple[str, str]:
    """Return why this account looks nobody up, and what may be asked of the administrator."""
    role = role_word(actor.role)
    return (
        tr(
            "The role “{role}” keeps accounts or reads the audit, so it does not read the register: "
            "duties are kept apart. A desk account gets the right from the administrator."
        ).format(role=role),
        tr("Please give the account {login} ({role}) a desk role that may look residents up.").format(
            login=actor.login, role=role
        ),
    )


class _Lines(QWidget):
    """A bold word and a sentence per line."""

    def __init__(self, theme: Theme, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnMinimumWidth(0, theme.px(_HEADS))
        grid.setColumnStretch(1, 1)
        self._words = [(label("", "body_strong", wrap=True), _sentence()) for _ in range(count)]
        for row, pair in enumerate(self._words):
            for place, word in enumerate(pair):
                grid.addWidget(word, row, place, Qt.AlignmentFlag.AlignTop)

    def tell(self, lines: Sequence[tuple[str, str]]) -> None:
        for (head, sentence), (bold, words) in zip(lines, self._words, strict=True):
            bold.setText(head)
            words.setText(sentence)


def _sentence() -> QLabel:
    return label("", "body", tone="secondary", wrap=True)
