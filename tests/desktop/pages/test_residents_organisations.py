"""Organisations at the desk by keys: entered, told of by another source, persons tied to them, ties ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
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
from gridcenter.desktop.pages.residents_linked import LinkedPanel
from gridcenter.desktop.pages.residents_organisations import SHARED, OrganisationKeeping
from gridcenter.desktop.theme import Theme
from gridcenter.domain.identity import DEMO_PREFIX, uscc_check
from gridcenter.domain.linked_cards import LinkKind, OrganisationCard
from gridcenter.domain.people import Actor
from gridcenter.domain.record_keeping import Keeping
from gridcenter.language import pick, use_language
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, Organisation, OrganisationPerson
from tests.services import organisation_samples as sample
from tests.services.organisation_samples import SHOP
from tests.services.resident_samples import CLERK, HUSBAND, request
from tests.services.test_organisation_keeping import move_counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support", extend=True)
ZONE = ZoneInfo("Asia/Shanghai")
START = f"91{DEMO_PREFIX}000000077"
NEW = START + uscc_check(START)
HEAD = Actor(2, "wang.qiang", "王强", "supervisor", 1, "")
SHIFT, CTRL, PLAIN = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def filled(store: Store) -> Store:
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
        move_counter(session)
    return store


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, background: Background, filled: Store) -> Iterator[ResidentsPage]:
    made = ResidentsPage(desk_ports(filled, HEAD, ZONE), background, theme)
    qtbot.addWidget(made)
    made.resize(1824, 968)
    made.show()
    awake(qtbot, made)
    yield made
    made.close()


def awake(qtbot: QtBot, page: ResidentsPage) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def keeping_of(page: ResidentsPage) -> OrganisationKeeping:
    assert page.extras.organisations is not None
    return page.extras.organisations


def opened_form(
    qtbot: QtBot, page: ResidentsPage, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN
) -> MoveDialog:
    awake(qtbot, page)
    qtbot.keyClick(page, key, modifier)
    qtbot.waitUntil(lambda: keeping_of(page).forms.dialog is not None)
    form = keeping_of(page).forms.dialog
    assert form is not None
    return form


def say(qtbot: QtBot, form: MoveDialog, **said: str) -> None:
    for name, text in said.items():
        field = form.fields[name]
        if isinstance(field, QComboBox):
            field.setCurrentIndex(field.findData(text))
        else:
            assert isinstance(field, QLineEdit)
            field.clear()
            qtbot.keyClicks(field, text)
    qtbot.keyClick(form, Qt.Key.Key_Return, CTRL)


def look_up(qtbot: QtBot, page: ResidentsPage) -> None:
    page.look_up(request())
    qtbot.waitUntil(lambda: page.card.card is not None)


def open_shop(qtbot: QtBot, page: ResidentsPage) -> LinkedPanel:
    trail = page.extras.trail
    assert trail is not None
    look_up(qtbot, page)
    trail.open_link(LinkKind.ORGANISATION, SHOP)
    qtbot.waitUntil(lambda: trail.linked.card is not None and page.layout_of.showing(trail.linked))
    return trail.linked


def reopened(qtbot: QtBot, linked: LinkedPanel, before: object) -> OrganisationCard:
    qtbot.waitUntil(lambda: linked.card is not None and linked.card is not before)
    assert isinstance(linked.card, OrganisationCard)
    return linked.card


def outcomes(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        rows = session.execute(select(AuditEntry.action, AuditEntry.outcome).order_by(AuditEntry.id))
        return [(action, outcome) for action, outcome in rows]


def test_an_organisation_is_entered_and_a_wrong_position_of_its_code_is_named_in_the_form(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    form = opened_form(qtbot, page, Qt.Key.Key_F2, SHIFT)
    wrong = NEW[:9] + "O" + NEW[10:]
    say(qtbot, form, uscc=wrong, name="Noodles", kind="shop", source="visit", recorded_on="2026-11-01")
    qtbot.waitUntil(lambda: form.refusal.isVisible())
    assert "10" in form.refusal.text()
    say(qtbot, form, uscc=NEW)
    qtbot.waitUntil(lambda: keeping_of(page).forms.dialog is None)
    with filled.read() as session:
        made = session.scalars(select(Organisation).where(Organisation.uscc == NEW)).one()
        assert (made.name, made.kind, made.source, made.synthetic) == ("Noodles", "shop", "visit", True)
    assert outcomes(filled) == [("organisation_keep", "entered")]


def test_what_another_source_says_of_an_open_organisation_stands_on_its_card_beside_the_former(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    linked = open_shop(qtbot, page)
    before = linked.card
    form = opened_form(qtbot, page, Qt.Key.Key_F2)
    say(qtbot, form, item="name", value="Meilan Market", source="licence", recorded_on="2026-11-01")
    card = reopened(qtbot, linked, before)
    assert card.facts.name == "Meilan Market"
    shown = "\n".join(one.text() for one in linked.findChildren(QLabel))
    assert sample.SHOP_NAME in shown
    assert "市场监管" in shown


def test_of_an_organisation_on_show_a_statement_is_verified_and_another_taken_back_with_a_reason(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    keeping_of(page).bind_shared()
    linked = open_shop(qtbot, page)
    card = linked.card
    form = opened_form(qtbot, page, Qt.Key.Key_F2)
    say(qtbot, form, item="name", value="Meilan Market", source="licence", recorded_on="2026-11-01")
    card = reopened(qtbot, linked, card)
    refs = {pick(one.value): one.ref for one in card.facts.said if one.key == "name"}
    form = opened_form(qtbot, page, Qt.Key.Key_V, CTRL | SHIFT)
    say(qtbot, form, which=refs[sample.SHOP_NAME])
    card = reopened(qtbot, linked, card)
    assert card.facts.name == sample.SHOP_NAME
    form = opened_form(qtbot, page, Qt.Key.Key_W, CTRL | SHIFT)
    say(qtbot, form, which=refs[sample.SHOP_NAME])
    qtbot.waitUntil(lambda: form.refusal.isVisible())
    assert "Reason" in form.refusal.text()
    reason = form.fields["reason"]
    assert isinstance(reason, QPlainTextEdit)
    qtbot.keyClicks(reason, "closed long ago")
    qtbot.keyClick(form, Qt.Key.Key_Return, CTRL)
    card = reopened(qtbot, linked, card)
    assert card.facts.name == "Meilan Market"
    shown = "\n".join(one.text() for one in linked.findChildren(QLabel))
    assert "closed long ago" in shown
    assert outcomes(filled)[-3:] == [
        ("organisation", "hit"),
        ("organisation_keep", "withdrawn"),
        ("organisation", "hit"),
    ]


def test_the_keys_that_keep_a_residents_values_mean_the_organisation_while_one_is_on_show(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    keeping = keeping_of(page)
    look_up(qtbot, page)
    assert not keeping.answers(Keeping.WITHDRAW)
    open_shop(qtbot, page)
    for deed, meant in SHARED.items():
        assert keeping.answers(deed)
        qtbot.waitUntil(lambda: keeping.forms.dialog is not None)
        assert keeping.forms.dialog is not None
        assert keeping.forms.dialog.choice.action == meant
        keeping.forms.dialog.reject()
        qtbot.waitUntil(lambda: keeping.forms.dialog is None)


def test_a_person_is_tied_from_the_open_card_and_the_tie_is_ended_there(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    look_up(qtbot, page)
    before = page.card.card
    form = opened_form(qtbot, page, Qt.Key.Key_F3)
    say(
        qtbot,
        form,
        uscc=sample.SHOP_USCC,
        tie="contact",
        since="2026-03-01",
        source="visit",
        recorded_on="2026-11-01",
    )
    qtbot.waitUntil(lambda: page.card.card is not before)
    card = page.card.card
    assert card is not None
    (tie,) = [one for one in card.organisations if one.since == date(2026, 3, 1)]
    form = opened_form(qtbot, page, Qt.Key.Key_F3, SHIFT)
    say(qtbot, form, which=str(tie.tie_id), until="2026-10-31")
    qtbot.waitUntil(lambda: page.card.card is not card)
    with filled.read() as session:
        assert session.get_one(OrganisationPerson, tie.tie_id).until == date(2026, 10, 31)
    assert outcomes(filled) == [("lookup", "hit"), ("keep", "tied"), ("keep", "tie_ended")]


def test_from_an_organisation_a_person_is_tied_by_the_number_and_a_tie_of_the_list_is_ended(
    qtbot: QtBot, page: ResidentsPage, filled: Store
) -> None:
    linked = open_shop(qtbot, page)
    before = linked.card
    form = opened_form(qtbot, page, Qt.Key.Key_F3)
    say(qtbot, form, id_number=HUSBAND, tie="employee", since="", source="visit", recorded_on="2026-11-01")
    card = reopened(qtbot, linked, before)
    added = {row.person_id for row in card.people.rows}
    assert len(added) == len({2, *added})
    row = next(one for one in card.people.rows if one.until is None)
    form = opened_form(qtbot, page, Qt.Key.Key_F3, SHIFT)
    assert HUSBAND not in "\n".join(one.text() for one in form.findChildren(QLabel))
    say(qtbot, form, which=str(row.tie_id), until="2026-10-31")
    card = reopened(qtbot, linked, card)
    assert next(one.until for one in card.people.rows if one.tie_id == row.tie_id) == date(2026, 10, 31)
    kinds = [one for one in outcomes(filled) if one[0] == "keep"]
    assert kinds == [("keep", "tied"), ("keep", "tie_ended")]


def test_commands_and_menu_offer_what_fits_what_is_on_show(qtbot: QtBot, page: ResidentsPage) -> None:
    keeping = keeping_of(page)
    assert [one.key for one in keeping.commands()] == ["Shift+F2"]
    told: list[str] = []
    page.notice.connect(told.append)
    for key, modifier in ((Qt.Key.Key_F2, PLAIN), (Qt.Key.Key_F3, PLAIN), (Qt.Key.Key_F3, SHIFT)):
        qtbot.keyClick(page, key, modifier)
    assert len(told) == 3
    open_shop(qtbot, page)
    keys = {"Shift+F2", "F2", "F3", "Shift+F3", "Ctrl+Shift+V", "Ctrl+Shift+W"}
    assert {one.key for one in keeping.commands()} == keys
    keeping.buttons[1].click()
    assert keeping.menu is not None
    assert len(keeping.menu.actions()) == 6
    keeping.menu.close()


def test_nobody_at_the_desk_closes_the_form_and_forgets_what_was_typed(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    open_shop(qtbot, page)
    form = opened_form(qtbot, page, Qt.Key.Key_F3)
    field = form.fields["id_number"]
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, HUSBAND)
    page.close_idle("nobody was here")
    qtbot.waitUntil(lambda: keeping_of(page).forms.dialog is None)
    open_shop(qtbot, page)
    form = opened_form(qtbot, page, Qt.Key.Key_F3)
    again = form.fields["id_number"]
    assert isinstance(again, QLineEdit)
    assert again.text() == ""
    form.reject()


def test_a_role_that_keeps_no_organisations_has_neither_keys_nor_menu(
    qtbot: QtBot, theme: Theme, background: Background, filled: Store
) -> None:
    handler = Actor(CLERK.account_id, CLERK.login, CLERK.name, "handler", 1, CLERK.area)
    made = ResidentsPage(desk_ports(filled, handler, ZONE), background, theme)
    qtbot.addWidget(made)
    assert made.extras.organisations is None
