"""Values are verified, taken back and stated from the open card, by keyboard; what was typed stays on a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridcenter.clock import utc_now
from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.residents import ResidentsPage
from gridcenter.desktop.pages.residents_keeping import KEYS, ValueKeeping
from gridcenter.desktop.theme import Theme
from gridcenter.domain.people import AuditLine
from gridcenter.domain.record_keeping import Keeping, KeptValue
from gridcenter.domain.visits import MET, VisitSubject
from gridcenter.language import use_language
from gridcenter.services.lookup import look_up, reveal
from gridcenter.services.person_merging import merge_persons
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.services.record_keeping import keep_value
from gridcenter.services.visits import record_visit
from gridcenter.store import audit
from gridcenter.store.engine import Store
from tests.desktop.pages.desk_ports import ports_with
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, COLLEAGUE, NUMBER, request

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support", extend=True)
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SECRETS = (NUMBER, sample.PHONE, sample.EMPLOYER, "0402室", "张美兰", "李小红")


@pytest.fixture
def filled(sqlite_store: Store) -> Store:
    use_language("en")
    with sqlite_store.begin() as session:
        sample.fill(session)
    return sqlite_store


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, filled: Store) -> Iterator[ResidentsPage]:
    theme = Theme()
    theme.dress(qapp)
    background = Background()

    def own_lines() -> list[AuditLine]:
        with filled.read() as session:
            return audit.own_lines(session, CLERK.account_id)

    ports = ports_with(
        CLERK,
        look_up=partial(look_up, filled, by=CLERK),
        reveal=partial(reveal, filled, by=CLERK),
        my_lookups=own_lines,
    )
    made = ResidentsPage(ports, background, theme)
    ValueKeeping(
        made,
        made.card,
        partial(keep_value, filled, by=CLERK),
        background,
        theme,
        record_catalogue(),
        tell=made.notice.emit,
        now=utc_now,
    )
    qtbot.addWidget(made)
    made.resize(1824, 968)
    made.show()
    yield made
    made.close()
    assert background.close()


def keeping(page: ResidentsPage) -> ValueKeeping:
    found = page.findChildren(ValueKeeping)
    return found[0]


@pytest.fixture
def opened(qtbot: QtBot, page: ResidentsPage) -> ResidentsPage:
    page.look_up(request())
    qtbot.waitUntil(lambda: page.card.card is not None)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def press(qtbot: QtBot, page: ResidentsPage, letter: str) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, letter, CTRL_SHIFT)
    qtbot.waitUntil(lambda: keeping(page).form is not None)


def test_a_value_is_verified_by_keys_and_the_card_says_so(qtbot: QtBot, opened: ResidentsPage) -> None:
    opened.card.row("phone").action.setFocus()
    press(qtbot, opened, "v")
    form = keeping(opened).form
    assert form is not None
    assert form.item.currentData() == "phone"
    assert not [
        secret
        for secret in SECRETS
        for place in range(form.item.count())
        if secret in form.item.itemText(place)
    ]
    qtbot.keyClick(form, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: keeping(opened).form is None)
    row = next(row for row in opened.card.rows() if row.item.item == "phone")
    assert row.note.text().startswith("verified 20")
    assert row.note.text().endswith("by 李敏")
    assert not row.shown


def test_a_refusal_keeps_the_words_and_the_second_desk_is_told(
    qtbot: QtBot, opened: ResidentsPage, filled: Store
) -> None:
    look_up(filled, request(), by=COLLEAGUE)
    keep_value(filled, 1, KeptValue(Keeping.VERIFY, "address@1"), request(), by=COLLEAGUE)
    keeping(opened).open(Keeping.WITHDRAW, "address@1")
    form = keeping(opened).form
    assert form is not None
    form.submit()
    qtbot.waitUntil(lambda: "has changed meanwhile: verified by 王强" in form.told.text())
    form.submit()
    qtbot.waitUntil(lambda: "Reason is missing" in form.told.text())
    qtbot.keyClicks(form.reason, "moved away")
    qtbot.keyClick(form, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: keeping(opened).form is None)
    assert [row.item.key for row in opened.card.rows() if row.item.item == "address"] == ["address"]


def test_a_new_value_is_typed_checked_and_shown_masked(qtbot: QtBot, opened: ResidentsPage) -> None:
    press(qtbot, opened, "d")
    form = keeping(opened).form
    assert form is not None
    form.choose("phone")
    form.text.setText("not a phone")
    form.source.setText("visit")
    form.submit()
    qtbot.waitUntil(lambda: "Phone: write a phone number" in form.told.text())
    assert (form.text.text(), form.source.text()) == ("not a phone", "visit")
    form.reject()
    qtbot.waitUntil(lambda: keeping(opened).form is None)
    press(qtbot, opened, "d")
    form = keeping(opened).form
    assert form is not None
    assert form.source.text() == "visit"
    form.choose("phone")
    form.text.setText("139 0000 1111")
    form.verified.setChecked(True)
    form.submit()
    qtbot.waitUntil(lambda: keeping(opened).form is None)
    first, second = (row for row in opened.card.rows() if row.item.item == "phone")
    assert (first.value.text(), second.value.text()) == ("139****1111", "138****4417")


def test_need_to_know_and_computed_lines_are_not_offered(opened: ResidentsPage) -> None:
    keeping(opened).open(Keeping.WITHDRAW)
    form = keeping(opened).form
    assert form is not None
    offered = {str(form.item.itemData(place)).partition("@")[0] for place in range(form.item.count())}
    assert "phone" in offered
    assert offered & {"care_programme", "head", "premises", "household_size", "education"} == set()
    form.reject()


def test_without_a_card_the_keys_say_what_is_missing(qtbot: QtBot, page: ResidentsPage) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    with qtbot.waitSignal(page.notice, check_params_cb=lambda words: "Open a resident first" in words):
        qtbot.keyClick(page, "v", CTRL_SHIFT)
    assert keeping(page).form is None
    assert list(keeping(page).commands()) == []


def test_a_row_has_a_menu_and_the_command_bar_finds_all_three(qtbot: QtBot, opened: ResidentsPage) -> None:
    assert {command.key for command in keeping(opened).commands()} == set(KEYS.values())
    row = opened.card.row("employer")
    place = row.mapTo(opened.card, QPoint(20, 20))
    QApplication.sendEvent(
        opened.card, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, opened.card.mapToGlobal(place))
    )
    menu = keeping(opened).menu
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    menu.actions()[1].trigger()
    menu.close()
    form = keeping(opened).form
    assert form is not None
    assert form.item.currentData() == "employer"
    form.reject()


def test_after_the_card_was_closed_nothing_is_done(qtbot: QtBot, opened: ResidentsPage) -> None:
    keeping(opened).open(Keeping.VERIFY, "phone")
    form = keeping(opened).form
    assert form is not None
    opened.close_card()
    form.submit()
    qtbot.waitUntil(lambda: "no longer open" in form.told.text())
    form.reject()


def test_what_is_stale_says_so_by_mark_and_words_wherever_it_is_listed(
    qtbot: QtBot, opened: ResidentsPage, filled: Store
) -> None:
    assert opened.card.row("social_card@2").note.text() == "△ stale · not verified"
    assert opened.household.sub.text() == "△ stale · never met"
    assert opened.residences.sub.text() == "△ stale · not verified"
    with filled.begin() as session:
        record_visit(session, VisitSubject(1), outcome=MET, by=CLERK, now=utc_now())
        merge_persons(
            session,
            kept=1,
            merged=4,
            reason="seen at the door: one person",
            by=replace(CLERK, role="supervisor"),
            now=utc_now(),
            decided=True,
        )
    opened.look_up(request())
    qtbot.waitUntil(lambda: opened.household.sub.text().startswith("met 20"))
    assert opened.residences.sub.text().startswith("verified 20")
    assert opened.card.head.about.text().endswith("2 rows as one")


def test_a_value_is_never_written_about_somebody_who_came_to_stand_under_the_form(
    qtbot: QtBot, opened: ResidentsPage, filled: Store
) -> None:
    keeping(opened).open(Keeping.STATE)
    form = keeping(opened).form
    assert form is not None
    form.choose("phone")
    form.text.setText("139 0000 1111")
    form.source.setText("visit")
    husband = request(sample.HUSBAND)
    card = look_up(filled, husband, by=CLERK)
    assert card is not None
    opened.show_again(card, husband, opened.closes)
    form.submit()
    qtbot.waitUntil(lambda: "no longer open" in form.told.text())
    assert form.text.text() == "139 0000 1111"
    form.reject()
