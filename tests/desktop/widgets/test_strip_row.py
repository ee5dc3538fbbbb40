"""Two strips of the frame share one line: a reminder keeps its words, a notice its button with the count."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gridcenter.desktop.notice_desk import NoticeStrip
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.reminder_strip import ReminderStrip, StripPicture
from gridcenter.desktop.widgets.strip_row import StripRow
from gridcenter.domain.reminders import Event
from gridcenter.language import Language, use_language

SENTENCE = "2 notices about look-ups await a note: 李敏, 王强"
RED = StripPicture(
    event=Event.RED, headline="red", sentence="Fire lane blocked · Riverside · 2026-000900", count=4
)


@dataclass
class Strips:
    row: StripRow
    reminder: ReminderStrip
    notice: NoticeStrip


@pytest.fixture
def strips(qtbot: QtBot, qapp: QApplication, theme: Theme) -> Strips:
    use_language("en")
    made = Strips(StripRow(), ReminderStrip(theme), NoticeStrip(theme))
    qtbot.addWidget(made.row)
    for strip in (made.reminder, made.notice):
        made.row.add(strip)
    made.row.resize(1366 - 72, 36)
    made.row.show()
    made.notice.tell(SENTENCE, 2)
    return made


def buttons(strips: Strips) -> list[QPushButton]:
    return [one for one in strips.row.findChildren(QPushButton) if one.isVisible()]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_reminder_and_a_notice_stand_in_one_line_with_all_their_buttons(
    qtbot: QtBot, strips: Strips, language: Language
) -> None:
    use_language(language)
    strips.reminder.show_picture(RED)
    qtbot.waitUntil(lambda: not strips.notice.sentence.isVisible())
    assert strips.row.height() == strips.reminder.height() == strips.notice.height() == 36
    assert "2" in strips.notice.open.text()
    assert "Ctrl+Shift+U" in strips.notice.open.text()
    assert SENTENCE in strips.notice.open.toolTip()
    assert strips.reminder.sentence.width() > 250
    for button in buttons(strips):
        assert button.width() >= button.sizeHint().width()
        assert button.mapTo(strips.row, button.rect().bottomRight()).x() < strips.row.width()


def test_a_notice_says_its_sentence_while_no_reminder_stands(qtbot: QtBot, strips: Strips) -> None:
    strips.reminder.show_picture(RED)
    qtbot.waitUntil(lambda: not strips.notice.sentence.isVisible())
    strips.reminder.show_picture(StripPicture(sentence="No reminder stands"))
    qtbot.waitUntil(strips.notice.sentence.isVisible)
    assert strips.notice.open.text() == "Show Ctrl+Shift+U"


def test_the_line_takes_no_height_without_a_strip(qtbot: QtBot, strips: Strips) -> None:
    strips.reminder.hide()
    strips.notice.tell("", 0)
    qtbot.waitUntil(lambda: strips.row.sizeHint().height() <= 0)
