"""The ID field and the look-up tile: the wrong digit is named while one types, the purpose is asked first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.id_box import IdField, IdVerdict
from gridcenter.desktop.widgets.lookup_tile import LookupTile
from gridcenter.domain.identity import DEMO_PREFIX, IdNumberError, make_number
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.language import use_language

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

NUMBER = make_number(DEMO_PREFIX, date(1956, 3, 2), 402)
MONTH_13 = NUMBER[:10] + "13" + NUMBER[12:]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme()
    made.dress(qapp)
    return made


@pytest.fixture
def field(qtbot: QtBot, theme: Theme) -> IdField:
    made = IdField(theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def tile(qtbot: QtBot, theme: Theme) -> Iterator[LookupTile]:
    made = LookupTile(theme)
    made.resize(336, 96)
    made.show()
    qtbot.addWidget(made)
    yield made
    made.close()


def test_a_right_number_is_accepted_without_any_fault_on_the_way(qtbot: QtBot, field: IdField) -> None:
    for key in NUMBER:
        qtbot.keyClicks(field, key)
        assert field.fault is None
    number = field.number()
    assert number is not None
    assert number.number == NUMBER


def test_the_wrong_digits_are_named_as_soon_as_they_are_typed(
    qtbot: QtBot, theme: Theme, field: IdField
) -> None:
    verdict = IdVerdict(theme, field)
    qtbot.addWidget(verdict)
    qtbot.keyClicks(field, MONTH_13[:12])
    assert field.fault is not None
    assert field.fault.positions == (11, 12)
    assert verdict.sentences() == [str(field.fault)]
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert field.fault is None


def test_a_pasted_number_is_cleaned(field: IdField) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) for char in NUMBER[:6])
    QGuiApplication.clipboard().setText(f" {wide} {NUMBER[6:14]}-{NUMBER[14:].lower()}\u200b")
    field.paste()
    assert field.text() == NUMBER


def test_after_a_hit_only_the_last_four_are_left(qtbot: QtBot, field: IdField) -> None:
    field.setText(NUMBER)
    field.conceal()
    assert field.text() == ""
    assert field.concealed
    qtbot.keyClicks(field, "1")
    assert not field.concealed
    assert field.text() == "1"


def test_the_verdict_says_what_was_checked(qtbot: QtBot, theme: Theme, field: IdField) -> None:
    verdict = IdVerdict(theme, field)
    qtbot.addWidget(verdict)
    field.setText(NUMBER)
    assert len(verdict.sentences()) == 3
    assert DEMO_PREFIX in verdict.sentences()[-1]
    field.conceal()
    assert len(verdict.sentences()) == 3
    field.start_afresh()
    assert verdict.sentences() == []


def test_a_click_between_two_digits_puts_the_caret_there(qtbot: QtBot, field: IdField) -> None:
    field.resize(330, 36)
    field.setText(NUMBER)
    for place in (0, 7, 15, 18):
        qtbot.mouseClick(
            field,
            Qt.MouseButton.LeftButton,
            pos=field._cell(place).topLeft().toPoint() + field.rect().topLeft(),
        )
        assert field.cursorPosition() == place


def test_the_tile_names_a_wrong_digit_and_asks_nothing(qtbot: QtBot, tile: LookupTile) -> None:
    qtbot.keyClicks(tile.field, MONTH_13)
    assert not tile.go.isEnabled()
    tile.submit()
    assert tile.dialog is None


def test_the_tile_asks_purpose_and_ground_before_it_requests(qtbot: QtBot, tile: LookupTile) -> None:
    qtbot.keyClicks(tile.field, NUMBER)
    qtbot.keyClick(tile.field, Qt.Key.Key_Return)
    dialog = tile.dialog
    assert dialog is not None
    assert not dialog.accept_button.isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    dialog.fields.purpose.setCurrentIndex(1)
    assert not dialog.accept_button.isEnabled()
    dialog.fields.incident.setText("SJ20261118-0142")
    with qtbot.waitSignal(tile.requested) as requested:
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert requested.args == [LookupRequest(NUMBER, Purpose.VISIT, "SJ20261118-0142", "")]
    assert tile.field.text() == ""
    assert tile.dialog is None


def test_a_cancelled_question_requests_nothing_and_keeps_the_number(qtbot: QtBot, tile: LookupTile) -> None:
    qtbot.keyClicks(tile.field, NUMBER)
    tile.submit()
    assert tile.dialog is not None
    with qtbot.assertNotEmitted(tile.requested):
        tile.dialog.reject()
    assert tile.field.text() == NUMBER


def test_a_written_reason_needs_ten_characters(qtbot: QtBot, tile: LookupTile) -> None:
    tile.field.setText(NUMBER)
    tile.submit()
    dialog = tile.dialog
    assert dialog is not None
    dialog.fields.purpose.setCurrentIndex(2)
    dialog.fields.reason.setText("太短了")
    assert not dialog.accept_button.isEnabled()
    dialog.fields.reason.setText("核实高龄津贴发放情况与住址")
    assert dialog.accept_button.isEnabled()
    dialog.reject()


def test_ctrl_i_brings_the_keyboard_to_the_field(qtbot: QtBot, tile: LookupTile) -> None:
    with qtbot.waitActive(tile):
        tile.activateWindow()
    tile.go.setFocus()
    tile.take_keyboard()
    assert tile.field.hasFocus()


def test_the_language_of_the_tile_changes(tile: LookupTile) -> None:
    use_language("en")
    QCoreApplication.sendEvent(tile, QEvent(QEvent.Type.LanguageChange))
    assert tile.go.text() == "Look up"
    assert tile.field.placeholderText() == "Citizen ID number"


def test_marking_with_the_mouse_and_typing_replaces(qtbot: QtBot, field: IdField) -> None:
    field.resize(330, 36)
    field.setText(NUMBER)
    start, end = (field._cell(place).topLeft().toPoint() for place in (6, 14))
    qtbot.mousePress(field, Qt.MouseButton.LeftButton, pos=start)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(end),
        field.mapToGlobal(QPointF(end)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(field, move)
    assert field.selectedText() == NUMBER[6:14]
    assert not field.grab().isNull()
    qtbot.keyClicks(field, "2")
    assert field.text() == NUMBER[:6] + "2" + NUMBER[14:]


def test_backspace_on_a_concealed_number_starts_afresh(qtbot: QtBot, field: IdField) -> None:
    field.setText(NUMBER)
    field.conceal()
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert not field.concealed


def test_a_fault_found_elsewhere_can_be_marked(field: IdField) -> None:
    field.setText(NUMBER)
    field.mark(IdNumberError("born tomorrow", (7, 14)))
    assert field.accessibleDescription().endswith("born tomorrow")


@pytest.mark.parametrize("forget", [IdField.conceal, IdField.start_afresh])
def test_undo_does_not_bring_a_forgotten_number_back(
    qtbot: QtBot, field: IdField, forget: Callable[[IdField], None]
) -> None:
    qtbot.keyClicks(field, NUMBER)
    forget(field)
    assert not field.isUndoAvailable()
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""


def test_what_was_checked_of_a_forgotten_number_is_not_told_in_another_language(
    qtbot: QtBot, theme: Theme, field: IdField
) -> None:
    use_language("zh")
    verdict = IdVerdict(theme, field)
    qtbot.addWidget(verdict)
    qtbot.keyClicks(field, NUMBER)
    field.conceal()
    assert verdict.sentences()
    use_language("en")
    QCoreApplication.sendEvent(verdict, QEvent(QEvent.Type.LanguageChange))
    assert verdict.sentences() == []
