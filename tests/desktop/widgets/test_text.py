"""Labels, buttons, tooltips and message boxes show text from data as it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.theme import Scheme, Theme
from gridcenter.desktop.widgets.text import (
    ElidedLabel,
    ask,
    button,
    in_two_lines,
    label,
    plain_tooltip,
    set_button_text,
    set_tone,
    set_tooltip,
    tell,
    tool_button,
)

MARKED = '<b>王&小明</b><img src="https://example.org/x.png">'

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_a_label_never_reads_mark_up(qtbot: QtBot, theme: Theme) -> None:
    for made in (label(MARKED), ElidedLabel(MARKED)):
        qtbot.addWidget(made)
        assert made.textFormat() is Qt.TextFormat.PlainText
        assert made.text() == MARKED


def test_a_shortened_label_keeps_its_whole_text_and_may_become_narrow(qtbot: QtBot, theme: Theme) -> None:
    made = ElidedLabel("桥头街道江南社区 03 网格渡口路 18 号东侧消防通道", "caption")
    qtbot.addWidget(made)
    made.resize(60, 20)
    made.show()
    assert made.minimumSizeHint().width() == 0
    assert made.grab().toImage().width() >= 60
    assert made.text().endswith("消防通道")


def test_a_button_shows_an_ampersand_instead_of_a_shortcut(qtbot: QtBot) -> None:
    made = button("A&B")
    tool = tool_button("C&D")
    qtbot.addWidget(made)
    qtbot.addWidget(tool)
    assert made.text() == "A&&B"
    assert tool.text() == "C&&D"
    assert tool.accessibleName() == "C&D"
    set_button_text(made, "E&F")
    assert made.text() == "E&&F"
    assert made.accessibleName() == "E&F"


def test_enter_presses_the_button_under_the_keyboard_and_ctrl_enter_does_not(qtbot: QtBot) -> None:
    form = QDialog()
    qtbot.addWidget(form)
    made = button("Cancel", parent=form)
    made.setAutoDefault(False)
    pressed: list[str] = []
    made.clicked.connect(lambda: pressed.append("pressed"))
    form.show()
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not pressed
    qtbot.keyClick(made, Qt.Key.Key_Return)
    qtbot.keyClick(made, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert pressed == ["pressed", "pressed"]
    assert form.isVisible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_filled_button_shows_that_it_has_the_keyboard(qtbot: QtBot, theme: Theme, scheme: Scheme) -> None:
    theme.use(scheme=scheme)
    form = QWidget()
    qtbot.addWidget(form)
    row = QHBoxLayout(form)
    made, other = button("Report", "primary"), button("Close")
    row.addWidget(made)
    row.addWidget(other)
    form.show()
    form.activateWindow()
    qtbot.waitExposed(form)
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    before = made.grab().toImage().pixelColor(made.width() // 2, 3)
    made.setFocus()
    after = made.grab().toImage().pixelColor(made.width() // 2, 3)
    assert abs(after.lightness() - before.lightness()) > 60


def test_a_tooltip_shows_mark_up_literally(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tooltip(widget, MARKED)
    assert "<b>" not in widget.toolTip()
    assert "&lt;b&gt;" in widget.toolTip()
    assert plain_tooltip("") == ""


def test_the_tone_of_a_label_can_change(qtbot: QtBot, theme: Theme) -> None:
    made = label("−12 分", "body_strong")
    qtbot.addWidget(made)
    made.ensurePolished()
    set_tone(made, "red")
    assert made.palette().color(made.foregroundRole()) == theme.color("lights.red.text")


def _answer(role: QMessageBox.ButtonRole, seen: list[QMessageBox]) -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    seen.append(box)
    assert box.textFormat() is Qt.TextFormat.PlainText
    texts = [found.text() for found in box.findChildren(QLabel)]
    assert any(MARKED in text for text in texts)
    next(made for made in box.buttons() if box.buttonRole(made) == role).click()


@pytest.mark.parametrize(
    ("role", "answer"),
    [(QMessageBox.ButtonRole.AcceptRole, True), (QMessageBox.ButtonRole.RejectRole, False)],
)
def test_a_question_is_plain_and_its_safe_answer_is_the_default(
    qtbot: QtBot, theme: Theme, role: QMessageBox.ButtonRole, answer: bool
) -> None:
    seen: list[QMessageBox] = []
    QTimer.singleShot(0, lambda: _answer(role, seen))
    assert ask(None, "删除草稿？", MARKED, yes="删除") is answer
    assert seen[0].text().startswith("删除草稿？\n")


def test_a_message_is_plain(qtbot: QtBot, theme: Theme) -> None:
    seen: list[QMessageBox] = []
    QTimer.singleShot(0, lambda: _answer(QMessageBox.ButtonRole.AcceptRole, seen))
    tell(None, "数据库", MARKED)
    assert seen


def test_a_shortened_label_leaves_out_whole_parts_and_tells_them_in_a_tooltip(
    qtbot: QtBot, theme: Theme
) -> None:
    parts = ElidedLabel("75 communities · 324 grids · click a grid to narrow", "caption")
    whole = ElidedLabel("75 communities · 324 grids", "caption")
    for made in (parts, whole):
        qtbot.addWidget(made)
        made.show()
        made.resize(whole.sizeHint().width() + 12, 20)
    assert parts.grab().toImage() == whole.grab().toImage()
    assert parts.cut_words() == "75 communities · 324 grids · click a grid to narrow"
    assert whole.cut_words() == ""


def test_a_text_breaks_between_words_and_chinese_between_characters(theme: Theme) -> None:
    metrics = theme.metrics("caption")
    room = metrics.horizontalAdvance("区城市管理事项权")
    assert in_two_lines("区城市管理事项权责清单（2026 版）", metrics, room) == (
        "区城市管理事项权",
        "责清单（2026 版）",
    )
    assert in_two_lines("Housing bureau", metrics, metrics.horizontalAdvance("Housing b")) == (
        "Housing",
        "bureau",
    )
    assert in_two_lines("unbreakable", metrics, 10) == ("unbreakable", "")
    room = metrics.horizontalAdvance("第 … 行以另一姓名使")
    assert in_two_lines("第 … 行以另一姓名使用该号码", metrics, room) == ("第 … 行以另一姓名使", "用该号码")
    room = metrics.horizontalAdvance("请设为日期格式")
    assert in_two_lines("请设为日期格式，例如 2026", metrics, room) == ("请设为日期格", "式，例如 2026")


def test_a_part_is_shown_whole_or_left_out_at_every_width(qtbot: QtBot, theme: Theme) -> None:
    text = "△ 待核实 · 2026-05-25 见到"
    shortened = ElidedLabel(text, "caption")
    qtbot.addWidget(shortened)
    metrics = shortened.fontMetrics()
    for width in range(
        metrics.horizontalAdvance(text.partition(" · ")[0]) + 1, metrics.horizontalAdvance(text) + 3
    ):
        shortened.resize(width, 20)
        parts = shortened._parts_with_room()
        assert metrics.elidedText(parts, Qt.TextElideMode.ElideRight, width) == parts, width


def test_a_law_with_its_year_goes_on_in_the_second_line(qtbot: QtBot, theme: Theme) -> None:
    law = "民法典（2020）第二十七条；未成年人保护法（2024）第二十一条；GB/T 4761-2008"
    metrics = theme.metrics("caption")
    for width in range(metrics.horizontalAdvance("民法典（2020）"), metrics.horizontalAdvance(law)):
        first, rest = in_two_lines(law, metrics, width)
        assert rest, width
        assert metrics.horizontalAdvance(first) <= width
        assert (first + rest).replace(" ", "") == law.replace(" ", "")
        assert not first.endswith("（")
        assert not (first[-1].isascii() and first[-1].isdigit() and rest[0].isdigit())
