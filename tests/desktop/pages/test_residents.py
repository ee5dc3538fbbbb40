"""The residents page on a real store: purpose first, masked values, one reveal at a time, all of it audited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.residents import ResidentsPage
from gridcenter.desktop.theme import Theme
from gridcenter.domain.people import Purpose
from gridcenter.language import use_language
from gridcenter.services import asking_again
from gridcenter.services.people_access import people_access
from gridcenter.store.engine import Store
from tests.desktop.pages.desk_ports import ports_with
from tests.desktop.pages.residents_pages import own_lines, residents_page, texts
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, NUMBER, request

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def filled(sqlite_store: Store) -> Store:
    with sqlite_store.begin() as session:
        sample.fill(session)
    return sqlite_store


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, background: Background, filled: Store) -> Iterator[ResidentsPage]:
    with residents_page(qtbot, theme, background, filled) as made:
        yield made


def ask(qtbot: QtBot, page: ResidentsPage, number: str = NUMBER) -> None:
    page.form.field.start_afresh()
    qtbot.keyClicks(page.form.field, number)
    page.form.ground.purpose.setCurrentIndex(1)
    page.form.ground.incident.setText(sample.OPEN_INCIDENT)
    qtbot.keyClick(page.form.field, Qt.Key.Key_Return)


def opened(qtbot: QtBot, page: ResidentsPage) -> None:
    ask(qtbot, page)
    qtbot.waitUntil(lambda: page.card.card is not None and len(page.audit.model.rows) == 1)


def test_the_button_waits_for_number_purpose_and_ground_and_says_so(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    said = {page.form.notice.text()}
    qtbot.keyClicks(page.form.field, NUMBER)
    said.add(page.form.notice.text())
    page.form.ground.purpose.setCurrentIndex(1)
    said.add(page.form.notice.text())
    assert not page.form.go.isEnabled()
    page.form.ground.incident.setText(sample.OPEN_INCIDENT)
    assert page.form.go.isEnabled()
    assert len(said) == 3


def test_the_form_offers_the_purposes_of_the_role_and_no_other(
    qtbot: QtBot, theme: Theme, background: Background
) -> None:
    names = {}
    for role in ("handler", "dispatcher"):
        ports = replace(ports_with(replace(CLERK, role=role)), purposes=people_access().purposes_of(role))
        made = ResidentsPage(ports, background, theme)
        qtbot.addWidget(made)
        box = made.form.ground.purpose
        names[role] = [box.itemText(place) for place in range(1, box.count())]
        assert box.itemData(1, Qt.ItemDataRole.ToolTipRole).endswith("第十三条第一款第三项")
        made.form.ground.purpose.setCurrentIndex(2)
        assert made.form.ground.request("").purpose is Purpose.SERVICE
    assert names["handler"] == ["走访慰问", "办理服务", "事件处置", "安全排查"]
    assert names["dispatcher"] == [*names["handler"], "信息更正", "其他"]


def test_before_a_look_up_the_page_says_how_one_goes_and_what_comes_next(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    qtbot.waitUntil(lambda: bool(page.audit.states.state.headline.text()))
    told = texts(page)
    assert "先写审计" in told
    assert "从业状况、职业大类、工作单位、学历" in told
    assert "您还没有查询记录" in told
    assert "0 / 30" in told
    use_language("en")
    QCoreApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    assert "Employment, occupation group, employer, education" in texts(page)
    page.audit.table.setFocus()
    with qtbot.waitSignal(page.card.number_wanted):
        page.card.states.state.buttons()[0].click()
    assert page.form.field.hasFocus()


def test_a_look_up_shows_the_masked_card_and_its_audit_line(qtbot: QtBot, page: ResidentsPage) -> None:
    opened(qtbot, page)
    shown = texts(page)
    assert "张**" in shown
    assert "138****4417" in shown
    for secret in (NUMBER, sample.PHONE, sample.EMPLOYER, "张美兰", "0402室"):
        assert secret not in shown
    assert page.form.field.concealed
    assert page.audit.model.rows[0].outcome == "hit"
    assert [line.room for line in page.neighbours.model.rows] == ["0402", "0402", "0501"]
    assert len(page.residences.model.rows) == 2
    assert "赵**" in page.tree.accessibleDescription()


def test_all_five_groups_stand_in_their_order(qtbot: QtBot, page: ResidentsPage) -> None:
    opened(qtbot, page)
    assert [group.name.text() for group in page.card.groups] == [
        "职业",
        "住址",
        "家庭",
        "劳动和社会保障",
        "社会关系",
    ]


def test_one_value_is_shown_at_a_time_and_masked_after_a_minute(qtbot: QtBot, page: ResidentsPage) -> None:
    opened(qtbot, page)
    phone, employer = page.card.row("phone"), page.card.row("employer")
    with qtbot.waitSignal(page.notice) as told:
        qtbot.mouseClick(phone.action, Qt.MouseButton.LeftButton)
    assert "居民身份证法第十九条" in told.args[0]
    qtbot.waitUntil(lambda: phone.value.text() == "138 0000 4417")
    qtbot.mouseClick(employer.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: employer.value.text() == sample.EMPLOYER)
    assert phone.value.text() == "138****4417"
    page.card.pass_time(59)
    assert employer.shown
    page.card.pass_time(1)
    assert employer.value.text() == "******"
    qtbot.waitUntil(lambda: len(page.audit.model.rows) == 3)
    assert [line.item for line in page.audit.model.rows] == ["employer", "phone", ""]


def test_a_shown_value_can_be_masked_at_once_and_is_masked_with_the_page(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    opened(qtbot, page)
    phone = page.card.row("phone")
    for hide in (lambda: qtbot.mouseClick(phone.action, Qt.MouseButton.LeftButton), page.hide):
        page.show()
        qtbot.mouseClick(phone.action, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: phone.shown)
        hide()
        assert phone.value.text() == "138****4417"


def test_what_no_desk_may_see_has_no_button(qtbot: QtBot, page: ResidentsPage) -> None:
    opened(qtbot, page)
    row = page.card.row("care_programme@4")
    assert not row.action.isVisible()
    assert row.denied.isVisible()


def test_the_other_sources_of_a_value_open_and_close_with_one_press(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    opened(qtbot, page)
    first, other = page.card.row("address"), page.card.row("address@1")
    assert first.more.text() == "另有 1 个来源"
    assert other.isHidden()
    first.more.setFocus()
    qtbot.keyClick(first.more, Qt.Key.Key_Return)
    assert other.isVisible()
    qtbot.mouseClick(other.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: other.shown)
    qtbot.keyClick(first.more, Qt.Key.Key_Space)
    assert other.isHidden()
    assert not other.shown


def test_each_value_says_whether_and_by_whom_it_was_verified(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    with filled.begin() as session:
        session.execute(
            text(
                "UPDATE record_item SET verified = TRUE, verified_by = 1, verified_on = '2026-03-01' "
                "WHERE key = 'social_card'"
            )
        )
    opened(qtbot, page)
    assert page.card.row("social_card@2").note.text() == "2026-03-01 由李敏核实"
    assert page.card.row("phone").note.text() == "未核实"
    assert page.card.row("address").note.text() == "未核实 · 2 处来源不一致"
    assert page.card.row("education").note.text() == ""


def test_a_miss_shows_nobody_and_says_what_to_do(qtbot: QtBot, page: ResidentsPage) -> None:
    ask(qtbot, page, sample.OUTSIDER)
    qtbot.waitUntil(lambda: len(page.audit.model.rows) == 1)
    assert page.card.card is None
    assert not page.card.states.showing_content()
    assert page.card.states.state.sentence.text()
    assert page.audit.model.rows[0].outcome == "miss"


def test_a_refused_look_up_says_why_and_keeps_the_number(qtbot: QtBot, page: ResidentsPage) -> None:
    page.form.ground.incident.setText("x")
    ask(qtbot, page)
    qtbot.waitUntil(lambda: page.card.card is not None)
    page.form.field.start_afresh()
    qtbot.keyClicks(page.form.field, NUMBER)
    page.form.ground.incident.setText(sample.CLOSED_INCIDENT)
    page.form.submit()
    qtbot.waitUntil(lambda: sample.CLOSED_INCIDENT in page.form.notice.text())
    assert page.card.card is None
    assert page.form.field.text() == NUMBER


def test_nothing_is_shown_when_the_audit_cannot_be_written(
    qtbot: QtBot, page: ResidentsPage, filled: Store, expect_log: object
) -> None:
    with filled.begin() as session:
        session.execute(
            text(
                "CREATE TRIGGER shut BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'audit is read-only'); END"
            )
        )
    ask(qtbot, page)
    qtbot.waitUntil(
        lambda: not page.card.states.showing_content() and bool(page.form.notice.property("tone") == "red")
    )
    assert page.card.card is None
    assert "138" not in texts(page)


def test_a_request_from_the_overview_opens_the_card(qtbot: QtBot, page: ResidentsPage) -> None:
    page.look_up(request(reason="核实高龄津贴发放情况与住址", incident=""))
    qtbot.waitUntil(lambda: page.card.card is not None)
    assert page.form.field.concealed


def test_the_card_closes_by_escape_and_after_its_time(qtbot: QtBot, page: ResidentsPage) -> None:
    opened(qtbot, page)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.card.card is None
    assert page.form.field.text() == ""
    ask(qtbot, page)
    qtbot.waitUntil(lambda: page.card.card is not None)
    page._closing.timeout.emit()
    assert page.card.card is None


def test_the_language_changes_on_the_open_card(qtbot: QtBot, page: ResidentsPage) -> None:
    opened(qtbot, page)
    use_language("en")
    QCoreApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    qtbot.waitUntil(lambda: "Marital status" in texts(page))
    assert "Resident look-up" in texts(page)
    assert page.card.card is not None


def test_the_tables_are_sound_models(qtbot: QtBot, page: ResidentsPage) -> None:
    for model in (page.audit.model, page.residences.model, page.neighbours.model):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    opened(qtbot, page)
    page.retranslate()
    page.form.clear()


def test_a_reveal_that_is_refused_says_why_and_leaves_the_value_masked(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    opened(qtbot, page)
    with filled.begin() as session:
        session.execute(text("UPDATE account SET active = 0 WHERE id = 1"))
    phone = page.card.row("phone")
    with qtbot.waitSignal(page.notice) as told:
        qtbot.mouseClick(phone.action, Qt.MouseButton.LeftButton)
    assert told.args[0] == page.form.notice.text()
    assert phone.value.text() == "138****4417"
    assert phone.action.isEnabled()


def test_the_keyboard_stays_on_the_button_that_showed_a_value(qtbot: QtBot, page: ResidentsPage) -> None:
    opened(qtbot, page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    row = page.card.row("phone")
    row.action.setFocus()
    qtbot.keyClick(row.action, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is row.action
    qtbot.waitUntil(lambda: row.shown)
    assert QApplication.focusWidget() is row.action
    qtbot.keyClick(row.action, Qt.Key.Key_Space)
    assert page.card.revealed() == ()


def test_tab_goes_from_an_opened_card_to_its_first_value(qtbot: QtBot, page: ResidentsPage) -> None:
    opened(qtbot, page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.card.setFocus()
    qtbot.keyClick(page.card, Qt.Key.Key_Tab)
    first = next(row for row in page.card.showing_rows() if row.action.isVisible())
    assert QApplication.focusWidget() is first.action


def test_only_the_answer_to_the_last_question_is_shown(qtbot: QtBot, page: ResidentsPage) -> None:
    page.look_up(request())
    page.look_up(request(sample.UNKNOWN))
    qtbot.waitUntil(lambda: len(page.audit.model.rows) == 2)
    assert page.card.card is None
    page.look_up(request(sample.UNKNOWN))
    page.look_up(request(incident=sample.CLOSED_INCIDENT))
    page.look_up(request())
    qtbot.waitUntil(lambda: page.card.card is not None)


def test_a_card_without_a_household_says_so(qtbot: QtBot, page: ResidentsPage, filled: Store) -> None:
    with filled.begin() as session:
        session.execute(text("DELETE FROM household_member"))
        session.execute(text("DELETE FROM residence"))
    opened(qtbot, page)
    assert page.tree.accessibleDescription() == ""
    assert not page.residences.states.showing_content()
    assert not page.neighbours.states.showing_content()


def test_the_audit_that_cannot_be_read_is_told(qtbot: QtBot, page: ResidentsPage, filled: Store) -> None:
    with filled.begin() as session:
        session.execute(text("ALTER TABLE audit RENAME TO audit_gone"))
    with qtbot.waitSignal(page.notice):
        page.hide()
        page.show()
    assert page.audit.states.state.headline.text() == "未能读取"
    assert not page.audit.meter.isVisible()
    with filled.begin() as session:
        session.execute(text("ALTER TABLE audit_gone RENAME TO audit"))
    page.audit.states.repeat()
    qtbot.waitUntil(page.audit.meter.isVisible)


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_an_account_that_may_look_nobody_up_is_told_so_before_it_types(
    qtbot: QtBot, theme: Theme, background: Background, filled: Store, role: str
) -> None:
    with residents_page(qtbot, theme, background, filled, by=replace(CLERK, role=role)) as page:
        assert page.card.states.state.objectName() == "deniedState"
        assert page.card.states.state.headline.text() == "本账号不能查询居民"
        assert not page.form.isEnabled()
        assert not page.household.isVisible()
        page.look_up(request())
        qtbot.waitUntil(lambda: not background.busy)
        assert page.card.card is None
        assert own_lines(filled) == []


@pytest.mark.parametrize("height", [544, 624, 672, 968])
def test_the_button_of_the_form_is_never_covered(qtbot: QtBot, page: ResidentsPage, height: int) -> None:
    page.resize(1232, height)
    form, audit = page.form, page.audit
    qtbot.waitUntil(lambda: not audit.isVisible() or audit.geometry().top() > form.geometry().bottom())
    assert form.height() >= form.sizeHint().height()
    page.grab()
    intro = page.card.intro
    column = intro.layout()
    assert column is not None
    assert intro.height() >= column.totalHeightForWidth(intro.width())
    assert intro.steps.isVisible()


def test_in_a_narrow_window_the_lists_stand_under_the_card(qtbot: QtBot, page: ResidentsPage) -> None:
    page.resize(976, 680)
    page.grab()
    assert not page.household.isVisible()
    opened(qtbot, page)
    page.grab()
    for panel in (page.card, page.household, page.residences, page.neighbours):
        assert panel.isVisible()
        assert page.rect().contains(panel.geometry().translated(panel.parentWidget().mapTo(page, QPoint())))
    assert page.household.mapTo(page, QPoint()).y() > page.card.geometry().bottom()


def test_under_the_card_names_and_premises_have_room_and_nothing_scrolls_sideways(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    page.resize(1052, 548)
    opened(qtbot, page)
    page.grab()
    for table, place in ((page.neighbours.table, 1), (page.residences.table, 1)):
        assert table.columnWidth(place) >= 60
        shown = [at for at in range(5) if not table.isColumnHidden(at)]
        assert sum(table.columnWidth(at) for at in shown) <= table.viewport().width()
    assert page.household.area.horizontalScrollBar().maximum() == 0


def test_the_person_of_the_card_is_in_view_in_a_tree_that_is_higher_than_its_panel(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    page.resize(1052, 548)
    opened(qtbot, page)
    area, box = page.household.area, page.tree.shown_box()
    assert box is not None
    assert area.verticalScrollBar().maximum() > 0

    def in_view() -> bool:
        top = area.verticalScrollBar().value()
        return top <= box.top() and box.bottom() <= top + area.viewport().height()

    qtbot.waitUntil(in_view)


def rightmost_button(page: ResidentsPage) -> int:
    buttons = [row.action for row in page.card.rows() if row.action.isVisible()]
    return max(button.mapTo(page.card, button.rect().topRight()).x() for button in buttons)


def test_the_page_fits_small_and_large_windows_in_both_schemes(
    qtbot: QtBot, page: ResidentsPage, qapp: QApplication
) -> None:
    opened(qtbot, page)
    for width, height in ((1318, 688), (3776, 2080), (1856, 1000)):
        page.resize(width, height)
        page.apply_theme()
        assert (page.width(), page.height()) == (width, height)
        assert not page.grab().isNull()
        qtbot.waitUntil(lambda: rightmost_button(page) < page.card.width())
        assert page.form.geometry().bottom() < page.audit.geometry().top()


def test_in_the_smallest_window_the_whole_form_stands_free(qtbot: QtBot, page: ResidentsPage) -> None:
    page.resize(960, 560)
    assert not page.audit.isVisible()
    bottom = page.form.go.mapTo(page, page.form.go.rect().bottomLeft()).y()
    assert bottom < page.height()
    page.resize(1318, 688)
    assert page.audit.isVisible()
    qtbot.waitUntil(lambda: page.form.geometry().bottom() < page.audit.geometry().top())


def test_a_drawn_look_up_asks_for_its_reason_once_more_and_goes_on(
    qtbot: QtBot, page: ResidentsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, page)
    monkeypatch.setattr(asking_again, "one_in", lambda: 1)
    ask(qtbot, page)
    qtbot.waitUntil(lambda: page.asking is not None)
    asking = page.asking
    assert asking is not None
    assert page.card.card is None
    assert not asking.go.isEnabled()
    qtbot.keyClicks(asking.answer, "the family waits at the counter")
    qtbot.keyClick(asking.answer, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.card.card is not None)
    qtbot.waitUntil(lambda: "asked" in {line.outcome for line in page.audit.model.rows})
