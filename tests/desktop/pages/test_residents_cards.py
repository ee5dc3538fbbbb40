"""What is done with an opened card: life and organisations on it, links, back and forward, copies, prints, history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QMenu, QScrollArea
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from gridcenter.clock import utc_now
from gridcenter.desk.ports import desk_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.registers import RegistersPage
from gridcenter.desktop.pages.residents import ResidentsPage
from gridcenter.desktop.pages.residents_family import HouseholdPanel
from gridcenter.desktop.pages.residents_history import HistoryTab
from gridcenter.desktop.pages.residents_linked import LinkedPanel, facts_of
from gridcenter.desktop.pages.residents_taking import CardTaking
from gridcenter.desktop.pages.residents_trail import CardTrail
from gridcenter.desktop.printing_desk import PrintsItself
from gridcenter.desktop.theme import Theme
from gridcenter.domain.linked_cards import LinkKind
from gridcenter.domain.people import LookupRequest
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry
from tests.desktop.sample_desk import SampleStore
from tests.services import organisation_samples as sample
from tests.services import resident_samples
from tests.services.paper_samples import bare, copied
from tests.services.resident_samples import AUDITOR, CLERK, HUSBAND, NUMBER, PHONE, request

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support", extend=True)
ZONE = ZoneInfo("Asia/Shanghai")
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Clock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


@pytest.fixture
def filled(store: Store) -> Store:
    with store.begin() as session:
        sample.fill(session)
    return store


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, background: Background, filled: Store, clock: Clock
) -> Iterator[ResidentsPage]:
    made = ResidentsPage(desk_ports(filled, CLERK, ZONE), background, theme, clock=clock)
    qtbot.addWidget(made)
    made.resize(1824, 968)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    QGuiApplication.clipboard().clear()
    yield made
    made.close()


@pytest.fixture
def registers(qtbot: QtBot, theme: Theme, background: Background, filled: Store) -> Iterator[RegistersPage]:
    live = SampleStore().feed()
    made = RegistersPage(desk_ports(filled, CLERK, ZONE), background, theme, live=live, zone=ZONE)
    qtbot.addWidget(made)
    made.resize(1824, 968)
    made.show()
    yield made
    made.close()


def trail_of(page: ResidentsPage) -> CardTrail:
    assert page.extras.trail is not None
    return page.extras.trail


def taking_of(page: ResidentsPage) -> CardTaking:
    assert page.extras.taking is not None
    return page.extras.taking


CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def awake(qtbot: QtBot, page: RegistersPage) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def look_up(qtbot: QtBot, page: ResidentsPage, wish: LookupRequest | None = None) -> None:
    before = page.card.card
    page.look_up(wish or request())
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.card is not before)


def open_shop(qtbot: QtBot, page: ResidentsPage) -> LinkedPanel:
    linked = trail_of(page).linked
    assert page.card.ties is not None
    row = next(row for row in page.card.ties.rows if row.link.name == sample.SHOP_NAME)
    qtbot.mouseClick(row.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: linked.card is not None and page.layout_of.showing(linked))
    return linked


def actions(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_life_and_organisations_stand_on_the_card_with_hidden_days_hidden(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    look_up(qtbot, page)
    assert page.card.life is not None
    rows = page.card.life.rows
    assert [(row.word.text(), row.day.text()) for row in rows[:4]] == [
        ("出生", "******"),
        ("结婚", "******"),
        ("入职", "不详"),
        ("毕业", "1974-07-15"),
    ]
    assert page.card.ties is not None
    assert [row.open.text() for row in page.card.ties.rows] == [
        sample.SHOP_NAME,
        "桥头贸易公司",
        "******",
    ]
    qtbot.mouseClick(rows[0].action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows[0].day.text() == "1956-03-02")
    assert page.card.revealed() == ("birth_date",)
    page.card.pass_time(60)
    assert rows[0].day.text() == "******"
    qtbot.mouseClick(rows[1].action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows[1].shown)
    assert page.card.row(rows[1].item.key).value.text() == "1980-05-01"
    qtbot.mouseClick(rows[1].action, Qt.MouseButton.LeftButton)
    assert not page.card.revealed()


def test_an_organisation_opens_by_its_link_and_escape_goes_back(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    look_up(qtbot, page)
    linked = open_shop(qtbot, page)
    assert linked.panel_words() == ("组织", sample.SHOP_NAME)
    assert [row.name for row in linked.people.rows] == ["张**", "周**"]
    assert linked.counted.text() == "现有关联 3 人 · 1 人未列出"
    assert actions(filled) == ["lookup", "organisation"]
    for model in (linked.there, linked.of_premises, linked.of_organisation):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    qtbot.keyClick(linked.people_table, Qt.Key.Key_Escape)
    assert page.layout_of.showing(page.card)
    assert page.card.card is not None


def test_one_key_offers_every_link_of_the_card_and_the_premises_lead_further(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    look_up(qtbot, page)
    qtbot.keyClick(page, Qt.Key.Key_O, CTRL)
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    words = [action.text() for action in menu.actions()]
    assert words[0] == f"组织 · 法定代表人 · {sample.SHOP_NAME}"
    assert "房屋 · 自有 · FW-0307-21-0402" in words
    menu.close()
    trail, linked = trail_of(page), trail_of(page).linked
    titles = [command.title for command in page.commands()]
    assert f"打开组织 · 法定代表人 · {sample.SHOP_NAME}" in titles
    page.residences.table.opened.emit(0)
    qtbot.waitUntil(lambda: linked.card is not None)
    assert linked.panel_words() == ("房屋", "FW-0307-21-0402")
    assert [row.name for row in linked.there.rows] == [sample.SHOP_NAME]
    trail.choose_link()
    qtbot.waitUntil(lambda: linked.panel_words()[1] == "FW-0307-21-2")
    assert [(row.name, row.tenure) for row in linked.there.rows] == [
        ("0402", "自有"),
        ("0501", "出租"),
        (sample.SHOP_NAME, "—"),
    ]
    page.neighbours.table.opened.emit(0)
    qtbot.waitUntil(lambda: len(trail.steps) == 3)


def test_in_a_small_window_premises_have_the_whole_height_and_only_rooms_have_a_tenure(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    page.resize(1052, 548)
    look_up(qtbot, page)
    assert page.neighbours.isVisible()
    trail = trail_of(page)
    building = page.card.card.neighbours.premises_id  # type: ignore[union-attr]
    assert building is not None
    trail.open_link(LinkKind.PREMISES, building)
    qtbot.waitUntil(lambda: trail.linked.card is not None and page.layout_of.showing(trail.linked))
    assert not page.neighbours.isVisible()
    facts = dict(facts_of(trail.linked.card))  # type: ignore[arg-type]
    assert facts["房屋性质"] == "—"
    lines = trail.linked._facts.findChildren(QLabel)
    qtbot.waitUntil(
        lambda: all(line.height() >= line.sizeHint().height() for line in lines if line.isVisible())
    )
    trail.leave_linked()
    assert page.neighbours.isVisible()


def test_the_home_of_the_household_opens_from_its_panel(qtbot: QtBot, page: ResidentsPage) -> None:
    assert not page.household.home.isVisible()
    look_up(qtbot, page)
    qtbot.mouseClick(page.household.home, Qt.MouseButton.LeftButton)
    linked = trail_of(page).linked
    qtbot.waitUntil(lambda: linked.card is not None)
    assert linked.panel_words() == ("房屋", "FW-0307-21-0402")
    page.form.clear()
    assert linked.card is None
    assert not page.household.home.isVisible()


@pytest.mark.parametrize("width", [112, 148])
@pytest.mark.parametrize("count", ["3 人", "3 persons", "12 persons"])
def test_the_number_of_a_household_and_the_count_of_its_persons_never_overlap(
    qtbot: QtBot, theme: Theme, width: int, count: str
) -> None:
    panel = HouseholdPanel(theme)
    qtbot.addWidget(panel)
    left, right = panel.tree.head_rooms(QRectF(10, 6, width, 22), count)
    assert left.right() < right.left()
    assert left.width() > 0
    assert right.right() == 10 + width
    words = theme.metrics("caption").horizontalAdvance(count)
    assert right.width() >= min(words, width * 0.6)


def test_what_lies_outside_the_area_is_said_so(qtbot: QtBot, page: ResidentsPage, filled: Store) -> None:
    look_up(qtbot, page)
    linked = trail_of(page).linked
    trail_of(page).open_link(LinkKind.ORGANISATION, sample.FAR)
    qtbot.waitUntil(lambda: page.layout_of.showing(linked))
    assert linked.states.state.headline.text() == "不在您的辖区"
    qtbot.mouseClick(linked.back, Qt.MouseButton.LeftButton)
    assert page.layout_of.showing(page.card)


def test_an_organisation_opens_by_its_code_for_a_purpose_of_its_own(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    by_code, trail = page.extras.by_code, trail_of(page)
    assert by_code is not None
    dialog = by_code.dialog
    assert dialog is not None
    assert "18" in dialog.told.text()
    qtbot.keyClicks(dialog.code, sample.SHOP_USCC[:-1] + "A")
    assert not dialog.go.isEnabled()
    dialog.code.setText(sample.SHOP_USCC.lower())
    assert "查询事由" in dialog.told.text()
    dialog.ground.show_request(replace(request(), incident_number=resident_samples.CLOSED_INCIDENT))
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "已结" in dialog.told.text())
    dialog.ground.incident.setText(resident_samples.OPEN_INCIDENT)
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.layout_of.showing(trail.linked) and trail.linked.card is not None)
    assert by_code.dialog is None
    assert trail.linked.panel_words() == ("组织", sample.SHOP_NAME)
    trail.linked.people_table.choose(1)
    qtbot.keyClick(trail.linked.people_table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.card.person_id == 1)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: page.layout_of.showing(trail.linked) and trail.linked.card is not None)
    assert page.card.card is None
    assert actions(filled) == ["failed_lookup", "organisation", "lookup", "organisation"]
    assert page.close_idle("nobody was here")
    assert page.layout_of.showing(page.card)
    assert trail.linked.card is None


def test_an_answer_that_comes_when_nobody_is_at_the_desk_shows_nothing(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    by_code, trail = page.extras.by_code, trail_of(page)
    assert by_code is not None
    by_code.open()
    assert by_code.dialog is not None
    by_code.dialog.wanted.emit(sample.SHOP_USCC, request())
    by_code.dialog.reject()
    qtbot.waitUntil(lambda: actions(filled) == ["organisation"] and not page._background.busy)
    look_up(qtbot, page)
    trail.open_link(LinkKind.ORGANISATION, sample.SHOP)
    page.close_idle("nobody was here")
    qtbot.waitUntil(lambda: len(actions(filled)) == 3 and not page._background.busy)
    qtbot.wait(50)
    assert not page.layout_of.showing(trail.linked)
    assert trail.linked.card is None


def test_somebody_of_an_organisation_is_opened_by_enter_with_a_look_up_of_its_own(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    look_up(qtbot, page)
    linked = open_shop(qtbot, page)
    linked.people_table.choose(4)
    qtbot.keyClick(linked.people_table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.card.person_id == 4)
    assert page.layout_of.showing(page.card)
    assert actions(filled) == ["lookup", "organisation", "lookup"]


def test_the_box_names_the_last_four_of_the_card_on_show_and_the_keyboard_is_on_it(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    field, verdict = page.form.field, page.form.verdict
    look_up(qtbot, page)
    assert (field.tail, bool(verdict.sentences())) == (NUMBER[-4:], True)
    linked = open_shop(qtbot, page)
    linked.people_table.choose(4)
    qtbot.keyClick(linked.people_table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.card.person_id == 4)
    assert page.card.card is not None
    assert field.tail == page.card.card.id_number[-4:] != NUMBER[-4:]
    assert verdict.sentences() == []
    assert page.card.hasFocus()
    look_up(qtbot, page)
    field.setText("王")
    page.show_again(page.card.card, request(), page.closes)
    assert field.text() == "王"


def test_a_number_of_15_digits_ends_in_the_box_as_its_18(qtbot: QtBot, page: ResidentsPage) -> None:
    look_up(qtbot, page, replace(request(), id_text=NUMBER[:6] + NUMBER[8:17]))
    assert page.form.field.tail == NUMBER[-4:]
    assert any("15" in sentence for sentence in page.form.verdict.sentences())


def test_the_card_is_paged_by_keys_from_the_box_and_from_itself(qtbot: QtBot, page: ResidentsPage) -> None:
    page.resize(1232, 600)
    look_up(qtbot, page)
    area = next(area for area in page.card.findChildren(QScrollArea) if area.isVisible())
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    page.form.field.setFocus()
    qtbot.keyClick(page.form.field, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    page.card.setFocus()
    qtbot.keyClick(page.card, Qt.Key.Key_Home)
    assert area.verticalScrollBar().value() == 0


def test_back_and_forward_go_through_persons_and_organisations_and_a_return_is_audited_as_one(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    look_up(qtbot, page)
    open_shop(qtbot, page)
    look_up(qtbot, page, request(HUSBAND))
    trail = trail_of(page)
    assert [step.title for step in trail.steps] == ["张**", sample.SHOP_NAME, "赵**"]
    qtbot.keyClick(page, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.card.person_id == 1)
    qtbot.waitUntil(lambda: actions(filled)[-1] == "return")
    qtbot.keyClick(page, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: page.layout_of.showing(trail.linked))
    qtbot.keyClick(page, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.card.person_id == 2)
    assert actions(filled) == ["lookup", "organisation", "lookup", "return", "organisation", "return"]
    with qtbot.waitSignal(page.notice) as told:
        qtbot.keyClick(page, Qt.Key.Key_Right, ALT)
    assert told.args == ["这之后没有卡片。"]


def test_a_card_that_was_closed_comes_back_within_its_time_and_then_only_by_a_look_up(
    qtbot: QtBot, page: ResidentsPage, filled: Store, clock: Clock
) -> None:
    look_up(qtbot, page)
    closes = page.closes
    page.form.clear()
    assert page.card.card is None
    clock.ahead = timedelta(minutes=5)
    qtbot.keyClick(page, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: page.card.card is not None)
    assert page.closes == closes
    page.form.clear()
    clock.ahead = timedelta(minutes=16)
    with qtbot.waitSignal(page.notice) as told:
        qtbot.keyClick(page, Qt.Key.Key_Left, ALT)
    assert told.args is not None
    assert "张**" in told.args[0]
    assert "重新查询" in told.args[0]
    assert page.card.card is None
    assert page.form.field.hasFocus()
    assert actions(filled) == ["lookup", "return"]


def test_a_held_key_asks_for_one_return_at_a_time_and_a_look_up_comes_before_it(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    look_up(qtbot, page)
    look_up(qtbot, page, request(HUSBAND))
    trail = trail_of(page)
    for _ in range(3):
        trail.go(-1)
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.card.person_id == 1)
    assert [step.title for step in trail.steps] == ["张**", "赵**"]
    assert actions(filled) == ["lookup", "lookup", "return"]
    trail.go(1)
    page.look_up(request(resident_samples.UNKNOWN))
    qtbot.waitUntil(lambda: page.card.card is None)
    qtbot.waitUntil(lambda: actions(filled)[-1] == "lookup" and not page._background.busy)
    assert page.card.card is None


def test_nothing_is_gone_back_to_when_nobody_was_at_the_desk(qtbot: QtBot, page: ResidentsPage) -> None:
    look_up(qtbot, page)
    assert page.close_idle("nobody was here")
    with qtbot.waitSignal(page.notice) as told:
        qtbot.keyClick(page, Qt.Key.Key_Left, ALT)
    assert told.args == ["这之前没有打开过卡片。"]
    assert not list(trail_of(page).commands())


def test_ctrl_c_copies_the_card_as_it_is_masked_and_the_clipboard_is_emptied_with_it(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    look_up(qtbot, page)
    page.card.reveal("phone", PHONE)  # on screen only: the store knows of no reveal
    page.form.field.setFocus()
    with qtbot.waitSignal(page.notice) as told:
        qtbot.keyClick(page.form.field, Qt.Key.Key_C, CTRL)
    assert told.args is not None
    assert "遮蔽" in told.args[0]
    assert clipboard() == ""
    page.card.conceal()
    page._reveal("phone")
    qtbot.waitUntil(lambda: page.card.row("phone").shown)
    qtbot.keyClick(page.form.field, Qt.Key.Key_C, CTRL)
    qtbot.waitUntil(lambda: bool(clipboard()))
    assert PHONE in clipboard()
    for secret in (NUMBER, resident_samples.EMPLOYER, "张美兰", "0402室"):
        assert secret not in clipboard()
    assert actions(filled)[-1] == "copy_card"
    page.form.clear()
    assert clipboard() == ""


def test_what_somebody_else_put_on_the_clipboard_stays(qtbot: QtBot, page: ResidentsPage) -> None:
    look_up(qtbot, page)
    taking_of(page).copy()
    qtbot.waitUntil(lambda: bool(clipboard()))
    QGuiApplication.clipboard().setText("别的内容")
    page.form.clear()
    assert clipboard() == "别的内容"


def test_lists_of_people_beside_the_card_are_not_copied_past_the_audit(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    look_up(qtbot, page)
    for table in (page.neighbours.table, page.residences.table, open_shop(qtbot, page).people_table):
        table.setFocus()
        table.selectAll()
        qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
        assert clipboard() == ""


def test_without_the_audit_nothing_reaches_clipboard_or_file(
    qtbot: QtBot, page: ResidentsPage, filled: Store, tmp_path: Path
) -> None:
    look_up(qtbot, page)
    taking = taking_of(page)
    taking.copy()
    qtbot.waitUntil(lambda: bool(clipboard()))
    taking.print_card()
    assert taking.dialog is not None
    taking.dialog.send(tmp_path / "with.pdf")
    qtbot.waitUntil(lambda: taking.dialog is not None and taking.dialog.written is not None, timeout=15_000)
    assert (tmp_path / "with.pdf").exists()
    QGuiApplication.clipboard().clear()
    with filled.begin() as session:
        session.execute(text("DROP TABLE audit_listed"))
        session.execute(text("DROP TABLE audit"))
    taking.dialog.send(tmp_path / "without.pdf")
    qtbot.waitUntil(lambda: taking.dialog is not None and not taking.dialog.told.isHidden())
    taking.dialog.reject()
    with qtbot.waitSignal(page.notice, timeout=10_000):
        taking.copy()
    qtbot.wait(100)
    assert clipboard() == ""
    assert [file.name for file in tmp_path.glob("*.pdf*")] == ["with.pdf"]


def test_ctrl_p_prints_the_card_with_a_file_name_that_names_nobody(
    qtbot: QtBot, registers: RegistersPage, filled: Store, tmp_path: Path
) -> None:
    page = registers.residents
    look_up(qtbot, page)
    assert isinstance(registers, PrintsItself)
    assert registers.print_shown()
    dialog = taking_of(page).dialog
    assert dialog is not None
    dialog.ask_file()
    assert dialog.files is not None
    offered = Path(dialog.files.selectedFiles()[0]).name
    assert NUMBER[-4:] not in offered
    assert "张" not in offered
    out = tmp_path / "card.pdf"
    dialog.files.fileSelected.emit(str(out))
    qtbot.waitUntil(lambda: dialog.written is not None, timeout=15_000)
    assert "138****4417" in bare(copied(out))
    assert actions(filled)[-1] == "print_card"
    dialog.files.reject()
    dialog.reject()
    registers.show_tab(1)
    assert not registers.print_shown()


def test_the_history_lists_look_ups_by_day_without_a_number_and_opens_one_again(
    qtbot: QtBot, registers: RegistersPage, filled: Store
) -> None:
    page = registers.residents
    look_up(qtbot, page)
    page._reveal("phone")
    qtbot.waitUntil(lambda: page.card.row("phone").shown)
    page.look_up(request(resident_samples.UNKNOWN))
    qtbot.waitUntil(lambda: len(page.audit.model.rows) == 3)
    page.audit.table.opened.emit(2)
    (tab,) = [one for one in registers.beside() if isinstance(one, HistoryTab)]
    qtbot.waitUntil(lambda: len(tab.model.rows) == 2)
    QAbstractItemModelTester(tab.model, QAbstractItemModelTester.FailureReportingMode.Fatal, registers)
    cells = [[str(tab.model.index(row, place).data() or "") for place in range(7)] for row in range(2)]
    assert [line[2] for line in cells] == ["查询", "查询"]
    assert cells[0][0]
    assert not cells[1][0]
    assert cells[1][3:] == ["走访慰问", resident_samples.OPEN_INCIDENT, "命中 1 人", "联系电话"]
    assert not any(NUMBER[-4:] in cell for line in cells for cell in line)
    with qtbot.waitSignal(tab.notice):
        tab.table.opened.emit(tab.model.rows[0].entry.audit_id)
    assert tab.table.current_id() == tab.model.rows[1].entry.audit_id
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.card.person_id == 1)
    assert actions(filled) == ["lookup", "reveal", "lookup", "lookup"]
    assert registers.close_idle("")
    assert tab.model.rows == ()


def test_the_keys_of_values_keep_the_organisation_on_show_and_else_the_resident(
    qtbot: QtBot, registers: RegistersPage
) -> None:
    page = registers.residents
    keeping, values = page.extras.organisations, registers.keeping
    assert keeping is not None
    assert values is not None
    look_up(qtbot, page)
    awake(qtbot, registers)
    qtbot.keyClick(page, Qt.Key.Key_W, CTRL_SHIFT)
    qtbot.waitUntil(lambda: values.form is not None)
    assert values.form is not None
    values.form.reject()
    qtbot.waitUntil(lambda: values.form is None)
    open_shop(qtbot, page)
    awake(qtbot, registers)
    qtbot.keyClick(page, Qt.Key.Key_W, CTRL_SHIFT)
    qtbot.waitUntil(lambda: keeping.forms.dialog is not None)
    assert values.form is None
    assert keeping.forms.dialog is not None
    keeping.forms.dialog.reject()


def test_a_role_that_looks_nobody_up_has_neither_links_nor_a_history(
    qtbot: QtBot, theme: Theme, background: Background, filled: Store
) -> None:
    live = SampleStore().feed()
    made = RegistersPage(desk_ports(filled, AUDITOR, ZONE), background, theme, live=live, zone=ZONE)
    qtbot.addWidget(made)
    assert made.residents.extras.trail is None
    assert not made.print_shown()
    assert not [one for one in made.beside() if isinstance(one, HistoryTab)]
