"""The cards on the Supervision page: by due time, with their reply clocks, narrowed like everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.live_feed import ANYTHING
from gridcenter.desktop.models.cards import CardsModel, clock_words
from gridcenter.desktop.models.columns import Role
from gridcenter.desktop.models.red_lines import red_lines, total
from gridcenter.desktop.pages.supervision import SupervisionPage
from gridcenter.desktop.theme import Theme
from gridcenter.domain.board import Board, Filter
from gridcenter.domain.calendars import CONTINUOUS, WorkingCalendar
from gridcenter.domain.cards import CardRow
from gridcenter.domain.errors import StoreUnavailable
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.language import use_language
from tests.desktop.sample_desk import NOW, community_code, sample_ports, sample_rows
from tests.domain.test_cards import CARD

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
ZONE = ZoneInfo("Asia/Shanghai")


def card(number: int, *, minutes: int, incident: int = 1, unit: int = 2, kind: str = "reminder") -> CardRow:
    """Return a card whose reply is due in so many minutes, yellow for the last ten of them."""
    return replace(
        CARD,
        id=number,
        kind=kind,
        incident_id=incident,
        unit_id=unit,
        unit=Name(f"{unit} 号单位"),
        community_code=community_code(0),
        calendar=CONTINUOUS,
        due_at=NOW + timedelta(minutes=minutes),
        yellow_at=NOW + timedelta(minutes=minutes - 10),
    )


CARDS = (
    card(1, minutes=-117),
    card(2, minutes=5, incident=2, unit=3, kind="supervision"),
    card(3, minutes=32, incident=3, unit=3),
    card(4, minutes=40, incident=9_999, unit=77),
)
"""The last one is about an incident that is closed and no longer on the board."""


class Answers:
    """What the store answers, in turn what a test says."""

    def __init__(self) -> None:
        self.cards: Sequence[CardRow] = CARDS
        self.refusal: StoreUnavailable | None = None
        self.asked = 0

    def __call__(self) -> Sequence[CardRow]:
        self.asked += 1
        if self.refusal is not None:
            raise self.refusal
        return self.cards


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, background: Background, answers: Answers) -> SupervisionPage:
    board = Board()
    board.apply(sample_rows())
    ports = sample_ports(cards=answers)
    made = SupervisionPage(ports, background, theme, filters=FilterState(), zone=ZONE, now=NOW)
    qtbot.addWidget(made)
    made.resize(1856, 1000)
    made.apply_board(board, None, Filter(), NOW)
    made.show()
    return made


def shown(qtbot: QtBot, page: SupervisionPage, *ids: int) -> None:
    qtbot.waitUntil(lambda: [one.id for one in page.cards.model.rows] == list(ids))


def test_cards_stand_by_their_due_time_with_clock_unit_and_who_issued_them(
    qtbot: QtBot, page: SupervisionPage
) -> None:
    use_language("en")
    shown(qtbot, page, 1, 2, 3, 4)
    page.retranslate()
    last = page.cards.model.columnCount() - 1
    clocks = [page.cards.model.index(row, last).data() for row in range(4)]
    assert clocks == ["1 h 57 min late", "5 min left", "32 min left", "40 min left"]
    lights = [Light(page.cards.model.index(row, 0).data(Role.LIGHT)) for row in range(4)]
    assert lights == [Light.RED, Light.YELLOW, Light.GREEN, Light.GREEN]
    assert [page.cards.model.index(row, 0).data(Role.MARK) for row in range(2)] == ["reminder", "supervision"]
    assert page.cards.model.index(0, 4).data() == "李敏"
    figure = page.tiles[3].figure
    assert (figure.figure, figure.comparison) == ("4", "1 of them overdue")


def test_a_unit_that_owes_a_reply_has_a_line_on_the_red_board_although_nothing_of_it_is_red() -> None:
    lines = red_lines(sample_rows(), NOW, WorkingCalendar(), CARDS)
    owed = {line.unit_id: line.cards for line in lines if line.cards}
    assert owed == {2: 1, 3: 2, 77: 1}
    (only,) = [line for line in lines if line.unit_id == 77]
    assert (only.unit.zh, only.red, only.yellow) == ("77 号单位", 0, 0)
    whole = total(lines)
    assert (whole.red, whole.yellow, whole.cards) == (23, 41, 4)


def test_a_pressed_unit_and_an_area_narrow_the_cards_too(qtbot: QtBot, page: SupervisionPage) -> None:
    shown(qtbot, page, 1, 2, 3, 4)
    page.filters.toggle_unit(3)
    shown(qtbot, page, 2, 3)
    assert page.tiles[3].figure.figure == "2"
    page.filters.toggle_unit(3)
    page.apply_board(page._board, None, Filter(area="999"), NOW)
    assert page.cards.model.rows == ()


def test_time_turns_a_reply_clock_red_and_selection_stays(qtbot: QtBot, page: SupervisionPage) -> None:
    shown(qtbot, page, 1, 2, 3, 4)
    page.cards.table.choose(2)
    page.tick(NOW + timedelta(minutes=5))
    assert page.cards.table.current_id() == 2
    assert page.cards.model.index(1, 0).data(Role.LIGHT) == Light.RED
    assert page.tiles[3].figure.comparison == "其中逾期未回复 2"


def test_what_somebody_else_wrote_is_asked_for_at_once_and_only_when_it_is_about_cards(
    qtbot: QtBot, page: SupervisionPage, answers: Answers
) -> None:
    shown(qtbot, page, 1, 2, 3, 4)
    asked = answers.asked
    page.apply_subject("unit")
    assert answers.asked == asked
    answers.cards = CARDS[1:]
    page.apply_subject("card")
    shown(qtbot, page, 2, 3, 4)
    page.hide()
    answers.cards = CARDS[2:]
    page.apply_subject("card")
    assert [one.id for one in page.cards.model.rows] == [2, 3, 4]
    page.show()
    shown(qtbot, page, 3, 4)
    answers.cards = CARDS[3:]
    page.apply_subject(ANYTHING)
    shown(qtbot, page, 4)


def test_a_lost_wake_up_is_made_good_within_a_minute(
    qtbot: QtBot, page: SupervisionPage, answers: Answers
) -> None:
    shown(qtbot, page, 1, 2, 3, 4)
    answers.cards = CARDS[:1]
    page.tick(NOW + timedelta(minutes=1))
    shown(qtbot, page, 1)


def test_enter_opens_the_incident_of_a_card_and_rows_are_copied_as_columns(
    qtbot: QtBot, page: SupervisionPage
) -> None:
    shown(qtbot, page, 1, 2, 3, 4)
    page.cards.table.choose(2)
    with qtbot.waitSignal(page.incident_wanted) as wanted:
        qtbot.keyClick(page.cards.table, Qt.Key.Key_Return)
    assert wanted.args == [2]
    page.cards.table.copy_rows()
    assert QGuiApplication.clipboard().text().startswith("催办\t3 号单位\t井盖缺失\t江南社区 03\t李敏\t")


def test_cards_that_cannot_be_read_say_so_in_their_own_place_and_the_rest_works_on(
    qtbot: QtBot, theme: Theme, background: Background, answers: Answers
) -> None:
    use_language("en")
    answers.refusal = StoreUnavailable("the server went away")
    board = Board()
    board.apply(sample_rows())
    page = SupervisionPage(sample_ports(cards=answers), background, theme, zone=ZONE, now=NOW)
    qtbot.addWidget(page)
    page.apply_board(board, None, Filter(), NOW)
    page.show()
    qtbot.waitUntil(lambda: page.cards.states.state.headline.text() == "The cards could not be read")
    assert page.tiles[3].figure.figure == "—"
    assert page.tiles[0].figure.figure == "23"
    answers.refusal = None
    page.cards.states.state.buttons()[0].click()
    shown(qtbot, page, 1, 2, 3, 4)
    answers.refusal = StoreUnavailable("again")
    before = answers.asked
    page.apply_subject("card")
    qtbot.waitUntil(lambda: answers.asked > before)
    assert page.cards.states.showing_content()


def test_no_card_is_said_to_be_no_card_and_by_whom_one_is_issued(
    qtbot: QtBot, page: SupervisionPage, answers: Answers
) -> None:
    shown(qtbot, page, 1, 2, 3, 4)
    answers.cards = ()
    use_language("en")
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    page.apply_subject("card")
    qtbot.waitUntil(lambda: page.cards.states.state.headline.text() == "No card waits for a reply")
    assert page.panels[3].title.text() == "Cards"


@pytest.mark.parametrize(
    ("language", "at", "words"),
    [("zh", 0, "剩 30 分"), ("zh", 31, "逾期 1 分"), ("en", 0, "30 min left"), ("en", 31, "1 min late")],
)
def test_the_reply_clock_in_words(language: str, at: int, words: str) -> None:
    use_language("zh" if language == "zh" else "en")
    issued: datetime = CARD.issued_at
    assert clock_words(CARD, issued + timedelta(minutes=at)) == words
    late = replace(CARD, replied_at=issued + timedelta(hours=1))
    assert clock_words(late, NOW) == {"zh": "迟回复", "en": "replied late"}[language]


def test_the_cards_are_a_proper_model() -> None:
    model = CardsModel(ZONE, NOW)
    model.show_rows(CARDS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_cards_are_painted_in_both_schemes_and_on_the_small_screen(
    qtbot: QtBot, page: SupervisionPage, theme: Theme
) -> None:
    shown(qtbot, page, 1, 2, 3, 4)
    light = page.cards.table.grab().toImage()
    theme.use(scheme="dark")
    assert page.cards.table.grab().toImage() != light
    page.resize(1318, 688)
    assert not page.cards.table.isColumnHidden(5)
    use_language("en")
    page.retranslate()
    assert page.cards.table.isColumnHidden(5)
    assert not page.grab().isNull()
