"""The form of a move that asks for proof: what is missing stands there, Ctrl+E leads to it, typed text stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.theme import Theme
from gridcenter.language import use_language
from gridcenter.store.engine import Store
from tests.desktop.pages.test_incidents import Desk
from tests.services.matters import actor, at, attached, report, settle
from tests.services.test_flow_walks import draft_of, taken

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
START = at("11-16 09:00")


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, store: Store) -> Iterator[Desk]:
    use_language("en")
    settle(store)
    theme = Theme()
    theme.dress(qapp)
    made = Desk(store, theme, role="handler")
    qtbot.addWidget(made.page)
    made.page.resize(1400, 900)
    with qtbot.waitExposed(made.page):
        made.page.show()
    yield made
    made.page.close()
    assert made.background.close()


def form(qtbot: QtBot, desk: Desk, incident: int, action: str) -> MoveDialog:
    page = desk.page
    desk.read_all()
    page.show_incident(incident)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.id == incident)
    page.start_move(next(choice for choice in page.moves.choices if choice.action == action))
    assert page.dialog is not None
    return page.dialog


def test_the_form_says_what_is_missing_leads_to_it_and_keeps_what_was_typed(
    qtbot: QtBot, desk: Desk, store: Store
) -> None:
    incident = report(store, now=START, draft=draft_of("city_matter"))
    for action in ("register", "accept", "to_dispatch", "dispatch", "receive", "start"):
        taken(store, incident, action, now=START)
    dialog = form(qtbot, desk, incident, "finish")
    proof, result = dialog.proofs["photo_after"], dialog.fields["result"]
    assert isinstance(result, QPlainTextEdit)
    assert proof.state.text() == "missing: add it with Ctrl+E"
    result.setPlainText("cleared")
    with qtbot.waitSignal(desk.page.attachments_wanted):
        qtbot.keyClick(result, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(desk.page.attachments_wanted):
        qtbot.mouseClick(proof.open, Qt.MouseButton.LeftButton)

    dialog.submit()
    qtbot.waitUntil(lambda: dialog.refused)
    assert "needs an attachment: photo taken afterwards" in dialog.refusal.text()
    assert result.toPlainText() == "cleared"

    with store.begin() as session:
        attached(session, incident, "after", by=actor("handler"))
    desk.page.apply_subject("attachment")
    qtbot.waitUntil(lambda: proof.state.text() == "✓ is there")
    assert result.toPlainText() == "cleared"
    with qtbot.waitSignal(desk.page.notice):
        dialog.submit()
    qtbot.waitUntil(lambda: desk.page.detail is not None and desk.page.detail.row.state == "handle_finish")


def test_a_proof_shows_only_while_the_other_fields_ask_for_it(qtbot: QtBot, desk: Desk, store: Store) -> None:
    incident = report(store, now=START, draft=draft_of("dispute"))
    for action in ("accept", "dispatch", "mediate"):
        taken(store, incident, action, now=START)
    dialog = form(qtbot, desk, incident, "agree")
    agreement, proof = dialog.fields["agreement"], dialog.proofs["agreement_paper"]
    assert isinstance(agreement, QComboBox)
    shown = []
    for kind in ("oral", "written", "confirmed"):
        agreement.setCurrentIndex(agreement.findData(kind))
        shown.append(not proof.isHidden())
    assert shown == [False, True, True]
    dialog.reject()


def test_what_was_typed_into_a_form_that_was_left_stands_there_again_until_it_was_sent(
    qtbot: QtBot, desk: Desk, store: Store
) -> None:
    incident = report(store, now=START, draft=draft_of("city_matter"))
    for action in ("register", "accept", "to_dispatch", "dispatch", "receive"):
        taken(store, incident, action, now=START)
    dialog = form(qtbot, desk, incident, "return")
    opinion = dialog.fields["opinion"]
    assert isinstance(opinion, QPlainTextEdit)
    opinion.setPlainText("the tree stands in the river")
    qtbot.keyClick(opinion, Qt.Key.Key_Escape)
    assert desk.page.dialog is None

    dialog = form(qtbot, desk, incident, "return")
    opinion = dialog.fields["opinion"]
    assert isinstance(opinion, QPlainTextEdit)
    assert opinion.toPlainText() == "the tree stands in the river"
    assert dialog.hint.text().startswith("As typed before")
    qtbot.keyClick(dialog.leave, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.page.detail is not None and desk.page.detail.row.state == "returned")
    assert "the tree stands in the river" in [step.opinion for step in desk.page.detail.steps]  # type: ignore[union-attr]


def test_tab_goes_from_the_last_field_to_what_is_meant_and_then_to_cancel(
    qtbot: QtBot, desk: Desk, store: Store
) -> None:
    incident = report(store, now=START, draft=draft_of("city_matter"))
    for action in ("register", "accept", "to_dispatch", "dispatch", "receive"):
        taken(store, incident, action, now=START)
    dialog = form(qtbot, desk, incident, "return")
    after = dialog.fields["opinion"].nextInFocusChain()
    while after not in (dialog.send, dialog.leave):
        after = after.nextInFocusChain()
    assert after is dialog.send
    dialog.reject()


def test_the_attachments_are_asked_for_with_the_kind_that_is_missing(
    qtbot: QtBot, desk: Desk, store: Store
) -> None:
    incident = report(store, now=START, draft=draft_of("city_matter"))
    for action in ("register", "accept", "to_dispatch", "dispatch", "receive", "start"):
        taken(store, incident, action, now=START)
    dialog = form(qtbot, desk, incident, "finish")
    with qtbot.waitSignal(desk.page.attachments_wanted) as asked:
        qtbot.mouseClick(dialog.proofs["photo_after"].open, Qt.MouseButton.LeftButton)
    assert asked.args == ["after"]
    dialog.reject()
