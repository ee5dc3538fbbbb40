"""The rows of a resident's card are made once: whoever comes next sees nothing of the one before, nor does anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.residents import ResidentsPage
from gridcenter.desktop.pages.residents_fields import FieldRow
from gridcenter.desktop.theme import Theme
from gridcenter.domain.people import LookupRequest
from gridcenter.store.engine import Store
from tests.canary_widgets import said_by
from tests.desktop.pages.residents_pages import residents_page
from tests.services import organisation_samples, resident_samples
from tests.services.resident_samples import CLERK, HUSBAND, NUMBER, request

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

HERS = ("张**", "**4020", "138****4417", organisation_samples.SHOP_NAME, "H-0307-118", "FW-0307-21-0402")
"""What her card and the lists beside it show, masked as it is."""


@pytest.fixture
def filled(sqlite_store: Store) -> Store:
    with sqlite_store.begin() as session:
        organisation_samples.fill(session)
    return sqlite_store


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, background: Background, filled: Store) -> Iterator[ResidentsPage]:
    with residents_page(qtbot, theme, background, filled) as made:
        yield made


def opened(qtbot: QtBot, page: ResidentsPage, wish: LookupRequest) -> None:
    before = page.card.card
    page.look_up(wish)
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.card is not before)


def held(page: ResidentsPage) -> str:
    """Return all that the card and the lists beside it say or keep, hidden parts and attributes included."""
    parts: list[QWidget] = [page.card, page.household, page.residences, page.neighbours]
    widgets = [one for part in parts for one in (part, *part.findChildren(QWidget))]
    kept = [repr(value) for one in widgets for value in vars(one).values()]
    return "\n".join([*kept, *(text for one in widgets for text in said_by(one))])


def found(page: ResidentsPage, words: tuple[str, ...] = HERS) -> set[str]:
    text = held(page)
    return {one for one in words if one in text}


def reveal(qtbot: QtBot, page: ResidentsPage, key: str) -> FieldRow:
    row = page.card.row(key)
    page.card.reveal_wanted.emit(key)
    qtbot.waitUntil(lambda: row.shown)
    return row


def test_a_closed_card_leaves_nothing_in_the_rows_that_wait_for_the_next(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    words = (*HERS, resident_samples.EMPLOYER)
    opened(qtbot, page, request())
    reveal(qtbot, page, "employer")
    assert found(page, words) == {*words}, "the control: what is on show is found"
    rows = page.findChildren(FieldRow)
    page.form.clear()
    qtbot.waitUntil(lambda: not page._background.busy)
    assert page.findChildren(FieldRow) == rows
    assert found(page, words) == set()
    assert page.card.request is page.card._shown_for is None


def test_a_card_that_takes_the_place_of_another_shows_nothing_of_it(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    opened(qtbot, page, request())
    reveal(qtbot, page, "employer")
    page.card.row("address").more.click()
    page.card.row("phone").action.setFocus()
    page.card._area.verticalScrollBar().setValue(40)
    hers = {row.item.key for row in page.card.rows()}
    page.open_from(request(HUSBAND), page._ports.actions.look_up)
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.card.person_id == 2)
    his = {row.item.key for row in page.card.rows()}
    assert not page.card.revealed()
    assert (
        found(page, ("**4020", "138****4417", resident_samples.EMPLOYER, organisation_samples.SHOP_NAME))
        == set()
    )
    assert all(row.isHidden() for row in page.findChildren(FieldRow) if row not in page.card.rows())
    assert hers - his, "the control: rows are left over"
    assert all(row.action.isEnabled() for row in page.card.rows())
    assert page.card._area.verticalScrollBar().value() == 0
    keyboard = QApplication.focusWidget()
    assert keyboard is None or not page.card.body.isAncestorOf(keyboard)


def test_the_lists_of_the_next_resident_begin_at_their_top(qtbot: QtBot, page: ResidentsPage) -> None:
    tables = (page.residences.table, page.neighbours.table)
    for table in tables:
        table.setFixedHeight(60)
    opened(qtbot, page, request())
    page.grab()
    bars = [table.verticalScrollBar() for table in tables]
    for bar in bars:
        bar.setValue(bar.maximum())
    assert all(bar.value() > 0 for bar in bars), "the control: they are scrolled"
    page.close_card()
    assert [bar.value() for bar in bars] == [0, 0]


def test_cards_one_after_another_are_shown_by_the_same_rows(qtbot: QtBot, page: ResidentsPage) -> None:
    opened(qtbot, page, request())
    first = page.findChildren(FieldRow)
    assert len(first) >= len(page.card.rows())
    for number in (HUSBAND, NUMBER, HUSBAND):
        opened(qtbot, page, request(number))
        assert page.findChildren(FieldRow) == first
        page.close_card()


def test_the_rows_of_the_first_card_are_made_while_the_page_rests(qtbot: QtBot, page: ResidentsPage) -> None:
    assert page.findChildren(FieldRow) == []
    qtbot.waitUntil(lambda: page.ready.done)
    made = page.findChildren(FieldRow)
    listed = [kind for kind in page._ports.catalogue.listed if kind.group is not None]
    assert len(made) == len(listed) > 10
    assert not any(row.isVisible() for row in made)
    assert page.card.groups == []
    opened(qtbot, page, request(HUSBAND))
    assert {*made} <= {*page.findChildren(FieldRow)}


def test_nothing_is_made_for_a_role_that_looks_nobody_up_nor_behind_another_page(
    qtbot: QtBot, theme: Theme, background: Background, filled: Store
) -> None:
    with residents_page(qtbot, theme, background, filled, by=replace(CLERK, role="auditor")) as page:
        qtbot.waitUntil(lambda: page.ready.done)
        assert page.findChildren(FieldRow) == []
    with residents_page(qtbot, theme, background, filled) as page:
        page.hide()
        qtbot.wait(200)
        assert not page.ready.done
        assert page.findChildren(FieldRow) == []
        page.show()
        qtbot.waitUntil(lambda: page.ready.done)


def test_a_card_is_made_anew_where_text_and_panels_have_another_size(
    qtbot: QtBot, page: ResidentsPage, theme: Theme
) -> None:
    opened(qtbot, page, request())
    height = page.card.row("phone").height()
    theme.use(scale=2.0)
    opened(qtbot, page, request())
    assert page.card.row("phone").height() == 2 * height
    qtbot.mouseClick(page.card.row("phone").action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.card.row("phone").shown)
