"""Searching on the residents page, on a real store: a masked list, opened by keyboard as a look-up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.models.columns import Role
from gridcenter.desktop.pages.residents import ResidentsPage
from gridcenter.desktop.theme import Theme
from gridcenter.domain.people_search import LONGEST_QUERY
from gridcenter.language import use_language
from gridcenter.services.people_search import look_up_listed, look_up_number, search_people
from gridcenter.services.person_index import index_changed_persons
from gridcenter.store.engine import Store
from gridcenter.store.models import Person, RecordItem
from tests.desktop.pages.residents_pages import residents_page, texts
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, NUMBER

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, background: Background, sqlite_store: Store) -> Iterator[ResidentsPage]:
    with sqlite_store.begin() as session:
        sample.fill(session)
        session.add(RecordItem(person_id=3, key="name", value="钱三", source="社保登记"))
        index_changed_persons(session)
    searching = {
        "look_up": partial(look_up_number, sqlite_store, by=CLERK),
        "search_people": partial(search_people, sqlite_store, by=CLERK),
        "look_up_listed": partial(look_up_listed, sqlite_store, by=CLERK),
    }
    with residents_page(qtbot, theme, background, sqlite_store, **searching) as made:
        yield made


def search(qtbot: QtBot, page: ResidentsPage, text: str) -> None:
    page.form.field.setText(text)
    page.form.ground.purpose.setCurrentIndex(1)
    page.form.ground.incident.setText(sample.OPEN_INCIDENT)
    qtbot.keyClick(page.form.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.found.found is not None and not page.form._busy)


def test_words_and_phone_numbers_are_searched_and_an_id_number_is_looked_up(page: ResidentsPage) -> None:
    field = page.form.field
    for text in ("张", "zhang", "x", "13800004417", "057162345678", "4417", "21幢"):
        field.setText(text)
        assert field.asks_search, text
        assert field.text() == text
        assert field.fault is None
    for text in (NUMBER, NUMBER[:13], "13010119900", ""):
        field.setText(text)
        assert field.asks_search is (text == "13010119900"), text
    field.setText("130101199003")
    assert not field.asks_search


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("7.09901E+17", "电子表格"),
        ("709901199611146000", "电子表格"),
        ("70990119961114O237", "第 15 位"),
        ("70990119961114****", "第 15 位"),
        ("91709901000000000Y", "Ctrl+Shift+O"),
        ("917099010000000012", "Ctrl+Shift+O"),
        ("7" * 5000, "超过 100"),
        ("%", "请输入姓名"),
        ("'", "请输入姓名"),
        (NUMBER[:17], "17"),
        ("", "姓名"),
    ],
)
def test_what_is_no_number_gets_its_exact_answer_and_is_not_searched(
    page: ResidentsPage, text: str, said: str
) -> None:
    page.form.ground.purpose.setCurrentIndex(1)
    page.form.ground.incident.setText(sample.OPEN_INCIDENT)
    page.form.field.setText(text)
    assert said in "\n".join((*page.form.verdict.sentences(), page.form.notice.text()))
    assert not page.form.go.isEnabled()
    assert page.form.field.text() == text[: LONGEST_QUERY + 1]


def test_a_foreigners_number_of_the_old_form_is_looked_up_and_a_written_out_phone_searched(
    page: ResidentsPage,
) -> None:
    page.form.ground.purpose.setCurrentIndex(1)
    page.form.ground.incident.setText(sample.OPEN_INCIDENT)
    for text, searched in (
        ("USA110119900101", False),
        ("+86 138 0000 4417", True),
        ("709901 961114 623", False),
    ):
        page.form.field.setText(text)
        assert page.form.field.asks_search is searched, text
        assert page.form.go.isEnabled()


def test_a_search_gives_a_masked_list_with_the_first_marked(qtbot: QtBot, page: ResidentsPage) -> None:
    search(qtbot, page, "z")
    assert [row.name for row in page.found.model.rows] == ["张**", "赵**", "赵*", "周**"]
    assert page.found.isVisible()
    assert page.found.table.hasFocus()
    assert page.found.table.current_id() == page.found.model.rows[0].person_id
    shown = texts(page) + repr(page.found.model.rows)
    assert not [secret for secret in ("美兰", NUMBER, sample.PHONE, "0402室") if secret in shown]
    qtbot.waitUntil(lambda: len(page.audit.model.rows) == 1)
    line = page.audit.model.rows[0]
    assert (line.action, line.item.split()[:2]) == ("search", ["name+pinyin", "4"])
    QAbstractItemModelTester(page.found.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_arrows_and_enter_open_a_person_and_escape_leads_back(qtbot: QtBot, page: ResidentsPage) -> None:
    search(qtbot, page, "zhao")
    qtbot.keyClick(page.found.table, Qt.Key.Key_Down)
    wanted = page.found.table.current_id()
    qtbot.keyClick(page.found.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.card.card is not None)
    assert page.card.card is not None
    assert page.card.card.person_id == wanted
    assert page.card.isVisible()
    qtbot.waitUntil(lambda: [line.action for line in page.audit.model.rows] == ["lookup", "search"])
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.card.card is None
    assert page.found.isVisible()
    assert page.found.table.current_id() == wanted
    qtbot.keyClick(page.found.table, Qt.Key.Key_Escape)
    assert page.found.found is None
    assert page.card.isVisible()
    assert page.form.field.text() == ""


def test_a_number_under_which_two_people_stand_gives_their_list_and_enter_opens_the_one_meant(
    qtbot: QtBot, page: ResidentsPage, sqlite_store: Store
) -> None:
    with sqlite_store.begin() as session:
        session.get_one(Person, 1).verified = False
        session.add(
            Person(id=90, id_number=NUMBER, name="孙另人", community_code=sample.COMMUNITY, synthetic=True)
        )
    search(qtbot, page, NUMBER)
    assert sorted(row.person_id for row in page.found.model.rows) == [1, 90]
    assert page.found.isVisible()
    assert NUMBER not in texts(page)
    qtbot.waitUntil(lambda: len(page.audit.model.rows) == 2)
    page.found.table.choose(90)
    qtbot.keyClick(page.found.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.card.card is not None)
    assert page.card.card is not None
    assert page.card.card.person_id == 90
    assert "该号码下另有 1 人" in texts(page)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.found.isVisible()


def test_after_a_refusal_escape_leads_back_to_the_list(qtbot: QtBot, page: ResidentsPage) -> None:
    search(qtbot, page, "zhao")
    listing = page._listing
    assert listing is not None
    page._listing = replace(listing, incident_number=sample.CLOSED_INCIDENT)
    qtbot.keyClick(page.found.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sample.CLOSED_INCIDENT in texts(page))
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.found.isVisible()
    assert len(page.found.model.rows) == 2


def test_nobody_found_is_said_and_what_was_typed_stays(qtbot: QtBot, page: ResidentsPage) -> None:
    search(qtbot, page, "没有这个人")
    assert "检索不到" in texts(page)
    assert page.form.field.hasFocus()
    assert page.form.field.text() == "没有这个人"
    assert page.form.go.isEnabled()


def test_what_cannot_be_searched_is_said_before_anything_is_asked(page: ResidentsPage) -> None:
    page.form.field.setText("张" * 5000)
    assert len(page.form.field.text()) == LONGEST_QUERY + 1
    assert "超过 100" in page.form.notice.text()
    page.form.field.setText("12")
    assert "电话" in page.form.notice.text()
    assert not page.form.go.isEnabled()


def test_rows_of_the_list_are_not_copied_past_the_audit(qtbot: QtBot, page: ResidentsPage) -> None:
    search(qtbot, page, "zhao")
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClick(page.found.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"


def test_the_list_speaks_the_other_language_and_gives_way_to_a_look_up(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    search(qtbot, page, "zhao")
    use_language("en")
    QCoreApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    assert "2 residents, masked" in page.found.sub.text()
    page.form.field.setText(NUMBER)
    qtbot.keyClick(page.form.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.card.card is not None)
    assert page.found.found is None


def test_a_list_is_closed_when_its_time_is_over(qtbot: QtBot, page: ResidentsPage) -> None:
    search(qtbot, page, "zhao")
    page._list_closing.timeout.emit()
    assert page.found.found is None
    assert page.found.model.rows == ()


def test_a_row_says_by_which_value_of_another_source_it_was_found(qtbot: QtBot, page: ResidentsPage) -> None:
    search(qtbot, page, "钱三")
    (row,) = page.found.model.rows
    address = page.found.model.index(0, 4)
    assert (row.name, address.data(Role.SECOND)) == ("赵*", "按姓名检索到：钱* · 社保登记")
    search(qtbot, page, "赵强")
    assert page.found.model.index(0, 4).data(Role.SECOND) == ""
