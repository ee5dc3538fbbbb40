"""A card with more than usual: long names and values, many sources, everything recorded; nothing of it is cut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.residents import ResidentsPage
from gridcenter.desktop.pages.residents_fields import ROW_HEIGHT, FieldRow
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.wrapped_label import WrappedLabel
from gridcenter.language import use_language
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.store.engine import Store
from gridcenter.store.models import Organisation, Person, RecordItem
from tests.desktop.pages.residents_pages import residents_page
from tests.services import organisation_samples
from tests.services.resident_samples import request

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

LONG = "滨江区第一机械制造与自动化控制设备有限责任公司（沿江分公司）第二生产车间数控机床操作与维护岗位"
SOURCE = "区人力资源和社会保障局数据共享平台"
ADDRESS = "滨江区江南街道江南社区居民委员会沿江大道一千二百三十四号滨江花园小区第二十一幢二单元四楼0402室（北区家属院）"
NAME = "阿卜杜热合曼·卡什木阿洪江·买买提吐尔逊阿布都克里木江汗"
PHONES = 12


@pytest.fixture
def filled(sqlite_store: Store) -> Store:
    with sqlite_store.begin() as session:
        organisation_samples.fill(session)
        person = session.get_one(Person, 1)
        person.name, person.address = NAME, ADDRESS
        for one in session.query(Organisation):
            one.name = LONG
        for key, kind in record_catalogue().kinds.items():
            if key not in ("id_number", "name", "phone", "address"):
                item = RecordItem(person_id=1, key=key, value=LONG, source=SOURCE)
                item.sensitivity, item.recorded_on = kind.sensitivity, date(2024, 3, 15)
                session.add(item)
        for place in range(PHONES):
            phone = RecordItem(person_id=1, key="phone", value=f"1390000{place:04d}", source=f"第{place}批")
            phone.recorded_on = date(2025, 1, 1 + place)
            session.add(phone)
    return sqlite_store


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, background: Background, filled: Store) -> Iterator[ResidentsPage]:
    with residents_page(qtbot, theme, background, filled) as made:
        yield made


def opened(qtbot: QtBot, page: ResidentsPage, width: int, height: int) -> None:
    page.resize(width, height)
    page.look_up(request())
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.states.showing_content())
    QApplication.processEvents()


def cut(page: ResidentsPage) -> list[str]:
    """Return the texts on show that have less room than they need."""
    return [
        label.text()
        for label in page.card.findChildren(WrappedLabel)
        if label.isVisibleTo(page.card) and label.height() < label.height_in(label.contentsRect().width())
    ]


@pytest.mark.parametrize(("width", "height"), [(1294, 658), (1848, 970), (3768, 2050)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_on_a_full_card_is_cut(
    qtbot: QtBot, page: ResidentsPage, width: int, height: int, language: str
) -> None:
    use_language("en" if language == "en" else "zh")
    opened(qtbot, page, width, height)
    assert cut(page) == []
    assert page.card.width() <= page.width()
    rows = page.card.rows()
    long = next(row for row in rows if row.value.text() == LONG and row.isVisible())
    assert long.height() > page.theme.px(ROW_HEIGHT), "the control: it needs several lines"
    page.card.row("phone").more.click()
    QApplication.processEvents()
    assert cut(page) == []
    long.value.setFixedHeight(long.value.height() // 2)
    assert cut(page) == [LONG], "the control: a cut text is found"


def test_a_row_grows_for_a_revealed_value_and_shrinks_when_it_is_masked(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    opened(qtbot, page, 1294, 658)
    row = page.card.row("address")
    before = row.height()
    qtbot.keyClick(row.action, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row.shown)
    QApplication.processEvents()
    assert row.value.text() == ADDRESS
    assert row.height() > before
    assert cut(page) == []
    qtbot.keyClick(row.action, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not row.shown)
    assert row.height() == before


def test_it_is_told_how_many_sources_differ(qtbot: QtBot, page: ResidentsPage) -> None:
    use_language("en")
    opened(qtbot, page, 1848, 970)
    first = page.card.row("phone")
    assert "13 sources differ" in first.note.text()
    start = page.card.rows().index(first)
    beside: list[FieldRow] = page.card.rows()[start + 1 : start + 1 + first.item.others]
    assert [row.item.sources for row in beside] == [PHONES + 1] * PHONES


def test_a_long_name_of_an_organisation_is_cut_on_its_link_and_whole_to_whoever_asks(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    opened(qtbot, page, 1294, 658)
    row = next(row for row in page.card.ties.rows if row.link.name == LONG)
    assert row.open.text().endswith("…")
    assert LONG in row.open.accessibleName()
    assert LONG in row.open.toolTip()
    assert row.open.geometry().right() < row.source.geometry().left()
