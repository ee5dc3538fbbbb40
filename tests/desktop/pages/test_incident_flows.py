"""An incident of every flow is taken from report to evaluation on the page: by letters, forms and buttons alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from gridcenter.desktop.pages.incidents import IncidentsPage
from gridcenter.desktop.pages.incidents_dialog import OPINION, MoveDialog
from gridcenter.desktop.theme import Theme
from gridcenter.domain.flow import usual_path
from gridcenter.language import use_language
from gridcenter.services.flows import flow, flow_keys
from gridcenter.services.intake import IncidentDraft
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident
from tests.desktop.pages.test_incidents import Desk
from tests.services.matters import GRID, ROLES, actor, at, prove, report, settle

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

CATEGORIES = {
    "city_matter": ("matters", "06010"),
    "dispute": ("disputes", "0402"),
    "escalation": ("matters", "06012"),
    "emergency": ("emergencies", "TF2"),
    "service_request": ("services", "FW03"),
}


@pytest.fixture
def desks(qtbot: QtBot, qapp: QApplication, store: Store) -> Iterator[dict[str, Desk]]:
    """One desk for each role, all on the same store."""
    use_language("en")
    settle(store)
    theme = Theme()
    theme.dress(qapp)
    made = {role: Desk(store, theme, role=role) for role in ROLES}
    for desk in made.values():
        qtbot.addWidget(desk.page)
        desk.page.resize(1400, 900)
    yield made
    for desk in made.values():
        desk.page.close()
        assert desk.background.close()


def answered(dialog: MoveDialog) -> None:
    """Fill in whatever the form asks; tasks go to unit 2, where this handler works."""
    for code, editor in dialog.fields.items():
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData("2")))
        elif code != OPINION and isinstance(editor, QPlainTextEdit):
            editor.setPlainText("如实")
        elif isinstance(editor, QLineEdit):
            editor.setText("如实")


def pressed(qtbot: QtBot, page: IncidentsPage, action: str) -> None:
    """Take the move by its letter, fill in its form and send it."""
    choice = next(one for one in page.moves.choices if one.action == action)
    assert choice.refusal == ""
    page.activateWindow()
    page.take_keyboard()
    qtbot.waitUntil(page.queue.table.hasFocus)
    qtbot.keyClick(page.queue.table, Qt.Key[f"Key_{choice.letter}"])
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert page.dialog is not None
    answered(page.dialog)
    with qtbot.waitSignal(page.notice):
        qtbot.mouseClick(page.dialog.send, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", flow_keys())
def test_an_incident_goes_from_report_to_evaluation_on_the_page(
    qtbot: QtBot, desks: dict[str, Desk], store: Store, key: str
) -> None:
    set_key, code = CATEGORIES[key]
    chosen = key if key == "escalation" else ""
    draft = IncidentDraft(code, "演示", category_set=set_key, grid_code=GRID, flow=chosen)
    incident = report(store, now=at("11-16 09:00"), draft=draft)
    report(store, now=at("11-16 09:05"), key="beside")  # so that the queue is not empty at the end
    template = flow(key)
    for number, move in enumerate(usual_path(template), start=1):
        desk = desks[move.role]
        page = desk.page
        with qtbot.waitExposed(page):
            page.show()
        desk.read_all()
        with store.begin() as session:
            prove(session, incident, move.action, by=actor(move.role))
        page.show_incident(incident)
        qtbot.waitUntil(lambda page=page, n=number: page.detail is not None and len(page.detail.steps) == n)
        pressed(qtbot, page, move.action)
        qtbot.waitUntil(lambda page=page, n=number: page.detail is not None and len(page.detail.steps) > n)
        assert page.detail is not None
        assert page.detail.state_name == template.states[move.to].name
        assert page.dialog is None
        page.hide()
    with store.read() as session:
        row = session.get_one(Incident, incident)
        assert (row.flow, row.state, row.outcome) == (key, "closed", "resolved")
