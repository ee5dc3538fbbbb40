"""Random re-checks in real windows: drawn, recorded, taken up again and recomputed by keyboard, on both stores."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridcenter.app import Desk
from gridcenter.clock import utc_now
from gridcenter.desktop.models.columns import Role
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.pages.supervision_recheck_sheet import RecheckSheet
from gridcenter.desktop.pages.supervision_rechecks import RecheckList
from gridcenter.domain.rechecks import DrawRow
from gridcenter.language import use_language
from gridcenter.services.rechecks import draw_rechecks
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident, Recheck, Reopening
from gridcenter.store.rechecks import draws
from tests.desktop.pages.supervision_windows import CONTROL, PATIENCE_MS, page_of, press, supervising
from tests.services.matters import SHANGHAI, actor, report, settle

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
HOSTILE = "没有清运 <b>桶</b>"


def last_month() -> datetime:
    """Return a moment near the end of the month before this one."""
    return utc_now().astimezone(SHANGHAI).replace(day=1, hour=12) - timedelta(days=5)


@pytest.fixture
def month(store: Store) -> str:
    """Close forty incidents in the month before this one."""
    use_language("en")
    settle(store)
    report(store, now=utc_now() - timedelta(minutes=5))
    closed_at = last_month()
    with store.begin() as session:
        for number in range(40):
            session.add(
                Incident(
                    id=1001 + number,
                    number=f"SJ20261001-{number:04}",
                    category_id=90001,
                    reported_at=closed_at - timedelta(days=1),
                    closed_at=closed_at,
                    state="closed",
                    community_code="709901001001",
                )
            )
    return f"{closed_at:%Y-%m}"


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, month: str, store_url: str) -> Iterator[Desk]:
    with supervising(qapp, qtbot, store_url, "supervisor", read=has_read) as made:
        yield made


def listed(desk: Desk) -> RecheckList:
    found = page_of(desk).rechecks
    assert found is not None
    return found


def has_read(desk: Desk) -> bool:
    return listed(desk).known is not None


def drawing(qtbot: QtBot, desk: Desk) -> MoveDialog:
    press(qtbot, desk.window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: listed(desk).form is not None, timeout=PATIENCE_MS)
    form = listed(desk).form
    assert form is not None
    return form


def sheet_of(qtbot: QtBot, desk: Desk) -> RecheckSheet:
    qtbot.waitUntil(lambda: listed(desk).sheet is not None, timeout=PATIENCE_MS)
    sheet = listed(desk).sheet
    assert sheet is not None
    return sheet


def drawn(qtbot: QtBot, desk: Desk) -> RecheckSheet:
    press(qtbot, drawing(qtbot, desk), Qt.Key.Key_Return)
    return sheet_of(qtbot, desk)


def key(qtbot: QtBot, sheet: RecheckSheet, letter: Qt.Key) -> None:
    sheet.table.setFocus()
    press(qtbot, sheet.table, letter, Qt.KeyboardModifier.NoModifier)


def kept(store: Store) -> list[DrawRow]:
    with store.read() as session:
        return draws(session, area="")


def results(store: Store) -> list[str]:
    (one,) = kept(store)
    return [row.result for row in one.rechecks]


def test_the_month_before_is_drawn_and_its_incidents_stand_there_to_be_recorded(
    qtbot: QtBot, desk: Desk, store: Store, month: str
) -> None:
    assert listed(desk).states.state.headline.text() == "Nothing was drawn yet."
    form = drawing(qtbot, desk)
    assert form.inputs() == {"month": month, "rate": "5", "seed": "", "reason": ""}
    press(qtbot, form, Qt.Key.Key_Return)
    sheet = sheet_of(qtbot, desk)
    (one,) = kept(store)
    assert [row.incident_id for row in sheet.model.rows] == [row.incident_id for row in one.rechecks]
    assert "2 of 40 incidents (5 %), drawn by supervisor 一号" in sheet.about.text()
    assert "0 recorded, 0 failed" in sheet.about.text()
    assert one.seed in sheet.ground.text()
    assert one.population_hash[:16] in sheet.ground.text()
    sheet.reject()


def test_results_are_recorded_by_one_key_and_the_next_incident_is_chosen(
    qtbot: QtBot, desk: Desk, store: Store
) -> None:
    sheet = drawn(qtbot, desk)
    first, second = (row.id for row in sheet.model.rows)
    assert sheet.table.current_id() == first
    key(qtbot, sheet, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: sheet.table.current_id() == second, timeout=PATIENCE_MS)
    assert results(store) == ["passed", ""]
    assert not sheet.buttons["O"].isEnabled()
    key(qtbot, sheet, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: results(store) == ["passed", "passed"], timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: listed(desk).owed == 0, timeout=PATIENCE_MS)
    assert not sheet.buttons["P"].isEnabled()
    sheet.reject()


def test_a_failed_one_needs_its_reason_and_is_taken_up_again_from_there(
    qtbot: QtBot, desk: Desk, store: Store
) -> None:
    sheet = drawn(qtbot, desk)
    key(qtbot, sheet, Qt.Key.Key_F)
    assert sheet.told.text() == "Write why it failed, then press Enter."
    assert sheet.reason.hasFocus()
    sheet.reason.setText(HOSTILE)
    qtbot.keyClick(sheet.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: results(store)[0] == "failed", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "O takes the incident up again" in sheet.told.text(), timeout=PATIENCE_MS)
    incident = sheet.model.rows[0].incident_id
    key(qtbot, sheet, Qt.Key.Key_O)
    reopening = listed(desk).reopening
    assert reopening is not None
    qtbot.waitUntil(lambda: reopening.dialog is not None, timeout=PATIENCE_MS)
    dialog = reopening.dialog
    assert dialog is not None
    reason = dialog.fields["reason"]
    assert isinstance(reason, QPlainTextEdit)
    assert reason.toPlainText() == f"random re-check failed: {HOSTILE}"
    press(qtbot, dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reopening.dialog is None, timeout=PATIENCE_MS)
    with store.read() as session:
        (again,) = session.scalars(select(Reopening).where(Reopening.reopened_id == incident))
    assert again.incident_id != incident
    key(qtbot, sheet, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: "it was reopened already" in sheet.told.text(), timeout=PATIENCE_MS)
    sheet.reject()


def test_a_second_draw_of_the_month_needs_a_reason_and_nothing_typed_is_lost(
    qtbot: QtBot, desk: Desk, store: Store, month: str
) -> None:
    drawn(qtbot, desk).reject()
    form = drawing(qtbot, desk)
    seed = form.fields["seed"]
    qtbot.keyClicks(seed, "lots of 7")
    press(qtbot, form, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not form.refusal.isHidden(), timeout=PATIENCE_MS)
    assert "write why it is drawn again" in form.refusal.text()
    assert form.inputs()["seed"] == "lots of 7"
    qtbot.keyClicks(form.fields["reason"], "asked for by the street")
    press(qtbot, form, Qt.Key.Key_Return)
    sheet = sheet_of(qtbot, desk)
    assert sheet.heading.text() == f"Random re-check {month}, draw 2"
    assert "Drawn again: asked for by the street" in sheet.about.text()
    assert [one.sequence for one in kept(store)] == [1, 2]
    sheet.reject()


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("rate", "many", "is no rate"),
        ("rate", "0", "must lie above 0"),
        ("rate", "nan", "is no rate"),
        ("month", "October", "is not a month"),
        ("month", "2199-01", "is not over yet"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_the_form(
    qtbot: QtBot, desk: Desk, store: Store, field: str, text: str, sentence: str
) -> None:
    form = drawing(qtbot, desk)
    editor = form.fields[field]
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, CONTROL)
    qtbot.keyClicks(editor, text)
    press(qtbot, form, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not form.refusal.isHidden(), timeout=PATIENCE_MS)
    assert sentence in form.refusal.text()
    assert form.inputs()[field] == text
    assert kept(store) == []
    form.reject()


def test_a_draw_is_recomputed_by_a_key(qtbot: QtBot, desk: Desk, store: Store) -> None:
    sheet = drawn(qtbot, desk)
    key(qtbot, sheet, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: "Recomputed from the seed" in sheet.told.text(), timeout=PATIENCE_MS)
    with store.begin() as session:
        session.add(
            Incident(
                id=2001,
                number="SJ20261001-9999",
                category_id=90001,
                reported_at=last_month(),
                closed_at=last_month(),
                state="closed",
                community_code="709901001001",
            )
        )
    key(qtbot, sheet, Qt.Key.Key_V)
    qtbot.waitUntil(
        lambda: "drawn from 40 incidents, now there are 41" in sheet.told.text(), timeout=PATIENCE_MS
    )
    sheet.reject()


def test_a_draw_of_another_desk_arrives_and_enter_opens_an_incident_of_it(
    qtbot: QtBot, desk: Desk, store: Store, month: str
) -> None:
    with store.begin() as session:
        draw_rechecks(
            session,
            month=month,
            percent=10,
            seed="s",
            by=actor("leader"),
            now=utc_now() + timedelta(seconds=1),
        )
    found = listed(desk)
    qtbot.waitUntil(lambda: found.owed == 4, timeout=PATIENCE_MS)
    page = page_of(desk)
    page.deck.choose("rechecks")
    found.table.setFocus()
    press(qtbot, found.table, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    sheet = sheet_of(qtbot, desk)
    with qtbot.waitSignal(page.incident_wanted) as wanted:
        press(qtbot, sheet.table, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert wanted.args == [sheet.model.rows[0].incident_id]
    qtbot.waitUntil(lambda: listed(desk).sheet is None, timeout=PATIENCE_MS)


def test_the_command_bar_knows_what_is_to_do_in_both_languages(qtbot: QtBot, desk: Desk) -> None:
    drawn(qtbot, desk).reject()
    titles = [command.title for command in page_of(desk).commands()]
    assert {"Draw a month for re-checks", "Record re-checks (2 to do)"} <= set(titles)
    use_language("zh")
    assert "登记复核结果（待办 2 件）" in [command.title for command in page_of(desk).commands()]


def test_who_may_not_draw_is_told_so_and_a_result_of_somebody_else_is_shown(
    qtbot: QtBot, qapp: QApplication, month: str, store: Store, store_url: str
) -> None:
    with supervising(qapp, qtbot, store_url, "acceptor", read=has_read) as desk:
        form = drawing(qtbot, desk)
        press(qtbot, form, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not form.refusal.isHidden(), timeout=PATIENCE_MS)
        assert "drawn by the shift supervisor or a leader" in form.refusal.text()
        form.reject()
    assert kept(store) == []
    with store.read() as session:
        assert session.scalars(select(Recheck)).all() == []


def test_what_is_to_be_checked_is_named_beside_its_number(qtbot: QtBot, desk: Desk) -> None:
    sheet = drawn(qtbot, desk)
    row = sheet.model.rows[0]
    index = sheet.model.index(0, 0)
    assert index.data() == row.number
    assert index.data(Role.SECOND) == f"{row.category.en or row.category.zh} · {row.where.en or row.where.zh}"
    sheet.reject()
