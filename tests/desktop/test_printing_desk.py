"""Ctrl+P away from the Incidents page: it prints what has the keyboard, or says in a sentence why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.pages.incidents_papers import PaperDialog
from gridcenter.desktop.pages.supervision import SupervisionPage
from gridcenter.desktop.printing_desk import PrintingDesk
from gridcenter.desktop.theme import Theme
from gridcenter.domain.board import Board, Filter
from gridcenter.language import use_language
from gridcenter.services.papers import paper_templates
from tests.desktop.pages.test_supervision_cards import CARDS, ZONE
from tests.desktop.sample_desk import NOW, sample_ports, sample_rows

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier
ROWS = {row.id: row for row in sample_rows()}


@dataclass
class Printing:
    qtbot: QtBot
    page: QWidget
    desk: PrintingDesk
    told: list[str] = field(default_factory=list)

    def press(self, widget: QWidget) -> None:
        widget.window().activateWindow()
        self.qtbot.waitUntil(widget.window().isActiveWindow)
        widget.setFocus()
        self.qtbot.keyClick(widget, Qt.Key.Key_P, CTRL)

    def dialog(self) -> PaperDialog:
        self.qtbot.waitUntil(lambda: self.desk.papers.dialog is not None)
        dialog = self.desk.papers.dialog
        assert dialog is not None
        return dialog


def dressed(qtbot: QtBot, theme: Theme, background: Background, page: QWidget) -> Printing:
    use_language("en")
    ports = sample_ports(cards=lambda: CARDS, papers=lambda: tuple(paper_templates().values()))
    desk = PrintingDesk(page, ports, background, theme)
    desk.dress_page(page)
    made = Printing(qtbot, page, desk)
    desk.notice.connect(made.told.append)
    return made


@pytest.fixture
def supervision(qtbot: QtBot, theme: Theme, background: Background) -> Iterator[Printing]:
    board = Board()
    board.apply(sample_rows())
    ports = sample_ports(cards=lambda: CARDS)
    page = SupervisionPage(ports, background, theme, filters=FilterState(), zone=ZONE, now=NOW)
    qtbot.addWidget(page)
    page.resize(1856, 1000)
    page.apply_board(board, None, Filter(), NOW)
    page.show()
    qtbot.waitUntil(lambda: len(page.cards.model.rows) == len(CARDS))
    yield dressed(qtbot, theme, background, page)
    page.close()


def words(dialog: PaperDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


def test_a_card_prints_the_letter_about_its_incident(supervision: Printing) -> None:
    page = supervision.page
    assert isinstance(page, SupervisionPage)
    page.cards.table.choose(CARDS[0].id)
    supervision.press(page.cards.table)
    (command,) = supervision.desk.commands()
    assert command.title == f"Print a paper of {CARDS[0].incident_number}…"
    dialog = supervision.dialog()
    assert CARDS[0].incident_number in words(dialog)
    assert dialog.chosen().key == "supervision_letter"
    dialog.reject()


def test_a_unit_of_the_red_board_asks_which_incident_and_prints_the_letter(supervision: Printing) -> None:
    page = supervision.page
    assert isinstance(page, SupervisionPage)
    supervision.qtbot.keyClick(page.lines, Qt.Key.Key_J)
    supervision.press(page.lines)
    behind = page.windows.behind
    assert behind is not None
    behind.activateWindow()
    supervision.qtbot.waitUntil(behind.isActiveWindow)
    chosen = behind.table.current_id()
    assert isinstance(chosen, int)
    supervision.qtbot.keyClick(behind.table, Qt.Key.Key_P, CTRL)
    dialog = supervision.dialog()
    assert ROWS[chosen].number in words(dialog)
    assert dialog.chosen().key == "supervision_letter"
    dialog.reject()


def test_a_row_of_a_list_prints_its_papers(supervision: Printing) -> None:
    page = supervision.page
    assert isinstance(page, SupervisionPage)
    table = page.still.states["parked"].content
    table.setCurrentIndex(table.model().index(0, 0))
    supervision.press(table)
    dialog = supervision.dialog()
    assert page.parked.rows()[0].number in words(dialog)
    assert dialog.chosen().key == "task_slip"
    dialog.reject()


def test_where_nothing_is_chosen_the_sentence_says_what_to_do(supervision: Printing) -> None:
    page = supervision.page
    assert isinstance(page, SupervisionPage)
    supervision.press(page.tiles[0])
    supervision.press(page.lines)
    assert (
        supervision.told
        == ["Papers are printed of an incident: choose one in a list, then press Ctrl+P."] * 2
    )
    page.windows.print_to(999)
    assert supervision.desk.papers.dialog is None


def test_a_page_without_incidents_says_so_too(qtbot: QtBot, theme: Theme, background: Background) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    printing = dressed(qtbot, theme, background, page)
    printing.press(page)
    assert printing.told[0].startswith("Papers are printed of an incident")
