"""Printing from the incidents page in a real window: keys, button, command bar, file, refusal, audit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridcenter.desk.ports import desk_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import best_matches
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE, IncidentsPage
from gridcenter.desktop.pages.incidents_papers import PaperDialog
from gridcenter.desktop.theme import Theme
from gridcenter.domain.names import Name
from gridcenter.language import use_language
from gridcenter.services.printing import PRINT
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry
from tests.services.matters import actor
from tests.services.paper_samples import NOW, bare, copied, overdue_incident

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def incident(store: Store) -> int:
    return overdue_incident(store)


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, background: Background, store: Store, incident: int
) -> Iterator[IncidentsPage]:
    made = IncidentsPage(desk_ports(store, actor("supervisor"), DISTRICT_ZONE), background, theme, now=NOW)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    made.show_incident(incident)
    qtbot.waitUntil(lambda: made.detail is not None and bool(list(made.commands())))
    yield made
    made.close()


def opened(qtbot: QtBot, page: IncidentsPage) -> PaperDialog:
    qtbot.waitUntil(lambda: page.papers.dialog is not None)
    dialog = page.papers.dialog
    assert dialog is not None
    qtbot.waitExposed(dialog)
    return dialog


def save_as(qtbot: QtBot, dialog: PaperDialog, out: Path) -> None:
    """Press the button and type the file's name into the file dialog."""
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    files = dialog.files
    assert files is not None
    files.setOption(QFileDialog.Option.DontConfirmOverwrite)
    box = files.findChild(QLineEdit)
    assert box is not None
    box.setText(str(out))
    qtbot.keyClick(box, Qt.Key.Key_Return)


