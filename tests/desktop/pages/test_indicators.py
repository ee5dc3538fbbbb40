"""The Indicators page on a real store: choose, compare, go down, and see exactly the rows behind a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gridcenter.desk.ports import desk_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.models.columns import Role
from gridcenter.desktop.pages.indicators import IndicatorsPage
from gridcenter.desktop.pages.indicators_areas import AreaModel
from gridcenter.desktop.pages.indicators_library import LibraryModel
from gridcenter.desktop.pages.indicators_scope import Span
from gridcenter.desktop.theme import Theme
from gridcenter.domain.errors import StoreUnavailable
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.reference import load_reference
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, Category, Division, Incident, StoreFact, Unit
from tests.store.figures_sample import NORTH, SOUTH, STREET, ZONE

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

Wait = Callable[[], None]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme("light")
    theme.dress(qapp)
    yield theme
    qapp.setStyleSheet("")


def fill(store: Store) -> None:
    """Limits that ended yesterday: ten in the north, nine of them closed; three in the south, two closed."""
    ended = datetime.now(UTC) - timedelta(days=1)
    with store.begin() as session:
        load_reference(session)
        session.add(StoreFact(key="title", value="示范区"))
        for code, level, name, parent in (
            ("709901", 3, "示范区", None),
            (STREET, 4, "桥头街道", "709901"),
            (NORTH, 5, "北社区", STREET),
            (SOUTH, 5, "南社区", STREET),
        ):
            session.add(Division(code=code, level=level, name=name, parent_code=parent))
        session.flush()
        unit = Unit(id=1, code="U1", name="区城管局", kind="department")
        session.add_all([unit, Account(id=1, login="li", name="李敏", role="supervisor")])
        category = session.query(Category.id).filter(Category.parent_id.is_not(None)).first()
        assert category is not None
        for nth in range(13):
            closed = None if nth in (4, 12) else ended - timedelta(hours=1)
            session.add(
                Incident(
                    number=f"SJ{nth:04d}",
                    state="closed" if closed else "handling",
                    category_id=category[0],
                    community_code=NORTH if nth < 10 else SOUTH,
                    unit_id=1,
                    reported_at=ended - timedelta(hours=10),
                    closed_at=closed,
                    whole_due_at=ended + timedelta(seconds=nth),
                    due_at=ended + timedelta(seconds=nth),
                )
            )


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme, sqlite_store: Store) -> Iterator[tuple[IndicatorsPage, Wait]]:
    """The page with its first answers, its days reaching back two months, and a way to wait for further answers."""
    fill(sqlite_store)
    background = Background()
    actor = Actor(1, "li", "李敏", "supervisor", 1, "")
    page = IndicatorsPage(desk_ports(sqlite_store, actor, ZONE), background, theme)
    qtbot.addWidget(page)
    page.resize(1800, 960)

    def settled() -> None:
        qtbot.waitUntil(lambda: not background.busy, timeout=10_000)

    page.show()
    settled()
    scope = page.head.scope
    qtbot.mouseClick(scope.spans[Span.CUSTOM], Qt.MouseButton.LeftButton)
    scope.first.setDate(scope.first.date().addDays(-60))
    settled()
    yield page, settled
    assert background.close()


def column(page: IndicatorsPage, key: str) -> int:
    return page.areas.model.column_of(key)


def area_texts(page: IndicatorsPage, row: int) -> list[str]:
    model = page.areas.model
    keys = ("area", "denominator", "numerator", "rate")
    return [str(model.index(row, model.column_of(key)).data()) for key in keys]


def click(qtbot: QtBot, page: IndicatorsPage, row: int, key: str) -> None:
    table = page.areas.table
    spot = table.visualRect(page.areas.model.index(row, column(page, key))).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot.x(), spot.y()))


def test_it_opens_on_the_closing_rate_with_its_formula(shown: tuple[IndicatorsPage, Wait]) -> None:
    page, _ = shown

    assert page.library.table.current_id() == "archive_rate"
    assert page.head.name.text() == "结案率"
    assert page.head.figure.text() == "84.62"
    assert (page.head.formula.dividend.text(), page.head.formula.divisor.text()) == ("11", "13")
    assert page.head.formula.upper_name.text() == "结案数"


def test_the_whole_library_is_there_with_values(shown: tuple[IndicatorsPage, Wait]) -> None:
    page, _ = shown
    model = page.library.model
    lines = {model.index(row, 0).data(Role.ID): model.index(row, 1).data() for row in range(model.rowCount())}

    assert len(lines) - 1 == 55
    assert lines["need_archive"] == "13"
    assert lines["supervise"] == "0"
    assert lines["self_dispose"] == "0"
    assert lines["recurred"] == "0"


@pytest.mark.parametrize("typed", ["结案率", "jieanlv", "jal", "closing rate"])
def test_an_indicator_is_found_by_name_pinyin_or_initials(
    qtbot: QtBot, shown: tuple[IndicatorsPage, Wait], typed: str
) -> None:
    page, _ = shown
    page.library.search.setText(typed)
    model = page.library.model

    keys = [model.index(row, 0).data(Role.ID) for row in range(model.rowCount())]
    assert "archive_rate" in keys
    assert len(keys) < 10


def test_areas_add_up_to_the_line_of_the_sum(shown: tuple[IndicatorsPage, Wait]) -> None:
    page, _ = shown

    assert [area_texts(page, row)[0] for row in range(page.areas.model.rowCount())] == [
        "北社区",
        "南社区",
        "示范区",
    ]
    assert area_texts(page, 0) == ["北社区", "10", "9", "90.00"]
    assert area_texts(page, 2) == ["示范区", "13", "11", "84.62"]


def test_a_rate_on_fewer_than_five_incidents_is_not_shown(shown: tuple[IndicatorsPage, Wait]) -> None:
    page, _ = shown

    assert area_texts(page, 1) == ["南社区", "<5", "<5", "<5"]


def test_a_press_on_a_number_lists_exactly_its_rows(qtbot: QtBot, shown: tuple[IndicatorsPage, Wait]) -> None:
    page, settled = shown
    click(qtbot, page, 0, "numerator")
    settled()

    assert len(page.behind.model.rows) == 9
    assert all(row.closed_at is not None for row in page.behind.model.rows)
    assert page.behind.sub.text() == "北社区 · 结案数 9"


def test_the_numbers_of_the_formula_list_their_rows(qtbot: QtBot, shown: tuple[IndicatorsPage, Wait]) -> None:
    page, settled = shown
    assert len(page.behind.model.rows) == 13

    qtbot.mouseClick(page.head.formula.dividend, Qt.MouseButton.LeftButton)
    settled()

    assert len(page.behind.model.rows) == 11


def test_a_press_on_a_name_goes_down_and_its_chip_comes_back(
    qtbot: QtBot, shown: tuple[IndicatorsPage, Wait]
) -> None:
    page, settled = shown
    click(qtbot, page, 0, "area")
    settled()
    assert page.head.figure.text() == "90.00"

    page.head.scope.areas.findChildren(type(page.head.scope.spans[Span.MONTH]))[0].click()
    settled()
    assert page.head.figure.text() == "84.62"


def test_choosing_a_count_changes_formula_course_and_columns(shown: tuple[IndicatorsPage, Wait]) -> None:
    page, settled = shown
    page.library.choose("archive")
    settled()

    assert page.head.figure.text() == "11"
    assert page.head.formula.single.text() == "11"
    assert not page.head.formula.words.isVisible()
    assert page.course.heading().sub.endswith("件")
    assert len(page.behind.model.rows) == 11


def test_what_the_store_does_not_keep_says_why(shown: tuple[IndicatorsPage, Wait]) -> None:
    page, settled = shown
    page.library.choose("response_rate_12345")
    settled()

    assert page.head.figure.text() == "—"
    assert page.head.formula.note.text()
    assert "—" in page.head.formula.dividend.text()


def test_an_incident_behind_a_number_is_opened_by_enter(
    qtbot: QtBot, shown: tuple[IndicatorsPage, Wait]
) -> None:
    page, _ = shown
    page.behind.table.setCurrentIndex(page.behind.model.index(0, 0))

    with qtbot.waitSignal(page.incident_wanted) as wanted:
        qtbot.keyClick(page.behind.table, Qt.Key.Key_Return)

    assert wanted.args == [page.behind.model.rows[0].id]


def test_copied_areas_paste_as_columns(qtbot: QtBot, shown: tuple[IndicatorsPage, Wait]) -> None:
    page, _ = shown
    page.areas.table.selectRow(0)
    qtbot.keyClick(page.areas.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text().startswith("北社区\t10\t9\t90.00")


def test_the_models_keep_qts_rules(shown: tuple[IndicatorsPage, Wait]) -> None:
    page, settled = shown
    models: list[Any] = [page.library.model, page.areas.model, page.behind.model]
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in models
    ]
    page.library.search.setText("率")
    page.library.choose("rework_rate")
    settled()
    page.library.choose("archive_rate")
    settled()

    assert len(testers) == 3


def test_the_page_follows_language_and_theme(shown: tuple[IndicatorsPage, Wait], theme: Theme) -> None:
    page, _ = shown
    use_language("en")
    QCoreApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    theme.use(scheme="dark")
    page.apply_theme()

    assert page.head.name.text() == "closing rate"
    assert page.areas.title.text() == "By area"
    assert page.library.table.current_id() == "archive_rate"


@pytest.mark.parametrize("width", [1302, 1856])
def test_nothing_of_the_table_by_area_is_out_of_sight(
    shown: tuple[IndicatorsPage, Wait], width: int, qtbot: QtBot
) -> None:
    page, _ = shown
    for language in ("zh", "en"):
        use_language("en" if language == "en" else "zh")
        page.retranslate()
        page.resize(width, 720)
        table = page.areas.table
        qtbot.waitUntil(lambda table=table: table.columnWidth(0) > 0)
        shown_width = sum(
            table.columnWidth(place)
            for place in range(page.areas.model.columnCount())
            if not table.isColumnHidden(place)
        )
        assert shown_width <= table.viewport().width()


def test_a_fresh_look_keeps_indicator_scope_and_listed_rows(
    qtbot: QtBot, shown: tuple[IndicatorsPage, Wait]
) -> None:
    page, settled = shown
    click(qtbot, page, 0, "numerator")
    settled()
    page.refresh()
    settled()

    assert page.behind.sub.text() == "北社区 · 结案数 9"
    assert page.library.table.current_id() == "archive_rate"


def test_the_previous_month_and_the_year_are_one_press_away(
    qtbot: QtBot, shown: tuple[IndicatorsPage, Wait]
) -> None:
    page, settled = shown
    scope = page.head.scope
    qtbot.mouseClick(scope.spans[Span.LAST_MONTH], Qt.MouseButton.LeftButton)
    settled()
    assert scope.scope is not None
    assert scope.scope.first.day == 1
    assert (scope.scope.last + timedelta(days=1)).day == 1

    qtbot.mouseClick(scope.spans[Span.YEAR], Qt.MouseButton.LeftButton)
    settled()
    assert (scope.scope.first.month, scope.scope.first.day) == (1, 1)
    assert page.head.comparison.text() == "上期 — · 去年 —"


def test_the_last_day_cannot_lie_before_the_first(shown: tuple[IndicatorsPage, Wait]) -> None:
    page, settled = shown
    scope = page.head.scope
    scope.last.setDate(scope.first.date().addDays(-3))
    settled()

    assert scope.scope is not None
    assert scope.scope.first == scope.scope.last


def test_the_search_box_hands_over_to_the_list(qtbot: QtBot, shown: tuple[IndicatorsPage, Wait]) -> None:
    page, settled = shown
    page.library.search.setFocus()
    page.library.search.setText("fangonglv")
    qtbot.keyClick(page.library.search, Qt.Key.Key_Down)
    settled()

    assert page.library.table.hasFocus()
    assert page.head.name.text() == "返工率"


@pytest.mark.parametrize("question", ["indicator_values", "indicator_series", "indicator_rows"])
def test_what_cannot_be_read_is_said_and_asked_again(
    qtbot: QtBot, theme: Theme, sqlite_store: Store, question: str
) -> None:
    fill(sqlite_store)
    ports = desk_ports(sqlite_store, Actor(1, "li", "李敏", "supervisor", 1, ""), ZONE)
    answers = getattr(ports.questions, question)
    down = [True]

    def uncertain(*arguments: Any) -> Any:
        if down:
            raise StoreUnavailable("the store does not answer")
        return answers(*arguments)

    background = Background()
    page = IndicatorsPage(
        replace(ports, questions=replace(ports.questions, **{question: uncertain})), background, theme
    )
    qtbot.addWidget(page)
    page.resize(1800, 960)
    page.show()
    qtbot.waitUntil(lambda: not background.busy, timeout=10_000)
    stack = {"indicator_rows": page.behind.stack, "indicator_values": page.states}.get(
        question, page.areas.stack
    )
    assert not stack.showing_content()

    down.clear()
    for retry in stack.state.findChildren(QPushButton)[:1]:
        retry.click()
    page.refresh()
    qtbot.waitUntil(lambda: not background.busy, timeout=10_000)
    assert page.areas.stack.showing_content()
    assert background.close()


def test_empty_models_are_sound(qtbot: QtBot) -> None:
    for model in (LibraryModel(), AreaModel()):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        assert model.rowCount() == 0
