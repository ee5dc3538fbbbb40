"""Naming a unit at the desk: what is proposed and offered, with real keys; and what an incident shows of a ruling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridcenter.desk.ports import desk_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE, IncidentsPage
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.offer_box import OfferBox
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.move_choices import FieldChoice
from gridcenter.domain.names import Name
from gridcenter.language import use_language
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident, RoutingProposal, Ruling, Step
from tests.services.matters import actor, at, report, settle, step
from tests.services.routing_samples import START, add_rule, ruled_once, to_dispatched_but_one, used_up

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
NOW = at("11-18 14:32")
Opened = Callable[[str, int], IncidentsPage]


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, store: Store) -> Iterator[Opened]:
    """Return what opens the page for a role with one incident on show."""
    use_language("en")
    settle(store)
    theme, background = Theme(), Background()
    theme.dress(qapp)
    pages: list[IncidentsPage] = []

    def open_page(role: str, key: int) -> IncidentsPage:
        ports = desk_ports(store, actor(role), DISTRICT_ZONE)
        page = IncidentsPage(ports, background, theme, calendar=WorkingCalendar(), now=NOW)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1366, 700)
        page.show()
        page.show_incident(key)
        qtbot.waitUntil(lambda: page.detail is not None and bool(page.moves.buttons))
        page.activateWindow()
        page.take_keyboard()
        return page

    yield open_page
    for page in pages:
        page.close()
    assert background.close()


def asked(qtbot: QtBot, page: IncidentsPage, letter: Qt.Key) -> tuple[MoveDialog, OfferBox]:
    qtbot.keyClick(page, letter)
    qtbot.waitUntil(lambda: page.dialog is not None)
    dialog = page.dialog
    assert dialog is not None
    box = dialog.fields["unit"]
    assert isinstance(box, OfferBox)
    return dialog, box


def sent(qtbot: QtBot, page: IncidentsPage, dialog: MoveDialog) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.dialog is None)


def test_the_proposal_stands_chosen_and_is_named_as_one(qtbot: QtBot, opened: Opened, store: Store) -> None:
    add_rule(store, 3)
    key = report(store, now=START)
    to_dispatched_but_one(store, key)
    page = opened("dispatcher", key)
    dialog, box = asked(qtbot, page, Qt.Key.Key_P)
    assert box.currentText() == "Housing bureau · free · tasks 0 · proposal"
    assert box.ground.text() == (
        "Proposal: responsibility list: blocked fire lane × all places, not proposed yet"
    )
    sent(qtbot, page, dialog)
    with store.read() as session:
        assert session.get_one(Incident, key).unit_id == 3
        said = session.scalars(select(Step.opinion).where(Step.action == "dispatch")).one()
    assert said == "responsibility list: blocked fire lane × all places, not proposed yet"


def test_passing_the_proposal_over_is_said_and_counted(qtbot: QtBot, opened: Opened, store: Store) -> None:
    add_rule(store, 3)
    key = report(store, now=START)
    to_dispatched_but_one(store, key)
    page = opened("dispatcher", key)
    dialog, box = asked(qtbot, page, Qt.Key.Key_P)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.ground.text().startswith("The proposal was Housing bureau (responsibility list: ")
    chosen = int(box.currentData())
    sent(qtbot, page, dialog)
    with store.read() as session:
        kept = session.scalars(select(RoutingProposal)).one()
    assert (kept.unit_id, kept.rule_id is not None) == (chosen, True)
    assert chosen != 3


def test_a_ruling_is_offered_but_nothing_stands_chosen(qtbot: QtBot, opened: Opened, store: Store) -> None:
    key = ruled_once(store)
    page = opened("dispatcher", key)
    dialog, box = asked(qtbot, page, Qt.Key.Key_P)
    assert (box.currentIndex(), box.currentText()) == (-1, "")
    assert box.ground.text() == (
        "Nothing is proposed. Housing bureau: ruled on 2026-11-17 by supervisor 一号, because their road"
    )
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden())
    assert dialog.refusal.text() == "“dispatch” needs: unit"
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "Housing bureau · free · tasks 1 · ruled before"
    assert box.ground.text() == "Offered: ruled on 2026-11-17 by supervisor 一号, because their road"
    sent(qtbot, page, dialog)
    with store.read() as session:
        assert session.get_one(Incident, key).unit_id == 3


def test_the_supervisor_rules_with_the_keyboard_and_the_unit_sees_it(
    qtbot: QtBot, opened: Opened, store: Store
) -> None:
    key = used_up(store)
    page = opened("supervisor", key)
    assert page.head.ruling.text().startswith("returned 2 times: a ruling is awaited")
    qtbot.keyClick(page, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: page.dialog is not None)
    dialog = page.dialog
    assert dialog is not None
    assert dialog.fields.keys() == {"unit", "despite_busy", "reason", "basis", "opinion"}
    unit, reason = dialog.fields["unit"], dialog.fields["reason"]
    reason.setFocus()
    qtbot.keyClicks(reason, "their own road")
    qtbot.keyClicks(dialog.fields["basis"], "Road Act 5")
    unit.setFocus()
    qtbot.keyClicks(unit, "City")
    sent(qtbot, page, dialog)
    with store.read() as session:
        ruling = session.scalars(select(Ruling)).one()
    assert (ruling.unit_id, ruling.reason, ruling.basis) == (2, "their own road", "Road Act 5")
    step(store, key, "receive", "handler", NOW + timedelta(minutes=1))
    desk = opened("handler", key)
    assert "it is not returned any more" in desk.moves.refusals["return"]
    assert "that City management is responsible" in desk.head.ruling.text()


def test_an_ordinary_incident_says_nothing_of_rulings(opened: Opened, store: Store) -> None:
    page = opened("supervisor", report(store, now=START))
    assert page.head.ruling.isHidden()


def test_a_unit_is_found_by_the_initials_of_its_name_and_none_stands_chosen_by_itself(
    qtbot: QtBot, theme: Theme
) -> None:
    use_language("en")
    names = ("双井社区", "区园林中心", "区环卫中心", "区环境监察大队")
    box = OfferBox(theme, [FieldChoice(str(place), Name(name)) for place, name in enumerate(names)])
    qtbot.addWidget(box)
    assert (box.currentIndex(), box.ground.text()) == (-1, "Letters find a unit by its name or its initials.")
    found = []
    for letters in ("qhw", "sj", "qhj"):
        box._typing.stop()
        qtbot.keyClicks(box, letters)
        found.append(box.currentText())
    assert found == ["区环卫中心", "双井社区", "区环境监察大队"]
    assert box.ground.text() == ""
