"""Cards in real windows: issued at one desk, seen and answered at another, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from gridcenter.app import Desk, open_desk
from gridcenter.desktop.models.columns import Role
from gridcenter.desktop.pages.incidents import IncidentsPage
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.pages.supervision import SupervisionPage
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.trace import Node, TraceLine
from gridcenter.domain.cards import ISSUE, REPLY, WITHDRAW
from gridcenter.domain.lights import Light
from gridcenter.domain.open_cards import CardMark
from gridcenter.language import use_language
from gridcenter.services.card_rules import card_rules
from gridcenter.services.cards import CardDraft, issue_card, reply_to_card, withdraw_card
from gridcenter.store.cards import cards_of
from gridcenter.store.engine import Store, store_time
from tests.services.matters import actor, at, report, settle, step, to_handling, version_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
PATIENCE_MS = 20_000
START = at("11-17 16:41")
HOSTILE = "请回复 <b>进度</b> & <img src=x>"


@pytest.fixture
def handled(store: Store) -> int:
    settle(store)
    key = report(store, now=START)
    to_handling(store, key, START)
    return key


@contextmanager
def desk_of(qapp: QApplication, qtbot: QtBot, address: str, account: str, incident: int) -> Iterator[Desk]:
    """The started window of an account with the incident on show."""
    with open_desk(qapp, address, Theme(), account=account, time_zone="Asia/Shanghai") as desk:
        desk.window.resize(1366, 768)
        desk.window.show()
        qtbot.waitUntil(lambda: bool(desk.live.board.rows), timeout=PATIENCE_MS)
        desk.window.open_incident(incident)
        page = incidents(desk)
        qtbot.waitUntil(lambda: page.detail is not None and bool(page.moves.choices), timeout=PATIENCE_MS)
        yield desk
        qtbot.waitUntil(lambda: not desk.background.busy, timeout=PATIENCE_MS)


@pytest.fixture
def supervisor(
    qapp: QApplication, qtbot: QtBot, handled: int, store_url: str
) -> Iterator[tuple[Desk, IncidentsPage]]:
    with desk_of(qapp, qtbot, store_url, "supervisor", handled) as desk:
        yield desk, incidents(desk)


@pytest.fixture
def handler(
    qapp: QApplication, qtbot: QtBot, supervisor: object, handled: int, store_url: str
) -> Iterator[tuple[Desk, IncidentsPage]]:
    """A second desk on the same store, of the unit that handles the incident."""
    with desk_of(qapp, qtbot, store_url, "handler", handled) as desk:
        yield desk, incidents(desk)


def incidents(desk: Desk) -> IncidentsPage:
    page = desk.window.pages["incidents"]
    assert isinstance(page, IncidentsPage)
    return page


def supervision(desk: Desk) -> SupervisionPage:
    desk.window.show_page("supervision")
    page = desk.window.pages["supervision"]
    assert isinstance(page, SupervisionPage)
    return page


def press(qtbot: QtBot, desk: Desk, page: IncidentsPage, key: Qt.Key) -> MoveDialog:
    """Take something up by its letter, with the keyboard in the queue."""
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    page.take_keyboard()
    qtbot.waitUntil(page.queue.table.hasFocus)
    qtbot.keyClick(page.queue.table, key)
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert page.dialog is not None
    return page.dialog


def write(dialog: MoveDialog, code: str, text: str) -> None:
    editor = dialog.fields[code]
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText(text)


def choose(dialog: MoveDialog, code: str, value: str) -> None:
    box = dialog.fields[code]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))
    assert box.currentData() == value


def send(qtbot: QtBot, dialog: MoveDialog, page: IncidentsPage) -> None:
    with qtbot.waitSignal(page.notice, timeout=PATIENCE_MS):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def card_lines(page: IncidentsPage) -> list[TraceLine]:
    return [line for line in page.trace_area.view.lines if line.node is Node.CARD]


def issue(store: Store, incident_id: int, *, kind: str = "reminder", key: str = "elsewhere") -> int:
    with store.begin() as session:
        return issue_card(
            session,
            incident_id,
            CardDraft(kind, "请回复"),
            version=version_of(store, incident_id),
            by=actor("supervisor"),
            now=store_time(session),
            key=key,
        )


def test_a_card_goes_from_one_desk_to_the_other_and_its_reply_comes_back(
    qtbot: QtBot,
    supervisor: tuple[Desk, IncidentsPage],
    handler: tuple[Desk, IncidentsPage],
) -> None:
    desk, page = supervisor
    other_desk, other = handler
    board, other_board = supervision(desk), supervision(other_desk)
    for one in (desk, other_desk):
        one.window.show_page("incidents")
    dialog = press(qtbot, desk, page, Qt.Key.Key_C)
    assert list(dialog.fields) == ["kind", "text", "limit"]
    choose(dialog, "kind", "supervision")
    choose(dialog, "limit", "30 minute")
    write(dialog, "text", HOSTILE)
    send(qtbot, dialog, page)
    for shown in (page, other):
        qtbot.waitUntil(lambda shown=shown: len(card_lines(shown)) == 1, timeout=PATIENCE_MS)
        (line,) = card_lines(shown)
        assert (line.action, line.who, line.text) == ("督办", "值班长 supervisor 一号", HOSTILE)
        assert line.clock in ("回复钟 剩 30 分", "回复钟 剩 29 分")
        assert line.light is Light.GREEN

    other_desk.window.show_page("supervision")
    qtbot.waitUntil(lambda: other_board.cards.model.rowCount() == 1, timeout=PATIENCE_MS)
    assert other_board.tiles[3].figure.figure == "1"
    other_desk.window.show_page("incidents")

    qtbot.waitUntil(lambda: REPLY in other.moves.buttons, timeout=PATIENCE_MS)
    assert other.moves.buttons[REPLY].isEnabled()
    assert not other.moves.buttons[ISSUE].isEnabled()
    answer = press(qtbot, other_desk, other, Qt.Key.Key_F)
    write(answer, "text", "已到场，今日办结。")
    send(qtbot, answer, other)
    for shown in (page, other):
        qtbot.waitUntil(lambda shown=shown: len(card_lines(shown)) == 2, timeout=PATIENCE_MS)
        issued, reply = card_lines(shown)
        assert (issued.clock, issued.light) == ("按时回复", Light.GREEN)
        assert (reply.action, reply.who, reply.text) == (
            "督办：回复",
            "处置人员 handler 一号",
            "已到场，今日办结。",
        )
    desk.window.show_page("supervision")
    qtbot.waitUntil(lambda: board.tiles[3].figure.figure == "0", timeout=PATIENCE_MS)
    assert board.cards.model.rowCount() == 0
    assert board.cards.states.state.headline.text() == "没有待回复的卡"


def test_whoever_is_second_is_told_and_his_text_is_still_there(
    qtbot: QtBot, store: Store, handled: int, supervisor: tuple[Desk, IncidentsPage]
) -> None:
    use_language("en")
    desk, page = supervisor
    dialog = press(qtbot, desk, page, Qt.Key.Key_C)
    write(dialog, "text", "please answer")
    step(
        store, handled, "suspend", "supervisor", at("11-18 10:00"), reason="x", review_date="2026-12-01 09:00"
    )
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden(), timeout=PATIENCE_MS)
    assert "leader 一号 took “park” at 10:00:00" in dialog.refusal.text()
    assert dialog.inputs()["text"] == "please answer"
    qtbot.waitUntil(lambda: dialog.version == version_of(store, handled), timeout=PATIENCE_MS)
    send(qtbot, dialog, page)
    qtbot.waitUntil(lambda: len(card_lines(page)) == 1, timeout=PATIENCE_MS)


def test_a_form_that_is_sent_twice_makes_one_card(
    qtbot: QtBot, store: Store, handled: int, supervisor: tuple[Desk, IncidentsPage]
) -> None:
    desk, page = supervisor
    dialog = press(qtbot, desk, page, Qt.Key.Key_C)
    write(dialog, "text", "请回复")
    inputs = dialog.inputs()
    made = [dialog.work(page._ports.actions, handled, inputs)() for _ in range(2)]
    assert made[0] == made[1]
    dialog.reject()
    with store.read() as session:
        assert len(cards_of(session, handled, area="", rules=card_rules())) == 1


def test_a_card_that_was_withdrawn_meanwhile_takes_no_reply_and_the_reply_stays_typed(
    qtbot: QtBot, store: Store, handled: int, supervisor: tuple[Desk, IncidentsPage]
) -> None:
    use_language("en")
    desk, page = supervisor
    number = issue(store, handled)
    qtbot.waitUntil(lambda: REPLY in page.moves.buttons, timeout=PATIENCE_MS)
    dialog = press(qtbot, desk, page, Qt.Key.Key_F)
    write(dialog, "text", "we are on our way")
    with store.begin() as session:
        now = store_time(session)
        withdraw_card(session, number, version=1, reason="by phone", by=actor("supervisor"), now=now)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden(), timeout=PATIENCE_MS)
    assert "supervisor 一号 withdrew this card" in dialog.refusal.text()
    assert dialog.inputs()["text"] == "we are on our way"
    dialog.reject()
    qtbot.waitUntil(lambda: len(card_lines(page)) == 2, timeout=PATIENCE_MS)
    issued, withdrawn = card_lines(page)
    assert (issued.clock, issued.light) == ("withdrawn", None)
    assert (withdrawn.action, withdrawn.text) == ("reminder: withdrawn", "by phone")


def test_a_card_is_withdrawn_by_its_letter_with_a_reason(
    qtbot: QtBot, store: Store, handled: int, supervisor: tuple[Desk, IncidentsPage]
) -> None:
    desk, page = supervisor
    issue(store, handled)
    second = issue(store, handled, kind="supervision", key="second")
    qtbot.waitUntil(lambda: len(card_lines(page)) == 2, timeout=PATIENCE_MS)
    dialog = press(qtbot, desk, page, Qt.Key.Key_X)
    choose(dialog, "card", f"{second}/1")
    write(dialog, "reason", "已当面说明")
    send(qtbot, dialog, page)
    qtbot.waitUntil(lambda: len(card_lines(page)) == 3, timeout=PATIENCE_MS)
    assert WITHDRAW in page.moves.buttons
    assert [line.clock for line in card_lines(page)][1:] == ["已撤回", ""]


def test_the_trace_with_cards_is_painted_in_both_schemes_and_told_to_screen_readers(
    qtbot: QtBot, store: Store, handled: int, supervisor: tuple[Desk, IncidentsPage]
) -> None:
    desk, page = supervisor
    for kind in ("reminder", "supervision", "yellow_card"):
        issue(store, handled, kind=kind, key=kind)
    qtbot.waitUntil(lambda: len(card_lines(page)) == 3, timeout=PATIENCE_MS)
    assert "黄牌 值班长 supervisor 一号 区城管局 请回复 回复钟 剩 2 工作日" in (
        page.trace_area.view.accessibleDescription()
    )
    light = page.trace_area.view.grab().toImage()
    desk.theme.use(scheme="dark")
    assert page.trace_area.view.grab().toImage() != light
    desk.window.resize(1024, 640)
    assert not page.trace_area.view.grab().isNull()


def marks(desk: Desk) -> dict[str, object]:
    """What the queues of this desk show of the incident's cards."""
    pages = {key: desk.window.pages[key] for key in ("overview", "incidents")}
    return {key: page.queue.model.index(0, 1).data(Role.CARD) for key, page in pages.items()}  # type: ignore[attr-defined]


