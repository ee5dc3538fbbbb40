"""An incident of every flow goes from report to evaluation in the real window, by keys alone: reported in the form,
found by its number, proved by files, moved by letters and typed answers; on both stores."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridcenter.desktop.pages.incidents import IncidentsPage
from gridcenter.desktop.pages.incidents_attachments_dialog import AttachmentsDialog
from gridcenter.desktop.pages.incidents_dialog import OPINION, MoveDialog
from gridcenter.desktop.widgets.proof_line import ProofLine
from gridcenter.domain.flow import usual_path
from gridcenter.services.flows import flow, flow_keys
from gridcenter.settings import settings_file
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, Incident, Step
from tests.desktop.test_report_form import CTRL, Desk, Opened
from tests.desktop.test_report_form import open_desk as open_desk
from tests.services.attachment_samples import file, jpeg
from tests.services.matters import GRID
from tests.services.test_flow_walks import CATEGORIES

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
AFTER = "after"


class Shift:
    """A window for every role, opened when it is first needed, all on one store."""

    def __init__(self, qtbot: QtBot, open_desk: Opened, store: Store, folder: Path) -> None:
        self.qtbot = qtbot
        self.store = store
        self.folder = folder
        self._open = open_desk
        self._desks: dict[str, Desk] = {}

    def desk(self, role: str) -> Desk:
        """Bring the window of the role to the front."""
        for desk in self._desks.values():
            desk.window.hide()
        if role not in self._desks:
            self._desks[role] = self._open(role)
        desk = self._desks[role]
        desk.window.show()
        desk.window.activateWindow()
        desk.until(desk.window.isActiveWindow)
        return desk


@pytest.fixture
def shift(qtbot: QtBot, open_desk: Opened, store: Store, tmp_path: Path) -> Shift:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(f'attachments = "{(tmp_path / "kept").as_posix()}"\n', "utf-8")
    return Shift(qtbot, open_desk, store, tmp_path)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def choose(desk: Desk, box: QComboBox, value: str) -> None:
    """Walk down a box with the arrows to what it shall say."""
    box.setFocus()
    desk.press(Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentData() == value:
            return
        desk.press(Qt.Key.Key_Down)
    raise AssertionError(f"{value} is not offered")


def reported(shift: Shift, key: str) -> int:
    """Report an incident of this flow by keys; one that no category leads to is chosen in the form."""
    desk = shift.desk("acceptor")
    form = desk.open_form()
    _, code = CATEGORIES[key]
    desk.until(lambda: form.flow.count() > 1)
    desk.name_category_and_place(code)
    assert form.category.choice.code == code
    if not flow(key).serves and key != "city_matter":
        desk.until(lambda: focused() is form.address)
        while focused() is not form.flow:
            desk.press(Qt.Key.Key_Tab)
        choose(desk, form.flow, key)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: desk.window.reporting.form is None)
    with shift.store.read() as session:
        row = session.scalars(select(Incident)).one()
        assert (row.flow, row.grid_code) == (key, GRID)
        return row.id


def found_by_number(desk: Desk, number: str) -> IncidentsPage:
    """Type the number into the command bar: an incident that is closed is found too."""
    page = desk.window.pages["incidents"]
    assert isinstance(page, IncidentsPage)
    page.show_incident(-1)
    desk.until(lambda: page.detail is None)
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_K, CTRL)
    desk.type(number.lower())
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: page.detail is not None and page.detail.row.number == number)
    return page


def moved(shift: Shift, page: IncidentsPage, desk: Desk, action: str) -> None:
    """Press the letter of the move, answer what it asks, and send it."""
    desk.until(lambda: any(one.action == action and not one.refusal for one in page.moves.choices))
    choice = next(one for one in page.moves.choices if one.action == action)
    desk.until(lambda: page.queue.isAncestorOf(focused()) or focused() is page.queue)
    desk.press(Qt.Key[f"Key_{choice.letter}"])
    desk.until(lambda: page.dialog is not None and page.dialog.isActiveWindow())
    form = page.dialog
    assert form is not None
    for field in choice.fields:
        if not form.fields[field.code].isHidden():
            answered(shift, desk, form, form.fields[field.code])
    form.fields[OPINION].setFocus()
    desk.paste("同意")
    with desk.qtbot.waitSignal(page.notice, timeout=20_000):
        desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: page.dialog is None)


def answered(shift: Shift, desk: Desk, form: MoveDialog, editor: QWidget) -> None:
    """Give the answer by keys; tasks go to unit 2, where this handler works."""
    if isinstance(editor, ProofLine):
        proved(shift, desk, form, editor)
    elif isinstance(editor, QComboBox):
        choose(desk, editor, "2" if editor.findData("2") >= 0 else str(editor.itemData(1)))
    elif isinstance(editor, (QLineEdit, QPlainTextEdit)):
        editor.setFocus()
        desk.paste("如实")


def proved(shift: Shift, desk: Desk, form: MoveDialog, proof: ProofLine) -> None:
    """Ctrl+E leads from the form to the attachments; a file is named there and the form waits."""
    if proof.state.text() == "✓ is there":
        return
    proof.open.setFocus()
    desk.press(Qt.Key.Key_E, CTRL)
    desk.until(lambda: isinstance(QApplication.activeModalWidget(), AttachmentsDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AttachmentsDialog)
    desk.until(dialog.add.isEnabled)
    choose(desk, dialog.kind, AFTER)
    before = len(dialog.model.rows)
    desk.qtbot.keyClick(dialog, Qt.Key.Key_A)
    named(desk, dialog, file(shift.folder, f"现场 {before}.jpg", jpeg(note=str(before).encode())))
    desk.until(lambda: len(dialog.model.rows) == before + 1 and not dialog.busy)
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    desk.until(lambda: proof.state.text() == "✓ is there")
    form.activateWindow()
    desk.until(form.isActiveWindow)


def named(desk: Desk, dialog: AttachmentsDialog, path: Path) -> None:
    files = dialog.files
    assert isinstance(files, QFileDialog)
    box = files.findChild(QLineEdit)
    assert box is not None
    box.setText(QDir.toNativeSeparators(str(path)))
    desk.qtbot.keyClick(box, Qt.Key.Key_Return)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("key", flow_keys())
def test_an_incident_goes_from_report_to_evaluation_by_keys_alone(
    shift: Shift, store: Store, key: str
) -> None:
    incident = reported(shift, key)
    template = flow(key)
    with store.read() as session:
        number = session.get_one(Incident, incident).number
    for move in usual_path(template):
        desk = shift.desk(move.role)
        page = found_by_number(desk, number)
        moved(shift, page, desk, move.action)
        assert page.detail is not None
        desk.until(lambda page=page, to=move.to: page.detail.state_name == template.states[to].name)
    with store.read() as session:
        row = session.get_one(Incident, incident)
        assert (row.flow, row.state, row.outcome) == (key, "closed", "resolved")
        steps = session.scalars(select(Step.action).order_by(Step.sequence)).all()
        assert [*steps] == ["report", *(move.action for move in usual_path(template))]
        assert steps[-1] == "evaluate"
        files = session.scalars(select(AuditEntry.fields).where(AuditEntry.action == "attachment")).all()
        assert bool(files) is (key in ("city_matter", "escalation", "dispute"))
