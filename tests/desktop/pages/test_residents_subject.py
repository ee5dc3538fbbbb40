"""Telling a person who looked, from the Residents page: for the roles that may, by button, key and command bar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from gridcenter.desk.ports import desk_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.residents import ResidentsPage
from gridcenter.desktop.pages.residents_subject import SubjectDialog
from gridcenter.desktop.theme import Theme
from gridcenter.language import use_language
from gridcenter.services.lookup import look_up
from gridcenter.store.engine import Store
from tests.services import resident_samples as sample
from tests.services.paper_samples import copied
from tests.services.resident_samples import AUDITOR, CLERK, NUMBER, request

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def filled(store: Store) -> Store:
    with store.begin() as session:
        sample.fill(session)
    assert look_up(store, request(), by=CLERK) is not None
    return store


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, background: Background, filled: Store) -> Iterator[ResidentsPage]:
    made = ResidentsPage(desk_ports(filled, AUDITOR, ZONE), background, theme)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    yield made
    made.close()


def opened(page: ResidentsPage) -> SubjectDialog:
    assert page.subjects is not None
    dialog = page.subjects.dialog
    assert dialog is not None
    return dialog


def test_a_report_is_written_and_opened_with_the_number_nowhere_but_in_its_box(
    qtbot: QtBot, page: ResidentsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    next(iter(page.commands())).run()
    dialog = opened(page)
    assert not dialog.save.isEnabled()
    qtbot.keyClicks(dialog.field, NUMBER)
    qtbot.keyClicks(dialog.reason, "at the counter")
    dialog.ask_file()
    assert dialog.files is not None
    offered = Path(dialog.files.selectedFiles()[0]).name
    assert re.fullmatch(r"\D+ \d{8}-\d{6}\.pdf", offered), offered
    out = tmp_path / "r.pdf"
    with qtbot.waitSignal(page.notice, timeout=15_000):
        dialog.files.fileSelected.emit(str(out))
    assert "li.min" in copied(out)
    assert NUMBER not in dialog.told.text() + dialog.windowTitle()
    qtbot.mouseClick(dialog.show_file, Qt.MouseButton.LeftButton)
    assert shown == [str(out)]
    dialog.files.reject()
    dialog.reject()
    assert page.subjects is not None
    assert page.subjects.dialog is None


def test_a_refusal_stands_in_the_window_and_what_was_typed_stays(
    qtbot: QtBot, page: ResidentsPage, tmp_path: Path
) -> None:
    assert page.subjects is not None
    qtbot.mouseClick(page.subjects.button, Qt.MouseButton.LeftButton)
    dialog = opened(page)
    qtbot.keyClicks(dialog.field, NUMBER)
    dialog.wanted.emit(NUMBER, "", tmp_path / "r.docx")
    qtbot.waitUntil(lambda: "r.docx" in dialog.told.text())
    assert dialog.field.text() == NUMBER
    assert dialog.save.isEnabled()
    dialog.reject()


def test_other_roles_have_neither_button_nor_command(filled: Store) -> None:
    assert desk_ports(filled, CLERK, ZONE).tell_subject is None
    assert desk_ports(filled, replace(CLERK, role="leader"), ZONE).tell_subject is not None


def test_the_button_speaks_the_language_in_use(page: ResidentsPage) -> None:
    assert page.subjects is not None
    before = page.subjects.button.text()
    use_language("en")
    page.retranslate()
    assert page.subjects.button.text() == "Who looked at a person…" != before