def test_a_card_issued_answered_or_withdrawn_elsewhere_shows_and_goes_in_every_queue(
    qtbot: QtBot, handler: tuple[Desk, IncidentsPage], handled: int, store: Store
) -> None:
    desk, _page = handler
    desk.window.show_page("overview")
    assert marks(desk) == {"overview": None, "incidents": None}
    shown = CardMark("reminder", "催", overdue=False)
    number = issue(store, handled)
    qtbot.waitUntil(lambda: marks(desk) == {"overview": shown, "incidents": shown}, timeout=PATIENCE_MS)
    graver = issue(store, handled, kind="yellow_card", key="graver")
    yellow = CardMark("yellow_card", "黄", overdue=False)
    qtbot.waitUntil(lambda: marks(desk) == {"overview": yellow, "incidents": yellow}, timeout=PATIENCE_MS)
    with store.begin() as session:
        withdraw_card(
            session, graver, version=1, reason="误发", by=actor("supervisor"), now=store_time(session)
        )
    qtbot.waitUntil(lambda: marks(desk) == {"overview": shown, "incidents": shown}, timeout=PATIENCE_MS)
    with store.begin() as session:
        reply_to_card(session, number, version=1, text="已到场", by=actor("handler"), now=store_time(session))
    qtbot.waitUntil(lambda: marks(desk) == {"overview": None, "incidents": None}, timeout=PATIENCE_MS)