def printed(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        wanted = select(AuditEntry.fields, AuditEntry.incident_number).where(AuditEntry.action == PRINT)
        return [(row.fields, row.incident_number) for row in session.execute(wanted.order_by(AuditEntry.id))]


def test_ctrl_p_a_digit_and_enter_write_the_paper(
    qtbot: QtBot, page: IncidentsPage, store: Store, tmp_path: Path
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = opened(qtbot, page)
    assert dialog.chosen().key == "task_slip"
    qtbot.keyClick(dialog, Qt.Key.Key_3)
    assert dialog.chosen().key == "supervision_letter"
    out = tmp_path / "letter.pdf"
    save_as(qtbot, dialog, out)
    with qtbot.waitSignal(page.notice):
        pass
    assert dialog.written == out
    assert str(out) in dialog.told.text()
    assert dialog.show_file.isVisible()
    text = bare(copied(out))
    assert "督办函" in text
    assert "通道被三辆车占用，消防车无法进入。" in text
    assert printed(store) == [("supervision_letter", "SJ20261117-0001")]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert page.papers.dialog is None


def test_the_button_asks_and_offers_a_name_with_number_and_paper(
    qtbot: QtBot, page: IncidentsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.mouseClick(page.head.print, Qt.MouseButton.LeftButton)
    dialog = opened(qtbot, page)
    dialog.choose("feedback_form")
    dialog.ask_file()
    assert dialog.files is not None
    assert [Path(name).name for name in dialog.files.selectedFiles()] == ["SJ20261117-0001 处理反馈单.pdf"]
    dialog.files.reject()
    assert dialog.save.isEnabled()
    dialog.reject()


def test_an_ending_is_added_where_none_is_typed_and_the_folder_is_remembered(
    qtbot: QtBot, page: IncidentsPage, tmp_path: Path
) -> None:
    page.papers.choose()
    save_as(qtbot, opened(qtbot, page), tmp_path / "slip")
    qtbot.waitUntil(lambda: (tmp_path / "slip.pdf").is_file())
    qtbot.waitUntil(lambda: opened(qtbot, page).written is not None)
    opened(qtbot, page).reject()
    page.papers.choose()
    again = opened(qtbot, page)
    again.ask_file()
    assert again.files is not None
    assert Path(again.files.directory().absolutePath()) == tmp_path
    again.files.reject()
    again.reject()


def test_a_refusal_is_said_in_the_window_and_another_file_can_be_named(
    qtbot: QtBot, page: IncidentsPage, tmp_path: Path
) -> None:
    (tmp_path / "taken.pdf").mkdir()
    page.papers.choose("feedback_form")
    dialog = opened(qtbot, page)
    dialog._send(str(tmp_path / "taken.pdf"))
    assert not dialog.save.isEnabled()
    qtbot.waitUntil(dialog.save.isEnabled)
    assert "无法写入" in dialog.told.text()
    assert dialog.told.isVisible()
    assert not dialog.show_file.isVisible()
    assert dialog.chosen().key == "feedback_form"
    save_as(qtbot, dialog, tmp_path / "free.pdf")
    qtbot.waitUntil(lambda: dialog.written is not None)
    assert "处理反馈单" in bare(copied(tmp_path / "free.pdf"))
    dialog.reject()


def test_the_file_is_opened_by_the_system(
    qtbot: QtBot, page: IncidentsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    page.papers.choose()
    dialog = opened(qtbot, page)
    save_as(qtbot, dialog, tmp_path / "a b#c.pdf")
    qtbot.waitUntil(lambda: dialog.written is not None)
    qtbot.mouseClick(dialog.show_file, Qt.MouseButton.LeftButton)
    assert shown == [str(tmp_path / "a b#c.pdf")]
    dialog.reject()


def test_the_command_bar_knows_the_papers_of_the_incident_on_show(qtbot: QtBot, page: IncidentsPage) -> None:
    for typed, key in (
        ("督办函", "supervision_letter"),
        ("rwpqd", "task_slip"),
        ("feedback", "feedback_form"),
    ):
        command = best_matches(typed, page.commands())[0]
        assert "SJ20261117-0001" in command.title
        command.run()
        dialog = opened(qtbot, page)
        assert dialog.chosen().key == key
        dialog.reject()
        qtbot.waitUntil(lambda: page.papers.dialog is None)
    page.hide()
    assert offered(page) == []


def test_without_an_incident_a_sentence_says_what_to_do(
    qtbot: QtBot, theme: Theme, background: Background, store: Store
) -> None:
    page = IncidentsPage(desk_ports(store, actor("supervisor"), DISTRICT_ZONE), background, theme, now=NOW)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.notice) as told:
        page.papers.choose()
    assert "请先选择" in told.args[0]
    assert page.papers.dialog is None
    assert offered(page) == []


def offered(page: IncidentsPage) -> list[str]:
    """Return what the command bar offers of an incident's papers."""
    return [command.title for command in page.commands() if "SJ20261117" in command.title]


@pytest.mark.parametrize("width", [1366, 1920])
def test_the_choice_speaks_english_and_its_words_have_room(
    qtbot: QtBot, page: IncidentsPage, qapp: QApplication, width: int
) -> None:
    use_language("en")
    page.resize(width, 768)
    page.retranslate()
    page.head.show_incident(page.detail, NOW)  # type: ignore[arg-type]
    assert page.head.print.text() == "Print"
    assert page.head.print.geometry().right() < page.head.width()
    page.papers.choose()
    dialog = opened(qtbot, page)
    assert [choice.text() for choice in dialog.choices.values()] == [
        "Task slip",
        "Feedback form",
        "Supervision letter",
    ]
    for choice in dialog.choices.values():
        assert choice.sizeHint().width() <= choice.width()
    dialog.show_refusal("Nothing was written, and this is why. " * 6)
    for words in dialog.findChildren(QLabel):
        assert words.height() >= words.heightForWidth(words.width()) or not words.wordWrap(), words.text()
    dialog.reject()


def test_where_the_title_needs_the_room_the_button_goes_and_the_key_stays(
    qtbot: QtBot, page: IncidentsPage
) -> None:
    head, detail = page.head, page.detail
    assert detail is not None
    assert head.print.isVisible()
    name = Name("占用消防通道、堆放易燃物品并拒绝清理的多次重复反映事件")
    page._take((replace(detail, row=replace(detail.row, category=name, urgent=True)), ()))
    page.resize(1024, 640)
    qtbot.waitUntil(lambda: not head.print.isVisible())
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    opened(qtbot, page).reject()
    page.resize(2400, 900)
    qtbot.waitUntil(head.print.isVisible)
