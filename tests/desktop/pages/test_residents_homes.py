"""Homes at the desk by keys: a person moves, a line is put right, a room is let; the history tells how it stood."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridcenter.desk.ports import desk_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.pages.residents import ResidentsPage
from gridcenter.desktop.pages.residents_homes import HomeKeeping
from gridcenter.desktop.theme import Theme
from gridcenter.domain.home_keeping import HomeDeed
from gridcenter.domain.linked_cards import LinkKind, PremisesCard
from gridcenter.language import use_language
from gridcenter.store.engine import Store
from gridcenter.store.models import HouseholdMember, Premises, Residence
from tests.services import organisation_samples as sample
from tests.services.resident_samples import CLERK, request
from tests.services.test_home_keeping import move_counters

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support", extend=True)
ZONE = ZoneInfo("Asia/Shanghai")
HOME, NEIGHBOURS = "FW-0307-21-0402", "FW-0307-21-0501"


@pytest.fixture
def filled(store: Store) -> Store:
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
        move_counters(session)
    return store


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, background: Background, filled: Store) -> Iterator[ResidentsPage]:
    made = ResidentsPage(desk_ports(filled, CLERK, ZONE), background, theme)
    qtbot.addWidget(made)
    made.resize(1824, 968)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.look_up(request())
    qtbot.waitUntil(lambda: made.card.card is not None)
    yield made
    made.close()


def keeping_of(page: ResidentsPage) -> HomeKeeping:
    assert page.extras.homes is not None
    return page.extras.homes


def awake(qtbot: QtBot, page: ResidentsPage) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def by_menu(qtbot: QtBot, page: ResidentsPage, deed: HomeDeed) -> MoveDialog:
    """Open a form as a hand does: F4, arrows down to the line, Enter."""
    awake(qtbot, page)
    keeping = keeping_of(page)
    qtbot.keyClick(page, Qt.Key.Key_F4)
    menu = keeping.menu
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    for _ in range(keeping.possible().index(deed)):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: keeping.forms.dialog is not None)
    assert keeping.forms.dialog is not None
    return keeping.forms.dialog


def say(qtbot: QtBot, form: MoveDialog, **said: str) -> None:
    for name, words in said.items():
        editor = form.fields[name]
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(words))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(words)
        else:
            assert isinstance(editor, QLineEdit)
            editor.setText(words)
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def done(qtbot: QtBot, page: ResidentsPage) -> None:
    qtbot.waitUntil(lambda: keeping_of(page).forms.dialog is None)


def homes(store: Store) -> list[tuple[Any, ...]]:
    with store.read() as session:
        columns = (Residence.premises_id, Residence.kind, Residence.since, Residence.until)
        rows = session.execute(select(*columns).where(Residence.person_id == 1).order_by(Residence.id))
        return [tuple(row) for row in rows]


def test_a_person_moves_and_every_panel_shows_it_at_once(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    told: list[str] = []
    page.notice.connect(told.append)
    say(qtbot, by_menu(qtbot, page, HomeDeed.MOVED_OUT), until="2026-10-31")
    done(qtbot, page)
    assert "H-0307-118" in told[-1]
    assert not page.household.home.isVisible()
    form = by_menu(qtbot, page, HomeDeed.MOVED_IN)
    say(qtbot, form, premises_code="nowhere", kind="tenant", since="2026-10-31")
    qtbot.waitUntil(lambda: form.refusal.isVisible())
    assert "no premises with this code" in form.refusal.text()
    say(qtbot, form, premises_code=NEIGHBOURS)
    done(qtbot, page)
    assert homes(filled)[-1] == (3, "tenant", date(2026, 10, 31), None)
    assert page.residences.model.rows[0].premises == NEIGHBOURS
    assert page.card.card is not None
    assert [one.premises for one in page.card.card.residences if one.until is None] == [NEIGHBOURS]


def test_a_line_is_put_right_with_its_reason_and_the_history_tells_it(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    form = by_menu(qtbot, page, HomeDeed.HOME_CORRECTED)
    since = form.fields["since"]
    assert isinstance(since, QLineEdit)
    assert since.text() == "1998-05-01"
    say(qtbot, form, since="1999-05-01", reason="户口簿记载为一年后")
    done(qtbot, page)
    assert homes(filled)[0] == (2, "owner", date(1999, 5, 1), None)
    awake(qtbot, page)
    qtbot.keyClick(page, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: keeping_of(page).history is not None)
    history = keeping_of(page).history
    assert history is not None
    (item,) = [history.list.item(row).text() for row in range(history.list.count())]
    assert f"before: {HOME} · owner · 1998-05-01 —" in item
    assert "because: 户口簿记载为一年后" in item
    keeping_of(page).forget()
    qtbot.waitUntil(lambda: keeping_of(page).history is None)


def test_whoever_was_first_is_told_and_sent_again_it_is_meant_all_the_same(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    form = by_menu(qtbot, page, HomeDeed.HOME_CORRECTED)
    with filled.begin() as session:
        found = session.scalars(select(Residence).where(Residence.person_id == 1, Residence.premises_id == 2))
        found.one().kind = "lodger"
    say(qtbot, form, since="1999-05-01", reason="户口簿记载为一年后")
    qtbot.waitUntil(lambda: form.refusal.isVisible())
    assert "changed meanwhile" in form.refusal.text()
    say(qtbot, form)
    done(qtbot, page)
    assert homes(filled)[0] == (2, "owner", date(1999, 5, 1), None)


def test_the_place_in_a_household_is_put_right_on_the_tree(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    say(qtbot, by_menu(qtbot, page, HomeDeed.MEMBER_CORRECTED), relation="20", reason="关系登记有误")
    done(qtbot, page)
    assert page.tree.card is not None
    assert next(one.relation.en for one in page.tree.card.household if one.shown) == "son"
    with filled.read() as session:
        key = (1, 1)
        assert session.get_one(HouseholdMember, key).relation == "20"


def test_a_room_on_show_is_let_and_its_card_tells_since_when(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    trail = page.extras.trail
    assert trail is not None
    trail.open_link(LinkKind.PREMISES, 2)
    qtbot.waitUntil(lambda: trail.linked.card is not None and page.layout_of.showing(trail.linked))
    before = trail.linked.card
    assert keeping_of(page).possible() == [HomeDeed.TENURE_SET, HomeDeed.TENURE_ENDED]
    say(qtbot, by_menu(qtbot, page, HomeDeed.TENURE_SET), tenure="let", since="2026-03-01")
    done(qtbot, page)
    qtbot.waitUntil(lambda: trail.linked.card is not None and trail.linked.card is not before)
    assert isinstance(trail.linked.card, PremisesCard)
    shown = "\n".join(one.text() for one in trail.linked.findChildren(QLabel))
    assert "let · 2026-03-01 —" in shown
    assert "owned · ? — 2026-03-01" in shown
    with filled.read() as session:
        assert session.get_one(Premises, 2).tenure == "let"
    say(qtbot, by_menu(qtbot, page, HomeDeed.TENURE_CORRECTED), since="2026-04-01", reason="合同自四月起")
    done(qtbot, page)
    qtbot.waitUntil(lambda: "2026-04-01" in "".join(one.text() for one in trail.linked.findChildren(QLabel)))


def test_every_act_stands_in_the_command_bar(page: ResidentsPage) -> None:
    titles = {command.title for command in page.commands()}
    assert {
        "Record a residence…",
        "Record a membership of a household…",
        "Record the tenure of premises…",
    } <= titles
    assert "History of residences and households" in titles
    page.close_card()
    assert not {command.title for command in page.commands()} & {"Record a residence…"}
